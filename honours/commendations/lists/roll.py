"""The lists of what was decided: decisions, the honours roll, cases of taking back."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from honours.commendations.vocabulary import (
    DecisionState,
    HonourState,
    RevocationGround,
    RevocationState,
)
from honours.directory.vocabulary import Level
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.filters import ChoiceFilter, DayFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

TONES = {
    HonourState.IN_FORCE: Tone.GOOD,
    HonourState.REVOKED: Tone.BAD,
    HonourState.FELL_WITH_BATCH: Tone.NEUTRAL,
}
CASE_TONES = {
    RevocationState.REVOKED: Tone.BAD,
    RevocationState.DISMISSED: Tone.NEUTRAL,
    RevocationState.CLOSED: Tone.NEUTRAL,
}


@dataclass(frozen=True)
class StandingFilter(DayFilter):
    """What stood at the end of a day."""

    def condition(self, value: str) -> Q:
        days = self._days(value, value)
        if days is None:
            return Q()
        return Q(conferred_on__lte=days[1]) & ~Q(fell_on__lte=days[1])


DECISIONS = ListPage(
    title="表彰决定",
    columns=(
        Column(
            "heading",
            "标题",
            link=lambda row: reverse("commendations:decision", args=[row.pk]),
            is_heading=True,
        ),
        Column("number", "文号"),
        Column("edition", "届次"),
        Column("organization", "主办单位"),
        Column(
            "state",
            "进度",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: Tone.GOOD if row.state == DecisionState.ISSUED else Tone.INFO,
        ),
        Column("issued_on", "印发日期", look=Look.DATE),
    ),
    filters=(
        ChoiceFilter("state", "进度", DecisionState.choices()),
        TextFilter("number", "文号", "number__contains"),
        DayFilter("issued_on", "印发日期"),
    ),
    order="-id",
    unit="份",
    empty_title="还没有表彰决定",
    empty_text="评审结束的届次，可以拟制表彰决定。",
)
ROLL = ListPage(
    title="荣誉名册",
    columns=(
        Column(
            "number",
            "荣誉编号",
            link=lambda row: reverse("commendations:honour", args=[row.pk]),
            is_heading=True,
        ),
        Column("holder", "获得者"),
        Column("title", "称号"),
        Column("unit", "单位"),
        Column("region", "地区"),
        Column("kind", "对象", text=lambda row: CandidateKind(row.kind).label),
        Column("level", "层次", text=lambda row: Level(row.level).label),
        Column("conferred_on", "授予日期", look=Look.DATE, order="conferred_on"),
        Column(
            "state",
            "状态",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: TONES[HonourState(row.state)],
        ),
        Column("fell_on", "失效日期", look=Look.DATE),
    ),
    filters=(
        ChoiceFilter("state", "状态", HonourState.choices()),
        ChoiceFilter(
            "kind", "对象", [(str(kind), kind.label) for kind in CandidateKind], is_in_bar=True
        ),
        ChoiceFilter("level", "层次", Level.choices(), is_in_bar=False),
        TextFilter("title", "称号", "title__contains"),
        TextFilter("region", "地区", "region__name__contains"),
        DayFilter("conferred_on", "授予日期", aliases=("年度",)),
        StandingFilter("standing_on", "某日有效", is_in_bar=True),
    ),
    order="-id",
    unit="项",
    search_field="search_text",
    search_hint="姓名、单位、称号、编号",
    empty_title="没有符合条件的荣誉",
    empty_text="表彰决定印发以后，获得者列在这里。",
)
REVOCATIONS = ListPage(
    title="撤销荣誉",
    columns=(
        Column(
            "honour__number",
            "荣誉编号",
            link=lambda row: reverse("commendations:revocation", args=[row.pk]),
            is_heading=True,
        ),
        Column("honour__holder", "获得者"),
        Column("honour__title", "称号"),
        Column("ground", "情形", text=lambda row: RevocationGround(row.ground).label),
        Column("organization", "呈报单位"),
        Column(
            "state",
            "进度",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: CASE_TONES.get(RevocationState(row.state), Tone.INFO),
        ),
        Column("document", "文号"),
        Column("decided_on", "决定日期", look=Look.DATE),
    ),
    filters=(
        ChoiceFilter("state", "进度", RevocationState.choices()),
        ChoiceFilter("ground", "情形", RevocationGround.choices(), is_in_bar=False),
    ),
    order="-id",
    unit="件",
    empty_title="没有撤销事项",
    empty_text="在荣誉名册中打开一项荣誉，可以提出撤销。",
)
