"""The lists of notices: for officials, and for everybody."""

from django.urls import reverse

from honours.notices.vocabulary import NoticeKind, NoticeLevel, NoticeState
from honours.ui.filters import ChoiceFilter, DayFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

TONES = {
    NoticeState.DRAFT: Tone.NEUTRAL,
    NoticeState.POSTED: Tone.INFO,
    NoticeState.EXPIRED: Tone.WARN,
    NoticeState.CLOSED: Tone.GOOD,
    NoticeState.WITHDRAWN: Tone.BAD,
}
SHOWN = (
    "title",
    "kind",
    "level",
    "state",
    "posted_on",
    "ends_on",
    "objections_until",
    "organization__name",
)

NOTICES = ListPage(
    title="公示",
    columns=(
        Column(
            "title",
            "标题",
            link=lambda row: reverse("notices:notice", args=[row.pk]),
            is_heading=True,
        ),
        Column("organization", "公示单位"),
        Column("kind", "种类", text=lambda row: NoticeKind(row.kind).label),
        Column("level", "层级", text=lambda row: NoticeLevel(row.level).label),
        Column(
            "state",
            "状态",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: TONES[NoticeState(row.state)],
        ),
        Column("posted_on", "公示日期", look=Look.DATE),
        Column("ends_on", "截止日期", look=Look.DATE),
        Column("objections_until", "异议截止", look=Look.DATE),
    ),
    filters=(
        ChoiceFilter("state", "状态", NoticeState.choices()),
        ChoiceFilter("kind", "种类", NoticeKind.choices()),
        ChoiceFilter("level", "层级", NoticeLevel.choices()),
        TextFilter("unit", "单位", "organization__name__contains"),
        DayFilter("ends", "截止日期", "ends_on"),
    ),
    order="-id",
    unit="份",
    search_field="search_text",
    empty_title="没有符合条件的公示",
    empty_text="拟写公示，或者由推荐、申报页面带入。",
)
