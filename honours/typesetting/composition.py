"""A document composed: numbered, joined and punctuated as it will be read.

Both the Word renderer and the templates of other rooms walk over a ``Composition``, so that
paper and screen cannot differ in a word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from honours.typesetting.document import (
    Attachment,
    Block,
    Column,
    FigureEntry,
    Heading,
    OfficialDocument,
    Run,
    Table,
)
from honours.typesetting.text import clean, written_date
from honours.typesetting.titles import title_lines
from honours.typesetting.vocabulary import Alignment

FIGURES_TITLE = "数据附表"
DRAFT_NUMBER = "（送审稿，尚未编号）"

_CHINESE_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``reference`` is the row of the 数据附表 it quotes, 0 for none.

    ``anchor`` names the stretch, ``target`` the row: identifiers fit for HTML and for Word.
    """

    text: str
    figure: str = ""
    reference: int = 0
    anchor: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block composed. ``level`` is 0 for a paragraph; ``table`` excludes everything else."""

    level: int = 0
    label: str = ""
    heading: str = ""
    pieces: tuple[Piece, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment bound with the document, under its label 附件1."""

    label: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """The elements of a document as they are printed, top to bottom; absent ones are empty."""

    copy_serial: str
    urgency: str
    mark_lines: tuple[str, ...]
    mark_suffix: str
    number: str
    signers: tuple[str, ...]
    is_upward: bool
    title_lines: tuple[str, ...]
    addressee_line: str
    passages: tuple[Passage, ...]
    attachment_lines: tuple[tuple[str, str], ...]
    signatories: tuple[str, ...]
    dated: str
    is_sealed: bool
    note: str
    annexes: tuple[Annex, ...]
    copies_line: str
    printed_by: str
    printed_on: str
    shows_references: bool

    @property
    def title(self) -> str:
        return "".join(self.title_lines)


def compose(document: OfficialDocument) -> Composition:
    """Everything a renderer prints. Expects a document without faults (``checks.faults_of``)."""
    number = DRAFT_NUMBER if document.number is None else str(document.number)
    weaver = _Weaver(document.figures)
    attachments = document.attachments + _figures_attachment(document.figures)
    printed = f"{written_date(document.printed_on)}印发" if document.printed_on else ""
    return Composition(
        copy_serial=document.copy_serial,
        urgency=document.urgency.label if document.urgency else "",
        mark_lines=tuple(clean(name) for name in document.issuers if name.strip()),
        mark_suffix="文件" if document.has_document_suffix else "",
        number=number,
        signers=tuple(clean(name) for name in document.signers),
        is_upward=document.is_upward,
        title_lines=tuple(clean(x) for x in title_lines(document.title, document.unbreakable)),
        addressee_line=_joined(document.addressees, "：", ""),
        passages=tuple(_passages(document.body, weaver)),
        attachment_lines=tuple(_attachment_lines(attachments)),
        signatories=tuple(map(clean, document.signatories or document.issuers)),
        dated=written_date(document.dated),
        is_sealed=document.is_sealed,
        note=f"（{clean(document.note)}）" if document.note else "",
        annexes=tuple(_annexes(attachments, weaver)),
        copies_line=_joined(document.copies_to, "。", "抄送："),
        printed_by=clean(document.printed_by),
        printed_on=printed,
        shows_references=document.shows_references,
    )


def heading_label(level: int, count: int) -> str:
    """The number of a heading: 一、 （一） 1. （1） (7.3.3)."""
    match level:
        case 1:
            return f"{chinese_numeral(count)}、"
        case 2:
            return f"（{chinese_numeral(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


def chinese_numeral(count: int) -> str:
    """1 to 99 in Chinese, as headings need them."""
    tens, ones = divmod(count, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_CHINESE_DIGITS[tens]}十")
    return head + (_CHINESE_DIGITS[ones] if ones else "")


class _Weaver:
    """Gives each quotation of a figure its number and its anchor."""

    def __init__(self, figures: tuple[FigureEntry, ...]) -> None:
        self._rows = {entry.key: row for row, entry in enumerate(figures, start=1)}
        self._quoted: Counter[str] = Counter()

    def weave(self, run: Run) -> Piece:
        if not run.figure:
            return Piece(clean(run.text))
        row = self._rows[run.figure]
        self._quoted[run.figure] += 1
        anchor = f"figure_{row}_{self._quoted[run.figure]}"
        return Piece(clean(run.text), run.figure, row, anchor, row_anchor(row))


def row_anchor(row: int) -> str:
    return f"figure_row_{row}"


def _passages(blocks: Iterable[Block], weaver: _Weaver) -> Iterator[Passage]:
    counts: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Table):
            yield Passage(table=_cleaned(block))
        elif isinstance(block, Heading):
            counts[block.level] += 1
            for deeper in range(block.level + 1, 5):
                counts[deeper] = 0
            label = heading_label(block.level, counts[block.level])
            pieces = tuple(map(weaver.weave, block.runs))
            yield Passage(block.level, label, clean(block.text), pieces)
        else:
            yield Passage(pieces=tuple(map(weaver.weave, block.runs)))


def _cleaned(table: Table) -> Table:
    return Table(
        tuple(Column(clean(c.title), c.share, c.alignment) for c in table.columns),
        tuple(tuple(map(clean, row)) for row in table.rows),
        clean(table.caption),
        table.anchors,
    )


def _figures_attachment(figures: tuple[FigureEntry, ...]) -> tuple[Attachment, ...]:
    if not figures:
        return ()
    columns = (
        Column("序号", 2, Alignment.CENTRE),
        Column("名称", 9),
        Column("数值", 4, Alignment.RIGHT),
        Column("分子", 3, Alignment.RIGHT),
        Column("分母", 3, Alignment.RIGHT),
        Column("取整", 5),
    )
    rows = tuple(
        (str(row), f.name, f.value, f.numerator, f.denominator, f.rounding)
        for row, f in enumerate(figures, start=1)
    )
    anchors = tuple(row_anchor(row) for row in range(1, len(figures) + 1))
    return (Attachment(FIGURES_TITLE, (Table(columns, rows, anchors=anchors),)),)


def _attachment_lines(attachments: tuple[Attachment, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of label and title: “附件：” once, then numbers where there are several (7.3.4)."""
    for position, attachment in enumerate(attachments, start=1):
        number = f"{position}. " if len(attachments) > 1 else ""
        yield ("附件：" if position == 1 else "") + number, clean(attachment.title)


def _annexes(attachments: tuple[Attachment, ...], weaver: _Weaver) -> Iterator[Annex]:
    for position, attachment in enumerate(attachments, start=1):
        if attachment.blocks:
            label = f"附件{position}" if len(attachments) > 1 else "附件"
            passages = tuple(_passages(attachment.blocks, weaver))
            yield Annex(label, clean(attachment.title), passages)


def _joined(names: tuple[str, ...], end: str, label: str) -> str:
    """Names separated as authors gave them, else by “、”; empty where there are none."""
    kept = [clean(name).strip("：:。") for name in names if name.strip()]
    return f"{label}{'、'.join(kept)}{end}" if kept else ""
