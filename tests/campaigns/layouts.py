"""Real catalogue items printed again in the layouts they were published in."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.spreadsheets.samples import drawn

Item = dict[str, str]
SOURCE = Path(__file__).parents[1] / "data" / "registry_items.csv"
ITEMS: list[Item] = list(
    csv.DictReader(SOURCE.read_text(encoding="utf-8-sig").splitlines(keepends=True))
)


def items_of(source: str) -> list[Item]:
    return [item for item in ITEMS if source in item["source_list"]]


def national_2015() -> tuple[bytes, list[Item]]:
    """序号 | 主办部门 | 项目名称 | 周期, the organiser merged over all its items."""
    items = items_of("中央单位(127项)")

    def draw(_: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 3, "全国评比达标表彰保留项目目录")
        page.merge_range(1, 0, 1, 3, "党群系统等中央单位（127项）")
        page.write_row(2, 0, ["序号", "主办部门", "项目名称", "周期"])
        for number, item in enumerate(items, start=3):
            page.write_row(number, 0, [int(item["printed_seq"]), item["organizer_raw"]])
            page.write_row(number, 2, [item["item_name_raw"], item["period_raw"]])
        _merge_blanks_up(page, [item["organizer_raw"] for item in items], top=3, column=1)

    return drawn(("中央单位", draw)), items


def guizhou_2010() -> tuple[bytes, list[Item]]:
    """序号 | 项目名称 | 主办(承办)单位 | 周期: the name before the organiser."""
    items = items_of("贵州省党群等系统")
    rows = [
        [item["printed_seq"], item["item_name_raw"], item["organizer_raw"], item["period_raw"]]
        for item in items
    ]
    return _plain(
        ["附件", "贵州省党群等系统评比达标表彰活动保留项目目录（65项）"],
        ["序号", "项目名称", "主办(承办)单位", "周期"],
        rows,
    ), items


def group_2016() -> tuple[bytes, list[Item]]:
    """一、拟撤销 … each section numbered by itself, with the change in a last column."""
    return _in_sections("工作协调小组·拟同意项目公示(2016年第三批)", "序号")


def guizhou_2022() -> tuple[bytes, list[Item]]:
    """Numbered 一(一), 一(二), 二(一), in one column."""
    return _in_sections("初审意见的公示", "编号")


def fujian_2020() -> tuple[bytes, list[Item]]:
    """序号 | 名称 | 牵头单位 | 备注."""
    items = items_of("福建省创建示范")
    rows = [
        [int(item["printed_seq"]), item["item_name_raw"], item["organizer_raw"], ""]
        for item in items
    ]
    title = ["福建省创建示范活动项目目录（第一批）"]
    return _plain(title, ["序号", "名称", "牵头单位", "备注"], rows), items


def power_list() -> tuple[bytes, list[Item]]:
    """A .csv of administrative rewards: 事项名称 | 设定依据 | 实施主体, in GB18030."""
    items = items_of("行政权力(权责)清单")
    lines = ["序号\t事项名称\t设定依据\t实施主体\t事项类型"]
    lines += [
        f"{number}\t{item['item_name_raw']}\t{item['basis']}\t{item['organizer_raw']}\t行政奖励"
        for number, item in enumerate(items, start=1)
    ]
    return "\r\n".join(lines).encode("gb18030"), items


LAYOUTS = (national_2015, guizhou_2010, group_2016, guizhou_2022, fujian_2020, power_list)


def _plain(titles: Sequence[str], heading: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    def draw(_: Any, page: Any) -> None:
        for number, title in enumerate(titles):
            page.merge_range(number, 0, number, len(heading) - 1, title)
        for number, row in enumerate([heading, *rows], start=len(titles)):
            page.write_row(number, 0, row)

    return drawn(("目录", draw))


def _in_sections(source: str, numbering: str) -> tuple[bytes, list[Item]]:
    items = items_of(source)

    def draw(_: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 4, source)
        page.write_row(1, 0, [numbering, "项目名称", "主办单位", "名额", "处理意见"])
        number, section, decision = 2, 0, ""
        for item in items:
            if item["decision"] != decision:
                decision = item["decision"]
                page.merge_range(number, 0, number, 4, f"{'一二三四'[section]}、{decision}项目")
                section, number = section + 1, number + 1
            host = item["organizer_raw"] or item["region"]
            page.write_row(number, 0, [item["printed_seq"], item["item_name_raw"], host])
            page.write_row(number, 3, [item["quota_raw"], item["decision_detail"]])
            number += 1
        page.write(number, 0, "合计")
        page.write(number, 1, len(items))

    return drawn(("公示", draw)), items


def _merge_blanks_up(page: Any, texts: Sequence[str], *, top: int, column: int) -> None:
    """Merge every run of one text and the blanks below it."""
    starts = [index for index, text in enumerate(texts) if text]
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        if end - start > 1:
            page.merge_range(top + start, column, top + end - 1, column, texts[start])
