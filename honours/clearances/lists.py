"""The lists of the room: questions, links, bars."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from honours.clearances.queries.requests import link_state
from honours.clearances.vocabulary import (
    COLLECTIVES,
    WAITING,
    LinkState,
    ObjectKind,
    Opinion,
    RequestState,
)
from honours.privacy.masks import masked_name
from honours.ui.filters import ChoiceFilter, DayFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone
from honours.ui.tables import Column, Look

STATE_TONES = {
    RequestState.DRAFTED: Tone.NEUTRAL,
    RequestState.SENT: Tone.INFO,
    RequestState.OVERDUE: Tone.BAD,
    RequestState.ANSWERED: Tone.GOOD,
    RequestState.WITHDRAWN: Tone.NEUTRAL,
}
OPINION_TONES = {
    Opinion.NO_OBJECTION: Tone.GOOD,
    Opinion.OBJECTION: Tone.WARN,
    Opinion.UNFIT: Tone.BAD,
}
LINK_TONES = {
    LinkState.OPEN: Tone.INFO,
    LinkState.ANSWERED: Tone.GOOD,
    LinkState.EXPIRED: Tone.WARN,
    LinkState.REVOKED: Tone.NEUTRAL,
}


def shown_name(name: str, kind: str) -> str:
    """A person by a mask; a collective by its name."""
    return name if kind in COLLECTIVES else masked_name(name)


def _opinion(row: Any) -> str:
    return Opinion(row.answer.opinion).label if hasattr(row, "answer") else ""


def _opinion_tone(row: Any) -> str:
    return OPINION_TONES[Opinion(row.answer.opinion)] if hasattr(row, "answer") else Tone.NEUTRAL


def _stands(code: str) -> Q:
    today = timezone.localdate()
    match code:
        case "stale":
            return Q(answer__valid_until__lt=today)
        case "late":
            return Q(state__in=WAITING, due_on__lt=today)
        case _:
            return Q(answer__opinion__in=(Opinion.OBJECTION, Opinion.UNFIT))


REQUESTS = ListPage(
    title="征求意见",
    columns=(
        Column(
            "object_name",
            "对象",
            text=lambda row: shown_name(row.object_name, row.kind),
            link=lambda row: reverse("clearances:request", args=[row.pk]),
            is_heading=True,
        ),
        Column("object_unit", "单位", order="object_unit"),
        Column("kind", "对象类别", text=lambda row: ObjectKind(row.kind).label),
        Column("body_name", "征求部门", order="body_name"),
        Column("asked_on", "征求日期", look=Look.DATE, order="asked_on"),
        Column("due_on", "答复期限", look=Look.DATE, order="due_on"),
        Column(
            "state",
            "状态",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: STATE_TONES[RequestState(row.state)],
        ),
        Column("opinion", "意见", text=_opinion, look=Look.WORD, tone=_opinion_tone),
        Column(
            "valid_until",
            "有效期至",
            text=lambda row: row.answer.valid_until if hasattr(row, "answer") else None,
            look=Look.DATE,
        ),
    ),
    filters=(
        ChoiceFilter("state", "状态", RequestState.choices()),
        ChoiceFilter("opinion", "意见", Opinion.choices(), field="answer__opinion"),
        ChoiceFilter("kind", "对象类别", ObjectKind.choices(), is_in_bar=False),
        ChoiceFilter(
            "stands",
            "情形",
            (("stale", "已过有效期"), ("late", "已过答复期限"), ("adverse", "有不同意见")),
            test=_stands,
        ),
        TextFilter("body", "部门", "body_name__contains"),
        TextFilter("unit", "单位", "object_unit__contains"),
        TextFilter("about", "事项", "about"),
        DayFilter("asked", "征求日期", field="asked_on"),
    ),
    order="-asked_on",
    unit="件",
    empty_title="没有符合条件的征求意见",
    empty_text="征求意见由审核人员按矩阵批量拟制，发出链接之后，部门不用账号就能答复。",
)


def links_page() -> ListPage:
    """The links by what became of them today."""
    now = timezone.now()

    def state(row: Any) -> LinkState:
        return link_state(row, now)

    return ListPage(
        title="答复链接",
        columns=(
            Column(
                "body_name",
                "部门",
                link=lambda row: reverse("clearances:link", args=[row.pk]),
                is_heading=True,
                order="body_name",
            ),
            Column("count", "对象数", look=Look.NUMBER),
            Column("issued_at", "发出时间", look=Look.DATE, order="issued_at"),
            Column("expires_at", "失效时间", look=Look.DATE),
            Column("opened_at", "首次打开", look=Look.DATE),
            Column("answered_at", "答复时间", look=Look.DATE),
            Column(
                "state",
                "状态",
                text=lambda row: state(row).label,
                look=Look.WORD,
                tone=lambda row: LINK_TONES[state(row)],
            ),
        ),
        filters=(TextFilter("body", "部门", "body_name__contains"),),
        order="-issued_at",
        unit="个",
        breadcrumbs=[Crumb("征求意见", reverse("clearances:requests")), Crumb("答复链接")],
        empty_title="还没有发出过链接",
        empty_text="在征求意见列表中勾选要发出的，按部门各生成一个链接。",
    )
