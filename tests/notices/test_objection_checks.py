"""Checks of objections by cases that officials can read, on the rulebook that is shipped."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation
from honours.notices.checks.objection_intake import (
    AppealFacts,
    IntakeFacts,
    appeal_faults,
    intake_faults,
)
from honours.notices.checks.objection_standings import CaseRow, standing_of
from honours.notices.checks.objections import (
    ACCEPTANCE,
    ObjectionFacts,
    citation_of_decline,
    is_declined_on_a_ground,
    is_for_the_superior,
    is_judged_by_others,
    is_ours_to_judge,
    is_signed_by_another,
    rests_on_an_inquiry,
)
from honours.notices.lifecycle import OBJECTION
from honours.notices.vocabulary import (
    Channel,
    DeclineGround,
    Naming,
    NoticeState,
    ObjectionOutcome,
    ObjectionState,
    Party,
    PostmarkRule,
)
from honours.policies.readings.shipped import shipped_rules

FOLDER = Path(__file__).parent / "cases"
PLACES = {
    "全国": "",
    "巴中市": "5119",
    "山东省": "37",
    "福建省": "35",
    "安徽省": "34",
    "营口市": "2108",
}
SAID = {"是": True, "否": False, None: None}
FOUND = {
    "逾期": "objection-late",
    "没有寄出邮戳": "postmark-missing",
    "邮戳口径不明": "postmark-rule-unknown",
    "须实名": "real-name-demanded",
    "须留电话": "telephone-demanded",
    "须盖公章": "seal-demanded",
    "须身份证号": "identity-number-demanded",
    "匿名且线索不清": "unclear-anonymous",
    "未判断线索": "leads-not-judged",
}
NOTICE = Citation("公示“某某拟表彰对象公示”", "公告事项")
NO_RULES = Rules.on_day(date(2010, 6, 1), ())
TODAY = date(2010, 6, 8)


def cases_in(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


ACCEPTED = cases_in("objections")
DECLINED = cases_in("declines")


@cache
def known_rules():
    return tuple(shipped_rules())


def rules_of(case):
    return Rules.on_day(case["公示日期"], known_rules(), PLACES[case["地区"]])


def facts_of(case):
    said, told = case["异议"], case["公告"]
    return ObjectionFacts(
        channel=Channel.from_label(said["渠道"]),
        arrived_on=said["收到"],
        postmark_on=said.get("寄出"),
        naming=Naming.from_label(said.get("署名", "实名")),
        party=Party.from_label(said.get("反映人", "个人")),
        gives_telephone=said.get("电话") == "是",
        gives_identity_number=said.get("身份证号") == "是",
        bears_seal=said.get("公章") == "是",
        has_clear_leads=SAID[said.get("线索清楚")],
        terms=NOTICE,
        until=told.get("截止"),
        postmark_rule=PostmarkRule.from_label(told["邮戳"]) if "邮戳" in told else None,
        is_real_name_required=told.get("须实名") == "是",
        is_identity_number_required=told.get("须身份证号") == "是",
        ground=DeclineGround.from_label(case["情形"]) if case.get("情形") else None,
    )


def accepted_against(case):
    facts, rules = facts_of(case), rules_of(case)
    return [found for check in ACCEPTANCE for found in check(facts, rules)]


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case["事例"])
def test_an_objection_is_judged_by_its_notice_and_the_rules_of_its_day_and_place(case):
    found = accepted_against(case)

    assert [one.code for one in found] == [FOUND[label] for label in case["发现"]]
    for one, document in zip(found, case.get("依据", ()), strict=False):
        assert document in str(one.citation)
    assert all(one.remedy.endswith("。") and one.message.endswith("。") for one in found)


def test_the_cases_reach_every_finding_on_acceptance():
    reached = {label for case in ACCEPTED for label in case["发现"]}

    assert reached == set(FOUND)


@pytest.mark.parametrize("case", DECLINED, ids=lambda case: case["事例"])
def test_nobody_is_turned_away_on_a_ground_that_does_not_hold(case):
    facts, rules = facts_of(case), rules_of(case)

    found = list(is_declined_on_a_ground(facts, rules))

    assert (not found) is (case["成立"] == "是")
    assert case.get("依据", "") in citation_of_decline(facts, rules)
    if found:
        assert citation_of_decline(facts, rules) == ""


def facts(**known):
    return ObjectionFacts(**{"channel": Channel.WEB, "arrived_on": TODAY, **known})


@pytest.mark.parametrize(
    ("check", "known", "code"),
    [
        (is_judged_by_others, {"own_bodies": ("巴中市教育局",)}, "own-case"),
        (is_judged_by_others, {"has_judged_before": True}, "judged-before"),
        (is_ours_to_judge, {"superior": "四川省"}, "superior-judges"),
        (is_for_the_superior, {}, "judged-here"),
        (is_signed_by_another, {"has_inquired": True}, "inquirer-signs"),
        (rests_on_an_inquiry, {}, "inquiry-missing"),
    ],
)
def test_who_may_judge_and_on_what(check, known, code):
    [found] = check(facts(**known), NO_RULES)
    good = facts(superior="四川省") if check is is_for_the_superior else facts(inquiries=1)

    assert found.code == code
    assert found.is_blocking
    assert found.remedy
    assert list(check(good, NO_RULES)) == []


def test_every_move_of_an_objection_looks_at_who_makes_it():
    without = [move.verb for move in OBJECTION.moves if is_judged_by_others not in move.checks]

    assert not without


@given(
    until=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    sent=st.integers(-20, 20),
    under_way=st.integers(0, 20),
    rule=st.sampled_from([None, *PostmarkRule]),
)
def test_a_letter_in_time_by_arrival_is_in_time_under_every_postmark_rule(
    until, sent, under_way, rule
):
    posted = until + timedelta(days=sent)
    arrived = posted + timedelta(days=under_way)
    letter = facts(
        channel=Channel.LETTER,
        arrived_on=arrived,
        postmark_on=posted,
        until=until,
        postmark_rule=rule,
    )

    late = any(one.is_blocking for one in ACCEPTANCE[0](letter, NO_RULES))

    by = arrived if rule is PostmarkRule.ARRIVAL else min(posted, arrived)
    assert late is (by > until)


def intake(**known):
    usual = {
        "notice_state": NoticeState.POSTED,
        "content": "事迹不实。",
        "arrived_on": TODAY,
        "today": TODAY,
    }
    return [one.code for one in intake_faults(IntakeFacts(**{**usual, **known}))]


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ({}, []),
        ({"name": "甲", "identity_number": "11010519491231002X"}, []),
        ({"notice_state": NoticeState.DRAFT}, ["notice-not-posted"]),
        ({"notice_state": NoticeState.WITHDRAWN}, ["notice-not-posted"]),
        ({"is_entry_of_notice": False}, ["entry-elsewhere"]),
        ({"content": " \n"}, ["content-missing"]),
        ({"name": ""}, ["objector-name-missing"]),
        ({"name": "甲乙", "content": "我叫甲乙。"}, ["identity-in-content"]),
        ({"name": "甲", "telephone": "139", "content": "请拨139。"}, ["identity-in-content"]),
        ({"arrived_on": date(2010, 6, 9)}, ["arrives-tomorrow"]),
        ({"postmark_on": date(2010, 6, 9)}, ["sent-after-arrival"]),
        ({"postmark_on": date(2010, 6, 8)}, []),
    ],
)
def test_what_an_objection_lacks_is_told_when_it_comes(known, codes):
    assert intake(**known) == codes


def test_a_wrong_identity_number_is_refused_beside_its_field_and_not_repeated():
    number = "110105194912310021"
    given_facts = IntakeFacts(
        notice_state=NoticeState.POSTED,
        content="事迹不实。",
        arrived_on=TODAY,
        today=TODAY,
        name="甲",
        identity_number=number,
    )

    found = list(intake_faults(given_facts))

    assert [one.field for one in found] == ["identity_number"]
    assert number not in str(found)
    assert number not in repr(given_facts)


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ({}, []),
        ({"state": ObjectionState.DECLINED}, []),
        ({"until": TODAY}, []),
        ({"until": date(2010, 6, 7)}, ["appeal-late"]),
        ({"is_appeal": True}, ["appealed-once"]),
        ({"is_appealed": True}, ["appealed-once"]),
        ({"state": ObjectionState.INQUIRING}, ["not-answered-yet"]),
        ({"content": ""}, ["content-missing"]),
    ],
)
def test_an_appeal_comes_once_after_the_answer_and_in_its_days(known, codes):
    usual = {
        "state": ObjectionState.ANSWERED,
        "is_appeal": False,
        "is_appealed": False,
        "until": None,
        "today": TODAY,
        "content": "不服。",
    }

    assert [one.code for one in appeal_faults(AppealFacts(**{**usual, **known}))] == codes


KEEP, REMOVE, RENOTICE = (
    ObjectionOutcome.KEEP,
    ObjectionOutcome.REMOVE,
    ObjectionOutcome.RENOTICE,
)


def row(root, arrived=1, *, appeal=False, ended=None, outcome=None, signed=None, again=None):
    days = [None if day is None else date(2010, 6, day) for day in (arrived, ended, signed, again)]
    return CaseRow(root, appeal, days[0], days[1], outcome, days[2], days[3])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], (0, 0, 0, ())),
        ([row(1, 9)], (0, 0, 0, ())),
        ([row(1, 8)], (1, 1, 0, ())),
        ([row(1, ended=8)], (1, 0, 0, ())),
        ([row(1, ended=9)], (1, 1, 0, ())),
        ([row(1, outcome=REMOVE)], (1, 1, 0, ())),
        ([row(1, outcome=REMOVE, signed=8)], (1, 1, 1, (REMOVE,))),
        ([row(1, outcome=KEEP, signed=5, ended=6)], (1, 0, 0, ())),
        (
            [
                row(1, outcome=REMOVE, signed=3, ended=4),
                row(1, 5, appeal=True, outcome=KEEP, signed=7, ended=8),
            ],
            (1, 0, 0, ()),
        ),
        (
            [row(1, 5, appeal=True), row(1, outcome=REMOVE, signed=3, ended=4)],
            (1, 1, 1, (REMOVE,)),
        ),
        ([row(1, outcome=RENOTICE, signed=3, ended=4)], (1, 0, 1, (RENOTICE,))),
        ([row(1, outcome=RENOTICE, signed=3, ended=4, again=2)], (1, 0, 1, (RENOTICE,))),
        ([row(1, outcome=RENOTICE, signed=3, ended=4, again=5)], (1, 0, 0, ())),
        (
            [row(1, outcome=REMOVE, signed=3), row(2, outcome=REMOVE, signed=3, ended=4)],
            (2, 1, 2, (REMOVE,)),
        ),
    ],
)
def test_cases_are_counted_with_their_appeals_as_of_the_day(rows, expected):
    standing = standing_of(rows, TODAY)

    assert (
        standing.received,
        standing.open,
        standing.sustained,
        standing.outcomes,
    ) == expected
