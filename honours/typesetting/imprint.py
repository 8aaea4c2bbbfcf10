"""版记 at the foot of the last page, and page numbers (GB/T 9704-2012 7.4, 7.5)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from honours.typesetting.body import addressees_move
from honours.typesetting.composition import Composition
from honours.typesetting.looks import IMPRINT, IMPRINT_ANCHOR, PAGE_NUMBER
from honours.typesetting.measures import (
    AREA_WIDTH,
    LEFT_MARGIN,
    THICK_RULE,
    THIN_RULE,
    characters,
    width_of,
)
from honours.typesetting.wordprocessing import (
    Cell,
    Placement,
    Tab,
    margins,
    node,
    paragraph,
    row,
    run,
    tab,
    table,
)

_IMPRINT_CHARACTER = 280
"""One character of 4号 in twips."""


def imprint(page: Composition) -> Iterator[Element]:
    """A table standing on the bottom edge of the 版心, outer rules thick, inner ones thin.

    Measured across from the page: LibreOffice lets a table as wide as its text area float only so.
    """
    blocks = tuple(_blocks(page))
    if not blocks:
        return
    rows = []
    for position, content in enumerate(blocks):
        top = THICK_RULE if position == 0 else THIN_RULE
        bottom = THICK_RULE if position == len(blocks) - 1 else THIN_RULE
        rules = (("top", top), ("bottom", bottom))
        rows.append(row([Cell(content, AREA_WIDTH, rules)]))
    floating = node(
        "tblpPr",
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=LEFT_MARGIN,
        tblpYSpec="bottom",
    )
    width = node("tblW", w=AREA_WIDTH, type="dxa")
    fixed = node("tblLayout", type="fixed")
    yield table(
        rows, (AREA_WIDTH,), floating, node("tblOverlap", val="never"), width, fixed, margins(0)
    )
    yield paragraph(IMPRINT_ANCHOR)


def footer(*, is_odd: bool) -> Element:
    """“— 1 —”: odd pages one character from the right edge, even ones from the left (7.5)."""
    if is_odd:
        place = Placement(align="right", right=characters(1))
    else:
        place = Placement(align="left", left=characters(1))
    number = node("fldSimple", run("1", PAGE_NUMBER), instr=" PAGE ")
    content = (run("— ", PAGE_NUMBER), number, run(" —", PAGE_NUMBER))
    return node("ftr", paragraph(PAGE_NUMBER, *content, at=place))


def _blocks(page: Composition) -> Iterator[tuple[Element, ...]]:
    """主送 (when moved here) stands above 抄送 with no rule between (7.4.2)."""
    recipients = []
    if page.addressee_line and addressees_move(page):
        moved = page.addressee_line.removesuffix("：")
        recipients.append(_recipients(f"主送：{moved}。"))
    if page.copies_line:
        recipients.append(_recipients(page.copies_line))
    if recipients:
        yield tuple(recipients)
    if page.printed_by:
        yield (_printed(page),)


def _recipients(line: str) -> Element:
    label = round(width_of("抄送：") * _IMPRINT_CHARACTER)
    place = Placement(left=_IMPRINT_CHARACTER + label, right=_IMPRINT_CHARACTER, hanging=label)
    return paragraph(IMPRINT, run(line, IMPRINT), at=place)


def _printed(page: Composition) -> Element:
    edge = AREA_WIDTH - _IMPRINT_CHARACTER
    place = Placement(left=_IMPRINT_CHARACTER, tabs=(Tab(edge, "right"),))
    printer, printed = run(page.printed_by, IMPRINT), run(page.printed_on, IMPRINT)
    return paragraph(IMPRINT, printer, tab(), printed, at=place)
