"""A unit's spreadsheet becomes drafts: each row is kept, whatever is wrong with it, and told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from honours.audit.operations import record
from honours.commendations.checks.nominating import LATER_ON, judge_nomination
from honours.commendations.intake.nominations import IntakeRow, marked_copy, read_nominations
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import DEED, file_nomination, save_nomination
from honours.commendations.queries.candidates import facts_of
from honours.commendations.queries.terms import rules_for
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_file
from honours.privacy.queries import attachments_of
from honours.spreadsheets.marking import without_list
from honours.spreadsheets.reading import open_workbook

MARKED = "marked"
"""The purpose of the copy that goes back with its faults marked."""
_NUMBER_UNKNOWN = Finding(
    "number-unknown",
    "隐藏的推荐编号在本单位本届的推荐中没有。",
    remedy="请在空白表中重新填写这一行。",
)


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One row of the file: the draft it became, and what is to be put right."""

    row: IntakeRow
    nomination: Nomination | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TakenFile:
    rows: tuple[TakenRow, ...]
    marked: Attachment

    @property
    def faulty(self) -> int:
        return sum(1 for one in self.rows if any(f.is_blocking for f in one.findings))


@transaction.atomic
def take_in_file(
    edition: Edition, unit: Organization, *, file_name: str, content: bytes, by: User
) -> TakenFile:
    """Every row becomes a draft, or corrects the one whose number it bears.

    Raises ``Refusal`` for a file that cannot be taken or holds no nominations.
    """
    require(by, Role.FILER, DEED, within=unit)
    workbook = without_list(open_workbook(content, file_name))
    rows = read_nominations(workbook)
    taken = _judged(edition, [_kept(edition, unit, row, by) for row in rows])
    numbers = {
        (one.row.sheet, one.row.row): one.nomination.number for one in taken if one.nomination
    }
    findings = {(one.row.sheet, one.row.row): one.findings for one in taken}
    for earlier in attachments_of(intake_subject(edition, unit)):
        discard_file(earlier)
    marked = keep_file(
        intake_subject(edition, unit),
        purpose=MARKED,
        file_name=f"{file_name.rsplit('.', 1)[0]}（已标注）.xlsx",
        content=marked_copy(workbook, rows, numbers, findings),
        by=by.username,
    )
    record(
        "commendations.nomination.take_in_file",
        subject=edition.subject(),
        actor=by.username,
        organization=str(unit.pk),
        rows=len(rows),
    )
    return TakenFile(taken, marked)


def intake_subject(edition: Edition, unit: Organization) -> str:
    """Under what the marked copy is kept: one for each unit and edition, the latest."""
    return f"commendations.intake:{edition.pk}-{unit.pk}"


def _kept(edition: Edition, unit: Organization, row: IntakeRow, by: User) -> TakenRow:
    if not row.number:
        return TakenRow(
            row, file_nomination(edition, unit, row.kind, row.texts, by=by).nomination, ()
        )
    earlier = Nomination.objects.filter(
        edition=edition, organization=unit, kind=row.kind, number=row.number
    ).first()
    if earlier is None:
        return TakenRow(row, None, (_NUMBER_UNKNOWN,))
    try:
        saved = save_nomination(earlier, row.texts, version=earlier.version, by=by)
    except Refusal as refusal:
        return TakenRow(row, earlier, refusal.findings)
    return TakenRow(row, saved.nomination, ())


def _judged(edition: Edition, taken: Sequence[TakenRow]) -> tuple[TakenRow, ...]:
    rules = rules_for(edition)
    facts = facts_of([one.nomination for one in taken if one.nomination and not one.findings])
    return tuple(
        TakenRow(
            one.row,
            one.nomination,
            judge_nomination(facts[one.nomination.pk], rules, LATER_ON).findings,
        )
        if one.nomination and one.nomination.pk in facts
        else one
        for one in taken
    )
