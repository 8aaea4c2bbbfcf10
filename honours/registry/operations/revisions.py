"""What every entry in the register needs: the next numbers, and the particulars kept by day."""

from collections.abc import Sequence
from datetime import date

from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity, NumberSeries, Revision
from honours.registry.queries.particulars import particulars_of

ROWS_AT_ONCE = 1000


def take_numbers(year: int, count: int) -> list[str]:
    """The next numbers of a year. Whoever else wants some waits until this transaction ends."""
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return [f"{year}-{number:06d}" for number in range(first, first + count)]


def revise(activities: Sequence[Activity], *, since: date, reason: str = "") -> None:
    """Keep what the register says of these activities from a day on."""
    Revision.objects.bulk_create(
        (
            Revision(
                activity=activity,
                since=since,
                particulars=particulars_of(activity, as_text=True),
                reason=reason,
            )
            for activity in activities
        ),
        batch_size=ROWS_AT_ONCE,
    )


def refuse_without_reason(reason: str, deed: str) -> None:
    if not reason.strip():
        raise Refusal(
            Finding(
                "reason-missing",
                f"{deed}须写明理由。",
                remedy="请填写理由后再办。",
                field="reason",
            )
        )


def refuse_future(day: date, today: date, what: str, field: str) -> None:
    """The register tells what has happened: today's standing follows from days up to today."""
    if day > today:
        raise Refusal(
            Finding(
                "day-in-the-future",
                f"{what}不能晚于今天（{today}），所填为{day}。",
                remedy="请核对日期；尚未发生的，请到当日再办。",
                field=field,
            )
        )
