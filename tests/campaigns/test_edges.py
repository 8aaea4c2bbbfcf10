"""Deeds at their edges: too early, too late, behind somebody's back, part by part."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.campaigns.models import Decision, Filing, Screening
from honours.campaigns.operations import uploads
from honours.campaigns.operations.campaigns import move_campaign
from honours.campaigns.operations.decisions import (
    Opinion,
    ResolutionDraft,
    accept_proposals,
    carry_out_resolution,
    confirm_decisions,
    cosign_resolution,
    propose_decision,
    record_resolution,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.filings import Entry, file_activity, refile, return_filing
from honours.campaigns.operations.returns import give_back, take_back
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import read_upload
from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    Outcome,
    ResolutionState,
    Stage,
    Undertaking,
)
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity
from honours.registry.vocabulary import Standing
from tests import factories
from tests.campaigns.conftest import EDUCATION, JUDGED, LEAD, item
from tests.campaigns.test_chain import RESOLVED
from tests.campaigns.test_uploads import HEADING, ROWS, sent, sheet


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_a_campaign_that_freezes_nothing_leaves_the_register_open(cleanup):
    cleanup.campaign.freezes_new = False
    cleanup.campaign.save(update_fields=["freezes_new"])

    moved = move_campaign(cleanup.campaign, "examine", by=cleanup.leader)

    assert moved.state == Stage.EXAMINATION


def test_an_opinion_needs_a_screening_before_it(cleanup, filed):
    with pytest.raises(Refusal) as refusal:
        propose_decision(filed[0], Opinion(Outcome.RETAIN), by=cleanup.examiner)

    assert codes(refusal) == ["not-screened"]
    filed[0].refresh_from_db()
    assert filed[0].state == FilingState.FILED


def test_proposals_that_lack_what_they_need_stay_while_the_others_are_accepted(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    Screening.objects.filter(filing=filed[0]).update(proposal=Outcome.RECTIFY)

    result = accept_proposals(filed, by=cleanup.examiner)
    dated = accept_proposals(filed[:1], by=cleanup.examiner, rectify_by=date(2010, 9, 1))

    assert [(filing.pk, finding.code) for filing, (finding,) in result.refused] == [
        (filed[0].pk, "rectify-date-missing")
    ]
    assert [filing.pk for filing in result.done] == [filed[1].pk]
    assert [filing.pk for filing in dated.done] == [filed[0].pk]
    assert Decision.objects.get(filing=filed[0]).rectify_by == date(2010, 9, 1)
    assert Decision.objects.get(filing=filed[1]).rectify_by is None


def test_an_undertaken_item_is_filed_again_without_entering_the_register(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    entry = Entry(item("全国优秀教师评选推荐").particulars, Undertaking.UNDERTAKEN)
    filing = file_activity(declaration, entry, by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    filing = Filing.objects.select_related("organization", "campaign").get(pk=filing.pk)
    return_filing(filing, reason="名称有误。", by=cleanup.examiner)

    filed = refile(filing, by=cleanup.head)

    assert (filed.state, filed.activity) == (FilingState.FILED, None)
    assert not Activity.objects.exists()


@pytest.fixture
def signed(cleanup, filed):
    """A resolution on both items that its one member has signed."""
    member = factories.official(cleanup.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)
    confirm_decisions(filed, by=cleanup.leader, on=JUDGED)
    draft = ResolutionDraft("决议", RESOLVED, "同意。", is_cosigned=True)
    resolution = record_resolution(cleanup.campaign, filed, draft, by=cleanup.examiner)
    return cosign_resolution(resolution, by=member)


def test_a_resolution_takes_effect_as_a_whole_or_not_at_all(cleanup, filed, signed):
    Filing.objects.filter(pk=filed[1].pk).update(state=FilingState.PROPOSED)

    with pytest.raises(Refusal) as refusal:
        carry_out_resolution(signed, by=cleanup.examiner)

    assert codes(refusal) == ["not-possible-now"]
    signed.refresh_from_db()
    filed[0].refresh_from_db()
    assert signed.state == ResolutionState.COSIGNED
    assert filed[0].state == FilingState.CONFIRMED
    assert set(Activity.objects.values_list("state", flat=True)) == {Standing.REGISTERED}


def test_a_signed_resolution_goes_back_to_be_signed_again_but_is_not_taken_back(cleanup, signed):
    with pytest.raises(Refusal) as refusal:
        take_back(signed, by=cleanup.examiner)
    assert codes(refusal) == ["not-taken-back"]

    back = give_back(
        signed, to=ResolutionState.DRAFTED, reason="决议文字有误。", by=cleanup.examiner
    )

    assert back.state == ResolutionState.DRAFTED


def test_the_lead_bureau_gives_a_whole_declaration_back(cleanup, filed):
    declaration = cleanup.declaration_of(EDUCATION)

    back = give_back(
        declaration, to=DeclarationState.COMPILING, reason="漏填。", by=cleanup.examiner
    )

    assert back.state == DeclarationState.COMPILING
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.ENTERED}


def test_a_clerk_takes_his_declaration_back_before_the_head_has_signed(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    file_activity(declaration, item("巴中市优秀教师"), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)

    taken = take_back(declaration, by=cleanup.clerk)

    assert taken.state == DeclarationState.COMPILING


def test_a_spreadsheet_changes_nothing_that_has_left_the_unit(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    read_upload(sent(cleanup, sheet(ROWS)), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    corrected = [ROWS[0], [*ROWS[1][:4], "2年"], ["3", "新项目", "市教育局", "无", "5年"]]

    again = read_upload(sent(cleanup, sheet(corrected)), by=cleanup.clerk)

    assert (again.created, again.changed, again.unchanged, again.faulty) == (0, 0, 1, 2)
    assert set(again.faults.values_list("code", flat=True)) == {"already-filed"}
    assert Filing.objects.get(name="巴中市优秀学生").period_months == 12


def test_a_long_file_is_kept_part_by_part_and_says_how_far_it_is(cleanup, monkeypatch):
    monkeypatch.setattr(uploads, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(uploads, "MANY_ROWS", 5)
    rows = [[str(n), f"巴中市先进{n}号", "市教育局", "无", "5年"] for n in range(5)]
    heard = []

    with CaptureQueriesContext(connection) as asked:
        upload = read_upload(
            sent(cleanup, sheet(rows, HEADING)),
            by=cleanup.clerk,
            report=lambda done, total: heard.append((done, total)),
        )

    assert upload.created == 5
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert len(heard) == 2
    analysed = [query for query in asked.captured_queries if query["sql"].startswith("ANALYZE")]
    assert len(analysed) == 2


def test_a_screening_keeps_what_the_item_is_like_and_why(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    for name in ("巴中市先进教育工作者", "巴中市教育先进工作者表彰"):
        file_activity(declaration, item(name), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    filings = list(Filing.objects.select_related("organization", "campaign").order_by("pk"))

    first, second = screen_filings(cleanup.campaign, filings, by=cleanup.examiner, on=JUDGED)

    for screening, other in ((first, filings[1]), (second, filings[0])):
        (row,) = screening.likenesses
        assert (row["name"], row["activity"]) == (other.name, other.activity_id)
        assert row["reasons"]
