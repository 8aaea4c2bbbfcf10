"""What is known of an item when it is judged. Gathered by queries, judged without a database."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.directory.vocabulary import Level, OrganizationKind
from honours.registry.vocabulary import Audience, BasisKind, PeriodKind, Regime


@dataclass(frozen=True, slots=True)
class Twin:
    """Another item that does the same.

    ``key`` identifies it to the caller; ``score`` runs from 0 to 1. ``precedes``: it was there
    first, so that this item is the repetition and not the other one.
    """

    key: str
    name: str
    level: Level
    score: Decimal
    precedes: bool = True


@dataclass(frozen=True, slots=True)
class RevokedItem:
    """An item that was revoked or left the register, and seems to have come back."""

    name: str
    revoked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """An item as stated, and what was looked up about it.

    ``None`` means that nobody said: a finding of its own where a rule asks for it, never a guess.
    The day and the place are those of the ``Rules`` that it is judged by.
    """

    name: str
    level: Level
    region_name: str = ""
    """The name of its region (``巴中市``), for names that have to carry it."""
    regime: Regime | None = None
    """What was settled; ``None`` lets classification read the signs."""
    hosts: tuple[str, ...] = ()
    host_kinds: tuple[OrganizationKind | None, ...] = ()
    """What each host is, in the order of ``hosts``; ``None`` where the tree does not know it."""

    basis_kind: BasisKind = BasisKind.UNKNOWN
    basis_text: str = ""
    is_basis_document_known: bool | None = None
    """Whether the library holds the document it names; ``None`` where nobody has looked."""
    established_on: date | None = None

    period_kind: PeriodKind = PeriodKind.UNKNOWN
    period_months: Decimal | None = None
    last_held_on: date | None = None
    planned_on: date | None = None

    charges_fee: bool | None = None
    fee_total: Decimal | None = None
    is_compulsory: bool | None = None
    is_tied_to_benefits: bool | None = None
    demands_matching: bool | None = None
    burdens_grassroots: bool | None = None

    audiences: tuple[Audience, ...] = ()
    prizes: str = ""
    collectives: int | None = None
    individuals: int | None = None

    upper_duplicates: tuple[Twin, ...] = ()
    same_level_duplicates: tuple[Twin, ...] = ()
    revived_from: RevokedItem | None = None
    is_comprehensive: bool | None = None
    system_comprehensives: tuple[Twin, ...] = ()
    """The other comprehensive items of its system at its level."""
    yearly_count: int | None = None
    """How many items its level and place hold in its year, itself included."""

    @property
    def is_below_province(self) -> bool:
        return self.level in _BELOW_PROVINCE


_BELOW_PROVINCE = frozenset((Level.CITY, Level.COUNTY, Level.TOWNSHIP))
_COMPREHENSIVE = re.compile(r"系统.*(先进|优秀|模范)|综合(评比|表彰|先进)")


def sounds_comprehensive(name: str) -> bool:
    """Whether the name is that of a whole system's commendation (R093), by its words alone."""
    return _COMPREHENSIVE.search(name) is not None
