"""Tables that leave while they are written: lists as shown, of any length, in constant memory.

Text that came from outside is never written so that a spreadsheet program would run it (IN-01,
IN-02): in .xlsx it is stored as text, in .csv it is marked with an apostrophe.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import BinaryIO, TypeVar

import xlsxwriter

from honours.spreadsheets.cells import column_letters
from honours.spreadsheets.writing import SAFE, Written, heading_styles, sheet_name

Row = TypeVar("Row")

ROWS_AT_ONCE = 250
LONGEST = 32_767
"""What a spreadsheet program takes into one cell."""
SHEET = "xl/worksheets/sheet1.xml"


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Written]]) -> Iterator[bytes]:
    """The rows as .csv in UTF-8 with a mark that Chinese Excel needs, some lines at a time."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    yield "\ufeff".encode()
    writer.writerow(_guarded_row(headings))
    yield _emptied(lines)
    for batch in _batches(rows):
        writer.writerows(map(_guarded_row, batch))
        yield _emptied(lines)


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a program would take it for a formula."""
    opening = text.lstrip(" \u3000")[:1]
    return f"'{text}" if text[:1] in _TRIGGERS or opening in _TRIGGERS else text


def xlsx_pieces(
    headings: Sequence[str],
    rows: Iterable[Sequence[Written]],
    *,
    title: str = "",
    sheet: str = "表格",
) -> Iterator[bytes]:
    """The rows as an .xlsx, each piece as soon as it is packed. ``title`` stands above them."""
    frame, outlet = _frame(headings, title, sheet), _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in frame.parts.items():
            package.writestr(name, content)
        yield outlet.taken()
        with package.open(SHEET, "w") as page:
            page.write(frame.opening.encode())
            number = frame.first_row
            for batch in _batches(rows):
                lines = [_line(place, row, frame) for place, row in enumerate(batch, number)]
                page.write("".join(lines).encode())
                number += len(batch)
                if piece := outlet.taken():
                    yield piece
            page.write(frame.closing.encode())
    yield outlet.taken()


def write_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Written]],
    into: BinaryIO,
    *,
    title: str = "",
    sheet: str = "表格",
) -> None:
    """The same into a file."""
    into.writelines(xlsx_pieces(headings, rows, title=title, sheet=sheet))


@dataclass(frozen=True, slots=True)
class _Frame:
    """A workbook around the rows that are still to come."""

    parts: dict[str, bytes]
    opening: str
    closing: str
    first_row: int
    day_style: str


class _Outlet:
    """What a package is written into where nobody can go back: it keeps what is not yet sent."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        pieces = b"".join(self._pieces)
        self._pieces.clear()
        return pieces


_TRIGGERS = frozenset("=+-@\t\r\n\x00＝＋－＠")
_SUSPECT = _TRIGGERS | {" ", "\u3000"}
_LETTERS = tuple(column_letters(place) for place in range(702))
_MARKUP = re.compile("[<>&\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_EPOCH = datetime(1899, 12, 31)  # noqa: DTZ001 - a spreadsheet knows no zones


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        yield batch


def _emptied(lines: io.StringIO) -> bytes:
    written = lines.getvalue().encode()
    lines.seek(0)
    lines.truncate()
    return written


def _guarded_row(row: Sequence[Written]) -> Sequence[object]:
    """Mostly there is nothing to guard, which one look at each opening sign shows."""
    for cell in row:
        if type(cell) is not str or cell[:1] in _SUSPECT:
            return [guarded(one) if isinstance(one, str) else _plain(one) for one in row]
    return row


def _plain(value: Written) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def _frame(headings: Sequence[str], title: str, sheet: str) -> _Frame:
    """Drawn by xlsxwriter around one day, which tells how days look, and then taken apart."""
    drawn, top = io.BytesIO(), 1 if title else 0
    with xlsxwriter.Workbook(drawn, {**SAFE, "in_memory": True}) as workbook:
        page = workbook.add_worksheet(sheet_name(sheet))
        styles = heading_styles(workbook)
        if title:
            page.write_string(0, 0, title, styles["title"])
        for column, heading in enumerate(headings):
            page.set_column(column, column, min(40, max(10, 2 * len(heading) + 2)))
            page.write_string(top, column, heading, styles["heading"])
        page.freeze_panes(top + 1, 0)
        page.write_datetime(top + 1, 0, _EPOCH.replace(year=2000))
    with zipfile.ZipFile(drawn) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before, _, rest = parts.pop(SHEET).decode().partition(f'<row r="{top + 2}"')
    sample, _, closing = rest.partition("</row>")
    opening = re.sub("<dimension [^>]*/>", "", before)
    style = sample.partition(' s="')[2].partition('"')[0]
    return _Frame(parts, opening, closing, top + 2, style)


def _line(number: int, row: Sequence[Written], frame: _Frame) -> str:
    cells = [
        _cell(f"{letters}{number}", value, frame)
        for letters, value in zip(_LETTERS, row, strict=False)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Written, frame: _Frame) -> str:
    """One value as what it is; text always as text."""
    if isinstance(value, bool):
        return _text(place, "是" if value else "否")
    if isinstance(value, int | float | Decimal):
        return f'<c r="{place}"><v>{value}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{frame.day_style}"><v>{_serial(value)}</v></c>'
    return _text(place, str(value))


def _text(place: str, text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    if _MARKUP.search(text):
        text = _MARKUP.sub(_spelled, text)
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{place}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _spelled(match: re.Match[str]) -> str:
    """Markup by its name; what XML cannot hold, and what looks like it, as Excel spells it."""
    sign = match[0]
    return _NAMED.get(sign) or (f"_x005F{sign}" if len(sign) > 1 else f"_x{ord(sign):04X}_")


def _serial(day: date) -> float:
    """Days since the eve of 1900, which spreadsheets take for a leap year."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    passed = moment.replace(tzinfo=None) - _EPOCH
    days = passed.days + passed.seconds / 86_400
    return days + 1 if days > 59 else days
