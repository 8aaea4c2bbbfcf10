"""Cells of the official forms that hold several lines: past honours, and ranks with their days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.commendations.readings.values import month, unreadable
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.people import Rank

_APART = re.compile(r"[\s,，、|]+")
_LINE_END = re.compile(r"[\r\n;；]+")
_NEW_MERIT = ("新贡献", "有新的突出贡献", "新功绩")
_GRANTERS = (
    (Level.NATION, ("中共中央", "国务院", "全国", "中华", "国家", "中央")),
    (Level.PROVINCE, ("省", "自治区", "部", "委员会办公厅")),
    (Level.CITY, ("市", "州", "盟")),
    (Level.COUNTY, ("县", "区", "旗")),
)


@dataclass(frozen=True, slots=True)
class HonourLine:
    """One honour as it was written: when, by whom, what, of which level, with new merit since."""

    granted_on: date
    granted_by: str
    title: str
    level: Level
    has_new_merit: bool = False


@dataclass(frozen=True, slots=True)
class RankLine:
    """Since when somebody has held a rank."""

    since: date
    rank: Rank


def read_honours(text: str) -> tuple[HonourLine, ...]:
    """A line each: ``2018年5月 四川省人民政府 四川省劳动模范 省级 新贡献``; the last two may lack.

    Raises ``Refusal`` naming the line that cannot be read.
    """
    return tuple(_honour(number, line) for number, line in _lines(text))


def read_ranks(text: str) -> tuple[RankLine, ...]:
    """A line each: ``2015年3月 乡科级正职``. Raises ``Refusal`` naming the line."""
    return tuple(_rank(number, line) for number, line in _lines(text))


def written_honour(line: HonourLine) -> str:
    merit = f" {_NEW_MERIT[0]}" if line.has_new_merit else ""
    return f"{line.granted_on:%Y-%m} {line.granted_by} {line.title} {line.level.label}{merit}"


def written_rank(line: RankLine) -> str:
    return f"{line.since:%Y-%m} {line.rank.label}"


def level_of_granter(granted_by: str) -> Level | None:
    """The level that the name of whoever granted it shows, where it shows one."""
    return next(
        (level for level, signs in _GRANTERS if any(sign in granted_by for sign in signs)), None
    )


def _honour(number: int, line: str) -> HonourLine:
    parts = [part for part in _APART.split(line) if part]
    has_new_merit = parts[-1] in _NEW_MERIT
    if has_new_merit:
        parts.pop()
    level = next((level for level in Level if parts and parts[-1] == level.label), None)
    if level is not None:
        parts.pop()
    if len(parts) < 3:
        raise unreadable(
            f"第{number}行没有写全时间、授予机关和荣誉称号。",
            "请每项荣誉写一行，例如：2018年5月 四川省人民政府 四川省劳动模范 省级。",
        )
    granted_by, title = parts[1], "".join(parts[2:])
    level = level or level_of_granter(granted_by)
    if level is None:
        raise unreadable(
            f"第{number}行看不出荣誉的层次。", "请在行末写明国家级、省级、市级、县级或者乡级。"
        )
    return HonourLine(_month(number, parts[0]), granted_by, title, level, has_new_merit)


def _rank(number: int, line: str) -> RankLine:
    parts = [part for part in _APART.split(line) if part]
    rank = next((rank for rank in Rank if len(parts) > 1 and parts[1] == rank.label), None)
    if rank is None:
        known = "、".join(rank.label for rank in Rank)
        raise unreadable(
            f"第{number}行没有写明时间和级别。",
            f"请每次任职写一行，例如：2015年3月 乡科级正职。级别有：{known}。",
        )
    return RankLine(_month(number, parts[0]), rank)


def _month(number: int, text: str) -> date:
    try:
        return month(text)
    except Refusal as refusal:
        raise unreadable(
            f"第{number}行：{refusal.findings[0].message}", refusal.findings[0].remedy
        ) from None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = (line.strip() for line in _LINE_END.split(text))
    return enumerate((line for line in lines if line), start=1)
