"""Days as sources print them: whole, or only a year, or a year and a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and what was assumed to make it whole."""

    on: date
    note: str = ""


def first_day(written: str) -> Day:
    """``2018`` is taken from 1 January on, ``2020-08`` from the first of the month.

    Raises ``ValueError`` where the form is another or the calendar has no such day.
    """
    year, month, day = _parts(written)
    return Day(date(year, month or 1, day or 1), _note(written, month, day, "初"))


def last_day(written: str) -> Day:
    """``2018`` is taken to last until 31 December, ``2009-05`` until the end of the month."""
    year, month, day = _parts(written)
    month_or_last = month or 12
    last = day or monthrange(year, month_or_last)[1]
    return Day(date(year, month_or_last, last), _note(written, month, day, "末"))


def _parts(written: str) -> tuple[int, int | None, int | None]:
    found = _FORM.fullmatch(written)
    if not found:
        raise ValueError(f"日期“{written}”应写作2010-06-01、2010-06或2010。")
    year, month, day = (int(part) if part else None for part in found.groups())
    _refuse_absent_days(written, year or 0, month or 1, day or 1)
    return year or 0, month, day


def _refuse_absent_days(written: str, year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"日历上没有“{written}”这一天。") from None


def _note(written: str, month: int | None, day: int | None, edge: str) -> str:
    if day:
        return ""
    unit = "月" if month else "年"
    return f"来源只载{written}，按当{unit}{edge}计。"
