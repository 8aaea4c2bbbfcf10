"""Beginning an application, and saving it as it is typed, by one or several people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.applications.intake import read_entry, text_of
from honours.applications.models import Application, Contributor
from honours.applications.queries.applications import may_write, open_returns, values_of
from honours.applications.vocabulary import (
    ABOUT_AN_ACTIVITY,
    COLUMNS,
    ApplicationField,
    ApplicationKind,
    ApplicationState,
    Deed,
    Part,
)
from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity
from honours.registry.queries.standings import IN_FORCE
from honours.registry.readings.documents import read_basis
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


@transaction.atomic
def save_draft(
    application: Application, fields: Mapping[ApplicationField, str], *, version: int, by: User
) -> Application:
    """Keep what was typed into some fields. ``version`` is the ``edit`` the writer started from.

    What cannot be read as a value is kept as it was typed; the checks tell of it. Two people in
    different fields do not disturb each other. Raises ``Refusal`` where somebody else changed one
    of these fields meanwhile (with both texts), where the application is not being written, or
    where the field was not sent back; then nothing is saved.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("organization")
    current = locked.get(pk=application.pk)
    if not may_write(current, mandate_of(by), by):
        raise PermissionDenied(
            f"“{Deed.SAVE.label}”须由“{current.organization}”的填报人或者受邀参与填写的人员办理。"
        )
    _refuse_unless_written(current)
    changed = {
        field: text
        for field, text in fields.items()
        if text.strip() != current.raw.get(field, "").strip()
    }
    if not changed:
        return current
    _refuse_closed(current, changed)
    _refuse_overwriting(current, changed, version, by)
    _write(current, changed, by)
    record(
        f"applications.application.{Deed.SAVE}",
        subject=current.subject(),
        actor=by.username,
        organization=str(current.organization_id),
        fields=sorted(changed),
        edit=current.edit,
    )
    return current


@transaction.atomic
def discard_draft(application: Application, *, by: User) -> None:
    """Throw away a draft that was never submitted. Raises ``Refusal`` for any other."""
    require(by, Role.FILER, Deed.DISCARD.label, within=application.organization)
    current = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if current.state != ApplicationState.DRAFT or current.versions.exists():
        raise Refusal(
            Finding(
                "already-submitted",
                "该申请已经提交过，不能删除。",
                remedy="不再申报的，请在申请理由中写明，由审核单位不予受理。",
            )
        )
    record(
        f"applications.application.{Deed.DISCARD}",
        subject=current.subject(),
        actor=by.username,
        organization=str(current.organization_id),
        kind=current.application_kind,
        year=current.year,
    )
    current.delete()


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


def _refuse_unless_written(application: Application) -> None:
    if application.state != ApplicationState.DRAFT:
        raise Refusal(
            Finding(
                "not-being-written",
                f"该申请现为“{application.state_label}”，不能修改。",
                remedy="确需修改的，请联系现在的办理人退回。",
            )
        )


def _refuse_closed(application: Application, changed: Mapping[ApplicationField, str]) -> None:
    """Once submitted, only what was sent back is open."""
    returned = open_returns(application) if application.submitted_on else None
    if returned is None:
        return
    closed = [field for field in changed if field not in returned]
    if closed:
        raise Refusal(
            *(
                Finding(
                    "field-not-returned",
                    f"“{field.label}”没有退回修改，不能改动。",
                    remedy="只能修改退回意见列明的栏目；其他栏目确需改动的，请与审核单位联系。",
                    field=field,
                    detail={
                        "您填写的": changed[field],
                        "现有内容": application.raw.get(field, ""),
                    },
                )
                for field in closed
            )
        )


def _refuse_overwriting(
    application: Application, changed: Mapping[ApplicationField, str], version: int, by: User
) -> None:
    findings = []
    for field, text in changed.items():
        last: Mapping[str, Any] = application.edited.get(field, {})
        if last.get("edit", 0) > version and last["by"] != by.username:
            findings.append(
                Finding(
                    "changed-meanwhile",
                    f"“{field.label}”在您填写期间已由{last['name']}修改。",
                    remedy="请对照两份内容，确定后重新保存。",
                    field=field,
                    detail={"您填写的": text, "现有内容": application.raw.get(field, "")},
                )
            )
    if findings:
        raise Refusal(*findings)


def _write(application: Application, changed: Mapping[ApplicationField, str], by: User) -> None:
    application.edit += 1
    mark = {
        "by": by.username,
        "name": by.name,
        "at": timezone.now().isoformat(timespec="seconds"),
        "edit": application.edit,
    }
    for field, text in changed.items():
        entry = read_entry(field, text)
        application.raw[field.value] = text.replace("\x00", "")
        application.edited[field.value] = mark
        for column, value in entry.values.items():
            # An undertaker in the hosts' brackets gives way to what stands in its own field.
            if column == field or column != _F.CO_HOSTS or not application.raw.get(column):
                setattr(application, column, value)
    if _F.BASIS in changed and not application.raw.get(_F.BASIS_KIND):
        application.basis_kind = read_basis(application.basis_text).kind
    application.save()
