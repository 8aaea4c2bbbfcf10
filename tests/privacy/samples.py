"""Files as people send them, and as nobody should."""

import io
import zipfile
import zlib

from tests.privacy.conftest import picture

TYPES = "[Content_Types].xml"
WORD = {TYPES: b"<Types/>", "word/document.xml": b"<w:document/>"}
EXCEL = {TYPES: b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
RELATIONS = "word/_rels/settings.xml.rels"


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def pdf(*objects: bytes) -> bytes:
    body = b"\n".join(
        b"%d 0 obj\n%s\nendobj" % (number, one) for number, one in enumerate(objects)
    )
    return b"%PDF-1.7\n" + body + b"\ntrailer << /Root 0 0 R >>\n%%EOF"


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s >>\nstream\n%s\nendstream" % (dictionary, content)


def relation(kind: bytes, target: bytes) -> bytes:
    return b'<Relationship Type="x/%s" Target="%s" TargetMode="External"/>' % (kind, target)


def marked(content: bytes, *, flag: int) -> bytes:
    """The archive with this flag set on each part in its directory."""
    changed, begin = bytearray(content), 0
    while (begin := changed.find(b"PK\x01\x02", begin)) >= 0:
        changed[begin + 8] |= flag
        begin += 4
    return bytes(changed)


def torn(content: bytes) -> bytes:
    """The archive with the first part unreadable."""
    begin = content.find(TYPES.encode()) + len(TYPES)
    return content[:begin] + b"\xff\xff\xff" + content[begin + 3 :]


CATALOG = b"<< /Type /Catalog >>"
ACTION = b"<< /S /JavaScript /JS (app.alert(1)) >>"
FILES = {
    "plain.pdf": lambda: pdf(CATALOG),
    "photograph.jpg": picture,
    "picture.png": lambda: picture(form="PNG"),
    "table.xlsx": lambda: zipped(EXCEL),
    "account.docx": lambda: zipped(WORD),
    "empty": lambda: b"",
    "huge.pdf": lambda: pdf(CATALOG) + b" " * (20 * 1024 * 1024),
    "program": lambda: b"MZ\x90\x00" + b"\0" * 64,
    "page.html": lambda: b"<html><script>alert(1)</script></html>",
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "archive.zip": lambda: zipped({"a.txt": b"a"}),
    "broken.zip": lambda: b"PK\x03\x04" + b"\0" * 64,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64,
    "macro.docx": lambda: zipped({**WORD, "word/vbaProject.bin": b"x"}),
    "hidden_macro.docx": lambda: zipped({**WORD, "word/theme/picture.bin": b"x"}),
    "declared_macro.docx": lambda: zipped(
        {**WORD, TYPES: b'<Types><Override ContentType="x.macroEnabled.main+xml"/></Types>'}
    ),
    "macro.xlsx": lambda: zipped({**EXCEL, "xl/macrosheets/sheet1.xml": b"x"}),
    "reaching.docx": lambda: zipped(
        {**WORD, RELATIONS: relation(b"attachedTemplate", b"http://x")}
    ),
    "linked.docx": lambda: zipped({**WORD, RELATIONS: relation(b"hyperlink", b"http://x")}),
    "printer.xlsx": lambda: zipped({**EXCEL, "xl/printerSettings/printerSettings1.bin": b"x"}),
    "bomb.xlsx": lambda: zipped({**EXCEL, "xl/sheet.xml": b"\0" * (301 * 1024 * 1024)}),
    "broken_part.docx": lambda: torn(zipped(WORD)),
    "locked.docx": lambda: marked(zipped(WORD), flag=1),
    "script.pdf": lambda: pdf(CATALOG, ACTION),
    "escaped.pdf": lambda: pdf(CATALOG, ACTION.replace(b"JavaScript", b"J#61vaScript")),
    "packed.pdf": lambda: pdf(CATALOG, stream(b"/Type /ObjStm", zlib.compress(ACTION))),
    "launch.pdf": lambda: pdf(CATALOG, b"<< /S /Launch /F (cmd.exe) >>"),
    "embedded.pdf": lambda: pdf(CATALOG, b"<< /EmbeddedFiles 3 0 R >>"),
    "locked.pdf": lambda: pdf(CATALOG) + b"\ntrailer << /Encrypt 5 0 R >>",
    "chance.pdf": lambda: pdf(CATALOG, stream(b"/Subtype /Image", b"..  /JS (x) /Launch ..")),
    "torn.pdf": lambda: pdf(CATALOG, stream(b"/Type /ObjStm", b"not packed at all")),
}
