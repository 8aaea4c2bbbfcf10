"""A matter lies at a level: who answers for another level makes no move of it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.workflow.assignments import hand_over
from honours.workflow.operations import advance, begin, send_back, withdraw
from honours.workflow.queries import open_moves
from honours.workflow.todos import todos_of
from tests.factories import official
from tests.workflow.conftest import RULES
from tests.workflow.models import PETITION, Facts, Petition, Stage

AT_THE_CITY = replace(
    PETITION, desks=((Stage.SUBMITTED, Level.CITY), (Stage.EXAMINED, Level.CITY))
)


@pytest.fixture
def petition(here, monkeypatch):
    monkeypatch.setattr(Petition, "lifecycle", AT_THE_CITY)
    clerk = official(here, Role.FILER, "通江县教育局", username="county_clerk")
    begun = begin(Petition(organization=here["通江县教育局"]), by=clerk)
    return advance(begun, "submit", by=clerk, facts=Facts(), rules=RULES)


@pytest.fixture
def county(here):
    return official(here, Role.EXAMINER, "通江县", jurisdiction="通江县", username="county")


def test_a_state_without_a_desk_is_open_to_every_level():
    assert AT_THE_CITY.desk_of(Stage.DRAFT) is None
    assert AT_THE_CITY.desk_of(Stage.SUBMITTED) is Level.CITY


def test_the_county_reaches_it_and_still_makes_no_move_of_the_city(petition, county, examiner):
    with pytest.raises(PermissionDenied, match="市级单位中"):
        advance(petition, "examine", by=county)
    assert not open_moves(petition, mandate_of(county))

    advance(petition, "examine", by=examiner)

    assert petition.state == Stage.EXAMINED


def test_the_county_neither_sends_it_back_nor_hands_it_over(petition, county, examiner):
    advance(petition, "examine", by=examiner)
    with pytest.raises(PermissionDenied):
        send_back(petition, to=Stage.SUBMITTED, reason="再看", by=county)
    with pytest.raises(PermissionDenied):
        hand_over(petition, to=examiner, reason="请办", by=county)

    withdraw(petition, by=examiner)

    assert petition.state == Stage.SUBMITTED


def test_it_waits_for_the_level_where_it_lies(petition, county, examiner):
    def waiting(user):
        return [todo.matter.pk for todo in todos_of(user, kinds=["petitions.petition"])]

    assert (waiting(county), waiting(examiner)) == ([], [petition.pk])
