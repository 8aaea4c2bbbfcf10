"""What a file is, by its content and never by its name, and whether it may be taken."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from honours.kernel.verdicts import Finding
from honours.privacy.readings import office_files, pdf_files
from honours.privacy.vocabulary import FileKind

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120

_SIGNS = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ACCEPTED = "PDF、JPG、PNG、.xlsx 或 .docx"


def kind_of(content: bytes) -> FileKind | None:
    """What the content shows itself to be; ``None`` where that is nothing we take."""
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    if pdf_files.is_pdf(content):
        return FileKind.PDF
    return office_files.kind_of(content)


def faults_of(content: bytes) -> Iterator[Finding]:
    """Why a file is not taken; nothing where it may be."""
    if not content:
        yield Finding("file-empty", "文件是空的。", remedy="请重新选择文件。")
    elif len(content) > LARGEST:
        yield Finding(
            "file-too-large",
            f"文件大小为 {len(content) / 1024 / 1024:.1f} MB，超过 {LARGEST // 1024 // 1024} MB。",
            remedy="请压缩图片或者分成几个文件，再行上传。",
        )
    else:
        yield from _faults_inside(content)


def clean_name(file_name: str, kind: FileKind) -> str:
    """The name alone, without folders and invisible signs, with the suffix of its true kind."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    name = PurePosixPath(_UNPRINTABLE.sub("", last).strip() or "文件")
    known = name.suffix.lower() in {other.suffix for other in FileKind} | {".jpeg"}
    stem = name.stem if known else name.name
    return stem[:LONGEST_NAME].strip() + kind.suffix


def _faults_inside(content: bytes) -> Iterator[Finding]:
    kind = kind_of(content)
    if kind is FileKind.PDF:
        yield from pdf_files.faults_of(content)
    elif kind in {FileKind.XLSX, FileKind.DOCX}:
        yield from office_files.faults_of(content)
    elif kind is None:
        yield _unknown(content)


def _unknown(content: bytes) -> Finding:
    if content.startswith(_OLD_OFFICE):
        return Finding(
            "file-kind-unknown",
            "这是旧格式（.doc、.xls）或者设了打开密码的 Office 文件，系统不收。",
            remedy="请取消密码，并用 Word、Excel 或 WPS 另存为 .docx、.xlsx，再行上传。",
        )
    return Finding(
        "file-kind-unknown",
        f"从内容看，这不是 {_ACCEPTED} 文件。更改文件名后缀不改变文件的格式。",
        remedy=f"请另存为 {_ACCEPTED}，再行上传。",
    )
