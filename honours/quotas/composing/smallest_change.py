"""The smallest lawful change of an ordered list, with its reasons. Exact; judged once more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from honours.kernel.verdicts import Finding, Refusal, Weight
from honours.quotas.composing.changes import Change, SearchTerms, Step, StepKind
from honours.quotas.composing.demands import cuts_both_ways
from honours.quotas.composing.pieces import Piece, Pieces, pieces_of
from honours.quotas.composing.programme import Unsolved
from honours.quotas.composing.search import Found, search
from honours.quotas.ratios.allowance import Allowance, Given
from honours.quotas.ratios.bars import bar_standing
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import RuleStanding, are_lawful, judge
from honours.quotas.ratios.rules import Places, RatioRule
from honours.quotas.ratios.wording import unit_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import RatioState

ORDINARY = SearchTerms()


def smallest_change(
    candidates: Sequence[CandidateFacts],
    rules: Sequence[RatioRule],
    places: Places,
    reserves: Sequence[CandidateFacts] = (),
    terms: SearchTerms = ORDINARY,
) -> Change | None:
    """The change that touches fewest candidates and leaves every rule met.

    ``candidates`` stand in the unit's own order. ``None``: proved that no change of this sort is
    lawful. Refuses where a number that a rule needs has not been given.
    """
    binding = tuple(rule for rule in rules if not rule.is_soft and rule.applies_at(terms.stage))
    given = Given(places, terms.outside_numbers)
    allowances = [Allowance.of(rule, given) for rule in binding]
    pieces = pieces_of(candidates, binding, reserves, terms)
    _refuse_what_cannot_be_computed(pieces, allowances, given)
    before = judge(candidates, rules, places, terms.outside_numbers, terms.stage)
    if are_lawful(before) and not any(piece.is_barred for piece in pieces.listed):
        return Change((), tuple(candidates), before, before)
    pieces = _certain_to_count(pieces, allowances)
    found = _found(pieces, allowances)
    if found is None:
        return None
    steps = tuple(_steps(pieces, found, _Reasons(binding, before, terms)))
    result = _recomposed(candidates, reserves, steps)
    after = judge(result, rules, places, terms.outside_numbers, terms.stage)
    if not are_lawful(after):
        raise ArithmeticError("求得的调整方案经复核仍不符合规则，数值有误。")
    return Change(steps, result, before, after, assumed=pieces.assumed)


def _found(pieces: Pieces, allowances: Sequence[Allowance]) -> Found | None:
    try:
        return search(pieces, allowances)
    except Unsolved:
        raise Refusal(
            Finding(
                "change-not-found-in-time",
                "规则较多，名单较长，没有在规定时间内算出最小的调整方案。",
                remedy="请按所列不符合的规则逐项调整；减少备选人选后也可以再算。",
                weight=Weight.MISSING,
            )
        ) from None


def _refuse_what_cannot_be_computed(
    pieces: Pieces, allowances: Sequence[Allowance], given: Given
) -> None:
    findings = [*_numbers_not_given(allowances, given), *_facts_not_given(pieces, allowances)]
    if findings:
        raise Refusal(*findings)


def _numbers_not_given(allowances: Sequence[Allowance], given: Given) -> Iterator[Finding]:
    for rule in (allowance.rule for allowance in allowances):
        lacking = given.lacking(rule)
        if lacking:
            yield Finding(
                "change-number-missing",
                f"{rule.name}：缺{lacking}，无法计算调整方案。",
                citation=rule.citation,
                remedy=f"请先填写{lacking}。",
                weight=Weight.MISSING,
            )


def _facts_not_given(pieces: Pieces, allowances: Sequence[Allowance]) -> Iterator[Finding]:
    for number in _cutting_both_ways(pieces, allowances):
        rule = allowances[number].rule
        if pieces.listed_open_to(number):
            yield Finding(
                "change-facts-missing",
                f"{rule.name}：有人选缺数据，规则是否适用不能确定，无法计算调整方案。",
                citation=rule.citation,
                remedy="请先补齐名单上人选的有关情况。",
                weight=Weight.MISSING,
            )


def _certain_to_count(pieces: Pieces, allowances: Sequence[Allowance]) -> Pieces:
    return pieces.without_entrants_open_to(_cutting_both_ways(pieces, allowances))


def _cutting_both_ways(pieces: Pieces, allowances: Sequence[Allowance]) -> frozenset[int]:
    size = len(pieces.listed)
    return frozenset(
        number for number, allowance in enumerate(allowances) if cuts_both_ways(allowance, size)
    )


def _steps(pieces: Pieces, found: Found, reasons: "_Reasons") -> Iterator[Step]:
    entering = {kind: list(_entering(pieces, found, kind)) for kind in CandidateKind}
    for index in found.touched:
        leaving = pieces.listed[index]
        waiting = entering[leaving.kind]
        yield _step(leaving, index + 1, waiting.pop(0) if waiting else None, reasons)


def _entering(pieces: Pieces, found: Found, kind: CandidateKind) -> Iterator[Piece]:
    """Reserves in their order, then the places to be named."""
    for index in found.entering:
        if pieces.reserves[index].kind is kind:
            yield pieces.reserves[index]
    for piece, number in zip(pieces.ideals, found.named, strict=True):
        if piece.kind is kind:
            yield from (piece for _ in range(number))


def _step(leaving: Piece, position: int, entering: Piece | None, reasons: "_Reasons") -> Step:
    because = tuple(reasons.against(leaving.facts))
    why = "、".join(because) if because else "使各项比例同时符合"
    if entering is None:
        kind, deed = StepKind.REMOVE, "撤下，名额空出"
    elif entering.ideal is None:
        kind, deed = StepKind.REPLACE, f"换为备选第{entering.facts.order}位"
    else:
        kind, deed = StepKind.NAME, f"改报{entering.ideal.called}1{_unit(leaving)}（待定）"
    return Step(
        kind,
        leaving.facts.key,
        position,
        entering=entering.facts.key if entering is not None and entering.ideal is None else "",
        ideal=entering.ideal if entering is not None else None,
        because=because,
        sentence=f"第{position}位{deed}：{why}。",
    )


def _unit(piece: Piece) -> str:
    return "名" if piece.kind is CandidateKind.PERSON else "个"


class _Reasons:
    """Why a candidate was touched: bars that stand against it, broken rules that it burdens."""

    def __init__(
        self,
        rules: Sequence[RatioRule],
        before: Sequence[RuleStanding],
        terms: SearchTerms,
    ) -> None:
        broken = (RatioState.BROKEN, RatioState.UNKNOWN)
        self._standings = [
            standing for standing in before if standing.rule in rules and standing.state in broken
        ]
        self._bars = terms.bars

    def against(self, facts: CandidateFacts) -> Iterator[str]:
        for bar in self._bars:
            if bar_standing(bar, facts).is_broken:
                yield f"{bar.name}，不得参评"
        for standing in self._standings:
            is_counted = facts.key in standing.counted
            is_ceiling = standing.rule.bound.is_ceiling
            if is_counted == is_ceiling:
                yield _in_short(standing)


def _in_short(standing: RuleStanding) -> str:
    if standing.state is RatioState.UNKNOWN:
        return f"{standing.rule.name}缺数据，按从严计"
    verb = "超出" if standing.rule.bound.is_ceiling else "尚差"
    return f"{standing.rule.name}{verb}{standing.off_by}{unit_of(standing.rule)}"


def _recomposed(
    candidates: Sequence[CandidateFacts],
    reserves: Sequence[CandidateFacts],
    steps: Sequence[Step],
) -> tuple[CandidateFacts, ...]:
    """The list after the change: whoever enters takes the place of whoever leaves."""
    pool = {facts.key: facts for facts in reserves}
    by_position = {step.position: step for step in steps}
    result: list[CandidateFacts] = []
    for position, facts in enumerate(candidates, start=1):
        step = by_position.get(position)
        if step is None:
            result.append(facts)
        elif step.ideal is not None:
            result.append(replace(step.ideal.facts, key=f"{step.ideal.facts.key}:{position}"))
        elif step.entering:
            result.append(pool[step.entering])
    return tuple(replace(facts, order=position) for position, facts in enumerate(result, start=1))
