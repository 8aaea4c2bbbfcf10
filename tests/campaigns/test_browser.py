"""The pages of a clean-up in a real browser: accessible at every width, and worked by keyboard."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from honours.campaigns.models import Filing, UpperItem
from honours.campaigns.operations.decisions import (
    Opinion,
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    propose_decision,
    record_resolution,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.duplicates import search_duplicates
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.leads import list_upper_items, reconcile
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import receive_upload
from honours.campaigns.vocabulary import FilingState, Outcome
from honours.directory.vocabulary import Role
from tests import factories
from tests.browser import OFFICE, PHONE, assert_accessible, barriers_on, browser, page
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED, LEAD, item

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"office": OFFICE, "phone": PHONE}
NAMES = (
    "巴中市优秀教师",
    "巴中市十佳学校评比",
    "巴中市教育系统先进单位评选",
    "巴中市先进教育工作者",
    "巴中市教育先进工作者表彰",
    "巴中市文明校园达标",
)


@pytest.fixture
def world(transactional_db, cleanup):
    """A campaign with something at every step."""
    here, campaign, examiner = cleanup.here, cleanup.campaign, cleanup.examiner
    declaration = cleanup.declaration_of(EDUCATION)
    for name in NAMES:
        charges = "十佳" in name or None if "文明" in name else "十佳" in name
        file_activity(declaration, item(name, charges_fee=charges), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    filings = list(
        Filing.objects.select_related("organization", "campaign", "activity").order_by("pk")
    )
    screen_filings(campaign, filings, by=examiner, on=JUDGED)
    accept_proposals(filings[:2], by=examiner, rectify_by=date(2010, 9, 1))
    propose_decision(filings[2], Opinion(Outcome.SUSPEND, "核实后再定。"), by=examiner)
    confirm_decisions(filings[:3], by=cleanup.leader, on=date(2010, 7, 1))
    draft = ResolutionDraft(
        "第一次联席会议决议", date(2010, 8, 20), "同意。", "巴清联纪〔2010〕1号"
    )
    record_resolution(campaign, filings[:2], draft, by=examiner)
    notify_units(campaign, by=examiner)
    factories.official(
        here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市", username="member"
    )
    factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市", username="colleague")
    upper = [UpperItem(campaign=campaign, name="全市卫生先进集体", source="省清单")]
    list_upper_items(campaign, upper, by=examiner)
    reconcile(campaign, owner=examiner, due_on=date(2010, 6, 30), by=examiner)
    search_duplicates(campaign, by=examiner)
    return cleanup


def signed_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


def walk(page, live_server, addresses, who):
    told = []
    for name, address in addresses.items():
        for width, size in SIZES.items():
            page.set_viewport_size(size)
            page.goto(live_server.url + address)
            keep_picture(page, f"{who}-{name}-{width}")
            told += [f"{name}-{width}: {fault}" for fault in barriers_on(page)]
    assert told == []


def keep_picture(page, name):
    folder = os.environ.get("HONOURS_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"campaigns-{name}.png", full_page=True)


def address(name, *args, query=""):
    return reverse(f"campaigns:{name}", args=args) + query


def test_every_page_of_the_lead_bureau_is_accessible_at_every_width(live_server, page, world):
    pk = world.campaign.pk
    filings = list(Filing.objects.order_by("pk"))
    upload = receive_upload(
        world.campaign,
        world.here[LEAD],
        file_name="汇总.csv",
        content="项目名称,甲,填报单位\n优秀教师,x,巴中市教育局\n".encode(),
        by=world.examiner,
    )
    walk(
        signed_in(page, live_server, world.examiner),
        live_server,
        {
            "campaigns": address("campaigns"),
            "plan": address("plan"),
            "campaign": address("campaign", pk),
            "units": address("units", pk),
            "matrix": address("matrix", pk),
            "filings": address("filings", pk),
            "filing": address("filing", filings[2].pk),
            "card": address("card", pk, filings[4].pk, query=f"?done={filings[3].pk}"),
            "card-done": address("card", pk, filings[2].pk),
            "duplicates": address("duplicates", pk),
            "leads": address("leads", pk),
            "lead": address("lead", world.campaign.leads.first().pk),
            "upper-list": address("upper_list", pk),
            "unfiled": address("unfiled", pk),
            "conference": address("conference", pk),
            "resolution": address("resolution", world.campaign.resolutions.get().pk),
            "results": address("results", pk),
            "consolidated": address("consolidated", pk),
            "columns": address("columns", upload.pk),
            "upload": address("upload_file", pk, world.here[LEAD].pk),
            "hand-over": address("hand_over", "filing", filings[4].pk),
        },
        "lead",
    )


def test_every_page_of_a_unit_is_accessible_at_every_width(live_server, page, world):
    pk = world.campaign.pk
    clerk = factories.official(world.here, Role.FILER, HEALTH)
    walk(
        signed_in(page, live_server, clerk),
        live_server,
        {
            "declaration": address("declaration", world.declaration_of(HEALTH).pk),
            "enter": address("enter", world.declaration_of(HEALTH).pk),
            "upload": address("upload_file", pk, world.here[HEALTH].pk),
        },
        "clerk",
    )
    notified = Filing.objects.filter(state=FilingState.NOTIFIED).first()
    walk(
        signed_in(page, live_server, world.head),
        live_server,
        {
            "campaign": address("campaign", pk),
            "declaration": address("declaration", world.declaration_of(EDUCATION).pk),
            "filing": address("filing", notified.pk),
            "results": address("results", pk),
            "contest": address("contest", notified.pk),
        },
        "head",
    )


def test_the_leader_sends_back_with_a_reason(live_server, page, world):
    confirmed = Filing.objects.get(state=FilingState.CONFIRMED)
    signed_in(page, live_server, world.leader)
    page.goto(live_server.url + address("filing", confirmed.pk))
    page.get_by_role("link", name="退回").click()
    page.get_by_label("退回到").select_option("filed")
    page.get_by_label("理由").fill("请补充暂停的依据。")
    assert_accessible(page)

    page.get_by_role("button", name="退回").click()

    expect(page.get_by_role("status").first).to_contain_text("已退回")
    confirmed.refresh_from_db()
    assert confirmed.state == FilingState.FILED


def test_the_desk_is_worked_by_keyboard_and_the_last_step_undone(live_server, page, world):
    waiting = list(Filing.objects.filter(state=FilingState.FILED).order_by("pk"))
    signed_in(page, live_server, world.examiner)
    page.goto(live_server.url + address("desk", world.campaign.pk))
    expect(page.get_by_role("heading", level=1)).to_have_text(waiting[0].name)

    page.keyboard.press("4")
    page.get_by_label("理由").fill("先核实收费情况。")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(waiting[1].name)
    assert Filing.objects.get(pk=waiting[0].pk).state == FilingState.PROPOSED

    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(waiting[0].name)
    assert Filing.objects.get(pk=waiting[0].pk).state == FilingState.FILED
