"""What a rule allows, for the places given and for each size its base may have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from honours.quotas.ratios.arithmetic import allowed_number, satisfies
from honours.quotas.ratios.rules import Places, RatioRule
from honours.quotas.vocabulary.ratios import BaseSource, SmallQuotaMeasure


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers a list does not move: places allotted, and numbers from outside."""

    places: Places
    outside_numbers: Mapping[str, int]

    def fixed_base(self, rule: RatioRule) -> int | None:
        match rule.base.source:
            case BaseSource.PLACES:
                return self.places.of(rule.base.kind)
            case BaseSource.OUTSIDE:
                return self.outside_numbers.get(rule.base.called)
        return None

    def lacking(self, rule: RatioRule) -> str:
        """Which number the rule waits for; empty, where none."""
        is_fixed = rule.base.source in (BaseSource.PLACES, BaseSource.OUTSIDE)
        if rule.bound.share is not None and is_fixed and self.fixed_base(rule) is None:
            return rule.base.name
        clause = rule.small_quota
        if clause is not None and clause.measure is SmallQuotaMeasure.PLACES:
            return clause.measure.label if self.places.of(rule.base.kind) is None else ""
        return ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """The allowance of one rule. ``members`` is how many of the list stand in its base."""

    rule: RatioRule
    size_of_places: int | None
    fixed_base: int | None

    @classmethod
    def of(cls, rule: RatioRule, given: Given) -> Self:
        return cls(rule, given.places.of(rule.base.kind), given.fixed_base(rule))

    def base(self, members: int) -> int:
        return members if self.fixed_base is None else self.fixed_base

    def small_size(self, members: int) -> int | None:
        """The size that falls under the clause for small quotas; ``None`` where none does."""
        clause = self.rule.small_quota
        if clause is None:
            return None
        is_by_base = clause.measure is SmallQuotaMeasure.BASE
        size = self.base(members) if is_by_base else self.size_of_places
        return size if size is not None and size < clause.fewer_than else None

    @property
    def moves_with_the_list(self) -> bool:
        return self.rule.base.source is BaseSource.LIST and self.rule.bound.share is not None

    def applies(self, members: int) -> bool:
        """A share of an empty part of the list demands nothing."""
        return members > 0 or not self.moves_with_the_list

    def number(self, members: int) -> int:
        """The most a ceiling admits, or the least a floor asks for."""
        if self.rule.small_quota is not None and self.small_size(members) is not None:
            return self.rule.small_quota.allowed
        return allowed_number(self.rule.bound, self.rule.rounding, self.base(members))

    def is_met(self, number: int, members: int) -> bool:
        if not self.applies(members):
            return True
        return satisfies(self.rule.bound, number, self.number(members))
