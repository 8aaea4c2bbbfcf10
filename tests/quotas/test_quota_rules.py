"""Every published rule is expressed by something that runs, with cases that hit and that miss."""

import json
from decimal import Decimal

import pytest

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
