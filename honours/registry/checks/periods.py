"""How often an item may be held."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import demanded, forbidden, limit, missing
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault
from honours.registry.vocabulary import PeriodKind


def keeps_the_shortest_period(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """City and county items; what is held only once has no period."""
    shortest = limit(rules, RuleKey.PERIOD_YEARS_MIN)
    if shortest is None or not facts.is_below_province or facts.period_kind in _NOT_REPEATED:
        return
    if facts.period_months is None:
        yield missing(Fault.PERIOD_MISSING, "未写明周期", "period_months", shortest.citation)
    elif facts.period_months < shortest.value * 12:
        now = printed_period(facts.period_months)
        yield Finding(
            Fault.PERIOD_TOO_SHORT,
            f"周期为{now}，短于规定的{shortest.value}年一次。",
            citation=shortest.citation,
            remedy=f"请将周期调整为{shortest.value}年一次以上，并按程序申请变更。",
            field="period_months",
            detail={"周期": now, "最短周期": f"{shortest.value}年一次"},
        )


def waits_for_its_period(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """It is not planned again before its own period has passed."""
    rule = demanded(rules, RuleKey.PERIOD_BINDING)
    last, planned, months = facts.last_held_on, facts.planned_on, facts.period_months
    if rule is None or last is None or planned is None:
        return
    if months is None:
        if facts.period_kind not in _NOT_REPEATED:
            yield missing(Fault.PERIOD_MISSING, "未写明周期", "period_months", rule.citation)
        return
    due = next_lawful_on(last, months)
    if planned < due:
        yield Finding(
            Fault.REPEATED_EARLY,
            f"上次于{last}开展，周期为{printed_period(months)}，拟于{planned}再次开展，提前了。",
            citation=rule.citation,
            remedy=f"最早可于{due}开展；请推迟，不得擅自缩短周期。",
            field="planned_on",
            detail={"上次开展": str(last), "拟开展": str(planned), "最早可开展": str(due)},
        )


def is_not_temporary(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """County items and below are held regularly or not at all."""
    rule = forbidden(rules, RuleKey.TEMPORARY_ALLOWED)
    if rule is None or facts.level not in _COUNTY_AND_BELOW:
        return
    if facts.period_kind is PeriodKind.UNKNOWN:
        yield missing(Fault.PERIOD_MISSING, "未写明周期", "period_months", rule.citation)
    elif facts.period_kind is not PeriodKind.REGULAR:
        yield Finding(
            Fault.TEMPORARY,
            f"{facts.level.label}不得开展临时性项目，该项目周期为“{facts.period_kind.label}”。",
            citation=rule.citation,
            remedy="请撤销；确需常设的，按程序申报设立。",
            field="period_months",
            detail={"周期种类": facts.period_kind.label},
        )


def next_lawful_on(last_held_on: date, period_months: Decimal) -> date:
    """The first day on which it may be held again.

    Periods of whole years count by calendar years, since nobody holds a yearly item on the same
    day; others count by calendar months, a broken month in favour of the item.
    """
    if period_months % 12 == 0:
        return date(last_held_on.year + int(period_months) // 12, 1, 1)
    months = last_held_on.year * 12 + last_held_on.month - 1 + int(period_months)
    return date(months // 12, months % 12 + 1, 1)


def printed_period(months: Decimal) -> str:
    """``60`` as ``5年一次``, ``30`` as ``30个月一次``."""
    if months % 12 == 0:
        return f"{int(months) // 12}年一次"
    return f"{months.normalize():f}个月一次"


_NOT_REPEATED = frozenset((PeriodKind.ONCE, PeriodKind.SPAN))
_COUNTY_AND_BELOW = frozenset((Level.COUNTY, Level.TOWNSHIP))
