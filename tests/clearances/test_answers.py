"""Answers by link and on paper: once, whole, signed, for a time; and how objects stand by them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honours.audit.models import Entry
from honours.clearances.checks.answers import AnswerGiven
from honours.clearances.checks.demands import (
    clearances_are_complete,
    clearances_are_fresh,
    no_adverse_opinion,
    not_disqualified,
)
from honours.clearances.checks.facts import ObjectFacts
from honours.clearances.models import ClearanceAnswer, ClearanceLink, Disqualifier
from honours.clearances.operations.answers import (
    SentFile,
    answer_by_link,
    enter_paper_answer,
    waive,
)
from honours.clearances.operations.asking import ask_again, send_requests, withdraw_request
from honours.clearances.operations.disqualifiers import HitDraft, lift_hit, record_hit
from honours.clearances.operations.links import (
    MISSES_ALLOWED,
    find_link,
    issue_links,
    note_opened,
    revoke_link,
)
from honours.clearances.operations.matrix import GroundDraft, add_disqualifier
from honours.clearances.queries.requests import (
    expiring,
    visible_hits,
    visible_links,
    visible_requests,
)
from honours.clearances.queries.standing import (
    clearance_standing,
    clearance_standings,
    disqualifier_standing,
)
from honours.clearances.vocabulary import Channel, ObjectKind, Opinion
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.kernel.verdicts import Refusal
from honours.privacy.models import Attachment
from honours.workflow.queries import history_of
from tests import factories
from tests.clearances.answering import CONTENT, answered, signing, some_days
from tests.clearances.conftest import CITY, COUNTY, EDUCATION, LEAD, cadre, head, in_days

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEAD_FACTS = ObjectFacts(frozenset({ObjectKind.ENTERPRISE_HEAD}))
TAX = {"only": frozenset({"tax"})}


def codes_of(refusal):
    return [finding.code for finding in refusal.value.findings]


def standing(subject="commendations.nomination:1", on=date(2019, 6, 1)):
    return clearance_standing(subject, HEAD_FACTS, on=on, place=CITY)


def blocked(stands):
    checks = (clearances_are_complete, clearances_are_fresh, no_adverse_opinion)
    return [finding.code for check in checks for finding in check(stands)]


def test_one_link_carries_all_that_a_body_is_asked(asking):
    issued = asking.issue(asking.ask(head(1), head(2), cadre()))

    assert sorted(one.link.items.count() for one in issued) == [1, 1, 2, 2]
    assert len({one.token for one in issued}) == 4
    assert min(len(one.token) for one in issued) >= 43


def test_the_token_is_nowhere_in_the_database(asking):
    issued = asking.issue(asking.ask(head()))

    row = ClearanceLink.objects.get(pk=issued[0].link.pk)
    assert issued[0].token not in str(vars(row))
    assert find_link(issued[0].token, address="a") == row


def test_an_answer_settles_every_question_of_the_link(asking):
    requests = asking.ask(head(1), head(2), **TAX)

    answers = answered(asking, requests)

    assert {answer.channel for answer in answers} == {Channel.LINK}
    for request in requests:
        request.refresh_from_db()
        assert request.state_label == "已答复"
        assert request.answer.valid_until == date(2019, 11, 6)
        road = history_of(request)[-1]
        assert (road.label, road.actor_name) == ("在线答复", "巴中市税务局")
    told = " ".join(str(entry.detail) + entry.actor for entry in Entry.objects.all())
    assert "李某某" not in told


def test_a_second_answer_is_refused(asking):
    [issued] = asking.issue(asking.ask(head(), **TAX))
    request = issued.link.items.get().request
    answer_by_link(issued.link, {1: CONTENT}, signing(request))

    with pytest.raises(Refusal) as refusal:
        answer_by_link(issued.link, {1: CONTENT}, signing(request))

    assert codes_of(refusal) == ["link-answered"]
    assert ClearanceAnswer.objects.count() == 1


def test_an_expired_and_a_revoked_link_take_no_answer(asking):
    requests = asking.ask(head(), **TAX)
    [expired] = asking.issue(requests)
    later = timezone.now() + timedelta(days=8)

    with pytest.raises(Refusal) as too_late:
        answer_by_link(expired.link, {1: CONTENT}, signing(requests[0]), now=later)
    revoke_link(expired.link, by=asking.examiner)
    with pytest.raises(Refusal) as revoked:
        answer_by_link(expired.link, {1: CONTENT}, signing(requests[0]))
    with pytest.raises(Refusal) as again:
        revoke_link(expired.link, by=asking.examiner)

    assert codes_of(too_late) == ["link-expired"]
    assert codes_of(revoked) == ["link-revoked"]
    assert codes_of(again) == ["link-settled"]


def test_every_object_needs_an_opinion_and_an_adverse_one_its_reason(asking):
    [issued] = asking.issue(asking.ask(head(1), head(2), **TAX))
    request = issued.link.items.first().request

    with pytest.raises(Refusal) as refusal:
        answer_by_link(issued.link, {1: AnswerGiven(Opinion.UNFIT)}, signing(request))

    fields = {finding.field: finding.code for finding in refusal.value.findings}
    assert fields == {"statement_1": "statement-missing", "opinion_2": "opinion-missing"}
    assert not ClearanceAnswer.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"answered_on": date(2019, 5, 5)}, "answer-day-impossible"),
        ({"answered_on": date(2999, 1, 1)}, "answer-day-impossible"),
        ({"valid_until": date(2019, 5, 5)}, "validity-before-answer"),
    ],
)
def test_an_impossible_day_is_refused_once_for_the_whole_list(asking, changes, code):
    requests = asking.ask(head(1), head(2), **TAX)

    with pytest.raises(Refusal) as refusal:
        answered(asking, requests, **changes)

    assert codes_of(refusal) == [code]


def test_without_a_rule_the_body_says_how_long_its_answer_holds(asking):
    requests = asking.ask(head(), validity_months=None, **TAX)

    with pytest.raises(Refusal) as refusal:
        answered(asking, requests)
    [answer] = answered(asking, requests, valid_until=date(2019, 9, 30))

    assert codes_of(refusal) == ["validity-missing"]
    assert answer.valid_until == date(2019, 9, 30)


def test_what_was_withdrawn_is_no_longer_asked(asking):
    requests = asking.ask(head(1), head(2), **TAX)
    [issued] = asking.issue(requests)
    withdraw_request(requests[0], reason="撤下。", by=asking.examiner)

    answer_by_link(issued.link, {2: CONTENT}, signing(requests[1]))

    assert ClearanceAnswer.objects.get().request == requests[1]


def test_a_link_whose_questions_are_all_gone_says_so(asking):
    requests = asking.ask(head(), **TAX)
    [issued] = asking.issue(requests)
    withdraw_request(requests[0], reason="撤下。", by=asking.examiner)

    with pytest.raises(Refusal) as refusal:
        answer_by_link(issued.link, {}, signing(requests[0]))

    assert codes_of(refusal) == ["nothing-asked-any-more"]


def test_the_sealed_form_is_kept_under_lock(asking):
    [issued] = asking.issue(asking.ask(head(), **TAX))
    request = issued.link.items.get().request

    answer_by_link(issued.link, {1: CONTENT}, signing(request), scan=SentFile("意见表.pdf", PDF))

    kept = Attachment.objects.get()
    assert (kept.subject, kept.purpose) == (issued.link.subject(), "sealed_form")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, file_name FROM privacy_attachment")
        assert "PDF" not in str(cursor.fetchone())


def test_a_paper_answer_is_entered_by_the_asker_with_its_scan(asking):
    [request] = asking.ask(head(), **TAX)
    send_requests([request], by=asking.examiner)

    answer = enter_paper_answer(
        request,
        AnswerGiven(Opinion.OBJECTION, "正在稽查。"),
        signing(request, answered_on=some_days(request, 3)),
        scan=SentFile("意见表.pdf", PDF),
        by=asking.examiner,
    )

    assert (answer.channel, answer.entered_by) == (Channel.PAPER, asking.examiner.username)
    assert Attachment.objects.get().subject == request.subject()
    with pytest.raises(Refusal):
        enter_paper_answer(request, CONTENT, signing(request), by=asking.examiner)


def test_a_paper_answer_is_checked_and_entered_by_examiners_alone(asking):
    [request] = asking.ask(head(), **TAX)
    send_requests([request], by=asking.examiner)

    with pytest.raises(Refusal) as refusal:
        enter_paper_answer(
            request, AnswerGiven(Opinion.UNFIT), signing(request), by=asking.examiner
        )
    with pytest.raises(PermissionDenied):
        enter_paper_answer(request, CONTENT, signing(request), by=asking.leader)

    assert codes_of(refusal) == ["statement-missing"]


def test_the_words_of_an_answer_stand_encrypted_and_are_never_changed(asking):
    requests = asking.ask(head(), **TAX)
    answered(asking, requests, AnswerGiven(Opinion.UNFIT, "欠税未缴。"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, official_name FROM clearances_clearanceanswer")
        assert not {"欠税", "李某某"} & set(str(cursor.fetchone()))
        cursor.execute("SELECT object_name FROM clearances_clearancerequest")
        assert head().name not in str(cursor.fetchone())
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
        ClearanceAnswer.objects.update(opinion=Opinion.NO_OBJECTION)


def test_only_drafted_sent_or_late_questions_get_a_link(asking):
    requests = asking.ask(head(), **TAX)
    answered(asking, requests)

    for chosen in (requests, []):
        with pytest.raises(Refusal) as refusal:
            asking.issue(chosen)
        assert codes_of(refusal) == ["nothing-to-send"]
    with pytest.raises(Refusal) as past:
        issue_links(requests, expires_at=in_days(-1), by=asking.examiner)
    assert codes_of(past) == ["expires-in-the-past"]


def test_only_examiners_send_and_revoke(asking):
    requests = asking.ask(head(), **TAX)
    [issued] = asking.issue(requests)

    with pytest.raises(PermissionDenied):
        issue_links(requests, expires_at=in_days(1), by=asking.leader)
    with pytest.raises(PermissionDenied):
        revoke_link(issued.link, by=asking.leader)


def test_a_long_list_is_shared_out_over_links(asking, monkeypatch):
    monkeypatch.setattr("honours.clearances.operations.links.ON_ONE_LINK", 2)

    issued = asking.issue(asking.ask(head(1), head(2), head(3), **TAX))

    assert [one.link.items.count() for one in issued] == [2, 1]


def test_guesses_are_limited_for_an_address(asking):
    [issued] = asking.issue(asking.ask(head(), **TAX))
    for _ in range(MISSES_ALLOWED):
        assert find_link("guess", address="1") is None

    with pytest.raises(Refusal) as refusal:
        find_link(issued.token, address="1")

    assert codes_of(refusal) == ["too-many-misses"]
    assert find_link(issued.token, address="2") == issued.link


def test_the_asker_sees_when_a_link_was_first_opened(asking):
    [issued] = asking.issue(asking.ask(head(), **TAX))

    note_opened(issued.link)
    first = ClearanceLink.objects.get().opened_at
    note_opened(issued.link)

    assert first is not None
    assert ClearanceLink.objects.get().opened_at == first
    assert Entry.objects.filter(verb="clearances.clearancelink.open").count() == 1


def test_how_an_object_stands_goes_from_missing_to_clear_to_stale(asking):
    assert len(standing().missing) == 2
    requests = asking.ask(head())
    assert [each.condition for each in standing().bodies] == ["missing", "missing"]
    send_requests(requests, by=asking.examiner)
    assert {each.condition for each in standing().missing} == {"pending"}

    answered(asking, requests)

    assert blocked(standing()) == []
    assert blocked(standing(on=date(2019, 11, 6))) == []
    assert blocked(standing(on=date(2019, 11, 7))) == ["clearance-stale"] * 2
    assert expiring(visible_requests(mandate_of(asking.examiner)), date(2019, 11, 7)).count() == 2


def test_asking_again_clears_what_was_stale_or_adverse(asking):
    [request] = asking.ask(head(), **TAX)
    answered(asking, [request], AnswerGiven(Opinion.UNFIT, "欠税。"))
    assert "clearance-adverse" in blocked(standing())

    new = ask_again(
        request, asked_on=date(2019, 5, 20), due_on=date(2019, 5, 30), by=asking.examiner
    )
    assert "clearance-adverse" in blocked(standing())
    answered(asking, [new])

    assert "clearance-adverse" not in blocked(standing())


def test_the_answer_of_a_body_counts_for_the_one_that_took_over_its_duty(asking):
    old = asking.ask(head(), asked_on=date(2018, 6, 1), only=frozenset({"national_tax"}))
    answered(asking, old)

    stands = {each.body.code: each.condition for each in standing(on=date(2018, 8, 1)).bodies}

    assert stands == {"market_regulation": "missing", "tax": "clear"}


def test_a_leader_waives_with_a_reason_but_never_what_is_unfit(asking):
    lead, about = asking.here[LEAD], "commendations.nomination:1"
    [request] = asking.ask(head(), **TAX)
    answered(asking, [request], AnswerGiven(Opinion.UNFIT, "欠税。"))

    with pytest.raises(PermissionDenied):
        waive(lead, about, asking.body("tax"), reason="已核实。", by=asking.examiner)
    with pytest.raises(Refusal) as unreasoned:
        waive(lead, about, asking.body("tax"), reason=" ", by=asking.leader)
    waive(lead, about, asking.body("industry_commerce"), reason="无此业务。", by=asking.leader)
    waive(lead, about, asking.body("tax"), reason="已核实。", by=asking.leader)
    with pytest.raises(Refusal) as twice:
        waive(lead, about, asking.body("tax"), reason="已核实。", by=asking.leader)

    assert codes_of(unreasoned) == ["reason-needed"]
    assert codes_of(twice) == ["waived-already"]
    assert blocked(standing()) == ["clearance-adverse"]
    assert [each.body.code for each in standing().waived] == ["market_regulation"]


def test_many_objects_cost_as_many_queries_as_one(asking):
    answered(asking, asking.ask(head(1), head(2), head(3)))

    counts = []
    for last in (1, 3):
        objects = {f"commendations.nomination:{n}": HEAD_FACTS for n in range(1, last + 1)}
        with CaptureQueriesContext(connection) as asked:
            clearance_standings(objects, on=date(2019, 6, 1), place=CITY)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_only_the_handling_level_and_those_above_see_what_was_answered(asking):
    answered(asking, asking.ask(head(), **TAX))
    here = asking.here
    record_hit(bar(asking), hit(), organization=here[LEAD], by=asking.examiner)
    blind = [
        factories.official(here, Role.FILER, LEAD),
        factories.official(here, Role.HEAD, EDUCATION),
        factories.official(here, Role.EXAMINER, COUNTY, jurisdiction="巴州区"),
        factories.official(here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市"),
        here.system_administrator,
        here.security_administrator,
        here.audit_administrator,
    ]
    seeing = [asking.examiner, asking.leader]

    for look in (visible_requests, visible_links, visible_hits):
        assert [look(mandate_of(user)).exists() for user in blind] == [False] * len(blind)
        assert [look(mandate_of(user)).exists() for user in seeing] == [True, True]
    assert len(ADMINISTRATORS) == 3


def bar(asking):
    found = Disqualifier.objects.filter(added_by=asking.examiner.username).first()
    return found or add_disqualifier(
        "安全生产被一票否决",
        asking.body("work_safety"),
        GroundDraft("某办法", "第一条", CITY, date(2012, 1, 1)),
        by=asking.examiner,
    )


def hit(**changes):
    given = {
        "about": "commendations.nomination:1",
        "object_name": "赵企",
        "happened_on": date(2019, 1, 1),
        "evidence": "巴应急函〔2019〕1号。",
    }
    return HitDraft(**given | changes)


def test_a_bar_blocks_from_its_day_until_it_is_lifted(asking):
    made = record_hit(bar(asking), hit(), organization=asking.here[LEAD], by=asking.examiner)

    def barred(on):
        subjects = ["commendations.nomination:1", "directory.organization:5"]
        return [
            finding.code
            for finding in not_disqualified(disqualifier_standing(subjects, on=on, place=CITY))
        ]

    assert barred(date(2018, 12, 31)) == []
    assert barred(date(2019, 6, 1)) == ["disqualified"]
    with pytest.raises(Refusal) as unreasoned:
        lift_hit(made, on=date(2019, 7, 1), reason="", by=asking.examiner)
    lift_hit(made, on=date(2019, 7, 1), reason="已整改验收。", by=asking.examiner)
    with pytest.raises(Refusal) as twice:
        lift_hit(made, on=date(2019, 7, 1), reason="已整改验收。", by=asking.examiner)
    assert barred(date(2019, 6, 30)) == ["disqualified"]
    assert barred(date(2019, 7, 1)) == []
    assert codes_of(unreasoned) == ["lifting-incomplete"]
    assert codes_of(twice) == ["lifted-already"]


@pytest.mark.parametrize(
    ("ground", "changes", "codes"),
    [
        ("own", {"happened_on": date(2011, 1, 1)}, ["ground-not-in-force"]),
        ("own", {"evidence": " "}, ["evidence-missing"]),
        ("environment_r274", {}, ["ground-is-reference"]),
        ("shanghai_serviceman", {}, ["ground-not-in-force"]),
    ],
)
def test_a_bar_is_recorded_only_by_a_law_of_its_day_and_with_evidence(
    asking, ground, changes, codes
):
    law = bar(asking) if ground == "own" else Disqualifier.objects.get(code=ground)

    with pytest.raises(Refusal) as refusal:
        record_hit(law, hit(**changes), organization=asking.here[LEAD], by=asking.examiner)

    assert codes_of(refusal) == codes
