"""Proposals by cases that officials can read, on the rulebook that the system ships with."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honours.campaigns.checks.faults import FINDING_LABELS
from honours.campaigns.proposals import CONSEQUENCES, PREVAILING, proposal_for, screen
from honours.campaigns.vocabulary import Outcome
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.registry.vocabulary import Regime
from tests.campaigns.case_reading import cases_in, facts_in, rules_on

FILES = ("conduct", "basis", "names", "periods", "numbers", "repetition", "cleanup", "proposals")
CASES = [case for name in FILES for case in cases_in(name)]
TWINNED = {"merge_into": "A1", "merge_into_name": "某项目", "regime": Regime.FESTIVAL.value}


def _proposal(case):
    return screen(facts_in(case["项目"]), rules_on(case["日期"], case["地区"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_the_proposal_is_the_one_that_the_findings_call_for(case):
    proposal = _proposal(case)

    assert [FINDING_LABELS[finding.code] for finding in proposal.findings] == case["发现"]
    assert proposal.outcome.label == case["建议"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "理由" in case], ids=lambda case: case["事例"]
)
def test_the_reason_is_one_that_an_official_may_sign(case):
    assert _proposal(case).reason == case["理由"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "依据" in case], ids=lambda case: case["事例"]
)
def test_the_proposal_rests_on_the_clauses_named(case):
    assert [str(citation) for citation in _proposal(case).citations] == case["依据"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "并入" in case], ids=lambda case: case["事例"]
)
def test_a_merger_names_the_item_to_merge_into(case):
    proposal = _proposal(case)

    assert proposal.merge_into_name == case["并入"]
    assert proposal.merge_into


def test_a_handover_names_the_regime():
    handed_over = [case for case in CASES if "移交" in case]

    assert {_proposal(case).transfer_to for case in handed_over} == {
        Regime.MODEL_CREATION,
        Regime.NOT_APPLICABLE,
    }
    for case in handed_over:
        assert _proposal(case).transfer_to == Regime.from_label(case["移交"])


def test_only_a_want_of_data_is_marked_as_such():
    for case in CASES:
        proposal = _proposal(case)
        if "缺数据" in case:
            assert proposal.is_for_want_of_data
        if proposal.outcome is Outcome.RETAIN:
            assert not proposal.is_for_want_of_data


def test_an_item_with_missing_data_is_never_proposed_for_retention():
    for case in CASES:
        proposal = _proposal(case)
        if any(finding.weight is Weight.MISSING for finding in proposal.findings):
            assert proposal.outcome is not Outcome.RETAIN


def test_the_same_clause_is_cited_once():
    case = next(case for case in CASES if case["事例"] == "有两条撤销的理由，都写明")

    assert len(_proposal(case).grounds) == 2
    assert len(_proposal(case).citations) == 1


def test_every_blocking_fault_has_a_consequence_and_advice_has_none():
    for case in CASES:
        for finding in _proposal(case).findings:
            assert (finding.code in CONSEQUENCES) == (finding.weight is Weight.BLOCKING)


def test_a_code_that_no_table_knows_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        proposal_for(
            facts_in({}), (Finding("unheard-of", "。"),), Rules.on_day(date(2010, 1, 1), [])
        )


@settings(max_examples=50)
@given(codes=st.lists(st.sampled_from(sorted(CONSEQUENCES)), min_size=1, max_size=3))
def test_the_gravest_consequence_prevails_in_whatever_order_faults_are_found(codes):
    rules = Rules.on_day(date(2010, 6, 1), [])
    gravest = min((CONSEQUENCES[code] for code in codes), key=PREVAILING.index)

    for order in permutations(codes):
        findings = tuple(Finding(code, "某事。", detail=TWINNED) for code in order)
        assert proposal_for(facts_in({}), findings, rules).outcome is gravest
