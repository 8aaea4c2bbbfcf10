"""The list of editions: what can be asked of it."""

from django.urls import reverse

from honours.commendations.models.editions import Edition
from honours.commendations.vocabulary import EditionState
from honours.directory.vocabulary import Level
from honours.ui.filters import ChoiceFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

EDITION_TONES = {
    EditionState.PLANNED: Tone.NEUTRAL,
    EditionState.OPEN: Tone.INFO,
    EditionState.REVIEWING: Tone.INFO,
    EditionState.DECIDED: Tone.GOOD,
    EditionState.ARCHIVED: Tone.NEUTRAL,
    EditionState.CANCELLED: Tone.WARN,
}


def editions_page(years: list[int], *, may_plan: bool) -> ListPage:
    """Whoever may plan is told how to begin where there is nothing yet."""
    empty_text = (
        "先在项目申报中取得批准，再筹备届次：填写方案、称号名额、规则和时间，由分管领导启动。"
        if may_plan
        else "届次启动以后出现在这里；筹备中的只有主办单位看得到。"
    )
    return ListPage(
        title="评选表彰",
        columns=(
            Column("name", "届次", link=_page, is_heading=True),
            Column("activity", "项目", text=lambda row: row.activity.name),
            Column("year", "年度", look=Look.NUMBER, order="year"),
            Column("level", "层次", text=lambda row: Level(row.level).label),
            Column("organization", "主办单位", text=lambda row: str(row.organization)),
            Column(
                "state",
                "进度",
                text=lambda row: row.state_label,
                look=Look.WORD,
                tone=lambda row: EDITION_TONES[EditionState(row.state)],
            ),
            Column("opened_on", "启动日期", look=Look.DATE),
        ),
        filters=(
            ChoiceFilter(
                "year", "年度", [(str(year), f"{year}年") for year in years], aliases=("年份",)
            ),
            ChoiceFilter("state", "进度", EditionState.choices()),
            ChoiceFilter("level", "层次", Level.choices()),
        ),
        order="-year",
        unit="届",
        empty_title="还没有届次",
        empty_text=empty_text,
        empty_url=reverse("commendations:plan_edition") if may_plan else "",
        empty_action="筹备一届" if may_plan else "",
    )


def _page(row: Edition) -> str:
    return reverse("commendations:edition", args=[row.pk])
