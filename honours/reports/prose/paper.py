"""The report as an official document: its head, its body, its figures, its seal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.reports.figures import Figure, FigureSheet
from honours.typesetting.document import (
    Attachment,
    Block,
    FigureEntry,
    OfficialDocument,
    Paragraph,
)
from honours.typesetting.number import DocumentNumber
from honours.typesetting.vocabulary import DocumentKind

WHOLE_WORDS = ("评比", "达标", "表彰", "清理", "规范", "落实", "更正", "情况", "报告")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text. Without ``number`` and ``signer`` it is a draft."""

    issuer: str
    title: str
    addressee: str
    dated: date
    number: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class SealWords:
    """What a signed report says of its own seal."""

    figures_digest: str
    checkpoint: str
    root: str


def official_document(
    head: Head, body: tuple[Block, ...], sheet: FigureSheet, seal: SealWords | None = None
) -> OfficialDocument:
    """The document as the typesetter takes it. Raises ``Refusal`` for a malformed number."""
    return OfficialDocument(
        kind=DocumentKind.REPORT,
        issuers=(head.issuer,),
        title=head.title,
        body=body,
        dated=head.dated,
        number=DocumentNumber.parse(head.number) if head.number else None,
        signers=(head.signer,) if head.signer else (),
        addressees=(head.addressee,),
        is_draft=not (head.number and head.signer),
        attachments=(_proof(seal),) if seal else (),
        figures=tuple(_entries(sheet)),
        unbreakable=(head.issuer, *WHOLE_WORDS),
    )


def _entries(sheet: FigureSheet) -> Iterator[FigureEntry]:
    for figure in sheet.figures:
        if figure.value is not None:
            yield FigureEntry(
                figure.key.value,
                figure.key.label,
                figure.printed,
                _plain(figure.numerator),
                _plain(figure.denominator),
                _rounding(figure),
            )


def _proof(seal: SealWords) -> Attachment:
    return Attachment(
        "封存证明",
        (
            Paragraph.of(
                "本报告的数据及其所依记录已于签发时封存，此后不再改动；变化另以更正报告说明。"
            ),
            Paragraph.of(f"数据摘要（SHA-256）：{seal.figures_digest}"),
            Paragraph.of(f"审计账本检查点：第{seal.checkpoint}条止，树根 {seal.root}"),
            Paragraph.of("核对方法：用离线验证程序核对账本副本，其根应当与上述树根一致。"),
        ),
    )


def _plain(number: int | None) -> str:
    return "" if number is None else str(number)


def _rounding(figure: Figure) -> str:
    return figure.rounding.label if figure.rounding else ""
