"""Paragraphs, runs and tables of WordprocessingML (ISO/IEC 29500-1 §17).

Text enters only as element text, so nothing in it can close a tag or add one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, register_namespace

from honours.typesetting.looks import Look
from honours.typesetting.vocabulary import Face

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"

register_namespace("w", WORD)
register_namespace("r", RELATIONSHIPS)


def node(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the w: namespace with w: attributes."""
    made = Element(f"{{{WORD}}}{tag}", {f"{{{WORD}}}{k}": str(v) for k, v in attributes.items()})
    made.extend(children)
    return made


@dataclass(frozen=True, slots=True)
class Tab:
    position: int
    kind: str = "left"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one paragraph departs from its style; lengths in twips, ``None`` keeps the style."""

    before: int | None = None
    line: int | None = None
    align: str = ""
    left: int = 0
    right: int = 0
    hanging: int = 0
    tabs: tuple[Tab, ...] = ()
    keeps_next: bool | None = None
    breaks_page: bool = False
    rule_colour: str = ""
    rule_width: int = 0


AS_STYLED = Placement()


def run(text: str, look: Look, *, face: Face | None = None, size: int = 0) -> Element:
    """A run that names its own typeface for every script, so that no theme font slips in."""
    return node("r", _run_properties(look, face or look.face, size or look.size), _text(text))


def reference(row: int, look: Look, target: str) -> Element:
    """A small raised number that leads to a row of the 数据附表."""
    properties = _run_properties(look, look.face, look.size)
    SubElement(properties, f"{{{WORD}}}vertAlign", {f"{{{WORD}}}val": "superscript"})
    return node("hyperlink", node("r", properties, _text(str(row))), anchor=target, history=1)


def tab() -> Element:
    return node("r", node("tab"))


def line_break() -> Element:
    return node("r", node("br"))


def bookmarked(name: str, number: int, *content: Element) -> tuple[Element, ...]:
    start = node("bookmarkStart", id=number, name=name)
    return (start, *content, node("bookmarkEnd", id=number))


def paragraph(look: Look, *content: Element, at: Placement = AS_STYLED) -> Element:
    return node("p", _paragraph_properties(look, at), *content)


def typeface(face: Face) -> Element:
    return node("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def switch(tag: str, is_on: bool) -> Element:
    return node(tag, val="1" if is_on else "0")


def _text(text: str) -> Element:
    made = node("t")
    made.text = text
    made.set(_PRESERVE, "preserve")
    return made


def _run_properties(look: Look, face: Face, size: int) -> Element:
    properties = node("rPr", typeface(face), switch("b", False))
    if look.colour:
        properties.append(node("color", val=look.colour))
    if look.tightening:
        properties.append(node("spacing", val=look.tightening))
    properties.extend((node("sz", val=size), node("szCs", val=size)))
    return properties


def _paragraph_properties(look: Look, at: Placement) -> Element:
    """In the order the schema demands."""
    properties = node("pPr", node("pStyle", val=look.code))
    if at.keeps_next is not None:
        properties.append(switch("keepNext", at.keeps_next))
    if at.breaks_page:
        properties.append(node("pageBreakBefore"))
    if at.rule_width:
        rule = node("bottom", val="single", sz=at.rule_width, space=0, color=at.rule_colour)
        properties.append(node("pBdr", rule))
    if at.tabs:
        stops = (node("tab", val=stop.kind, pos=stop.position) for stop in at.tabs)
        properties.append(node("tabs", *stops))
    if at.before is not None or at.line is not None:
        before = look.before if at.before is None else at.before
        line = look.line if at.line is None else at.line
        properties.append(node("spacing", before=before, after=0, line=line, lineRule="exact"))
    if at.left or at.right or at.hanging:
        properties.append(node("ind", left=at.left, right=at.right, hanging=at.hanging))
    if at.align:
        properties.append(node("jc", val=at.align))
    return properties


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``rules`` are pairs of edge and width in eighths of a point."""

    content: tuple[Element, ...]
    width: int
    rules: tuple[tuple[str, int], ...] = ()
    merges: str = ""


def table(rows: Iterable[Element], widths: tuple[int, ...], *properties: Element) -> Element:
    """A table of fixed column widths, in twips."""
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    return node("tbl", node("tblPr", *properties), grid, *rows)


def row(cells: Iterable[Cell], *, is_header: bool = False) -> Element:
    properties = node("trPr", node("cantSplit"))
    if is_header:
        properties.append(node("tblHeader"))
    return node("tr", properties, *map(_cell, cells))


def margins(horizontal: int) -> Element:
    edges = (("top", 0), ("left", horizontal), ("bottom", 0), ("right", horizontal))
    return node("tblCellMar", *(node(edge, w=width, type="dxa") for edge, width in edges))


def _cell(cell: Cell) -> Element:
    properties = node("tcPr", node("tcW", w=cell.width, type="dxa"))
    if cell.merges:
        properties.append(node("vMerge", val=cell.merges))
    if cell.rules:
        edges = (node(e, val="single", sz=w, space=0, color="000000") for e, w in cell.rules)
        properties.append(node("tcBorders", *edges))
    properties.append(node("vAlign", val="center"))
    return node("tc", properties, *cell.content)
