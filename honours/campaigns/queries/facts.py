"""What has to be looked up about filings before they can be judged: gathered for many at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.models import Campaign, Filing
from honours.campaigns.queries.subjects import subject_of_filing
from honours.campaigns.vocabulary import Stage, Undertaking
from honours.directory.models import Organization
from honours.directory.vocabulary import Level, OrganizationKind
from honours.policies.models import Document
from honours.registry.checks.facts import (
    RevokedItem,
    Twin,
    sounds_comprehensive,
)
from honours.registry.likeness.index import LikenessIndex
from honours.registry.likeness.subjects import LevelRelation, Likeness, Relation, Subject
from honours.registry.models import Activity
from honours.registry.queries.items import is_basis_known, kinds_of_bodies, said_of
from honours.registry.queries.subjects import subject_of_activity

_LEVELS = {0: Level.NATION, 2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a campaign's filings are held against, read once."""

    campaign: Campaign
    until: date | None
    """The last day of the campaign's own time."""
    filings: dict[str, Filing]
    """The campaign's filings by the key of their subject."""
    subjects: Sequence[Subject]
    index: LikenessIndex
    order: dict[str, int]
    """Keys of subjects in the order they came to be: who was there first."""
    activities: dict[str, int]
    """Which activity stands behind a subject's key: what an item can be merged into."""
    kinds: dict[str, OrganizationKind]
    places: dict[str, str]
    documents: frozenset[str]
    yearly: Counter[tuple[str, str, int]]
    comprehensives: dict[tuple[str, str], tuple[Filing, ...]]


def surroundings_of(campaign: Campaign) -> Surroundings:
    """Read the register, the campaign's filings and the directory. Eight queries."""
    filings = list(campaign.filings.select_related("organization", "campaign").order_by("pk"))
    own = {filing.activity_id for filing in filings}
    activities = [
        activity for activity in _activities_around(campaign.region) if activity.pk not in own
    ]
    subjects = [subject_of_activity(activity) for activity in activities]
    subjects += [subject_of_filing(filing) for filing in sorted(filings, key=_seniority)]
    return Surroundings(
        campaign=campaign,
        until=_last_day(campaign),
        filings={str(filing.pk): filing for filing in filings},
        subjects=subjects,
        index=LikenessIndex(subjects),
        order={subject.key: position for position, subject in enumerate(subjects)},
        activities={
            **{f"activity:{activity.pk}": activity.pk for activity in activities},
            **{str(filing.pk): filing.activity_id for filing in filings if filing.activity_id},
        },
        kinds=kinds_of_bodies({host for filing in filings for host in filing.hosts}),
        places=dict(
            Organization.objects.filter(kind=OrganizationKind.PLACE).values_list(
                "division", "name"
            )
        ),
        documents=frozenset(Document.objects.exclude(number="").values_list("number", flat=True)),
        yearly=Counter(key for filing in filings if (key := _year_key(filing)) is not None),
        comprehensives=_comprehensives(filings),
    )


def likenesses_of(filing: Filing, around: Surroundings) -> list[Likeness]:
    """What in the surroundings is like the filing, most alike first. No queries."""
    return around.index.like(subject_of_filing(filing))


def facts_of(filing: Filing, around: Surroundings, likenesses: Iterable[Likeness]) -> FiledItem:
    """What is known of one filing. No queries where its organization has been selected."""
    return FiledItem(
        undertaking=Undertaking(filing.undertaking),
        retention_reason=filing.retention_reason,
        is_found_unfiled=filing.is_found_unfiled,
        **said_of(filing),
        **_looked_up(filing, around, likenesses),
    )


