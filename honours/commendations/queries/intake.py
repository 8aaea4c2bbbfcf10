"""The spreadsheet that a unit sent last for an edition, and what became of its rows."""

from honours.commendations.intake.nominations import marked_copy
from honours.commendations.intake.taken import TakenFile, read_stored
from honours.commendations.models.editions import Edition
from honours.directory.models import Organization
from honours.privacy.models import Attachment
from honours.privacy.operations import read_file
from honours.privacy.queries import attachments_of
from honours.spreadsheets.marking import without_list
from honours.spreadsheets.reading import Workbook, open_workbook

RECEIVED, TAKEN = "received", "taken"
"""Purposes: the file as it was sent; what became of its rows."""


def intake_subject(edition: Edition, unit: Organization) -> str:
    """Under what both are kept: the latest of each unit and edition."""
    return f"commendations.intake:{edition.pk}-{unit.pk}"


def received_file(edition: Edition, unit: Organization) -> Attachment | None:
    return _latest(edition, unit, RECEIVED)


def taken_file(edition: Edition, unit: Organization) -> TakenFile | None:
    """What became of the rows so far."""
    kept = _latest(edition, unit, TAKEN)
    return read_stored(read_file(kept)) if kept else None


def workbook_in(received: Attachment) -> Workbook:
    """As it was sent, without the list of faults that an earlier marking added."""
    return without_list(open_workbook(read_file(received), received.file_name))


def marked_file(received: Attachment, taken: TakenFile) -> bytes:
    """The file again with every fault at its cell; corrected, it corrects the same drafts."""
    return marked_copy(
        workbook_in(received),
        {row.place: row.number for row in taken.rows if row.number},
        {row.place: row.findings for row in taken.rows},
    )


def _latest(edition: Edition, unit: Organization, purpose: str) -> Attachment | None:
    return attachments_of(intake_subject(edition, unit)).filter(purpose=purpose).last()
