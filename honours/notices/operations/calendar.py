"""Calendars come in: from the kept library once, from the State Council's notice every year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from chinese_calendar import constants
from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.audit.operations import record
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.calendar import SATURDAY
from honours.kernel.verdicts import Refusal
from honours.notices.checks.calendar import CalendarFacts, departures, is_a_calendar
from honours.notices.models.calendar import CalendarDay, CalendarYear
from honours.notices.operations.extending import extend_for_calendar
from honours.notices.queries.calendar import calendar_of, work_calendar
from honours.notices.vocabulary import CalendarSource

Departures = Mapping[date, tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class NewCalendar:
    """A calendar to be kept: its year, what it rests on, and its days."""

    year: int
    document: str
    published_on: date | None
    source: CalendarSource
    days: Departures


@transaction.atomic
def seed_calendar() -> list[int]:
    """Keep the calendar of every year that the library really knows and that is not kept yet.

    Returns the years added; a second run adds none.
    """
    kept = set(CalendarYear.objects.values_list("year", flat=True))
    known = _years_known()
    added = sorted(known - kept)
    document = f"chinesecalendar {version('chinesecalendar')}（依国务院办公厅各年放假通知整理）"
    for year in added:
        _keep(NewCalendar(year, document, None, CalendarSource.LIBRARY, _days_of(year)), by="")
    if added:
        record(
            "notices.calendar.seed",
            subject=f"notices.calendar:{added[0]}-{added[-1]}",
            actor="",
            years=len(added),
        )
    return added


@transaction.atomic
def register_calendar(
    facts: CalendarFacts, *, published_on: date, on: date, by: User
) -> CalendarYear:
    """Keep a year's calendar from the State Council's notice. A later one of the year prevails.

    Running notices that lose working days by it are extended by as many. Raises ``Refusal`` where
    the days do not fit the year or the week, ``PermissionDenied`` for all but examiners.
    """
    if not mandate_of(by).holds(Role.EXAMINER):
        raise PermissionDenied(f"“登记工作日历”须由具有“{Role.EXAMINER.label}”职责的人员办理。")
    if findings := tuple(is_a_calendar(facts)):
        raise Refusal(*findings)
    before = work_calendar(on)
    new = NewCalendar(
        facts.year, facts.document.strip(), published_on, CalendarSource.NOTICE, departures(facts)
    )
    kept = _keep(new, by=by.username)
    record(
        "notices.calendar.register",
        subject=f"notices.calendar:{kept.year}",
        actor=by.username,
        revision=kept.revision,
        days=len(new.days),
        document=kept.document,
    )
    extend_for_calendar(before, work_calendar(on), document=kept.document, on=on, by=by)
    return kept


def _keep(new: NewCalendar, *, by: str) -> CalendarYear:
    earlier = calendar_of(new.year)
    kept = CalendarYear.objects.create(
        year=new.year,
        revision=earlier.revision + 1 if earlier else 1,
        document=new.document,
        published_on=new.published_on,
        source=new.source,
        registered_by=by,
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(calendar_year=kept, day=day, is_working=is_working, name=name)
        for day, (is_working, name) in sorted(new.days.items())
    )
    return kept


def _years_known() -> set[int]:
    return {day.year for day in constants.holidays}


def _days_of(year: int) -> dict[date, tuple[bool, str]]:
    names = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    off = {
        day: (False, names[name])
        for day, name in constants.holidays.items()
        if day.year == year and day.weekday() < SATURDAY
    }
    made_up = {
        day: (True, f"{names[name]}调休")
        for day, name in constants.workdays.items()
        if day.year == year
    }
    return off | made_up
