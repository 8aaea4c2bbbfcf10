"""Whether there are places enough, case by case."""

from pathlib import Path

import pytest
import yaml

from honours.quotas.checks.standings import (
    QuotaStanding,
    can_spare,
    document_is_given,
    moves_places,
    reason_is_given,
    within_quota,
)
from honours.quotas.vocabulary.places import CandidateKind

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "places.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_places_enough(case):
    standing = QuotaStanding("巴州区", CandidateKind.PERSON, **case["standing"])
    found = [
        *(within_quota(standing, case["nominate"]) if "nominate" in case else ()),
        *(can_spare(standing, case["spare"], "收回") if "spare" in case else ()),
    ]
    assert [finding.code for finding in found] == case["findings"]
    assert case.get("says", "") in "".join(one.message + one.remedy for one in found)
    assert all(one.is_blocking and one.remedy for one in found)


def test_a_deed_names_places_a_reason_and_a_document():
    assert not [
        *moves_places(1, "发放"),
        *reason_is_given("因", "收回"),
        *document_is_given("文", "核减"),
    ]
    found = [
        *moves_places(0, "发放"),
        *reason_is_given(" ", "收回"),
        *document_is_given("", "核减"),
    ]
    assert [finding.field for finding in found] == ["places", "reason", "document"]
