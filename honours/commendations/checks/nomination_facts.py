"""What is known of a nomination when it is judged. No name or number shows in its ``repr``."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from honours.commendations.vocabulary import (
    Composition,
    EditionState,
    NominationState,
    PaperKind,
    VoteKind,
)
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.verdicts import Finding
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.vocabulary.people import Gender
from honours.quotas.vocabulary.places import CandidateKind


@dataclass(frozen=True, slots=True)
class TitleTerms:
    """A title and the unit natures whose people bear it; none given: everybody."""

    code: str
    name: str
    kind: str
    statuses: tuple[str, ...] = ()

    def fits(self, nature: str) -> bool:
        return not self.statuses or nature in self.statuses


@dataclass(frozen=True, slots=True)
class EditionTerms:
    """What an edition asks of everybody who is put forward."""

    name: str
    state: EditionState
    level: Level
    titles: tuple[TitleTerms, ...]
    account_length: int
    brief_length: int
    requires_vote: bool
    requires_prior_honour: bool
    least_service_years: int | None = None
    due_on: date | None = None
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person behind the nomination. ``prefix`` stands before the codes of the entries."""

    label: str
    prefix: str = ""
    name: str = field(default="", repr=False)
    identity_number: str = field(default="", repr=False)
    born: str = field(default="", repr=False)
    gender: Gender | None = None
    breached_on: str = field(default="", repr=False)
    deceased_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The body in the tree that a collective is, where it is one."""

    kind: OrganizationKind
    level: Level


@dataclass(frozen=True, slots=True)
class HonourFact:
    """An honour received before, as the form states it."""

    title: str
    level: Level
    granted_on: date
    has_new_merit: bool = False


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """The democratic recommendation, as far as it was stated."""

    kind: VoteKind | None = None
    held_on: date | None = None
    eligible: int | None = None
    present: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    leadership_met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Encounter:
    """The same person, or the same collective, put forward elsewhere or honoured before.

    ``other`` names it, where whoever asks may see it. ``title`` is set where an honour came of
    it; ``is_same_honour`` where that was of the same item.
    """

    state: NominationState
    is_same_edition: bool
    other: str = ""
    title: str = ""
    granted_on: date | None = None
    is_same_honour: bool = False


@dataclass(frozen=True, slots=True)
class AlikeText:
    """Another account that resembles this one; ``other`` names it to whoever may see it."""

    share: Decimal
    is_same_edition: bool
    other: str = ""


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """A nomination with everything that is asked before it goes on.

    ``missing`` are codes of entries; ``unread`` says why entries could not be read;
    ``is_altered``: they are not what the unit handed in.
    """

    key: str
    on: date
    edition: EditionTerms
    title: TitleTerms
    candidate: CandidateFacts
    composition: Composition = Composition.SINGLE
    missing: tuple[str, ...] = ()
    unread: tuple[Finding, ...] = ()
    persons: tuple[PersonFacts, ...] = ()
    collective_breached_on: str = ""
    unit: UnitFacts | None = None
    account: str = field(default="", repr=False)
    brief: str = field(default="", repr=False)
    honours: tuple[HonourFact, ...] = ()
    vote: VoteFacts | None = None
    consent_given_on: date | None = None
    consent_withdrawn_on: date | None = None
    exemption: str = ""
    exemption_proof: str = ""
    papers: frozenset[PaperKind] = frozenset()
    encounters: tuple[Encounter, ...] = ()
    alike: tuple[AlikeText, ...] = ()
    is_altered: bool = False

    @property
    def is_person(self) -> bool:
        return self.candidate.kind == CandidateKind.PERSON
