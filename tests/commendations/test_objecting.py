"""Findings on objections carried out: one candidate is stopped, the other goes on."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from honours.commendations.models.decisions import Honour
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.operations.objecting import carry_out_new_notice, carry_out_removal
from honours.commendations.operations.publishing import draft_candidate_notice
from honours.commendations.operations.signing import return_slate
from honours.commendations.operations.slates import compose_slate, submit_slate
from honours.commendations.queries.objecting import outcomes_due
from honours.commendations.vocabulary import NominationState, SlateState
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.changes import remove_entry
from honours.notices.operations.notices import post_notice
from honours.notices.operations.objections import Submission, file_objection
from honours.notices.operations.objections_findings import (
    Judgement,
    confirm_finding,
    propose_finding,
)
from honours.notices.operations.objections_handling import (
    Acceptance,
    accept_objection,
    answer_objection,
    begin_inquiry,
    close_objection,
    record_inquiry,
)
from honours.notices.vocabulary import (
    Channel,
    Conclusion,
    Ground,
    NoticeState,
    ObjectionOutcome,
)
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.climbing import (
    DECIDED,
    NUMBER,
    PUBLICATION,
    county_slate,
    drafted_decision,
    noticed,
    reviewed_twice,
    submitted_slate,
    unit_slate,
)
from tests.commendations.nominees import SEPTEMBER, submitted
from tests.commendations.town import COUNTY_EDUCATION, LEAD

AFTER = date(2010, 12, 1)
WHY = "经查，主要事迹不实。"


@pytest.fixture
def pair(here, edition):
    agreed = {"consent_given_on": "2010-09-05"}
    unit = here[COUNTY_EDUCATION]
    return [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]


@pytest.fixture
def proposed(here, edition, pair):
    """Both proposed and put to the public; the decision lies on the desk."""
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    decision = drafted_decision(here, edition, pair)
    noticed(here, edition)
    return decision


def letter_about(entry: NoticeEntry) -> Submission:
    return Submission(
        ground=Ground.UNTRUE_DEEDS,
        content="事迹中的数字与学校档案不符。",
        entry=entry,
        channel=Channel.LETTER,
        arrived_on=date(2010, 11, 3),
    )


def objected(here, nomination: Nomination, outcome: ObjectionOutcome) -> None:
    """Somebody wrote while the notice ran; the finding is signed and the case closed."""
    inspector, leader = (
        factories.official(here.here, role, LEAD, jurisdiction="巴中市")
        for role in (Role.INSPECTOR, Role.PRINCIPAL_LEADER)
    )
    entry = NoticeEntry.objects.get(subject=nomination.subject())
    with time_machine.travel("2010-11-18 08:00", tick=False):
        Notice.objects.filter(pk=entry.notice_id).update(state=NoticeState.EXPIRED)
        case = file_objection(entry.notice, letter_about(entry), None, by=inspector).objection
        accept_objection(case, Acceptance(has_clear_leads=True), by=inspector)
        begin_inquiry(case, by=inspector)
        record_inquiry(case, on=date(2010, 11, 18), account="查阅了档案。", by=inspector)
        kept = outcome is ObjectionOutcome.KEEP
        conclusion = Conclusion.UNFOUNDED if kept else Conclusion.SUSTAINED
        propose_finding(
            case,
            Judgement(conclusion=conclusion, outcome=outcome, text="已经查清。"),
            by=inspector,
        )
        confirm_finding(case, by=leader)
        answer_objection(case, "您反映的问题已查清。", by=inspector)
        close_objection(case, by=inspector)


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_a_sustained_objection_stops_one_candidate_and_the_other_is_commended(
    here, edition, pair, proposed
) -> None:
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    with pytest.raises(Refusal) as refusal:
        issue_decision(proposed, number=NUMBER, by=here.principal, on=DECIDED)
    assert "objection-sustained" in codes(refusal)
    (due,) = outcomes_due(edition, on=AFTER)
    assert (due.nomination, due.removes) == (pair[0], True)
    assert "不再补报" in due.consequence
    struck = carry_out_removal(pair[0], reason=WHY, by=here.examiner, on=AFTER)
    assert struck.state == NominationState.STRUCK
    entry = NoticeEntry.objects.get(subject=pair[0].subject())
    assert (entry.removed_on, entry.removal_reason) == (AFTER, WHY)
    assert outcomes_due(edition, on=AFTER) == []
    issue_decision(proposed, number=NUMBER, by=here.principal, on=DECIDED)
    assert [one.nomination_id for one in Honour.objects.all()] == [pair[1].pk]
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert (standing.held, standing.used, standing.forfeited) == (0, 1, 1)


def test_where_finding_and_edition_let_another_in_the_place_is_free_again(
    here, edition, pair, proposed
) -> None:
    type(edition).objects.filter(pk=edition.pk).update(refills_failed_places=True)
    edition.refresh_from_db()
    objected(here, pair[0], ObjectionOutcome.REPLACE)
    (due,) = outcomes_due(edition, on=AFTER)
    assert "可以补报" in due.consequence
    carry_out_removal(
        Nomination.objects.get(pk=pair[0].pk), reason=WHY, by=here.examiner, on=AFTER
    )
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert (standing.held, standing.forfeited) == (1, 0)


def test_a_finding_that_lets_nobody_else_in_forfeits_the_place_in_any_edition(
    here, edition, pair, proposed
) -> None:
    type(edition).objects.filter(pk=edition.pk).update(refills_failed_places=True)
    edition.refresh_from_db()
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    (due,) = outcomes_due(edition, on=AFTER)
    assert "结论不允许递补" in due.consequence
    carry_out_removal(
        Nomination.objects.get(pk=pair[0].pk), reason=WHY, by=here.examiner, on=AFTER
    )
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert standing.forfeited == 1


def test_a_correction_is_put_to_the_public_anew_and_blocks_until_it_was(
    here, edition, pair, proposed
) -> None:
    objected(here, pair[0], ObjectionOutcome.RENOTICE)
    with pytest.raises(Refusal) as refusal:
        carry_out_removal(pair[0], reason=WHY, by=here.examiner, on=AFTER)
    assert codes(refusal) == {"other-outcome"}
    notice = carry_out_new_notice(pair[0], by=here.examiner, on=AFTER)
    assert [entry.subject for entry in notice.entries.all()] == [pair[0].subject()]
    (due,) = outcomes_due(edition, on=AFTER)
    assert due.is_drafted_anew
    with pytest.raises(Refusal) as refusal:
        carry_out_new_notice(pair[0], by=here.examiner, on=AFTER)
    assert codes(refusal) == {"drafted-anew-already"}
    post_notice(notice, on=AFTER, by=here.lead_head)
    assert outcomes_due(edition, on=AFTER) == []
    with pytest.raises(Refusal) as refusal:
        issue_decision(proposed, number=NUMBER, by=here.principal, on=date(2010, 12, 3))
    assert "notice-not-over" in codes(refusal)


def test_a_finding_that_keeps_things_as_they_are_asks_for_nothing(
    here, edition, pair, proposed
) -> None:
    objected(here, pair[0], ObjectionOutcome.KEEP)
    assert outcomes_due(edition, on=AFTER) == []
    for deed in (carry_out_removal, carry_out_new_notice):
        given = {"reason": WHY} if deed is carry_out_removal else {}
        with pytest.raises(Refusal) as refusal:
            deed(pair[0], by=here.examiner, on=AFTER, **given)
        assert codes(refusal) == {"no-outcome-due"}
    issue_decision(proposed, number=NUMBER, by=here.principal, on=DECIDED)


def test_nothing_is_carried_out_while_an_objection_is_open(here, edition, pair, proposed) -> None:
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    inspector = factories.official(here.here, Role.INSPECTOR, LEAD, jurisdiction="巴中市")
    entry = NoticeEntry.objects.get(subject=pair[0].subject())
    with time_machine.travel("2010-11-18 08:00", tick=False):
        another = replace(letter_about(entry), content="另有一事需要核实。")
        file_objection(entry.notice, another, None, by=inspector)
    with pytest.raises(Refusal) as refusal:
        carry_out_removal(pair[0], reason=WHY, by=here.examiner, on=AFTER)
    assert codes(refusal) == {"objections-open"}


def test_whoever_was_taken_off_a_notice_does_not_go_up_on_a_list(here, edition, pair) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    drafted_decision(here, edition, pair)
    notice = noticed(here, edition)
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.EXPIRED)
    entry = notice.entries.get(subject=pair[0].subject())
    remove_entry(entry, reason="本人申请。", on=AFTER, by=here.examiner)
    decision = edition.decisions.get()
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
    assert "removed-from-notice" in codes(refusal)


def test_a_finding_on_a_units_own_notice_strikes_what_still_lies_with_its_head(
    here, edition, pair, client
) -> None:
    slate = submitted_slate(here, edition, pair)
    seed_calendar()
    notice = draft_candidate_notice(slate, PUBLICATION, by=here.county_clerk)
    post_notice(notice, on=date(2010, 11, 1), by=here.county_head)
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    client.force_login(here.examiner)
    listed = client.get(reverse("commendations:outcomes", args=[edition.pk])).content.decode()
    assert "取消资格" in listed
    assert "异议结论" in client.get(reverse("workbench")).content.decode()
    address = reverse("commendations:outcome", args=[pair[0].pk])
    client.force_login(here.county_head)
    assert client.get(address).status_code == 404
    client.force_login(here.examiner)
    assert client.post(address, {"reason": WHY}).status_code == 302
    assert Nomination.objects.get(pk=pair[0].pk).state == NominationState.STRUCK
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert standing.held == 1
    with time_machine.travel(SEPTEMBER, tick=False):
        back = return_slate(slate, reason="去掉已取消资格的人选。", by=here.county_head)
        shorter = compose_slate(back, pair[1:], by=here.county_clerk)
        assert submit_slate(shorter, by=here.county_clerk).state == SlateState.SUBMITTED


def test_the_page_tells_what_becomes_of_the_place_before_it_is_done(
    here, edition, pair, proposed, client
) -> None:
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    client.force_login(here.examiner)
    listed = client.get(reverse("commendations:outcomes", args=[edition.pk])).content.decode()
    assert "取消资格" in listed
    assert "名额作废" in listed
    address = reverse("commendations:outcome", args=[pair[0].pk])
    assert "名额作废" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": WHY})
    assert answer.status_code == 302
    assert Nomination.objects.get(pk=pair[0].pk).state == NominationState.STRUCK
    empty = client.get(reverse("commendations:outcomes", args=[edition.pk])).content.decode()
    assert "没有待处理的异议结论" in empty
    assert client.get(address).status_code == 302
    client.force_login(here.clerk)
    assert client.get(reverse("commendations:outcomes", args=[edition.pk])).status_code == 403


def test_the_page_of_a_correction_leads_to_the_draft(
    here, edition, pair, proposed, client
) -> None:
    objected(here, pair[0], ObjectionOutcome.RENOTICE)
    client.force_login(here.examiner)
    address = reverse("commendations:outcome", args=[pair[0].pk])
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer.status_code == 302
    drafted = Notice.objects.latest("pk")
    assert answer.url == reverse("notices:notice", args=[drafted.pk])
    assert client.get(address).url == answer.url
