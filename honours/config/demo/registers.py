"""The .xlsx files that the units of the demo city send, made from the text of ``filings.yaml``."""

import io
from collections.abc import Iterable, Mapping

from honours.config.demo.files import UnitFilings
from honours.spreadsheets.streaming import write_table

TITLE = "评比达标表彰活动项目登记表"
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("项目名称", "名称", ""),
    ("类别", "类别", ""),
    ("主办单位", "主办", ""),
    ("自办或承办", "", ""),
    ("设立依据", "依据", ""),
    ("设立时间", "设立", ""),
    ("周期", "周期", ""),
    ("上次开展时间", "上次", ""),
    ("评选范围", "范围", "本地区"),
    ("面向对象", "对象", ""),
    ("表彰名额", "名额", ""),
    ("奖励标准", "奖励", ""),
    ("是否收费及标准", "收费", "否"),
    ("收费总额（元）", "收费总额", "0"),
    ("是否强制参加", "强制", "否"),
    ("是否与资质、利益挂钩", "挂钩", "否"),
    ("是否要求下级配套", "配套", "否"),
    ("是否加重基层、企业和群众负担", "负担", "否"),
    ("填报意见", "意见", "保留"),
    ("保留理由", "理由", "依规定设立，推动工作有成效。"),
    ("填报单位", "", ""),
)
"""Heading of the column, its key in the file, and what stands there where the file is silent."""


def register_of(units: Iterable[UnitFilings]) -> bytes:
    """One .xlsx as an office sends it: a title row, a heading, own items, then undertaken ones."""
    into = io.BytesIO()
    headings = ["序号", *(heading for heading, _, _ in COLUMNS)]
    write_table(headings, _numbered(units), into, title=TITLE, sheet="登记表")
    return into.getvalue()


def _numbered(units: Iterable[UnitFilings]) -> Iterable[list[str]]:
    """Own and undertaken items are numbered apart."""
    own = undertaken = 0
    for unit in units:
        for row in unit.own:
            own += 1
            yield [str(own), *_cells(row, unit.unit, "自办")]
        for row in unit.undertaken:
            undertaken += 1
            yield [str(undertaken), *_cells(row, unit.unit, "承办")]


def _cells(row: Mapping[str, str], unit: str, undertaking: str) -> list[str]:
    given = {"自办或承办": undertaking, "填报单位": unit, "主办单位": row.get("主办", unit)}
    return [given.get(heading) or row.get(key, default) for heading, key, default in COLUMNS]
