"""Characters and numerals, made comparable."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

DIGITS = r"(?:\d+|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)"
"""A whole number in Arabic or Chinese numerals, as a pattern without groups."""

DASH = "[-—–~至到]+"
"""What stands between the two ends of a range, once the text is canonical."""


def halfwidth(text: str) -> str:
    """Full-width digits, letters and blanks as half-width; Chinese punctuation stays."""
    is_plain = text.isascii() or not _WIDE.search(text)
    return text if is_plain else text.translate(_HALF)


@lru_cache(maxsize=2048)
def canonical(text: str) -> str:
    """The text for comparing patterns: no blanks, half-width signs, one kind of dash."""
    return _UNUSUAL.sub(_made_plain, text)


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, or the strokes people put in empty cells."""
    return not text or (len(text) < _LONGEST_STROKE and canonical(text) in _STROKES)


def whole_number(text: str) -> int | None:
    """The number that Arabic or Chinese numerals name; ``None`` where they name none."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if any(sign in _TENS for sign in text):
        return _by_places(text)
    digits = [_UNITS.get(sign) for sign in text]
    return None if None in digits else int("".join(str(digit) for digit in digits))


def decimal_number(text: str) -> Decimal | None:
    """An amount like ``1,200.50`` or ``三``."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        number = whole_number(text)
        return None if number is None else Decimal(number)


_UNUSUAL = re.compile("[^\x21-\x7e\u4e00-\u9fff〔〕《》、。“”‘’—【】]+")
"""Whatever may change in canonical form; normalising whole texts would cost ten times as much."""
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ\u3000]")
_LONGEST_STROKE = 8
_HALF: dict[int, int | str] = {ord("０") + offset: ord("0") + offset for offset in range(10)}
_HALF |= {ord("Ａ") + offset: ord("A") + offset for offset in range(26)}
_HALF |= {ord("ａ") + offset: ord("a") + offset for offset in range(26)}
_HALF |= {0x3000: " "}
_STROKES = frozenset({"", "-", "--", "—", "——", "/", "\\", "、", "."})
_UNITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_UNITS |= {sign: value for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}


def _made_plain(match: re.Match[str]) -> str:
    return "".join(unicodedata.normalize("NFKC", match[0]).split()).replace("−", "-")


def _by_places(text: str) -> int | None:
    total, digit = 0, -1
    for sign in text:
        if sign in _TENS:
            total += _TENS[sign] * (1 if digit < 0 else digit)
            digit = -1
        elif sign in _UNITS:
            digit = _UNITS[sign]
        else:
            return None
    return total + max(digit, 0)
