"""When an activity may lawfully be held again, with the working an official can follow."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.registry.readings.periods import Period, earliest_next, read_period
from honours.registry.vocabulary import PeriodKind


@dataclass(frozen=True, slots=True)
class NextTime:
    """``day``: the first lawful day, ``None`` where none follows; ``working`` says why."""

    day: date | None
    working: str


def next_time(period: Period, last_held_on: date | None) -> NextTime:
    """The first day on which the next one may be held (policy §3), in words."""
    if period.kind is not PeriodKind.REGULAR or period.every_months is None:
        return NextTime(None, _WITHOUT_A_NEXT.get(period.kind, "没有写明周期，无法推算。"))
    rhythm = f"每{in_words(period.every_months)}{period.times}次"
    if last_held_on is None:
        return NextTime(None, f"周期为{rhythm}，但未登记上次开展时间，无法推算。")
    day = earliest_next(period, last_held_on)
    last = f"{last_held_on.year}年{last_held_on.month}月{last_held_on.day}日"
    held = f"上次于{last}开展，周期为{rhythm}"
    if day is None:
        return NextTime(None, f"{held}，无法推算。")
    if day.month == 1 and period.every_months % 12 == 0:
        years = day.year - last_held_on.year
        sum_shown = f"按自然年度计算：{last_held_on.year}＋{years}＝{day.year}"
    else:
        sum_shown = f"平均每次相隔{in_words(period.every_months // period.times)}"
    return NextTime(day, f"{held}；{sum_shown}，最早{day.year}年{day.month}月{day.day}日。")


def period_from(kind: str, months_each: Decimal | None, raw: str = "") -> Period:
    """The period that stored values stand for; the raw text is used where it says the same."""
    read = read_period(raw)
    if raw and read.kind == kind and read.months_each == months_each:
        return read
    if kind != PeriodKind.REGULAR or months_each is None:
        return Period(PeriodKind(kind), raw)
    for times in range(1, 13):
        if months_each * times == int(months_each * times):
            return Period(PeriodKind.REGULAR, raw, int(months_each * times), times)
    return Period(PeriodKind.REGULAR, raw, round(months_each))


def in_words(months: int) -> str:
    """``60`` is 5年, ``18`` is 18个月."""
    return f"{months // 12}年" if months % 12 == 0 else f"{months}个月"


_WITHOUT_A_NEXT = {
    PeriodKind.ONCE: "一次性项目，不再开展。",
    PeriodKind.IRREGULAR: "不定期项目，没有固定周期，无法推算。",
    PeriodKind.SPAN: "只批准在指定年度内开展，期满须重新申报。",
}
