"""Plain limits on a number: projects in a year, years between editions, days of notice."""

from dataclasses import dataclass
from decimal import Decimal

from honours.kernel.terms import Term
from honours.kernel.verdicts import Citation
from honours.quotas.vocabulary.ratios import RatioState, Strictness


class Comparison(Term):
    AT_MOST = "at_most", "不超过"
    AT_LEAST = "at_least", "不少于"
    EXACTLY = "exactly", "为"


@dataclass(frozen=True, slots=True)
class NumberLimit:
    code: str
    name: str
    comparison: Comparison
    number: Decimal
    unit: str
    strictness: Strictness = Strictness.ABSOLUTE
    citation: Citation | None = None

    def describe(self) -> str:
        return f"{self.name}{self.comparison.label}{self.number.normalize():f}{self.unit}"


@dataclass(frozen=True, slots=True)
class LimitStanding:
    limit: NumberLimit
    state: RatioState
    value: Decimal | None
    off_by: Decimal = Decimal(0)


def judge_limit(limit: NumberLimit, value: Decimal | None) -> LimitStanding:
    """A number against its limit; an unknown number stays unknown."""
    if value is None:
        return LimitStanding(limit, RatioState.UNKNOWN, None)
    off_by = _off_by(limit, value)
    if not off_by:
        return LimitStanding(limit, RatioState.MET, value)
    is_soft = limit.strictness is Strictness.ADVISORY
    return LimitStanding(
        limit, RatioState.ADVISED if is_soft else RatioState.BROKEN, value, off_by
    )


def _off_by(limit: NumberLimit, value: Decimal) -> Decimal:
    match limit.comparison:
        case Comparison.AT_MOST:
            return max(Decimal(0), value - limit.number)
        case Comparison.AT_LEAST:
            return max(Decimal(0), limit.number - value)
    return abs(value - limit.number)
