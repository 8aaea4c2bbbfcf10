"""The file a person sent, sent back with the cells to look at marked and a list of them.

The values, sheets, order of rows and merged cells are those of the original; its fonts, colours
and widths are not. Every row may carry a key in a hidden column, so that the corrected file tells
which rows it corrects.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from honours.spreadsheets.cells import Value, as_text, column_letters
from honours.spreadsheets.reading import Sheet, Workbook
from honours.spreadsheets.writing import SAFE, heading_styles, sheet_name, write_cell

LIST_NAME = "问题清单"
_LIST_HEADINGS = ("工作表", "行号", "单元格", "栏目", "性质", "问题", "怎样改")
KEEPS_MERGED = 20_000
"""Above so many rows the copy is written row by row, and merged cells stay apart."""
MOST_COMMENTS = 5_000
"""More comments than this make a spreadsheet program crawl; the list still names every cell."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to look at. Rows from 1, columns from 0. ``is_advice``: it keeps nothing back."""

    sheet: str
    row: int
    column: int
    label: str
    message: str
    remedy: str = ""
    is_advice: bool = False


@dataclass(frozen=True, slots=True)
class RowKeys:
    """The keys of rows, by sheet and row number, and where their column's heading goes."""

    heading: str
    by_row: Mapping[tuple[str, int], str]
    heading_rows: Mapping[str, int]
    columns: Mapping[str, int]
    """Sheets that have the column already, and where."""


def without_list(workbook: Workbook) -> Workbook:
    """The workbook as it first came: a file that was marked before brings our own list back."""
    sheets = tuple(sheet for sheet in workbook.sheets if not _is_list(sheet))
    return replace(workbook, sheets=sheets) if sheets else workbook


def write_marked(
    workbook: Workbook, marks: Sequence[Mark], into: BinaryIO, keys: RowKeys | None = None
) -> None:
    """The workbook again, with marks: red to correct, yellow to look at, each with its reason."""
    workbook = without_list(workbook)
    is_large = sum(sheet.height for sheet in workbook.sheets) > KEEPS_MERGED
    by_place = _by_place(marks)
    with xlsxwriter.Workbook(into, {**SAFE, "constant_memory": is_large}) as copy:
        styles = _styles(copy)
        names = _names(workbook.sheets)
        for sheet in workbook.sheets:
            page = copy.add_worksheet(names[sheet.name])
            _Page(page, sheet, styles, keep_merged=not is_large).write(by_place, keys)
        _write_list(copy, marks, names, styles)


def _is_list(sheet: Sheet) -> bool:
    _, first = next(sheet.values(), (0, []))
    return sheet.name == LIST_NAME and tuple(map(as_text, first)) == _LIST_HEADINGS


def _by_place(marks: Iterable[Mark]) -> dict[tuple[str, int], list[Mark]]:
    by_place: dict[tuple[str, int], list[Mark]] = {}
    for mark in marks:
        by_place.setdefault((mark.sheet, mark.row), []).append(mark)
    return by_place


def _names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """A lawful name for each sheet; the list's own name is kept free for the list."""
    names: dict[str, str] = {}
    for sheet in sheets:
        name = sheet_name(sheet.name)
        taken = {LIST_NAME, *names.values()}
        number = 2
        while name in taken:
            name = f"{sheet_name(sheet.name)[:27]}({number})"
            number += 1
        names[sheet.name] = name
    return names


def _styles(copy: Any) -> dict[str, Any]:
    return heading_styles(copy) | {
        "fault": copy.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1}),
        "advice": copy.add_format({"bg_color": "#FFEB9C", "font_color": "#7F6000", "border": 1}),
        "merged": copy.add_format({"valign": "vcenter", "text_wrap": True}),
        "link": copy.add_format({"font_color": "#0563C1", "underline": 1}),
    }


