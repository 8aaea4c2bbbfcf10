"""Days that are written down by hand: not before they come, nor before what they follow on."""

from datetime import date

from django.utils import timezone

from honours.kernel.verdicts import Finding, Refusal


def refuse_day_to_come(on: date, *, field: str = "on") -> None:
    if on > timezone.localdate():
        raise Refusal(
            Finding("date-to-come", "日期还没有到。", remedy="请核对日期。", field=field)
        )


def refuse_day_before(on: date, first: date, what: str, *, field: str = "on") -> None:
    """``what`` names the event of ``first``, such as 授予荣誉."""
    if on < first:
        raise Refusal(
            Finding(
                "date-too-early",
                f"日期早于{what}的日期（{first.year}年{first.month}月{first.day}日）。",
                remedy="请核对日期。",
                field=field,
            )
        )
