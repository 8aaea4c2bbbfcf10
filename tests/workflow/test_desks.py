"""A matter lies at a level: who answers for another level makes no move of it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.workflow.assignments import hand_over
from honours.workflow.operations import advance, begin, send_back, withdraw
from honours.workflow.queries import may_send_back, open_moves
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


def test_a_move_of_another_desk_is_made_from_there_and_waits_there(
    petition, monkeypatch, county, examiner
):
    at_the_county = tuple(
        replace(move, desk=Level.COUNTY) if move.verb == "examine" else move
        for move in AT_THE_CITY.moves
    )
    monkeypatch.setattr(Petition, "lifecycle", replace(AT_THE_CITY, moves=at_the_county))
    assert [move.verb for move in open_moves(petition, mandate_of(county))] == ["examine"]
    with pytest.raises(PermissionDenied, match="县级单位中"):
        advance(petition, "examine", by=examiner)
    waiting = [todo.matter.pk for todo in todos_of(county, kinds=["petitions.petition"])]
    assert waiting == [petition.pk]

    advance(petition, "examine", by=county)
    withdraw(petition, by=county)

    assert petition.state == Stage.SUBMITTED


def test_each_of_several_roles_sends_it_back_and_others_are_told_all_of_them(
    here, petition, monkeypatch, examiner
):
    returners = ((Stage.SUBMITTED, Role.EXAMINER), (Stage.SUBMITTED, Role.INSPECTOR))
    monkeypatch.setattr(Petition, "lifecycle", replace(AT_THE_CITY, returners=returners))
    head = official(here, Role.HEAD, "巴中市", username="somebody_else")
    inspector = official(here, Role.INSPECTOR, "巴中市", username="inspecting")
    assert may_send_back(petition, mandate_of(examiner))
    assert not may_send_back(petition, mandate_of(head))
    with pytest.raises(
        PermissionDenied, match=f"“{Role.EXAMINER.label}”或“{Role.INSPECTOR.label}”"
    ):
        send_back(petition, to=Stage.DRAFT, reason="再看", by=head)

    send_back(petition, to=Stage.DRAFT, reason="再看", by=inspector)

    assert petition.state == Stage.DRAFT