def _looked_up(
    filing: Filing, around: Surroundings, likenesses: Iterable[Likeness]
) -> dict[str, Any]:
    """What the filing itself does not say: its place, its hosts, its like, its company."""
    upper, same, revived = _twins(filing, around, likenesses)
    year = _year_key(filing)
    return {
        "region_name": around.places.get(_place(filing), ""),
        "host_kinds": tuple(around.kinds.get(host) for host in filing.hosts),
        "is_basis_document_known": is_basis_known(filing.basis_text, around.documents),
        "upper_duplicates": upper,
        "same_level_duplicates": same,
        "revived_from": revived,
        "system_comprehensives": _other_comprehensives(filing, around),
        "yearly_count": around.yearly[year] if year is not None else None,
        "campaign_since": around.campaign.opens_on,
        "campaign_until": around.until,
    }


def _last_day(campaign: Campaign) -> date | None:
    spans = {span.stage: span for span in campaign.stages.all()}
    return spans[Stage.INSTITUTION].ends_on if Stage.INSTITUTION in spans else None


def _activities_around(region: Organization) -> Iterable[Activity]:
    """Activities of the region, of everything under it, and of the places above it."""
    above = [
        region.path[:end]
        for end in range(Organization.steplen, len(region.path), Organization.steplen)
    ]
    around = Q(organization__path__startswith=region.path) | Q(organization__path__in=above)
    upper = Q(level__in=(Level.NATION, Level.PROVINCE))
    return (
        Activity.objects.filter(around | upper)
        .select_related("organization")
        .prefetch_related("standing_changes")
        .order_by("registered_on", "pk")
    )


def _seniority(filing: Filing) -> tuple[str, int]:
    return (filing.established_on or filing.campaign.opens_on).isoformat(), filing.pk


def _twins(
    filing: Filing, around: Surroundings, likenesses: Iterable[Likeness]
) -> tuple[tuple[Twin, ...], tuple[Twin, ...], RevokedItem | None]:
    upper: list[Twin] = []
    same: list[Twin] = []
    revived: RevokedItem | None = None
    for likeness in likenesses:
        other = likeness.second
        if likeness.relation is Relation.REVIVED and other.revoked_on is not None:
            revived = revived or RevokedItem(other.name, other.revoked_on)
        elif likeness.level_relation is LevelRelation.SECOND_ABOVE:
            upper.append(_twin(likeness, filing, around))
        elif likeness.level_relation is LevelRelation.SAME:
            same.append(_twin(likeness, filing, around))
    return tuple(upper), tuple(same), revived


def _twin(likeness: Likeness, filing: Filing, around: Surroundings) -> Twin:
    other = likeness.second
    return Twin(
        key=other.key,
        name=other.name,
        level=_LEVELS[len(other.place)],
        score=Decimal(str(likeness.score)),
        precedes=around.order[other.key] < around.order[str(filing.pk)],
    )


def _place(filing: Filing) -> str:
    return subject_of_filing(filing).place


def _year_key(filing: Filing) -> tuple[str, str, int] | None:
    if filing.undertaking != Undertaking.OWN or filing.last_held_on is None:
        return None
    return filing.level, _place(filing), filing.last_held_on.year


def _comprehensives(filings: Sequence[Filing]) -> dict[tuple[str, str], tuple[Filing, ...]]:
    """Comprehensive items by level and leading host: the host stands for its system."""
    found: dict[tuple[str, str], list[Filing]] = defaultdict(list)
    for filing in filings:
        if filing.hosts and sounds_comprehensive(filing.name):
            found[filing.level, filing.hosts[0]].append(filing)
    return {key: tuple(rows) for key, rows in found.items()}


def _other_comprehensives(filing: Filing, around: Surroundings) -> tuple[Twin, ...]:
    if not filing.hosts:
        return ()
    rows = around.comprehensives.get((filing.level, filing.hosts[0]), ())
    position = around.order[str(filing.pk)]
    return tuple(
        Twin(
            str(other.pk),
            other.name,
            Level(other.level),
            Decimal(1),
            precedes=around.order[str(other.pk)] < position,
        )
        for other in rows
        if other.pk != filing.pk
    )
