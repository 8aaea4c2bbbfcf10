"""The whole product of a notice's states and verbs."""

from itertools import product

import pytest

from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.notices.lifecycle import NOTICE
from honours.notices.vocabulary import NoticeState

ROAD = {
    ("post", NoticeState.DRAFT): NoticeState.POSTED,
    ("end", NoticeState.POSTED): NoticeState.EXPIRED,
    ("close", NoticeState.EXPIRED): NoticeState.CLOSED,
    ("take_down", NoticeState.DRAFT): NoticeState.WITHDRAWN,
    ("take_down", NoticeState.POSTED): NoticeState.WITHDRAWN,
    ("take_down", NoticeState.EXPIRED): NoticeState.WITHDRAWN,
}
DEEDS = ("post", "end", "close", "take_down")
HANDS = ("", "_by_lead")


@pytest.mark.parametrize(("state", "deed", "hand"), list(product(NoticeState, DEEDS, HANDS)))
def test_each_deed_leads_from_each_state_where_the_road_lets_it(state, deed, hand):
    target = ROAD.get((deed, state))
    if target is None:
        with pytest.raises(Refusal):
            NOTICE.find(deed + hand, state)
    else:
        assert NOTICE.find(deed + hand, state).target is target


def test_every_state_can_be_reached():
    reached = {NOTICE.initial}
    while more := {m.target for m in NOTICE.moves if m.source in reached} - reached:
        reached |= more
    assert reached == set(NoticeState)


def test_who_drafts_a_notice_never_posts_it():
    posting = [move for move in NOTICE.moves if move.target is NoticeState.POSTED]

    assert {move.role for move in posting} == {Role.HEAD, Role.LEADER_IN_CHARGE}
    assert all(move.apart_from == ("begin",) for move in posting)


def test_a_withdrawal_always_says_why():
    assert all(move.needs_reason for move in NOTICE.moves if move.target is NoticeState.WITHDRAWN)


def test_no_state_has_two_moves_of_one_name():
    pairs = [(move.source, move.verb) for move in NOTICE.moves]
    assert len(pairs) == len(set(pairs))
