"""What stands in a cell, and what is read from it; the cases are for officials to check."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.registry.readings.amounts import read_fee, read_money, read_yes_no
from honours.registry.readings.characters import (
    canonical,
    decimal_number,
    halfwidth,
    whole_number,
)
from honours.registry.readings.dates import read_day
from honours.registry.readings.documents import read_basis, read_document_numbers
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.periods import Period, earliest_next, read_period
from honours.registry.readings.quotas import read_count, read_quota
from honours.registry.readings.words import read_audiences, read_kind
from honours.registry.vocabulary import PeriodKind

Case = Mapping[str, Any]
CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "readings.yaml").read_text(encoding="utf-8")
)
READERS = (
    read_period, read_hosts, read_quota, read_count, read_money,
    read_fee, read_yes_no, read_day, read_basis, read_kind, read_audiences,
)  # fmt: skip


def cases(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[name], ids=lambda case: case["写"] or "空白")


def doubted(note: str, case: Case) -> bool:
    """Whether the note says what the case expects, and nothing where it expects nothing."""
    return case["疑"] in note if "疑" in case else note == ""


@cases("周期")
def test_a_period_is_read_with_its_doubts(case):
    period = read_period(case["写"])
    assert (period.kind.label, period.every_months) == (case["种类"], case.get("月数"))
    assert period.times == case.get("次数", 1)
    assert (period.from_year, period.until_year) == (case.get("自"), case.get("至"))
    assert period.raw == case["写"]
    assert doubted(period.note, case)


@cases("主办单位")
def test_hosts_are_told_apart(case):
    hosts = read_hosts(case["写"], brackets_undertake=case.get("括号为承办", False))
    assert list(hosts.names) == case["读"]
    assert list(hosts.undertakers) == case.get("承办", [])
    assert hosts.count_stated == case.get("个数")
    assert doubted(hosts.note, case)


@cases("名额")
def test_a_quota_is_added_up_by_who_takes_it(case):
    quota = read_quota(case["写"])
    assert (quota.collectives, quota.individuals) == (case.get("集体"), case.get("个人"))
    assert (quota.other, quota.is_approximate) == (case.get("其他"), case.get("约", False))
    assert doubted(quota.note, case)


@cases("数量")
def test_a_count_is_one_number_or_none(case):
    count = read_count(case["写"])
    assert (count.value, count.unit) == (case["数"], case["单位"])
    assert count.is_approximate == case.get("约", False)
    assert doubted(count.note, case)


@cases("金额")
def test_money_comes_out_in_yuan(case):
    money = read_money(case["写"], case.get("以", "元"))
    assert money.yuan == (case["元"] and Decimal(case["元"]))
    assert money.is_approximate == case.get("约", False)
    assert doubted(money.note, case)


@cases("收费")
def test_a_fee_says_whether_how_much_and_for_whom(case):
    fee = read_fee(case["写"])
    assert fee.charges is case["收费"]
    assert fee.yuan == (case.get("元") and Decimal(case["元"]))
    assert fee.per == case.get("每", "")
    assert doubted(fee.note, case)


@cases("是否")
def test_yes_and_no_are_never_guessed(case):
    said = read_yes_no(case["写"])
    assert said.value is case["值"]
    assert doubted(said.note, case)


@cases("日期")
def test_a_day_is_read_as_far_as_it_is_written(case):
    day = read_day(case["写"])
    assert day.value == case.get("日")
    assert case.get("错", "") in day.fault
    assert bool(day.fault) is ("错" in case)
    if day.value:
        assert day.precision.label == case["到"]
        assert doubted(day.note, case)


@cases("依据")
def test_a_basis_shows_its_documents(case):
    basis = read_basis(case["写"])
    assert [number.text for number in basis.numbers] == case["文号"]
    assert basis.kind.label == case["种类"]
    assert doubted(basis.note, case)


def test_clauses_and_titles_of_a_basis_are_kept():
    basis = read_basis("《教育法》第十三条;《教师法》第三十三条第一款")
    assert basis.titles == ("教育法", "教师法")
    assert basis.clauses == ("第十三条", "第三十三条第一款")
    assert read_document_numbers("见川委发〔2009〕3号")[0].issuer == "川委发"


@cases("类别")
def test_a_kind_is_named_by_its_words(case):
    kind = read_kind(case["写"])
    assert (kind.kind and kind.kind.label) == case.get("读")
    assert doubted(kind.note, case)


@cases("对象")
def test_everyone_named_is_an_audience(case):
    read = read_audiences(case["写"])
    assert [audience.label for audience in read.audiences] == case["读"]
    assert doubted(read.note, case)


@pytest.mark.parametrize(
    ("written", "last", "earliest"),
    [
        ("5年", date(2008, 12, 1), date(2013, 1, 1)),
        ("5年2次", date(2008, 12, 1), date(2010, 1, 1)),
        ("每年2次", date(2008, 11, 5), date(2009, 5, 1)),
        ("每月", date(2008, 12, 1), date(2009, 1, 1)),
        ("半年", date(2008, 3, 31), date(2008, 9, 1)),
        ("一次性", date(2008, 3, 31), None),
        ("2007-2009年度", date(2008, 3, 31), None),
    ],
)
def test_the_next_lawful_day_follows_from_the_period(written, last, earliest):
    assert earliest_next(read_period(written), last) == earliest


def test_a_period_without_months_has_no_next_day():
    assert earliest_next(Period(PeriodKind.REGULAR), date(2008, 1, 1)) is None


@given(years=st.integers(1, 30), times=st.integers(1, 30), year=st.integers(1950, 2050))
def test_the_next_day_is_never_before_the_last_nor_beyond_the_period(years, times, year):
    last = date(year, 6, 15)
    following = earliest_next(read_period(f"{years}年{times}次"), last)
    assert following is not None
    assert following.year <= year + years
    assert following >= date(year, 6, 1) if years * 12 < times * 12 else following > last


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_a_reading_or_loses_its_raw_text(text):
    for read in READERS:
        assert read(text).raw == text


@given(st.integers(0, 9999))
def test_arabic_and_full_width_digits_name_the_same_number(number):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    assert whole_number(halfwidth(wide)) == whole_number(canonical(wide)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两", 2), ("二〇一〇", 2010),
     ("三千二百", 3200), ("百x", None), ("甲", None), ("1x", None)],
)  # fmt: skip
def test_chinese_numerals(text, number):
    assert whole_number(text) == number


def test_an_amount_in_no_numerals_is_none():
    assert decimal_number("许多") is None
    assert decimal_number("1,200.5") == Decimal("1200.5")


def test_a_joined_text_without_end_is_left_whole():
    joined = "市委" * 100
    assert read_hosts(joined).names == (joined,)


def test_months_between_two_times_follow_from_the_period():
    assert read_period("5年2次").months_each == 30
    assert read_period("一次性").months_each is None


def test_amounts_in_impossible_numerals_are_left_unread():
    assert read_money("〇十万元").yuan is not None
    assert read_fee("每户若干元").charges is None
