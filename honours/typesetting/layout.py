"""Reading a finished .docx back and measuring it against GB/T 9704-2012.

For files that ``render`` made and people may have touched since. It is no guard against hostile
files: check an upload for bombs, macros and links before any parser sees it.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from honours.kernel.verdicts import Citation, Finding
from honours.typesetting import looks
from honours.typesetting.checks import FORMAT
from honours.typesetting.measures import (
    AREA_HEIGHT,
    AREA_WIDTH,
    CHARACTER_SPACE,
    LINE_PITCH,
    LINES_ON_PAGE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    millimetres,
)
from honours.typesetting.vocabulary import Face

_DATE = re.compile(r"\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日", re.ASCII)
_RUN_SIZES = {look.code: look.size for look in looks.LOOKS}
_FREE_SIZES = frozenset({looks.ISSUER_MARK.code})
_COLOURED = frozenset({looks.ISSUER_MARK.code, looks.RED_LINE.code})


def check_layout(content: bytes) -> list[Finding]:
    """What departs from the standard, each finding with its clause; empty where nothing does.

    Raises ``docx.opc.exceptions.PackageNotFoundError`` or ``zipfile.BadZipFile`` where the bytes
    are no Word file.
    """
    opened = Document(BytesIO(content))
    judges: tuple[Callable[[Any], Iterator[Finding]], ...] = (
        _paper,
        _grid,
        _typefaces,
        _colours,
        _title,
        _body,
        _addressee,
        _date,
        _signature_kept,
        _page_numbers,
        _table_heads,
    )
    return [found for judge in judges for found in judge(opened)]


def _paper(opened: Any) -> Iterator[Finding]:
    """GW-01 to GW-04."""
    size = opened.element.body.sectPr.find(qn("w:pgSz"))
    width, height = _number(size, "w"), _number(size, "h")
    if (width, height) != (PAGE_WIDTH, PAGE_HEIGHT):
        yield _fault("paper", "纸张不是A4。", "5.1", "纸张改为210毫米×297毫米。")
    edges = opened.element.body.sectPr.find(qn("w:pgMar"))
    top, left, right, bottom = (_number(edges, e) for e in ("top", "left", "right", "bottom"))
    tolerance = millimetres(1)
    if abs(top - millimetres(37)) > tolerance:
        yield _fault("top-margin", "天头不是37毫米±1毫米。", "5.2.1", "上边距改为37毫米。")
    if abs(left - millimetres(28)) > tolerance:
        yield _fault("binding-margin", "订口不是28毫米±1毫米。", "5.2.1", "左边距改为28毫米。")
    wide, tall = width - left - right, height - top - bottom
    if abs(wide - AREA_WIDTH) > 20 or abs(tall - AREA_HEIGHT) > 20:
        yield _fault("type-area", "版心不是156毫米×225毫米。", "5.2.1", "调整右边距和下边距。")


def _grid(opened: Any) -> Iterator[Finding]:
    """GW-06."""
    grid = opened.element.body.sectPr.find(qn("w:docGrid"))
    fits = grid is not None and (
        grid.get(qn("w:type")) == "linesAndChars"
        and _number(grid, "linePitch") == LINE_PITCH
        and abs(_number(grid, "charSpace") - CHARACTER_SPACE) <= 2
    )
    if not fits:
        yield _fault(
            "grid", "文档网格不是每页22行、每行28字。", "5.2.3", "在页面设置中指定行和字符网格。"
        )
    for paragraph in _paragraphs_of(opened, looks.BODY.code):
        spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        line = LINE_PITCH if spacing is None else _number(spacing, "line")
        if line * LINES_ON_PAGE > AREA_HEIGHT:
            yield _fault(
                "line-pitch", "正文行距过大，每页排不下22行。", "5.2.3", "行距改回固定值。"
            )
            return


def _typefaces(opened: Any) -> Iterator[Finding]:
    """GW-05, GW-40, GW-44 to GW-46: every run names its East Asian face and its size."""
    expected = {look.code: look.face for look in looks.LOOKS}
    allowed = {
        looks.UPWARD_NUMBER.code: {Face.IMITATION_SONG, Face.REGULAR_SCRIPT},
        **{look.code: {look.face, looks.BODY.face} for look in looks.HEADINGS},
    }
    for paragraph, run in _runs(opened):
        style = _style(paragraph)
        face, size = _face(run), _size(run)
        faces = allowed.get(style, {expected.get(style, looks.BODY.face)})
        if face not in faces:
            shown = face or "未指明"
            yield _fault(
                "typeface",
                f"“{_text(run)}”的中文字体为{shown}，应为{'或'.join(sorted(faces))}。",
                "5.2.2",
                "改用规定的字体。",
            )
        if style not in _FREE_SIZES and size != _RUN_SIZES.get(style, looks.BODY.size):
            yield _fault(
                "type-size", f"“{_text(run)}”的字号不合规定。", "5.2.2", "改用规定的字号。"
            )


def _colours(opened: Any) -> Iterator[Finding]:
    """GW-07, GW-23: black, but for the mark and the red line."""
    for paragraph, run in _runs(opened):
        colour = run.find(f"{qn('w:rPr')}/{qn('w:color')}")
        shown = "" if colour is None else colour.get(qn("w:val"))
        is_mark = _style(paragraph) in _COLOURED
        if is_mark and shown != looks.RED:
            yield _fault("mark-colour", "发文机关标志不是红色。", "7.2.4", "改为红色。")
        if not is_mark and shown not in {"", "000000", "auto"}:
            yield _fault("text-colour", f"“{_text(run)}”不是黑色。", "5.2.4", "改为黑色。")


def _title(opened: Any) -> Iterator[Finding]:
    """GW-40: not bold, and on the page at all."""
    titles = _paragraphs_of(opened, looks.TITLE.code)
    if not titles:
        yield _fault("title-missing", "没有公文标题。", "7.3.1", "补写标题。")
    for paragraph, run in _runs(opened):
        bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if bold is not None and bold.get(qn("w:val"), "1") not in {"0", "false"}:
            where = "标题" if _style(paragraph) == looks.TITLE.code else "文字"
            yield _fault("bold", f"{where}“{_text(run)}”用了粗体。", "7.3.1", "取消加粗。")


def _body(opened: Any) -> Iterator[Finding]:
    """GW-43: two characters of indent, from the style and untouched in the paragraph."""
    style = next(s for s in opened.styles.element if s.get(qn("w:styleId")) == looks.BODY.code)
    indents = [style.find(f"{qn('w:pPr')}/{qn('w:ind')}")]
    for paragraph in _paragraphs_of(opened, looks.BODY.code):
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        indents.extend([own] if own is not None else [])
    if any(indent is None or _number(indent, "firstLineChars") != 200 for indent in indents):
        yield _fault("first-line", "正文段落没有首行缩进2字。", "7.3.3", "首行缩进改为2字符。")


def _addressee(opened: Any) -> Iterator[Finding]:
    """GW-42."""
    for paragraph in _paragraphs_of(opened, looks.ADDRESSEE.code):
        if not _text(paragraph).endswith("："):
            yield _fault("addressee-colon", "主送机关后没有全角冒号。", "7.3.2", "加“：”。")


def _date(opened: Any) -> Iterator[Finding]:
    """GW-52."""
    for paragraph in _paragraphs_of(opened, looks.DATED.code):
        if not _DATE.fullmatch(_text(paragraph)):
            yield _fault(
                "date",
                f"成文日期“{_text(paragraph)}”写法不合规定。",
                "7.3.5.4",
                "写作“2026年1月5日”。",
            )


def _signature_kept(opened: Any) -> Iterator[Finding]:
    """GW-49: what stands right before the signature moves with it.

    A sole paragraph is let be: it has to show on the first page (GW-43).
    """
    if len(_paragraphs_of(opened, looks.BODY.code)) == 1:
        return
    children = list(opened.element.body)
    for position, child in enumerate(children):
        is_first = _style(child) == looks.SIGNATURE.code and position > 0
        before = children[position - 1] if is_first else None
        if before is None or _style(before) in {looks.SIGNATURE.code, looks.ATTACHMENT_NOTE.code}:
            continue
        kept = before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}")
        if kept is None or kept.get(qn("w:val"), "1") == "0":
            yield _fault(
                "signature-alone", "署名可能单独落在一页。", "7.3.5", "末段设为与下段同页。"
            )


def _page_numbers(opened: Any) -> Iterator[Finding]:
    """GW-64, GW-65."""
    section = opened.sections[0]
    if not opened.settings.odd_and_even_pages_header_footer:
        yield _fault("page-number-sides", "页码没有区分单双页。", "7.5", "启用奇偶页不同。")
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        text = "".join(node.text or "" for node in footer._element.iter(qn("w:t")))
        place = footer._element.find(f".//{qn('w:jc')}")
        if not re.fullmatch(r"— \d+ —", text):
            yield _fault("page-number", "页码两侧没有一字线。", "7.5", "写作“— 1 —”。")
        if place is None or place.get(qn("w:val")) != side:
            yield _fault(
                "page-number-place", "单页码应居右、双页码应居左。", "7.5", "改正页码位置。"
            )


def _table_heads(opened: Any) -> Iterator[Finding]:
    """A ruled table repeats its head on every page."""
    for head in opened.element.body.iter(qn("w:tr")):
        styles = {_style(paragraph) for paragraph in head.iter(qn("w:p"))}
        properties = head.find(qn("w:trPr"))
        repeated = properties is not None and properties.find(qn("w:tblHeader")) is not None
        if styles == {looks.TABLE_HEAD.code} and not repeated:
            yield _fault("table-head", "表头没有在各页重复。", "8", "设为在各页顶端重复标题行。")


def _runs(opened: Any) -> Iterator[tuple[Any, Any]]:
    """Runs that print text, each with its paragraph."""
    for paragraph in opened.element.body.iter(qn("w:p")):
        for run in paragraph.iter(qn("w:r")):
            if run.find(qn("w:t")) is not None:
                yield paragraph, run


def _paragraphs_of(opened: Any, style: str) -> list[Any]:
    return [p for p in opened.element.body.iter(qn("w:p")) if _style(p) == style]


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _face(run: Any) -> str:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if fonts is None else str(fonts.get(qn("w:eastAsia"), ""))


def _size(run: Any) -> int:
    size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    return 0 if size is None else _number(size, "val")


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _number(element: Any, name: str) -> int:
    return int(element.get(qn(f"w:{name}"), "0"))


def _fault(code: str, message: str, clause: str, remedy: str) -> Finding:
    return Finding(f"layout-{code}", message, Citation(FORMAT, clause), remedy=remedy)
