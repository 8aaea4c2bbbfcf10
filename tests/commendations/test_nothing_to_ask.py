"""A silent matrix holds candidates back at the second review and at the decision."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.audit.models import Entry
from honours.clearances.models import NothingToAsk
from honours.clearances.operations.declarations import cancel_declaration
from honours.clearances.operations.importing import import_shipped
from honours.commendations.operations.clearing import declare_for_edition
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.operations.signing import sign_slate
from honours.commendations.vocabulary import Round
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
from tests.commendations.town import COUNTY_EDUCATION, NOBODY

SILENT = "clearance-matrix-silent"


@pytest.fixture
def climbed(here, edition):
    """Two teachers in the city's hands; the shipped matrix knows nothing of that year's city."""
    import_shipped(by="tests")
    agreed = {"consent_given_on": "2010-09-05"}
    unit = here[COUNTY_EDUCATION]
    pair = [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    return pair


@pytest.fixture
def silence(here, edition):
    """Nobody has said that nobody is to be asked."""
    return cancel_declaration(NothingToAsk.objects.get(), reason="误登。", by=here.leader)


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_the_second_review_stops_where_nobody_said_whom_to_ask(
    here, edition, climbed, silence
) -> None:
    city_slate(here, edition, climbed, Round.FIRST)
    with pytest.raises(Refusal) as refusal:
        city_slate(here, edition, climbed, Round.SECOND)
    assert codes(refusal) == {SILENT}
    assert "无须征求意见" in refusal.value.findings[0].remedy
    declare_for_edition(edition, NOBODY, by=here.leader, on=REVIEWED)
    slate = edition.slates.get(tier="city", round=Round.SECOND)
    assert sign_slate(slate, opinion="同意。", by=here.leader, on=REVIEWED).state == "signed"


def test_what_is_taken_back_after_the_reviews_stops_the_decision(here, edition, climbed) -> None:
    reviewed_twice(here, edition, climbed)
    decision = drafted_decision(here, edition, climbed)
    noticed(here, edition)
    cancel_declaration(NothingToAsk.objects.get(), reason="误登。", by=here.leader)
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
    assert codes(refusal) == {SILENT}


def test_a_county_says_nothing_for_the_city(here, edition, silence) -> None:
    with pytest.raises(PermissionDenied):
        declare_for_edition(edition, NOBODY, by=here.county_leader)


def test_the_leader_declares_and_takes_back_on_the_page(
    here, edition, climbed, silence, client
) -> None:
    page = reverse("commendations:clearing", args=[edition.pk])
    declare = reverse("commendations:declare_nothing_to_ask", args=[edition.pk])
    given = {"kinds": ["front_line"], "reason": "文件没有要求。", "document": "巴人发〔2010〕20号"}
    client.force_login(here.examiner)
    seen = client.get(page).content.decode()
    assert "不能通过复审" in seen
    assert declare not in seen
    assert client.post(declare, given).status_code == 403
    client.force_login(here.leader)
    assert declare in client.get(page).content.decode()
    assert "一线职工、农民" in client.get(declare).content.decode()
    for missing in given:
        assert client.post(declare, given | {missing: ""}).status_code == 422
    assert client.post(declare, given | {"kinds": ["enterprise"]}).status_code == 422
    assert client.post(declare, given).status_code == 302
    seen = client.get(page).content.decode()
    assert "不能通过复审" not in seen
    assert "已登记无须征求" in seen
    made = NothingToAsk.objects.get(state="in_force")
    cancel = reverse("commendations:cancel_declaration", args=[edition.pk, made.pk])
    assert cancel in seen
    assert client.get(cancel).status_code == 200
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "误登。"}).status_code == 302
    assert "不能通过复审" in client.get(page).content.decode()
    assert Entry.objects.filter(verb="clearances.nothingtoask.cancel").count() == 2


def test_nobody_but_a_leader_of_whoever_runs_it_opens_the_pages(here, edition, client) -> None:
    made = NothingToAsk.objects.get()
    for who in (here.clerk, here.county_leader, here.examiner, here.principal):
        client.force_login(who)
        for name, args in (
            ("declare_nothing_to_ask", [edition.pk]),
            ("cancel_declaration", [edition.pk, made.pk]),
        ):
            assert client.get(reverse(f"commendations:{name}", args=args)).status_code == 403
