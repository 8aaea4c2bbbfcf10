"""What the province decided of an honour is recorded; what takes the batch back ends its cases."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Honour, Revocation
from honours.commendations.operations.recording import (
    DecisionAbove,
    record_refusal,
    record_revocation,
)
from honours.commendations.operations.revocations import check_revocation, draft_revocation
from honours.commendations.operations.withdrawals import (
    WithdrawalDraft,
    carry_out_withdrawal,
    draft_withdrawal,
    submit_withdrawal,
)
from honours.commendations.queries.cases import open_cases
from honours.commendations.queries.roll import checked_certificate, commended_count
from honours.commendations.vocabulary import HonourState, RecoveredThing, RevocationState
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from tests.commendations.decided import GROUND, PAPERS, honours_of, issued, reported, revoked
from tests.commendations.town import EDUCATION, LEAD

ABOVE = DecisionAbove(
    "川府发〔2011〕17号",
    "四川省人民政府",
    Level.PROVINCE,
    date(2011, 6, 8),
    "经查属实，予以撤销。",
)
BATCH = WithdrawalDraft("该项目未列入目录，擅自开展。", "国评组发〔2012〕2号第三条")
TAKEN_BACK = date(2011, 7, 31)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def honour(here, edition) -> Honour:
    """Conferred by the province; its roll is kept here."""
    conferred = honours_of(issued(here, edition, persons=2))[0]
    Honour.objects.filter(pk=conferred.pk).update(level=Level.PROVINCE)
    return Honour.objects.select_related("organization", "nomination__organization").get(
        pk=conferred.pk
    )


def drafted(here, honour) -> Revocation:
    return draft_revocation(
        honour, replace(GROUND, report=""), reported_by=here[LEAD], by=here.examiner
    )


def checked(here, honour) -> Revocation:
    return check_revocation(reported(here, honour), reason="属实。", by=here.examiner)


@pytest.mark.parametrize("until", [drafted, reported, checked])
def test_what_the_province_revoked_falls_here_wherever_the_case_lies(here, honour, until) -> None:
    key = honour.certificate.key
    before = sum(standing(here).values())
    done = record_revocation(until(here, honour), ABOVE, by=here.examiner)
    assert (done.state, done.document, done.decided_by) == (
        RevocationState.REVOKED,
        ABOVE.document,
        ABOVE.body,
    )
    fallen = Honour.objects.get(pk=honour.pk)
    assert (fallen.state, fallen.fell_on) == (HonourState.REVOKED, ABOVE.on)
    assert fallen.recoveries.filter(thing=RecoveredThing.CERTIFICATE).exists()
    assert checked_certificate(key).fell_on == ABOVE.on
    assert sum(standing(here).values()) == before - 1
    verbs = [entry.verb for entry in entries_about(honour.subject())]
    assert "commendations.honour.record_revocation" in verbs
    entry = entries_about(done.subject()).get(verb="commendations.revocation.record_revocation")
    assert entry.actor == here.examiner.username


def standing(here):
    return commended_count(here["巴中市"], since=date(2010, 1, 1), until=date(2010, 12, 31))


def test_the_province_may_let_an_honour_stand(here, honour) -> None:
    done = record_refusal(checked(here, honour), ABOVE, by=here.examiner)
    assert (done.state, done.decided_on) == (RevocationState.DISMISSED, ABOVE.on)
    assert Honour.objects.get(pk=honour.pk).state == HonourState.IN_FORCE


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"document": " "}, ["document-missing"]),
        ({"body": " "}, ["body-missing"]),
        ({"reason": " "}, ["reason-needed"]),
        ({"level": Level.CITY}, ["not-from-above", "not-the-conferring-authority"]),
        ({"on": date(2999, 1, 1)}, ["date-to-come"]),
        ({"on": date(2009, 1, 1)}, ["date-too-early"]),
    ],
)
def test_a_record_that_proves_nothing_is_refused(here, honour, changed, found) -> None:
    case = checked(here, honour)
    with pytest.raises(Refusal) as refusal:
        record_revocation(case, replace(ABOVE, **changed), by=here.examiner)
    assert sorted(codes(refusal)) == found
    case = Revocation.objects.get(pk=case.pk)
    assert (case.state, case.document, case.decided_by) == (RevocationState.CHECKED, "", "")


def test_only_the_body_that_conferred_records(here, honour) -> None:
    case = checked(here, honour)
    for by in (here.principal, here.head, here.clerk, here.county_examiner):
        with pytest.raises(PermissionDenied):
            record_revocation(case, ABOVE, by=by)


def test_what_the_province_conferred_is_offered_for_recording_alone(here, honour, client) -> None:
    case = checked(here, honour)
    page = reverse("commendations:revocation", args=[case.pk])
    for by in (here.principal, here.examiner):
        client.force_login(by)
        shown = client.get(page).content.decode()
        offered = [verb for verb, _ in client.get(page).context["moves"]]
        assert offered == (["record_revocation", "record_refusal"] if by == here.examiner else [])
        assert "是否撤销由省级决定" in shown
        facts = {one.label: one.value for one in client.get(page).context["facts"]}
        assert facts["授予机关"] == "巴中市人民政府"
    Honour.objects.filter(pk=honour.pk).update(level=Level.CITY)
    client.force_login(here.principal)
    shown = client.get(page)
    assert [verb for verb, _ in shown.context["moves"]] == ["revoke", "dismiss"]
    assert "是否撤销由" not in shown.content.decode()


def test_whoever_would_open_a_second_case_is_led_to_the_first(here, honour, client) -> None:
    case = checked(here, honour)
    page = reverse("commendations:revocation", args=[case.pk])
    client.force_login(here.examiner)
    answer = client.get(reverse("commendations:revoke_honour", args=[honour.pk]))
    assert (answer.status_code, answer.url) == (302, page)
    shown = client.get(reverse("commendations:honour", args=[honour.pk])).content.decode()
    assert "在办的撤销事项" in shown
    assert "提出撤销" not in shown


def test_the_page_records_what_the_province_decided_and_names_it(here, honour, client) -> None:
    case = checked(here, honour)
    page = reverse("commendations:revocation", args=[case.pk])
    address = reverse("commendations:move_revocation", args=[case.pk, "record_revocation"])
    client.force_login(here.head)
    assert address not in client.get(page).content.decode()
    client.force_login(here.examiner)
    shown = client.get(page).content.decode()
    assert address in shown
    assert "close_with_batch" not in shown
    form = client.get(address).content.decode()
    assert "省级" in form
    assert 'value="city"' not in form
    posted = {
        "document": ABOVE.document,
        "body": ABOVE.body,
        "level": "province",
        "on": "2011-06-08",
        "reason": ABOVE.reason,
    }
    assert client.post(address, {**posted, "level": "city"}).status_code == 422
    assert client.post(address, posted).status_code == 302
    shown = client.get(page).content.decode()
    assert ABOVE.body in shown
    assert ABOVE.document in shown
    own = reverse("commendations:move_revocation", args=[case.pk, "close_with_batch"])
    assert client.get(own).status_code == 404


def test_taking_back_the_batch_ends_open_cases_and_leaves_the_others(here, honour, client) -> None:
    first, second = honours_of(honour.decision)
    Honour.objects.filter(pk=first.pk).update(level=Level.CITY)
    over = revoked(here, Honour.objects.get(pk=first.pk))
    case = reported(here, second)
    withdrawal = draft_withdrawal(honour.decision, BATCH, by=here.examiner)
    submit_withdrawal(withdrawal, by=here.examiner)
    page = reverse("commendations:revocation", args=[case.pk])
    matter = reverse("commendations:withdrawal", args=[withdrawal.pk])
    client.force_login(here.examiner)
    assert "正在办理整批撤回" in client.get(page).content.decode()
    shown = client.get(matter).content.decode()
    assert "在办的撤销事项" in shown
    assert page in shown
    assert [one.pk for one in open_cases(withdrawal)] == [case.pk]

    carry_out_withdrawal(withdrawal, document="撤销〔2011〕25号", by=here.principal, on=TAKEN_BACK)

    case = Revocation.objects.get(pk=case.pk)
    assert case.state == RevocationState.CLOSED
    assert Revocation.objects.get(pk=over.pk).state == RevocationState.REVOKED
    assert not open_cases(withdrawal).exists()
    book = entries_about(honour.decision.subject()).get(verb="commendations.decision.withdraw")
    assert (book.detail["honours"], book.detail["cases"]) == (1, 1)
    shown = client.get(page).content.decode()
    assert "本事项随之终止，对获得者不作结论" in shown
    assert matter in shown
    shown = client.get(matter).content.decode()
    assert "随之终止的撤销事项" in shown
    assert page in shown
    client.force_login(here.clerk)
    assert "不作结论" in client.get(page).content.decode()
    with pytest.raises(Refusal) as refusal:
        draft_revocation(
            Honour.objects.get(pk=second.pk),
            GROUND,
            papers=PAPERS,
            reported_by=here[EDUCATION],
            by=here.clerk,
        )
    assert codes(refusal) == ["honour-fell-already"]
