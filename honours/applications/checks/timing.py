"""By when an application has to come, and how often."""

from collections.abc import Iterator
from datetime import date, timedelta

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.faults import ApplicationFault
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.policies.readings.values import YEARLY_DAY
from honours.registry.checks.demands import limit


def is_in_time(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """Asked on the day it is first submitted; what comes back later is not late for that."""
    due = application_due(facts.year, rules)
    handed_in = facts.submitted_on or rules.on
    if due is not None and handed_in > due:
        yield Finding(
            ApplicationFault.LATE,
            f"{facts.year}年度的申请应于{due}前报送，已逾期{(handed_in - due).days}天。",
            citation=rules[RuleKey.APPLICATION_DUE].citation,
            remedy="请在“申请理由”中说明逾期原因，或者改报下一年度。",
            field="year",
            detail={"截止日": str(due), "报送日": str(handed_in)},
        )


def applies_once_a_year(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """The same item is not asked for again in the year, whatever became of it."""
    most = limit(rules, RuleKey.APPLICATIONS_PER_YEAR_MAX)
    if most is not None and facts.times_this_year > most.value:
        yield Finding(
            ApplicationFault.ASKED_AGAIN,
            f"本单位{facts.year}年度已申报过该项目，一年只能申报{most.value}次。",
            citation=most.citation,
            remedy="请在原申请上补充；已不予受理的，下一年度再报。",
            field="year",
            detail={"本年度次数": str(facts.times_this_year), "上限": str(most.value)},
        )


def application_due(year: int, rules: Rules) -> date | None:
    """The last day for applications of a year; ``None`` where no document sets one."""
    rule = rules.get(RuleKey.APPLICATION_DUE)
    return None if rule is None else _day_of(rules.text(RuleKey.APPLICATION_DUE), year)


def explanation_due(year: int, rules: Rules) -> date | None:
    """By when a unit says why an item of the year was not held."""
    rule = rules.get(RuleKey.EXPLANATION_DUE)
    return None if rule is None else _day_of(rules.text(RuleKey.EXPLANATION_DUE), year)


def _day_of(written: str, year: int) -> date:
    """``上年11-30`` of 2023 is the 30th of November 2022; 02-29 of a common year is the 28th."""
    match = YEARLY_DAY.fullmatch(written)
    if match is None:
        raise ValueError(f"“{written}”不是“上年11-30”这样的月日。")
    of_year = year - 1 if match["year"] == "上年" else year
    month, day = int(match["month"]), int(match["day"])
    last = (date(of_year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(of_year, month, min(day, last))
