"""Nominations as a unit sends them in a spreadsheet: one a row, headed as the blank form is."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from honours.commendations.readings.entries import EntryField, fields_for
from honours.commendations.readings.required import required_entries
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.readings.characters import canonical
from honours.spreadsheets.marking import Mark, RowKeys, write_marked
from honours.spreadsheets.reading import Sheet, Workbook
from honours.spreadsheets.tables import RowKind, open_table
from honours.spreadsheets.writing import FormColumn, write_template

KEY_HEADING = "推荐编号"
"""The hidden column by which a corrected file tells which nominations it corrects."""
MOST_ROWS = 500
_TITLES = {
    CandidateKind.PERSON: "先进个人推荐表",
    CandidateKind.COLLECTIVE: "先进集体推荐表",
}
_INSTRUCTIONS = (
    "每个推荐对象写一行；个人和集体分别用各自的表。",
    "标红的栏目送审前必须填写；可以先上传，再在系统里补填。",
    "一栏有几项的，用分号或者换行分开；曾获荣誉每项写明时间、授予机关、荣誉称号和层次。",
    "照片、职代会纪要等附件在系统里逐人上传。",
    "涉密人员不得填入本表，按保密规定另行报送。",
)


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One nomination as it was sent. ``number`` is set where the file corrects an earlier one."""

    sheet: str
    row: int
    kind: CandidateKind
    number: str
    texts: Mapping[str, str] = field(repr=False)
    columns: Mapping[str, int]


def blank_form(kind: CandidateKind) -> bytes:
    """The form to fill in, with drop-downs and instructions."""
    into = io.BytesIO()
    asked = set(required_entries(kind))
    columns = [_column(one, is_required=one.code in asked) for one in fields_for(kind).values()]
    write_template(columns, into, title=_TITLES[kind], instructions=_INSTRUCTIONS)
    return into.getvalue()


def read_nominations(workbook: Workbook) -> tuple[IntakeRow, ...]:
    """Every nomination of the file. Raises ``Refusal`` where no table is found, or too many."""
    rows = [row for sheet in workbook.sheets for row in _rows_of(sheet)]
    if not rows:
        raise Refusal(
            Finding(
                "no-nominations-found",
                "没有找到推荐表：表头须有“姓名”或者“集体名称”。",
                remedy="请下载空白表，按表头填写后再上传。",
                field="file",
            )
        )
    if len(rows) > MOST_ROWS:
        raise Refusal(
            Finding(
                "too-many-nominations",
                f"一次最多上传{MOST_ROWS}行，现为{len(rows)}行。",
                remedy="请分几次上传。",
                field="file",
            )
        )
    return tuple(rows)


def marked_copy(
    workbook: Workbook,
    rows: Iterable[IntakeRow],
    numbers: Mapping[tuple[str, int], str],
    findings: Mapping[tuple[str, int], Iterable[Finding]],
) -> bytes:
    """The file with every fault at its cell, and the hidden numbers for sending it again."""
    marks = [mark for row in rows for mark in _marks(row, findings.get((row.sheet, row.row), ()))]
    into = io.BytesIO()
    write_marked(workbook, marks, into, _keys(workbook, numbers))
    return into.getvalue()


def _marks(row: IntakeRow, findings: Iterable[Finding]) -> Iterator[Mark]:
    labels = fields_for(row.kind)
    for finding in findings:
        column = row.columns.get(finding.field, 0)
        label = labels[finding.field].label if finding.field in labels else "推荐对象"
        yield Mark(
            row.sheet,
            row.row,
            column,
            label,
            finding.message,
            finding.remedy,
            is_advice=not finding.is_blocking,
        )


def _keys(workbook: Workbook, numbers: Mapping[tuple[str, int], str]) -> RowKeys:
    heading_rows: dict[str, int] = {}
    present: dict[str, int] = {}
    for sheet in workbook.sheets:
        heading = open_table(sheet, _recognise).heading
        if heading is not None:
            heading_rows[sheet.name] = heading.last_row
            if KEY_HEADING in heading.labels:
                present[sheet.name] = heading.labels.index(KEY_HEADING)
    return RowKeys(KEY_HEADING, numbers, heading_rows, present)


def _rows_of(sheet: Sheet) -> Iterator[IntakeRow]:
    table = open_table(sheet, _recognise)
    if table.heading is None:
        return
    labels = [canonical(label) for label in table.heading.labels]
    kind = CandidateKind.COLLECTIVE if "集体名称" in labels else CandidateKind.PERSON
    columns = {
        one.code: labels.index(canonical(one.label))
        for one in fields_for(kind).values()
        if canonical(one.label) in labels
    }
    name = columns.get("collective_name" if kind is CandidateKind.COLLECTIVE else "name")
    if name is None:
        return
    key = labels.index(KEY_HEADING) if KEY_HEADING in labels else None
    for line in table.lines(frozenset({name})):
        cells = line.row.cells
        if line.kind is RowKind.ENTRY:
            texts = {code: _cell(cells, column) for code, column in columns.items()}
            number = _cell(cells, key) if key is not None else ""
            yield IntakeRow(sheet.name, line.row.number, kind, number, texts, columns)


def _cell(cells: tuple[str, ...], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _recognise(text: str) -> float:
    return 1.0 if canonical(text) in _known_labels() else 0.0


def _known_labels() -> frozenset[str]:
    kinds = (CandidateKind.PERSON, CandidateKind.COLLECTIVE)
    labels = {canonical(one.label) for kind in kinds for one in fields_for(kind).values()}
    return frozenset(labels | {KEY_HEADING})


def _column(one: EntryField, *, is_required: bool) -> FormColumn:
    choices: tuple[str, ...] = ()
    if one.is_flag:
        choices = ("是", "否")
    elif one.terms is not None and not one.is_several:
        choices = tuple(term.label for term in one.terms)
    return FormColumn(
        one.label, 30 if one.is_long else 14, one.help_text, choices, is_required=is_required
    )
