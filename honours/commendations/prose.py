"""The words of a decision and of a certificate: sentences with slots, and no arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.typesetting.document import Attachment, Heading, OfficialDocument, Paragraph
from honours.typesetting.number import DocumentNumber
from honours.typesetting.vocabulary import DocumentKind

WHOLE_WORDS = ("评比", "达标", "表彰", "先进", "集体", "个人", "工作者", "决定", "关于")


@dataclass(frozen=True, slots=True)
class NamedTitle:
    """A title and those who bear it, in the order of the decision, as printed."""

    name: str
    holders: tuple[str, ...]
    is_for_collectives: bool = False


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What stands on the paper. Without a number it is a draft."""

    heading: str
    issuers: tuple[str, ...]
    preamble: str
    dated: date
    titles: tuple[NamedTitle, ...]
    number: str = ""


def decision_paper(words: DecisionWords) -> OfficialDocument:
    """The decision (决定) with its list as an attachment. Raises ``Refusal``: malformed number."""
    paragraphs = [Paragraph.of(line) for line in words.preamble.splitlines() if line.strip()]
    return OfficialDocument(
        kind=DocumentKind.DECISION,
        issuers=words.issuers,
        title=words.heading,
        body=(*paragraphs, Paragraph.of(conferring_sentence(words.titles))),
        dated=words.dated,
        number=DocumentNumber.parse(words.number) if words.number else None,
        is_draft=not words.number,
        attachments=(Attachment("表彰名单", tuple(_list(words.titles))),),
        unbreakable=(*words.issuers, *WHOLE_WORDS),
        shows_references=False,
        note="此件公开发布",
    )


def conferring_sentence(titles: Sequence[NamedTitle]) -> str:
    """Who receives what: ``决定授予李某等12名同志“先进工作者”称号……。``"""
    conferred = "；".join(_conferred(title) for title in titles if title.holders)
    return f"决定{conferred}。"


def certificate_text(edition: str, title: str) -> str:
    """The sentence on the certificate."""
    return f"在{edition}中，被授予“{title}”称号。"


def addressed(holder: str, *, is_collective: bool) -> str:
    return holder if is_collective else f"{holder}同志"


def printed_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _conferred(title: NamedTitle) -> str:
    first, number = title.holders[0], len(title.holders)
    if title.is_for_collectives:
        whom = f"{first}等{number}个集体" if number > 1 else first
    else:
        whom = f"{first}等{number}名同志" if number > 1 else f"{first}同志"
    return f"授予{whom}“{title.name}”称号"


def _list(titles: Sequence[NamedTitle]) -> list[Heading | Paragraph]:
    blocks: list[Heading | Paragraph] = []
    for title in titles:
        if title.holders:
            unit = "个" if title.is_for_collectives else "名"
            blocks.append(Heading(1, f"{title.name}（{len(title.holders)}{unit}）"))
            blocks.extend(Paragraph.of(holder) for holder in title.holders)
    return blocks
