"""The parts of a .docx and the archive around them, the same bytes for the same content."""

from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, register_namespace, tostring
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from honours.typesetting.looks import BODY, LOOKS, Look
from honours.typesetting.vocabulary import Face
from honours.typesetting.wordprocessing import RELATIONSHIPS, node, switch, typeface

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
register_namespace("cp", _CORE)
register_namespace("dc", _DUBLIN_CORE)
register_namespace("dcterms", _TERMS)
register_namespace("xsi", _INSTANCE)

_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": f"{_WORDPROCESSING}.document.main+xml",
    "styles": f"{_WORDPROCESSING}.styles+xml",
    "settings": f"{_WORDPROCESSING}.settings+xml",
    "fontTable": f"{_WORDPROCESSING}.fontTable+xml",
    "footer1": f"{_WORDPROCESSING}.footer+xml",
    "footer2": f"{_WORDPROCESSING}.footer+xml",
}
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

ODD_FOOTER = "rId4"
EVEN_FOOTER = "rId5"


def pack(document: Element, footers: tuple[Element, Element], core: Element) -> bytes:
    """The archive. Stored, not deflated: compressors differ between machines, seals must not."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": footers[0],
        "word/footer2.xml": footers[1],
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, root in parts.items():
            entry = ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, tostring(root, "UTF-8", xml_declaration=True))
    return buffer.getvalue()


def core_properties(title: str, creator: str, on: date) -> Element:
    """Title, issuer and day; no person and no moment of the machine."""
    root = Element(f"{{{_CORE}}}coreProperties")
    for tag, text in (("title", title), ("creator", creator), ("language", "zh-CN")):
        _child(root, f"{{{_DUBLIN_CORE}}}{tag}").text = text
    for tag in ("created", "modified"):
        # Its value speaks of a prefix, which is registered above under that very name.
        stamp = _child(root, f"{{{_TERMS}}}{tag}")
        stamp.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        stamp.text = f"{on.isoformat()}T00:00:00Z"
    return root


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    made = Element(tag, attributes)
    parent.append(made)
    return made


def _content_types() -> Element:
    root = Element("Types", {"xmlns": _CONTENT_TYPES})
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    _child(root, "Default", Extension="rels", ContentType=rels)
    kinds = {f"/word/{name}.xml": kind for name, kind in _PARTS.items()}
    for part, kind in (kinds | {"/docProps/core.xml": _CORE_TYPE}).items():
        _child(root, "Override", PartName=part, ContentType=kind)
    return root


def _package_relationships() -> Element:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    targets = {
        "word/document.xml": f"{RELATIONSHIPS}/officeDocument",
        "docProps/core.xml": core,
    }
    return _relationships(targets)


def _document_relationships() -> Element:
    """In this order the footers are ``ODD_FOOTER`` and ``EVEN_FOOTER``."""
    return _relationships(
        {
            "styles.xml": f"{RELATIONSHIPS}/styles",
            "settings.xml": f"{RELATIONSHIPS}/settings",
            "fontTable.xml": f"{RELATIONSHIPS}/fontTable",
            "footer1.xml": f"{RELATIONSHIPS}/footer",
            "footer2.xml": f"{RELATIONSHIPS}/footer",
        }
    )


def _relationships(targets: dict[str, str]) -> Element:
    root = Element("Relationships", {"xmlns": _PACKAGE_RELATIONSHIPS})
    for position, (target, kind) in enumerate(targets.items(), start=1):
        _child(root, "Relationship", Id=f"rId{position}", Type=kind, Target=target)
    return root


def _settings() -> Element:
    mode = node(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return node(
        "settings",
        node("defaultTabStop", val=632),
        node("evenAndOddHeaders"),
        node("characterSpacingControl", val="compressPunctuation"),
        node("compat", mode),
        node("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _font_table() -> Element:
    """Other names of the same faces, for machines that know them under those."""
    others = {
        Face.IMITATION_SONG: "仿宋",
        Face.BOLDFACE: "SimHei",
        Face.REGULAR_SCRIPT: "楷体",
        Face.SONG: "SimSun",
        Face.TITLE_SONG: "小标宋体",
    }
    fonts = (
        node("font", node("altName", val=other), node("charset", val=86), name=face)
        for face, other in others.items()
    )
    return node("fonts", *fonts)


def _styles() -> Element:
    language = node("lang", val="en-US", eastAsia="zh-CN")
    text = node("rPr", typeface(BODY.face), node("sz", val=32), node("szCs", val=32), language)
    defaults = node("docDefaults", node("rPrDefault", text), node("pPrDefault"))
    normal = node("style", node("name", val="Normal"), type="paragraph", default=1, styleId="a")
    normal.append(
        node(
            "pPr",
            switch("widowControl", False),
            switch("overflowPunct", False),
            switch("autoSpaceDE", False),
            switch("autoSpaceDN", False),
            switch("snapToGrid", False),
            node("spacing", before=0, after=0, line=BODY.line, lineRule="exact"),
            node("jc", val="both"),
        )
    )
    # Word measures the characters of its grid by the size of this style.
    normal.append(node("rPr", typeface(BODY.face), node("sz", val=32), node("szCs", val=32)))
    return node("styles", defaults, normal, *map(_style, LOOKS))


def _style(look: Look) -> Element:
    properties = node("pPr")
    if look.keeps_next:
        properties.append(node("keepNext"))
    properties.append(
        node("spacing", before=look.before, after=0, line=look.line, lineRule="exact")
    )
    if look.indent:
        twips = round(look.indent / 100 * look.size * 10)
        properties.append(node("ind", firstLineChars=look.indent, firstLine=twips))
    properties.append(node("jc", val=look.align))
    if look.outline >= 0:
        properties.append(node("outlineLvl", val=look.outline))
    text = node("rPr", typeface(look.face))
    if look.colour:
        text.append(node("color", val=look.colour))
    if look.tightening:
        text.append(node("spacing", val=look.tightening))
    text.extend((node("sz", val=look.size), node("szCs", val=look.size)))
    name = node("name", val=look.name)
    return node(
        "style",
        name,
        node("basedOn", val="a"),
        properties,
        text,
        type="paragraph",
        customStyle=1,
        styleId=look.code,
    )
