"""Conditions read back from JSON."""

from collections.abc import Callable, Mapping

from honours.directory.vocabulary import Level
from honours.quotas.ratios.combinations import AllOf, AnyOf, Not
from honours.quotas.ratios.conditions import (
    ANYONE,
    SCALES,
    Anyone,
    Between,
    Condition,
    Has,
    Honoured,
    Is,
    IsSo,
    Served,
)
from honours.quotas.ratios.stored_values import (
    Stored,
    UnreadableRule,
    as_mapping,
    day_or_none,
    list_in,
    mapping_in,
    text_in,
    whole_in,
    word,
    word_or_none,
)
from honours.quotas.vocabulary.ratios import Aspect, PlainFact


def condition_from_json(stored: Stored) -> Condition:
    operator = text_in(stored, "op")
    reader = _READERS.get(operator)
    if reader is None:
        raise UnreadableRule(f"条件中没有“{operator}”这种写法。")
    return reader(stored)


def _read_is(stored: Stored) -> Condition:
    values = frozenset(str(value) for value in list_in(stored, "values"))
    return Is(word(Aspect, stored.get("aspect")), values)


def _read_between(stored: Stored) -> Condition:
    aspect = word(Aspect, stored.get("aspect"))
    if aspect not in SCALES:
        raise UnreadableRule(f"“{aspect.label}”没有高低之分。")
    lowest, highest = (
        word_or_none(SCALES[aspect], stored.get(end)) for end in ("lowest", "highest")
    )
    return Between(aspect, lowest, highest)


def _read_honoured(stored: Stored) -> Condition:
    return Honoured(
        frozenset(word(Level, each) for each in list_in(stored, "levels")),
        since=day_or_none(stored.get("since")),
        until=day_or_none(stored.get("until")),
        same_title=bool(stored.get("same_title")),
    )


def _read_parts(stored: Stored) -> tuple[Condition, ...]:
    return tuple(condition_from_json(as_mapping(each)) for each in list_in(stored, "parts"))


_READERS: Mapping[str, Callable[[Stored], Condition]] = {
    Anyone.operator: lambda _: ANYONE,
    Is.operator: _read_is,
    Between.operator: _read_between,
    IsSo.operator: lambda stored: IsSo(word(PlainFact, stored.get("fact"))),
    Has.operator: lambda stored: Has(text_in(stored, "trait")),
    Served.operator: lambda stored: Served(whole_in(stored, "years")),
    Honoured.operator: _read_honoured,
    AllOf.operator: lambda stored: AllOf(_read_parts(stored)),
    AnyOf.operator: lambda stored: AnyOf(_read_parts(stored)),
    Not.operator: lambda stored: Not(condition_from_json(mapping_in(stored, "part"))),
}
