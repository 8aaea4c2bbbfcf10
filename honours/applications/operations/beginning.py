"""Beginning an application, filled in from the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.applications.intake import text_of
from honours.applications.models import Application, Contributor
from honours.applications.queries.applications import values_of
from honours.applications.vocabulary import (
    ABOUT_AN_ACTIVITY,
    COLUMNS,
    ApplicationField,
    ApplicationKind,
    ApplicationState,
    Part,
)
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity
from honours.registry.queries.standings import IN_FORCE
from honours.workflow.operations import begin

_F = ApplicationField


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody sets out to ask for: for which body, in which year, about which items."""

    kind: ApplicationKind
    organization: Organization
    year: int
    activity: Activity | None = None
    partners: tuple[Activity, ...] = ()
    is_unlisted: bool = False


@transaction.atomic
def begin_application(request: Request, *, by: User, on: date) -> Application:
    """Open a draft, filled in from the register where it speaks of a registered item.

    Raises ``Refusal`` where the item, its partners or the year do not fit the kind, or a draft of
    the same is open; ``PermissionDenied`` where the user does not file for the body or may not
    see one of the items.
    """
    require(by, Role.FILER, "申报项目", within=request.organization)
    _refuse_hidden(request, by)
    findings = tuple(_misfits(request, on))
    if findings:
        raise Refusal(*findings)
    application = Application(
        organization=request.organization,
        application_kind=request.kind,
        year=request.year,
        activity=request.activity,
        level=request.organization.level,
        is_unlisted=request.is_unlisted,
        opened_on=on,
    )
    _fill_in(application)
    begin(application, by=by)
    application.partners.set(request.partners)
    Contributor.objects.create(application=application, user=by, part=Part.FILER, invited_by=by)
    return application


def _refuse_hidden(request: Request, by: User) -> None:
    mandate = mandate_of(by)
    for activity in filter(None, (request.activity, *request.partners)):
        if not mandate.reaches(activity.organization):
            raise PermissionDenied(f"项目“{activity}”不在您的管辖范围内。")


def _misfits(request: Request, on: date) -> Iterable[Finding]:
    needs_activity = request.kind in ABOUT_AN_ACTIVITY
    if needs_activity and request.activity is None:
        yield Finding(
            "activity-missing",
            f"申请{request.kind.label}须指明台账中的项目。",
            remedy="请从台账中选择项目。",
            field="activity",
        )
    if not needs_activity and request.activity is not None:
        yield Finding(
            "activity-not-new",
            f"“{request.activity}”已在台账中，不能作为{request.kind.label}项目申请。",
            remedy="请改选“调整”“合并”“退出”或者“按期开展”。",
            field="application_kind",
        )
    yield from _partners_that_do_not_fit(request)
    for activity in filter(None, (request.activity, *request.partners)):
        if activity.state not in IN_FORCE:
            yield Finding(
                "activity-not-in-force",
                f"“{activity}”现为“{activity.state_label}”，不能申请{request.kind.label}。",
                remedy="请核对台账；已撤销、退出的项目一般不再受理。",
                field="activity",
            )
    if request.year not in (on.year, on.year + 1):
        yield Finding(
            "year-out-of-reach",
            f"{on.year}年只受理{on.year}年度和{on.year + 1}年度的申请。",
            remedy="请核对申报年度。",
            field="year",
        )
    if request.activity is not None and _has_open_draft(request):
        yield Finding(
            "draft-open",
            f"本单位已有“{request.activity}”{request.year}年度的申请在拟稿。",
            remedy="请在原稿上继续填写，不必另建。",
            field="activity",
        )


def _partners_that_do_not_fit(request: Request) -> Iterable[Finding]:
    if request.kind is not ApplicationKind.MERGE:
        if request.partners:
            yield Finding(
                "partners-not-asked",
                f"申请{request.kind.label}不涉及其他项目。",
                remedy="确需合并的，请选择“合并”。",
                field="partners",
            )
    elif not request.partners or request.activity in request.partners:
        yield Finding(
            "partners-missing",
            "申请合并须写明并入的其他项目，且不能是项目自身。",
            remedy="请选择一个以上要并入的项目。",
            field="partners",
        )


def _has_open_draft(request: Request) -> bool:
    return Application.objects.filter(
        organization=request.organization,
        activity=request.activity,
        year=request.year,
        state=ApplicationState.DRAFT,
    ).exists()


def _fill_in(application: Application) -> None:
    """Take over what the register says of the item, each field also as it is printed."""
    if application.activity is None:
        return
    values = values_of(application.activity)
    for name, value in values.items():
        if name not in ("reason", "remarks"):
            setattr(application, name, value)
    application.level = application.activity.level
    known = values_of(application)
    application.raw = {
        field.value: text
        for field in COLUMNS
        if (text := text_of(field, known)) and field not in (_F.REASON, _F.REMARKS)
    }
