"""Entering activities in the register, correcting what is said of them, tying their lineage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.registry.models import (
    Activity,
    Edition,
    Lineage,
    Particulars,
    StandingChange,
)
from honours.registry.operations.revisions import (
    ROWS_AT_ONCE,
    refuse_future,
    refuse_without_reason,
    revise,
    take_numbers,
)
from honours.registry.queries.freezes import freezes_over
from honours.registry.queries.lineage import descends_from
from honours.registry.queries.particulars import particulars_of
from honours.registry.vocabulary import BasisKind, LineageKind, Standing
from honours.workflow.notes import note
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
    if not registrations:
        return []
    numbers = take_numbers(on.year, len(registrations))
    activities = begin_many(
        [
            Activity(
                organization=registration.organization,
                number=number,
                registered_on=on,
                **registration.particulars,
            )
            for number, registration in zip(numbers, registrations, strict=True)
        ],
        by=by,
    )
    StandingChange.objects.bulk_create(
        (
            StandingChange(activity=activity, standing=Standing.REGISTERED, effective_on=on)
            for activity in activities
        ),
        batch_size=ROWS_AT_ONCE,
    )
    revise(activities, since=on)
    return activities


@transaction.atomic
def register_activity(registration: Registration, *, by: User, on: date) -> Activity:
    """Enter one activity outside a clean-up.

    Raises ``Refusal`` while new activities are frozen in its place, unless it rests on a law, an
    administrative regulation or a central document.
    """
    require(by, Role.EXAMINER, "登记项目", within=registration.organization)
    refuse_future(on, timezone.localdate(), "登记日期", "registered_on")
    is_exempt = registration.particulars.get("basis_kind") in LAWFUL_DURING_FREEZE
    frozen = None if is_exempt else freezes_over(registration.organization, on).first()
    if frozen is not None:
        raise Refusal(
            Finding(
                "frozen",
                f"自{frozen.since}起清理，期间“{frozen.organization}”及其所属不得新设项目。",
                citation=Citation(frozen.citation, ""),
                remedy="有法律、行政法规或中央文件依据的，请在设立依据中写明；否则待清理结束后申报。",
                field="basis_kind",
            )
        )
    return register_many([registration], by=by, on=on)[0]


@transaction.atomic
def correct_activity(
    activity: Activity, particulars: dict[str, Any], *, reason: str, by: User, on: date
) -> Activity:
    """Change what the register says of an activity; the earlier wording stays in its revisions.

    Raises ``Refusal`` without a reason, where nothing changes, or for a day still to come.
    """
    require(by, Role.EXAMINER, "更正登记", within=activity.organization)
    refuse_without_reason(reason, "更正登记内容")
    refuse_future(on, timezone.localdate(), "更正日期", "on")
    activity = locked(activity)
    changed = [name for name, value in particulars.items() if getattr(activity, name) != value]
    if not changed:
        raise Refusal(
            Finding(
                "nothing-to-correct",
                "所填内容与登记内容相同，没有可更正之处。",
                remedy="请修改后再提交，或者返回。",
            )
        )
    for name in changed:
        setattr(activity, name, particulars[name])
    activity.save(update_fields=[*changed, *Activity.DERIVED])
    revise([activity], since=on, reason=reason)
    note(activity, "correct", by=by, fields=changed)
    return activity


@transaction.atomic
def tie_lineage(
    earlier: Activity, later: Activity, kind: LineageKind, *, on: date, note: str = "", by: User
) -> Lineage:
    """Say that a later activity comes from an earlier one.

    Raises ``Refusal`` for a circle, and for a pair that is tied already.
    """
    require(by, Role.EXAMINER, "登记沿革", within=later.organization)
    if earlier.pk == later.pk or descends_from(earlier, later):
        raise Refusal(
            Finding(
                "lineage-circle",
                f"“{earlier}”就是“{later}”或者源自它，不能再倒过来登记。",
                remedy="请核对先后关系。",
                field="earlier",
            )
        )
    if Lineage.objects.filter(earlier=earlier, later=later).exists():
        raise Refusal(
            Finding(
                "lineage-known",
                f"“{later}”源自“{earlier}”已有登记。",
                remedy="不必重复登记。",
                field="earlier",
            )
        )
    tie = Lineage.objects.create(earlier=earlier, later=later, kind=kind, on=on, note=note)
    record(
        "registry.lineage.tie",
        subject=later.subject(),
        actor=by.username,
        organization=str(later.organization_id),
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
    """Enter by hand one time that the activity was held: see ``enter_edition``."""
    require(by, Role.EXAMINER, "登记届次", within=activity.organization)
    return enter_edition(
        activity,
        held_on=held_on,
        by=by,
        label=label,
        collectives=collectives,
        individuals=individuals,
    )


@transaction.atomic
def enter_edition(
    activity: Activity,
    *,
    held_on: date,
    by: User,
    label: str = "",
    collectives: int | None = None,
    individuals: int | None = None,
) -> Edition:
    """Enter one time that the activity was held; the latest sets when it may be held again.

    The caller answers for the right to enter what was decided. Raises ``Refusal`` for a day still
    to come or entered before.
    """
    refuse_future(held_on, timezone.localdate(), "举办日期", "held_on")
    activity = locked(activity)
    _refuse_known_edition(activity, held_on)
    edition = Edition.objects.create(
        activity=activity,
        label=label,
        held_on=held_on,
        collectives=collectives,
        individuals=individuals,
    )
    if activity.last_held_on is None or activity.last_held_on < held_on:
        activity.last_held_on = held_on
        activity.save(update_fields=["last_held_on", *Activity.DERIVED])
        revise([activity], since=held_on, reason=f"登记届次：{label or held_on}")
    record(
        "registry.edition.record",
        subject=activity.subject(),
        actor=by.username,
        organization=str(activity.organization_id),
        held_on=held_on.isoformat(),
    )
    return edition


def _refuse_known_edition(activity: Activity, held_on: date) -> None:
    if activity.editions.filter(held_on=held_on).exists():
        raise Refusal(
            Finding(
                "edition-known",
                f"{held_on}举办的这一届已有登记。",
                remedy="请核对举办日期，不必重复登记。",
                field="held_on",
            )
        )


def locked(activity: Activity) -> Activity:
    """The row as it stands now, held until the transaction ends."""
    rows = Activity.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=activity.pk)
