"""Blank forms with drop-downs, and how headings and cells of a workbook are set.

Text that came from outside is never written so that a spreadsheet program would run it (IN-01).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from honours.spreadsheets.cells import Value

Written = Value | Decimal | None

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "default_date_format": "yyyy-mm-dd",
}
"""For every workbook that is written: text stays text."""
BLANK_ROWS = 200


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of a blank form. ``choices`` become a drop-down, ``note`` a comment."""

    heading: str
    width: int = 14
    note: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    example: str = ""


def write_template(
    columns: Sequence[FormColumn],
    into: BinaryIO,
    *,
    title: str,
    instructions: Sequence[str],
    sections: Sequence[str] = (),
    entries: Sequence[Sequence[Written]] = (),
) -> None:
    """A blank form: a title, a heading with notes and drop-downs, and a sheet of instructions.

    ``sections``: sheets of the same form, each numbered by itself (自办, 承办协办); one if none.
    ``entries``: rows already begun, for whoever fills in the rest; then there are no others.
    """
    with xlsxwriter.Workbook(into, {**SAFE, "in_memory": True}) as workbook:
        styles = heading_styles(workbook)
        for section in sections or (title,):
            page = workbook.add_worksheet(sheet_name(section))
            _form_page(page, columns, title, len(entries) or BLANK_ROWS, styles)
            for number, entry in enumerate(entries, start=2):
                for column, value in enumerate(entry):
                    write_cell(page, number, column, value)
        guide = workbook.add_worksheet("填表说明")
        guide.set_column(0, 0, 12)
        guide.set_column(1, 1, 90)
        guide.write_string(0, 0, "填表说明", styles["title"])
        for number, line in enumerate(instructions, start=1):
            guide.write_number(number, 0, number)
            guide.write_string(number, 1, line, styles["wrapped"])


def sheet_name(name: str) -> str:
    """A name that a sheet may bear: at most 31 characters, none of those it may not hold."""
    plain = "".join("-" if sign in "[]:*?/\\" else sign for sign in name).strip("'")
    return plain[:31] or "表格"


def heading_styles(workbook: Any) -> dict[str, Any]:
    return {
        "title": workbook.add_format({"bold": True, "font_size": 16}),
        "heading": workbook.add_format(
            {
                "bold": True,
                "border": 1,
                "bg_color": "#DCE6F1",
                "text_wrap": True,
                "align": "center",
            }
        ),
        "required": workbook.add_format(
            {
                "bold": True,
                "border": 1,
                "bg_color": "#DCE6F1",
                "font_color": "#C00000",
                "text_wrap": True,
                "align": "center",
            }
        ),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"num_format": "@", "text_wrap": True}),
    }


def write_cell(page: Any, row: int, column: int, value: Written, style: Any = None) -> None:
    """One value as what it is; text always as text."""
    match value:
        case None | "":
            if style is not None:
                page.write_blank(row, column, None, style)
        case bool():
            page.write_string(row, column, "是" if value else "否", style)
        case int() | float() | Decimal():
            page.write_number(row, column, value, style)
        case datetime() | date() if style is None:
            page.write_datetime(row, column, value)
        case _:
            page.write_string(row, column, str(value), style)


def _form_page(
    page: Any,
    columns: Sequence[FormColumn],
    title: str,
    blank_rows: int,
    styles: dict[str, Any],
) -> None:
    page.merge_range(0, 0, 0, len(columns) - 1, title, styles["title"])
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width, styles["text"])
        style = styles["required" if column.is_required else "heading"]
        page.write_string(1, index, column.heading, style)
        note = column.note + (f"\n例：{column.example}" if column.example else "")
        if note:
            page.write_comment(1, index, note, {"x_scale": 2})
        if column.choices:
            page.data_validation(
                2,
                index,
                blank_rows + 1,
                index,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "error_title": "请从列表中选择",
                    "error_message": f"“{column.heading}”请填：{'、'.join(column.choices)}。",
                },
            )
    page.freeze_panes(2, 2)
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
