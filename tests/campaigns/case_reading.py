"""Cases as officials write them, read into facts; and the rules that the system ships with."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.vocabulary import Undertaking
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.policies.readings.shipped import shipped_rules
from honours.registry.checks.facts import RevokedItem, Twin
from honours.registry.vocabulary import Audience, BasisKind, PeriodKind, Regime

CASES = Path(__file__).parent / "cases"

PLACES = {
    "全国": "",
    "四川省": "51",
    "成都市": "5101",
    "巴中市": "5119",
    "通江县": "511921",
    "山东省": "37",
    "济南市": "3701",
    "历下区": "370102",
    "渭南市": "6105",
    "华州区": "610503",
    "鸠江区": "340207",
    "弋江区": "340203",
    "江苏省": "32",
    "江西省": "36",
    "南昌市": "3601",
    "湖北省": "42",
    "武汉市": "4201",
    "海南省": "46",
    "海口市": "4601",
    "池州市": "3417",
    "山西省": "14",
}

TRUTHS = {"是": True, "否": False, "没填": None}


def cases_in(name: str, folder: Path = CASES) -> list[dict[str, Any]]:
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def rules_on(day: date, place: str) -> Rules:
    """The shipped rules of a day in a place that the cases name."""
    return Rules.on_day(day, shipped_rules(), PLACES[place])


def facts_in(written: dict[str, Any]) -> FiledItem:
    """The ordinary item of ``ordinary_item.yaml``, with what the case says otherwise."""
    said = cases_in("ordinary_item") | written
    return FiledItem(**dict(_field(label, value) for label, value in said.items()))


def _field(label: str, value: Any) -> tuple[str, Any]:
    field, read = FIELDS[label]
    return field, read(value)


def _twins(written: list[dict[str, Any]]) -> tuple[Twin, ...]:
    return tuple(
        Twin(
            key=each["编号"],
            name=each["名称"],
            level=Level.from_label(each["层级"]),
            score=Decimal(each["相似度"]),
            precedes=TRUTHS[each.get("在先", "是")] is True,
        )
        for each in written
    )


def _revoked(written: dict[str, Any]) -> RevokedItem:
    return RevokedItem(written["名称"], written["撤销日期"])


def _truth(written: str) -> bool | None:
    return TRUTHS[written]


def _number(written: str) -> Decimal | None:
    return None if written == "没填" else Decimal(written)


def _count(written: int | str) -> int | None:
    return None if written == "没填" else int(written)


def _day(written: date | str) -> date | None:
    return None if written == "没填" else date.fromisoformat(str(written))


def _kinds(written: list[str]) -> tuple[OrganizationKind | None, ...]:
    return tuple(None if kind == "不详" else OrganizationKind.from_label(kind) for kind in written)


def _audiences(written: list[str]) -> tuple[Audience, ...]:
    return tuple(Audience.from_label(each) for each in written)


FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "名称": ("name", str),
    "层级": ("level", Level.from_label),
    "所在地区": ("region_name", str),
    "适用制度": ("regime", Regime.from_label),
    "自办或承办": ("undertaking", Undertaking.from_label),
    "主办单位": ("hosts", tuple),
    "主办单位类别": ("host_kinds", _kinds),
    "依据": ("basis_text", str),
    "依据种类": ("basis_kind", BasisKind.from_label),
    "依据已入库": ("is_basis_document_known", _truth),
    "设立时间": ("established_on", _day),
    "保留理由": ("retention_reason", str),
    "周期种类": ("period_kind", PeriodKind.from_label),
    "周期月数": ("period_months", _number),
    "上次开展": ("last_held_on", _day),
    "拟开展": ("planned_on", _day),
    "收费": ("charges_fee", _truth),
    "收费总额": ("fee_total", _number),
    "强制参加": ("is_compulsory", _truth),
    "与利益挂钩": ("is_tied_to_benefits", _truth),
    "要求配套": ("demands_matching", _truth),
    "加重负担": ("burdens_grassroots", _truth),
    "面向": ("audiences", _audiences),
    "奖项": ("prizes", str),
    "集体名额": ("collectives", _count),
    "个人名额": ("individuals", _count),
    "上级同类项目": ("upper_duplicates", _twins),
    "同级同类项目": ("same_level_duplicates", _twins),
    "原项目": ("revived_from", _revoked),
    "综合性": ("is_comprehensive", _truth),
    "本系统其他综合性项目": ("system_comprehensives", _twins),
    "当年同级项目数": ("yearly_count", _count),
    "漏报后发现": ("is_found_unfiled", _truth),
    "清理开始": ("campaign_since", _day),
    "清理结束": ("campaign_until", _day),
}
"""What the columns of a case are called, which fact each is, and how it is read."""
