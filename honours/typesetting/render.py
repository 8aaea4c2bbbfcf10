"""An official document as a Word file in the layout of GB/T 9704-2012."""

from xml.etree.ElementTree import Element

from honours.kernel.verdicts import Refusal
from honours.typesetting.body import BodySetter
from honours.typesetting.checks import faults_of
from honours.typesetting.composition import Composition, compose
from honours.typesetting.document import OfficialDocument
from honours.typesetting.imprint import footer, imprint
from honours.typesetting.letterhead import letterhead
from honours.typesetting.measures import (
    BOTTOM_MARGIN,
    CHARACTER_SPACE,
    FOOTER_DISTANCE,
    LEFT_MARGIN,
    LINE_PITCH,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT_MARGIN,
    TOP_MARGIN,
)
from honours.typesetting.package import EVEN_FOOTER, ODD_FOOTER, core_properties, pack
from honours.typesetting.signature import signature
from honours.typesetting.wordprocessing import RELATIONSHIPS, node


def render(document: OfficialDocument) -> bytes:
    """The .docx. The same document gives the same bytes, on any machine, at any time.

    Raises ``Refusal`` with every fault of form (密级, 发文字号, 签发人, …). Wording is not
    judged here; ask ``proofreading.proofread`` before the document is signed.
    """
    faults = faults_of(document)
    if faults:
        raise Refusal(*faults)
    page = compose(document)
    content = (*_content(page), _section())
    root = node("document", node("body", *content))
    core = core_properties(page.title, "、".join(page.mark_lines), document.dated)
    return pack(root, (footer(is_odd=True), footer(is_odd=False)), core)


def _content(page: Composition) -> tuple[Element, ...]:
    setter = BodySetter(page)
    return (
        *letterhead(page),
        *setter.title(),
        *setter.text(),
        *setter.attachment_note(),
        *signature(page),
        *setter.annexes(),
        *imprint(page),
    )


def _section() -> Element:
    """A4, 版心 156 × 225 mm, 22 lines of 28 characters (5.1, 5.2)."""
    odd = node("footerReference", type="default")
    odd.set(f"{{{RELATIONSHIPS}}}id", ODD_FOOTER)
    even = node("footerReference", type="even")
    even.set(f"{{{RELATIONSHIPS}}}id", EVEN_FOOTER)
    return node(
        "sectPr",
        odd,
        even,
        node("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        node(
            "pgMar",
            top=TOP_MARGIN,
            right=RIGHT_MARGIN,
            bottom=BOTTOM_MARGIN,
            left=LEFT_MARGIN,
            header=851,
            footer=FOOTER_DISTANCE,
            gutter=0,
        ),
        node("docGrid", type="linesAndChars", linePitch=LINE_PITCH, charSpace=CHARACTER_SPACE),
    )
