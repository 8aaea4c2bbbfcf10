"""One entry of a table as a filing: its values, its faults, and a key that stays."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from honours.campaigns.columns.fields import PERSONAL, FilingField
from honours.campaigns.columns.guessing import ColumnGuess
from honours.campaigns.intake.values import (
    NOTING,
    FilingValues,
    Reader,
    day_faults,
    read_undertaking,
    reader_for,
)
from honours.campaigns.vocabulary import Undertaking
from honours.spreadsheets.cells import Oddity
from honours.spreadsheets.reading import Row, Sheet
from honours.spreadsheets.tables import Line


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a row cannot be taken as it stands. ``column`` counts from 0."""

    column: int
    field: FilingField
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """What a person should look at again; it keeps nothing back."""

    column: int
    field: FilingField
    message: str


class ReadRow(NamedTuple):
    """One filing as it was sent. ``raw`` holds what was written, personal columns left out.

    ``row_key`` (16 hex digits) names the row within its file for good: it returns with the marked
    copy, and it is the same when the original is corrected and sent again, as long as the name
    in the row is.
    """

    sheet: str
    row_number: int
    section: str
    row_key: str
    raw: Mapping[FilingField, str]
    values: FilingValues
    faults: tuple[CellFault, ...] = ()
    notes: tuple[RowNote, ...] = ()

    @property
    def is_good(self) -> bool:
        return not self.faults


LONGEST_READ = 1_000
"""A longer text is kept but not read: no value hides in it, and patterns would take for ever."""


_Known = dict[str, Any] | None
_BLANK = FilingValues()
_PLACES = {FilingField(name): place for place, name in enumerate(FilingValues._fields)}
_UNDERTAKING = _PLACES[FilingField.UNDERTAKING]


class EntryForm:
    """The columns of one sheet, ready to read its entries one after another."""

    def __init__(self, sheet: Sheet, guesses: Sequence[ColumnGuess]) -> None:
        self._sheet = sheet
        self._columns = tuple(
            _column(g.column, g.field, g.label)
            for g in guesses
            if g.field is not None and g.field not in PERSONAL
        )
        self._by_field = {column.field: column for column in reversed(self._columns)}
        self._readers: tuple[tuple[FilingField, int, Reader | None, int, _Known], ...] = tuple(
            (field, _PLACES[field], column.reader, column.index, {} if field in NOTING else None)
            for field, column in self._by_field.items()
            if field is not FilingField.ROW_KEY
        )
        """Each with what its column has held so far: most cells repeat an earlier one."""
        self._width = max((column.index for column in self._columns), default=-1) + 1
        by_field = [[c for c in self._columns if c.field is field] for field in self._by_field]
        self._spread = [columns for columns in by_field if len(columns) > 1]
        self._is_spread = bool(self._spread)
        self._sheet_undertaking = read_undertaking(sheet.name) if len(sheet.name) > 1 else None
        self._last_hosts = ""

    @property
    def names(self) -> frozenset[int]:
        return frozenset({self._by_field[FilingField.NAME].index})

    @property
    def filled(self) -> frozenset[int]:
        """Columns where a merged cell speaks for every row it covers."""
        return frozenset(c.index for c in self._columns if c.field not in _NOT_FILLED)

    def read(self, line: Line, keys: set[str]) -> ReadRow:
        """The filing in this line. ``keys``: those given out in this workbook so far."""
        row = line.row
        notes: list[RowNote] = []
        if line.filled:
            notes += [_filled_note(c) for c in self._columns if c.index in line.filled]
        cells = self._prepared(row.cells, notes)
        raw: dict[FilingField, str] = {}
        found: list[Any] = list(_BLANK)
        for field, place, reader, index, known in self._readers:
            text = raw[field] = cells[index]
            if not text:
                continue
            if known is None:
                found[place] = text if reader is None else reader(text)
                continue
            value = known.get(text)
            if value is None and len(text) > LONGEST_READ:
                notes.append(RowNote(index, field, _TOO_LONG))
                continue
            if value is None:
                value = _read_anew(reader, text, known)
            found[place] = value
            if value.note:
                notes.append(RowNote(index, field, value.note))
        if found[_UNDERTAKING] is None:
            found[_UNDERTAKING] = self._undertaking(row, line.section)
        values = FilingValues._make(found)
        faults = tuple(self._faults(row, raw, values)) if _is_suspect(row, raw, values) else ()
        key = self._key(row, values.name, keys)
        return ReadRow(
            self._sheet.name, row.number, line.section, key, raw, values, faults, tuple(notes)
        )

    def _prepared(self, cells: tuple[str, ...], notes: list[RowNote]) -> Sequence[str]:
        """The cells as they are read: never too few, spread columns joined, hosts carried down."""
        if len(cells) >= self._width and not self._is_spread and self._sheet.can_merge:
            return cells
        prepared = list(cells) + [""] * (self._width - len(cells))
        for columns in self._spread:
            texts = [c.qualified(prepared[c.index]) for c in columns if prepared[c.index]]
            prepared[columns[0].index] = "、".join(texts)
        hosts = self._by_field.get(FilingField.HOSTS)
        if hosts is not None and not self._sheet.can_merge:
            self._carry_down(prepared, hosts.index, notes)
        return prepared

    def _undertaking(self, row: Row, section: str) -> Undertaking | None:
        """From the section the row stands in, the column its number stands in, or the sheet."""
        if section and (named := read_undertaking(section)):
            return named
        if self._is_spread:
            for column in self._columns:
                if column.field is FilingField.SEQUENCE and "".join(row.cells[column.index :][:1]):
                    return read_undertaking(column.qualifier)
        return self._sheet_undertaking

    def _carry_down(self, cells: list[str], column: int, notes: list[RowNote]) -> None:
        """A text file cannot say that cells were merged, so a blank host means the one above."""
        if cells[column]:
            self._last_hosts = cells[column]
        elif self._last_hosts:
            cells[column] = self._last_hosts
            message = f"单元格空白，按上一行补为“{self._last_hosts}”，请核对。"
            notes.append(RowNote(column, FilingField.HOSTS, message))

    def _faults(
        self, row: Row, raw: Mapping[FilingField, str], values: FilingValues
    ) -> Iterator[CellFault]:
        if not values.name:
            yield self._fault(FilingField.NAME, *_NAME_MISSING)
        elif values.name.endswith(("…", "...")):
            yield self._fault(FilingField.NAME, *_NAME_CUT)
        if raw.get(FilingField.HOSTS) == "" and not values.filing_unit:
            yield self._fault(FilingField.HOSTS, *_HOSTS_MISSING)
        if values.established_on.fault or values.last_held_on.fault:
            for field, message in day_faults(values):
                yield self._fault(field, "date-unreadable", message, _DATE_REMEDY)
        if row.oddities:
            yield from self._oddities(row)

    def _oddities(self, row: Row) -> Iterator[CellFault]:
        for column in self._columns:
            oddity = row.oddities.get(column.index)
            if oddity is not None and column.field not in _PEACEFUL:
                yield CellFault(column.index, column.field, *_ODDITIES[oddity])

    def _fault(self, field: FilingField, code: str, message: str, remedy: str) -> CellFault:
        return CellFault(self._by_field[field].index, field, code, message, remedy)

    def _key(self, row: Row, name: str, keys: set[str]) -> str:
        """The key the row brought with it, or one from its sheet and name; never one twice."""
        column = self._by_field.get(FilingField.ROW_KEY)
        brought = row.cells[column.index] if column and column.index < len(row.cells) else ""
        key = brought if brought and _KEY.fullmatch(brought) else ""
        content = name or f"{row.number}\x1f" + "\x1f".join(row.cells)
        occurrence = 0
        while not key or key in keys:
            key = _digest(f"{self._sheet.name}\x1f{content}\x1f{occurrence}")
            occurrence += 1
        keys.add(key)
        return key


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    field: FilingField
    reader: Reader | None
    qualifier: str
    unit: str

    def qualified(self, text: str) -> str:
        """The cell with the words of its heading that its number needs: 集体20, 3.5万元."""
        if self.field is FilingField.QUOTA:
            return self.qualifier + text
        return text + self.unit if text.replace(".", "", 1).isdigit() else text


