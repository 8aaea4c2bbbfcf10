"""A change of a list: who leaves, who takes the place, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from honours.kernel.terms import Term
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.vocabulary.people import (
    Gender,
    IdentityCategory,
    Rank,
    UnitLevel,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import RatioStage


class StepKind(Term):
    REMOVE = "remove", "撤下"
    REPLACE = "replace", "换为备选人选"
    NAME = "name", "改报待定人选"


@dataclass(frozen=True, slots=True)
class Ideal:
    """A place described, its holder not yet named: 一名企业一线职工（待定）."""

    called: str
    facts: CandidateFacts


@dataclass(frozen=True, slots=True)
class Step:
    """One candidate touched. ``entering`` is a reserve's key, or empty; ``ideal`` a described one.

    ``sentence`` explains in Chinese, by position and not by name.
    """

    kind: StepKind
    leaving: str
    position: int
    entering: str = ""
    ideal: Ideal | None = None
    because: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest lawful change: nothing smaller is lawful. No steps: the list is lawful as is.

    ``assumed`` names candidates whose missing facts were read in the least favourable way.
    """

    steps: tuple[Step, ...]
    result: tuple[CandidateFacts, ...]
    before: tuple[RuleStanding, ...]
    after: tuple[RuleStanding, ...]
    assumed: tuple[str, ...] = ()

    @property
    def touched(self) -> int:
        return len(self.steps)


FRONT_LINE_WORKER = Ideal(
    "基层一线职工",
    CandidateFacts(
        "ideal:front-line-worker",
        rank=Rank.NONE,
        is_leading=False,
        identity=IdentityCategory.ENTERPRISE_WORKER,
        is_front_line=True,
        is_enterprise_head=False,
        tags=frozenset(),
    ),
)
FRONT_LINE_WOMAN = Ideal(
    "基层一线女职工",
    CandidateFacts(
        "ideal:front-line-woman",
        rank=Rank.NONE,
        is_leading=False,
        identity=IdentityCategory.ENTERPRISE_WORKER,
        is_front_line=True,
        gender=Gender.FEMALE,
        is_enterprise_head=False,
        tags=frozenset(),
    ),
)
FARMER = Ideal(
    "农民",
    CandidateFacts(
        "ideal:farmer",
        rank=Rank.NONE,
        is_leading=False,
        identity=IdentityCategory.FARMER,
        is_front_line=True,
        is_enterprise_head=False,
        tags=frozenset(),
    ),
)
FRONT_LINE_TEAM = Ideal(
    "基层一线班组",
    CandidateFacts(
        "ideal:front-line-team",
        kind=CandidateKind.COLLECTIVE,
        unit_level=UnitLevel.TEAM,
        is_front_line=True,
        tags=frozenset(),
    ),
)
IDEALS = (FRONT_LINE_WORKER, FRONT_LINE_WOMAN, FARMER, FRONT_LINE_TEAM)
"""In the order in which they are preferred."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What else the search goes by: bars, the stage, numbers from outside, ideal places."""

    bars: tuple[Bar, ...] = ()
    stage: RatioStage | None = None
    outside_numbers: Mapping[str, int] = field(default_factory=dict)
    ideals: tuple[Ideal, ...] = IDEALS
