"""Which activities a reader may see, and what bears on one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from honours.audit.models import Entry, Leaf
from honours.audit.queries import entries_about, latest_checkpoint
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import OrganizationKind
from honours.kernel.verdicts import Finding
from honours.policies.queries import rules_in_force
from honours.registry.classification import Nature, classify
from honours.registry.models import Activity
from honours.registry.readings.next_times import NextTime, next_time, period_from
from honours.registry.vocabulary import Audience

ENTRIES_SHOWN = 50


def visible_activities(mandate: Mandate) -> QuerySet[Activity]:
    """Activities of organizations that some post of the reader reaches; none without a post.

    Asked by the organization's key, so that a unit's own few are found by their index.
    """
    if not mandate.reach():
        return Activity.objects.none()
    return Activity.objects.filter(organization__in=organizations_within_reach(mandate))


def places_within_reach(mandate: Mandate) -> list[tuple[str, str]]:
    """Division codes and names of the places that the reader's posts reach, the highest first."""
    rows = organizations_within_reach(mandate).filter(kind=OrganizationKind.PLACE)
    return list(rows.order_by("path").values_list("division", "name"))


def units_to_register_for(mandate: Mandate) -> QuerySet[Organization]:
    """Organizations for which the reader may enter an activity by hand."""
    rows = organizations_within_reach(mandate).filter(abolished_on=None)
    return rows.exclude(kind=OrganizationKind.CONFERENCE).order_by("path")


def regime_suggested(activity: Activity, on: date) -> Finding | None:
    """What the rules of the day and place make of it; ``None``: it is an appraisal like others.

    What an official settled is left out of account, so that both can be shown side by side.
    """
    nature = Nature(
        activity.name,
        tuple(activity.hosts),
        tuple(Audience(audience) for audience in activity.audiences),
        activity.basis_text,
        None,
    )
    return classify(nature, rules_in_force(on, activity.organization.division))


def next_time_said(said: Mapping[str, Any]) -> NextTime:
    """When it may be held again by what was said of it, with the working."""
    months, last = said["period_months"], said["last_held_on"]
    period = period_from(
        said["period_kind"],
        None if months is None else Decimal(months),
        said["raw"].get("period", ""),
    )
    return next_time(period, date.fromisoformat(str(last)) if last else None)


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """An entry of the audit book, with its position where it has been sealed.

    ``size``: how many entries the latest signed checkpoint covers.
    """

    entry: Entry
    position: int | None
    size: int

    @property
    def is_sealed(self) -> bool:
        return self.position is not None and self.position < self.size


def booked_entries(activity: Activity) -> list[BookedEntry]:
    """What the audit book says of the activity, newest first. Three queries."""
    entries = list(entries_about(activity.subject())[:ENTRIES_SHOWN])
    leaves = Leaf.objects.filter(entry_id__in=[entry.pk for entry in entries])
    positions = dict(leaves.values_list("entry_id", "position"))
    head = latest_checkpoint()
    size = head.size if head else 0
    return [BookedEntry(entry, positions.get(entry.pk), size) for entry in entries]
