"""The working-day calendar as far as it is published."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from honours.kernel.calendar import WorkCalendar
from honours.notices.models.calendar import CalendarDay, CalendarYear


def work_calendar(*days: date) -> WorkCalendar:
    """The calendar of the years around these days, from the latest notice of each. Two queries.

    A notice may set days at the end of the year before its own; then it prevails there.
    """
    years = range(min(days).year - 1, max(days).year + 3)
    latest = latest_calendars(years)
    rows = CalendarDay.objects.filter(calendar_year__in=[one.pk for one in latest])
    ordered = rows.order_by("calendar_year__year", "day").values_list("day", "is_working")
    return WorkCalendar(frozenset(one.year for one in latest), dict(ordered))


def latest_calendars(years: Iterable[int] | None = None) -> list[CalendarYear]:
    """The publication that prevails for each year, the earliest year first."""
    rows = CalendarYear.objects.all()
    if years is not None:
        rows = rows.filter(year__in=list(years))
    newest = rows.order_by().values("year").annotate(last=Max("revision"))
    wanted = {row["year"]: row["last"] for row in newest}
    return [one for one in rows.order_by("year") if wanted[one.year] == one.revision]


def calendar_of(year: int) -> CalendarYear | None:
    """What prevails for the year, or nothing where it has not been published here."""
    return CalendarYear.objects.filter(year=year).order_by("-revision").first()


def names_of_days(start: date, end: date) -> dict[date, str]:
    """What the prevailing calendars call each day that departs from the week."""
    latest = latest_calendars(range(start.year, end.year + 2))
    rows = CalendarDay.objects.filter(
        calendar_year__in=[one.pk for one in latest], day__gte=start, day__lte=end
    )
    return dict(rows.order_by("calendar_year__year").values_list("day", "name"))
