"""What is stated of an item, as the checks ask for it; and what has to be looked up about it."""

from collections.abc import Iterable, Set
from typing import Any

from honours.directory.models import Organization, OrganizationName
from honours.directory.vocabulary import Level, OrganizationKind
from honours.registry.checks.facts import sounds_comprehensive
from honours.registry.models import Particulars
from honours.registry.readings.documents import read_document_numbers
from honours.registry.vocabulary import Audience, BasisKind, PeriodKind, Regime


def said_of(stated: Particulars) -> dict[str, Any]:
    """The fields of ``ItemFacts`` that stand in the particulars themselves. No queries."""
    return {
        "name": stated.name,
        "level": Level(stated.level),
        "regime": Regime(stated.regime) if stated.regime else None,
        "hosts": tuple(stated.hosts),
        "basis_kind": BasisKind(stated.basis_kind),
        "basis_text": stated.basis_text,
        "established_on": stated.established_on,
        "period_kind": PeriodKind(stated.period_kind),
        "period_months": stated.period_months,
        "last_held_on": stated.last_held_on,
        "planned_on": stated.planned_on,
        "charges_fee": stated.charges_fee,
        "fee_total": stated.fee_total,
        "is_compulsory": stated.is_compulsory,
        "is_tied_to_benefits": stated.is_tied_to_benefits,
        "demands_matching": stated.demands_matching,
        "burdens_grassroots": stated.burdens_grassroots,
        "audiences": tuple(Audience(audience) for audience in stated.audiences),
        "prizes": stated.prizes,
        "collectives": stated.collectives,
        "individuals": stated.individuals,
        "is_comprehensive": sounds_comprehensive(stated.name),
    }


def kinds_of_bodies(names: Iterable[str]) -> dict[str, OrganizationKind]:
    """What each named body is, by its present or a former name. Two queries."""
    wanted = set(names)
    former = OrganizationName.objects.filter(name__in=wanted).values_list(
        "name", "organization__kind"
    )
    present = Organization.objects.filter(name__in=wanted).values_list("name", "kind")
    return {name: OrganizationKind(kind) for name, kind in (*former, *present)}


def is_basis_known(basis_text: str, documents: Set[str]) -> bool | None:
    """Whether a document it names by number is among these; ``None`` where it names none."""
    numbers = read_document_numbers(basis_text)
    if not numbers:
        return None
    return any(number.text in documents for number in numbers)
