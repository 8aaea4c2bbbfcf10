"""Pages cost as many queries for three resolved items as for one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.campaigns.models import Filing
from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    record_resolution,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import FilingState
from tests.campaigns.conftest import EDUCATION, JUDGED, item
from tests.campaigns.test_chain import RESOLVED

SIGNED_ON = JUDGED.replace(month=5)
NAMES = ("优秀教师", "文明校园", "安全生产先进单位", "好新闻", "绿化模范", "技能竞赛能手")
DRAFT = ResolutionDraft("第一次联席会议决议", RESOLVED, "同意。", "巴清联纪〔2010〕1号")


def resolved(cleanup, count):
    """So many items resolved and told to the unit, and as many confirmed for the conference."""
    declaration = cleanup.declaration_of(EDUCATION)
    for name in NAMES[: 2 * count]:
        entry = item(f"巴中市{name}", charges_fee=name in NAMES[1::2])
        file_activity(declaration, entry, by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=SIGNED_ON)
    filings = list(
        Filing.objects.select_related("organization", "campaign", "activity").order_by("pk")
    )
    screen_filings(cleanup.campaign, filings, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filings, by=cleanup.examiner)
    assert not confirm_decisions(filings, by=cleanup.leader, on=JUDGED).refused
    record_resolution(cleanup.campaign, filings[:count], DRAFT, by=cleanup.examiner)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)


def opened(client, cleanup, url, count):
    """The page with so many resolved items, and what it asked; leaves nothing behind."""
    with transaction.atomic():
        resolved(cleanup, count)
        assert cleanup.campaign.filings.filter(state=FilingState.NOTIFIED).count() == count
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url)
        transaction.set_rollback(True)
    assert response.status_code == 200
    return response.content.decode(), [query["sql"] for query in asked.captured_queries]


NONE, RESOLVED_ONES, AGENDA, ALL = slice(0, 0), slice(0, 3), slice(3, 6), slice(0, 6)
PAGES = [
    ("results", "head", RESOLVED_ONES),
    ("results", "examiner", RESOLVED_ONES),
    ("conference", "examiner", AGENDA),
    ("filings", "examiner", ALL),
    ("filings", "clerk", ALL),
    ("matrix", "examiner", NONE),
    ("campaign", "examiner", NONE),
    ("declaration", "clerk", ALL),
    ("declaration", "head", ALL),
]


@pytest.mark.parametrize(("name", "who", "shown"), PAGES)
def test_three_resolved_items_cost_no_more_queries_than_one(client, cleanup, name, who, shown):
    is_units = name == "declaration"
    matter = cleanup.declaration_of(EDUCATION) if is_units else cleanup.campaign
    url = reverse(f"campaigns:{name}", args=[matter.pk])
    client.force_login(getattr(cleanup, who))

    _, one = opened(client, cleanup, url, 1)
    page, three = opened(client, cleanup, url, 3)

    assert all(f"巴中市{item_name}" in page for item_name in NAMES[shown])
    assert len(three) == len(one), "\n".join(three)
