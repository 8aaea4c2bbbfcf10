"""A unit's spreadsheet becomes drafts: each row is kept, whatever is wrong with it, and told.

The file is received at once and read in the background, part by part. A run that was cut short
goes on where it stopped when the same file is sent again.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction

from honours.audit.operations import record
from honours.commendations.checks.nominating import LATER_ON, judge_nomination
from honours.commendations.intake.nominations import IntakeRow, read_nominations
from honours.commendations.intake.taken import TakenFile, TakenRow, stored
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.drafting import refuse_where_closed
from honours.commendations.operations.nominations import DEED, file_nomination, save_nomination
from honours.commendations.queries.candidates import facts_of
from honours.commendations.queries.intake import (
    RECEIVED,
    TAKEN,
    intake_subject,
    received_file,
    taken_file,
    workbook_in,
)
from honours.commendations.queries.terms import rules_for
from honours.commendations.vocabulary import NominationState
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_made_file
from honours.privacy.queries import attachments_of
from honours.spreadsheets.marking import without_list
from honours.spreadsheets.reading import open_workbook

ROWS_AT_ONCE = 25
Report = Callable[[int, int], None]
_NUMBER_UNKNOWN = Finding(
    "number-unknown",
    "隐藏的推荐编号在本单位本届的推荐中没有。",
    remedy="请在空白表中重新填写这一行。",
)
_ALREADY_TAKEN = Finding(
    "file-taken-already",
    "这个文件已经上传过，各行都已存为拟稿。",
    remedy="要更改的，请在标注副本中改正后上传，或者打开拟稿修改。",
    field="file",
)
_REPLACED = Finding(
    "file-replaced", "这个文件已被后来上传的文件替换。", remedy="请查看后来上传的结果。"
)


@transaction.atomic
def receive_file(
    edition: Edition, unit: Organization, *, file_name: str, content: bytes, by: User
) -> Attachment:
    """Take a file in after the guard has looked at it; it takes the place of the last one.

    Raises ``Refusal`` for a file that cannot be taken, holds no nominations, or was taken already.
    """
    require(by, Role.FILER, DEED, within=unit)
    refuse_where_closed(edition, unit)
    rows = read_nominations(without_list(open_workbook(content, file_name)))
    earlier = received_file(edition, unit)
    if earlier is not None and earlier.digest == sha256(content).hexdigest():
        taken = taken_file(edition, unit) or TakenFile()
        if not taken.is_finished:
            return earlier
        _refuse_again(taken)
    for kept in attachments_of(intake_subject(edition, unit)):
        discard_file(kept)
    received = _kept(edition, unit, RECEIVED, file_name, content, by)
    _note("receive_file", edition, unit, by, rows=len(rows))
    return received


def take_in_file(
    edition: Edition, unit: Organization, received_id: int, *, by: User, report: Report
) -> TakenFile:
    """Every row becomes a draft, or corrects the one whose number it bears.

    ``report`` is told rows done, and of how many. Raises ``Refusal`` where another file has taken
    the place of this one.
    """
    require(by, Role.FILER, DEED, within=unit)
    received = received_file(edition, unit)
    if received is None or received.pk != received_id:
        raise Refusal(_REPLACED)
    rows = read_nominations(workbook_in(received))
    taken = taken_file(edition, unit) or TakenFile()
    done = {row.place: row for row in taken.rows}
    waiting = [row for row in rows if row.entry.place not in done]
    for first in range(0, len(waiting), ROWS_AT_ONCE):
        part = waiting[first : first + ROWS_AT_ONCE]
        with transaction.atomic():
            done |= {row.entry.place: _taken(edition, unit, row, by) for row in part}
            _keep_taken(edition, unit, TakenFile(tuple(done.values())), by)
        report(len(done), len(rows))
    finished = TakenFile(_judged(edition, tuple(done.values())), is_finished=True)
    with transaction.atomic():
        _keep_taken(edition, unit, finished, by)
        _note("take_in_file", edition, unit, by, rows=len(rows))
    return finished


def _refuse_again(taken: TakenFile) -> None:
    """Twice the same would put the same people forward twice."""
    if Nomination.objects.filter(pk__in=_drafts(taken.rows), state=NominationState.DRAFT).exists():
        raise Refusal(_ALREADY_TAKEN)


def _taken(edition: Edition, unit: Organization, row: IntakeRow, by: User) -> TakenRow:
    """What is wrong with one row does not keep the others out."""
    try:
        with transaction.atomic():
            nomination = _written(edition, unit, row, by)
    except Refusal as refusal:
        return TakenRow(row.entry.place, number=row.entry.key, findings=refusal.findings)
    return TakenRow(row.entry.place, nomination.pk, nomination.number)


def _written(edition: Edition, unit: Organization, row: IntakeRow, by: User) -> Nomination:
    texts = row.entry.texts
    if not row.entry.key:
        return file_nomination(edition, unit, row.kind, texts, by=by).nomination
    earlier = Nomination.objects.filter(
        edition=edition, organization=unit, kind=row.kind, number=row.entry.key
    ).first()
    if earlier is None:
        raise Refusal(_NUMBER_UNKNOWN)
    return save_nomination(earlier, texts, version=earlier.version, by=by).nomination


def _judged(edition: Edition, rows: tuple[TakenRow, ...]) -> tuple[TakenRow, ...]:
    rules = rules_for(edition)
    facts = facts_of(Nomination.objects.filter(pk__in=_drafts(rows)))
    return tuple(
        TakenRow(
            row.place,
            row.nomination,
            row.number,
            judge_nomination(facts[row.nomination], rules, LATER_ON).findings,
        )
        if row.nomination in facts
        else row
        for row in rows
    )


def _drafts(rows: Iterable[TakenRow]) -> list[int]:
    return [row.nomination for row in rows if row.nomination is not None]


def _keep_taken(edition: Edition, unit: Organization, taken: TakenFile, by: User) -> None:
    for kept in attachments_of(intake_subject(edition, unit)).filter(purpose=TAKEN):
        discard_file(kept)
    _kept(edition, unit, TAKEN, "results.json", stored(taken), by)


def _kept(
    edition: Edition, unit: Organization, purpose: str, file_name: str, content: bytes, by: User
) -> Attachment:
    return keep_made_file(
        intake_subject(edition, unit),
        purpose=purpose,
        file_name=file_name,
        content=content,
        media_type="application/octet-stream",
        by=by.username,
    )


def _note(verb: str, edition: Edition, unit: Organization, by: User, **detail: Any) -> None:
    """Under the unit that sends, not under the body that runs the edition."""
    record(
        f"commendations.nomination.{verb}",
        subject=edition.subject(),
        actor=by.username,
        organization=str(unit.pk),
        **detail,
    )
