"""Days as people write them: 2008年5月, 2008.5, 2008-05-01, 二〇〇八年五月, 39569."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from honours.kernel.terms import Term
from honours.registry.readings.characters import canonical, is_blank, whole_number

UNRECOGNISED = "未能识别日期，请写成“2008年5月1日”或“2008年5月”。"
"""The fault of what is no date at all."""


class Precision(Term):
    """How much of a date was written; the rest of ``value`` is the first possible day."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it was written. ``fault``: why what was written is no date."""

    value: date | None = None
    raw: str = ""
    precision: Precision = Precision.DAY
    note: str = ""
    fault: str = ""


@lru_cache(maxsize=2048)
def read_day(text: str) -> Day:
    """Never raises: a day that does not exist comes back with ``fault`` and no value."""
    if is_blank(text):
        return Day(raw=text)
    plain = _CLOCK.sub("", canonical(text))
    for pattern in _WRITTEN:
        if match := pattern.match(plain):
            rest = plain[match.end() :]
            return _calendar_day(text, match, rest)
    if plain.isdigit() and len(plain) == 5:
        return _serial_day(text, int(plain))
    return Day(raw=text, fault=UNRECOGNISED)


_NUMERAL = "[零〇一二两三四五六七八九十]"
_YEAR = rf"(?P<year>\d{{4}}|{_NUMERAL}{{4}})"
_CLOCK = re.compile(r"T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}年(?P<month>\d{{1,2}}|{_NUMERAL}{{1,3}})月(?P<day>\d{{1,2}}|{_NUMERAL}{{1,3}})日?",
        rf"{_YEAR}年(?P<month>\d{{1,2}}|{_NUMERAL}{{1,3}})月",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})(?!\d)",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?!\d)",
        r"(?P<year>\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        rf"{_YEAR}(?:年度?)",
        r"(?P<year>(?:19|20)\d{2})(?!\d)",
        r"(?P<year>\d{2})年",
    )
)
_EPOCH = date(1899, 12, 30)
_PLAUSIBLE = range(1900, 2100)


def _calendar_day(text: str, match: re.Match[str], rest: str) -> Day:
    found = match.groupdict()
    notes: list[str] = []
    year = _number(found["year"])
    if year < 100:
        year += 2000 if year <= 30 else 1900
        notes.append(f"年份只写两位，按{year}年读取。")
    month, day = found.get("month"), found.get("day")
    if rest and rest not in ("起", "至今", "开始"):
        notes.append(f"日期之后另有“{rest}”，未计入。")
    if re.fullmatch(r"\d{4}\.1", text.strip()):
        notes.append("写作“.1”，也可能是10月（末位0被表格略去），请核对。")
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        value = date(year, _number(month or "1"), _number(day or "1"))
    except ValueError:
        return Day(raw=text, precision=precision, fault=f"“{text.strip()}”不是日历上有的日期。")
    if year not in _PLAUSIBLE:
        return Day(raw=text, precision=precision, fault=f"年份“{year}”不合常理，请核对。")
    return Day(value, text, precision, "".join(notes))


def _serial_day(text: str, serial: int) -> Day:
    value = _EPOCH + timedelta(days=serial)
    return Day(value, text, note=f"单元格存为日期序号，按{value.isoformat()}读取。")


def _number(text: str) -> int:
    number = whole_number(text)
    return 0 if number is None else number
