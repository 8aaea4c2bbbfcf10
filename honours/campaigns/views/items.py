"""One filing on a page: what was read beside what was sent, what was found, what it is like."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from honours.campaigns.models import Filing, Screening
from honours.campaigns.vocabulary import Undertaking
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.registry.likeness.subjects import Relation
from honours.registry.vocabulary import ActivityKind, Audience, BasisKind, PeriodKind, Regime
from honours.ui.parts import Fact, day_in_words

_UNSAID = "未填"
_YES_OR_NO = {True: "是", False: "否", None: _UNSAID}


def facts_about(filing: Filing) -> list[Fact]:
    """Everything the filing says, in the order of the form; the raw text stands as a note."""
    rows: tuple[tuple[str, str, object], ...] = (
        ("name", "项目名称", filing.name),
        ("undertaking", "自办或承办", Undertaking(filing.undertaking).label),
        ("kind", "类别", ActivityKind(filing.kind).label if filing.kind else _UNSAID),
        ("regime", "适用制度", Regime(filing.regime).label if filing.regime else "待归类"),
        ("level", "层级", Level(filing.level).label),
        ("hosts", "主办单位", "、".join(filing.hosts) or _UNSAID),
        ("co_hosts", "承办、协办单位", "、".join(filing.co_hosts) or "无"),
        ("basis", "设立依据", filing.basis_text or _UNSAID),
        ("basis_kind", "依据种类", BasisKind(filing.basis_kind).label),
        ("established_on", "设立时间", _day(filing.established_on)),
        ("period", "周期", _period(filing)),
        ("last_held_on", "上次开展时间", _day(filing.last_held_on)),
        ("planned_on", "拟开展时间", _day(filing.planned_on)),
        ("scope", "评选范围", filing.scope or _UNSAID),
        (
            "audiences",
            "面向对象",
            "、".join(Audience(a).label for a in filing.audiences) or _UNSAID,
        ),
        ("pool", "参评总数", _number(filing.pool)),
        ("quota", "表彰名额", _quota(filing)),
        ("prizes", "奖项设置", filing.prizes or _UNSAID),
        ("reward", "奖励标准", filing.reward or _UNSAID),
        ("funding", "经费来源", filing.funding or _UNSAID),
        ("fees", "是否收费", _YES_OR_NO[filing.charges_fee]),
        ("fee_total", "收费总额", _yuan(filing.fee_total)),
        ("compulsory", "是否强制参加", _YES_OR_NO[filing.is_compulsory]),
        ("tied_benefits", "是否与利益挂钩", _YES_OR_NO[filing.is_tied_to_benefits]),
        ("matching_demands", "是否要求下级配套", _YES_OR_NO[filing.demands_matching]),
        ("burden", "是否加重基层和群众负担", _YES_OR_NO[filing.burdens_grassroots]),
        ("retention_reason", "保留理由", filing.retention_reason or _UNSAID),
        ("remarks", "备注", filing.remarks or "无"),
    )
    return [Fact(label, value, note=_raw(filing, code, value)) for code, label, value in rows]


def findings_of(screening: Screening) -> list[Finding]:
    """The findings as they were kept, ready for the page."""
    return [
        Finding(
            code=row["code"],
            message=row["message"],
            citation=Citation(row["citation"], "") if row["citation"] else None,
            remedy=row["remedy"],
            weight=Weight(row["weight"]),
            field=row["field"],
            detail=row["detail"],
        )
        for row in screening.findings
    ]


def likenesses_in(screening: Screening) -> list[dict[str, Any]]:
    """Similar items with their score in percent, the relation in words, and where they stand."""
    return [
        {
            "name": row["name"],
            "hosts": "、".join(row["hosts"]),
            "score": round(row["score"] * 100),
            "relation": Relation(row["relation"]),
            "reasons": row["reasons"],
            "url": reverse("registry:activity", args=[row["activity"]]) if row["activity"] else "",
        }
        for row in screening.likenesses
    ]


def _raw(filing: Filing, code: str, value: object) -> str:
    raw = str(filing.raw.get(code, "")).strip()
    return f"原文：{raw}" if raw and raw != str(value) else ""


def _day(value: Any) -> str:
    return day_in_words(value) if value else _UNSAID


def _number(value: int | None) -> str:
    return _UNSAID if value is None else str(value)


def _yuan(value: Decimal | None) -> str:
    return _UNSAID if value is None else f"{value:,.2f}元"


def _period(filing: Filing) -> str:
    kind = PeriodKind(filing.period_kind)
    if filing.period_months is None:
        return kind.label
    months = filing.period_months.normalize()
    if months % 12 == 0:
        years = (months / 12).normalize()
        return "每年一次" if years == 1 else f"每{years:f}年一次"
    return "每月一次" if months == 1 else f"每{months:f}个月一次"


def _quota(filing: Filing) -> str:
    parts = []
    if filing.collectives is not None:
        parts.append(f"集体{filing.collectives}个")
    if filing.individuals is not None:
        parts.append(f"个人{filing.individuals}名")
    return "，".join(parts) or _UNSAID
