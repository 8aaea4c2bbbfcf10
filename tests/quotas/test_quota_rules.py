"""Every published rule is expressed by something that runs, with cases that hit and that miss."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from honours.clearances.checks.demands import clearances_are_complete, not_disqualified
from honours.clearances.checks.facts import (
    DisqualifierFacts,
    DisqualifierStanding,
    GivenAnswer,
    Hit,
)
from honours.clearances.checks.standing import standing_of
from honours.clearances.readings.matrix import AskedBody
from honours.clearances.readings.shipped import (
    shipped_bodies,
    shipped_disqualifiers,
    shipped_rows,
)
from honours.clearances.vocabulary import Opinion
from honours.kernel.verdicts import Citation
from honours.quotas.ratios.bars import bar_standing
from honours.quotas.ratios.judging import judge
from honours.quotas.ratios.limits import judge_limit
from honours.quotas.ratios.storing import (
    bar_from_json,
    bar_to_json,
    limit_from_json,
    limit_to_json,
    ratio_from_json,
    ratio_to_json,
)
from honours.quotas.ratios.wording import rule_in_words
from honours.quotas.vocabulary.ratios import RatioStage, RatioState
from tests.quotas.case_reading import (
    bar_of,
    limit_of,
    list_of,
    person_of,
    places_of,
    ratio_of,
    read_file,
)

FILES = ("quota_rules", "selection_rules")
BOOKS = {name: read_file(name) for name in FILES}
ROWS = [(BOOKS[name]["人物"], row) for name in FILES for row in BOOKS[name]["规则"]]
RATIO_CASES = [
    pytest.param(people, row, case, id=f"{row['编号']}-{case['结果']}-{number}")
    for people, row in ROWS
    if "比例" in row
    for number, case in enumerate(row["事例"])
]
BAR_CASES = [
    pytest.param(people, row, case, id=f"{row['编号']}-{case['人选']}")
    for people, row in ROWS
    if "限制" in row
    for case in row["事例"]
]
LIMITS = [
    pytest.param(row["编号"], printed, id=f"{row['编号']}-{printed['名称']}")
    for _, row in ROWS
    if "数量" in row
    for printed in row["数量"]
]


@pytest.mark.parametrize(("people", "row", "case"), RATIO_CASES)
def test_a_list_stands_to_the_ratio_as_the_case_says(people, row, case):
    rule = ratio_of(row["编号"], row["比例"])
    candidates = list_of(people, case["名单"])
    stage = RatioStage.from_label(case["阶段"]) if "阶段" in case else None

    (standing,) = judge(
        candidates, [rule], places_of(case, candidates), case.get("名单以外"), stage
    )

    assert standing.state.label == case["结果"]
    if standing.state is RatioState.BROKEN:
        assert standing.off_by == case["相差"]


@pytest.mark.parametrize(("people", "row", "case"), BAR_CASES)
def test_a_candidate_stands_to_the_bar_as_the_case_says(people, row, case):
    bar = bar_of(row["编号"], row["限制"])
    facts = person_of(case["人选"], people[case["人选"]])

    assert bar_standing(bar, facts).state.label == case["结果"]


@pytest.mark.parametrize(("code", "printed"), LIMITS)
def test_a_number_keeps_to_its_limit_or_not(code, printed):
    limit = limit_of(code, printed)

    assert judge_limit(limit, Decimal(printed["符合"])).state is RatioState.MET
    missed = judge_limit(limit, Decimal(printed["不符合"]))
    assert (missed.state, missed.off_by) == (RatioState.BROKEN, 1)
    assert judge_limit(limit, None).state is RatioState.UNKNOWN


def test_every_ratio_and_every_bar_has_a_case_that_hits_and_one_that_misses():
    without = [
        row["编号"]
        for _, row in ROWS
        if "事例" in row
        and not {"符合", "不符合"} <= {case["结果"] for case in row["事例"]}
        and row.get("比例", {}).get("轻重") is None
    ]

    assert without == []


def test_every_row_survives_its_way_into_the_database_and_back():
    for _, row in ROWS:
        code = row["编号"]
        if "比例" in row:
            rule = ratio_of(code, row["比例"])
            assert ratio_from_json(json.loads(json.dumps(ratio_to_json(rule)))) == rule
            assert rule_in_words(rule).endswith("。")
        if "限制" in row:
            bar = bar_of(code, row["限制"])
            assert bar_from_json(json.loads(json.dumps(bar_to_json(bar)))) == bar
        for printed in row.get("数量", ()):
            limit = limit_of(code, printed)
            assert limit_from_json(json.loads(json.dumps(limit_to_json(limit)))) == limit
            assert printed["单位"] in limit.describe()


OPINIONS = [row for _, row in ROWS if "征求意见" in row]
VETOES = [row for _, row in ROWS if "一票否决" in row]
EXPRESSIONS = {"比例", "限制", "数量", "征求意见", "一票否决"}
PUBLISHED = Path(__file__).parents[1] / "data" / "quota_rules.csv"
A_DAY = date(2015, 3, 1)


def test_every_published_row_is_expressed_in_exactly_one_way():
    expressed = BOOKS["quota_rules"]["规则"]

    assert [row["编号"] for row in expressed] == list(published_rows())
    assert all(len(EXPRESSIONS & row.keys()) == 1 for row in expressed)


def test_every_number_is_the_published_one():
    published = published_rows()
    for row in BOOKS["quota_rules"]["规则"]:
        printed = published[row["编号"]]
        if "比例" in row:
            bound = ratio_of(row["编号"], row["比例"]).bound
            assert bound.share == Decimal(printed["value"]) / 100
            assert bound.is_ceiling == (printed["operator"] == "<=")
        if "数量" in row and printed["value"]:
            (limit,) = (limit_of(row["编号"], each) for each in row["数量"])
            assert limit.number == Decimal(printed["value"])


def published_rows():
    with PUBLISHED.open(encoding="utf-8") as file:
        return {row["rule_id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("row", OPINIONS, ids=lambda row: row["编号"])
def test_the_matrix_asks_the_bodies_that_the_rule_names_and_waits_for_them(row):
    duties = {body.facts.code: body.facts.duty for body in shipped_bodies()}
    rows = [each for each in shipped_rows() if each.ground.source_row in row["来源行"]]
    named = {kind: set(bodies) for kind, bodies in row["征求意见"].items()}

    for kind, bodies in named.items():
        asked = [each for each in rows if each.kind.label == kind]
        assert {duties[each.body] for each in asked} == bodies
        waiting = [AskedBody(e.body, duties[e.body], e.is_required, ()) for e in asked]
        answers = [GivenAnswer(e.body, Opinion.NO_OBJECTION, A_DAY) for e in asked]
        assert _findings(waiting, answers) == 0
        assert _findings(waiting, answers[1:]) == 1
        assert _findings(waiting, []) == len(bodies)


def _findings(asked, answers):
    standing = standing_of(asked, answers, pending=frozenset(), waived={}, on=A_DAY)
    return len(list(clearances_are_complete(standing)))


@pytest.mark.parametrize("row", VETOES, ids=lambda row: row["编号"])
def test_a_ground_that_the_rule_names_shuts_out_while_it_is_in_force(row):
    known = [each for each in shipped_disqualifiers() if row["编号"] in each.ground.source_row]

    assert [each.label for each in known] == row["一票否决"]
    for each in known:
        citation = Citation(each.ground.document, each.ground.clause)
        facts = DisqualifierFacts(each.label, citation, each.ground.since, each.ground.until)
        inside, outside = each.ground.since, each.ground.since.replace(year=2004)
        for day, number in ((inside, 1), (outside, 0)):
            standing = DisqualifierStanding(day, "", (Hit(facts, day),))
            assert len(list(not_disqualified(standing))) == number
        nothing = DisqualifierStanding(inside, "")
        assert not list(not_disqualified(nothing))
