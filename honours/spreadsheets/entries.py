"""Entries sent in as a table: one a row, headed as the blank form is, and sent back marked."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from honours.kernel.verdicts import Finding
from honours.spreadsheets.headings import Heading
from honours.spreadsheets.marking import Mark, RowKeys, write_marked
from honours.spreadsheets.reading import Sheet, Workbook
from honours.spreadsheets.tables import RowKind, open_table

Place = tuple[str, int]
"""Sheet and row."""


@dataclass(frozen=True)
class EntryForm:
    """How such a table is headed.

    ``headings`` of each field: the first as the blank form prints it, then those that mean the
    same. A table without the field ``needed`` holds no entries. ``key_heading`` names the hidden
    column by which a corrected file tells which records it corrects.
    """

    headings: Mapping[str, tuple[str, ...]]
    needed: str
    key_heading: str
    plain: Callable[[str], str]

    def code_of(self, heading: str) -> str:
        return self._codes.get(self.plain(heading), "")

    def label_of(self, code: str) -> str:
        known = self.headings.get(code)
        return known[0] if known else ""

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {
            self.plain(one): code for code, headings in self.headings.items() for one in headings
        }

    def recognise(self, text: str) -> float:
        return 1.0 if self.code_of(text) or text.strip() == self.key_heading else 0.0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it was sent; ``key`` is set where the file corrects an earlier one."""

    place: Place
    key: str
    texts: Mapping[str, str] = field(repr=False)
    columns: Mapping[str, int]


def read_entries(workbook: Workbook, form: EntryForm) -> list[EntryRow]:
    """Every entry of the file, in order."""
    return [row for sheet in workbook.sheets for row in _rows_of(sheet, form)]


def marked_entries(
    workbook: Workbook,
    form: EntryForm,
    rows: Iterable[EntryRow],
    keys: Mapping[Place, str],
    findings: Mapping[Place, Iterable[Finding]],
) -> bytes:
    """The file again with every fault at its cell, and the hidden keys for sending it again."""
    marks = [mark for row in rows for mark in _marks(row, form, findings.get(row.place, ()))]
    into = io.BytesIO()
    write_marked(workbook, marks, into, _keys(workbook, form, keys))
    return into.getvalue()


def _marks(row: EntryRow, form: EntryForm, findings: Iterable[Finding]) -> Iterator[Mark]:
    sheet, number = row.place
    for finding in findings:
        yield Mark(
            sheet,
            number,
            row.columns.get(str(finding.field), 0),
            form.label_of(str(finding.field)) or "整行",
            finding.message,
            finding.remedy,
            is_advice=not finding.is_blocking,
        )


def _keys(workbook: Workbook, form: EntryForm, keys: Mapping[Place, str]) -> RowKeys:
    heading_rows: dict[str, int] = {}
    present: dict[str, int] = {}
    for sheet in workbook.sheets:
        heading = open_table(sheet, form.recognise).heading
        if heading is not None:
            heading_rows[sheet.name] = heading.last_row
            if form.key_heading in heading.labels:
                present[sheet.name] = heading.labels.index(form.key_heading)
    return RowKeys(form.key_heading, keys, heading_rows, present)


def _rows_of(sheet: Sheet, form: EntryForm) -> Iterator[EntryRow]:
    table = open_table(sheet, form.recognise)
    if table.heading is None:
        return
    columns = _columns(table.heading, form)
    if form.needed not in columns:
        return
    labels = table.heading.labels
    key = labels.index(form.key_heading) if form.key_heading in labels else None
    for line in table.lines(frozenset({columns[form.needed]})):
        if line.kind is RowKind.ENTRY:
            cells = line.row.cells
            texts = {code: _cell(cells, column) for code, column in columns.items()}
            number = _cell(cells, key) if key is not None else ""
            yield EntryRow((sheet.name, line.row.number), number, texts, columns)


def _columns(heading: Heading, form: EntryForm) -> dict[str, int]:
    """The first column of each field."""
    columns: dict[str, int] = {}
    for number, label in enumerate(heading.labels):
        if code := form.code_of(label):
            columns.setdefault(code, number)
    return columns


def _cell(cells: tuple[str, ...], column: int) -> str:
    return cells[column] if column < len(cells) else ""
