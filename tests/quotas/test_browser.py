"""The pages of places before axe, on an office screen and on a phone; an allocation by hand."""

import pytest
from django.conf import settings

from honours.quotas.operations.holding import hold_place
from honours.quotas.operations.issuing import sanction_places
from tests.browser import OFFICE, PHONE, assert_accessible, browser, page
from tests.quotas.town import COUNTY, EDITION, PERSON, nomination, places, plan_in

pytestmark = pytest.mark.browser
__all__ = ["browser", "page"]


@pytest.fixture
def year(transactional_db):
    opened = places()
    opened.issue(巴州区=5, 通江县=3, 巴中市教育局=4)
    hold_place(EDITION, nomination(7), opened[COUNTY], PERSON, by=opened.clerk)
    order = opened.order(COUNTY, 1)
    sanction_places(opened.ledger, order, by=opened.examiner, reason="超比例推荐", document="通报")
    return opened


@pytest.fixture
def office(year, live_server, page, client):
    """The browser, with the examiner signed in."""
    client.force_login(year.examiner)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_every_page_of_places_is_accessible(office, live_server, year, size):
    plan = plan_in(year.ledger, year.here, year.examiner)
    office.set_viewport_size(size)
    base = f"/quotas/{EDITION}/"
    for address in (
        "/quotas/",
        base,
        f"{base}journal/",
        f"{base}plans/",
        f"{base}allocate/",
        f"{base}authorise/",
        f"{base}deeds/reallocate/",
        f"/quotas/plans/{plan.pk}/",
    ):
        office.goto(live_server.url + address)
        assert_accessible(office)


def test_an_allocation_is_filled_in_and_seen_step_by_step(office, live_server):
    office.goto(f"{live_server.url}/quotas/{EDITION}/allocate/")
    office.get_by_label("分配总数").fill("20")
    office.get_by_label("依据表").first.fill("单位；人数；最多\n巴州区；800；10\n通江县；200；")
    office.get_by_role("button", name="计算").click()
    assert "第1轮：20个名额，2个单位；巴州区取最多10个" in office.inner_text("main")
    assert_accessible(office)
    office.get_by_role("button", name="保存为方案").click()
    assert "待批准" in office.inner_text("main")
