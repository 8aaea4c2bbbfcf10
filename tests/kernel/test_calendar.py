from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.calendar import DayUnit, WorkCalendar, days_from
from honours.kernel.verdicts import Refusal

WORKING, CALENDAR, DAYS = DayUnit.WORKING_DAYS, DayUnit.CALENDAR_DAYS, DayUnit.DAYS
SPRING = WorkCalendar(
    frozenset({2024}),
    {
        date(2024, 2, 4): True,
        date(2024, 2, 12): False,
        date(2024, 2, 13): False,
    },
)

days_of_a_year = st.dates(date(2024, 1, 1), date(2024, 12, 31))
exceptions = st.dictionaries(days_of_a_year, st.booleans(), max_size=60)
calendars = exceptions.map(lambda found: WorkCalendar(frozenset({2024, 2025, 2026}), found))
starts = st.dates(date(2024, 1, 1), date(2024, 12, 31))
lengths = st.integers(1, 40)
units = st.sampled_from(DayUnit)


def test_a_make_up_sunday_is_a_working_day_and_a_holiday_monday_is_not():
    assert SPRING.is_working_day(date(2024, 2, 4))
    assert not SPRING.is_working_day(date(2024, 2, 12))
    assert SPRING.is_working_day(date(2024, 2, 14))
    assert not SPRING.is_working_day(date(2024, 2, 11))


def test_a_year_without_a_calendar_is_refused_with_what_to_register():
    with pytest.raises(Refusal) as refused:
        SPRING.is_working_day(date(2025, 1, 2))

    (finding,) = refused.value.findings
    assert finding.code == "calendar-not-published"
    assert "2025" in finding.message
    assert "国务院办公厅" in finding.remedy


def test_calendar_days_need_no_published_calendar():
    end = SPRING.last_day(date(2030, 1, 1), 5, CALENDAR, counts_first_day=True)

    assert end == date(2030, 1, 5)


def test_a_period_across_the_turn_of_the_year_asks_for_the_next_calendar():
    with pytest.raises(Refusal):
        SPRING.last_day(date(2024, 12, 30), 5, WORKING, counts_first_day=True)


def test_a_period_without_a_day_is_no_period():
    with pytest.raises(ValueError, match="至少一天"):
        SPRING.last_day(date(2024, 2, 1), 0, WORKING, counts_first_day=True)


def test_no_day_lies_between_a_day_and_one_before_it():
    assert list(days_from(date(2024, 2, 2), date(2024, 2, 1))) == []
    assert SPRING.counted_days(date(2024, 2, 2), date(2024, 2, 1), WORKING) == 0


def test_numbers_of_days_are_written_as_officials_write_them():
    written = [unit.counted(5) for unit in (WORKING, CALENDAR, DAYS)]

    assert written == ["5个工作日", "5个自然日", "5天"]


@given(calendars, starts, lengths, units)
def test_counting_back_over_a_period_finds_its_length(calendar, start, length, unit):
    end = calendar.last_day(start, length, unit, counts_first_day=True)

    assert calendar.counted_days(start, end, unit) == length
    assert calendar.counts(end, unit)


@given(calendars, starts, lengths, units)
def test_leaving_the_first_day_out_is_counting_from_the_day_after(calendar, start, length, unit):
    after = calendar.last_day(start, length, unit, counts_first_day=False)

    assert after == calendar.last_day(
        start + timedelta(days=1), length, unit, counts_first_day=True
    )
    assert after >= calendar.last_day(start, length, unit, counts_first_day=True)


@given(calendars, starts, lengths)
def test_working_days_never_end_before_calendar_days(calendar, start, length):
    def end(unit):
        return calendar.last_day(start, length, unit, counts_first_day=True)

    assert end(WORKING) >= end(CALENDAR) == end(DAYS)


@given(calendars, starts, lengths, units)
def test_a_longer_period_ends_later(calendar, start, length, unit):
    shorter = calendar.last_day(start, length, unit, counts_first_day=True)

    assert calendar.last_day(start, length + 1, unit, counts_first_day=True) > shorter


@given(calendars, starts, st.integers(0, 30), st.integers(0, 30))
def test_days_of_two_spans_add_up(calendar, start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = calendar.counted_days(start, end, WORKING)

    assert whole == calendar.counted_days(start, middle, WORKING) + calendar.counted_days(
        middle + timedelta(days=1), end, WORKING
    )


def test_each_unit_to_choose_from_says_what_is_counted():
    told = dict(DayUnit.explained())
    assert list(told) == list(DayUnit)
    assert "不算周末" in told[WORKING]
    assert "每天都算" in told[CALENDAR]
    assert "只写“天”" in told[DAYS]
