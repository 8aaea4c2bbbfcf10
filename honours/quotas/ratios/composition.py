"""What a list is made of: each share with its numerator, denominator, and how many are unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from honours.kernel.terms import Term
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.vocabulary.people import (
    PARTY_MEMBERS,
    AgeBand,
    Gender,
    IdentityCategory,
    Rank,
    UnitLevel,
    age_band_of,
)
from honours.quotas.vocabulary.places import CandidateKind


class Dimension(Term):
    """By what a list is taken apart."""

    RANK = "rank", "行政级别"
    IDENTITY = "identity", "身份类别"
    FRONT_LINE = "front_line", "一线"
    WOMEN = "women", "女性"
    MINORITY = "minority", "少数民族"
    PARTY_MEMBERS = "party_members", "中共党员"
    AGE = "age", "年龄"
    REGION = "region", "地区"
    UNIT_LEVEL = "unit_level", "单位级别"


@dataclass(frozen=True, slots=True)
class Portion:
    """``number`` of ``of`` whose answer is known; ``unknown`` more have none."""

    dimension: Dimension
    label: str
    number: int
    of: int
    unknown: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.number, self.of) if self.of else None


def composition(candidates: Sequence[CandidateFacts], *, on: date) -> tuple[Portion, ...]:
    """Persons by rank, category, front line, women, ethnic groups, Party members, age and region;

    collectives by level, front line and region, under the same dimensions, persons first.
    """
    portions: list[Portion] = []
    for kind, dimensions in ASKED.items():
        members = [facts for facts in candidates if facts.kind is kind]
        for dimension in dimensions:
            portions.extend(_portions(dimension, members, on))
    return tuple(portions)


ASKED = {
    CandidateKind.PERSON: (
        Dimension.RANK,
        Dimension.IDENTITY,
        Dimension.FRONT_LINE,
        Dimension.WOMEN,
        Dimension.MINORITY,
        Dimension.PARTY_MEMBERS,
        Dimension.AGE,
        Dimension.REGION,
    ),
    CandidateKind.COLLECTIVE: (
        Dimension.UNIT_LEVEL,
        Dimension.FRONT_LINE,
        Dimension.REGION,
    ),
}

ORDERS: dict[Dimension, type[Term]] = {
    Dimension.RANK: Rank,
    Dimension.IDENTITY: IdentityCategory,
    Dimension.AGE: AgeBand,
    Dimension.UNIT_LEVEL: UnitLevel,
}
"""Dimensions printed in the order of their words; the others in the order they come."""


def _portions(dimension: Dimension, members: Sequence[CandidateFacts], day: date) -> list[Portion]:
    answers = [_answer(dimension, facts, day) for facts in members]
    known = [answer for answer in answers if answer is not None]
    labels = list(dict.fromkeys(known))
    if dimension in ORDERS:
        labels = [word.label for word in ORDERS[dimension] if word.label in labels]
    if dimension in _CLAIMS:
        labels = [dimension.label] if members else []
    return [
        Portion(dimension, label, known.count(label), len(known), len(answers) - len(known))
        for label in labels
    ]


def _answer(dimension: Dimension, facts: CandidateFacts, day: date) -> str | None:
    if dimension in _CLAIMS:
        claim = _CLAIMS[dimension](facts)
        return None if claim is None else (dimension.label if claim else "")
    match dimension:
        case Dimension.AGE:
            return None if facts.born_on is None else age_band_of(facts.born_on, day).label
        case Dimension.REGION:
            return facts.region
    word: Term | None = getattr(facts, dimension.value)
    return None if word is None else word.label


def _is_woman(facts: CandidateFacts) -> bool | None:
    return None if facts.gender is None else facts.gender is Gender.FEMALE


def _is_party_member(facts: CandidateFacts) -> bool | None:
    status = facts.political_status
    return None if status is None else status in PARTY_MEMBERS


_CLAIMS: dict[Dimension, Callable[[CandidateFacts], bool | None]] = {
    Dimension.FRONT_LINE: lambda facts: facts.is_front_line,
    Dimension.WOMEN: _is_woman,
    Dimension.MINORITY: lambda facts: facts.is_minority,
    Dimension.PARTY_MEMBERS: _is_party_member,
}
