"""Notices before axe on an office screen and on a phone, and read by anybody without script."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.utils import timezone

from honours.directory.vocabulary import Role
from honours.kernel.calendar import DayUnit
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import draft_notice
from honours.notices.operations.notices import post_notice
from honours.notices.vocabulary import CarrierKind
from tests.browser import OFFICE, PHONE, assert_accessible
from tests.factories import official
from tests.notices.conftest import FIVE, PDF

pytestmark = pytest.mark.browser


@pytest.fixture
def running(transactional_db, draft, clerk, head):
    """A notice that runs today, whatever today is."""
    seed_calendar()
    own = replace(FIVE, unit=DayUnit.CALENDAR_DAYS)
    notice = post_notice(draft_notice(draft(own=own), by=clerk), on=timezone.localdate(), by=head)
    now = timezone.now()
    proof = Proof("证明.pdf", PDF)
    carrier = CarrierDraft(CarrierKind.BULLETIN_BOARD, "校门公告栏", now, proof)
    add_carrier(notice, carrier, now=now, by=clerk)
    return notice


@pytest.fixture
def office(live_server, page, client):
    """Opens addresses as somebody who has signed in."""

    def signed_in(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return signed_in


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_every_page_of_a_notice_is_accessible(office, live_server, running, clerk, size):
    page = office(clerk)
    page.set_viewport_size(size)
    carrier, entry = running.carriers.get(), running.entries.first()
    base = f"/notices/{running.pk}/"
    for address in (
        "/notices/",
        "/notices/new/",
        "/notices/calendar/?year=2024",
        "/notices/calendar/?year=2099",
        base,
        *(f"{base}{name}/" for name in ("change", "extend", "carriers", "preview", "sheet")),
        f"/notices/carriers/{carrier.pk}/take-down/",
        f"/notices/entries/{entry.pk}/correct/",
        "/notices/public/",
        f"/notices/public/{running.public_key}/",
    ):
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_an_examiners_pages_are_accessible(office, live_server, running, here):
    examiner = official(here, Role.EXAMINER, "巴中市人力资源和社会保障局", jurisdiction="巴中市")
    page = office(examiner)
    for address in ("/notices/calendar/register/?year=2027", "/notices/waive/"):
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_anybody_reads_a_notice_without_script_and_goes_on_to_object(
    browser, live_server, running
):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{live_server.url}/notices/public/")
    page.get_by_role("link", name=running.title).click()
    shown = page.inner_text("main")
    page.get_by_role("link", name="反映异议").click()

    assert "张文清" in shown
    assert "向谁反映" in shown
    assert page.url.endswith("/object/")
    context.close()
