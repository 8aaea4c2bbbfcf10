"""Conditions on a candidate, as data: three-valued, readable in Chinese, stored as JSON.

``holds`` answers yes, no, or ``None``: a fact it needs is unknown.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from honours.directory.vocabulary import Level
from honours.kernel.terms import Term
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    GROUP_NAMES,
    Gender,
    IdentityCategory,
    OrderedTerm,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import Aspect, PlainFact
from honours.quotas.vocabulary.traits import Trait

Stored = Mapping[str, object]

WORDS: Mapping[Aspect, type[Term]] = {
    Aspect.KIND: CandidateKind,
    Aspect.IDENTITY: IdentityCategory,
    Aspect.GENDER: Gender,
    Aspect.ETHNICITY: Ethnicity,
    Aspect.POLITICAL_STATUS: PoliticalStatus,
    Aspect.UNIT_NATURE: UnitNature,
    Aspect.UNIT_LEVEL: UnitLevel,
    Aspect.RANK: Rank,
}
"""The closed list an aspect takes its values from; the others take any text."""

SCALES: Mapping[Aspect, type[OrderedTerm]] = {
    Aspect.RANK: Rank,
    Aspect.UNIT_LEVEL: UnitLevel,
}


ASKED_OF_ONE_KIND: Mapping[Term, CandidateKind] = {
    **dict.fromkeys(
        (
            Aspect.IDENTITY,
            Aspect.GENDER,
            Aspect.ETHNICITY,
            Aspect.POLITICAL_STATUS,
            Aspect.RANK,
            PlainFact.IS_LEADING,
            PlainFact.IS_MINORITY,
            PlainFact.HAS_SENIOR_TITLE,
            PlainFact.DOES_RESEARCH,
            PlainFact.IS_ENTERPRISE_HEAD,
        ),
        CandidateKind.PERSON,
    ),
    Aspect.UNIT_LEVEL: CandidateKind.COLLECTIVE,
}
"""A collective has no rank, a person no unit level: there the answer is no, and not unknown."""


class Condition(ABC):
    """Something that holds of a candidate, does not, or cannot be told yet."""

    operator: ClassVar[str]

    @abstractmethod
    def holds(self, facts: CandidateFacts) -> bool | None: ...

    @abstractmethod
    def describe(self) -> str: ...

    @abstractmethod
    def to_json(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class Anyone(Condition):
    operator = "anyone"

    def holds(self, facts: CandidateFacts) -> bool | None:
        return True

    def describe(self) -> str:
        return "全部人选"

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator}


@dataclass(frozen=True)
class Is(Condition):
    """An aspect has one of these values."""

    operator = "is"
    aspect: Aspect
    values: frozenset[str]

    def holds(self, facts: CandidateFacts) -> bool | None:
        if not _is_asked_of(self.aspect, facts):
            return False
        value = getattr(facts, self.aspect.value)
        return None if value is None else value in self.values

    def describe(self) -> str:
        if self.values in GROUP_NAMES:
            return GROUP_NAMES[self.values]
        words = WORDS.get(self.aspect)
        if words is None:
            return f"{self.aspect.label}为" + "或者".join(sorted(self.values))
        return "、".join(word.label for word in words if word in self.values)

    def to_json(self) -> dict[str, object]:
        return {
            "op": self.operator,
            "aspect": self.aspect.value,
            "values": sorted(str(value) for value in self.values),
        }


@dataclass(frozen=True)
class Between(Condition):
    """A rank or unit level from ``lowest`` to ``highest``, both included, open where empty."""

    operator = "between"
    aspect: Aspect
    lowest: OrderedTerm | None = None
    highest: OrderedTerm | None = None

    def holds(self, facts: CandidateFacts) -> bool | None:
        if not _is_asked_of(self.aspect, facts):
            return False
        value = getattr(facts, self.aspect.value)
        if value is None:
            return None
        above = self.lowest is None or value >= self.lowest
        return above and (self.highest is None or value <= self.highest)

    def describe(self) -> str:
        if self.lowest is not None and self.highest is not None:
            return f"{self.lowest.label}至{self.highest.label}"
        if self.lowest is not None:
            return f"{self.lowest.label}及以上"
        return f"{self.highest.label}及以下" if self.highest is not None else "不限级别"

    def to_json(self) -> dict[str, object]:
        return {
            "op": self.operator,
            "aspect": self.aspect.value,
            "lowest": self.lowest.value if self.lowest is not None else None,
            "highest": self.highest.value if self.highest is not None else None,
        }


@dataclass(frozen=True)
class IsSo(Condition):
    """A plain yes: leads, works at the front line, belongs to a minority."""

    operator = "is_so"
    fact: PlainFact

    def holds(self, facts: CandidateFacts) -> bool | None:
        answer: bool | None = getattr(facts, self.fact.value)
        return answer if _is_asked_of(self.fact, facts) else False

    def describe(self) -> str:
        return self.fact.label

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "fact": self.fact.value}


@dataclass(frozen=True)
class Has(Condition):
    """A trait that was ticked. Editions may add traits of their own, told by their wording."""

    operator = "has"
    trait: str

    def holds(self, facts: CandidateFacts) -> bool | None:
        return None if facts.tags is None else self.trait in facts.tags

    def describe(self) -> str:
        return next((trait.label for trait in Trait if trait == self.trait), str(self.trait))

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "trait": str(self.trait)}


@dataclass(frozen=True)
class Served(Condition):
    """Years of service in the unit, at least."""

    operator = "served"
    years: int

    def holds(self, facts: CandidateFacts) -> bool | None:
        return None if facts.service_years is None else facts.service_years >= self.years

    def describe(self) -> str:
        return f"工作满{self.years}年"

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "years": self.years}


@dataclass(frozen=True)
class Honoured(Condition):
    """Received an honour of one of these levels in a span of days (open ends where empty).

    With ``same_title`` only the title now sought counts.
    """

    operator = "honoured"
    levels: frozenset[Level]
    since: date | None = None
    until: date | None = None
    same_title: bool = False

    def holds(self, facts: CandidateFacts) -> bool | None:
        if facts.past_honours is None or (self.same_title and facts.title is None):
            return None
        return any(
            honour.level in self.levels
            and (self.since is None or honour.granted_on >= self.since)
            and (self.until is None or honour.granted_on <= self.until)
            and (not self.same_title or honour.title == facts.title)
            for honour in facts.past_honours
        )

    def describe(self) -> str:
        since = f"{self.since.isoformat()}起" if self.since else ""
        until = f"至{self.until.isoformat()}止" if self.until else ""
        levels = "、".join(level.label for level in Level if level in self.levels)
        return f"{since}{until}已获{'同一' if self.same_title else ''}{levels}称号"

    def to_json(self) -> dict[str, object]:
        return {
            "op": self.operator,
            "levels": sorted(level.value for level in self.levels),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "same_title": self.same_title,
        }


ANYONE = Anyone()


def _is_asked_of(question: Term, facts: CandidateFacts) -> bool:
    return ASKED_OF_ONE_KIND.get(question, facts.kind) is facts.kind
