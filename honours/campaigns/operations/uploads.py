"""Spreadsheets as units send them: received, their columns confirmed once, read row by row."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from django.db import connection, transaction

from honours.audit.operations import record
from honours.campaigns.columns.fields import FilingField
from honours.campaigns.intake.entries import ReadRow
from honours.campaigns.intake.rows import SetAside, read_rows
from honours.campaigns.models import Campaign, ColumnMemory, Filing, RowFault, Upload
from honours.campaigns.operations.upload_rows import RowKeeper
from honours.campaigns.queries.uploads import is_sure, mapping_of, surveyed, workbook_of
from honours.campaigns.vocabulary import UploadState
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.spreadsheets.reading import open_workbook

ROWS_AT_ONCE = 500
MANY_ROWS = 2000
Report = Callable[[int, int], None]


@transaction.atomic
def receive_upload(
    campaign: Campaign, unit: Organization, *, file_name: str, content: bytes, by: User
) -> Upload:
    """Take in a file after the guard has looked at it. Nothing is filed yet.

    ``unit``: the unit that files, or the lead bureau for a file that names units row by row.
    Raises ``Refusal`` for a file that cannot be taken, or a unit that does not file here.
    """
    _may_upload(campaign, unit, by)
    workbook = open_workbook(content, file_name)
    upload = Upload.objects.create(
        campaign=campaign,
        organization=unit,
        file_name=file_name[:200],
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        phase=UploadState.RECEIVED,
        by=by,
    )
    needs_asking = not is_sure(surveyed(upload, workbook))
    upload.phase = UploadState.MAPPING if needs_asking else UploadState.READING
    upload.save(update_fields=["phase"])
    record(
        "campaigns.upload.receive",
        subject=f"campaigns.upload:{upload.pk}",
        actor=by.username,
        organization=str(unit.pk),
        digest=upload.digest,
        size=len(content),
    )
    return upload


def _may_upload(campaign: Campaign, unit: Organization, by: User) -> None:
    if unit == campaign.organization and mandate_of(by).may(Role.EXAMINER, unit):
        return
    require(by, Role.FILER, "上传登记表", within=unit)
    if not campaign.declarations.filter(organization=unit).exists():
        raise Refusal(
            Finding(
                "unit-not-enlisted",
                f"“{unit}”不在本次清理的填报单位之列。",
                remedy="请联系牵头单位列入填报范围。",
            )
        )


@transaction.atomic
def confirm_columns(upload: Upload, mapping: Mapping[str, str], *, by: User) -> Upload:
    """Say which column holds what; remembered for this unit's next file with the same heading.

    ``mapping``: a column's label to a field's code, empty for a column to leave out. Raises
    ``Refusal`` where no column holds the names, or two hold the same field.
    """
    _may_upload(upload.campaign, upload.organization, by)
    codes = [code for code in mapping.values() if code]
    if FilingField.NAME not in codes:
        raise Refusal(
            Finding(
                "name-column-missing",
                "没有指明哪一栏是“项目名称”。",
                remedy="请为“项目名称”选定一栏。",
                field="mapping",
            )
        )
    upload.mapping = dict(mapping)
    upload.phase = UploadState.READING
    upload.save(update_fields=["mapping", "phase"])
    for survey in surveyed(upload, workbook_of(upload)):
        labels = {label: mapping[label] for label in survey.labels if label in mapping}
        ColumnMemory.objects.update_or_create(
            organization=upload.organization,
            signature=survey.signature,
            defaults={"mapping": labels},
        )
    record(
        "campaigns.upload.confirm_columns",
        subject=f"campaigns.upload:{upload.pk}",
        actor=by.username,
        organization=str(upload.organization_id),
        columns=len(codes),
    )
    return upload


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def read_upload(upload: Upload, *, by: User, report: Report = _unheard) -> Upload:
    """Turn the rows into filings: good ones are kept, faulty ones told cell by cell.

    Rows are told apart by their key: a corrected file changes only what it corrects. Saved part
    by part; a run that was cut short can be run again. ``report`` is told rows done, and of how
    many.
    """
    _may_upload(upload.campaign, upload.organization, by)
    workbook = workbook_of(upload)
    total = sum(sheet.height for sheet in workbook.sheets)
    mapping = mapping_of(upload, workbook)
    keeper = RowKeeper(upload, by)
    upload.faults.all().delete()
    part: list[ReadRow] = []
    faults: list[RowFault] = []
    set_aside: dict[str, int] = {}
    seen = 0
    for row in read_rows(workbook, mapping):
        seen += 1
        if isinstance(row, SetAside):
            set_aside[row.kind.label] = set_aside.get(row.kind.label, 0) + 1
            continue
        part.append(row)
        if len(part) >= ROWS_AT_ONCE:
            faults += keeper.keep(part)
            part = []
            report(seen, total)
    faults += keeper.keep(part)
    finished = _finish(upload, keeper, faults, set_aside, by=by)
    if keeper.created >= MANY_ROWS:
        _look_again_at_sizes()
    return finished


def _look_again_at_sizes() -> None:
    """After a large import the planner still believes the tables to be small."""
    with connection.cursor() as cursor:
        for model in (Filing, RowFault):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@transaction.atomic
def _finish(
    upload: Upload,
    keeper: RowKeeper,
    faults: Sequence[RowFault],
    set_aside: dict[str, int],
    *,
    by: User,
) -> Upload:
    RowFault.objects.bulk_create(faults, batch_size=ROWS_AT_ONCE)
    upload.created, upload.changed = keeper.created, keeper.changed
    upload.unchanged = keeper.unchanged
    upload.faulty = len({(fault.sheet, fault.row) for fault in faults})
    upload.set_aside = set_aside
    upload.phase = UploadState.READ
    upload.save()
    record(
        "campaigns.upload.read",
        subject=f"campaigns.upload:{upload.pk}",
        actor=by.username,
        organization=str(upload.organization_id),
        created=keeper.created,
        changed=keeper.changed,
        faulty=upload.faulty,
    )
    return upload
