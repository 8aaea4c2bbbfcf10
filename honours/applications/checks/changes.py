"""What of a registered item may be changed by asking, and what may be changed without."""

from collections.abc import Iterator, Mapping

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.faults import ApplicationFault
from honours.applications.vocabulary import ApplicationField
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import word_list

_F = ApplicationField

ELEMENTS: Mapping[str, ApplicationField] = {
    "名称": _F.NAME,
    "主办单位": _F.HOSTS,
    "周期": _F.PERIOD,
    "范围": _F.SCOPE,
    "奖项": _F.PRIZES,
    "奖励标准": _F.REWARD,
}
"""The elements as documents call them."""

PLACES = frozenset((_F.COLLECTIVES, _F.INDIVIDUALS))
"""Numbers of honours are adjusted by application in practice (policy.md §3: 北京180→200)."""


def asks_for_what_needs_asking(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """An adjustment changes something, and something that no mere filing could change."""
    if not facts.changed:
        yield Finding(
            ApplicationFault.NOTHING_ADJUSTED,
            "所填内容与台账相同，没有调整的内容。",
            remedy="请修改要调整的栏目；只是按期开展的，请改报“按期开展”。",
        )
        return
    locked = locked_elements(rules)
    if not locked or facts.changed & (locked | PLACES):
        return
    names = "、".join(which.label for which in ApplicationField if which in facts.changed)
    yield Finding(
        ApplicationFault.FILING_SUFFICES,
        f"只调整了{names}，不属于须重新申请的要素。",
        citation=rules[RuleKey.RENEWED_BY_APPLICATION].citation,
        remedy="可以不申请，由审核岗位在台账中更正备案。",
        weight=Weight.ADVICE,
        detail={"调整的栏目": names},
    )


def keeps_what_is_registered(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """Held as it is registered: name, period and the like are not changed on the side."""
    for which in ApplicationField:
        if which in facts.changed & locked_elements(rules):
            yield Finding(
                ApplicationFault.NEEDS_ADJUSTMENT,
                f"“{which.label}”与台账不同。调整{which.label}应重新申请。",
                citation=rules[RuleKey.RENEWED_BY_APPLICATION].citation,
                remedy="请恢复台账内容，或者改报“调整”。",
                field=which,
            )


def locked_elements(rules: Rules) -> frozenset[ApplicationField]:
    """The fields that only an application may change, on the day and in the place."""
    listed = word_list(rules, RuleKey.RENEWED_BY_APPLICATION)
    if listed is None:
        return frozenset()
    return frozenset(ELEMENTS[word] for word in listed.words)
