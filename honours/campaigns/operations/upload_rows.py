"""Keeping the rows of an upload: each becomes a filing of its unit, is updated, or is told why."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from honours.audit.operations import PlannedEntry, record_many
from honours.campaigns.columns.fields import FilingField
from honours.campaigns.intake.entries import CellFault, ReadRow
from honours.campaigns.intake.particulars import particulars_of_row
from honours.campaigns.models import Declaration, Filing, RowFault, Upload
from honours.campaigns.vocabulary import DeclarationState, FilingState, Undertaking
from honours.directory.models import User
from honours.directory.vocabulary import Level
from honours.registry.queries.particulars import FIELDS
from honours.workflow.operations import begin_many


class RowKeeper:
    """Keeps rows part by part, a constant number of queries for each part."""

    def __init__(self, upload: Upload, by: User) -> None:
        self.created = self.changed = self.unchanged = 0
        self._upload = upload
        self._by = by
        declarations = upload.campaign.declarations.select_related("organization").annotate(
            own=Count("filings", filter=Q(filings__undertaking=Undertaking.OWN)),
            other=Count("filings", filter=~Q(filings__undertaking=Undertaking.OWN)),
        )
        self._declarations = {row.organization.name: row for row in declarations}
        self._own = next(
            (row for row in declarations if row.organization_id == upload.organization_id), None
        )
        self._numbers = {
            (row.pk, is_own): count
            for row in declarations
            for is_own, count in ((True, row.own), (False, row.other))
        }

    @transaction.atomic
    def keep(self, rows: Sequence[ReadRow]) -> list[RowFault]:
        """Save the good rows of a part; return the faults of the others."""
        faults: list[RowFault] = []
        good: list[tuple[ReadRow, Declaration]] = []
        for row in rows:
            declaration, found = self._declaration_of(row)
            if declaration is None or row.faults or found:
                faults += [self._fault(row, fault) for fault in (*row.faults, *found)]
            else:
                good.append((row, declaration))
        faults += self._save(good)
        return faults

    def _declaration_of(self, row: ReadRow) -> tuple[Declaration | None, list[CellFault]]:
        named = row.values.filing_unit
        declaration = self._declarations.get(named) if named else self._own
        if declaration is not None and self._is_theirs(declaration):
            return declaration, []
        message = f"“{named}”不是本次清理的填报单位。" if named else "没有写明填报单位。"
        remedy = "请填写填报单位全称；确有此单位的，请联系牵头单位列入填报范围。"
        return None, [CellFault(-1, FilingField.FILING_UNIT, "unit-unknown", message, remedy)]

    def _is_theirs(self, declaration: Declaration) -> bool:
        """A unit files for itself alone; the lead bureau's file may name any unit called upon."""
        is_lead = self._upload.organization_id == self._upload.campaign.organization_id
        return is_lead or declaration.organization_id == self._upload.organization_id

    def _save(self, good: Sequence[tuple[ReadRow, Declaration]]) -> list[RowFault]:
        known = self._known(good)
        new: list[Filing] = []
        changed: list[Filing] = []
        faults: list[RowFault] = []
        for row, declaration in good:
            particulars = particulars_of_row(row, Level(declaration.organization.level))
            filing = known.get((declaration.pk, row.row_key))
            if filing is not None and _says(filing, particulars):
                self.unchanged += 1
            elif not _is_open(declaration, filing):
                faults.append(self._fault(row, _ALREADY_FILED))
            elif filing is None:
                new.append(self._filing(row, declaration, particulars))
            else:
                changed.append(_changed(filing, particulars))
        begin_many(new, by=self._by)
        self._update(changed)
        self.created += len(new)
        self.changed += len(changed)
        return faults

    def _known(self, good: Sequence[tuple[ReadRow, Declaration]]) -> dict[tuple[int, str], Filing]:
        keys = [row.row_key for row, _ in good]
        filings = Filing.objects.filter(campaign=self._upload.campaign, row_key__in=keys)
        return {(filing.declaration_id, filing.row_key): filing for filing in filings}

    def _filing(
        self, row: ReadRow, declaration: Declaration, particulars: dict[str, Any]
    ) -> Filing:
        undertaking = row.values.undertaking or Undertaking.OWN
        number = (declaration.pk, undertaking is Undertaking.OWN)
        self._numbers[number] += 1
        return Filing(
            campaign=self._upload.campaign,
            declaration=declaration,
            organization=declaration.organization,
            undertaking=undertaking,
            sequence=self._numbers[number],
            row_key=row.row_key,
            upload=self._upload,
            **particulars,
        )

    def _update(self, filings: Sequence[Filing]) -> None:
        fields = [*(field.name for field in FIELDS), "upload"]
        for filing in filings:
            filing.upload = self._upload
        Filing.objects.bulk_update(filings, fields, batch_size=200)
        record_many(
            PlannedEntry(
                "campaigns.filing.amend",
                subject=filing.subject(),
                actor=self._by.username,
                organization=str(filing.organization_id),
                detail={"upload": self._upload.pk},
            )
            for filing in filings
        )

    def _fault(self, row: ReadRow, fault: CellFault) -> RowFault:
        return RowFault(
            upload=self._upload,
            sheet=row.sheet[:60],
            row=row.row_number,
            column=fault.field.label,
            code=fault.code,
            message=fault.message[:300],
            remedy=fault.remedy[:300],
        )


def _says(filing: Filing, particulars: dict[str, Any]) -> bool:
    return all(getattr(filing, name) == value for name, value in particulars.items())


def _is_open(declaration: Declaration, filing: Filing | None) -> bool:
    """New rows need a declaration still being compiled; known ones a filing still to be filed."""
    if filing is None:
        return declaration.state == DeclarationState.COMPILING
    return filing.state == FilingState.ENTERED


def _changed(filing: Filing, particulars: dict[str, Any]) -> Filing:
    for name, value in particulars.items():
        setattr(filing, name, value)
    return filing


_ALREADY_FILED = CellFault(
    -1,
    FilingField.NAME,
    "already-filed",
    "该事项已经报送，不能再用表格修改。",
    "请联系牵头单位退回后再改。",
)
