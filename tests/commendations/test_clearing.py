"""All bodies asked about all candidates in one go; bars of other laws stop the second review."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.clearances.checks.answers import AnswerGiven, Signing
from honours.clearances.models import Body, ClearanceRequest
from honours.clearances.operations.answers import answer_by_link
from honours.clearances.operations.disqualifiers import HitDraft, lift_hit, record_hit
from honours.clearances.operations.importing import import_shipped
from honours.clearances.operations.links import issue_links
from honours.clearances.operations.matrix import GroundDraft, add_disqualifier, add_row
from honours.clearances.vocabulary import ObjectKind, Opinion
from honours.commendations.operations.clearing import AskTerms, ask_for_candidates
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.queries.clearing import (
    clearing_board,
    disqualified_by,
    to_be_cleared,
    unit_subject,
)
from honours.commendations.vocabulary import Round
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Refusal
from tests.commendations.climbing import (
    DECIDED,
    NUMBER,
    REVIEWED,
    city_slate,
    county_slate,
    drafted_decision,
    noticed,
    reviewed_twice,
    unit_slate,
)
from tests.commendations.nominees import submitted
from tests.commendations.town import COUNTY_EDUCATION, LEAD

ASKED = date(2010, 10, 8)
TERMS = AskTerms(ASKED, date(2010, 10, 18), 6)
LAW = GroundDraft("巴评表〔2010〕1号", "第三条", "5119", date(2010, 1, 1))


@pytest.fixture
def climbed(here, edition):
    """Two teachers in the city's hands; the matrix asks one body about institutions' people."""
    import_shipped(by="tests")
    tax = Body.objects.get(code="tax")
    add_row(ObjectKind.FRONT_LINE, tax, LAW, is_required=True, by=here.examiner)
    agreed = {"consent_given_on": "2010-09-05"}
    unit = here[COUNTY_EDUCATION]
    pair = [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    return to_be_cleared(edition)


def answer_all(here, requests, opinion=Opinion.NO_OBJECTION) -> None:
    now = datetime(2010, 10, 9, 1, tzinfo=UTC)
    expires = datetime(2010, 10, 19, tzinfo=UTC)
    with time_machine.travel("2010-10-09 01:00", tick=False):
        for issued in issue_links(requests, expires_at=expires, by=here.examiner):
            numbers = issued.link.items.values_list("number", flat=True)
            signing = Signing("张经办", "科长", date(2010, 10, 9))
            answer_by_link(
                issued.link,
                {
                    number: AnswerGiven(
                        opinion, "" if opinion is Opinion.NO_OBJECTION else "见附件"
                    )
                    for number in numbers
                },
                signing,
                now=now,
            )


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_one_deed_asks_each_body_about_every_candidate_and_nothing_twice(
    here, edition, climbed
) -> None:
    made = ask_for_candidates(edition, climbed, TERMS, by=here.examiner)
    assert sorted(one.about for one in made) == sorted(one.subject() for one in climbed)
    with pytest.raises(Refusal) as refusal:
        ask_for_candidates(edition, climbed, TERMS, by=here.examiner)
    assert codes(refusal) == {"nothing-to-ask"}


def test_nobody_is_asked_about_nobody_and_only_whoever_runs_the_edition_asks(
    here, edition, climbed
) -> None:
    with pytest.raises(Refusal) as refusal:
        ask_for_candidates(edition, [], TERMS, by=here.examiner)
    assert codes(refusal) == {"not-so-many"}
    with pytest.raises(PermissionDenied):
        ask_for_candidates(edition, climbed, TERMS, by=here.county_examiner)


def test_the_second_review_waits_for_the_answers(here, edition, climbed) -> None:
    requests = ask_for_candidates(edition, climbed, TERMS, by=here.examiner)
    city_slate(here, edition, climbed, Round.FIRST)
    with pytest.raises(Refusal) as refusal:
        city_slate(here, edition, climbed, Round.SECOND)
    assert "clearance-missing" in codes(refusal)
    answer_all(here, requests)
    board = clearing_board(climbed, edition, mandate_of(here.examiner), on=REVIEWED)
    assert all(not row.standing.missing for row in board)
    slate = edition.slates.get(tier="city", round=Round.SECOND)
    assert slate.state == "submitted"


@pytest.mark.parametrize("whose", ["nomination", "unit"])
def test_a_bar_of_another_law_blocks_the_second_review(here, edition, climbed, whose) -> None:
    answer_all(here, ask_for_candidates(edition, climbed, TERMS, by=here.examiner))
    tax = Body.objects.get(code="tax")
    bar = add_disqualifier("安全生产被一票否决", tax, LAW, by=here.examiner)
    one = climbed[0]
    about = one.subject() if whose == "nomination" else unit_subject(one.organization_id)
    draft = HitDraft(about, "某某", date(2010, 6, 1), "巴安〔2010〕3号", "5119")
    hit = record_hit(bar, draft, organization=here[LEAD], by=here.examiner)
    held = disqualified_by(climbed, on=REVIEWED, place="5119")
    barred = [one for one in climbed if held[one.subject()].hits]
    assert len(barred) == (1 if whose == "nomination" else 2)
    city_slate(here, edition, climbed, Round.FIRST)
    with pytest.raises(Refusal) as refusal:
        city_slate(here, edition, climbed, Round.SECOND)
    assert codes(refusal) == {"disqualified"}
    lift_hit(hit, on=date(2010, 10, 1), reason="巴安〔2010〕9号", by=here.examiner)
    assert not any(
        hit.weighs_on(REVIEWED, "5119")
        for one in disqualified_by(climbed, on=REVIEWED, place="5119").values()
        for hit in one.hits
    )


def test_a_bar_that_comes_after_the_reviews_stops_the_decision(here, edition, climbed) -> None:
    answer_all(here, ask_for_candidates(edition, climbed, TERMS, by=here.examiner))
    reviewed_twice(here, edition, climbed)
    decision = drafted_decision(here, edition, climbed)
    noticed(here, edition)
    tax = Body.objects.get(code="tax")
    bar = add_disqualifier("安全生产被一票否决", tax, LAW, by=here.examiner)
    draft = HitDraft(climbed[0].subject(), "某某", date(2010, 11, 20), "巴安〔2010〕3号", "5119")
    record_hit(bar, draft, organization=here[LEAD], by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
    assert codes(refusal) == {"disqualified"}


def test_the_page_shows_lights_to_those_who_handle_answers_and_asks_once(
    here, edition, climbed, client
) -> None:
    address = reverse("commendations:clearing", args=[edition.pk])
    client.force_login(here.examiner)
    page = client.get(address).content.decode()
    assert "未征求" in page
    sent = {"asked_on": "2010-10-08", "due_on": "2010-10-18", "validity_months": "6"}
    answer = client.post(address, sent)
    assert answer.status_code == 302
    assert ClearanceRequest.objects.count() == len(climbed)
    assert client.post(address, sent).status_code == 422
    for nobody in (here.clerk, here.county_examiner):
        client.force_login(nobody)
        assert client.get(address).status_code == 403


def test_the_page_of_an_edition_with_nobody_in_the_city_says_so(here, edition, client) -> None:
    client.force_login(here.examiner)
    page = client.get(reverse("commendations:clearing", args=[edition.pk])).content.decode()
    assert "还没有报到市级的推荐对象" in page
