"""What a calendar that an official registers must look like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.kernel.calendar import SATURDAY, days_from
from honours.kernel.verdicts import Finding

LAST_DAYS = (12, 20)
"""From this day of December on, a day may stand in the notice of the next year."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of the notice: its days off, and the weekend days worked in exchange."""

    name: str
    begins_on: date
    ends_on: date
    made_up_on: tuple[date, ...] = ()
    row: int = 0
    """Its row on the page, for what is wrong with it."""


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """The notice as an official copies it."""

    year: int
    document: str
    holidays: tuple[Holiday, ...]


def departures(facts: CalendarFacts) -> dict[date, tuple[bool, str]]:
    """The days that depart from the week: whether worked, and the holiday they belong to."""
    found: dict[date, tuple[bool, str]] = {}
    for holiday in facts.holidays:
        for day in days_from(holiday.begins_on, holiday.ends_on):
            if day.weekday() < SATURDAY:
                found[day] = (False, holiday.name)
        for day in holiday.made_up_on:
            found[day] = (True, f"{holiday.name}调休")
    return found


def is_a_calendar(facts: CalendarFacts) -> Iterator[Finding]:
    """Days in their year, holidays in order, work made up on Saturdays and Sundays only."""
    if not facts.document.strip():
        yield Finding(
            "calendar-without-notice",
            "没有写明依据哪个放假通知。",
            remedy="请填写国务院办公厅通知的标题或文号。",
            field="document",
        )
    if not facts.holidays:
        yield Finding(
            "calendar-without-days",
            "没有填写任何节日。",
            remedy="请照通知填写。",
            field="holidays",
        )
    for holiday in facts.holidays:
        yield from _faults_of(holiday, facts.year)


def _faults_of(holiday: Holiday, year: int) -> Iterator[Finding]:
    name, number = holiday.name, holiday.row
    if holiday.ends_on < holiday.begins_on:
        yield Finding(
            "holiday-ends-early",
            f"{name}的止日早于起日。",
            remedy="请核对通知。",
            field=f"{number}-ends_on",
        )
    days = (holiday.begins_on, holiday.ends_on, *holiday.made_up_on)
    if outside := [day for day in days if not _belongs(day, year)]:
        yield Finding(
            "day-of-another-year",
            f"{name}的{outside[0].isoformat()}不属于{year}年的通知。",
            remedy="请核对年份。",
            field=f"{number}-begins_on",
        )
    off = set(days_from(holiday.begins_on, holiday.ends_on))
    for day in holiday.made_up_on:
        if day.weekday() < SATURDAY or day in off:
            yield Finding(
                "made-up-on-a-weekday",
                f"{name}的调休上班日{day.isoformat()}不是放假以外的周六、周日。",
                remedy="请核对通知。",
                field=f"{number}-made_up_on",
            )


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= LAST_DAYS)
