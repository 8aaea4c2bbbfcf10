"""Working days with their make-up days. A year without a published calendar is never guessed.

The State Council publishes, year by year, which working days become holidays and which Saturdays
and Sundays become working days. Everything else follows the week.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DayUnit(Term):
    """How a document counts days. A bare “天” keeps its own wording and counts every day."""

    WORKING_DAYS = "working_days", "工作日"
    CALENDAR_DAYS = "calendar_days", "自然日"
    DAYS = "days", "天"

    @classmethod
    def explained(cls) -> list[tuple[str, str]]:
        """The units to choose from, each with what is counted."""
        return [(unit.value, f"{unit.label}（{_COUNTS[unit]}）") for unit in cls]

    def counted(self, number: int) -> str:
        """A number of them as it is written: 5个工作日, 5天."""
        return f"{number}{'' if self is DayUnit.DAYS else '个'}{self.label}"


_COUNTS = {
    DayUnit.WORKING_DAYS: "不算周末和法定节假日，调休上班日计入",
    DayUnit.CALENDAR_DAYS: "每天都算",
    DayUnit.DAYS: "每天都算，文件只写“天”的选此项，公示上照写",
}


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years whose calendar is published, and the days that depart from the week."""

    years: frozenset[int]
    exceptions: Mapping[date, bool] = field(default_factory=dict)
    """A holiday on a weekday is ``False``, a make-up Saturday or Sunday ``True``."""

    def is_working_day(self, day: date) -> bool:
        """Raises ``Refusal`` where the year of the day has no published calendar."""
        if day.year not in self.years:
            raise Refusal(_not_published(day.year))
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def counts(self, day: date, unit: DayUnit) -> bool:
        """Whether the day counts towards a period in that unit."""
        return unit is not DayUnit.WORKING_DAYS or self.is_working_day(day)

    def counted_days(self, start: date, end: date, unit: DayUnit) -> int:
        """How many days count from ``start`` to ``end``, both of them in."""
        return sum(self.counts(day, unit) for day in days_from(start, end))

    def last_day(self, start: date, length: int, unit: DayUnit, *, counts_first_day: bool) -> date:
        """The last day of a period of ``length`` days that starts with an event on ``start``.

        Where the first day is not counted, counting starts with the day after. Raises
        ``ValueError`` for a period without a day, ``Refusal`` for a year not published.
        """
        if length < 1:
            raise ValueError(f"期限至少一天，所给为{length}。")
        day = start if counts_first_day else start + ONE_DAY
        remaining = length - self.counts(day, unit)
        while remaining:
            day += ONE_DAY
            remaining -= self.counts(day, unit)
        return day


def days_from(start: date, end: date) -> Iterator[date]:
    """Every day from ``start`` to ``end``, both of them in; none where the end comes first."""
    day = start
    while day <= end:
        yield day
        day += ONE_DAY


def _not_published(year: int) -> Finding:
    return Finding(
        "calendar-not-published",
        f"{year}年的工作日历还没有登记，不能推算工作日。",
        remedy=f"请先登记国务院办公厅关于{year}年部分节假日安排的通知，再办理本事项。",
        detail={"year": str(year)},
    )
