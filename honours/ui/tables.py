"""Columns and rows, drawn once in Python: a row costs no template work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from honours.kernel.terms import Term
from honours.ui.parts import Tone

Cell = str | int | Decimal | date | None


class Look(Term):
    """How the cells of a column are set."""

    TEXT = "text", "文字"
    NUMBER = "number", "数字"
    DATE = "date", "日期"
    WORD = "word", "词语"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    ``text`` gives the value of a row; without it ``key`` names the attribute (``a__b`` follows).
    ``order`` names the database field to sort by (never null); empty where sorting makes no sense.
    ``tone`` colours a ``Look.WORD``. Exports carry what ``text`` gives, with its type.
    """

    key: str
    label: str
    text: Callable[[Any], Cell] | None = None
    look: Look = Look.TEXT
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    order: str = ""
    is_heading: bool = False

    @property
    def read(self) -> Callable[[Any], Cell]:
        """How the value is had from a row; for many rows, ask once."""
        return self.text or attrgetter(self.key.replace("__", "."))

    def value(self, row: Any) -> Cell:
        return self.read(row)

    @property
    def css(self) -> str:
        return f"is-{self.look.value}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column. ``url`` sorts by it; ``sorted`` is the word for ``aria-sort``."""

    label: str
    is_number: bool = False
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table without filters: its cells are plain values or safe text."""

    caption: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]

    @property
    def body(self) -> SafeString:
        return SafeString("".join(map(self._drawn, self.rows)))

    def _drawn(self, row: Sequence[Cell]) -> str:
        pairs = zip(self.headings, row, strict=True)
        cells = "".join(_plain_cell(heading, value) for heading, value in pairs)
        return f"<tr>{cells}</tr>"


class RowDrawer:
    """Draws rows of a list: what does not change from row to row is prepared once."""

    def __init__(self, columns: Sequence[Column], tick: str = "") -> None:
        self._tick = tick
        self._columns = [(column, *_around(column)) for column in columns]

    def draw(self, rows: Iterable[Any]) -> SafeString:
        return mark_safe("".join(map(self._drawn, rows)))  # noqa: S308

    def _drawn(self, row: Any) -> str:
        cells = [
            f"{opening}{_inside(column, row)}{closing}"
            for column, opening, closing in self._columns
        ]
        tick = self._box(row) if self._tick else ""
        return f'<tr id="row-{row.pk}">{tick}{"".join(cells)}</tr>'

    def _box(self, row: Any) -> str:
        name = escape(shown(self._columns[0][0].value(row)))
        return (
            f'<td class="is-tick"><input type="checkbox" name="{escape(self._tick)}" '
            f'value="{row.pk}" aria-label="选择{name}"></td>'
        )


def shown(value: Cell) -> str:
    """A value as pages print it: days as ``2010-06-01``, nothing as nothing."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{localtime(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case Term():
            return value.label
        case _:
            return str(value)


def _plain_cell(heading: Heading, value: Cell) -> str:
    css = "is-number" if heading.is_number else "is-text"
    return f'<td class="{css}" data-label="{escape(heading.label)}">{_drawn(value)}</td>'


def _around(column: Column) -> tuple[str, str]:
    label, css = escape(column.label), column.css
    if column.is_heading:
        return f'<th scope="row" class="{css}" data-label="{label}">', "</th>"
    return f'<td class="{css}" data-label="{label}">', "</td>"


def _inside(column: Column, row: Any) -> str:
    value = column.value(row)
    text = _drawn(value)
    if column.look is Look.WORD and text:
        tone = column.tone(row) if column.tone else Tone.NEUTRAL
        text = f'<span class="word word-{escape(str(tone))}">{text}</span>'
    if column.link:
        return f'<a href="{escape(column.link(row))}">{text}</a>'
    return text


def _drawn(value: Cell) -> str:
    """A value as markup. What a room has marked safe goes through as it is."""
    return value if isinstance(value, SafeString) else escape(shown(value))
