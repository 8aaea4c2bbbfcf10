"""Applications judged by cases that officials can read, on the rulebook as shipped."""

from datetime import date

import pytest

from honours.applications.checks.answers import comes_from_an_approver
from honours.applications.checks.faults import ApplicationFault
from honours.applications.checks.judging import is_ready, judge_draft
from honours.applications.checks.timing import application_due, explanation_due
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Citation, Weight
from honours.policies.catalogue import RuleKey
from honours.policies.readings.shipped import shipped_rules
from tests.applications.case_reading import LABELS, cases_in, facts_in, rules_on

FILES = ("names", "numbers", "timing", "forms", "conduct", "repetition", "changes")
CASES = [case for name in FILES for case in cases_in(name)]


def judged(case):
    return judge_draft(facts_in(case), rules_on(case["日期"], case["地区"])).findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_the_findings_are_those_of_the_day_and_the_place(case):
    found = judged(case)

    assert sorted(LABELS[finding.code] for finding in found) == sorted(case["意见"])
    assert [LABELS[f.code] for f in found if f.weight is Weight.ADVICE] == case.get("提示", [])
    missing = {LABELS[f.code] for f in found if f.weight is Weight.MISSING}
    assert missing == set(case.get("待填", []))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_whatever_is_missing_stands_in_the_way_of_the_submission(case):
    findings = list(is_ready(facts_in(case), rules_on(case["日期"], case["地区"])))

    assert {finding.weight for finding in findings} <= {Weight.BLOCKING, Weight.ADVICE}
    stops = {LABELS[finding.code] for finding in findings if finding.is_blocking}
    assert stops == set(case["意见"]) - set(case.get("提示", []))


def test_the_cases_reach_every_fault_of_an_application():
    reached = {label for case in CASES for label in case["意见"]}
    elsewhere = {ApplicationFault.NOT_AN_APPROVER.label}

    assert {fault.label for fault in ApplicationFault} - elsewhere <= reached


def test_every_finding_says_what_to_do_next():
    for case in CASES:
        for finding in judged(case):
            assert finding.message.endswith("。")
            assert finding.remedy.endswith("。")


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        (Level.NATION, []),
        (Level.PROVINCE, []),
        (Level.CITY, ["not-an-approver"]),
        (Level.COUNTY, ["not-an-approver"]),
    ],
    ids=lambda value: getattr(value, "label", ""),
)
def test_only_the_centre_and_the_province_approve(level, codes):
    rules = rules_on(date(2023, 3, 1), "巴中市")

    assert [finding.code for finding in comes_from_an_approver(level, rules)] == codes


def test_before_the_methods_of_2010_nobody_is_named_as_the_approver():
    assert not list(comes_from_an_approver(Level.CITY, rules_on(date(2010, 6, 1), "巴中市")))


def test_due_days_follow_the_year_and_the_place():
    assert application_due(2023, rules_on(date(2022, 11, 20), "渭南市")) == date(2022, 11, 30)
    assert application_due(2019, rules_on(date(2019, 3, 1), "济南市")) == date(2019, 3, 29)
    assert application_due(2023, rules_on(date(2022, 11, 20), "巴中市")) is None
    fujian = Rules.on_day(date(2021, 6, 1), shipped_rules(), "35")
    assert explanation_due(2021, fujian) == date(2021, 12, 31)
    assert explanation_due(2023, rules_on(date(2023, 6, 1), "巴中市")) is None


@pytest.mark.parametrize(
    ("written", "year", "day"),
    [
        ("当年02-29", 2023, date(2023, 2, 28)),
        ("当年02-29", 2024, date(2024, 2, 29)),
        ("上年12-31", 2024, date(2023, 12, 31)),
        ("当年04-31", 2024, date(2024, 4, 30)),
    ],
)
def test_a_day_that_a_year_does_not_have_is_the_last_of_its_month(written, year, day):
    key = RuleKey.APPLICATION_DUE
    rule = Rule(key, written, date(2000, 1, 1), Citation("某文件", "第一条"))

    assert application_due(year, Rules.on_day(date(2023, 1, 1), [rule])) == day


def test_a_day_in_another_form_is_a_fault_of_the_rulebook():
    rule = Rule(
        RuleKey.APPLICATION_DUE, "十一月底", date(2000, 1, 1), Citation("某文件", "第一条")
    )

    with pytest.raises(ValueError, match="十一月底"):
        application_due(2023, Rules.on_day(date(2023, 1, 1), [rule]))
