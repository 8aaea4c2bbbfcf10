"""Intake of 100,000 filings from an .xlsx, against a bare python-calamine read of the same file.

Each side runs in a process of its own, so that its peak memory is its own.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from honours.campaigns.intake.entries import ReadRow
from honours.campaigns.intake.rows import read_rows
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.streaming import write_table

ROWS = 100_000
ROUNDS = 5
LARGEST_RATIO = 4.0
MOST_MEGABYTES = 400

HEADINGS = (
    "序号", "项目名称", "类别", "主办单位", "设立依据", "设立时间",
    "周期", "上次开展时间", "评选范围", "表彰名额", "是否收费及标准", "经费来源及金额",
)  # fmt: skip


def run() -> None:
    """Write the file once, measure both in turn, print the ratio of their best CPU times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        with path.open("wb") as into:
            write_table(HEADINGS, made_rows(ROWS), into, title="评比达标表彰活动项目登记表")
        print(f"{ROWS}行 × {len(HEADINGS)}列，{path.stat().st_size / 1e6:.1f} MB")
        rounds = [(_measured("bare", path), _measured("intake", path)) for _ in range(ROUNDS)]
    bare, ours = (_best(list(side)) for side in zip(*rounds, strict=True))
    for name, (seconds, megabytes, rows) in (("bare calamine", bare), ("intake", ours)):
        print(f"{name:14} {rows:8.0f} rows  {seconds:6.2f} s  peak {megabytes:5.0f} MB")
    ratio = ours[0] / bare[0]
    met = ratio <= LARGEST_RATIO and ours[1] < MOST_MEGABYTES
    print(
        f"ratio {ratio:.2f} (target at most {LARGEST_RATIO:.0f}), "
        f"peak {ours[1]:.0f} MB (target below {MOST_MEGABYTES}): {'met' if met else 'NOT MET'}"
    )


def made_rows(count: int) -> Iterator[tuple[str | int, ...]]:
    """Filings as various as real ones: no name twice, some 30,000 bases and 10,000 quotas, few
    periods, fees and hosts."""
    chance = random.Random(7)
    places = ("巴中市", "巴州区", "通江县", "南江县", "平昌县")
    trades = ("教育", "卫生", "农业", "水利", "交通运输", "财政", "民政", "公安", "林业", "统计")
    honours = ("先进集体", "先进个人", "优秀工作者", "文明单位", "示范单位", "标兵")
    periods = ("5年", "每年", "2年", "一次性", "5年2次", "每三年一次", "不定期", "2007-2009年度")
    fees = ("否", "不收费", "无", "每户200元", "100元/人")
    for number in range(1, count + 1):
        place, trade = chance.choice(places), chance.choice(trades)
        year, month = chance.randint(1995, 2009), chance.randint(1, 12)
        yield (
            number,
            f"{place}{trade}系统第{number}届{chance.choice(honours)}评选表彰",
            chance.choice(("评比", "达标", "表彰")),
            f"{place}{trade}局、{place}人事局",
            f"《关于开展{trade}评选活动的通知》（巴{trade[0]}发〔{year}〕{number % 200 + 1}号）",
            f"{year}年{month}月",
            chance.choice(periods),
            f"{chance.randint(2005, 2009)}-{month:02d}-15",
            f"全{place[-1]}{trade}系统各单位",
            f"集体{chance.randint(5, 60)}个、个人{chance.randint(10, 200)}名",
            chance.choice(fees),
            f"财政{chance.randint(1, 90) / 10}万元",
        )


def read_bare(path: Path) -> int:
    """What calamine alone takes: every row of the file as Python values."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows())


def read_whole(path: Path) -> int:
    """The intake as it runs: safety, heading, columns, values, faults and notes of every row."""
    good = 0
    for row in read_rows(open_workbook(path)):
        good += isinstance(row, ReadRow) and row.is_good
    return good


_READERS: dict[str, Callable[[Path], int]] = {"bare": read_bare, "intake": read_whole}


def _measured(name: str, path: Path) -> tuple[float, float, float]:
    """Seconds, peak megabytes and rows of one reader in a fresh process."""
    command = [sys.executable, "-m", "bench.intake", name, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    seconds, megabytes, rows = answer.stdout.split()
    return float(seconds), float(megabytes), float(rows)


def _best(rounds: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The fastest round, with the highest peak of them all."""
    seconds, _, rows = min(rounds)
    return seconds, max(megabytes for _, megabytes, _ in rounds), rows


def _child(name: str, path: str) -> None:
    begun = time.process_time()
    rows = _READERS[name](Path(path))
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, peak, rows)


if __name__ == "__main__":
    _child(sys.argv[1], sys.argv[2])
