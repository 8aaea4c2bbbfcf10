"""Rulebook files: what is refused, where it is said to stand, and what the shipped ones hold."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal
from honours.policies.catalogue import RuleKey
from honours.policies.catalogue.words import Shape
from honours.policies.readings.absences import absences, absences_about
from honours.policies.readings.agreement import faults_between
from honours.policies.readings.days import first_day, last_day
from honours.policies.readings.enforcers import enforcers
from honours.policies.readings.marked_yaml import TOO_LONG, load
from honours.policies.readings.rulebook import read_rulebook
from honours.policies.readings.values import in_words, kind_of, value_stored, value_written
from honours.policies.vocabulary import Enforcement, ValueKind
from tests.policies.samples import rulebook, rulebook_text, shipped

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "bad_rulebooks.yaml").read_text("utf-8"))


def _faults(case):
    parts = {name: case[name] for name in ("rule", "clause", "number", "links") if name in case}
    text = case.get("text") or rulebook_text(**parts)
    try:
        read = read_rulebook("某市.yaml", text)
    except Refusal as refusal:
        return refusal.findings
    return tuple(faults_between([read], (), ()))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_bad_file_is_refused_with_the_place_of_its_fault(case):
    findings = _faults(case)
    assert sorted(finding.code for finding in findings) == sorted(case["codes"])
    assert any(case["says"] in finding.message for finding in findings)
    assert all(finding.message.startswith("某市.yaml第") for finding in findings)


def test_a_good_file_is_read_whole():
    read = rulebook(rule='{key: reduction_target_min, value: "0.70", confidence: 见转述}')
    (document,) = read.documents
    (clause,) = document.clauses
    (rule,) = clause.rules
    assert (document.name, clause.number, clause.enforcement) == (
        "某办发〔2010〕1号",
        "一",
        Enforcement.CHECK,
    )
    assert (rule.key, rule.value, rule.place, rule.since, rule.until) == (
        RuleKey.REDUCTION_TARGET_MIN,
        Decimal("0.70"),
        "5119",
        date(2010, 6, 1),
        None,
    )


def test_a_value_lasts_no_longer_than_its_document():
    text = rulebook_text().replace('"2010-06-01"', '"2010"\n    repealed_on: "2018"')
    (rule,) = read_rulebook("某市.yaml", text).rules
    assert (rule.since, rule.until) == (date(2010, 1, 1), date(2017, 12, 31))
    assert rule.dates_note == "来源只载2010，按当年初计。"


def test_all_faults_of_a_file_are_told_at_once():
    case = {"number": "某办发[2010]1号", "rule": "{key: no_such, value: 1, confidence: 高}"}
    assert [finding.code for finding in _faults(case)] == [
        "rulebook-bad-number",
        "rulebook-unknown-key",
        "rulebook-check-without-rule",
    ]


def test_two_files_may_not_hold_the_same_document():
    faults = list(faults_between([rulebook(), rulebook("又一份.yaml", code="51")], (), ()))
    assert [fault.code for fault in faults] == ["rulebook-document-twice"]
    assert "某市.yaml第3行" in faults[0].message


def test_a_file_beyond_all_measure_is_not_parsed():
    with pytest.raises(ValueError, match="不是规则文件"):
        load("甲" * (TOO_LONG + 1))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2010-06-01", date(2010, 6, 1), date(2010, 6, 1)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
    ],
)
def test_half_a_date_is_made_whole_and_says_so(written, first, last):
    assert (first_day(written).on, last_day(written).on) == (first, last)
    assert bool(first_day(written).note) is (len(written) < 10)


@pytest.mark.parametrize("written", ["2010-13", "2010-02-29", "2010-6-1", "０２０10", "", "0000"])
def test_a_day_that_does_not_exist_is_no_day(written):
    with pytest.raises(ValueError, match="日"):
        first_day(written)


values = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.frozensets(st.text(min_size=1), min_size=1),
    st.text(min_size=1),
)


@given(values)
def test_a_value_comes_back_from_its_row_as_it_went_in(value):
    assert value_written(value_stored(value)) == value
    assert kind_of(value_written(value_stored(value))) is kind_of(value)


@pytest.mark.parametrize(
    ("value", "words", "kind"),
    [
        (None, "停止执行", ValueKind.REPEAL),
        (True, "是", ValueKind.FLAG),
        (False, "否", ValueKind.FLAG),
        (Decimal("0.70"), "0.70", ValueKind.NUMBER),
        (frozenset({"乙", "丙"}), "丙、乙", ValueKind.WORDS),
        (frozenset({"法律", "省委、省政府文件"}), "法律；省委、省政府文件", ValueKind.WORDS),
        ("一般不受理", "一般不受理", ValueKind.TEXT),
    ],
)
def test_every_kind_of_value_reads_well(value, words, kind):
    assert (in_words(value), kind_of(value)) == (words, kind)


def test_the_shipped_files_agree_with_each_other():
    assert list(faults_between(shipped(), (), ())) == []


def test_every_rule_of_the_catalogue_has_a_value_somewhere():
    assert {rule.key for each in shipped() for rule in each.rules} == set(RuleKey)


def test_every_value_has_the_shape_its_rule_asks_for():
    shapes = {
        ValueKind.NUMBER: Shape.NUMBER,
        ValueKind.FLAG: Shape.FLAG,
        ValueKind.WORDS: Shape.WORDS,
        ValueKind.TEXT: Shape.DAY,
    }
    for each in shipped():
        for rule in each.rules:
            assert shapes[kind_of(rule.value)] is rule.key.shape, rule.spot


def test_every_value_is_drawn_from_a_source_that_its_rule_names():
    for each in shipped():
        for rule in each.rules:
            assert set(rule.source_row.replace("、", " ").split()) <= set(rule.key.sources), rule


def test_the_places_shipped_are_those_promised():
    assert {"", "51", "5119", "37", "6105", "340207"} <= {each.region.code for each in shipped()}


def test_the_demo_documents_say_that_their_year_is_ours():
    documents = {each.name: each for book in shipped() for each in book.documents}
    for number in ("巴清联办〔2010〕5号", "巴人公〔2010〕10号"):
        assert "本系统演示所定" in documents[number].source


def test_every_rule_is_enforced_by_a_named_check():
    without = [key.value for key, readers in enforcers().items() if not readers]
    assert without == []


def test_what_nobody_found_is_said_in_a_sentence():
    assert len(absences()) >= 15
    assert [each.subject for each in absences_about("现行奖金上限")] == ["奖金上限"]
    assert absences_about("清理减幅目标") == ()


def test_no_clause_of_the_collected_rules_is_lost_on_the_way():
    """The rows of the places shipped, by number: written down here so that none can vanish."""
    rows = {
        row
        for book in shipped()
        for document in book.documents
        for clause in document.clauses
        for row in clause.source_rows.replace("、", " ").split()
        if row.startswith("R")
    }
    with (Path(__file__).parent / "cases" / "rows.csv").open(encoding="utf-8") as file:
        wanted = {row["id"] for row in csv.DictReader(file)}
    assert wanted <= rows
