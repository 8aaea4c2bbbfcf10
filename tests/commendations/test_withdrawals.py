"""Taking back a whole decision: it reaches whoever still stands, and says nothing against them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import BatchWithdrawal, Honour
from honours.commendations.operations.withdrawals import (
    WithdrawalDraft,
    amend_withdrawal,
    carry_out_withdrawal,
    draft_withdrawal,
    return_withdrawal,
    submit_withdrawal,
)
from honours.commendations.queries.cases import visible_withdrawals
from honours.commendations.queries.roll import reached_by
from honours.commendations.vocabulary import (
    BatchWithdrawalState,
    HonourState,
    RecoveredThing,
)
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.climbing import drafted_decision, reviewed_twice, unit_slate
from tests.commendations.decided import honours_of, issued, revoked
from tests.commendations.nominees import submitted
from tests.commendations.town import EDUCATION

DRAFT = WithdrawalDraft(
    "该项目未列入目录，擅自开展。", "国评组发〔2012〕2号第三条", date(2011, 8, 31)
)
WITHDRAWN = date(2011, 7, 31)
NUMBER = "撤销巴府发〔2011〕25号"


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def decision(here, edition):
    return issued(here, edition, persons=3)


def carried_out(here, decision) -> BatchWithdrawal:
    drafted = draft_withdrawal(decision, DRAFT, by=here.examiner)
    submit_withdrawal(drafted, by=here.examiner)
    return carry_out_withdrawal(drafted, document=NUMBER, by=here.principal, on=WITHDRAWN)


def test_every_honour_that_stands_falls_and_what_was_revoked_stays_revoked(here, decision) -> None:
    first, *others = honours_of(decision)
    revoked(here, first)
    done = carried_out(here, decision)
    assert (done.state, done.document) == (BatchWithdrawalState.CARRIED_OUT, NUMBER)
    states = [one.state for one in honours_of(decision)]
    assert states == [HonourState.REVOKED, *[HonourState.FELL_WITH_BATCH] * 2]
    assert {one.fell_on for one in honours_of(decision)[1:]} == {WITHDRAWN}
    reached = reached_by(done)
    assert [one.pk for one in reached.honours] == [one.pk for one in others]
    assert reached.revoked_before == 1
    assert entries_about(decision.subject()).filter(verb="commendations.decision.withdraw")


def test_nothing_is_said_against_those_who_bore_the_honour(here, decision) -> None:
    carried_out(here, decision)
    honour = honours_of(decision)[0]
    assert not honour.revocations.exists()
    assert honour.state_label == "随批次撤回"
    things = {one.thing for one in honour.recoveries.all()}
    assert things == {
        RecoveredThing.CERTIFICATE,
        RecoveredThing.APPROVAL_FORM,
        RecoveredThing.DECISION_PAPER,
    }


def test_a_collective_hands_back_its_plaque_too(here, decision) -> None:
    Honour.objects.update(kind=CandidateKind.COLLECTIVE)
    carried_out(here, decision)
    things = {one.thing for one in honours_of(decision)[0].recoveries.all()}
    assert RecoveredThing.PLAQUE in things


def test_a_draft_is_amended_returned_and_submitted_again(here, decision) -> None:
    drafted = draft_withdrawal(decision, DRAFT, by=here.examiner)
    amend_withdrawal(drafted, WithdrawalDraft("越权审批。", "依据"), by=here.examiner)
    found = BatchWithdrawal.objects.get()
    assert (found.cause, found.return_by) == ("越权审批。", None)
    submit_withdrawal(found, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        amend_withdrawal(found, DRAFT, by=here.examiner)
    assert codes(refusal) == ["withdrawal-has-left"]
    with pytest.raises(Refusal) as refusal:
        return_withdrawal(found, to=BatchWithdrawalState.DRAFT, reason=" ", by=here.principal)
    assert codes(refusal) == ["reason-needed"]
    back = return_withdrawal(
        found, to=BatchWithdrawalState.DRAFT, reason="依据不全。", by=here.principal
    )
    assert back.state == BatchWithdrawalState.DRAFT


def test_what_is_missing_or_out_of_time_is_refused(here, decision) -> None:
    with pytest.raises(Refusal) as refusal:
        draft_withdrawal(decision, WithdrawalDraft(" ", ""), by=here.examiner)
    assert codes(refusal) == ["cause-missing", "citation-missing"]
    drafted = draft_withdrawal(decision, DRAFT, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        draft_withdrawal(decision, DRAFT, by=here.examiner)
    assert codes(refusal) == ["withdrawal-under-way"]
    submit_withdrawal(drafted, by=here.examiner)
    for document, day, code in (
        (" ", WITHDRAWN, "document-missing"),
        (NUMBER, date(2010, 1, 1), "date-too-early"),
        (NUMBER, date(2999, 1, 1), "date-to-come"),
    ):
        with pytest.raises(Refusal) as refusal:
            carry_out_withdrawal(drafted, document=document, by=here.principal, on=day)
        assert codes(refusal) == [code]
    assert set(Honour.objects.values_list("state", flat=True)) == {HonourState.IN_FORCE}


def test_only_the_issuing_body_takes_back_and_sees_it(here, decision) -> None:
    for outsider in (here.clerk, here.county_examiner):
        with pytest.raises(PermissionDenied):
            draft_withdrawal(decision, DRAFT, by=outsider)
    drafted = submit_withdrawal(
        draft_withdrawal(decision, DRAFT, by=here.examiner), by=here.examiner
    )
    with pytest.raises(PermissionDenied):
        carry_out_withdrawal(drafted, document=NUMBER, by=here.examiner, on=WITHDRAWN)
    assert visible_withdrawals(mandate_of(here.examiner)).exists()
    assert not visible_withdrawals(mandate_of(here.clerk)).exists()


def test_what_was_never_issued_is_not_taken_back(here, edition) -> None:
    nominations = [submitted(edition, here[EDUCATION], here.clerk, consent_given_on="2010-09-05")]
    unit_slate(here, edition, nominations, unit=EDUCATION)
    reviewed_twice(here, edition, nominations)
    drafted = drafted_decision(here, edition, nominations)
    with pytest.raises(Refusal) as refusal:
        draft_withdrawal(drafted, DRAFT, by=here.examiner)
    assert codes(refusal) == ["decision-not-issued"]


def test_honours_out_of_the_leaders_reach_stop_the_whole(here, decision) -> None:
    Honour.objects.filter(pk=honours_of(decision)[0].pk).update(organization=here["四川省"])
    with pytest.raises(Refusal) as refusal:
        carried_out(here, decision)
    assert codes(refusal) == ["not-your-post"]


def test_the_composition_says_how_many_have_fallen_since(here, decision, client) -> None:
    client.force_login(here.examiner)
    page = reverse("commendations:composition", args=[decision.pk])
    assert "已经失效" not in client.get(page).content.decode()
    carried_out(here, decision)
    assert "其中3项荣誉已经失效" in client.get(page).content.decode()
