"""How long notices run and what they may show, case by case as officials would write them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from chinese_calendar import constants

from honours.kernel.calendar import DayUnit, WorkCalendar
from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Citation, Refusal
from honours.notices.checks import contents
from honours.notices.checks.contents import ContentFacts, EntryFacts
from honours.notices.checks.periods import (
    OwnTerms,
    PeriodFacts,
    long_enough,
    rests_on_something,
    takes_objections_to_the_end,
    terms_of,
)
from honours.notices.checks.standings import (
    EndingFacts,
    NoticeStanding,
    has_run_its_days,
    hung_somewhere,
    may_stay_secret,
    no_objection_is_sustained,
    notice_is_over,
    objections_are_closed,
    objections_have_been_answered,
    waiver_citation,
)
from honours.notices.vocabulary import NoticeKind, NoticeLevel, NoticeState, PostmarkRule
from honours.policies.catalogue import RuleKey
from honours.policies.readings.shipped import shipped_rules

CASES = Path(__file__).parent / "cases"
NO_RULES = Rules.on_day(date(2024, 1, 31), ())
CALENDAR = WorkCalendar(
    frozenset(range(2004, 2027)),
    dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True),
)
ENTRY = EntryFacts(1, "张文清", "巴中市第一中学", "任教二十年。", consent_version="第1版")
CONTENT = ContentFacts(
    "拟推荐对象公示",
    "满五年。",
    "全市",
    "市人社局公务员管理科",
    "0827-5260001",
    "江北大道1号",
    "",
    (ENTRY,),
)
STANDING = NoticeStanding(
    "commendations.nomination:1",
    date(2024, 2, 7),
    NoticeLevel.UNIT,
    exists=True,
    state=NoticeState.EXPIRED,
    posted_on=date(2024, 1, 31),
    ends_on=date(2024, 2, 5),
    objections_until=date(2024, 2, 6),
    is_over=True,
)


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def codes(findings):
    return [finding.code for finding in findings]


def own_terms(written):
    mark = written.get("邮戳")
    unit = written.get("口径")
    return OwnTerms(
        written.get("天数"),
        DayUnit.from_label(unit) if unit else None,
        written.get("首日计入"),
        PostmarkRule.from_label(mark) if mark else None,
        written.get("依据", ""),
    )


@pytest.mark.parametrize("case", cases("terms"), ids=lambda case: case["名称"])
def test_a_notice_runs_by_the_rules_of_its_place_and_day(case):
    rules = Rules.on_day(case["日期"], shipped_rules(), case["地区"])
    kind = NoticeKind.from_label(case["种类"])
    own = own_terms(case.get("自定", {}))

    terms = terms_of(kind, own, rules)
    end = terms.last_day(CALENDAR, case["日期"])
    facts = PeriodFacts(kind, terms, case["日期"], end, end, CALENDAR, own.basis)
    found = [*rests_on_something(facts, rules), *long_enough(facts, rules)]

    expected = case["应为"]
    mark = expected.get("邮戳")
    assert end == case["截止"]
    assert (terms.length, terms.unit.label) == (expected["天数"], expected["口径"])
    assert terms.counts_first_day is expected["首日计入"]
    assert terms.postmark_rule == (PostmarkRule.from_label(mark) if mark else None)
    assert terms.real_name_required is expected.get("实名", False)
    assert terms.identity_number_required is expected.get("身份证号", False)
    assert codes(found) == case.get("发现", [])
    assert terms.counted(CALENDAR, case["日期"], end) == terms.length


def test_a_place_without_a_rule_is_never_given_a_length():
    with pytest.raises(Refusal) as refused:
        terms_of(NoticeKind.CANDIDATE, OwnTerms(), NO_RULES)

    assert codes(refused.value.findings) == ["notice-length-unknown"]


def test_letters_go_by_the_sending_postmark_where_the_place_says_so():
    rule = Rule(RuleKey.LETTERS_BY_ARRIVAL, False, date(2024, 1, 1), Citation("市文", "三"))
    rules = Rules.on_day(date(2024, 1, 31), [rule])

    terms = terms_of(NoticeKind.CANDIDATE, OwnTerms(5, DayUnit.DAYS), rules)

    assert terms.postmark_rule is PostmarkRule.DISPATCH
    assert terms.citation == "市文三"


def test_the_terms_name_every_clause_they_rest_on_once():
    rules = Rules.on_day(date(2020, 8, 28), shipped_rules())

    citation = terms_of(NoticeKind.CANDIDATE, OwnTerms(), rules).citation

    assert citation.count("抗疫") == 3
    assert "公示天数" in citation
    assert "受理时点" in citation


def test_objections_are_taken_to_the_end_at_least():
    terms = terms_of(NoticeKind.CANDIDATE, OwnTerms(5, DayUnit.DAYS, True), NO_RULES)
    start, end = date(2020, 5, 14), date(2020, 5, 20)
    facts = PeriodFacts(NoticeKind.CANDIDATE, terms, start, end, date(2020, 5, 21), CALENDAR)

    assert not codes(takes_objections_to_the_end(facts, NO_RULES))
    early = replace(facts, objections_until=date(2020, 5, 19))
    assert codes(takes_objections_to_the_end(early, NO_RULES)) == ["objections-end-early"]


@pytest.mark.parametrize("case", cases("contents"), ids=lambda case: case["名称"])
def test_nothing_private_is_shown(case):
    place, text = case["处"], case["文字"]
    if hasattr(ENTRY, place):
        facts = replace(CONTENT, entries=(replace(ENTRY, **{place: text}),))
    else:
        facts = replace(CONTENT, **{place: text})

    found = list(contents.shows_no_private_number(facts, NO_RULES))

    assert codes(found) == case["发现"]
    assert all(place in finding.field for finding in found)
    assert all(text not in finding.message for finding in found)


def test_a_brief_account_has_three_hundred_signs_and_no_more():
    def long(number):
        return replace(CONTENT, entries=(replace(ENTRY, account="好" * number),))

    assert not codes(contents.accounts_are_brief(long(300), NO_RULES))
    (finding,) = contents.accounts_are_brief(long(301), NO_RULES)
    assert (finding.code, finding.field) == ("account-too-long", "entries-1-account")


@pytest.mark.parametrize(
    ("ground", "found"),
    [
        ({"consent_version": "", "legal_basis": ""}, ["publication-without-consent"]),
        ({"consent_version": " "}, ["publication-without-consent"]),
        ({"consent_version": "第1版"}, []),
        ({"consent_version": "", "legal_basis": "《英雄烈士保护法》第三条"}, []),
        ({"consent_version": "", "is_person": False}, []),
    ],
    ids=["都没有", "空白", "本人同意", "法律依据", "集体"],
)
def test_a_person_is_named_with_a_consent_or_a_legal_basis(ground, found):
    facts = replace(CONTENT, entries=(replace(ENTRY, **ground),))

    assert codes(contents.may_be_made_public(facts, NO_RULES)) == found


def test_an_empty_notice_and_one_without_an_office_say_nothing_to_the_public():
    facts = replace(CONTENT, entries=(), office_address=" ")

    assert codes(contents.names_somebody(facts, NO_RULES)) == ["notice-without-entries"]
    (finding,) = contents.says_where_to_object(facts, NO_RULES)
    assert (finding.code, finding.field) == ("notice-without-office", "office_address")


def test_the_contents_that_a_place_lists_must_all_be_there():
    rules = Rules.on_day(date(2011, 6, 1), shipped_rules(), "31")
    bare = EntryFacts(1, " ", "", "")
    facts = replace(CONTENT, conditions="", entries=(bare,))

    missing = [finding.field for finding in contents.holds_what_a_notice_must(facts, rules)]

    assert sorted(missing) == [
        "conditions",
        "entries-1-account",
        "entries-1-name",
        "entries-1-unit",
    ]
    assert not codes(contents.holds_what_a_notice_must(CONTENT, rules))
    assert not codes(contents.holds_what_a_notice_must(facts, NO_RULES))


@pytest.mark.parametrize(
    ("changes", "over", "closed"),
    [
        ({}, [], []),
        ({"exists": False}, ["notice-missing"], []),
        ({"exists": False, "level": None}, ["notice-missing"], []),
        ({"exists": False, "is_waived": True}, [], []),
        ({"is_removed": True}, ["removed-from-notice"], []),
        (
            {"is_over": False, "on": date(2024, 2, 5)},
            ["notice-not-over"],
            ["objections-still-taken"],
        ),
        ({"is_over": False}, ["notice-not-over"], []),
        ({"on": date(2024, 2, 6)}, [], ["objections-still-taken"]),
        ({"open_objections": 2}, [], ["objections-open"]),
    ],
    ids=[
        "已结束",
        "没有公示",
        "不限层级也没有",
        "涉密不公示",
        "已撤下",
        "公示中",
        "没有办期满",
        "异议截止当日",
        "异议没有办结",
    ],
)
def test_nothing_is_approved_before_the_notice_and_its_objections_are_over(changes, over, closed):
    standing = replace(STANDING, **changes)

    assert codes(notice_is_over(standing, NO_RULES)) == over
    assert codes(objections_are_closed(standing, NO_RULES)) == closed


def test_a_running_notice_says_from_when_on_one_may_go_on():
    running = replace(STANDING, is_over=False, on=date(2024, 2, 1), reason_open="公示中")

    (finding,) = notice_is_over(running, NO_RULES)

    assert "2024-02-05" in finding.remedy


def test_a_sustained_objection_stops_its_subject():
    stopped = replace(STANDING, sustained=1)

    assert codes(no_objection_is_sustained(stopped, NO_RULES)) == ["objection-sustained"]
    assert not codes(no_objection_is_sustained(STANDING, NO_RULES))


ENDING = EndingFacts(date(2024, 2, 7), date(2024, 2, 5), date(2024, 2, 6), 0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "ending", "closing"),
    [
        ({}, [], []),
        ({"on": date(2024, 2, 5)}, ["notice-still-running"], ["objections-still-taken"]),
        ({"on": date(2024, 2, 6)}, [], ["objections-still-taken"]),
        ({"proved_carriers": 0}, ["notice-without-proof"], []),
        ({"standing_carriers": 0}, ["notice-hangs-nowhere"], []),
        ({"open_objections": 1}, [], ["objections-open"]),
    ],
    ids=["可以", "最后一日", "异议截止日", "没有证明", "载体都已撤下", "异议没有办结"],
)
def test_a_notice_ends_after_its_last_day_with_proof_and_closes_without_objections(
    changes, ending, closing
):
    facts = replace(ENDING, **changes)

    found = [*has_run_its_days(facts, NO_RULES), *hung_somewhere(facts, NO_RULES)]

    assert codes(found) == ending
    assert codes(objections_have_been_answered(facts, NO_RULES)) == closing


def test_a_secret_subject_needs_a_clause_of_its_place_or_a_ground_of_its_own():
    fujian = Rules.on_day(date(2022, 1, 1), shipped_rules(), "35")

    assert not codes(may_stay_secret("", fujian))
    assert "二3" in waiver_citation(" ", fujian)
    assert codes(may_stay_secret(" ", NO_RULES)) == ["waiver-without-ground"]
    assert not codes(may_stay_secret("省文第三条", NO_RULES))
    assert waiver_citation("省文第三条", fujian) == "省文第三条"
    assert waiver_citation(" ", NO_RULES) == ""
