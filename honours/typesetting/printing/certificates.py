"""Certificates of honour, many in one PDF."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst

from honours.kernel.verdicts import Finding, Refusal

_TEMPLATE = Path(__file__).with_name("certificates.typ")
_BEIJING = timezone(timedelta(hours=8))
_FONTS = [Path(pylopdf_fonts_zh_cn.__file__).parent]


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """What one certificate says. ``address`` is what its QR code opens; ``day`` as printed."""

    holder: str
    text: str
    issuers: tuple[str, ...]
    day: str
    number: str
    key: str
    address: str


def certificates(words: Sequence[CertificateWords], *, heading: str, dated: date) -> bytes:
    """One PDF (PDF/A-2b) with a page for each certificate; the same words give the same bytes.

    Raises ``Refusal`` where there is none to print. Where the official faces are not installed
    in ``font_paths``, Noto stands in for them.
    """
    if not words:
        raise Refusal(
            Finding("nothing-to-print", "没有可打印的证书。", remedy="请先选定有效的荣誉。")
        )
    sheets = [asdict(sheet) | {"code": _code(sheet.address)} for sheet in words]
    given = json.dumps({"heading": heading, "sheets": sheets}, ensure_ascii=False)
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=_FONTS,
        ignore_system_fonts=True,
        sys_inputs={"words": given},
        pdf_standards="a-2b",
        timestamp=_midnight(dated),
    )


def _code(address: str) -> list[int]:
    drawn = io.BytesIO()
    # Weighing all eight masks for looks would take four times as long; any of them is readable.
    segno.make(address, error="m", mask=2).save(drawn, kind="png", border=1)
    return list(drawn.getvalue())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _BEIJING)
