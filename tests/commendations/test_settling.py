"""What is still on its way when a decision is due: told, settled with a reason, its place free."""

from itertools import combinations_with_replacement

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.lifecycle.nominations import NOMINATION
from honours.commendations.models.decisions import Honour
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.operations.settling import LAPSED, pass_over_those_on_the_way
from honours.commendations.queries.unsettled import ON_THE_WAY
from honours.commendations.vocabulary import NominationState
from honours.kernel.verdicts import Refusal
from honours.quotas.models import Account
from honours.quotas.operations.holding import release_places
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind, Purpose
from tests.commendations.climbing import (
    DECIDED,
    NUMBER,
    drafted_decision,
    noticed,
    reviewed_twice,
    unit_slate,
)
from tests.commendations.nominees import filed, submitted
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION

WHY = "市级评审已经结束，本届不再受理。"
OPEN_STATES = (NominationState.DRAFT, *ON_THE_WAY, NominationState.SECOND_REVIEWED)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def state_of(nomination) -> str:
    return Nomination.objects.get(pk=nomination.pk).state


def held_in(edition) -> int:
    accounts = Account.objects.filter(ledger__subject=edition.subject(), purpose=Purpose.HELD)
    return sum(accounts.values_list("balance", flat=True))


def put_in(state, nomination, edition, by) -> None:
    """There by hand: how it got there is told elsewhere. A draft holds no place."""
    Nomination.objects.filter(pk=nomination.pk).update(state=state)
    if state == NominationState.DRAFT:
        release_places(edition.subject(), [nomination.subject()], by=by, reason="退回")


@pytest.fixture
def left(here, edition):
    """Two of the county's on their head's desk, left there."""
    return [submitted(edition, here[COUNTY_EDUCATION], here.county_clerk) for _ in range(2)]


@pytest.fixture
def draft(here, edition):
    return filed(edition, here[COUNTY_EDUCATION], here.county_clerk).nomination


@pytest.fixture
def decision(here, edition, left):
    """One of the city's own chosen and put to the public; the decision waits to be issued."""
    agreed = {"consent_given_on": "2010-09-05"}
    chosen = [submitted(edition, here[EDUCATION], here.clerk, **agreed)]
    unit_slate(here, edition, chosen, unit=EDUCATION)
    reviewed_twice(here, edition, chosen)
    drafted = drafted_decision(here, edition, chosen)
    noticed(here, edition)
    edition.refresh_from_db()
    return drafted


def issued(here, decision):
    return issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)


def test_after_a_decision_nothing_is_open_and_no_place_is_held_whatever_was_left(
    here, edition, left, decision
) -> None:
    for states in combinations_with_replacement(OPEN_STATES, len(left)):
        with transaction.atomic():
            for one, state in zip(left, states, strict=True):
                put_in(state, one, edition, here.examiner)
            if set(states) & {*ON_THE_WAY, NominationState.SECOND_REVIEWED}:
                with pytest.raises(Refusal), transaction.atomic():
                    issued(here, decision)
                pass_over_those_on_the_way(edition, reason=WHY, by=here.examiner)
            issued(here, decision)
            assert held_in(edition) == 0, states
            ends = set(edition.nominations.values_list("state", flat=True))
            assert not [end for end in ends if NOMINATION.moves_from(end)], states
            transaction.set_rollback(True)
    assert held_in(edition) == 3


def test_issuing_is_refused_while_somebody_is_on_the_way_and_done_once_it_is_settled(
    here, edition, left, decision
) -> None:
    with pytest.raises(Refusal) as refusal:
        issued(here, decision)
    assert codes(refusal) == ["still-on-the-way"]
    assert "2件" in refusal.value.findings[0].message
    assert not Honour.objects.exists()
    for by in (here.county_examiner, here.principal, here.clerk):
        with pytest.raises(PermissionDenied):
            pass_over_those_on_the_way(edition, reason=WHY, by=by)
    with pytest.raises(Refusal) as refusal:
        pass_over_those_on_the_way(edition, reason=" ", by=here.examiner)
    assert set(codes(refusal)) == {"reason-needed"}
    assert held_in(edition) == 3

    Nomination.objects.filter(pk=left[0].pk).update(state=NominationState.RECOMMENDED)
    pass_over_those_on_the_way(edition, reason=WHY, by=here.examiner)

    assert [state_of(one) for one in left] == [NominationState.NOT_CHOSEN, NominationState.LAPSED]
    county = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert county.held == 0
    verbs = [entry.verb for entry in entries_about(left[0].subject())]
    assert "commendations.nomination.pass_over" in verbs
    (entry,) = (
        entry
        for entry in entries_about(edition.subject())
        if entry.verb == "commendations.edition.pass_over"
    )
    assert entry.detail["nominations"] == 2
    with pytest.raises(Refusal) as refusal:
        pass_over_those_on_the_way(edition, reason=WHY, by=here.examiner)
    assert codes(refusal) == ["nobody-on-the-way"]
    assert issued(here, decision).number == NUMBER


def test_nobody_is_passed_over_while_the_edition_is_open(here, edition, left) -> None:
    with pytest.raises(Refusal) as refusal:
        pass_over_those_on_the_way(edition, reason=WHY, by=here.examiner)
    assert codes(refusal) == ["edition-not-under-review"]
    assert state_of(left[0]) == NominationState.SUBMITTED


def test_a_county_passes_over_nobody_that_lies_with_it(here, left) -> None:
    lying = NOMINATION.find("pass_over", NominationState.RECOMMENDED)
    assert NOMINATION.desk_for(lying) == here.examiner.posts.get().organization.level


def test_the_page_names_the_units_and_each_unit_reads_why(
    here, edition, left, decision, client
) -> None:
    Nomination.objects.filter(pk=left[0].pk).update(state=NominationState.RECOMMENDED)
    page = reverse("commendations:decision", args=[decision.pk])
    address = reverse("commendations:pass_over", args=[edition.pk])
    client.force_login(here.principal)
    shown = client.get(page).content.decode()
    assert "还在途中的推荐" in shown
    assert "待单位审签1件，单位已推荐1件" in shown
    assert f"?edition={edition.pk}&amp;from_unit=" in shown
    assert address not in shown
    assert client.get(address).status_code == 403
    client.force_login(here.examiner)
    assert address in client.get(page).content.decode()
    assert COUNTY_EDUCATION in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": WHY}, follow=True)
    assert answer.redirect_chain[-1][0] == page
    assert "已了结2件推荐" in answer.content.decode()
    assert "还在途中的推荐" not in client.get(page).content.decode()
    client.force_login(here.county_clerk)
    for one in left:
        own = client.get(reverse("commendations:nomination", args=[one.pk])).content.decode()
        assert WHY in own
        assert Nomination.objects.get(pk=one.pk).state_label in own
    client.force_login(here.examiner)
    kept_inside = client.get(reverse("commendations:nomination", args=[left[1].pk]))
    assert kept_inside.status_code == 404


def test_drafts_stop_no_decision_and_end_with_it(here, edition, draft, decision) -> None:
    pass_over_those_on_the_way(edition, reason=WHY, by=here.examiner)
    issued(here, decision)
    assert state_of(draft) == NominationState.LAPSED
    history = entries_about(draft.subject())
    assert "commendations.nomination.lapse" in [entry.verb for entry in history]
    assert LAPSED not in str([entry.detail for entry in history])