class _Page:
    """One sheet of the copy."""

    def __init__(
        self, page: Any, sheet: Sheet, styles: Mapping[str, Any], *, keep_merged: bool
    ) -> None:
        self._page = page
        self._sheet = sheet
        self._styles = styles
        self._keep_merged = keep_merged
        self._comments = 0

    def write(self, by_place: Mapping[tuple[str, int], list[Mark]], keys: RowKeys | None) -> None:
        width = max((len(values) for _, values in self._head()), default=0)
        key_column = keys.columns.get(self._sheet.name, width) if keys else width
        heading_row = keys.heading_rows.get(self._sheet.name) if keys else None
        self._page.set_column(0, max(width - 1, 0), 16)
        if heading_row is not None:
            self._page.set_column(key_column, key_column, 20, None, {"hidden": True})
        last = 0
        for number, values in self._sheet.values():
            marks = by_place.get((self._sheet.name, number), ())
            self._write_row(number, values, marks)
            if keys and number == heading_row:
                self._page.write_string(number - 1, key_column, keys.heading)
            elif keys and (key := keys.by_row.get((self._sheet.name, number))):
                self._page.write_string(number - 1, key_column, key)
            last = number
        if self._keep_merged:
            self._merge(last, width)

    def _head(self) -> Iterable[tuple[int, list[Value]]]:
        """Enough rows to know the width: all of a text file, one of a sheet (it is square)."""
        rows = self._sheet.values()
        return rows if isinstance(self._sheet.source, str) else [next(rows, (0, []))]

    def _write_row(self, number: int, values: Sequence[Value], marks: Sequence[Mark]) -> None:
        marked = {mark.column for mark in marks}
        for column, value in enumerate(values):
            if column not in marked:
                write_cell(self._page, number - 1, column, value)
        for column in sorted(marked):
            here = [mark for mark in marks if mark.column == column]
            is_advice = all(mark.is_advice for mark in here)
            value = values[column] if column < len(values) else ""
            style = self._styles["advice" if is_advice else "fault"]
            write_cell(self._page, number - 1, column, value, style)
            self._comment(number - 1, column, here)

    def _comment(self, row: int, column: int, marks: Sequence[Mark]) -> None:
        if self._comments < MOST_COMMENTS:
            self._comments += 1
            text = "\n".join(filter(None, (t for m in marks for t in (m.message, m.remedy))))
            self._page.write_comment(row, column, text, {"x_scale": 2})

    def _merge(self, last: int, width: int) -> None:
        texts = dict(self._sheet.values()) if self._sheet.merged else {}
        for area in self._sheet.merged:
            bottom, right = min(area.bottom, last), min(area.right, width - 1)
            if bottom < area.top or right < area.left or (bottom, right) == (area.top, area.left):
                continue
            text = as_text(texts[area.top][area.left])
            place = (area.top - 1, area.left, bottom - 1, right)
            try:
                self._page.merge_range(*place, text, self._styles["merged"])
            except OverlappingRange:
                continue


def _write_list(
    copy: Any, marks: Sequence[Mark], names: Mapping[str, str], styles: Mapping[str, Any]
) -> None:
    page = copy.add_worksheet(LIST_NAME)
    for column, (heading, wide) in enumerate(zip(_LIST_HEADINGS, _WIDTHS, strict=True)):
        page.set_column(column, column, wide)
        page.write_string(0, column, heading, styles["heading"])
    page.freeze_panes(1, 0)
    for number, mark in enumerate(marks, start=1):
        cell = f"{column_letters(mark.column)}{mark.row}"
        page.write_string(number, 0, mark.sheet)
        page.write_number(number, 1, mark.row)
        if number <= MOST_COMMENTS:
            link = f"internal:'{names[mark.sheet]}'!{cell}"
            page.write_url(number, 2, link, styles["link"], cell)
        else:
            page.write_string(number, 2, cell)
        page.write_string(number, 3, mark.label)
        page.write_string(number, 4, "提示" if mark.is_advice else "须改")
        page.write_string(number, 5, mark.message)
        page.write_string(number, 6, mark.remedy)


_WIDTHS = (16, 8, 10, 18, 8, 50, 50)
