"""The chain of a clean-up: filed, signed, screened, proposed, confirmed, resolved, answered."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.models import Entry as BookEntry
from honours.campaigns.models import Decision, Filing, UnitTask
from honours.campaigns.operations.decisions import (
    Opinion,
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    propose_decision,
    record_resolution,
)
from honours.campaigns.operations.declarations import (
    declare_zero,
    return_declaration,
    sign_declaration,
    submit_declaration,
)
from honours.campaigns.operations.feedback import (
    acknowledge_results,
    contest_result,
    notify_units,
)
from honours.campaigns.operations.filings import Entry, file_activity
from honours.campaigns.operations.leads import record_unfiled
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.queries.decisions import current_decisions
from honours.campaigns.queries.progress import target_standings
from honours.campaigns.queries.tallies import tally
from honours.campaigns.vocabulary import FilingState, Outcome, Step, Undertaking
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity
from honours.registry.vocabulary import Standing
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED, item

RESOLVED = date(2010, 8, 20)


def resolve(cleanup, filings):
    screen_filings(cleanup.campaign, filings, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filings, by=cleanup.examiner, rectify_by=date(2010, 9, 1))
    confirm_decisions(filings, by=cleanup.leader, on=date(2010, 7, 1))
    draft = ResolutionDraft("第一次联席会议决议", RESOLVED, "同意。", "巴清联纪〔2010〕1号")
    return record_resolution(cleanup.campaign, filings, draft, by=cleanup.examiner)


def test_signing_enters_own_items_in_the_register_and_closes_the_step(cleanup, filed):
    assert [filing.state for filing in filed] == [FilingState.FILED] * 2
    assert list(Activity.objects.order_by("pk").values_list("name", flat=True)) == [
        "巴中市优秀教师",
        "巴中市十佳学校评比",
    ]
    task = UnitTask.objects.get(organization=cleanup.here[EDUCATION], step=Step.FILING)
    assert task.done_on == date(2010, 5, 4)


def test_undertaken_items_are_filed_but_not_counted_twice(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    undertaken = Entry(item("全国优秀教师评选推荐").particulars, Undertaking.UNDERTAKEN)
    file_activity(declaration, undertaken, by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)

    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))

    counted = tally(cleanup.campaign)
    assert (counted.own, counted.undertaken) == (0, 1)
    assert not Activity.objects.exists()


def test_the_fee_leads_to_revocation_with_its_clause(cleanup, filed):
    screenings = screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)

    assert [screening.proposal for screening in screenings] == [Outcome.RETAIN, Outcome.REVOKE]
    assert "charges-fee" in {finding["code"] for finding in screenings[1].findings}
    assert "巴" in screenings[1].citation


def test_a_resolution_acts_on_the_register(cleanup, filed):
    resolution = resolve(cleanup, filed)

    assert list(Activity.objects.order_by("pk").values_list("state", flat=True)) == [
        Standing.RETAINED,
        Standing.REVOKED,
    ]
    assert resolution.decisions.count() == 2
    change = Activity.objects.get(state=Standing.REVOKED).standing_changes.last()
    assert (change.effective_on, change.decided_by) == (RESOLVED, "巴清联纪〔2010〕1号")


def test_the_reduction_is_computed_with_its_working(cleanup, filed):
    resolve(cleanup, filed)

    (standing,) = target_standings(cleanup.campaign)

    assert (standing.reached.numerator, standing.reached.denominator) == (1, 2)
    assert not standing.is_met
    assert tally(cleanup.campaign).outcomes == {Outcome.RETAIN: 1, Outcome.REVOKE: 1}


def test_departing_from_the_proposal_needs_a_reason(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)

    with pytest.raises(Refusal) as refusal:
        propose_decision(filed[1], Opinion(Outcome.RETAIN), by=cleanup.examiner)

    assert [finding.code for finding in refusal.value.findings] == ["reason-missing"]
    assert not Decision.objects.exists()


def test_what_an_outcome_needs_is_asked_for(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)

    for outcome, code in (
        (Outcome.MERGE, "merge-target-missing"),
        (Outcome.TRANSFER, "transfer-target-missing"),
        (Outcome.RECTIFY, "rectify-date-missing"),
    ):
        with pytest.raises(Refusal) as refusal:
            propose_decision(filed[0], Opinion(outcome, "另有考虑"), by=cleanup.examiner)
        assert [finding.code for finding in refusal.value.findings] == [code]


def test_whoever_proposed_may_not_confirm(cleanup, filed):
    leader_too = factories.appointed(
        cleanup.here,
        cleanup.examiner,
        Role.LEADER_IN_CHARGE,
        "巴中市人力资源和社会保障局",
        jurisdiction="巴中市",
    )
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)

    result = confirm_decisions(filed, by=leader_too.user, on=JUDGED)

    assert not result.done
    assert len(result.refused) == 2


def test_an_unscreened_item_cannot_be_proposed_upon(cleanup, filed):
    result = accept_proposals(filed, by=cleanup.examiner)

    assert [finding.code for _, findings in result.refused for finding in findings] == [
        "not-screened",
        "not-screened",
    ]


def test_a_list_with_an_unconfirmed_item_is_not_resolved_at_all(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)
    confirm_decisions(filed[:1], by=cleanup.leader, on=JUDGED)
    draft = ResolutionDraft("决议", RESOLVED, "同意。")

    with pytest.raises(Refusal):
        record_resolution(cleanup.campaign, filed, draft, by=cleanup.examiner)

    assert not cleanup.campaign.resolutions.exists()
    assert not Activity.objects.filter(state=Standing.RETAINED).exists()


def test_units_acknowledge_their_results_and_the_last_step_closes(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)

    acknowledge_results(filed, by=cleanup.head, on=RESOLVED)

    task = UnitTask.objects.get(organization=cleanup.here[EDUCATION], step=Step.FEEDBACK)
    assert task.done_on == RESOLVED


def test_a_contest_reopens_that_one_decision_and_a_second_round_follows(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)
    contested = contest_result(filed[1], reason="所收为教材费。", by=cleanup.head, on=RESOLVED)
    screen_filings(cleanup.campaign, [contested], by=cleanup.examiner, on=JUDGED)

    propose_decision(contested, Opinion(Outcome.SUSPEND, "核实后暂停。"), by=cleanup.examiner)
    confirm_decisions([contested], by=cleanup.leader, on=RESOLVED)
    second = ResolutionDraft("第二次联席会议决议", date(2010, 9, 10), "同意暂停。")
    record_resolution(cleanup.campaign, [contested], second, by=cleanup.examiner)

    decision = current_decisions([contested])[contested.pk]
    assert (decision.round, decision.outcome) == (2, Outcome.SUSPEND)
    assert Decision.objects.filter(filing=filed[0]).count() == 1
    contested.activity.refresh_from_db()
    assert contested.activity.state == Standing.SUSPENDED


def test_a_contest_after_its_time_is_refused(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)
    late = RESOLVED + timedelta(days=cleanup.campaign.contest_days + 1)

    with pytest.raises(Refusal) as refusal:
        contest_result(filed[1], reason="不服。", by=cleanup.head, on=late)

    assert [finding.code for finding in refusal.value.findings] == ["contest-too-late"]


def test_an_item_found_unfiled_falls_under_revocation(cleanup):
    unit = cleanup.here[HEALTH]
    entry = item("巴中市卫生系统先进单位", hosts=[HEALTH])

    filing = record_unfiled(
        cleanup.campaign, unit, entry, by=cleanup.examiner, on=date(2010, 6, 20)
    )
    (screening,) = screen_filings(cleanup.campaign, [filing], by=cleanup.examiner, on=JUDGED)

    assert filing.is_found_unfiled
    assert screening.proposal == Outcome.REVOKE
    assert cleanup.campaign.leads.count() == 1


def test_a_zero_return_closes_every_step(cleanup):
    clerk = factories.official(cleanup.here, Role.FILER, HEALTH)
    head = factories.official(cleanup.here, Role.HEAD, HEALTH)
    declaration = declare_zero(cleanup.declaration_of(HEALTH), is_zero=True, by=clerk)
    submit_declaration(declaration, by=clerk)

    sign_declaration(declaration, by=head, on=date(2010, 5, 4))

    done = UnitTask.objects.filter(organization=cleanup.here[HEALTH]).values_list(
        "done_on", flat=True
    )
    assert set(done) == {date(2010, 5, 4)}


def test_a_returned_declaration_is_red_again_until_it_is_signed_again(cleanup, filed):
    declaration = cleanup.declaration_of(EDUCATION)

    return_declaration(declaration, reason="周期填写有误。", by=cleanup.examiner)

    task = UnitTask.objects.get(organization=cleanup.here[EDUCATION], step=Step.FILING)
    assert task.done_on is None
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.ENTERED}
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 20))
    assert Activity.objects.count() == 2


def test_nobody_files_for_another_unit(cleanup):
    with pytest.raises(PermissionDenied, match="填报人"):
        file_activity(cleanup.declaration_of(HEALTH), item("某奖"), by=cleanup.clerk)


def test_the_book_tells_every_deed_without_a_name_of_a_person(cleanup, filed):
    resolve(cleanup, filed)

    verbs = set(BookEntry.objects.values_list("verb", flat=True))

    assert {
        "campaigns.filing.file",
        "campaigns.campaign.screen",
        "campaigns.decision.propose",
        "campaigns.filing.confirm",
        "campaigns.resolution.record",
        "registry.activity.revoke",
    } <= verbs


def test_there_is_nothing_to_send_back_before_anything_is_decided(cleanup, filed):
    with pytest.raises(Refusal) as refusal:
        notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)

    assert [finding.code for finding in refusal.value.findings] == ["nothing-decided"]


def test_a_unit_cannot_send_results_back_to_itself(cleanup, filed):
    with pytest.raises(PermissionDenied, match="审核"):
        notify_units(cleanup.campaign, by=cleanup.head, on=RESOLVED)
