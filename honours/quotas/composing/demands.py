"""A ratio rule as linear demands on whole numbers: exact, whatever the rounding.

With ``share = p/q``, ``n`` counted and ``b`` in the base, ``n ≤ ⌊b·p/q⌋`` is ``q·n − p·b ≤ 0``;
rounding up, or half up, only moves the right side. Where a clause for small quotas goes by a base
that the list moves, the sizes of the base fall into ranges, each with its own demand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd

from honours.quotas.ratios.allowance import Allowance
from honours.quotas.ratios.rules import RatioRule
from honours.quotas.vocabulary.ratios import Rounding, SmallQuotaMeasure


@dataclass(frozen=True, slots=True)
class Demand:
    """``counted·n + based·b ≤ most``."""

    counted: int
    based: int
    most: int


NOTHING = Demand(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """For bases from ``least`` to ``most``, the demand."""

    least: int
    most: int
    demand: Demand


def ranges(allowance: Allowance, largest: int) -> tuple[Range, ...]:
    """The demands of a rule over all sizes its base may have, up to ``largest``.

    One range, where one demand says all.
    """
    if not allowance.moves_with_the_list:
        return (Range(0, largest, _constant(allowance.rule, allowance.number(0))),)
    parts = tuple(each for each in _by_size(allowance, largest) if each.least <= each.most)
    demands = {part.demand for part in parts[1:]}
    if len(demands) == 1 and all(demand.most >= 0 for demand in demands):
        return (Range(0, largest, parts[1].demand),)
    return parts


def cuts_both_ways(allowance: Allowance, largest: int) -> bool:
    """Whether one more in the base may wake the rule, or lift it over a threshold.

    Then a missing fact has no less favourable reading. “高于” alone does not make it so: whoever
    is counted outweighs the share he adds.
    """
    bound = allowance.rule.bound
    only_excludes = (
        bound.excludes_itself
        and allowance.rule.rounding is Rounding.NATURAL
        and allowance.rule.small_quota is None
        and 0 < bound.fraction < 1
    )
    return len(ranges(allowance, largest)) > 1 and not only_excludes


def _by_size(allowance: Allowance, largest: int) -> Iterator[Range]:
    rule, clause = allowance.rule, allowance.rule.small_quota
    yield Range(0, 0, NOTHING)
    if clause is None:
        yield Range(1, largest, _proportional(rule))
    elif clause.measure is SmallQuotaMeasure.PLACES:
        is_small = allowance.small_size(0) is not None
        demand = _constant(rule, clause.allowed) if is_small else _proportional(rule)
        yield Range(1, largest, demand)
    else:
        yield Range(1, min(clause.fewer_than - 1, largest), _constant(rule, clause.allowed))
        yield Range(max(1, clause.fewer_than), largest, _proportional(rule))


def _constant(rule: RatioRule, number: int) -> Demand:
    return Demand(1, 0, number) if rule.bound.is_ceiling else Demand(-1, 0, -number)


def _proportional(rule: RatioRule) -> Demand:
    share = rule.bound.fraction
    whole, part = 2 * share.denominator, 2 * share.numerator
    slack = _slack(rule)
    if rule.bound.is_ceiling:
        return _reduced(Demand(whole, -part, slack))
    return _reduced(Demand(-whole, part, slack))


def _slack(rule: RatioRule) -> int:
    """How far the right side moves, in units of ``1 / 2q``."""
    whole = 2 * rule.bound.fraction.denominator
    towards = {
        Rounding.NATURAL: 0,
        Rounding.DOWN: 0 if rule.bound.is_ceiling else whole - 2,
        Rounding.UP: whole - 2 if rule.bound.is_ceiling else 0,
        Rounding.HALF_UP: whole // 2 if rule.bound.is_ceiling else whole // 2 - 1,
    }[rule.rounding]
    if not rule.bound.excludes_itself:
        return towards
    return towards - (2 if rule.rounding is Rounding.NATURAL else whole)


def _reduced(demand: Demand) -> Demand:
    """The same demand on whole numbers, in smaller ones."""
    divisor = gcd(demand.counted, demand.based)
    return Demand(demand.counted // divisor, demand.based // divisor, demand.most // divisor)
