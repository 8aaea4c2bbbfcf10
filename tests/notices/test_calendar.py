"""The calendars that are kept, and the real notices whose days they must give."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from honours.audit.queries import entries_about
from honours.kernel.calendar import DayUnit
from honours.kernel.verdicts import Refusal
from honours.notices.checks.calendar import CalendarFacts, Holiday, is_a_calendar
from honours.notices.models.calendar import CalendarDay, CalendarYear
from honours.notices.operations.calendar import register_calendar, seed_calendar
from honours.notices.operations.notices import post_notice
from honours.notices.queries.calendar import calendar_of, work_calendar
from honours.notices.vocabulary import CalendarSource, ChangeKind

PERIODS = yaml.safe_load(
    (Path(__file__).parent / "cases" / "periods.yaml").read_text(encoding="utf-8")
)
PUBLISHED = date(2026, 11, 4)
NEW_YEAR = Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3))
SPRING = Holiday(
    "春节", date(2027, 2, 5), date(2027, 2, 11), (date(2027, 1, 31), date(2027, 2, 20))
)


def facts(*holidays, year=2027, document="国办发明电〔2026〕9号"):
    return CalendarFacts(year, document, holidays or (NEW_YEAR, SPRING))


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: case["名称"])
def test_real_notices_come_out_on_their_real_days(case, calendar):
    unit = DayUnit.from_label(case["口径"])
    known = work_calendar(case["起"], case["止"])

    counted = known.counted_days(case["起"], case["止"], unit)
    end = known.last_day(case["起"], case["天数"], unit, counts_first_day=case["首日计入"])

    assert (counted, end) == (case["数"], case["止"])


def test_seeding_keeps_every_year_the_library_knows_and_no_other(calendar):
    assert calendar == list(range(2004, calendar[-1] + 1))
    assert seed_calendar() == []
    assert calendar_of(calendar[-1] + 1) is None
    assert not CalendarDay.objects.filter(is_working=False, day__week_day__in=(1, 7)).exists()


def test_the_command_says_what_it_did(db, capsys):
    call_command("seed_calendar")
    call_command("seed_calendar")

    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("已装入2004年至")
    assert said[1] == "没有新的年份。"


def test_a_year_nobody_registered_is_refused(calendar):
    day = date(calendar[-1] + 1, 1, 5)

    with pytest.raises(Refusal) as refused:
        work_calendar(day).is_working_day(day)

    assert refused.value.findings[0].code == "calendar-not-published"


def test_an_examiner_registers_a_year_from_the_notice(calendar, examiner):
    kept = register_calendar(facts(), published_on=PUBLISHED, on=PUBLISHED, by=examiner)

    known = work_calendar(date(2027, 1, 1))
    assert known.is_working_day(date(2027, 1, 31))
    assert not known.is_working_day(date(2027, 2, 8))
    assert (kept.source, kept.revision) == (CalendarSource.NOTICE, 1)
    (entry,) = entries_about("notices.calendar:2027")
    assert (entry.verb, entry.actor) == ("notices.calendar.register", examiner.username)


def test_a_later_notice_of_a_year_prevails_and_the_earlier_one_stays(calendar, examiner):
    register_calendar(facts(NEW_YEAR), published_on=PUBLISHED, on=PUBLISHED, by=examiner)

    register_calendar(facts(SPRING), published_on=PUBLISHED, on=PUBLISHED, by=examiner)

    known = work_calendar(date(2027, 1, 1))
    assert known.is_working_day(date(2027, 1, 1))
    assert not known.is_working_day(date(2027, 2, 8))
    assert CalendarYear.objects.filter(year=2027).count() == 2


def test_a_notice_of_the_next_year_may_set_the_last_days_of_this_one(calendar, examiner):
    new_year = Holiday("元旦", date(2026, 12, 31), date(2027, 1, 2), (date(2026, 12, 26),))

    register_calendar(facts(new_year), published_on=PUBLISHED, on=PUBLISHED, by=examiner)

    known = work_calendar(date(2026, 12, 20))
    assert not known.is_working_day(date(2026, 12, 31))
    assert known.is_working_day(date(2026, 12, 26))


def test_only_an_examiner_registers_a_calendar(calendar, clerk):
    with pytest.raises(PermissionDenied, match="登记工作日历"):
        register_calendar(facts(), published_on=PUBLISHED, on=PUBLISHED, by=clerk)


def test_a_faulty_calendar_is_refused_and_nothing_is_kept(calendar, examiner):
    with pytest.raises(Refusal):
        register_calendar(facts(document=" "), published_on=PUBLISHED, on=PUBLISHED, by=examiner)

    assert calendar_of(2027) is None


@pytest.mark.parametrize(
    ("holidays", "codes"),
    [
        ((), ["calendar-without-days"]),
        ((Holiday("春节", date(2027, 2, 9), date(2027, 2, 5)),), ["holiday-ends-early"]),
        ((Holiday("春节", date(2026, 12, 1), date(2027, 1, 2)),), ["day-of-another-year"]),
        (
            (Holiday("春节", date(2027, 2, 5), date(2027, 2, 6), (date(2027, 2, 9),)),),
            ["made-up-on-a-weekday"],
        ),
        (
            (Holiday("春节", date(2027, 2, 5), date(2027, 2, 7), (date(2027, 2, 6),)),),
            ["made-up-on-a-weekday"],
        ),
    ],
    ids=["没有节日", "止早于起", "别年的日子", "平日不能调休上班", "放假当天不能上班"],
)
def test_each_fault_of_a_calendar_is_named(holidays, codes):
    found = is_a_calendar(CalendarFacts(2027, "国办发明电〔2026〕9号", holidays))

    assert [finding.code for finding in found] == codes


def test_a_running_notice_that_loses_working_days_is_extended(calendar, examiner, notice, head):
    posted = post_notice(notice, on=date(2024, 1, 31), by=head)
    holiday = Holiday("春节", date(2024, 2, 2), date(2024, 2, 3))

    register_calendar(
        facts(holiday, year=2024), published_on=PUBLISHED, on=date(2024, 2, 1), by=examiner
    )

    posted.refresh_from_db()
    change = posted.changes.get()
    assert change.kind == ChangeKind.CALENDAR
    # 2月2日不再上班；新通知里2月4日也不再是调休上班日。
    assert posted.ends_on == date(2024, 2, 7)
    assert "国办发明电" in change.why


def test_a_running_notice_keeps_its_days_where_the_new_calendar_takes_none(
    calendar, examiner, notice, head
):
    posted = post_notice(notice, on=date(2024, 1, 31), by=head)

    register_calendar(facts(), published_on=PUBLISHED, on=date(2024, 2, 1), by=examiner)

    posted.refresh_from_db()
    assert not posted.changes.exists()
