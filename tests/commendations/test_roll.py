"""The honours roll: for those who work with it, for anybody, and what a revocation changes."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from honours.audit.operations import seal
from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Certificate, Honour, Revocation
from honours.commendations.models.nominations import Person
from honours.commendations.operations.withdrawals import (
    WithdrawalDraft,
    carry_out_withdrawal,
    draft_withdrawal,
    submit_withdrawal,
)
from honours.commendations.queries.roll import commended_count, roll
from honours.commendations.vocabulary import HonourState, LifeEventKind, RecoveredThing
from honours.privacy.queries import attachments_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.reports.queries.commended import COMMENDED
from honours.reports.vocabulary import FigureKey
from tests.commendations.climbing import DECIDED
from tests.commendations.decided import REVOKED, REVOKED_BY, honours_of, issued, revoked
from tests.commendations.town import EDUCATION
from tests.privacy.conftest import picture

YEAR_END = date(2011, 12, 31)


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(datetime(2011, 7, 1, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def decision(here, edition):
    return issued(here, edition)


def url(name, *arguments):
    return reverse(f"commendations:{name}", args=arguments)


def text_of(client, name, *arguments, **asked):
    return client.get(url(name, *arguments), asked).content.decode()


def test_a_revocation_is_seen_in_every_view(here, decision, client) -> None:
    honour, other = honours_of(decision)
    as_issued = dict(decision.composition)
    key = honour.certificate.key
    campaign = SimpleNamespace(region=here["巴中市"])
    figure = {name: COMMENDED[name] for name in (FigureKey.HONOURS_REVOKED, FigureKey.PERSONS)}
    assert COMMENDED[FigureKey.PERSONS](campaign, date(2010, 12, 31)).count() == 2
    assert "证书真实，荣誉有效" in text_of(client, "public_certificate", key)
    revoked(here, honour)
    client.force_login(here.county_clerk)
    assert "已撤销" in text_of(client, "roll", q=honour.number)
    assert other.holder in text_of(client, "roll", state="in_force")
    assert honour.holder not in text_of(client, "roll", state="in_force")
    assert "已撤销" in text_of(client, "honour", honour.pk)
    client.logout()
    assert "已撤销，2011年5月4日" in text_of(client, "public_roll", q=honour.holder)
    certificate = text_of(client, "public_certificate", key)
    assert "该荣誉已撤销（2011年5月4日）" in certificate
    assert "荣誉有效" not in certificate
    assert figure[FigureKey.HONOURS_REVOKED](campaign, YEAR_END).count() == 1
    # What was conferred in 2010 counted at the end of 2010; by the day it fell it stands no more.
    assert COMMENDED[FigureKey.PERSONS](campaign, date(2010, 12, 31)).count() == 2
    assert roll(on=REVOKED).filter(pk=honour.pk).count() == 0
    counted = commended_count(here["巴中市"], since=DECIDED, until=DECIDED)
    assert counted[CandidateKind.PERSON] == 1
    decision.refresh_from_db()
    assert decision.composition == as_issued


def test_what_fell_with_its_batch_says_nothing_against_anybody(here, decision, client) -> None:
    honour = honours_of(decision)[0]
    drafted = draft_withdrawal(decision, WithdrawalDraft("越权。", "依据"), by=here.examiner)
    submit_withdrawal(drafted, by=here.examiner)
    carry_out_withdrawal(drafted, document="撤〔2011〕1号", by=here.principal, on=REVOKED)
    assert "随批次撤回（与获得者无关），2011年5月4日" in text_of(client, "public_roll")
    certificate = text_of(client, "public_certificate", honour.certificate.key)
    assert "与获得者无关" in certificate
    assert "已撤销" not in certificate
    client.force_login(here.examiner)
    assert "随批次撤回（与获得者无关）" in text_of(client, "honour", honour.pk)


def test_the_roll_is_searched_filtered_looked_at_as_of_a_day_and_exported(
    here, decision, client
) -> None:
    first, second = honours_of(decision)
    revoked(here, first)
    client.force_login(here.examiner)
    assert second.holder in text_of(client, "roll", standing_on="2011-06-01")
    assert first.holder not in text_of(client, "roll", standing_on="2011-06-01")
    assert first.holder in text_of(client, "roll", standing_on="2011-01-01")
    assert first.holder not in text_of(client, "roll", standing_on="2010-01-01")
    assert first.holder not in text_of(client, "roll", q=second.holder)
    assert "请写成" in text_of(client, "roll", standing_on="..")
    answer = client.get(url("roll"), {"export": "csv"})
    assert second.holder in b"".join(answer.streaming_content).decode()
    written = client.get(url("roll"), {"export": "xlsx"})
    assert b"".join(written.streaming_content).startswith(b"PK")
    written.close()
    assert entries_about("commendations.honour").filter(verb="commendations.honour.export")


def test_administrators_do_not_open_the_roll(here, decision, client) -> None:
    client.force_login(here.here.system_administrator)
    for address in (url("roll"), url("honour", honours_of(decision)[0].pk)):
        assert client.get(address).status_code == 403
    assert "已撤销" not in text_of(client, "revocations")


def test_the_public_searches_by_name_unit_and_title_and_may_keep_the_page(
    here, decision, client
) -> None:
    honour = honours_of(decision)[0]
    for asked in (honour.holder, "实验小学", "先进工作者"):
        assert honour.holder in text_of(client, "public_roll", q=asked)
    assert "没有查到" in text_of(client, "public_roll", q="查无此人")
    answer = client.get(url("public_roll"))
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_public_roll_names_no_more_than_the_decision_does(here, decision, client) -> None:
    revoked(here, honours_of(decision)[0])
    shown = text_of(client, "public_roll")
    for person in Person.objects.all():
        assert person.identity_number not in shown
        assert person.telephone not in shown
    assert "弄虚作假" not in shown


def test_the_public_roll_is_paged(here, decision, client, monkeypatch) -> None:
    monkeypatch.setattr("honours.commendations.views.public_roll.ON_A_PAGE", 1)
    first, second = honours_of(decision)
    shown = client.get(url("public_roll")).content.decode()
    assert second.holder in shown
    assert first.holder not in shown
    following = shown.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    after = client.get(f"{url('public_roll')}?{following}").content.decode()
    assert first.holder in after
    assert "上一页" in after


def test_a_certificate_is_checked_by_its_key_however_it_is_typed(here, decision, client) -> None:
    key = honours_of(decision)[0].certificate.key
    spaced = f"{key[:4]}-{key[4:8]} {key[8:]}".lower()
    answer = client.get(url("find_certificate"), {"key": spaced})
    assert answer.url == url("public_certificate", key)
    assert "查验码" in text_of(client, "find_certificate")


def test_a_check_without_a_key_asks_for_it(client, db) -> None:
    for nothing in ("", " -"):
        answer = client.get(url("find_certificate"), {"key": nothing})
        assert answer.status_code == 422
        assert "没有输入查验码" in answer.content.decode()
    assert "没有输入查验码" not in text_of(client, "find_certificate")


def test_every_unknown_key_has_the_same_answer(here, decision, client) -> None:
    answers = [
        client.get(url(name, key))
        for name in ("public_certificate", "certificate_proof")
        for key in ("AAAAAAAAAAAAAAAA", "x", "0")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_certificate_that_was_changed_in_the_database_is_told_from_a_true_one(
    here, decision, client
) -> None:
    honour = honours_of(decision)[0]
    Honour.objects.filter(pk=honour.pk).update(holder="王某")
    shown = text_of(client, "public_certificate", honour.certificate.key)
    assert "与颁发时的摘要不一致" in shown
    Certificate.objects.filter(honour=honour).update(digest="0" * 64)
    assert "不一致" in text_of(client, "public_certificate", honour.certificate.key)


def test_the_issue_of_a_certificate_is_proved_from_the_book(here, decision, client) -> None:
    key = honours_of(decision)[0].certificate.key
    assert client.get(url("certificate_proof", key)).status_code == 404
    assert "等待封存" in text_of(client, "public_certificate", key)
    seal()
    proof = client.get(url("certificate_proof", key)).json()
    assert proof["entry"]["detail"]["digest"] == proof["digest"]
    assert here.principal.username not in str(proof)
    assert "取存在证明" in text_of(client, "public_certificate", key)


def test_one_certificate_is_printed_for_its_unit_and_not_once_it_fell(
    here, decision, client
) -> None:
    honour = honours_of(decision)[0]
    client.force_login(here.clerk)
    assert client.get(url("certificate", honour.pk)).content.startswith(b"%PDF")
    client.force_login(here.county_clerk)
    assert client.get(url("certificate", honour.pk)).status_code == 403
    revoked(here, honour)
    client.force_login(here.clerk)
    assert client.get(url("certificate", honour.pk)).status_code == 422


def test_life_events_and_recoveries_are_entered_on_their_pages(here, decision, client) -> None:
    honour = honours_of(decision)[0]
    revoked(here, honour)
    client.force_login(here.clerk)
    event = {"kind": LifeEventKind.RETIRED, "happened_on": "2011-06-01", "remarks": "到龄"}
    assert client.get(url("life_event", honour.pk)).status_code == 200
    assert client.post(url("life_event", honour.pk), event).status_code == 302
    shown = text_of(client, "honour", honour.pk)
    assert "到龄" in shown
    assert "尚未交回" in shown
    client.force_login(here.examiner)
    thing = honour.recoveries.get(thing=RecoveredThing.CERTIFICATE)
    early = client.post(url("recovery", thing.pk), {"on": "2011-01-01"})
    assert early.status_code == 422
    assert client.post(url("recovery", thing.pk), {"on": "2011-06-01"}).status_code == 302
    assert "证书收回" in text_of(client, "honour", honour.pk)
    client.force_login(here.county_clerk)
    assert client.get(url("life_event", honour.pk)).status_code == 404
    assert "到龄" not in text_of(client, "honour", honour.pk)


def test_a_case_goes_through_its_pages(here, decision, client) -> None:
    honour = honours_of(decision)[0]
    typed = {
        "unit": here[EDUCATION].pk,
        "ground": "crime",
        "citation": "武政〔1998〕51号第三条",
        "report": "被判处有期徒刑一年。",
    }
    client.force_login(here.clerk)
    assert url("revoke_honour", honour.pk) in text_of(client, "honour", honour.pk)
    asked = text_of(client, "revoke_honour", honour.pk)
    assert '<option value="" selected>请选择</option>' in " ".join(asked.split())
    unchosen = client.post(url("revoke_honour", honour.pk), {**typed, "ground": ""})
    assert unchosen.status_code == 422
    client.post(url("revoke_honour", honour.pk), typed)
    case = Revocation.objects.get()
    stopped = client.post(url("amend_revocation", case.pk), {**typed, "citation": ""})
    assert stopped.status_code == 422
    client.force_login(here.head)
    refused = client.post(url("move_revocation", case.pk, "report"))
    assert refused.status_code == 422
    assert "没有附处分决定或者判决书复印件" in refused.content.decode()
    client.force_login(here.clerk)
    paper = io.BytesIO(picture())
    paper.name = "判决书.jpg"
    client.post(url("amend_revocation", case.pk), {**typed, "paper": paper})
    kept = attachments_of(case.subject()).get()
    assert client.get(url("revocation_paper", case.pk, kept.pk)).status_code == 200
    client.force_login(here.head)
    client.post(url("move_revocation", case.pk, "report"))
    client.force_login(here.examiner)
    assert "被判处有期徒刑" in text_of(client, "revocation", case.pk)
    client.post(url("move_revocation", case.pk, "check"), {"reason": "属实。"})
    client.force_login(here.principal)
    given = {"document": REVOKED_BY, "on": "2011-05-04", "reason": "同意。"}
    assert client.get(url("move_revocation", case.pk, "revoke")).status_code == 200
    client.post(url("move_revocation", case.pk, "revoke"), given)
    honour.refresh_from_db()
    assert honour.state == HonourState.REVOKED
    assert REVOKED_BY in text_of(client, "revocation", case.pk)
    client.force_login(here.county_clerk)
    assert client.get(url("revocation", case.pk)).status_code == 404
    assert client.get(url("revoke_honour", honour.pk)).status_code == 404
    client.force_login(here.examiner)
    assert client.get(url("move_revocation", case.pk, "abolish")).status_code == 404
    b"".join(client.get(url("revocations"), {"export": "csv"}).streaming_content)
    told = entries_about("commendations.revocation").get().detail
    assert (told["rows"], told["is_whole"], told["asked"]) == (1, True, "")


def test_a_batch_is_taken_back_through_its_pages(here, decision, client) -> None:
    client.force_login(here.examiner)
    typed = {"cause": "未经批准。", "citation": "依据", "return_by": "2011-08-31"}
    assert "与获得者无关" in text_of(client, "withdraw_decision", decision.pk)
    client.post(url("withdraw_decision", decision.pk), typed)
    matter = decision.withdrawals.get()
    shown = text_of(client, "withdrawal", matter.pk)
    assert "涉及2项荣誉" in shown
    assert "不记任何过错" in shown
    client.post(url("amend_withdrawal", matter.pk), {**typed, "cause": "越权审批。"})
    client.post(url("move_withdrawal", matter.pk, "submit"))
    client.force_login(here.principal)
    assert client.get(url("return_withdrawal", matter.pk)).status_code == 200
    client.post(url("return_withdrawal", matter.pk), {"reason": "请写明依据。"})
    client.force_login(here.examiner)
    client.post(url("move_withdrawal", matter.pk, "submit"))
    client.force_login(here.principal)
    assert "撤回涉及2项荣誉" in text_of(client, "move_withdrawal", matter.pk, "carry_out")
    given = {"document": "撤〔2011〕1号", "on": "2011-06-30"}
    client.post(url("move_withdrawal", matter.pk, "carry_out"), given)
    shown = text_of(client, "withdrawal", matter.pk)
    assert "越权审批" in shown
    assert "撤〔2011〕1号" in shown
    assert {one.state for one in honours_of(decision)} == {HonourState.FELL_WITH_BATCH}
    assert client.get(url("move_withdrawal", matter.pk, "abolish")).status_code == 404
    client.force_login(here.clerk)
    assert client.get(url("withdrawal", matter.pk)).status_code == 404
    assert client.get(url("withdraw_decision", decision.pk)).status_code == 404
