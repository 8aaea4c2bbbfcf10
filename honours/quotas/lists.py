"""The lists of the room: ledgers, the journal of one ledger, its plans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import reverse

from honours.directory.models import Organization
from honours.kernel.verdicts import Refusal
from honours.quotas.models import AllocationPlan, Ledger, Movement
from honours.quotas.queries.standings import Line
from honours.quotas.vocabulary.places import (
    CAME,
    LYING,
    MOVED_BY,
    WENT,
    CandidateKind,
    Figure,
    MovementVerb,
    PlanState,
    RoundingMethod,
    line_in_words,
)
from honours.ui.filters import ChoiceFilter, DayFilter, Filter, TextFilter, unreadable
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone
from honours.ui.tables import Column, Look

VERB_TONES = {
    MovementVerb.AUTHORISE: Tone.INFO,
    MovementVerb.ISSUE: Tone.INFO,
    MovementVerb.HOLD: Tone.WARN,
    MovementVerb.RELEASE: Tone.NEUTRAL,
    MovementVerb.USE: Tone.GOOD,
    MovementVerb.FORFEIT: Tone.BAD,
    MovementVerb.RETURN: Tone.NEUTRAL,
    MovementVerb.RECALL: Tone.BAD,
    MovementVerb.REALLOCATE: Tone.INFO,
    MovementVerb.SANCTION: Tone.BAD,
}
PLAN_TONES = {
    PlanState.DRAFT: Tone.NEUTRAL,
    PlanState.APPROVED: Tone.INFO,
    PlanState.ISSUED: Tone.GOOD,
    PlanState.DISCARDED: Tone.BAD,
}
HOME = Crumb("名额台账")
_FIGURE = re.compile(
    f"(?P<figure>{'|'.join(Figure)})-(?P<key>[0-9]{{1,18}})-(?P<kind>{'|'.join(CandidateKind)})"
    "-(?P<title>.*)"
)
EVERYBODY = 0
"""Instead of an organization's key: whoever is in sight."""


@dataclass(frozen=True)
class EitherEndFilter(Filter):
    """Words in the name of the organization that gave or got."""

    is_in_bar: bool = True

    def condition(self, value: str) -> Q:
        return Q(debit__organization__name__contains=value) | Q(
            credit__organization__name__contains=value
        )


@dataclass(frozen=True)
class FigureFilter(Filter):
    """The movements behind one figure of the ledger: ``held-12-person-劳动模范``."""

    NAME: ClassVar[str] = "figure"

    @staticmethod
    def value(figure: Figure, line: Line) -> str:
        """How the figure of a line stands in an address."""
        return f"{figure}-{line.organization_id}-{line.kind}-{line.title}"

    def condition(self, value: str) -> Q:
        figure, line = self._read(value)
        behind = Q()
        for verb, side in MOVED_BY.get(figure, ()):
            behind |= _of(line, side) & Q(verb=verb)
        if figure in LYING:
            for side in (CAME, WENT):
                behind |= _of(line, side) & Q(**{f"{side}__purpose": figure})
        return behind & Q(debit__kind=line.kind, debit__title=line.title)

    def label_of(self, value: str) -> str:
        try:
            figure, line = self._read(value)
        except Refusal:
            return value
        whose = Organization.objects.filter(pk=line.organization_id).first() or "合计"
        return f"{whose}，{line_in_words(line.kind, line.title)}，{figure.label}"

    def _read(self, value: str) -> tuple[Figure, Line]:
        found = _FIGURE.fullmatch(value)
        if found is None:
            raise unreadable(self, value, "请从名额台账点数字进入。")
        return Figure(found["figure"]), Line(int(found["key"]), found["kind"], found["title"])


def _of(line: Line, side: str) -> Q:
    if line.organization_id == EVERYBODY:
        return Q()
    return Q(**{f"{side}__organization": line.organization_id})


