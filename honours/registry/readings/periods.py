"""How often an activity is held, as catalogues print it: ``5年``, ``5年2次``, ``“十二五”期间``.

The kinds and values are those found in published catalogues (policy R062, R063).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from honours.registry.readings.characters import DASH, DIGITS, canonical, is_blank, whole_number
from honours.registry.vocabulary import PeriodKind


@dataclass(frozen=True, slots=True)
class Period:
    """``times`` within ``every_months``; a span has its first and last year instead."""

    kind: PeriodKind
    raw: str = ""
    every_months: int | None = None
    times: int = 1
    from_year: int | None = None
    until_year: int | None = None
    note: str = ""

    @property
    def months_each(self) -> Decimal | None:
        """Months between two times on average: ``5年2次`` gives 30."""
        if self.every_months is None:
            return None
        return (Decimal(self.every_months) / self.times).quantize(Decimal("0.01"))


@lru_cache(maxsize=2048)
def read_period(text: str) -> Period:
    """Never raises: what cannot be read is ``UNKNOWN`` with a note that says so."""
    if is_blank(text):
        return Period(PeriodKind.UNKNOWN, text)
    plain = canonical(text).strip("。;；,，.")
    for pattern, build in _FORMS:
        if match := pattern.fullmatch(plain):
            period = build(text, match)
            if period is not None:
                return period
    return _within_prose(text, plain)


def earliest_next(period: Period, last_held_on: date) -> date | None:
    """The first day on which the next one may lawfully be held.

    Periods in whole years count by calendar year (policy §3: the year it was last held, and the
    period may not be shortened). Several times within a period are spread evenly, and a part of
    a year is rounded in the organiser's favour. ``None`` where no next time follows from the
    period: once only, a span of years, irregular, or not readable.
    """
    if period.kind is not PeriodKind.REGULAR or period.every_months is None:
        return None
    if period.every_months % 12 == 0 and period.every_months >= 12 * period.times:
        return date(last_held_on.year + period.every_months // 12 // period.times, 1, 1)
    months = last_held_on.year * 12 + last_held_on.month - 1 + period.every_months // period.times
    return date(months // 12, months % 12 + 1, 1)


_LONGEST = 100
"""No period is longer; a larger number is a year that was written in the wrong place."""
_MONTHS = {"年": 12, "年度": 12, "个年度": 12, "周年": 12, "个月": 1, "月": 1, "季度": 3, "季": 3}
_MONTHS |= {"个季度": 3, "半年": 6, "个半年": 6}
_UNIT = "(年度|个年度|周年|年|个月|月|个季度|季度|季|个半年|半年)"
_HELD = "(?:评选表彰|评选|评比|表彰|评定|命名|开展|举办|举行|组织|评|办|搞)?"
_ONCE_EACH = "(?:一次|1次|壹次|一届|1届|一度|一评)"
_TIMES = f"({DIGITS})(?:次|届)"
_GENERALLY = "(?:周期为?|一般|原则上|通常|大约|约)*"

Build = Callable[[str, re.Match[str]], Period | None]


def _every(text: str, count: str | None, unit: str, times: str | None) -> Period | None:
    number = 1 if not count else whole_number(count)
    often = 1 if not times else whole_number(times)
    if not number or not often or number > _LONGEST:
        return None
    note = "原文写明“一般”，可能提前或延期。" if re.search("一般|原则上|通常|约", text) else ""
    months = number * _MONTHS[unit]
    return Period(PeriodKind.REGULAR, text, months, often, note=note)


def _regular(text: str, match: re.Match[str]) -> Period | None:
    return _every(text, match[1], match[2], None)


def _repeated(text: str, match: re.Match[str]) -> Period | None:
    return _every(text, match[1], match[2], match[3])


def _movable(text: str, match: re.Match[str]) -> Period | None:
    period = _every(text, match[1], match[2], None)
    note = "原文写明可提前或延期，按所写周期计算。"
    return period and Period(PeriodKind.REGULAR, text, period.every_months, note=note)


def _range(text: str, match: re.Match[str]) -> Period | None:
    period = _every(text, match[1], match[3], None)
    note = f"原文为一段范围，按较短的“{match[1]}{match[3]}”计算。"
    return period and Period(PeriodKind.REGULAR, text, period.every_months, note=note)


def _years(text: str, match: re.Match[str]) -> Period:
    first, last = int(match[1]), int(match[2])
    if last < 100:
        last += first // 100 * 100
    note = "起止年度颠倒，请核对。" if last < first else ""
    return Period(PeriodKind.SPAN, text, from_year=first, until_year=last, note=note)


def _bare_number(text: str, match: re.Match[str]) -> Period | None:
    period = _every(text, match[1], "年", None)
    note = "只写了数字，按年读取，请核对。"
    return period and Period(PeriodKind.REGULAR, text, period.every_months, note=note)


def _one_year(text: str, match: re.Match[str]) -> Period:
    year = int(match[1])
    note = "只写明一个年度，未写明是否再办。"
    return Period(PeriodKind.SPAN, text, from_year=year, until_year=year, note=note)


def _five_year_plan(text: str, match: re.Match[str]) -> Period | None:
    number = whole_number(match[1])
    if number is None or not 6 <= number <= 20:
        return None
    # The first plan ran from 1953; from the third (1966) on they follow each other without a gap.
    first = 1966 + (number - 3) * 5
    return Period(PeriodKind.SPAN, text, from_year=first, until_year=first + 4)


def _once(text: str, _: re.Match[str]) -> Period:
    return Period(PeriodKind.ONCE, text)


def _irregular(text: str, _: re.Match[str]) -> Period:
    return Period(PeriodKind.IRREGULAR, text)


def _by_session(text: str, _: re.Match[str]) -> Period:
    return Period(PeriodKind.IRREGULAR, text, note="按届次开展，原文未写明几年一届。")


_FORMS: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(\d{{4}})年?(?:度)?{DASH}(\d{{4}}|\d{{2}})(?:年|年度)?", _years),
        (r"(\d{4})(?:年|年度)", _one_year),
        (f"{_GENERALLY}每?({DIGITS})?{_UNIT}(?:{_HELD}{_ONCE_EACH})?", _regular),
        (f"{_GENERALLY}每({DIGITS})?{_UNIT}{_HELD}{_TIMES}", _repeated),
        (f"{_GENERALLY}({DIGITS}){_UNIT}(?:内|之内|以内)?{_HELD}{_TIMES}", _repeated),
        (f"每届({DIGITS}){_UNIT}", _regular),
        (f"{_GENERALLY}每?({DIGITS}){_UNIT}{_HELD}{_ONCE_EACH}?[,，;；(]?可.*", _movable),
        (f"{_GENERALLY}每?({DIGITS})年?{DASH}({DIGITS}){_UNIT}(?:{_HELD}{_ONCE_EACH})?", _range),
        (
            "[“\"'‘]?([一二三四五六七八九十]+)五[”\"'’]?(?:规划|时期|期间|规划期间)*",
            _five_year_plan,
        ),
        ("一次性(?:项目|活动|表彰)?|临时(?:性|项目|性项目)?|仅一次|1次|一次|只办一次", _once),
        (
            "不定期|无固定周期|无固定|不固定|视情况?|视情而定|适时|即时|随时|批次|按需|常年|长期",
            _irregular,
        ),
        (f"({DIGITS})(?:\\.0)?", _bare_number),
        ("每届|按届|届|每一届", _by_session),
    )
)


def _within_prose(text: str, plain: str) -> Period:
    """A period somewhere inside a sentence: the last one stated, marked as unsure."""
    found = re.findall(f"(?:每|为|改为)({DIGITS})?(?:个)?(年度|年|月|季度|半年)", plain)
    if found:
        count, unit = found[-1]
        period = _every("", count, unit, None)
        if period:
            note = "周期写在文字说明中，按最后所写读取，请核对。"
            return Period(PeriodKind.REGULAR, text, period.every_months, note=note)
    if "不定期" in plain:
        return Period(PeriodKind.IRREGULAR, text, note="周期写在文字说明中，请核对。")
    return Period(PeriodKind.UNKNOWN, text, note="未能识别周期，请改写为“5年”“每年”“一次性”等。")
