"""What the house knows about everybody on a list, for a reader to be prompted. Few queries."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from honours.commendations.models.filings import FiledRank
from honours.commendations.models.nominations import Nomination, Person, RankChange
from honours.commendations.models.slates import Slate
from honours.commendations.queries.slates import slate_places
from honours.commendations.vocabulary import NominationState
from honours.directory.models import Organization
from honours.directory.vocabulary import OrganizationKind
from honours.quotas.composing.suspicions import DatedRank, FiledList, FiledPerson, PersonRanks
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind

NOT_PUT_FORWARD = (
    NominationState.DRAFT,
    NominationState.WITHDRAWN,
    NominationState.STRUCK,
    NominationState.NOT_CHOSEN,
)
SECOND = "（配偶）"


def filed_before(nominations: Iterable[Nomination]) -> list[FiledRank]:
    """Filings of these nominations, and of the same persons in any other edition or unit."""
    keys, signs = set(), set()
    for nomination in nominations:
        keys.add(nomination.pk)
        signs |= {str(person.identity_index) for person in nomination.persons.all()}
    rows = FiledRank.objects.filter(Q(nomination__in=keys) | Q(identity_index__in=signs - {""}))
    return list(rows.order_by("filed_on", "pk"))


def ranks_of(nominations: Sequence[Nomination], filed: Sequence[FiledRank]) -> list[PersonRanks]:
    """Of every person in the order of the list: as stated now, as told, as filed before.

    ``nominations`` with their persons at hand.
    """
    told = _told(nominations)
    return [
        PersonRanks(
            key=nomination.subject(),
            order=place,
            who=SECOND if person.order > 1 else "",
            rank=Rank(person.rank) if person.rank else None,
            told=tuple(told.get(person.pk, ())),
            filed=tuple(_before(person, filed)),
        )
        for place, nomination in enumerate(nominations, start=1)
        for person in nomination.persons.all()
    ]


def ranks_to_keep(
    nominations: Sequence[Nomination], filed: Sequence[FiledRank], *, on: date
) -> list[FiledRank]:
    """What is new to the house: the rank of everybody whose last filing said another, or none."""
    last = {(row.nomination_id, row.order): row for row in filed}
    new = []
    for nomination in nominations:
        for person in nomination.persons.all():
            known = last.get((nomination.pk, person.order))
            now = (person.rank, str(person.identity_index))
            if person.rank and (known is None or (known.rank, known.identity_index) != now):
                new.append(
                    FiledRank(
                        nomination=nomination,
                        order=person.order,
                        identity_index=now[1],
                        rank=person.rank,
                        filed_on=on,
                    )
                )
    return new


def namesakes(
    slate: Slate, nominations: Sequence[Nomination]
) -> tuple[list[FiledPerson], list[FiledPerson]]:
    """Those on the list, and whoever in the edition shares name and month of birth with one.

    That the same identity number is put forward twice is refused long before.
    """
    listed = [
        FiledPerson(nomination.subject(), sign, str(nomination.organization_id), place)
        for place, nomination in enumerate(nominations, start=1)
        for person in nomination.persons.all()
        if (sign := _sign(str(person.name_index), person.born_on))
    ]
    names = {str(p.name_index) for one in nominations for p in one.persons.all()} - {""}
    rows = Person.objects.filter(
        name_index__in=names, nomination__edition=slate.edition_id
    ).exclude(nomination__state__in=NOT_PUT_FORWARD)
    found = rows.values_list(
        "nomination_id", "name_index", "born_on", "nomination__organization_id"
    )
    elsewhere = [
        FiledPerson(f"{Nomination.matter_kind()}:{key}", sign, str(unit))
        for key, name, born_on, unit in found
        if (sign := _sign(name, born_on))
    ]
    return listed, elsewhere


def lists_beside(slate: Slate) -> list[FiledList]:
    """Lists of the same kind, round and tier that bodies of one house put in."""
    rows = Slate.objects.filter(
        edition=slate.edition, kind=slate.kind, round=slate.round, tier=slate.tier
    )
    house = _house(slate.organization)
    return [
        FiledList(
            key=row.subject(),
            unit=house,
            edition=slate.edition.subject(),
            kind=CandidateKind(slate.kind),
            places=slate_places(row) or 0,
        )
        for row in rows.select_related("organization", "region", "edition__region")
        if _house(row.organization) == house
    ]


def _told(nominations: Iterable[Nomination]) -> dict[int, list[DatedRank]]:
    rows = RankChange.objects.filter(person__nomination__in=[one.pk for one in nominations])
    told: dict[int, list[DatedRank]] = {}
    for person, rank, since in rows.values_list("person_id", "rank", "since"):
        if rank:
            told.setdefault(person, []).append(DatedRank(Rank(rank), since))
    return told


def _before(person: Person, filed: Iterable[FiledRank]) -> Iterable[DatedRank]:
    """Told apart by the identity number; by the place in the nomination where one is missing."""
    own = str(person.identity_index)
    for row in filed:
        in_place = (row.nomination_id, row.order) == (person.nomination_id, person.order)
        if row.identity_index == own if row.identity_index and own else in_place:
            yield DatedRank(Rank(row.rank), row.filed_on)


def _sign(name_index: str, born_on: str) -> str:
    """Empty where name or month is missing."""
    return f"{name_index} {born_on[:7]}" if name_index and len(born_on) >= 7 else ""


def _house(organization: Organization) -> str:
    """Offices and institutions count with the body they belong to."""
    is_part = organization.kind in (OrganizationKind.OFFICE, OrganizationKind.INSTITUTION)
    path = str(organization.path)
    return path[: -organization.steplen] if is_part else path