LEDGERS = ListPage(
    title="名额台账",
    columns=(
        Column(
            "title",
            "届次",
            link=lambda row: reverse("quotas:ledger", args=[row.subject]),
            is_heading=True,
        ),
        Column("organization__name", "发放单位"),
        Column("region__name", "分配范围"),
        Column("document", "依据文件"),
        Column("opened_at", "建立时间", look=Look.DATE, order="opened_at"),
    ),
    filters=(TextFilter("title", "届次", "title__contains", is_in_bar=True),),
    order="-opened_at",
    unit="本",
    breadcrumbs=(HOME,),
    empty_title="还没有名额台账",
    empty_text="评选表彰的届次启动、计划获批以后，由发放单位建立名额台账。",
)


def journal_page(ledger: Ledger, crumbs: Sequence[Crumb]) -> ListPage:
    """Every movement of a ledger, the latest first."""
    return ListPage(
        title=f"{ledger.title}名额流水",
        columns=(
            Column("at", "时间", look=Look.DATE, order="at"),
            Column(
                "verb",
                "事由",
                text=lambda row: MovementVerb(row.verb).label,
                look=Look.WORD,
                tone=lambda row: VERB_TONES[MovementVerb(row.verb)],
            ),
            Column("debit__organization__name", "付出单位"),
            Column("credit__organization__name", "收入单位"),
            Column("kind", "类别", text=_kind_of),
            Column("places", "名额", look=Look.NUMBER),
            Column("matter", "申报", text=_number_of),
            Column("reason", "理由"),
            Column("document", "依据文件"),
            Column("actor_name", "经办人"),
        ),
        filters=(
            ChoiceFilter("verb", "事由", MovementVerb.choices),
            ChoiceFilter("kind", "类别", CandidateKind.choices, "debit__kind"),
            EitherEndFilter("unit", "单位"),
            DayFilter("at", "日期", "at__date", is_in_bar=True),
            TextFilter("reason", "理由", "reason__contains"),
            FigureFilter(FigureFilter.NAME, "台账数字"),
        ),
        order="-at",
        unit="笔",
        breadcrumbs=crumbs,
        empty_title="没有符合条件的流水",
        empty_text="可以放宽条件。",
    )


def plans_page(ledger: Ledger, crumbs: Sequence[Crumb], *, draw_url: str) -> ListPage:
    """The allocations drawn up for a ledger."""
    return ListPage(
        title=f"{ledger.title}分配方案",
        columns=(
            Column(
                "pk",
                "方案",
                text=lambda row: f"第{row.pk}号",
                link=lambda row: reverse("quotas:plan", args=[row.pk]),
                is_heading=True,
            ),
            Column("organization__name", "发放单位"),
            Column("kind", "类别", text=kind_in_words),
            Column("total", "名额", look=Look.NUMBER),
            Column("method", "取整方法", text=lambda row: RoundingMethod(row.method).label),
            Column(
                "state",
                "状态",
                text=lambda row: PlanState(row.state).label,
                look=Look.WORD,
                tone=lambda row: PLAN_TONES[PlanState(row.state)],
            ),
            Column("drawn_at", "拟稿时间", look=Look.DATE, order="drawn_at"),
            Column("drawn_by", "拟稿人"),
        ),
        filters=(ChoiceFilter("state", "状态", PlanState.choices),),
        order="-drawn_at",
        breadcrumbs=crumbs,
        empty_title="还没有分配方案",
        empty_text="按人数、产值等依据计算，批准以后按方案发放。",
        empty_url=draw_url,
        empty_action="拟订分配方案" if draw_url else "",
    )


def kind_in_words(row: AllocationPlan) -> str:
    """个人, or 个人（劳动模范）."""
    return line_in_words(row.kind, row.title)


def _kind_of(row: Movement) -> str:
    return line_in_words(row.debit.kind, row.debit.title)


def _number_of(row: Any) -> str:
    """What people know the nomination by; 第7号 where the place was held before that was kept."""
    if not row.matter:
        return ""
    return str(row.called or f"第{row.matter.rpartition(':')[2]}号")
