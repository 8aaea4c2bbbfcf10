"""An official document as a plain value: what it says, not how it looks.

The Word renderer and the pages on screen both read it through ``composition.compose``.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from honours.typesetting.number import DocumentNumber
from honours.typesetting.vocabulary import Alignment, Direction, DocumentKind, Urgency


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. ``figure`` is the key of the ``FigureEntry`` it quotes, if it does."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body, first line indented by two characters."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *pieces: str | Run) -> Self:
        return cls(tuple(Run(p) if isinstance(p, str) else p for p in pieces))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4, without its number: that is counted when composed.

    ``runs`` follow in the same paragraph in body type, as in “（一）深入动员。采取……”.
    """

    level: int
    text: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``share`` is its part of the width, against the other columns' shares."""

    title: str
    share: int = 1
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; each row holds one text for each column.

    ``anchors`` name places to jump to, one for each row or none at all.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    anchors: tuple[str, ...] = ()


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment, listed after the body; bound with the document when it has blocks."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure of the text, with the working that a reader needs to check it."""

    key: str
    name: str
    value: str
    numerator: str = ""
    denominator: str = ""
    rounding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """An official document by its elements (GB/T 9704-2012 7.1).

    ``issuers``: host organ first, by full or standard short name, without “文件”.
    ``title``: may hold line breaks where the author sets them; else they are proposed.
    ``unbreakable``: words of the title that no line may split.
    ``signers``: 签发人, in the order of the organs; upward documents only.
    ``is_draft``: not yet numbered or signed for; both may then be absent.
    ``secrecy`` exists to be refused: this system never takes classified content.
    ``is_sealed``: room is left for a seal over the date.
    ``shows_references``: small numbers after figures, leading to the 数据附表.
    """

    kind: DocumentKind
    issuers: tuple[str, ...]
    title: str
    body: tuple[Block, ...]
    dated: date
    number: DocumentNumber | None = None
    signers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    is_draft: bool = False
    is_sealed: bool = True
    has_document_suffix: bool = True
    urgency: Urgency | None = None
    copy_serial: str = ""
    secrecy: str = ""
    attachments: tuple[Attachment, ...] = ()
    figures: tuple[FigureEntry, ...] = ()
    shows_references: bool = True
    note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    unbreakable: tuple[str, ...] = field(default=())

    @property
    def is_upward(self) -> bool:
        return self.kind.direction is Direction.UPWARD
