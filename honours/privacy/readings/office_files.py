"""A .docx or .xlsx seen from outside: whether it is one, and what in it would run or reach out."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from honours.kernel.verdicts import Finding
from honours.privacy.vocabulary import FileKind

_MAIN = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
_MOST_PARTS = 5_000
_MOST_UNPACKED = 300 * 1024 * 1024
_LARGEST_LIST = 2 * 1024 * 1024
_RUNS = re.compile(r"vbaproject|macrosheets/|activex/|embeddings/|\.bin$", re.IGNORECASE)
_HARMLESS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_REACHES_OUT = re.compile(
    rb"<[^>]*(?:attachedTemplate|oleObject|frame|externalLinkPath)\"[^>]*TargetMode=\"External\""
    rb"|<[^>]*TargetMode=\"External\"[^>]*(?:attachedTemplate|oleObject|frame)\"",
    re.IGNORECASE,
)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    OSError,
    EOFError,
    OverflowError,
    NotImplementedError,
)


def kind_of(content: bytes) -> FileKind | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except _DAMAGE:
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _MAIN.items() if part in names), None)


def faults_of(content: bytes) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _faults_inside(archive)
    except _DAMAGE:
        yield Finding(
            "file-damaged", "文件已经损坏，打不开。", remedy="请打开原件另存后，再行上传。"
        )


def _faults_inside(archive: zipfile.ZipFile) -> Iterator[Finding]:
    parts = archive.infolist()
    if _is_bomb(parts):
        yield Finding(
            "file-too-large", "文件解开后过大。", remedy="请删去多余的图片，另存后再行上传。"
        )
    elif any(part.flag_bits & 1 for part in parts):
        yield Finding("file-encrypted", "文件加了密码。", remedy="请取消密码后另存，再行上传。")
    elif _runs(archive, parts):
        yield Finding(
            "file-has-macros",
            "文件里有宏、控件或者嵌入的对象，系统不收。",
            remedy="请另存为不含宏的 .docx 或 .xlsx，或者打印为 PDF，再行上传。",
        )


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    return len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED


def _runs(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    if any(_RUNS.search(part.filename) and not _HARMLESS.search(part.filename) for part in parts):
        return True
    if b"macroEnabled" in _beginning(archive, "[Content_Types].xml"):
        return True
    lists = (part.filename for part in parts if part.filename.endswith(".rels"))
    return any(_REACHES_OUT.search(_beginning(archive, name)) for name in lists)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """As much of a part as an honest list of contents can be long."""
    with archive.open(name) as part:
        return part.read(_LARGEST_LIST)
