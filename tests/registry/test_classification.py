from datetime import date
from pathlib import Path

import pytest
import yaml

from honours.kernel.rules import Rules
from honours.registry.classification import Nature, classify, regime_of
from honours.registry.vocabulary import Audience, Regime
from tests.campaigns.case_reading import rules_on

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases/classification.yaml").read_text(encoding="utf-8")
)


def _nature(case):
    return Nature(
        name=case["名称"],
        hosts=tuple(case.get("主办单位", ())),
        audiences=tuple(Audience.from_label(each) for each in case.get("面向", ())),
        basis_text=case.get("设立依据", ""),
        regime=Regime.from_label(case["已认定"]) if "已认定" in case else None,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_the_regime_is_that_of_the_day_and_the_place(case):
    rules = rules_on(case["日期"], case.get("地区", "巴中市"))

    assert regime_of(_nature(case), rules).label == case["制度"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "依据" in case], ids=lambda case: case["事例"]
)
def test_the_finding_cites_the_clause_that_sets_the_regime_apart(case):
    finding = classify(_nature(case), rules_on(case["日期"], case.get("地区", "巴中市")))

    assert finding is not None
    assert str(finding.citation) == case["依据"]
    assert finding.remedy


def test_without_rules_nothing_is_classified_away():
    nothing_in_force = Rules.on_day(date(2023, 6, 1), [])

    assert all(classify(_nature(case), nothing_in_force) is None for case in CASES)
