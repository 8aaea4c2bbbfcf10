"""One step of composing a list: up, down, in, out, among the reserves; and a proposal taken up."""

from django.db import transaction

from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.operations.slates import compose_slate
from honours.commendations.queries.slate_board import gathered_for
from honours.commendations.queries.slates import SlateRoster, proposal_for, roster_of
from honours.commendations.vocabulary import ComposingStep
from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.composing.changes import Change, StepKind
from honours.workflow.notes import note


@transaction.atomic
def take_step(slate: Slate, step: ComposingStep, nomination: int, *, by: User) -> Slate:
    """Raises ``Refusal`` where the nomination is neither on the list nor beside it."""
    roster = roster_of(slate)
    listed, reserves = list(roster.listed), list(roster.reserves)
    one = _known(roster, nomination)
    if step in (ComposingStep.UP, ComposingStep.DOWN):
        _shift(listed if one in listed else reserves, one, step)
    else:
        listed = [each for each in listed if each != one]
        reserves = [each for each in reserves if each != one]
        if step is ComposingStep.LIST:
            listed.append(one)
        if step is ComposingStep.RESERVE:
            reserves.append(one)
    return compose_slate(slate, listed, reserves=reserves, by=by)


@transaction.atomic
def gather_slate(slate: Slate, *, by: User) -> int:
    """Take up whom the lists below bring, behind those already listed; how many came."""
    roster = roster_of(slate)
    there = {one.pk for one in (*roster.listed, *roster.reserves)}
    coming = [one for one in gathered_for(slate) if one.pk not in there]
    if not coming:
        raise Refusal(
            Finding(
                "nothing-to-gather",
                "下级名单中没有新的推荐对象可以汇总。",
                remedy="请先审核接收下级名单；尚未报送的，请催报。",
            )
        )
    compose_slate(slate, [*roster.listed, *coming], reserves=roster.reserves, by=by)
    return len(coming)


@transaction.atomic
def adopt_proposal(slate: Slate, *, by: User) -> Change:
    """Compose the list as the smallest lawful change has it; those it removes stay beside it.

    What the proposal only describes (an ideal person) is not put on the list: it leaves a gap.
    Raises ``Refusal`` where there is no lawful change.
    """
    roster = roster_of(slate)
    change = proposal_for(roster)
    if change is None or not change.steps:
        raise Refusal(
            Finding(
                "no-change-to-adopt",
                "没有可以采用的调整方案。",
                remedy="名单已经符合规则，或者现有人选怎样调整都不能符合。",
            )
        )
    known = {one.subject(): one for one in (*roster.listed, *roster.reserves, *roster.others)}
    named = [known[facts.key] for facts in change.result if facts.key in known]
    reserves = [one for one in roster.reserves if one not in named]
    compose_slate(slate, named, reserves=reserves, by=by)
    note(
        slate,
        "adopt_proposal",
        by=by,
        touched=change.touched,
        ideals=sum(1 for step in change.steps if step.kind is StepKind.NAME),
    )
    return change


def _known(roster: SlateRoster, nomination: int) -> Nomination:
    for one in (*roster.listed, *roster.reserves, *roster.others):
        if one.pk == nomination:
            return one
    raise Refusal(
        Finding(
            "not-beside-this-slate",
            "这个推荐对象不在名单上，也不能编入本名单。",
            remedy="请刷新页面，按现在的名单办理。",
        )
    )


def _shift(rows: list[Nomination], one: Nomination, step: ComposingStep) -> None:
    place = rows.index(one)
    to = max(place - 1, 0) if step is ComposingStep.UP else min(place + 1, len(rows) - 1)
    rows.insert(to, rows.pop(place))
