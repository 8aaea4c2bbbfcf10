"""What is known of a candidate. ``None`` is unknown, and stays unknown until someone says."""

from dataclasses import dataclass
from datetime import date

from honours.directory.vocabulary import Level
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    Gender,
    IdentityCategory,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.traits import ExemptionReason


@dataclass(frozen=True, slots=True)
class ReceivedHonour:
    """An honour received before; the title as printed."""

    title: str
    level: Level
    granted_on: date


@dataclass(frozen=True, slots=True)
class ProvenExemption:
    """A reason that exempts, and the document that proves it; without proof it does not count."""

    reason: ExemptionReason
    proof: str


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """One candidate of a list. ``key`` names it within the list; ``order`` counts from 1.

    ``tags`` are the traits that were answered with yes; ``None`` where nobody asked.
    No name, number or address stands here: whoever prints, looks the key up.
    """

    key: str
    order: int = 0
    kind: CandidateKind = CandidateKind.PERSON
    rank: Rank | None = None
    is_leading: bool | None = None
    identity: IdentityCategory | None = None
    is_front_line: bool | None = None
    gender: Gender | None = None
    ethnicity: Ethnicity | None = None
    political_status: PoliticalStatus | None = None
    born_on: date | None = None
    unit_nature: UnitNature | None = None
    unit_level: UnitLevel | None = None
    title: str | None = None
    region: str | None = None
    has_senior_title: bool | None = None
    does_research: bool | None = None
    is_enterprise_head: bool | None = None
    service_years: int | None = None
    tags: frozenset[str] | None = None
    past_honours: tuple[ReceivedHonour, ...] | None = None
    exemptions: tuple[ProvenExemption, ...] = ()

    @property
    def is_minority(self) -> bool | None:
        return None if self.ethnicity is None else self.ethnicity.is_minority
