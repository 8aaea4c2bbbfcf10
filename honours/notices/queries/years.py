"""A year of the calendar, month by month, for people to look at."""

import calendar
from dataclasses import dataclass
from datetime import date

from honours.kernel.calendar import SATURDAY, DayUnit
from honours.notices.models.calendar import CalendarYear
from honours.notices.queries.calendar import calendar_of, names_of_days, work_calendar

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of a month's grid. ``sign`` is 班 or 休 where the day departs from the week."""

    day: date
    is_inside: bool
    is_working: bool
    sign: str
    name: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday, and how many days are worked in it."""

    number: int
    weeks: tuple[tuple[YearDay, ...], ...]
    working_days: int


@dataclass(frozen=True, slots=True)
class Year:
    published: CalendarYear
    months: tuple[Month, ...]
    working_days: int


def year_shown(year: int, today: date) -> Year | None:
    """The year as published; nothing where it has not been."""
    published = calendar_of(year)
    if published is None:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    known, names = work_calendar(first), names_of_days(first, last)
    months = []
    for number in MONTHS:
        weeks = tuple(
            tuple(
                _day(day, number, names.get(day, ""), day.month == number, today) for day in week
            )
            for week in calendar.Calendar().monthdatescalendar(year, number)
        )
        end = date(year, number, calendar.monthrange(year, number)[1])
        worked = known.counted_days(date(year, number, 1), end, DayUnit.WORKING_DAYS)
        months.append(Month(number, weeks, worked))
    return Year(published, tuple(months), sum(month.working_days for month in months))


def _day(day: date, month: int, name: str, is_inside: bool, today: date) -> YearDay:
    is_weekend = day.weekday() >= SATURDAY
    is_working = is_weekend if name else not is_weekend
    sign = ("班" if is_working else "休") if name and is_inside else ""
    return YearDay(day, day.month == month, is_working, sign, name, day == today)
