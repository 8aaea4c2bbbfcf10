"""Whether an .xlsx holds only cells: no macros, outside links, entities or embedded objects."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from honours.spreadsheets.container import Part, open_container, refused
from honours.spreadsheets.limits import Limits
from honours.spreadsheets.scanning import SheetScan, scan_sheet


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was learnt without parsing: a scan of each sheet, by the sheet's name."""

    scans: Mapping[str, SheetScan]


def inspect_xlsx(content: bytes, limits: Limits) -> Inspection:
    """Raises ``Refusal`` naming what the file carries and how to be rid of it."""
    parts = open_container(content, limits)
    _no_active_content(parts)
    sheets = _sheet_parts(parts, limits)
    if len(sheets) > limits.sheets:
        raise refused("too-many-sheets", f"文件有{len(sheets)}张工作表，超过{limits.sheets}张。")
    scans: dict[str, SheetScan] = {}
    for name in parts.keys() - set(sheets.values()):
        _passive(name, parts[name].content(limits.unpacked_bytes))
    for title, name in sheets.items():
        scans[title] = scan_sheet(_well_encoded(parts[name], limits), limits)
    return Inspection(scans)


_MACRO = re.compile(rb"macroEnabled|vbaProject|\.binary\.", re.IGNORECASE)
_DECLARED_ENCODING = re.compile(rb"^[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)[\"']")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ACTIVE_NAMES = {
    "vbaproject": ("has-macros", "文件含宏。", "请另存为不含宏的 .xlsx 文件，再行上传。"),
    "/externallinks/": (
        "external-links",
        "文件引用了别的工作簿。",
        "请断开链接、粘贴为数值后另存。",
    ),
    "/embeddings/": ("embedded-object", "文件内嵌有对象。", "请删除嵌入的对象后另存。"),
    "/activex/": ("embedded-object", "文件内有控件。", "请删除控件后另存。"),
    "/macrosheets/": ("has-macros", "文件含宏表。", "请删除宏表后另存为 .xlsx 文件。"),
    "connections.xml": (
        "external-links",
        "文件带有外部数据连接。",
        "请断开连接、粘贴为数值后另存。",
    ),
}


def _no_active_content(parts: Mapping[str, Part]) -> None:
    for name in parts:
        lowered = f"/{name.lower()}"
        for sign, reason in _ACTIVE_NAMES.items():
            if sign in lowered:
                raise refused(*reason)
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise refused("not-a-workbook", "这不是 Excel 工作簿。", "请上传 .xlsx 或 .csv 文件。")


def _passive(name: str, content: bytes) -> None:
    """Raises ``Refusal`` for a part that would reach outside the file or unfold when parsed."""
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        if content[:4] in (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0"):
            raise refused(
                "archive-nested", f"文件内嵌有另一个文件“{name}”。", "请删除嵌入的对象后另存。"
            )
        return
    _plain_xml(name, content[:1024])
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refused("xml-entities", f"文件部件“{name}”含实体定义。")
    if name == "[Content_Types].xml" and _MACRO.search(content):
        raise refused(*_ACTIVE_NAMES["vbaproject"])
    if b"ddeLink" in content or b"oleLink" in content:
        raise refused(*_ACTIVE_NAMES["/externallinks/"])
    if name.endswith(".rels"):
        _internal(content)


def _internal(relations: bytes) -> None:
    """A hyperlink may lead outside, since nothing follows it; every other relation may not."""
    for relation in _RELATION.finditer(relations):
        attributes = _attributes(relation[1])
        is_link = attributes.get("Type", "").endswith("/hyperlink")
        if attributes.get("TargetMode", "").lower() == "external" and not is_link:
            raise refused(*_ACTIVE_NAMES["/externallinks/"])


def _well_encoded(part: Part, limits: Limits) -> Iterator[bytes]:
    """The pieces of a sheet, once its first bytes show that byte searches can be trusted."""
    for number, piece in enumerate(part.pieces(limits.unpacked_bytes)):
        if number == 0:
            _plain_xml(part.name, piece[:1024])
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise refused("xml-entities", f"文件部件“{part.name}”含实体定义。")
        yield piece


def _plain_xml(name: str, head: bytes) -> None:
    declared = _DECLARED_ENCODING.match(head)
    is_utf_8 = declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii")
    if b"\x00" in head or not is_utf_8:
        raise refused("xml-encoding", f"文件部件“{name}”不是 UTF-8 编码。")


def _sheet_parts(parts: Mapping[str, Part], limits: Limits) -> dict[str, str]:
    """Sheet titles and the parts that hold them, as the workbook lists them."""
    book = parts["xl/workbook.xml"].content(limits.unpacked_bytes)
    _plain_xml("xl/workbook.xml", book[:1024])
    relations = parts.get("xl/_rels/workbook.xml.rels")
    targets: dict[str, str] = {}
    content = b"" if relations is None else relations.content(limits.unpacked_bytes)
    for relation in _RELATION.finditer(content):
        attributes = _attributes(relation[1])
        target = attributes.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        targets[attributes.get("Id", "")] = f"xl/{target}"
    found: dict[str, str] = {}
    for sheet in _SHEET.finditer(book):
        attributes = _attributes(sheet[1])
        linked = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        if targets.get(linked) not in parts:
            raise refused("archive-broken", "工作簿缺少工作表内容，文件已损坏。")
        found[attributes.get("name", "")] = targets[linked]
    return found


def _attributes(text: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text.decode("utf-8", "replace"))
    return {name: html.unescape(double or single) for name, double, single in found}
