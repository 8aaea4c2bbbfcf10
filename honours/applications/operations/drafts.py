"""Saving an application as it is typed, by one or several people."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.applications.intake import columns_of
from honours.applications.models import Application
from honours.applications.operations.locking import hold
from honours.applications.queries.applications import may_write, open_returns
from honours.applications.vocabulary import (
    ApplicationField,
    ApplicationState,
    Deed,
)
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note

_F = ApplicationField


@transaction.atomic
def save_draft(
    application: Application,
    fields: Mapping[ApplicationField, str],
    *,
    version: int,
    by: User,
    page: str = "",
) -> Application:
    """Keep what was typed into some fields. ``version`` is the ``edit`` the writer started from.

    What cannot be read as a value is kept as it was typed; the checks tell of it. Two people in
    different fields do not disturb each other. Raises ``Refusal`` where somebody else, or the same
    person on another ``page`` (a second tab), changed one of these fields meanwhile (with both
    texts), where the application is not being written, or
    where the field was not sent back; then nothing is saved.
    """
    current = hold(application)
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
    mark = _mark(current.edit + 1, by, page)
    _refuse_overwriting(current, changed, version, mark)
    _write(current, changed, mark)
    note(current, Deed.SAVE, by=by, fields=sorted(changed), edit=current.edit)
    return current


@transaction.atomic
def discard_draft(application: Application, *, by: User) -> None:
    """Throw away a draft that was never submitted. Raises ``Refusal`` for any other."""
    require(by, Role.FILER, Deed.DISCARD.label, within=application.organization)
    current = hold(application)
    if current.state != ApplicationState.DRAFT or current.versions.exists():
        raise Refusal(
            Finding(
                "already-submitted",
                "该申请已经提交过，不能删除。",
                remedy="不再申报的，请在申请理由中写明，由审核单位不予受理。",
            )
        )
    note(current, Deed.DISCARD, by=by, kind=current.application_kind, year=current.year)
    current.delete()


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
    application: Application,
    changed: Mapping[ApplicationField, str],
    version: int,
    mark: Mapping[str, Any],
) -> None:
    findings = []
    for field, text in changed.items():
        last: Mapping[str, Any] = application.edited.get(field, {})
        if last.get("edit", 0) > version and not _is_same_hand(last, mark):
            whose = "您自己在另一个页面" if last["by"] == mark["by"] else f"由{last['name']}"
            findings.append(
                Finding(
                    "changed-meanwhile",
                    f"“{field.label}”在您填写期间已{whose}修改。",
                    remedy="请对照两份内容，确定后重新保存。",
                    field=field,
                    detail={"您填写的": text, "现有内容": application.raw.get(field, "")},
                )
            )
    if findings:
        raise Refusal(*findings)


def _is_same_hand(last: Mapping[str, Any], mark: Mapping[str, Any]) -> bool:
    return bool(last["by"] == mark["by"] and last.get("page", "") == mark["page"])


def _mark(edit: int, by: User, page: str) -> dict[str, Any]:
    return {
        "by": by.username,
        "name": by.name,
        "at": timezone.now().isoformat(timespec="seconds"),
        "edit": edit,
        "page": page,
    }


def _write(
    application: Application, changed: Mapping[ApplicationField, str], mark: Mapping[str, Any]
) -> None:
    application.edit = mark["edit"]
    for field, text in changed.items():
        application.raw[field.value] = text.replace("\x00", "")
        application.edited[field.value] = mark
    for column, value in columns_of(changed, application.raw).items():
        setattr(application, column, value)
    application.save()
