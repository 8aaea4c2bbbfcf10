"""The whole product of standings and verbs."""

from itertools import product

import pytest

from honours.kernel.verdicts import Refusal
from honours.registry.lifecycle import ACTIVITY
from honours.registry.vocabulary import Standing

VERBS = {
    "retain": Standing.RETAINED,
    "suspend": Standing.SUSPENDED,
    "revoke": Standing.REVOKED,
    "merge": Standing.MERGED,
    "rectify": Standing.RECTIFYING,
    "transfer": Standing.TRANSFERRED,
    "exit": Standing.EXITED,
    "reopen": Standing.REGISTERED,
}
IN_FORCE = {Standing.REGISTERED, Standing.RETAINED, Standing.SUSPENDED, Standing.RECTIFYING}


def is_lawful(state: Standing, verb: str) -> bool:
    if verb == "reopen":
        return state not in (Standing.REGISTERED, Standing.EXITED)
    return state in IN_FORCE and VERBS[verb] is not state


@pytest.mark.parametrize(("state", "verb"), list(product(Standing, VERBS)))
def test_each_verb_leads_from_each_standing_where_the_law_lets_it(state, verb):
    if is_lawful(state, verb):
        assert ACTIVITY.find(verb, state).target is VERBS[verb]
    else:
        with pytest.raises(Refusal):
            ACTIVITY.find(verb, state)


def test_every_standing_can_be_reached():
    reached = {ACTIVITY.initial}
    while more := {m.target for m in ACTIVITY.moves if m.source in reached} - reached:
        reached |= more
    assert reached == set(Standing)


def test_every_move_needs_a_reason():
    assert all(move.needs_reason for move in ACTIVITY.moves)


def test_no_standing_has_two_moves_of_one_name():
    pairs = [(move.source, move.verb) for move in ACTIVITY.moves]
    assert len(pairs) == len(set(pairs))
