"""Organizations are founded, renamed and placed elsewhere, each on its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import PlannedEntry, record, record_many
from honours.directory.models import (
    Organization,
    OrganizationName,
    Placement,
    User,
)
from honours.directory.operations.demands import (
    refuse_same_name,
    refuse_taken_name,
    refuse_unless_standing,
    siblings_of,
)
from honours.directory.permissions import require
from honours.directory.queries import children_on, due_names, due_placements, next_children
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.kernel.verdicts import Finding, Refusal

CONSOLE = "console"
"""The actor in the audit book for what an operator does at the machine itself."""
UNKNOWN_BEGINNING = date(1949, 10, 1)
ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """An organization to be founded, under one that stands already or is founded with it."""

    name: str
    kind: OrganizationKind
    level: Level
    division: str
    superior: "NewOrganization | Organization | None" = None
    short_names: tuple[str, ...] = ()
    since: date = UNKNOWN_BEGINNING


@transaction.atomic
def found_organization(planned: NewOrganization, *, by: User) -> Organization:
    """Add one organization under one that stands. For the system administrator above it."""
    if not isinstance(planned.superior, Organization):
        raise PermissionDenied("最上级单位只能由系统运维人员用命令建立。")
    require(by, Role.SYSTEM_ADMINISTRATOR, "建立单位", within=planned.superior)
    refuse_unless_standing(planned.superior, planned.since, "since")
    refuse_taken_name(planned.name, children_on(planned.superior, planned.since), planned.since)
    return plant_organizations([planned], actor=by.username)[0]


@transaction.atomic
def plant_organizations(
    planned: Sequence[NewOrganization], *, actor: str = CONSOLE
) -> list[Organization]:
    """Add many organizations at once, superiors before subordinates. For commands, not pages.

    Paths are computed here, because the tree library takes a query for each node. Raises
    ``Refusal`` where a superior is neither in the tree nor earlier in the list.
    """
    made: dict[NewOrganization, Organization] = {}
    standing = [new.superior for new in planned if isinstance(new.superior, Organization)]
    children = next_children(standing)
    for new in planned:
        if new in made:
            continue
        above = _standing(new.superior, made)
        if new.superior is not None and above is None:
            raise _superior_unknown(new)
        made[new] = _seedling(new, above, children)
    founded = list(made.values())
    Organization.objects.bulk_create(founded, batch_size=ROWS_AT_ONCE)
    _count_children(standing, founded)
    _date_them(made)
    record_many(
        PlannedEntry(
            "directory.organization.found", subject_of(one), actor, detail={"level": one.level}
        )
        for one in founded
    )
    return founded


@transaction.atomic
def rename_organization(
    organization: Organization, name: str, *, on: date, by: User, short_name: str = ""
) -> Organization:
    """Give the organization another full name from a day on; the earlier one stays on record."""
    require(by, Role.SYSTEM_ADMINISTRATOR, "更名", within=organization)
    refuse_unless_standing(organization, on)
    refuse_same_name(organization, name)
    refuse_taken_name(name, siblings_of(organization, on), on)
    names = OrganizationName.objects.select_for_update().filter(organization=organization)
    current = names.filter(until=None)
    if any(row.since >= on for row in current):
        raise _not_in_order("更名", on)
    # A short name is short for the name it came with.
    current.update(until=on - timedelta(days=1))
    OrganizationName.objects.create(organization=organization, name=name, since=on)
    if short_name:
        OrganizationName.objects.create(
            organization=organization, name=short_name, is_short=True, since=on
        )
    record(
        "directory.organization.rename",
        subject=subject_of(organization),
        actor=by.username,
        name=name,
        effective_on=on,
    )
    bring_up_to_date(timezone.localdate())
    organization.refresh_from_db()
    return organization


@transaction.atomic
def place_organization(
    organization: Organization, *, under: Organization, on: date, by: User
) -> Organization:
    """Put the organization, with all under it, under another superior from a day on."""
    require(by, Role.SYSTEM_ADMINISTRATOR, "调整隶属关系", within=organization)
    require(by, Role.SYSTEM_ADMINISTRATOR, "调整隶属关系", within=under)
    if under.is_within(organization):
        raise Refusal(
            Finding(
                "superior-is-subordinate",
                f"“{under}”是“{organization}”的下级，不能作为其上级。",
                remedy=f"请先调整“{under}”的隶属关系。",
                field="under",
            )
        )
    refuse_unless_standing(organization, on)
    refuse_unless_standing(under, on, "under")
    place_from(organization, under, on)
    record(
        "directory.organization.place",
        subject=subject_of(organization),
        actor=by.username,
        superior=under.pk,
        effective_on=on,
    )
    bring_up_to_date(timezone.localdate())
    organization.refresh_from_db()
    return organization


@transaction.atomic
def bring_up_to_date(today: date) -> int:
    """Let names and placements that were set for today or before take effect; how many did."""
    renamed = due_names(today)
    for row in renamed:
        Organization.objects.filter(pk=row.organization_id).update(name=row.name)
    placed = due_placements(today)
    if placed:
        # Paths of whole subtrees change: one at a time.
        list(Organization.objects.select_for_update().filter(depth=1).order_by("pk"))
    for placement in placed:
        organization = Organization.objects.get(pk=placement.organization_id)
        superior = Organization.objects.get(pk=placement.superior_id)
        Organization.objects.move(organization, superior, "last-child")
    return len(renamed) + len(placed)


def _standing(
    superior: NewOrganization | Organization | None, made: dict[NewOrganization, Organization]
) -> Organization | None:
    return made.get(superior) if isinstance(superior, NewOrganization) else superior


def _seedling(
    new: NewOrganization, above: Organization | None, children: dict[str, int]
) -> Organization:
    under = str(above.path) if above else ""
    depth = above.depth + 1 if above else 1
    step = children.get(under, 1)
    children[under] = step + 1
    if above is not None and above.pk is None:
        above.numchild += 1
    return Organization(
        path=Organization._get_path(under, depth, step),
        depth=depth,
        numchild=0,
        name=new.name,
        kind=new.kind,
        level=new.level,
        division=new.division,
        established_on=None if new.since == UNKNOWN_BEGINNING else new.since,
    )


def _count_children(standing: Sequence[Organization], founded: Sequence[Organization]) -> None:
    for above in {one.pk: one for one in standing}.values():
        added = sum(one.depth == above.depth + 1 and one.is_within(above) for one in founded)
        fresh = Organization.objects.select_for_update().get(pk=above.pk)
        Organization.objects.filter(pk=above.pk).update(numchild=fresh.numchild + added)
        above.numchild = fresh.numchild + added


def _date_them(made: dict[NewOrganization, Organization]) -> None:
    names, placements = [], []
    for new, one in made.items():
        above = _standing(new.superior, made)
        names.append(OrganizationName(organization=one, name=new.name, since=new.since))
        names.extend(
            OrganizationName(organization=one, name=short, is_short=True, since=new.since)
            for short in new.short_names
        )
        placements.append(Placement(organization=one, superior=above, since=new.since))
    OrganizationName.objects.bulk_create(names, batch_size=ROWS_AT_ONCE)
    Placement.objects.bulk_create(placements, batch_size=ROWS_AT_ONCE)


def place_from(organization: Organization, under: Organization, on: date) -> None:
    """Note under whom it stands from a day on; ``bring_up_to_date`` moves it on that day."""
    placements = Placement.objects.select_for_update().filter(organization=organization)
    current = placements.filter(until=None)
    if any(row.since >= on for row in current):
        raise _not_in_order("调整隶属关系", on)
    current.update(until=on - timedelta(days=1))
    Placement.objects.create(organization=organization, superior=under, since=on)


def subject_of(organization: Organization) -> str:
    return f"directory.organization:{organization.pk}"


def _superior_unknown(new: NewOrganization) -> Refusal:
    return Refusal(
        Finding(
            "superior-unknown",
            f"“{new.name}”的上级不在单位树中，也不在它之前。",
            remedy="请把上级排在下级之前，或先建立上级单位。",
        )
    )


def _not_in_order(deed: str, on: date) -> Refusal:
    return Refusal(
        Finding(
            "not-in-order-of-days",
            f"{deed}日期{on}不晚于现行记录的起始日期。",
            remedy="请核对日期；更早的变动须按时间先后登记。",
            field="on",
        )
    )
