"""The catalogue of the year: which items may be held, which were not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from honours.applications.models import Catalogue, CatalogueEntry
from honours.applications.vocabulary import EntryState
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.registry.models import Activity

UNHELD_FROM = (12, 1)
"""From this day of its year on, an item not yet held is asked about."""


@dataclass(frozen=True, slots=True)
class ApprovedItem:
    """An item that may be held in a year, with its elements as the province approved them."""

    entry: int
    activity: int
    year: int
    name: str
    hosts: tuple[str, ...]
    level: str
    period_months: Decimal | None
    collectives: int | None
    individuals: int | None
    document: str
    published_on: date


def approved_item(activity: Activity, year: int) -> ApprovedItem | None:
    """The item as approved for that year; ``None`` where it is in no catalogue or has left."""
    rows = CatalogueEntry.objects.select_related("catalogue", "application", "document")
    entry = rows.filter(activity=activity, year=year).exclude(state=EntryState.LEFT).first()
    return _item(entry) if entry else None


def catalogue_of(year: int, place: Organization) -> QuerySet[CatalogueEntry]:
    """What stands in a place's catalogue of a year, in the order of publication."""
    rows = CatalogueEntry.objects.filter(year=year, organization__path__startswith=place.path)
    return rows.select_related("organization", "catalogue", "document", "activity").order_by("pk")


def visible_entries(mandate: Mandate) -> QuerySet[CatalogueEntry]:
    """Entries of the bodies that the mandate reaches, the latest year first."""
    rows = within_reach(CatalogueEntry.objects.all(), mandate)
    related = rows.select_related("organization", "catalogue", "document", "activity")
    return related.order_by("-year", "pk")


def published_entries(
    mandate: Mandate, year: int, place: Organization
) -> QuerySet[CatalogueEntry]:
    """A place's catalogue as a reader with business of his own may read it.

    It was published for everybody; what is not public only for those whose posts reach it (R060).
    """
    if not mandate.reach():
        return CatalogueEntry.objects.none()
    own = within_reach(CatalogueEntry.objects.all(), mandate)
    return catalogue_of(year, place).filter(Q(is_unlisted=False) | Q(pk__in=own.values("pk")))


def issues_of(year: int, place: Organization) -> QuerySet[Catalogue]:
    return Catalogue.objects.filter(year=year, place=place).order_by("issue")


def unheld_entries(mandate: Mandate, on: date) -> QuerySet[CatalogueEntry]:
    """Items of the year neither held nor explained, from December on."""
    rows = visible_entries(mandate).filter(state=EntryState.LISTED)
    year = on.year if (on.month, on.day) >= UNHELD_FROM else on.year - 1
    return rows.filter(year__lte=year)


def _item(entry: CatalogueEntry) -> ApprovedItem:
    return ApprovedItem(
        entry=entry.pk,
        activity=entry.activity_id,
        year=entry.year,
        name=entry.name,
        hosts=tuple(entry.hosts),
        level=entry.level,
        period_months=entry.application.period_months,
        collectives=entry.collectives,
        individuals=entry.individuals,
        document=str(entry.document),
        published_on=entry.catalogue.as_of,
    )
