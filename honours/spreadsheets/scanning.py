"""A look over the raw XML of a sheet before it is parsed.

Finds what the parser would hide (formulas, error values, hidden rows) and how far the sheet really
reaches, because the parser lays out the whole rectangle in memory. Almost every piece of an
ordinary file is cleared by a few byte searches; only a piece with something odd is walked through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from honours.spreadsheets.cells import Oddity, column_index, column_letters
from honours.spreadsheets.container import refused
from honours.spreadsheets.limits import Limits


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells printed as one. Rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetScan:
    """What one sheet holds besides values. Rows are counted from 1, columns from 0."""

    oddities: dict[int, dict[int, Oddity]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[MergedRange] = field(default_factory=list)
    bottom: int = 0
    right: int = 0
    """The number of columns that hold something."""


def scan_sheet(pieces: Iterator[bytes], limits: Limits) -> SheetScan:
    """Raises ``Refusal`` where the sheet is larger than ``limits`` allow."""
    scan = SheetScan()
    walker = _Walker(scan)
    outside: re.Pattern[bytes] | None = None
    for number, piece in enumerate(_whole_rows(pieces)):
        if number == 0:
            outside = _trusted_claim(piece, scan, limits)
        if outside is None or not _is_ordinary(piece, outside):
            walker.walk(piece)
    _small_enough(scan, limits)
    return scan


_DIMENSION = re.compile(rb'<dimension ref="A1:([A-Z]{1,3})(\d{1,7})"/>')
_ATTRIBUTES = rb"((?>[^<>\"'/]+|\"[^\"<]*\"|'[^'<]*'|/(?!>))*+)"
_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c|f|v|is|mergeCell)(?=[\s/>])" + _ATTRIBUTES + rb"(?:/)?>")
_OPENING = re.compile(rb"<(?:[\w.-]+:)?(?:row|c)(?=[\s/>])")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})?(\d{1,7})[\"']")
_RANGE = re.compile(rb"\sref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_IS_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_IS_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_PREFIXED = re.compile(rb":(?:c|f|row)[\s/>]")
_LONGEST_PIECE = 16 * 1024 * 1024


def _whole_rows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a row begins, so that no tag is split between two pieces."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"<row")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > _LONGEST_PIECE:
            raise refused("sheet-broken", "工作表内有一行过长，无法读取。")
    yield rest


def _trusted_claim(head: bytes, scan: SheetScan, limits: Limits) -> re.Pattern[bytes] | None:
    """A pattern for cells outside the size the sheet claims, if that claim is within limits."""
    claim = _DIMENSION.search(head)
    if claim is None:
        return None
    right, bottom = column_index(claim[1].decode()) + 1, int(claim[2])
    if right > limits.columns or bottom > limits.rows or right * bottom > limits.cells:
        return None
    scan.right, scan.bottom = right, bottom
    within = f'<c r="(?!(?:{_letters_up_to(right)})(?:{_numbers_up_to(bottom)})")'
    return re.compile(within.encode())


def _is_ordinary(piece: bytes, outside: re.Pattern[bytes]) -> bool:
    """Whether nothing in the piece needs a closer look, by byte searches alone."""
    cells = piece.count(b'<c r="')
    return not (
        piece.count(b"<c") != cells
        or b"<f" in piece
        or b'="e' in piece
        or b"hidd" in piece
        or b"mergeCell" in piece
        or _PREFIXED.search(piece)
        or outside.search(piece)
    )


def _small_enough(scan: SheetScan, limits: Limits) -> None:
    if scan.bottom > limits.rows or scan.right > limits.columns:
        raise refused(
            "sheet-too-large",
            f"工作表有{scan.bottom}行、{scan.right}列，超过{limits.rows}行、{limits.columns}列。",
            "请删去表格以外的内容，或分成几个文件上传。",
        )
    if scan.bottom * scan.right > limits.cells:
        raise refused(
            "sheet-too-large",
            f"工作表撑开为{scan.bottom}行、{scan.right}列，单元格过多。",
            "请删去表格右侧和下方零散的内容，再行上传。",
        )


@dataclass(slots=True)
class _Walker:
    """Goes through a piece tag by tag. A cell that gives no place stands right of the last one."""

    scan: SheetScan
    row: int = 0
    column: int = -1

    def walk(self, piece: bytes) -> None:
        """Raises ``Refusal`` for a tag that is written so that it cannot be followed."""
        followed = 0
        for tag in _TAG.finditer(piece):
            followed += tag[1] in (b"row", b"c")
            match tag[1]:
                case b"row":
                    self._enter_row(tag[2])
                case b"c":
                    self._enter_cell(tag[2])
                case b"f":
                    self._mark(Oddity.FORMULA)
                case b"mergeCell":
                    self._merge(tag[2])
                case _:
                    self.scan.bottom = max(self.scan.bottom, self.row)
                    self.scan.right = max(self.scan.right, self.column + 1)

        if followed != len(_OPENING.findall(piece)):
            raise refused("sheet-broken", "工作表的内部格式不规范，无法安全读取。")

    def _enter_row(self, attributes: bytes) -> None:
        place = _REFERENCE.search(attributes)
        self.row = int(place[2]) if place else self.row + 1
        self.column = -1
        if _IS_HIDDEN.search(attributes):
            self.scan.hidden_rows.add(self.row)

    def _enter_cell(self, attributes: bytes) -> None:
        place = _REFERENCE.search(attributes)
        self.column += 1
        if place and place[1]:
            self.row, self.column = int(place[2]), column_index(place[1].decode())
        if _IS_ERROR.search(attributes):
            self._mark(Oddity.ERROR)

    def _merge(self, attributes: bytes) -> None:
        if place := _RANGE.search(attributes):
            left, top, right, bottom = place.groups()
            self.scan.merged.append(
                MergedRange(
                    int(top),
                    column_index(left.decode()),
                    int(bottom),
                    column_index(right.decode()),
                )
            )

    def _mark(self, oddity: Oddity) -> None:
        self.scan.oddities.setdefault(self.row, {})[self.column] = oddity


def _letters_up_to(count: int) -> str:
    """A pattern for the letters of the first ``count`` columns (at most 702)."""
    if count <= 26:
        return f"[A-{column_letters(count - 1)}]"
    letters = column_letters(count - 1)
    first, last = letters[0], letters[1]
    doubles = f"|[A-{chr(ord(first) - 1)}][A-Z]" if first > "A" else ""
    return f"[A-Z]{doubles}|{first}[A-{last}]"


def _numbers_up_to(largest: int) -> str:
    """A pattern for the whole numbers from 1 to ``largest``, without leading zeros."""
    digits = str(largest)
    options = [rf"[1-9]\d{{0,{len(digits) - 2}}}"] if len(digits) > 1 else []
    for place, digit in enumerate(digits):
        low = 1 if place == 0 else 0
        if int(digit) > low:
            rest = rf"\d{{{len(digits) - place - 1}}}"
            options.append(rf"{digits[:place]}[{low}-{int(digit) - 1}]{rest}")
    return "|".join([*options, digits])
