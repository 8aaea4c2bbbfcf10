"""An edition is called off: every nomination ends with it, and no place stays held."""

from itertools import combinations_with_replacement

import pytest
from django.db import transaction
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.lifecycle.nominations import NOMINATION
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.editions import cancel_edition, review_edition
from honours.commendations.queries.nominations import visible_nominations
from honours.commendations.queries.unsettled import STILL_OPEN
from honours.commendations.vocabulary import EditionState, NominationState
from honours.directory.permissions import mandate_of
from tests.commendations.nominees import filed, submitted
from tests.commendations.test_settling import held_in, put_in
from tests.commendations.town import COUNTY_EDUCATION

WHY = "上级要求暂缓。"
NOT_OPEN = {*NominationState} - {*STILL_OPEN}


@pytest.fixture
def pair(here, edition):
    return [submitted(edition, here[COUNTY_EDUCATION], here.county_clerk) for _ in range(2)]


def test_whatever_state_they_are_in_they_end_and_no_place_is_held(here, edition, pair) -> None:
    for states in combinations_with_replacement(STILL_OPEN, len(pair)):
        with transaction.atomic():
            for one, state in zip(pair, states, strict=True):
                put_in(state, one, edition, here.examiner)
            cancel_edition(edition, reason=WHY, by=here.leader)
            assert held_in(edition) == 0, states
            ends = set(edition.nominations.values_list("state", flat=True))
            assert ends <= {NominationState.SHELVED, NominationState.CALLED_OFF}
            transaction.set_rollback(True)
    assert held_in(edition) == len(pair)


def test_every_state_either_ends_with_its_edition_or_is_an_end() -> None:
    left_by = {move.source for move in NOMINATION.moves if move.verb == "call_off"}
    assert left_by == {*STILL_OPEN}
    assert not [state for state in NOT_OPEN if NOMINATION.moves_from(state)]


def test_from_the_review_too_the_book_says_how_many_and_each_unit_reads_why(
    here, edition, pair, client
) -> None:
    draft = filed(edition, here[COUNTY_EDUCATION], here.county_clerk).nomination
    Nomination.objects.filter(pk=pair[0].pk).update(state=NominationState.REPORTED)
    review_edition(edition, by=here.examiner)
    edition.refresh_from_db()
    client.force_login(here.leader)
    address = reverse("commendations:move_edition", args=[edition.pk, "cancel"])
    answer = client.post(address, {"reason": WHY})
    assert answer.status_code == 302, answer.context["form"].errors
    edition.refresh_from_db()
    assert edition.state == EditionState.CANCELLED
    (entry,) = (
        entry
        for entry in entries_about(edition.subject())
        if entry.verb == "commendations.edition.call_off"
    )
    assert entry.detail["nominations"] == 3
    client.force_login(here.county_clerk)
    for one in (draft, *pair):
        shown = client.get(reverse("commendations:nomination", args=[one.pk])).content.decode()
        assert WHY in shown
    seen = visible_nominations(mandate_of(here.examiner)).filter(edition=edition)
    assert [one.pk for one in seen] == [pair[0].pk]


def test_a_plan_without_nominations_is_called_off_as_well(here) -> None:
    planned = here.planned()
    assert cancel_edition(planned, reason=WHY, by=here.leader).state == EditionState.CANCELLED
