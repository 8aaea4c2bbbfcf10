import itertools
from dataclasses import replace

import pytest

from honours.campaigns.lifecycle import CAMPAIGN, DECLARATION, FILING, LEAD
from honours.kernel.lifecycle import Lifecycle, Move
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.lifecycle import DOCUMENT
from honours.registry.lifecycle import ACTIVITY

LIFECYCLES = [ACTIVITY, CAMPAIGN, DECLARATION, DOCUMENT, FILING, LEAD]


class Stage(Term):
    DRAFT = "draft", "拟稿"
    SENT = "sent", "已报"


class Post(Term):
    CLERK = "clerk", "填报人"
    HEAD = "head", "负责人"


def _never(facts, rules):
    yield Finding("never", f"不收“{facts}”。")


SMALL = Lifecycle(
    "paper",
    "公文",
    Stage.DRAFT,
    (Move("send", "报送", Stage.DRAFT, Stage.SENT, Post.CLERK, checks=(_never,)),),
    returners=((Stage.SENT, Post.HEAD), (Stage.SENT, Post.CLERK)),
)


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_every_pair_of_state_and_verb_is_either_in_the_table_or_refused(lifecycle):
    verbs = {move.verb for move in lifecycle.moves}
    possible = {(move.source, move.verb) for move in lifecycle.moves}
    for state, verb in itertools.product(lifecycle.states(), verbs):
        if (state, verb) in possible:
            assert lifecycle.find(verb, state).source == state
        else:
            with pytest.raises(Refusal):
                lifecycle.find(verb, state)


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_every_state_can_be_reached(lifecycle):
    reached = {lifecycle.initial}
    for _ in lifecycle.moves:
        reached |= {move.target for move in lifecycle.moves if move.source in reached}
    assert reached == set(lifecycle.states())


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_a_verb_leads_one_way_from_a_state(lifecycle):
    pairs = [(move.source, move.verb) for move in lifecycle.moves]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_whoever_must_be_somebody_else_made_a_move_that_exists(lifecycle):
    verbs = {"begin", *(move.verb for move in lifecycle.moves)}
    assert {verb for move in lifecycle.moves for verb in move.apart_from} <= verbs


def test_a_move_that_is_not_open_says_which_are():
    with pytest.raises(Refusal) as refused:
        SMALL.find("send", Stage.SENT)
    (finding,) = refused.value.findings
    assert finding.message == "“已报”状态下不能办理“报送”。"
    assert finding.remedy == "现在可以办理：无。"


def test_a_verb_that_no_table_holds_is_refused_by_its_own_name():
    with pytest.raises(Refusal, match="不能办理“burn”") as refused:
        SMALL.find("burn", Stage.DRAFT)
    role = SMALL.moves[0].role.label
    assert refused.value.findings[0].remedy == f"现在可以办理：报送（{role}）。"


def test_a_move_is_judged_by_all_its_checks():
    verdict = SMALL.find("send", Stage.DRAFT).judge("空表", None)
    assert [finding.message for finding in verdict.findings] == ["不收“空表”。"]


def test_only_the_named_roles_return_from_a_state():
    assert SMALL.returners_from(Stage.SENT) == (Post.HEAD, Post.CLERK)
    assert SMALL.returners_from(Stage.DRAFT) == ()


def test_a_move_is_made_where_the_matter_lies_unless_it_names_another_desk():
    lying = replace(SMALL, desks=((Stage.DRAFT, Post.CLERK),))
    (send,) = SMALL.moves
    assert SMALL.desk_for(send) is None
    assert lying.desk_for(send) is Post.CLERK
    assert lying.desk_for(replace(send, desk=Post.HEAD)) is Post.HEAD


def test_the_table_draws_itself():
    assert SMALL.mermaid() == "stateDiagram-v2\n    [*] --> 拟稿\n    拟稿 --> 已报: 报送"
