"""Uploads as they stand: their workbook, their columns, and the copy that goes back."""

from collections.abc import Sequence

from django.db.models import QuerySet

from honours.campaigns.intake.returning import marked_copy
from honours.campaigns.intake.rows import SheetSurvey, read_filings, survey
from honours.campaigns.models import ColumnMemory, Upload
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.spreadsheets.reading import Workbook, open_workbook


def visible_uploads(mandate: Mandate) -> QuerySet[Upload]:
    """Uploads for organizations the mandate reaches, without their bulky content."""
    rows = Upload.objects.select_related("campaign__organization", "organization", "by")
    return within_reach(rows.defer("content"), mandate).order_by("-pk")


def workbook_of(upload: Upload) -> Workbook:
    return open_workbook(bytes(upload.content), upload.file_name)


def mapping_of(upload: Upload, workbook: Workbook) -> dict[str, str]:
    """A label to a field's code: what was confirmed for this file, over what is remembered."""
    signatures = [sheet.signature for sheet in survey(workbook)]
    remembered: dict[str, str] = {}
    for memory in memories_of(upload.organization, signatures):
        remembered.update(memory.mapping)
    return {**remembered, **upload.mapping}


def memories_of(organization: Organization, signatures: Sequence[str]) -> QuerySet[ColumnMemory]:
    return ColumnMemory.objects.filter(organization=organization, signature__in=signatures)


def surveyed(upload: Upload, workbook: Workbook) -> tuple[SheetSurvey, ...]:
    """Each sheet's columns with a guess, corrected by what was confirmed or is remembered."""
    return survey(workbook, mapping_of(upload, workbook))


def is_sure(surveys: Sequence[SheetSurvey]) -> bool:
    """Whether nothing has to be asked: every column of every readable sheet is understood."""
    readable = [sheet for sheet in surveys if sheet.is_readable]
    return bool(readable) and not any(sheet.unsure for sheet in readable)


def marked_file(upload: Upload) -> bytes:
    """The file as it was sent, faulty cells marked with their reasons, ready to be corrected."""
    workbook = workbook_of(upload)
    return marked_copy(workbook, read_filings(workbook, mapping_of(upload, workbook)))
