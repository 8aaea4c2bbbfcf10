"""The parts of a rule that an office may set for its edition, and the rule with them set."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from honours.commendations.readings.edition_rules import rules_in
from honours.commendations.vocabulary import RuleKind
from honours.kernel.verdicts import Citation
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.limits import NumberLimit
from honours.quotas.ratios.rules import RatioRule, SmallQuota
from honours.quotas.ratios.storing import bar_to_json, limit_to_json, ratio_to_json
from honours.quotas.ratios.wording import rule_in_words
from honours.quotas.vocabulary.ratios import RatioStage, Strictness

Rule = RatioRule | Bar | NumberLimit


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What may be set. ``percent`` or ``number``: whichever the rule goes by."""

    percent: Decimal | None
    number: int | None
    fewer_than: int | None
    stages: frozenset[RatioStage]
    strictness: Strictness
    document: str
    clause: str


def rule_of(kind: str, body: Mapping[str, Any]) -> Rule:
    """One rule as it is stored. Raises ``UnreadableRule``."""
    read = rules_in([(kind, body)])
    found: list[Rule] = [*read.ratios, *read.bars, *read.limits]
    return found[0]


def stored(rule: Rule) -> tuple[RuleKind, dict[str, Any]]:
    """The kind and the body to keep."""
    if isinstance(rule, RatioRule):
        return RuleKind.RATIO, ratio_to_json(rule)
    if isinstance(rule, Bar):
        return RuleKind.BAR, bar_to_json(rule)
    return RuleKind.LIMIT, limit_to_json(rule)


def in_words(rule: Rule) -> str:
    """The whole of it in one sentence."""
    if isinstance(rule, RatioRule):
        return rule_in_words(rule)
    if isinstance(rule, Bar):
        soft = "一般" if rule.is_soft else ""
        return f"{rule.barred.describe()}的，{soft}不得参评。"
    return f"{rule.describe()}。"


def terms_of(rule: Rule) -> RuleTerms:
    share = rule.bound.share if isinstance(rule, RatioRule) else None
    citation = rule.citation or Citation("", "")
    return RuleTerms(
        percent=None if share is None else share * 100,
        number=rule.bound.number if isinstance(rule, RatioRule) else None,
        fewer_than=_fewer_than(rule),
        stages=rule.stages if isinstance(rule, RatioRule) else frozenset(),
        strictness=rule.strictness,
        document=citation.document,
        clause=citation.clause,
    )


def with_terms(rule: Rule, terms: RuleTerms) -> Rule:
    """The same rule with these parts; what it counts and of whom stays."""
    citation = Citation(terms.document, terms.clause) if terms.document else None
    if not isinstance(rule, RatioRule):
        return replace(rule, strictness=terms.strictness, citation=citation)
    share = None if terms.percent is None else terms.percent / 100
    small = rule.small_quota
    if small is not None:
        small = replace(small, fewer_than=terms.fewer_than) if terms.fewer_than else None
    return replace(
        rule,
        bound=replace(rule.bound, share=share, number=terms.number),
        small_quota=small,
        stages=terms.stages,
        strictness=terms.strictness,
        citation=citation,
    )


def _fewer_than(rule: Rule) -> int | None:
    small: SmallQuota | None = rule.small_quota if isinstance(rule, RatioRule) else None
    return small.fewer_than if small else None
