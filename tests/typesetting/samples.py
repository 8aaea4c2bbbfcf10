"""Documents the tests set; each differs from a plain one only in what its test is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from honours.typesetting.document import FigureEntry, Heading, OfficialDocument, Paragraph, Run
from honours.typesetting.number import DocumentNumber
from honours.typesetting.vocabulary import DocumentKind

SENTENCE = "根据市委有关要求，现将我局牵头落实清理规范工作的有关情况报告如下。"


def report(**changes: Any) -> OfficialDocument:
    """An upward report of two pages, with figures, one signer and an imprint."""
    return replace(_REPORT, **changes)


def notice(**changes: Any) -> OfficialDocument:
    """A downward notice: number in the middle, no signer."""
    plain = {
        "kind": DocumentKind.NOTICE,
        "title": "巴中市人力资源和社会保障局关于做好申报工作的通知",
        "number": DocumentNumber.parse("巴人社发〔2010〕12号"),
        "signers": (),
        "addressees": ("各县（区）人民政府", "市级各部门"),
        "figures": (),
        "body": (Paragraph.of(SENTENCE),),
    }
    return replace(_REPORT, **(plain | changes))


_REPORT = OfficialDocument(
    kind=DocumentKind.REPORT,
    issuers=("巴中市人力资源和社会保障局",),
    title="巴中市人力资源和社会保障局关于落实清理规范评比达标表彰工作情况的报告",
    unbreakable=(
        "巴中市人力资源和社会保障局",
        "评比",
        "达标",
        "表彰",
        "清理",
        "规范",
        "落实",
        "报告",
    ),
    number=DocumentNumber.parse("巴人社发〔2010〕5号"),
    signers=("张立民",),
    addressees=("中共巴中市委",),
    body=(
        Paragraph.of(SENTENCE),
        Heading(1, "深入动员，提高认识"),
        Heading(2, "广泛深入动员。", (Run("采取以会代训方式，认真组织学习。" * 8),)),
        Heading(1, "集中治理，全面启动"),
        Paragraph.of(
            "全市政府部门和县（区）共填报事项",
            Run("75项", figure="filed"),
            "，清理",
            Run("7项", figure="revoked"),
            "，清理率",
            Run("9.3%", figure="rate"),
            "。",
        ),
        Heading(3, "明确步骤"),
        Heading(4, "调查摸底"),
        *(Paragraph.of(SENTENCE * 3) for _ in range(6)),
        Paragraph.of("特此报告。"),
    ),
    dated=date(2010, 11, 5),
    figures=(
        FigureEntry("filed", "填报事项数", "75项"),
        FigureEntry("revoked", "清理事项数", "7项"),
        FigureEntry("rate", "清理率", "9.3%", "7", "75", "四舍五入，保留一位小数"),
    ),
    note="此件公开发布",
    copies_to=("市纪委", "市委组织部", "市政府办公室"),
    printed_by="巴中市人力资源和社会保障局办公室",
    printed_on=date(2010, 11, 6),
)
