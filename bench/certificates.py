"""1,000 certificates in one PDF/A: pages a processor second, against typst alone.

The baseline sets as many pages of one line each, in the same face and paper, without frame, code
or standard. Each runs in a process of its own, since typst keeps what it has laid out.
"""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from bench._step import step
from honours.typesetting.printing.certificates import CertificateWords, _code, certificates
from tests.postgres import environment_of

PAGES = 1000
HERE = "bench.certificates"
BARE = """#set page(paper: "a4", flipped: true)
#set text(font: "Noto Serif SC", size: 21pt)
#for number in range(1000) { page[#number 先进工作者] }
""".encode()
TEXT = "在2010年度巴中市先进工作者评选中成绩突出，被授予“先进工作者”称号。"


def run() -> None:
    """Print both, the ratio and the size of the file."""
    environment = environment_of()
    bare, ours = step(environment, HERE, "plain"), step(environment, HERE, "printed")
    for name, told in (("typst alone", bare), ("certificates", ours)):
        print(
            f"  {name:14} {PAGES / told['seconds']:7,.0f} pages/s of CPU "
            f"({told['wall']:.1f} s by the clock), {told['bytes'] / 1e6:.1f} MB"
        )
    print(f"  {bare['seconds'] / ours['seconds']:.2f} of typst alone on bare pages")
    print(f"  of which drawing {PAGES} codes {step(environment, HERE, 'coded')['seconds']:.2f} s")


def plain() -> dict[str, Any]:
    fonts = [Path(pylopdf_fonts_zh_cn.__file__).parent]
    return _timed(
        lambda: typst.compile(BARE, format="pdf", font_paths=fonts, ignore_system_fonts=True)
    )


def printed() -> dict[str, Any]:
    words = [
        CertificateWords(
            holder=f"向{chr(0x4E00 + number)}{chr(0x5200 + number)}",
            text=TEXT,
            issuers=("巴中市人民政府",),
            day="二〇一〇年十二月二十日",
            number=f"巴府发〔2010〕28号-{number:04}",
            key=f"{number:016}",
            address=f"/commendations/public/certificates/{number:016}/",
        )
        for number in range(PAGES)
    ]
    return _timed(lambda: certificates(words, heading="荣誉证书", dated=date(2010, 12, 20)))


def coded() -> dict[str, Any]:
    """The QR codes by themselves."""
    return _timed(lambda: [_code(f"/certificates/{number:016}/") for number in range(PAGES)])


def _timed(work: Any) -> dict[str, Any]:
    begun, since = time.process_time(), time.perf_counter()
    made = work()
    return {
        "seconds": time.process_time() - begun,
        "wall": time.perf_counter() - since,
        "bytes": len(made),
    }
