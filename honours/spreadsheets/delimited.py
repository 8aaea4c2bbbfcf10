"""Text tables (.csv, .txt): which encoding, which separator, which cells."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from honours.spreadsheets.container import refused
from honours.spreadsheets.limits import Limits

SEPARATORS = (",", "\t", ";", "，", "|")
"""In order of preference: a Chinese comma is as often prose as it is a separator."""


def decode(content: bytes) -> str:
    """The text, by its byte-order mark, as UTF-8, or as GB18030.

    Raises ``Refusal`` where it is none of these.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    if b"\x00" in content[:_SAMPLE]:
        high, low = (content[start:_SAMPLE:2].count(0) for start in (0, 1))
        return _decoded(content, "utf-16-be" if high >= low else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def sniff_separator(text: str) -> str:
    """The character that parts the first lines into the most even number of cells."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:50] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    best, best_score = ",", 0
    for separator in SEPARATORS:
        score = _evenness(lines, separator)
        if score > best_score:
            best, best_score = separator, score
    return best


def read_delimited(text: str, separator: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, counted from 1. Line ends inside quotes belong to the cell.

    Raises ``Refusal`` beyond the limits.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > limits.rows or len(cells) > limits.columns:
                raise refused(
                    "sheet-too-large",
                    f"表格超过{limits.rows}行或{limits.columns}列。",
                    "请分成几个文件上传。",
                )
            if number == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep="):
                yield number, []
                continue
            yield number, cells
    except csv.Error:
        raise refused(
            "csv-broken",
            f"第{reader.line_num}行附近无法读取。",
            "请检查引号是否成对，或另存为 .xlsx。",
        ) from None


_SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refused(
            "encoding-unknown",
            "无法识别文件的文字编码。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx，或另存为“CSV UTF-8”。",
        ) from None


def _evenness(lines: list[str], separator: str) -> int:
    """How many lines agree on the number of cells, weighted by that number."""
    counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
    if not counts:
        return 0
    width, agreeing = max(counts.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    return agreeing * (width - 1)
