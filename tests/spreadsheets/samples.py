"""Spreadsheets made for tests, harmless and harmful."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

Drawing = Callable[[Any, Any], None]


def drawn(*sheets: tuple[str, Drawing]) -> bytes:
    """An .xlsx whose sheets are drawn by functions of the workbook and the sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, draw in sheets:
            draw(book, book.add_worksheet(name))
    return content.getvalue()


def of_rows(rows: Sequence[Sequence[Any]], name: str = "登记表") -> bytes:
    def draw(_: Any, page: Any) -> None:
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return drawn((name, draw))


def with_parts(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The same container with parts added, or put in the place of its own."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return changed.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_sheet_xml(content: bytes, change: Callable[[str], str]) -> bytes:
    name = "xl/worksheets/sheet1.xml"
    return with_parts(content, {name: change(part_of(content, name))})
