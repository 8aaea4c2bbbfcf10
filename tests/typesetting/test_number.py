from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal
from honours.typesetting.number import DocumentNumber
from tests.typesetting.cases import cases


@pytest.mark.parametrize("case", cases("document_numbers"))
def test_发文字号写法(case: dict[str, Any]) -> None:
    if not case["faults"]:
        assert str(DocumentNumber.parse(case["text"])) == case["text"]
        return
    with pytest.raises(Refusal) as refusal:
        DocumentNumber.parse(case["text"])
    assert [finding.code for finding in refusal.value.findings] == case["faults"]
    assert all(f.citation and f.remedy and f.field == "number" for f in refusal.value.findings)


@given(st.integers(1949, 2099), st.integers(1, 99999))
def test_a_lawful_number_survives_reading_and_writing(year: int, serial: int) -> None:
    number = DocumentNumber("巴府发", year, serial)
    assert DocumentNumber.parse(str(number)) == number


@given(st.text(max_size=20))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        DocumentNumber.parse(text)
    assert refusal.value.findings
