"""Certificates of honour as PDF: what is on the paper, and what never changes."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from honours.kernel.verdicts import Refusal
from honours.typesetting.printing.certificates import CertificateWords, certificates

DAY = date(2010, 12, 28)
WORDS = CertificateWords(
    holder="赵䶮同志",
    text="被评为巴中市“人民满意的公务员”。",
    issuers=("中共巴中市委", "巴中市人民政府"),
    day="2010年12月28日",
    number="巴表〔2010〕第1号",
    key="7K3P9Q",
    address="https://honours.example/certificates/7K3P9Q/",
)
READER = shutil.which("pdftotext")
needs_poppler = pytest.mark.skipif(
    READER is None, reason="poppler-utils reads the paper back; not installed"
)


def test_the_same_certificate_gives_the_same_bytes() -> None:
    once = certificates([WORDS], heading="荣誉证书", dated=DAY)
    assert once == certificates([WORDS], heading="荣誉证书", dated=DAY)
    assert once != certificates([replace(WORDS, key="8K3P9Q")], heading="荣誉证书", dated=DAY)


@needs_poppler
def test_each_certificate_has_a_page_with_all_its_words(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(certificates([WORDS] * 3, heading="荣誉证书", dated=DAY))
    read = subprocess.run([str(READER), paper, "-"], check=True, capture_output=True, text=True)  # noqa: S603
    pages = read.stdout.split("\f")[:-1]
    assert len(pages) == 3
    for said in (
        "荣誉证书",
        "赵䶮同志：",
        "中共巴中市委",
        "证书编号：巴表〔2010〕第1号",
        "7K3P9Q",
    ):
        assert said.replace(" ", "") in pages[2].replace(" ", "")


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        certificates([], heading="荣誉证书", dated=DAY)
    assert [finding.code for finding in refusal.value.findings] == ["nothing-to-print"]


def test_words_of_a_name_are_never_read_as_instructions() -> None:
    sly = replace(WORDS, holder="#panic() *甲* $x$ [乙]", text='"#read("/etc/passwd")')
    assert certificates([sly], heading="荣誉证书", dated=DAY).startswith(b"%PDF")
