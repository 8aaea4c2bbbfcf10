"""One cell: what the file holds, turned into clean text without changing what it says."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from honours.kernel.terms import Term

Value = str | float | int | bool | date | datetime | time | timedelta
"""What a cell can hold once read; an empty cell is an empty string."""


class Oddity(Term):
    """Why the text of a cell cannot be taken as it stands."""

    FORMULA = "formula", "单元格含公式"
    LOST_DIGITS = "lost_digits", "长数字末位已丢失"
    ERROR = "error", "单元格为错误值"


EXACT_BELOW = 10**15
"""Spreadsheets keep 15 significant digits; a longer number has been rounded already."""


def as_text(value: Value) -> str:
    """The cell as a person reads it: whole numbers without ``.0``, days as ``2008-05-01``."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return str(value)


def row_texts(values: Sequence[Value]) -> tuple[str, ...]:
    """The texts of a whole row. Almost every row is clean, which one search then shows."""
    texts = [value.strip() if type(value) is str else as_text(value) for value in values]
    joined = "".join(texts)
    if _UNCLEAN.search(joined) or "_x" in joined:
        return tuple([as_text(value) for value in values])
    return tuple(texts)


def clean(text: str) -> str:
    """Text without control characters, invisible marks and outer blanks, in composed form."""
    if _UNCLEAN.search(text) or "_x" in text:
        text = _ESCAPED.sub(_unescaped, text).replace("\r\n", "\n").replace("\r", "\n")
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).replace("\xa0", " "))
    return text.strip()


def columns_with_lost_digits(values: Sequence[Value]) -> list[int]:
    """Where a number is longer than a spreadsheet can keep exactly."""
    return [
        column
        for column, value in enumerate(values)
        if type(value) is float and not -EXACT_BELOW < value < EXACT_BELOW
    ]


def column_letters(column: int) -> str:
    """The letters printed above a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column, counted from 0, that these letters name."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff"
)
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_UNCLEAN = re.compile(f"[{_HIDDEN}\r\xa0\u0300-\u036f\uf900-\ufaff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(match: re.Match[str]) -> str:
    """Excel writes control characters inside text as ``_x000D_``."""
    character = chr(int(match[1], 16))
    return character if character < " " or character == "_" else match[0]
