"""The real tables of places (tests/data/quota_rows.csv): read as printed, added up, divided."""

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from honours.quotas.apportioning.answers import allocate
from honours.quotas.apportioning.questions import Contender, Criterion, Question
from honours.quotas.readings.printed import (
    Printed,
    examine,
    ratio_of,
    read_count,
    read_row,
    sum_of,
)
from honours.quotas.vocabulary.places import CandidateKind, RoundingMethod

COLLECTIVE, PERSON = CandidateKind.COLLECTIVE, CandidateKind.PERSON
SIZE = (Criterion("集体名额", Decimal(100)),)


def tables():
    found = defaultdict(list)
    path = Path(__file__).parents[1] / "data" / "quota_rows.csv"
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["notice_id"]].append(
                read_row(
                    row["unit_or_category"],
                    row["collectives"],
                    row["individuals"],
                    other=row["other_quota"] + ("专项" if row["dimension"] == "专项" else ""),
                    is_total=row["is_total"] == "Y",
                )
            )
    return dict(found)


TABLES = tables()
SAID = {
    # What somebody has to look at; a table not named here closes as printed.
    "Q01": {"count-each"},
    "Q13": {"count-each", "count-choice", "sum-differs"},
    "Q16": {"count-each"},
    "Q28": {"count-rough"},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_real_table_is_read_and_what_does_not_close_is_said(name):
    findings = list(examine(TABLES[name]))
    assert {finding.code for finding in findings} == SAID.get(name, set())
    assert not any(finding.is_blocking for finding in findings)


def test_the_table_of_taiyuan_closes_and_gives_two_persons_to_each_collective():
    rows = TABLES["Q01"]
    assert (sum_of(rows, COLLECTIVE), sum_of(rows, PERSON)) == (198, 396)
    listed = [row for row in rows if not row.is_each]
    assert ratio_of(listed) == 2


@pytest.mark.parametrize("method", RoundingMethod, ids=lambda method: method.label)
def test_the_persons_of_taiyuan_follow_from_its_collectives_by_every_method(method):
    rows = [row for row in TABLES["Q01"] if not row.is_total and not row.is_each]
    contenders = tuple(
        Contender(row.label, (Decimal(row.counts[COLLECTIVE].count),)) for row in rows
    )
    answer = allocate(Question(396, method, SIZE, contenders))
    assert answer.places() == {row.label: row.counts[PERSON].count for row in rows}
    assert not answer.tied()


def test_the_ten_places_of_a_county_follow_from_its_printed_shares():
    shares = {"一线职工": 40, "科教人员": 20, "农民": 20, "企业负责人": 10, "其他人员": 10}
    contenders = tuple(Contender(name, (Decimal(share),)) for name, share in shares.items())
    question = Question(10, RoundingMethod.LARGEST_REMAINDER, SIZE, contenders)
    printed = {row.label: row.counts[PERSON].count for row in TABLES["Q07"] if not row.is_total}
    assert allocate(question).places() == printed


def test_three_hundred_and_three_hundred_are_the_six_hundred_of_the_plan():
    rows = TABLES["Q04"]
    assert (sum_of(rows, COLLECTIVE), sum_of(rows, PERSON)) == (300, 300)
    total = next(row for row in rows if row.is_total)
    assert total.counts[CandidateKind.EITHER].count == 600


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("24", Printed("24", 24)),
        ("50余", Printed("50余", 50, is_rough=True)),
        ("１２名", Printed("１２名", 12)),
        ("1,198", Printed("1,198", 1198)),
        ("不超过10个", Printed("不超过10个", 10, is_ceiling=True)),
        ("若干", Printed("若干")),
        ("3至5", Printed("3至5")),
    ],
)
def test_counts_are_read_tolerantly_and_never_guessed(text, read):
    assert read_count(text) == read


def test_what_is_no_number_is_said_and_a_ceiling_is_no_quota():
    rows = [read_row("甲", "若干", ""), read_row("乙", "不超过10个", "2")]
    assert [finding.code for finding in examine(rows)] == ["count-unread", "count-ceiling"]
    assert sum_of(rows[:1], COLLECTIVE) is None


def test_a_total_that_does_not_close_is_said_with_the_difference():
    rows = [
        read_row("甲", "3", "6"),
        read_row("乙", "4", "9"),
        read_row("合计", "8", "15", is_total=True),
    ]
    [finding] = examine(rows)
    assert finding.code == "sum-differs"
    assert "印作8，各行相加是7，相差1" in finding.message
    assert ratio_of(rows) is None
    assert ratio_of([read_row("甲", "2", "3")]) == Fraction(3, 2)
