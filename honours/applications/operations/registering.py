"""What was approved, carried into the register: entered, corrected, merged or left."""

from datetime import date

from honours.applications.models import Application
from honours.applications.vocabulary import ApplicationKind
from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity
from honours.registry.operations.activities import (
    Registration,
    correct_activity,
    register_many,
    tie_lineage,
)
from honours.registry.operations.standings import StandingOrder, change_standings
from honours.registry.queries.particulars import particulars_of
from honours.registry.vocabulary import LineageKind, PeriodKind

LEFT_ALONE = ("raw", "notes", "remarks", "retention_reason", "last_held_on", "established_on")
"""Particulars of a registered item that an application does not speak of."""


def carry_into_register(application: Application, *, by: User, on: date) -> Activity:
    """The activity as the province approved it. The caller has settled that it was approved."""
    kind = ApplicationKind(application.application_kind)
    if kind in (ApplicationKind.SET_UP, ApplicationKind.TEMPORARY):
        return _entered(application, kind, by=by, on=on)
    activity = application.activity
    if activity is None:
        raise Refusal(
            Finding(
                "activity-missing",
                f"“{application}”没有对应的台账项目。",
                remedy="请退回补充台账项目后再公布。",
            )
        )
    if kind is ApplicationKind.EXIT:
        change_standings([_order(application, activity, "exit")], effective_on=on, by=by)
        return activity
    activity = _corrected(application, activity, by=by, on=on)
    if kind is ApplicationKind.MERGE:
        _merge_partners(application, activity, by=by, on=on)
    return activity


def _entered(application: Application, kind: ApplicationKind, *, by: User, on: date) -> Activity:
    registration = Registration.of(application, organization=application.organization)
    registration.particulars["established_on"] = application.approval.decided_on
    if kind is ApplicationKind.TEMPORARY:
        registration.particulars["period_kind"] = PeriodKind.ONCE
        registration.particulars["period_months"] = None
    return register_many([registration], by=by, on=on)[0]


def _corrected(application: Application, activity: Activity, *, by: User, on: date) -> Activity:
    approved = {
        name: value
        for name, value in particulars_of(application).items()
        if name not in LEFT_ALONE and value != getattr(activity, name)
    }
    if not approved:
        return activity
    reason = f"依{application.approval.document}批复"
    return correct_activity(activity, approved, reason=reason, by=by, on=on)


def _merge_partners(application: Application, activity: Activity, *, by: User, on: date) -> None:
    partners = list(application.partners.select_related("organization"))
    change_standings(
        [_order(application, partner, "merge", into=activity) for partner in partners],
        effective_on=on,
        by=by,
    )
    for partner in partners:
        tie_lineage(partner, activity, LineageKind.MERGED, on=on, by=by)


def _order(
    application: Application, activity: Activity, verb: str, into: Activity | None = None
) -> StandingOrder:
    approval = application.approval
    return StandingOrder(
        activity=activity,
        verb=verb,
        reason=application.reason or f"依{approval.document}批复",
        citation=str(approval.document),
        decided_by=approval.document.issuer,
        merged_into=into,
    )
