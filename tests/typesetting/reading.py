"""Reading parts of a finished .docx, for tests."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn


def part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def styled(content: bytes, style: str) -> list[Any]:
    """Paragraph elements of one style, those in tables included."""
    body = Document(BytesIO(content)).element.body
    return [p for p in body.iter(qn("w:p")) if value(p, "pPr/pStyle") == style]


def texts(content: bytes, style: str) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in styled(content, style)]


def value(element: Any, path: str, attribute: str = "val") -> str:
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return "" if found is None else str(found.get(qn(f"w:{attribute}"), ""))
