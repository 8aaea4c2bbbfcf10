"""主体: title, addressees, text, attachments and signature (GB/T 9704-2012 7.3)."""

from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element

from honours.typesetting.composition import Annex, Composition, Passage, Piece
from honours.typesetting.document import Table
from honours.typesetting.letterhead import letterhead_height
from honours.typesetting.looks import (
    ADDRESSEE,
    ANNEX_LABEL,
    ANNEX_TITLE,
    ATTACHMENT_NOTE,
    BODY,
    HEADINGS,
    TABLE_CAPTION,
    TABLE_HEAD,
    TABLE_TEXT,
    TITLE,
    Look,
)
from honours.typesetting.measures import (
    AREA_HEIGHT,
    AREA_WIDTH,
    characters,
    lines,
    lines_taken,
    width_of,
)
from honours.typesetting.wordprocessing import (
    Cell,
    Placement,
    bookmarked,
    line_break,
    margins,
    node,
    paragraph,
    reference,
    row,
    run,
    table,
)

_TABLE_EDGES = tuple((edge, 4) for edge in ("top", "left", "bottom", "right"))


def addressees_move(page: Composition) -> bool:
    """Whether so many 主送机关 would push the text off the first page (7.3.2)."""
    return _height_above_text(page, lines_taken(page.addressee_line)) > AREA_HEIGHT - lines(1)


def _height_above_text(page: Composition, addressee_lines: int) -> int:
    return letterhead_height(page) + lines(3 + len(page.title_lines) + addressee_lines)


def _keeps_with_signature(page: Composition) -> bool:
    """Whether the last passage must move with the signature (7.3.5.1).

    Not where it is all the text there is and page 1 cannot hold both: the first page must show
    text (7.3.3), and the lone signature is left to closer spacing (7.3.5.5).
    """
    if any(passage.pieces for passage in page.passages[:-1]):
        return True
    addressees = 0 if addressees_move(page) else lines_taken(page.addressee_line)
    texts = (
        passage.label + passage.heading + "".join(piece.text for piece in passage.pieces)
        for passage in page.passages
    )
    text = sum(lines_taken(text, indent=2) for text in texts)
    tail = len(page.attachment_lines) + 1 + len(page.signatories) + 3 + bool(page.note)
    above = _height_above_text(page, addressees)
    return above + lines(text + tail) <= AREA_HEIGHT or above + lines(text) > AREA_HEIGHT


class BodySetter:
    """Sets the text of one document; hands out the numbers that bookmarks need."""

    def __init__(self, page: Composition) -> None:
        self._page = page
        self._bookmarks = count(1)

    def title(self) -> Iterator[Element]:
        content: list[Element] = []
        for position, line in enumerate(self._page.title_lines):
            content.extend([line_break()] if position else [])
            content.append(run(line, TITLE))
        yield paragraph(TITLE, *content, at=Placement(before=lines(2)))
        if self._page.addressee_line and not addressees_move(self._page):
            yield paragraph(ADDRESSEE, run(self._page.addressee_line, ADDRESSEE))

    def text(self) -> Iterator[Element]:
        """The passages; the first keeps its distance from the title, the last its signature."""
        page = self._page
        follows_title = not page.addressee_line or addressees_move(page)
        last = len(page.passages) - 1 if _keeps_with_signature(page) else -1
        for position, passage in enumerate(page.passages):
            space = lines(1) if position == 0 and follows_title else None
            # A heading followed by its own text needs no company; the last passage does.
            alone = False if passage.pieces and passage.level else None
            place = Placement(before=space, keeps_next=True if position == last else alone)
            yield from self._passage(passage, place)

    def attachment_note(self) -> Iterator[Element]:
        """附件说明: wrapped lines stand under the first character of the name (7.3.4)."""
        label_width = width_of("附件：")
        for position, (label, title) in enumerate(self._page.attachment_lines):
            hanging = characters(label_width + width_of(label.removeprefix("附件：")))
            left = characters(2) + hanging
            lead = label if position == 0 else "\u3000" * int(label_width) + label
            place = Placement(before=lines(1) if position == 0 else 0, left=left, hanging=hanging)
            content = run(f"{lead}{title}", ATTACHMENT_NOTE)
            yield paragraph(ATTACHMENT_NOTE, content, at=place)

    def annexes(self) -> Iterator[Element]:
        for annex in self._page.annexes:
            yield from self._annex(annex)

    def _annex(self, annex: Annex) -> Iterator[Element]:
        """On a new page: label on the first line, title on the third (7.3.7)."""
        label = run(annex.label, ANNEX_LABEL)
        yield paragraph(ANNEX_LABEL, label, at=Placement(breaks_page=True))
        yield paragraph(ANNEX_TITLE, run(annex.title, ANNEX_TITLE))
        for position, passage in enumerate(annex.passages):
            space = lines(1) if position == 0 and passage.table is None else None
            yield from self._passage(passage, Placement(before=space))

    def _passage(self, passage: Passage, place: Placement) -> Iterator[Element]:
        if passage.table is not None:
            yield from self._table(passage.table)
        elif passage.level:
            look = HEADINGS[passage.level - 1]
            heading = run(passage.label + passage.heading, look)
            yield paragraph(look, heading, *self._pieces(passage.pieces, BODY), at=place)
        else:
            yield paragraph(BODY, *self._pieces(passage.pieces, BODY), at=place)

    def _pieces(self, pieces: tuple[Piece, ...], look: Look) -> Iterator[Element]:
        for piece in pieces:
            text = run(piece.text, look)
            if not piece.reference:
                yield text
                continue
            yield from bookmarked(piece.anchor, next(self._bookmarks), text)
            if self._page.shows_references:
                yield reference(piece.reference, look, piece.target)

    def _table(self, content: Table) -> Iterator[Element]:
        """Ruled, in smaller type; the head returns on every page."""
        caption = (run(content.caption, TABLE_CAPTION),) if content.caption else ()
        yield paragraph(TABLE_CAPTION, *caption, at=Placement(keeps_next=True))
        shares = sum(column.share for column in content.columns)
        widths = tuple(AREA_WIDTH * column.share // shares for column in content.columns)
        head = (
            Cell((paragraph(TABLE_HEAD, run(column.title, TABLE_HEAD)),), width, _TABLE_EDGES)
            for column, width in zip(content.columns, widths, strict=True)
        )
        rows = [row(head, is_header=True)]
        for position, texts in enumerate(content.rows):
            anchor = content.anchors[position] if content.anchors else ""
            rows.append(row(self._cells(content, texts, widths, anchor)))
        size = node("tblW", w=sum(widths), type="dxa")
        fixed = node("tblLayout", type="fixed")
        yield table(rows, widths, size, node("jc", val="center"), fixed, margins(80))

    def _cells(
        self, content: Table, texts: tuple[str, ...], widths: tuple[int, ...], anchor: str
    ) -> Iterator[Cell]:
        for position, text in enumerate(texts):
            inside: tuple[Element, ...] = (run(text, TABLE_TEXT),)
            if anchor and position == 0:
                inside = bookmarked(anchor, next(self._bookmarks), *inside)
            place = Placement(align=content.columns[position].alignment)
            made = paragraph(TABLE_TEXT, *inside, at=place)
            yield Cell((made,), widths[position], _TABLE_EDGES)
