"""Every lifecycle there is: the whole product of states and verbs, and the drawn pages."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.operations import advance, begin
from honours.workflow.queries import open_moves, road_of, stateful_models
from honours.workflow.vocabulary import CommonVerb
from tests.factories import official
from tests.workflow.conftest import RULES
from tests.workflow.models import PETITION, Facts, Petition, Stage

ALL = {model.lifecycle.name: model.lifecycle for model in stateful_models().values()} | {
    PETITION.name: PETITION
}
PRODUCT = [
    (lifecycle, state, verb)
    for lifecycle in ALL.values()
    for state in lifecycle.states()
    for verb in sorted({move.verb for move in lifecycle.moves})
]


def named(value):
    return getattr(value, "name", str(value))


@pytest.mark.parametrize(("lifecycle", "state", "verb"), PRODUCT, ids=named)
def test_a_verb_is_one_move_of_a_state_or_refused_with_what_is_open(lifecycle, state, verb):
    drawn = [move for move in lifecycle.moves if (move.source, move.verb) == (state, verb)]
    assert len(drawn) <= 1
    if drawn:
        assert lifecycle.find(verb, state) is drawn[0]
        return
    with pytest.raises(Refusal) as refusal:
        lifecycle.find(verb, state)
    [finding] = refusal.value.findings
    assert finding.code == "not-possible-now"
    for move in lifecycle.moves_from(state):
        assert move.label in finding.remedy


@pytest.mark.parametrize("lifecycle", ALL.values(), ids=named)
def test_every_state_can_be_reached(lifecycle):
    reached, waiting = {lifecycle.initial}, [lifecycle.initial]
    while waiting:
        for move in lifecycle.moves_from(waiting.pop()):
            if move.target not in reached:
                reached.add(move.target)
                waiting.append(move.target)
    assert reached == set(lifecycle.states())


@pytest.mark.parametrize("lifecycle", ALL.values(), ids=named)
def test_a_lifecycle_uses_no_verb_of_the_workflow_and_checks_only_verbs_it_has(lifecycle):
    verbs = {move.verb for move in lifecycle.moves}
    assert not verbs & {word.value for word in CommonVerb}
    for move in lifecycle.moves:
        assert set(move.apart_from) <= verbs | {CommonVerb.BEGIN}
        assert isinstance(move.role, Role)
    for state, role in lifecycle.returners:
        assert state in lifecycle.states()
        assert isinstance(role, Role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("state", list(Stage))
def test_only_the_drawn_role_moves_and_buttons_say_the_same(here, clerk, state, role):
    user = official(here, role, "巴中市") if role else here.audit_administrator
    for verb in {move.verb for move in PETITION.moves}:
        matter = begin(Petition(organization=here["巴中市教育局"]), by=clerk)
        Petition.objects.filter(pk=matter.pk).update(state=state)
        matter.state = state
        mandate = Mandate(tuple(user.posts.select_related("organization", "jurisdiction")))
        drawn = [m for m in PETITION.moves_from(state) if m.verb == verb]
        may = bool(drawn) and drawn[0].role == role
        assert (verb in {move.verb for move in open_moves(matter, mandate)}) is may
        if may:
            advance(matter, verb, by=user, facts=Facts(), rules=RULES, reason="照办")
            assert matter.state == drawn[0].target
            assert road_of(matter)[-1].verb == verb
            continue
        with pytest.raises((PermissionDenied, Refusal)):
            advance(matter, verb, by=user, facts=Facts(), rules=RULES, reason="照办")
        assert Petition.objects.get(pk=matter.pk).state == state


def test_the_drawn_pages_are_current():
    folder = Path(__file__).resolve().parents[2] / "docs" / "lifecycles"
    call_command("draw_lifecycles", to=folder, check=True)


def test_pages_are_drawn_and_stale_ones_are_found(tmp_path, capsys):
    call_command("draw_lifecycles", to=tmp_path)
    assert "页状态图" in capsys.readouterr().out
    page = tmp_path / "campaigns-filing.md"
    assert "```mermaid" in page.read_text()
    assert "| 报送（`file`） |" in page.read_text()
    assert not (tmp_path / "petitions-petition.md").exists()
    page.write_text("旧")
    (tmp_path / "gone.md").write_text("旧")
    with pytest.raises(CommandError, match=r"campaigns-filing\.md、gone\.md"):
        call_command("draw_lifecycles", to=tmp_path, check=True)
    call_command("draw_lifecycles", to=tmp_path)
    assert not (tmp_path / "gone.md").exists()