_KEY = re.compile("[0-9a-f]{16}")
_PEACEFUL = frozenset({FilingField.SEQUENCE, FilingField.REMARKS, FilingField.ROW_KEY})
"""A formula here changes nothing that is judged."""
_NOT_FILLED = frozenset({FilingField.SEQUENCE, FilingField.NAME, FilingField.ROW_KEY})
_MOST_KNOWN = 32_768
_TOO_LONG = f"文字超过{LONGEST_READ}字，只保存原文，未作识读；请改写为简短内容。"
_NAME_MISSING = ("name-missing", "项目名称空白。", "请填写项目全称；如本行多余请整行删除。")
_NAME_CUT = ("name-truncated", "项目名称以省略号结尾，疑为不完整。", "请填写项目全称。")
_HOSTS_MISSING = (
    "hosts-missing",
    "主办单位空白。",
    "请填写主办单位全称；与上一行相同的也要填写。",
)
_DATE_REMEDY = "请写成“2008年5月1日”或“2008年5月”；只知道年份的写“2008年”。"
_ODDITIES = {
    Oddity.FORMULA: (
        "formula",
        "单元格含公式，请粘贴为数值。",
        "复制该单元格，再“选择性粘贴—数值”。",
    ),
    Oddity.LOST_DIGITS: (
        "lost-digits",
        "长数字存成了数值，末几位可能已丢失。",
        "请先把单元格设为“文本”格式，再重新填写。",
    ),
    Oddity.ERROR: ("error-value", "单元格显示为错误值。", "请改填实际内容。"),
}


def _read_anew(reader: Reader | None, text: str, known: dict[str, Any]) -> Any:
    if len(known) >= _MOST_KNOWN:
        known.clear()
    value = known[text] = text if reader is None else reader(text)
    return value


def _is_suspect(row: Row, raw: Mapping[FilingField, str], values: FilingValues) -> bool:
    """Whether anything may be wrong: almost no row is, and looking closely takes time."""
    return bool(
        row.oddities
        or not values.name
        or values.name[-1] in "…."
        or raw.get(FilingField.HOSTS) == ""
        or values.established_on.fault
        or values.last_held_on.fault
    )


def _column(index: int, field: FilingField, label: str) -> _Column:
    words = ("集体", "个人", "自办", "承办", "协办")
    qualifier = next((word for word in words if word in label), "")
    unit = next((unit for unit in ("万元", "元") if f"{unit})" in label.replace("）", ")")), "")
    return _Column(index, field, reader_for(field, label), qualifier, unit)


def _filled_note(column: _Column) -> RowNote:
    return RowNote(column.index, column.field, f"“{column.field.label}”按合并单元格填入。")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
