"""A table inside a sheet: titles above it, its heading, its entries, and all that stands between.

Knows how tables are printed, not what they are about: whoever asks says which words make a
heading (``recognise``) and which columns make an entry.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from honours.kernel.terms import Term
from honours.spreadsheets.headings import Heading, Recognise, find_heading, squeezed
from honours.spreadsheets.reading import Row, Sheet
from honours.spreadsheets.scanning import MergedRange

HEAD = 60
"""A heading stands within this many rows of the top, or nowhere."""


class RowKind(Term):
    """What a row is. Every row of a sheet is exactly one of these, so none goes missing."""

    TITLE = "title", "标题行"
    HEADING = "heading", "表头"
    ENTRY = "entry", "数据行"
    SECTION = "section", "分节行"
    TOTAL = "total", "合计行"
    NOTE = "note", "说明行"
    BLANK = "blank", "空行"
    UNREAD = "unread", "无表头，未读取"


class Line(NamedTuple):
    """A row and what it is. ``filled``: columns whose text a merged cell above supplied."""

    row: Row
    kind: RowKind
    section: str = ""
    filled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose heading has been looked for; ``lines`` can be run through once."""

    sheet: Sheet
    heading: Heading | None
    head: tuple[Row, ...]
    rest: Iterator[Row]

    def lines(
        self,
        essential: frozenset[int],
        fill: frozenset[int] = frozenset(),
        is_section: Callable[[str], bool] = lambda _: False,
    ) -> Iterator[Line]:
        """Every row, in order. ``essential``: columns without which a lone text is no entry;
        ``fill``: columns where a merged cell speaks for all the rows it covers."""
        rows = chain(self.head, self.rest)
        if self.heading is None:
            for row in rows:
                yield Line(row, RowKind.UNREAD if any(row.cells) else RowKind.BLANK)
            return
        covering = _Covering(self.sheet.merged, fill, self.heading.last_row)
        section = ""
        for row in rows:
            kind = _kind(row, self.heading, essential, is_section)
            if kind is RowKind.ENTRY:
                line = Line(row, kind, section)
                yield covering.filled(line) if covering.is_needed else line
                continue
            if kind is RowKind.SECTION:
                section = next(cell for cell in reversed(row.cells) if cell)
            covering.pass_by(row)
            yield Line(row, kind, section)


def open_table(sheet: Sheet, recognise: Recognise) -> Table:
    """The sheet with its heading found, or with none."""
    rows = sheet.rows()
    head = tuple(islice(rows, HEAD))
    return Table(sheet, find_heading(head, sheet.merged, recognise), head, rows)


_TOTAL = re.compile(
    r"(?:本页|分类|自办|承办)?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计)(?:[(（].*[)）])?[:：]?[\d\s]*[项个]?"
)
_NOTE = re.compile(
    r"(?:注|说明|备注|填表说明|填报说明|填表人|填报人|制表人?|审核人?|复核人?|经办人|单位负责人|负责人|"
    r"联系人|联系电话|电话|填报单位|填报时间|填报日期|日期)\s*[:：]|注\s*\d|[*※★]|"
    r".{0,14}[(（](?:盖章|公章|签字|签章|签名)[)）]\s*[:：]?"
)
_SIGNED = re.compile(
    r"[零〇一二三四五六七八九十\d]{4}\s*年\s*[一二三四五六七八九十\d]*\s*月\s*[一二三四五六七八九十\d]*\s*日?"
    r"|第\s*\d+\s*页.*|共\s*\d+\s*页.*"
)
_SECTION = re.compile(
    r"[一二三四五六七八九十]+\s*、.*|[(（][一二三四五六七八九十]+[)）].*|第[一二三四五六七八九十]+部分.*"
)


def _kind(
    row: Row, heading: Heading, essential: frozenset[int], is_section: Callable[[str], bool]
) -> RowKind:
    if heading.first_row <= row.number <= heading.last_row:
        return RowKind.HEADING
    if row.cells.count("") == len(row.cells):
        return RowKind.ENTRY if row.oddities else RowKind.BLANK
    if row.number < heading.first_row:
        return RowKind.TITLE
    return _kind_below(row, heading, essential, is_section)


def _kind_below(
    row: Row, heading: Heading, essential: frozenset[int], is_section: Callable[[str], bool]
) -> RowKind:
    cells = row.cells
    filled = len(cells) - cells.count("")
    first = 0 if cells[0] else next(column for column, cell in enumerate(cells) if cell)
    opening = cells[first]
    if filled <= 2:
        others = [cell for cell in cells if cell and cell != opening]
        if not others:
            return _kind_of_lone(opening, first, essential, is_section)
        if is_section(others[0]) and len(opening) <= 4:
            return RowKind.SECTION
    if "计" in opening and first <= 2 and _TOTAL.fullmatch(opening):
        return RowKind.TOTAL
    if filled <= 4 and first <= 1 and _NOTE.match(opening):
        return RowKind.NOTE
    return RowKind.HEADING if _repeats(row, heading) else RowKind.ENTRY


def _kind_of_lone(
    text: str, column: int, essential: frozenset[int], is_section: Callable[[str], bool]
) -> RowKind:
    if is_section(text) or _SECTION.fullmatch(text):
        return RowKind.SECTION
    if _TOTAL.fullmatch(text):
        return RowKind.TOTAL
    # Remarks stand at the left edge, signatures and dates at the right one; what is left is an
    # entry with almost everything missing, and whoever reads it has to be told.
    is_entry = column in essential or column > 1
    return (
        RowKind.NOTE
        if not is_entry or _NOTE.match(text) or _SIGNED.fullmatch(text)
        else (RowKind.ENTRY)
    )


def _repeats(row: Row, heading: Heading) -> bool:
    if heading.words.isdisjoint(row.cells):
        return False
    cells = squeezed(row.cells)
    for printed in heading.printed:
        pairs = [(own, other) for own, other in zip(cells, printed, strict=False) if own]
        if len(pairs) >= 2 and sum(own == other for own, other in pairs) >= 0.8 * len(pairs):
            return True
    return False


class _Covering:
    """Which merged cell covers which column as the rows go by."""

    def __init__(
        self, merged: Sequence[MergedRange], columns: frozenset[int], heading_ends: int
    ) -> None:
        self._starting: dict[int, list[MergedRange]] = {}
        for area in merged:
            if area.bottom > area.top > heading_ends and area.left in columns:
                self._starting.setdefault(area.top, []).append(area)
        self._current: dict[int, tuple[int, str]] = {}
        self.is_needed = bool(self._starting)

    def pass_by(self, row: Row) -> None:
        for area in self._starting.pop(row.number, ()):
            text = row.cells[area.left] if area.left < len(row.cells) else ""
            self._current[area.left] = (area.bottom, text)

    def filled(self, line: Line) -> Line:
        """The line with the blanks under a merged cell filled from it."""
        row = line.row
        if self._starting:
            self.pass_by(row)
        if not self._current:
            return line
        texts = {
            column: text
            for column, (bottom, text) in self._current.items()
            if row.number <= bottom and text and row.cells[column : column + 1] == ("",)
        }
        if not texts:
            return line
        cells = tuple(texts.get(column, cell) for column, cell in enumerate(row.cells))
        return line._replace(row=row._replace(cells=cells), filled=frozenset(texts))
