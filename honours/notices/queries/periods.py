"""A notice's period laid out day by day."""

from dataclasses import dataclass
from datetime import date

from honours.kernel.calendar import SATURDAY, DayUnit, WorkCalendar, days_from
from honours.notices.models.notices import Notice
from honours.notices.queries.calendar import names_of_days, work_calendar


@dataclass(frozen=True, slots=True)
class PeriodDay:
    """One day of the strip. ``number``: its place in the count, empty where it has none."""

    day: date
    weekday: str
    number: int | None
    note: str
    is_made_up: bool
    is_past: bool
    is_today: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Countdown:
    """Where the period stands on a day, in its own sort of days, as officials write them."""

    days: tuple[PeriodDay, ...]
    elapsed: str
    left: str
    total: str


def countdown(notice: Notice, on: date) -> Countdown | None:
    """The days from the posting to the last day for objections; nothing for a draft."""
    start, end, until = notice.posted_on, notice.ends_on, notice.objections_until
    if start is None or end is None or until is None:
        return None
    calendar, names = work_calendar(start, until), names_of_days(start, until)
    days, number = [], 0
    for day in days_from(start, until):
        counts = day <= end and _counts(notice, calendar, day)
        number += counts
        days.append(
            PeriodDay(
                day=day,
                weekday="一二三四五六日"[day.weekday()],
                number=number if counts else None,
                note=_note(notice, day, names.get(day, "")),
                is_made_up=day.weekday() >= SATURDAY and names.get(day, "") != "",
                is_past=day < on,
                is_today=day == on,
                is_last=day == end,
            )
        )
    elapsed = sum(1 for one in days if one.number and one.day < on)
    said = DayUnit(notice.unit).counted
    return Countdown(tuple(days), said(elapsed), said(number - elapsed), said(number))


def _counts(notice: Notice, calendar: WorkCalendar, day: date) -> bool:
    if day == notice.posted_on and not notice.counts_first_day:
        return False
    return calendar.counts(day, DayUnit(notice.unit))


def _note(notice: Notice, day: date, name: str) -> str:
    if day == notice.posted_on and not notice.counts_first_day:
        return "公示首日，不计"
    if notice.ends_on is not None and day > notice.ends_on:
        return "仍受理异议"
    if name:
        return name
    return "周末" if day.weekday() >= SATURDAY else ""
