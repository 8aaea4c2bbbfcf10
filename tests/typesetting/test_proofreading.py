from typing import Any

import pytest

from honours.kernel.verdicts import Weight
from honours.typesetting.document import Attachment, Column, Heading, Paragraph, Table
from honours.typesetting.proofreading import proofread
from honours.typesetting.vocabulary import DocumentKind
from tests.typesetting.cases import cases
from tests.typesetting.samples import notice, report


def codes(document: Any, **reasons: str) -> list[str]:
    return [finding.code for finding in proofread(document, reasons)]


@pytest.mark.parametrize("case", cases("wording"))
def test_公文用语(case: dict[str, Any]) -> None:
    document = report(title=case["title"], body=(Paragraph.of(case["text"]),))
    assert codes(document) == case["findings"]
    assert all(found.citation and found.remedy for found in proofread(document))


def test_a_written_reason_lets_a_request_stand_and_is_kept_with_the_finding() -> None:
    document = report(body=(Paragraph.of("以上当否，请批示。"),))
    (blocking,) = proofread(document)
    assert blocking.weight is Weight.BLOCKING
    (advice,) = proofread(document, {"request-in-report": "市委办公室要求一并报告"})
    assert advice.weight is Weight.ADVICE
    assert advice.detail == {"reason": "市委办公室要求一并报告"}


def test_no_reason_lets_a_blank_or_an_unoverridable_finding_stand() -> None:
    document = report(body=(Paragraph.of("XX年，恳请支持。"),))
    found = proofread(document, {"placeholder-left": "来不及", "request-in-report": " "})
    assert [finding.weight for finding in found] == [Weight.BLOCKING, Weight.BLOCKING]


def test_a_request_may_ask() -> None:
    document = report(
        kind=DocumentKind.REQUEST,
        title="巴中市人社局关于增加名额的请示",
        body=(Paragraph.of("妥否，请批示。"),),
    )
    assert codes(document) == []


def test_上行文只主送一个机关_DR04() -> None:
    assert codes(report(addressees=("中共巴中市委", "巴中市人民政府"))) == ["several-addressees"]
    assert codes(notice()) == []


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((1, 2, 3, 4), []),
        ((1, 3, 1, 2), []),
        ((1, 2, 2, 3, 1), []),
        ((2, 1), ["heading-order"]),
        ((1, 3, 2), ["heading-order"]),
    ],
)
def test_标题层次可越级不可颠倒_GW47(levels: tuple[int, ...], expected: list[str]) -> None:
    body = tuple(Heading(level, "工作情况") for level in levels)
    assert codes(report(body=(Paragraph.of("好。"), *body))) == expected


def test_标题不自带序号() -> None:
    assert codes(report(body=(Heading(1, "一、工作情况"),))) == ["numbering-typed"]


def test_附件名称后不加标点_GW48() -> None:
    assert codes(report(attachments=(Attachment("名单。"), Attachment("办法")))) == [
        "attachment-punctuation"
    ]


def test_tables_are_read_too() -> None:
    table = Table((Column("事项"),), (("清理,规范",),))
    assert codes(report(body=(Paragraph.of("好。"), table))) == ["ascii-punctuation"]
