from dataclasses import replace

import pytest

from honours.kernel.verdicts import Citation, Finding, Refusal, Verdict, Weight, once_handed_in

BLOCKING = Finding("too-many", "超出名额1个。")
ADVICE = Finding("odd", "名称少见。", weight=Weight.ADVICE)
MISSING = Finding("unsaid", "未写明周期。", weight=Weight.MISSING)


def test_a_citation_reads_as_document_and_clause():
    assert str(Citation("巴人公〔2010〕10号", "二（一）")) == "巴人公〔2010〕10号二（一）"


@pytest.mark.parametrize(
    ("findings", "passed"),
    [((), True), ((ADVICE, MISSING), True), ((ADVICE, BLOCKING), False)],
)
def test_only_a_blocking_finding_fails_a_verdict(findings, passed):
    assert Verdict(findings).passed is passed


def test_a_refusal_says_all_its_reasons_and_keeps_them():
    refusal = Refusal(BLOCKING, ADVICE)
    assert str(refusal) == "超出名额1个。 名称少见。"
    assert refusal.findings == (BLOCKING, ADVICE)


def test_what_is_missing_waits_in_a_draft_and_stands_in_the_way_once_handed_in():
    in_the_way = replace(MISSING, weight=Weight.BLOCKING)
    assert Verdict((MISSING,)).passed
    assert tuple(once_handed_in((ADVICE, MISSING, BLOCKING))) == (ADVICE, in_the_way, BLOCKING)
