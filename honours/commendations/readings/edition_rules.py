"""The rules of an edition, read from the rows and the snapshot that keep them as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from honours.commendations.vocabulary import RuleKind
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.limits import NumberLimit
from honours.quotas.ratios.rules import RatioRule
from honours.quotas.ratios.storing import bar_from_json, limit_from_json, ratio_from_json


@dataclass(frozen=True, slots=True)
class EditionRules:
    """Who may be how many, and who not at all."""

    ratios: tuple[RatioRule, ...] = ()
    bars: tuple[Bar, ...] = ()
    limits: tuple[NumberLimit, ...] = ()


def rules_frozen(frozen: Mapping[str, Any]) -> EditionRules:
    """The rules as they stood when the edition opened; none where it has not opened."""
    return rules_in((row["kind"], row["body"]) for row in frozen.get("rules", ()))


def rules_in(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> EditionRules:
    """Rules from pairs of kind and body. Raises ``UnreadableRule`` where a body cannot be read."""
    given = list(rows)
    return EditionRules(
        ratios=tuple(ratio_from_json(body) for kind, body in given if kind == RuleKind.RATIO),
        bars=tuple(bar_from_json(body) for kind, body in given if kind == RuleKind.BAR),
        limits=tuple(limit_from_json(body) for kind, body in given if kind == RuleKind.LIMIT),
    )
