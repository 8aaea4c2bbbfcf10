"""The administrators' pages in a real browser: usable by everybody, at every width."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser import NARROW, OFFICE, PHONE, barriers_on, browser, page
from tests.factories import city

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEEDS = ("found", "rename", "place", "merge", "split", "abolish")


@pytest.fixture
def here(transactional_db):
    return city()


def as_user(page, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])


def barriers(page, address):
    found = []
    for size in (OFFICE, PHONE, NARROW):
        page.set_viewport_size(size)
        page.goto(address)
        found += [f"{address} {size['width']} {one}" for one in barriers_on(page)]
    return found


def test_nothing_on_the_administrators_pages_keeps_anybody_out(live_server, here, page):
    bureau = f"{live_server.url}/organizations/{here['巴中市卫生局'].pk}/"
    visits = {
        here.system_administrator: [bureau, *(f"{bureau}change/{deed}/" for deed in DEEDS)],
        here.security_administrator: [f"{live_server.url}/organizations/posts/"],
        here.audit_administrator: [f"{live_server.url}/organizations/posts/record/"],
    }
    found = []
    for user, addresses in visits.items():
        as_user(page, live_server, user)
        for address in addresses:
            found += barriers(page, address)
    assert found == []


def test_a_superior_is_searched_chosen_confirmed(live_server, here, page):
    as_user(page, live_server, here.system_administrator)
    bureau = here["巴中市卫生局"]
    page.goto(f"{live_server.url}/organizations/{bureau.pk}/change/place/")
    page.get_by_label("新上级").fill("教育局")
    page.get_by_label("起始日期").fill("2015-01-01")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator(".field-error")).to_contain_text("请选定其中一个")
    assert barriers_on(page) == []
    page.get_by_label("四川省巴中市通江县教育局").check()
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator(".confirm-items")).to_contain_text("自2015年1月1日起隶属“通江县教育局”")
    assert barriers_on(page) == []
    page.get_by_role("button", name="确认调整隶属关系").click()
    expect(page.locator(".breadcrumbs, nav[aria-label]").first).to_be_visible()
    bureau.refresh_from_db()
    assert bureau.is_within(here["通江县教育局"])
