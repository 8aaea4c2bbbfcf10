"""Checks by cases that officials can read, on the rulebook that the system ships with."""

import calendar
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.campaigns.checks.faults import FINDING_LABELS
from honours.campaigns.checks.reduction import ReductionProgress, meets_the_reduction_target
from honours.campaigns.checks.screening import (
    CONDUCT_CHECKS,
    OWN_ITEM_CHECKS,
    SCREENING_CHECKS,
    Screener,
    unruled,
)
from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Citation, Weight
from honours.policies.catalogue import RuleKey
from honours.policies.catalogue.words import Shape
from honours.policies.readings.shipped import shipped_rules
from honours.registry.checks.faults import Fault
from honours.registry.checks.names import short_region
from honours.registry.checks.periods import next_lawful_on, printed_period
from tests.campaigns.case_reading import cases_in, facts_in, rules_on

FILES = ("conduct", "basis", "names", "periods", "numbers", "repetition", "cleanup")
CASES = [case for name in FILES for case in cases_in(name)]
A_CLAUSE = Citation("某文件", "第一条")
A_DAY = date(2010, 6, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_the_findings_are_those_of_the_day_and_the_place(case):
    rules = rules_on(case["日期"], case["地区"])

    findings = Screener(rules).findings_on(facts_in(case["项目"]))

    assert [FINDING_LABELS[finding.code] for finding in findings] == case["发现"]


def test_the_cases_reach_every_fault():
    reached = {label for case in CASES for label in case["发现"]}

    assert {fault.label for fault in Fault} == reached


def test_every_finding_says_why_and_what_next():
    for case in CASES:
        rules = rules_on(case["日期"], case["地区"])
        for finding in Screener(rules).findings_on(facts_in(case["项目"])):
            assert finding.citation is not None
            assert finding.remedy.endswith("。")
            assert finding.message.endswith("。")


def test_what_was_not_said_weighs_as_missing_and_nothing_else_does():
    for case in CASES:
        rules = rules_on(case["日期"], case["地区"])
        for finding in Screener(rules).findings_on(facts_in(case["项目"])):
            is_missing = finding.weight is Weight.MISSING
            assert is_missing == finding.code.endswith("-missing")


def test_two_codes_never_share_a_label():
    assert len(set(FINDING_LABELS.values())) == len(FINDING_LABELS)


def test_a_screener_says_what_asking_every_check_in_turn_would_say():
    for case in CASES:
        rules, facts = rules_on(case["日期"], case["地区"]), facts_in(case["项目"])
        is_own = facts.undertaking.label == "自办"
        asked = (*CONDUCT_CHECKS, *(OWN_ITEM_CHECKS if is_own else ()))
        codes = [finding.code for check in asked for finding in check(facts, rules)]
        found = [finding.code for finding in Screener(rules).findings_on(facts)]
        assert list(dict.fromkeys(codes)) == list(dict.fromkeys(found))


def test_every_check_is_silent_where_no_rule_is_in_force():
    nothing_in_force = Rules.on_day(A_DAY, [])

    for case in CASES:
        for check in SCREENING_CHECKS:
            assert list(check(facts_in(case["项目"]), nothing_in_force)) == []


@pytest.mark.parametrize("key", [key for key in RuleKey if key.shape is Shape.FLAG])
def test_a_flag_that_allows_everything_demands_nothing(key):
    """What forbids says no to “may it?”; what demands says yes to “must it?”."""
    for answer in (True, False):
        rules = Rules.on_day(A_DAY, [Rule(key, answer, A_DAY, A_CLAUSE)])
        for case in CASES:
            screener = Screener(rules)
            if screener.findings_on(facts_in(case["项目"])):
                break
        else:
            return
    pytest.fail(f"{key.label}无论取何值都有发现。")


def test_an_item_settled_as_a_commendation_is_not_classified_away():
    facts = facts_in({"名称": "巴中市卫生单位创建", "适用制度": "评比达标表彰"})

    assert Screener(rules_on(date(2023, 6, 1), "巴中市")).findings_on(facts) == ()


def test_several_host_kinds_unknown_are_each_asked_for():
    rules = rules_on(date(2023, 6, 1), "鸠江区")
    facts = facts_in(
        {"层级": "县级", "主办单位": ["区教体中心", "区文旅中心"], "主办单位类别": []}
    )

    messages = [finding.message for finding in Screener(rules).findings_on(facts)]

    assert len(messages) == 2
    assert "区文旅中心" in messages[1]


def test_the_fee_found_is_printed_in_the_finding():
    facts = facts_in({"收费": "是", "收费总额": "12000.50"})

    (finding,) = Screener(rules_on(A_DAY, "巴中市")).findings_on(facts)

    assert finding.message == "向参评单位或个人收费，收费总额12,000.50元。"


def test_what_no_document_sets_is_named():
    silent = unruled(rules_on(A_DAY, "巴中市"))

    assert RuleKey.FEE_ALLOWED not in silent
    assert RuleKey.PERIOD_YEARS_MIN in silent
    assert set(silent) == set(unruled(Rules.on_day(A_DAY, []))) - {
        rule.key for rule in shipped_rules() if rule.is_in_force(A_DAY, "5119")
    }


@pytest.mark.parametrize(
    ("filed", "gone", "codes"),
    [
        (75, 7, ["reduction-below-target"]),
        (100, 69, ["reduction-below-target"]),
        (100, 70, []),
        (0, 0, []),
    ],
)
def test_the_reduction_is_held_against_the_target_of_the_place(filed, gone, codes):
    found = list(
        meets_the_reduction_target(ReductionProgress(filed, gone), rules_on(A_DAY, "巴中市"))
    )

    assert [finding.code for finding in found] == codes


def test_a_missed_target_is_said_plainly_with_its_formula():
    (finding,) = meets_the_reduction_target(ReductionProgress(75, 7), rules_on(A_DAY, "巴中市"))

    assert finding.message == "减幅为7÷75＝9.33%，未达到70%的目标。"


def test_no_target_is_held_against_a_place_that_set_none():
    found = list(meets_the_reduction_target(ReductionProgress(75, 7), rules_on(A_DAY, "成都市")))

    assert found == []


@given(filed=st.integers(1, 5000), gone=st.integers(0, 5000))
def test_the_target_is_missed_exactly_when_too_little_goes(filed, gone):
    target = Decimal("0.70")
    rules = Rules.on_day(A_DAY, [Rule(RuleKey.REDUCTION_TARGET_MIN, target, A_DAY, A_CLAUSE)])

    found = list(meets_the_reduction_target(ReductionProgress(filed, min(gone, filed)), rules))

    assert bool(found) == (min(gone, filed) * 100 < filed * 70)


@given(
    last=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    months=st.decimals("0.25", "600", places=2),
)
def test_an_item_never_waits_longer_than_its_period(last, months):
    due = next_lawful_on(last, months)

    assert (due.year - last.year) * 12 + due.month - last.month <= months


@given(last=st.dates(date(1990, 1, 1), date(2090, 12, 31)), years=st.integers(1, 20))
def test_a_period_of_whole_years_ends_with_the_calendar_year(last, years):
    assert next_lawful_on(last, Decimal(years * 12)) == date(last.year + years, 1, 1)


@given(last=st.dates(date(1990, 1, 1), date(2090, 12, 31)), months=st.integers(1, 240))
def test_a_longer_period_never_ends_sooner_within_its_kind(last, months):
    if months % 12 and (months + 1) % 12:
        assert next_lawful_on(last, Decimal(months)) < next_lawful_on(last, Decimal(months + 1))


@given(
    count=st.integers(0, 20),
    most=st.integers(0, 20),
    key=st.sampled_from((RuleKey.YEARLY_MAX_CITY, RuleKey.YEARLY_MAX_COUNTY)),
)
def test_a_year_is_too_full_exactly_above_the_limit_of_the_level(count, most, key):
    rules = Rules.on_day(A_DAY, [Rule(key, Decimal(most), A_DAY, A_CLAUSE)])
    level = "市级" if key is RuleKey.YEARLY_MAX_CITY else "县级"

    found = Screener(rules).findings_on(facts_in({"层级": level, "当年同级项目数": count}))

    assert bool(found) == (count > most)


@given(months=st.decimals("1", "120", places=1), years=st.integers(1, 10))
def test_a_period_is_too_short_exactly_below_the_years_demanded(months, years):
    rules = Rules.on_day(A_DAY, [Rule(RuleKey.PERIOD_YEARS_MIN, Decimal(years), A_DAY, A_CLAUSE)])

    found = Screener(rules).findings_on(facts_in({"周期月数": str(months)}))

    assert bool(found) == (months < years * 12)


@pytest.mark.parametrize(
    ("months", "printed"),
    [("60", "5年一次"), ("12.00", "1年一次"), ("30", "30个月一次"), ("7.20", "7.2个月一次")],
)
def test_periods_are_printed_as_people_say_them(months, printed):
    assert printed_period(Decimal(months)) == printed


@pytest.mark.parametrize(
    ("name", "short"), [("巴中市", "巴中"), ("通江县", "通江"), ("沛县", "沛县"), ("香港", "香港")]
)
def test_a_region_may_be_named_in_short(name, short):
    assert short_region(name) == short


def test_the_next_day_after_a_leap_day_is_found():
    assert calendar.isleap(2008)
    assert next_lawful_on(date(2008, 2, 29), Decimal(1)) == date(2008, 3, 1)
