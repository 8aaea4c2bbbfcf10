import re
from dataclasses import replace
from typing import Any

import pytest

from honours.kernel.verdicts import Refusal
from honours.typesetting.checks import faults_of
from honours.typesetting.document import Attachment, Column, Heading, Paragraph, Run, Table
from honours.typesetting.number import DocumentNumber
from honours.typesetting.render import render
from honours.typesetting.vocabulary import DocumentKind
from tests.typesetting.samples import notice, report

UNEVEN = Table((Column("甲"), Column("乙")), (("一",),), "名单")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"secrecy": "机密★1年"}, "classified"),
        ({"copy_serial": "12"}, "copy-serial"),
        ({"issuers": (" ",)}, "issuer-missing"),
        ({"number": None}, "number-missing"),
        ({"number": DocumentNumber("巴府发", 10, 5)}, "document-number-year"),
        ({"signers": ()}, "signer-missing"),
        ({"title": " "}, "title-missing"),
        ({"body": ()}, "body-missing"),
        ({"body": (Heading(5, "甲"),)}, "heading-level"),
        ({"body": (Paragraph.of(Run("75项", "nowhere")),)}, "figure-unknown"),
        ({"body": (UNEVEN,)}, "table-uneven"),
        ({"attachments": (Attachment("名单", (UNEVEN,)),)}, "table-uneven"),
        ({"note": "（此件公开发布）"}, "note-brackets"),
        ({"printed_on": None}, "imprint-incomplete"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_faulty_document_is_refused_with_what_to_do_next(
    changes: dict[str, Any], expected: str
) -> None:
    document = report(**changes)
    with pytest.raises(Refusal) as refusal:
        render(document)
    assert [finding.code for finding in refusal.value.findings] == [expected]
    (finding,) = refusal.value.findings
    assert finding.remedy
    assert finding.field
    assert re.search("[。”]$", finding.message)


def test_下行文不标注签发人_GW28() -> None:
    assert [f.code for f in faults_of(notice(signers=("张三",)))] == ["signer-unexpected"]


def test_a_draft_needs_neither_number_nor_signer() -> None:
    assert faults_of(report(is_draft=True, number=None, signers=())) == ()


def test_废止的文种不在十五种之内() -> None:
    assert len(DocumentKind) == 15
    with pytest.raises(ValueError, match="会议纪要"):
        DocumentKind.from_label("会议纪要")


def test_every_fault_is_told_at_once() -> None:
    document = replace(report(), number=None, signers=(), secrecy="秘密")
    assert [f.code for f in faults_of(document)] == [
        "classified",
        "number-missing",
        "signer-missing",
    ]
