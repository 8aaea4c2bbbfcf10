"""Looking up what is demanded. No rule in force, or one that allows it: nothing is demanded."""

from decimal import Decimal
from typing import NamedTuple

from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.faults import Fault


class Limit(NamedTuple):
    """A number that a clause sets."""

    value: Decimal
    citation: Citation


class WordList(NamedTuple):
    """The words that a clause lists."""

    words: frozenset[str]
    citation: Citation

    def printed(self) -> str:
        return "、".join(sorted(self.words))


def forbidden(rules: Rules, key: RuleKey) -> Rule | None:
    """The rule, where it answers “may it?” with no."""
    rule = rules.get(key)
    return rule if rule is not None and rule.value is False else None


def demanded(rules: Rules, key: RuleKey) -> Rule | None:
    """The rule, where it answers “must it?” with yes."""
    rule = rules.get(key)
    return rule if rule is not None and rule.value is True else None


def limit(rules: Rules, key: RuleKey) -> Limit | None:
    """Raises ``TypeError`` where the value is no number: the rulebook is at fault then."""
    rule = rules.get(key)
    return None if rule is None else Limit(rules.number(key), rule.citation)


def word_list(rules: Rules, key: RuleKey) -> WordList | None:
    """Raises ``TypeError`` where the value is no list of words."""
    rule = rules.get(key)
    return None if rule is None else WordList(rules.words(key), rule.citation)


def missing(fault: Fault, what: str, field: str, citation: Citation) -> Finding:
    """A demand that cannot be judged, because what it asks for was not filed."""
    return Finding(
        fault,
        f"{what}，无法按规定甄别。",
        citation=citation,
        remedy="请填报单位补填；补填之前不能建议保留。",
        weight=Weight.MISSING,
        field=field,
    )
