import pytest

from honours.kernel.verdicts import Citation, Finding, Refusal, Verdict, Weight

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
