"""A rank changed just before filing: by what the form tells, and by what the house remembers."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from honours.quotas.composing.suspicions import (
    DatedRank,
    PersonRanks,
    rank_changed_before_filing,
)
from honours.quotas.vocabulary.people import Rank

CASES = yaml.safe_load((Path(__file__).parent / "cases/rank_watch.yaml").read_text("utf-8"))
FILED_ON = date(2026, 5, 30)


def dated(rows):
    return tuple(DatedRank(Rank.from_label(label), day) for day, label in (rows or {}).items())


def person_of(case):
    return PersonRanks(
        "a",
        2,
        "（配偶）",
        Rank.from_label(case["现在"]) if "现在" in case else None,
        dated(case.get("任职")),
        dated(case.get("报过")),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["说明"])
def test_what_prompts_a_reader(case):
    findings = list(
        rank_changed_before_filing(person_of(case), filed_on=FILED_ON, days=case.get("天数", 90))
    )

    assert len(findings) == case["提示"]
    assert all(finding.message.startswith("第2位（配偶）") for finding in findings)
    assert len({finding.detail["变动"] for finding in findings}) == len(findings)


def test_the_same_change_bears_the_same_sign_whenever_the_list_is_looked_at():
    case = {"现在": "乡科级正职", "报过": {date(2026, 4, 20): "县处级副职"}}

    signs = {
        finding.detail["变动"]
        for day in (FILED_ON, date(2026, 6, 3))
        for finding in rank_changed_before_filing(person_of(case), filed_on=day, days=90)
    }

    assert len(signs) == 1
