"""The list of objections: what each is about and where it stands, never what it says or who."""

from typing import Any

from django.urls import reverse

from honours.notices.vocabulary import (
    Channel,
    Conclusion,
    Ground,
    Naming,
    ObjectionState,
    Speaker,
)
from honours.ui.filters import ChoiceFilter, DayFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone
from honours.ui.tables import Column, Look

TONES = {
    ObjectionState.RECEIVED: Tone.WARN,
    ObjectionState.REFERRED: Tone.INFO,
    ObjectionState.DECLINED: Tone.NEUTRAL,
    ObjectionState.ACCEPTED: Tone.INFO,
    ObjectionState.INQUIRING: Tone.INFO,
    ObjectionState.PROPOSED: Tone.WARN,
    ObjectionState.FOUND: Tone.INFO,
    ObjectionState.ANSWERED: Tone.GOOD,
    ObjectionState.CLOSED: Tone.GOOD,
}


def _waiting_line(row: Any) -> str:
    return "待回复" if row.last_speaker == Speaker.OBJECTOR else ""


OBJECTIONS = ListPage(
    title="异议办理",
    columns=(
        Column(
            "number",
            "编号",
            text=str,
            link=lambda row: reverse("notices:objection", args=[row.pk]),
            is_heading=True,
        ),
        Column("notice__title", "公示"),
        Column("ground", "反映类别", text=lambda row: Ground(row.ground).label),
        Column("channel", "渠道", text=lambda row: Channel(row.channel).label),
        Column("naming", "署名", text=lambda row: Naming(row.naming).label),
        Column("arrived_on", "收到日期", look=Look.DATE, order="arrived_on"),
        Column("answer_due_on", "答复期限", look=Look.DATE),
        Column("lines", "留言", text=_waiting_line),
        Column("handler", "办理人", text=lambda row: str(row.handler or "")),
        Column(
            "state",
            "状态",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: TONES[ObjectionState(row.state)],
        ),
    ),
    filters=(
        ChoiceFilter("state", "状态", ObjectionState.choices()),
        ChoiceFilter("ground", "类别", Ground.choices()),
        ChoiceFilter("channel", "渠道", Channel.choices(), is_in_bar=False),
        ChoiceFilter("naming", "署名", Naming.choices(), is_in_bar=False),
        ChoiceFilter(
            "conclusion", "结论", Conclusion.choices(), "finding__conclusion", is_in_bar=False
        ),
        DayFilter("arrived", "收到", "arrived_on"),
        TextFilter("notice", "公示", "notice__title__contains"),
    ),
    order="-arrived_on",
    unit="件",
    breadcrumbs=(Crumb("公示异议", "../"), Crumb("异议办理")),
    empty_title="没有异议",
    empty_text="公众在公示页面提出的，和您登记的来信、来电，出现在这里。",
)
