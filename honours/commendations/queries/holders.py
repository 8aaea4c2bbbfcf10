"""Who stands behind nominations: names, and what bodies have to be asked about them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from honours.clearances.checks.facts import ClearanceStanding, ObjectFacts
from honours.clearances.queries.standing import clearance_standings
from honours.clearances.vocabulary import ObjectKind
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination, Person
from honours.quotas.vocabulary.people import Rank, UnitNature
from honours.quotas.vocabulary.places import CandidateKind

_STATE_OWNED = (UnitNature.STATE_ENTERPRISE, UnitNature.STATE_HOLDING)
_ENTERPRISES = (*_STATE_OWNED, UnitNature.PRIVATE_ENTERPRISE)
_ORGANS = (UnitNature.ORGAN, UnitNature.MANAGED_AS_ORGAN)


def with_holders(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """The same nominations with everything at hand that the functions below read."""
    related = nominations.select_related("collective", "title", "organization", "region")
    return related.prefetch_related("persons")


def holder_name(nomination: Nomination) -> str:
    """The candidate as printed: a collective's name, or the persons' names joined by “、”."""
    if nomination.kind == CandidateKind.COLLECTIVE:
        return str(nomination.collective.name)
    return "、".join(person.name for person in nomination.persons.all())


def clearances_of(
    nominations: Sequence[Nomination], *, on: date, place: str
) -> Mapping[str, ClearanceStanding]:
    """How every nomination stands with the bodies to be asked, by subject."""
    objects = {
        nomination.subject(): ObjectFacts(object_kinds(nomination), edition_of(nomination))
        for nomination in nominations
    }
    return clearance_standings(objects, on=on, place=place)


def edition_of(nomination: Nomination) -> str:
    """The subject of its edition, which need not be at hand."""
    return f"{Edition.matter_kind()}:{nomination.edition_id}"


def object_kinds(nomination: Nomination) -> frozenset[ObjectKind]:
    """What sort of object the matrix looks at; several may apply to one person."""
    if nomination.kind == CandidateKind.COLLECTIVE:
        return _kinds_of_a_collective(nomination.collective.nature)
    return frozenset(kind for person in nomination.persons.all() for kind in _kinds_of(person))


def _kinds_of_a_collective(nature: str) -> frozenset[ObjectKind]:
    if nature in _ENTERPRISES:
        return frozenset({ObjectKind.ENTERPRISE})
    if nature == UnitNature.INSTITUTION:
        return frozenset({ObjectKind.INSTITUTION})
    return frozenset({ObjectKind.AGENCY})


def _kinds_of(person: Person) -> frozenset[ObjectKind]:
    kinds = {ObjectKind.EVERY}
    nature, rank = person.unit_nature, Rank(person.rank) if person.rank else Rank.NONE
    if person.is_front_line:
        kinds.add(ObjectKind.FRONT_LINE)
    if nature in _ORGANS:
        kinds.add(ObjectKind.LEADING_CADRE if person.is_leading else ObjectKind.PUBLIC_CADRE)
    if nature == UnitNature.INSTITUTION and not person.is_front_line:
        kinds.add(ObjectKind.INSTITUTION_CADRE)
    if rank >= Rank.DEPUTY_DIVISION:
        kinds.add(ObjectKind.DIVISION_CADRE)
    if person.is_enterprise_head:
        kinds.add(
            ObjectKind.STATE_ENTERPRISE_HEAD
            if nature in _STATE_OWNED
            else ObjectKind.ENTERPRISE_HEAD
        )
    return frozenset(kinds)
