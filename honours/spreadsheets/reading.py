"""Opening a spreadsheet that someone sent, whatever it turns out to be."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from honours.spreadsheets.cells import Oddity, Value, columns_with_lost_digits, row_texts
from honours.spreadsheets.container import RESAVE, refused
from honours.spreadsheets.delimited import decode, read_delimited, sniff_separator
from honours.spreadsheets.limits import DEFAULT, Limits
from honours.spreadsheets.scanning import MergedRange
from honours.spreadsheets.xlsx_safety import inspect_xlsx

NOTHING_ODD: Mapping[int, Oddity] = MappingProxyType({})


class Row(NamedTuple):
    """One printed row. ``number`` counts from 1 as the program shows it; columns from 0."""

    number: int
    cells: tuple[str, ...]
    oddities: Mapping[int, Oddity] = NOTHING_ODD


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; its rows are read again at every call of ``rows``."""

    name: str
    source: CalamineWorkbook | str
    limits: Limits
    is_hidden: bool = False
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    oddities: Mapping[int, Mapping[int, Oddity]] = field(default_factory=dict)
    height: int = 0
    """About how many rows it has; never fewer than hold something."""
    can_merge: bool = True
    """Whether the format keeps merged cells; a .csv does not, so blanks below mean less."""

    def values(self) -> Iterator[tuple[int, list[Value]]]:
        """Numbered rows with the values as stored, for writing them back."""
        if isinstance(self.source, str):
            separator = sniff_separator(self.source)
            for number, cells in read_delimited(self.source, separator, self.limits):
                yield number, list(cells)
            return
        try:
            sheet = self.source.get_sheet_by_name(self.name)
        except CalamineError:
            raise refused("sheet-broken", f"工作表“{self.name}”已损坏，无法读取。") from None
        yield from enumerate(sheet.iter_rows(), start=1)

    def rows(self) -> Iterator[Row]:
        """Numbered rows of clean text, with the cells that cannot be taken as they stand."""
        is_text = isinstance(self.source, str)
        number = 0
        for number, values in self.values():
            odd = self.oddities.get(number, NOTHING_ODD)
            if is_text:
                odd = {c: Oddity.FORMULA for c, v in enumerate(values) if str(v).startswith("=")}
            elif lost := columns_with_lost_digits(values):
                odd = dict.fromkeys(lost, Oddity.LOST_DIGITS) | dict(odd)
            yield Row(number, row_texts(values), odd)
        for below in sorted(row for row in self.oddities if row > number):
            # A formula that was never calculated has no value, and the parser drops its row.
            yield Row(below, (), self.oddities[below])


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was sent: its visible sheets, the hidden ones apart, and remarks on the file."""

    file_name: str
    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()


def open_workbook(
    source: Path | str | bytes, file_name: str = "", limits: Limits = DEFAULT
) -> Workbook:
    """The workbook, once it is shown to be harmless and of a size we can hold.

    Raises ``Refusal`` with a reason and a remedy, before anything is parsed, for bombs, macros,
    links to other files, encryption, other kinds of file, and files that are empty or too large
    (IN-03 and IN-04 of the security checklist).
    """
    content, name = _content(source, limits)
    name = file_name or name
    _of_a_kind_we_read(content)
    if content.startswith(b"PK"):
        return _open_xlsx(content, name, limits)
    return _open_text(content, name, limits)


_SIGNATURES = {
    b"%PDF": ("PDF 文件", "请上传制作该 PDF 的原表格文件（.xlsx 或 .csv）。"),
    b"{\\rtf": ("RTF 文档", "请把表格复制到 Excel 中，另存为 .xlsx。"),
    b"\xff\xd8\xff": ("图片", "请上传表格文件，不要上传照片或截图。"),
    b"\x89PNG": ("图片", "请上传表格文件，不要上传照片或截图。"),
    b"Rar!": ("压缩包", "请解压后逐个上传其中的表格。"),
    b"7z\xbc\xaf": ("压缩包", "请解压后逐个上传其中的表格。"),
    b"\x1f\x8b": ("压缩包", "请解压后逐个上传其中的表格。"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _content(source: Path | str | bytes, limits: Limits) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        content, size, name = source, len(source), ""
    else:
        path = Path(source)
        size, name = path.stat().st_size, path.name
        content = path.read_bytes() if size <= limits.file_bytes else b""
    if size > limits.file_bytes:
        raise refused(
            "file-too-large",
            f"文件有{size // 1024 // 1024}MB，超过{limits.file_bytes // 1024 // 1024}MB。",
            "请删去图片和无关工作表，或分成几个文件上传。",
        )
    if not content.strip():
        raise refused("file-empty", "文件是空的。", "请确认保存后重新上传。")
    return content, name


def _of_a_kind_we_read(content: bytes) -> None:
    for signature, (kind, remedy) in _SIGNATURES.items():
        if content.startswith(signature):
            raise refused("wrong-kind-of-file", f"这是{kind}，不是表格文件。", remedy)
    if content.startswith(_OLE):
        raise _refused_old_format(content)
    opening = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"mime-version")):
        raise refused("wrong-kind-of-file", "这是网页格式的表格，扩展名与内容不符。", RESAVE)


def _refused_old_format(content: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refused("file-encrypted", "文件设有打开密码。", "请取消密码后另存，再行上传。")
    if "WordDocument".encode("utf-16-le") in content:
        return refused(
            "wrong-kind-of-file",
            "这是 Word 文档，不是表格文件。",
            "请把表格复制到 Excel 中，另存为 .xlsx。",
        )
    return refused(
        "old-format",
        "这是旧版 .xls（或 WPS .et）文件。",
        "请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再行上传。",
    )


def _open_xlsx(content: bytes, name: str, limits: Limits) -> Workbook:
    scans = inspect_xlsx(content, limits).scans
    try:
        source = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = [s for s in source.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        sheets = [
            Sheet(
                name=table.name,
                source=source,
                limits=limits,
                is_hidden=table.visible != SheetVisibleEnum.Visible,
                merged=tuple(scans[table.name].merged),
                hidden_rows=frozenset(scans[table.name].hidden_rows),
                oddities=scans[table.name].oddities,
                height=scans[table.name].bottom,
            )
            for table in tables
        ]
    except (CalamineError, KeyError, OSError):
        raise refused("archive-broken", "文件已损坏或不完整，无法打开。") from None
    return Workbook(
        name,
        tuple(sheet for sheet in sheets if not sheet.is_hidden),
        tuple(sheet for sheet in sheets if sheet.is_hidden),
        tuple(_remarks(sheets)),
    )


def _remarks(sheets: list[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.is_hidden:
            yield f"工作表“{sheet.name}”已隐藏，未读取。如需填报请取消隐藏。"
        elif sheet.hidden_rows:
            yield f"工作表“{sheet.name}”有{len(sheet.hidden_rows)}行被隐藏或筛选，已一并读取。"


def _open_text(content: bytes, name: str, limits: Limits) -> Workbook:
    text = decode(content)
    if "\x00" in text:
        raise refused("wrong-kind-of-file", "这不是表格文件。", "请上传 .xlsx 或 .csv 文件。")
    sheet = Sheet(
        Path(name).stem or "表格", text, limits, height=text.count("\n") + 1, can_merge=False
    )
    is_misnamed = name.lower().endswith((".xlsx", ".xls"))
    notes = ("文件扩展名为表格，内容却是文本，已按文本读取。",) if is_misnamed else ()
    return Workbook(name, (sheet,), (), notes)
