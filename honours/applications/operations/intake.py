"""A unit's table of applications: each row becomes a draft, and what is wrong with it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.applications.columns import ACTIVITY, KIND, TABLE
from honours.applications.models import Application
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.queries.judging import judge_application
from honours.applications.vocabulary import (
    ABOUT_AN_ACTIVITY,
    ApplicationField,
    ApplicationKind,
    Deed,
)
from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_file
from honours.privacy.queries import attachments_of
from honours.registry.models import Activity
from honours.spreadsheets.entries import EntryRow, marked_entries, read_entries
from honours.spreadsheets.marking import without_list
from honours.spreadsheets.reading import open_workbook

MARKED = "marked"
"""The purpose of the copy that goes back with its faults marked."""
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Intake:
    """A table that was handed over: for which unit and year."""

    unit: Organization
    year: int
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One row: the draft it became, and what is to be put right."""

    row: EntryRow
    application: Application | None
    findings: tuple[Finding, ...]

    @property
    def is_faulty(self) -> bool:
        return any(finding.is_blocking for finding in self.findings)


@dataclass(frozen=True, slots=True)
class TakenTable:
    rows: tuple[TakenRow, ...]
    marked: Attachment


@transaction.atomic
def take_in_table(intake: Intake, *, by: User, on: date) -> TakenTable:
    """Every row becomes a draft, or corrects the one whose number it bears.

    Raises ``Refusal`` for a file that cannot be read, holds no applications, or too many.
    """
    require(by, Role.FILER, Deed.TAKE_IN.label, within=intake.unit)
    workbook = without_list(open_workbook(intake.content, intake.file_name))
    rows = read_entries(workbook, TABLE)
    if not 0 < len(rows) <= MOST_ROWS:
        raise Refusal(_not_so_many(len(rows)))
    taken = tuple(_taken(intake, row, by, on) for row in rows)
    keys = {one.row.place: str(one.application.pk) for one in taken if one.application}
    findings = {one.row.place: one.findings for one in taken}
    for earlier in attachments_of(intake_subject(intake.unit)):
        discard_file(earlier)
    marked = keep_file(
        intake_subject(intake.unit),
        purpose=MARKED,
        file_name=f"{intake.file_name.rsplit('.', 1)[0]}（已标注）.xlsx",
        content=marked_entries(workbook, TABLE, rows, keys, findings),
        by=by.username,
    )
    record(
        f"applications.application.{Deed.TAKE_IN}",
        subject=f"directory.organization:{intake.unit.pk}",
        actor=by.username,
        organization=str(intake.unit.pk),
        rows=len(rows),
    )
    return TakenTable(taken, marked)


def intake_subject(unit: Organization) -> str:
    """Under what the marked copy is kept: the latest of each unit."""
    return f"applications.intake:{unit.pk}"


def _taken(intake: Intake, row: EntryRow, by: User, on: date) -> TakenRow:
    """What is wrong with one row does not keep the others out."""
    try:
        with transaction.atomic():
            application = _begun(intake, row, by, on)
            kept = save_draft(application, _fields(row.texts), version=application.edit, by=by)
    except Refusal as refusal:
        return TakenRow(row, None, refusal.findings)
    return TakenRow(row, kept, judge_application(kept, on).findings)


def _begun(intake: Intake, row: EntryRow, by: User, on: date) -> Application:
    if row.key:
        known = Application.objects.filter(organization=intake.unit)
        found = known.filter(pk=row.key).first() if row.key.isdigit() else None
        if found is None:
            raise Refusal(
                Finding(
                    "number-unknown",
                    "隐藏的申报编号在本单位的申请中没有。",
                    remedy="请在空白表中重新填写这一行。",
                )
            )
        return found
    kind = _kind(row.texts.get(KIND, ""))
    activity = _activity(intake.unit, row) if kind in ABOUT_AN_ACTIVITY else None
    return begin_application(
        Request(kind, intake.unit, intake.year, activity=activity), by=by, on=on
    )


def _kind(text: str) -> ApplicationKind:
    """What stands in the column; a row that does not say asks for a new item."""
    if not text.strip():
        return ApplicationKind.SET_UP
    kind = next((one for one in ApplicationKind if one.label == text.strip()), None)
    if kind is None:
        known = "、".join(one.label for one in ApplicationKind)
        raise Refusal(
            Finding(
                "kind-unknown",
                f"没有“{text}”这种申报类型。",
                remedy=f"请填写下列之一：{known}。",
                field=KIND,
            )
        )
    return kind


def _activity(unit: Organization, row: EntryRow) -> Activity | None:
    """The unit's own item of that name; without a name of its own, of the item asked for."""
    name = row.texts.get(ACTIVITY, "").strip() or row.texts[ApplicationField.NAME].strip()
    return Activity.objects.filter(organization=unit, name=name).first()


def _fields(texts: Mapping[str, str]) -> dict[ApplicationField, str]:
    """What was filled in; an empty cell leaves what the register filled in."""
    return {
        which: texts[which.value]
        for which in ApplicationField
        if texts.get(which.value, "").strip()
    }


def _not_so_many(number: int) -> Finding:
    if number:
        return Finding(
            "too-many-applications",
            f"一次最多上传{MOST_ROWS}行，现为{number}行。",
            remedy="请分几次上传。",
            field="file",
        )
    return Finding(
        "no-applications-found",
        f"没有找到申报表：表头须有“{TABLE.label_of(TABLE.needed)}”，下面至少填一行。",
        remedy="请下载空白表，按表头填写后再上传。",
        field="file",
    )
