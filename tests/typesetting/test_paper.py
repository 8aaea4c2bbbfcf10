"""The file on paper, as LibreOffice sets it with whatever fonts the machine has."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from honours.typesetting.document import Paragraph
from honours.typesetting.render import render
from tests.typesetting.samples import notice

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
_WORD = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)')


@pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="本机没有LibreOffice或poppler，不核对纸面"
)
def test_每页22行每行28字_GW06(tmp_path: Path) -> None:
    source = tmp_path / "满页.docx"
    source.write_bytes(render(notice(body=(Paragraph.of("国" * 1500),))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    _run(SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, source)
    boxes = tmp_path / "boxes.html"
    _run(PDFTOTEXT, "-f", "2", "-l", "2", "-bbox", source.with_suffix(".pdf"), boxes)
    rows: Counter[int] = Counter()
    for _, top, _, text in _WORD.findall(boxes.read_text(encoding="utf-8")):
        rows[round(float(top))] += text.count("国")
    full = [count for count in rows.values() if count]
    assert len(full) == 22
    assert set(full[1:]) == {28}
    tops = sorted(row for row, count in rows.items() if count)
    assert 28.9 <= (tops[-1] - tops[0]) / 21 <= 29.7


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)  # noqa: S603
