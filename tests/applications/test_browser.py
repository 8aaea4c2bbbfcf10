"""Writing an application in Chromium: saved while one types, and open to everybody."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honours.applications.operations import chain
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from tests.applications.conftest import FILLED
from tests.browser import NARROW, OFFICE, PHONE, barriers_on, browser, page

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def draft(here, people, today):
    request = Request(ApplicationKind.SET_UP, here["通江县教育局"], today.year + 1)
    return begin_application(request, by=people.filer, on=today)


def enter(page, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.clear_cookies()
    page.context.add_cookies([{**cookie, "url": live_server.url}])


def test_a_field_is_kept_as_it_is_left_and_a_conflict_shows_both_texts(
    live_server, page, people, draft
):
    enter(page, live_server, people.filer)
    page.goto(live_server.url + reverse("applications:draft", args=[draft.pk]))
    page.fill("#id_name", "通江县优秀教师")
    page.locator("#id_name").blur()
    page.wait_for_selector("#said-name .draft-saved")
    draft.refresh_from_db()
    assert draft.raw["name"] == "通江县优秀教师"

    save_draft(draft, {ApplicationField.SCOPE: "全县学校"}, version=1, by=people.colleague)
    page.fill("#id_scope", "县属学校")
    page.locator("#id_scope").blur()
    page.wait_for_selector("#said-scope .draft-conflict")
    assert "全县学校" in page.inner_text("#said-scope")
    page.click("#said-scope button[name=keep]")
    page.wait_for_selector("text=已保存。")
    draft.refresh_from_db()
    assert draft.raw["scope"] == "县属学校"


@pytest.mark.parametrize("size", [OFFICE, PHONE, NARROW], ids=["office", "phone", "narrow"])
def test_the_pages_are_for_everybody(live_server, page, people, draft, today, size):
    save_draft(draft, FILLED, version=0, by=people.filer)
    chain.submit_application(draft, by=people.filer, on=today)
    scope = {ApplicationField.SCOPE: "请写明学校的范围"}
    chain.return_application(draft, scope, reason="请修改", by=people.head, on=today)
    second = begin_application(
        Request(ApplicationKind.SET_UP, draft.organization, today.year), by=people.filer, on=today
    )
    page.set_viewport_size(size)
    enter(page, live_server, people.filer)
    faults = []
    for name, keys in (
        ("applications", []),
        ("begin", []),
        ("application", [draft.pk]),
        ("draft", [draft.pk]),
        ("draft", [second.pk]),
        ("versions", [draft.pk]),
        ("print", [draft.pk]),
        ("intake", []),
        ("catalogue", []),
    ):
        page.goto(live_server.url + reverse(f"applications:{name}", args=keys))
        _keep_picture(page, f"{name}-{'-'.join(map(str, keys))}-{size['width']}")
        faults += [f"{name}: {one}" for one in barriers_on(page)]
    assert faults == []


def _keep_picture(page, name):
    """Pictures for people, where ``HONOURS_PICTURES`` names a folder."""
    if folder := os.environ.get("HONOURS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
