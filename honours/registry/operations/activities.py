"""Entering activities in the register, correcting what is said of them, tying their lineage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import transaction
from django.db.models import Max

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import (
    Activity,
    Edition,
    Lineage,
    Particulars,
    Revision,
    StandingChange,
)
from honours.registry.queries.freezes import freezes_over
from honours.registry.queries.particulars import particulars_of
from honours.registry.vocabulary import BasisKind, LineageKind, Standing
from honours.workflow.operations import begin_many

LAWFUL_DURING_FREEZE = (
    BasisKind.LAW,
    BasisKind.ADMINISTRATIVE_REGULATION,
    BasisKind.CENTRAL_DOCUMENT,
)


@dataclass(frozen=True, slots=True)
class Registration:
    """What is to be entered: for which organization, with which particulars."""

    organization: Organization
    particulars: dict[str, Any]

    @classmethod
    def of(cls, stated: Particulars, *, organization: Organization) -> Self:
        """A registration of what a filing states."""
        return cls(organization, particulars_of(stated))


@transaction.atomic
def register_many(registrations: Sequence[Registration], *, by: User, on: date) -> list[Activity]:
    """Enter activities under new numbers, in the order given. Queries do not grow with rows.

    The caller answers for the right to enter what units have filed.
    """
    first = _next_number(on.year)
    activities = begin_many(
        [
            Activity(
                organization=registration.organization,
                number=f"{on.year}-{first + position:06d}",
                registered_on=on,
                **registration.particulars,
            )
            for position, registration in enumerate(registrations)
        ],
        by=by,
    )
    StandingChange.objects.bulk_create(
        (
            StandingChange(activity=activity, standing=Standing.REGISTERED, effective_on=on)
            for activity in activities
        ),
        batch_size=1000,
    )
    _revise(activities, since=on)
    return activities


@transaction.atomic
def register_activity(registration: Registration, *, by: User, on: date) -> Activity:
    """Enter one activity outside a clean-up.

    Raises ``Refusal`` while new activities are frozen in its place, unless it rests on a law, an
    administrative regulation or a central document.
    """
    require(by, Role.EXAMINER, "登记项目", within=registration.organization)
    is_exempt = registration.particulars.get("basis_kind") in LAWFUL_DURING_FREEZE
    frozen = None if is_exempt else freezes_over(registration.organization, on).first()
    if frozen is not None:
        raise Refusal(
            Finding(
                "frozen",
                f"清理期间不得新设项目（依据：{frozen.citation}）。",
                remedy="有法律、行政法规或中央文件依据的，请在设立依据中写明；否则待清理结束后申报。",
                field="basis_kind",
            )
        )
    return register_many([registration], by=by, on=on)[0]


@transaction.atomic
def correct_activity(
    activity: Activity, particulars: dict[str, Any], *, reason: str, by: User, on: date
) -> Activity:
    """Change what the register says of an activity; the earlier wording stays in its revisions."""
    require(by, Role.EXAMINER, "更正登记", within=activity.organization)
    if not reason.strip():
        raise Refusal(
            Finding(
                "reason-missing",
                "更正登记内容须写明理由。",
                remedy="请填写更正理由。",
                field="reason",
            )
        )
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    changed = [name for name, value in particulars.items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, particulars[name])
    activity.save(update_fields=changed)
    _revise([activity], since=on)
    record(
        "registry.activity.correct",
        subject=activity.subject(),
        actor=by.username,
        organization=str(activity.organization),
        fields=changed,
        reason=reason,
    )
    return activity


@transaction.atomic
def tie_lineage(
    earlier: Activity, later: Activity, kind: LineageKind, *, on: date, note: str = "", by: User
) -> Lineage:
    """Say that a later activity comes from an earlier one. Raises ``Refusal`` for a circle."""
    require(by, Role.EXAMINER, "登记沿革", within=later.organization)
    if earlier.pk == later.pk or _descends_from(earlier, later):
        raise Refusal(
            Finding(
                "lineage-circle",
                f"“{earlier}”已经源自“{later}”，不能再倒过来登记。",
                remedy="请核对先后关系。",
            )
        )
    tie = Lineage.objects.create(earlier=earlier, later=later, kind=kind, on=on, note=note)
    record(
        "registry.lineage.tie",
        subject=later.subject(),
        actor=by.username,
        organization=str(later.organization),
        earlier=earlier.pk,
        kind=kind,
    )
    return tie


@transaction.atomic
def record_edition(
    activity: Activity,
    *,
    held_on: date,
    by: User,
    label: str = "",
    collectives: int | None = None,
    individuals: int | None = None,
) -> Edition:
    """Enter one time that the activity was held; the latest sets when it may be held again."""
    require(by, Role.EXAMINER, "登记届次", within=activity.organization)
    edition = Edition.objects.create(
        activity=activity,
        label=label,
        held_on=held_on,
        collectives=collectives,
        individuals=individuals,
    )
    if activity.last_held_on is None or activity.last_held_on < held_on:
        activity.last_held_on = held_on
        activity.save(update_fields=["last_held_on"])
    record(
        "registry.edition.record",
        subject=activity.subject(),
        actor=by.username,
        organization=str(activity.organization),
        held_on=held_on.isoformat(),
    )
    return edition


def _descends_from(activity: Activity, other: Activity) -> bool:
    """Whether some line of ancestors of the activity leads to the other. A query a generation."""
    seen: set[int] = set()
    generation = {activity.pk}
    while generation:
        if other.pk in generation:
            return True
        seen |= generation
        parents = Lineage.objects.filter(later__in=generation).values_list("earlier", flat=True)
        generation = set(parents) - seen
    return False


def _next_number(year: int) -> int:
    last = Activity.objects.filter(number__startswith=f"{year}-").aggregate(last=Max("number"))
    return int(last["last"].split("-")[1]) + 1 if last["last"] else 1


def _revise(activities: Sequence[Activity], *, since: date) -> None:
    Revision.objects.bulk_create(
        (
            Revision(
                activity=activity,
                since=since,
                particulars=particulars_of(activity, as_text=True),
            )
            for activity in activities
        ),
        batch_size=1000,
    )
