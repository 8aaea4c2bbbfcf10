"""Lists: the reports, and for each kind of record the columns that show what was counted."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse

from honours.campaigns.models import Declaration, Filing, Lead, Resolution, Target
from honours.campaigns.vocabulary import FilingState, LeadSource, Undertaking
from honours.commendations.models.decisions import Honour
from honours.commendations.models.slates import Excess
from honours.directory.models import Duty
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.notices.vocabulary import NoticeLevel
from honours.policies.models import Document
from honours.reports.vocabulary import ReportState
from honours.ui.filters import ChoiceFilter, Filter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look
from honours.workflow.models import Stateful

TONES = {
    ReportState.DRAFT: Tone.NEUTRAL,
    ReportState.REVIEW: Tone.INFO,
    ReportState.SIGNING: Tone.WARN,
    ReportState.SENT: Tone.GOOD,
}

REPORTS = ListPage(
    title="情况报告",
    columns=(
        Column(
            "title",
            "标题",
            link=lambda row: reverse("reports:report", args=[row.pk]),
            is_heading=True,
        ),
        Column("number", "发文字号"),
        Column("campaign__title", "清理行动"),
        Column("cut_off_on", "数据截止", look=Look.DATE, order="cut_off_on"),
        Column(
            "state",
            "状态",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: TONES[ReportState(row.state)],
        ),
    ),
    filters=(
        ChoiceFilter("state", "状态", ReportState.choices()),
        TextFilter("title", "标题", "title__contains"),
    ),
    order="-cut_off_on",
    unit="份",
    empty_title="还没有情况报告",
    empty_text="清理行动的数据齐备之后，由牵头单位起草。",
)


def records_page(model: type[Model], title: str) -> ListPage:
    """The list of one figure's records, as columns of their kind."""
    order, unit, columns = SHOWN[model]
    return ListPage(
        title=title,
        columns=columns,
        filters=_FILTERS.get(model, ()),
        order=order,
        unit=unit,
        empty_title="没有记录",
        empty_text="这一数据现为零，或者所依记录不在您的管辖范围。",
    )


def _linked(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(name, args=[row.pk])


def _in_progress(row: Stateful) -> str:
    return row.state_label


_FILINGS = (
    Column("name", "项目名称", link=_linked("campaigns:filing"), order="name", is_heading=True),
    Column("organization", "填报单位", order="organization__path"),
    Column("undertaking", "自办或承办", text=lambda row: Undertaking(row.undertaking).label),
    Column("state", "进度", text=_in_progress),
)
_DECLARATIONS = (
    Column(
        "organization",
        "单位",
        link=_linked("campaigns:declaration"),
        order="organization__path",
        is_heading=True,
    ),
    Column("state", "报送单", text=_in_progress),
    Column("signed_on", "报送日期", look=Look.DATE),
    Column("is_zero_return", "零报告", text=lambda row: "是" if row.is_zero_return else "否"),
)
_DOCUMENTS = (
    Column("title", "标题", link=_linked("policies:document"), order="title", is_heading=True),
    Column("number", "文号"),
    Column("issuer", "发文机关"),
    Column("issued_on", "印发日期", look=Look.DATE),
)
_DUTIES = (
    Column("subject", "职责事项", order="subject", is_heading=True),
    Column("post", "职务"),
    Column("basis", "依据"),
    Column("until", "完成期限", look=Look.DATE),
)
_RESOLUTIONS = (
    Column("title", "决议", link=_linked("campaigns:resolution"), order="title", is_heading=True),
    Column("number", "纪要文号"),
    Column("held_on", "会议日期", look=Look.DATE, order="held_on"),
)
_LEADS = (
    Column("summary", "情况", link=_linked("campaigns:lead"), order="summary", is_heading=True),
    Column("source", "来源", text=lambda row: LeadSource(row.source).label),
    Column("state", "状态", text=_in_progress),
)
_TARGETS = (
    Column("citation", "依据", order="citation", is_heading=True),
    Column("at_least", "不低于", look=Look.NUMBER),
)

_HONOURS = (
    Column("holder", "获得者", order="holder", is_heading=True),
    Column("unit", "单位"),
    Column("title", "称号"),
    Column("number", "荣誉编号"),
    Column("conferred_on", "授予日期", look=Look.DATE, order="conferred_on"),
)
_EXCESSES = (
    Column("organization", "报送单位", order="organization__path", is_heading=True),
    Column("slate__edition__name", "届次"),
    Column("measure", "处理"),
    Column("document", "文号"),
    Column("places_taken_back", "收回名额", look=Look.NUMBER),
    Column("replaced_heads", "改报一线人数", look=Look.NUMBER),
    Column("recorded_on", "日期", look=Look.DATE, order="recorded_on"),
)
_NOTICES = (
    Column("title", "公示", order="title", is_heading=True),
    Column("level", "层级", text=lambda row: NoticeLevel(row.level).label),
    Column("posted_on", "公示日期", look=Look.DATE, order="posted_on"),
    Column("ends_on", "截止日期", look=Look.DATE),
    Column("state", "状态", text=_in_progress),
)
_OBJECTIONS = (
    Column("number", "异议", text=str, is_heading=True),
    Column("organization", "办理单位", order="organization__path"),
    Column("arrived_on", "收到日期", look=Look.DATE, order="arrived_on"),
    Column("state", "状态", text=_in_progress),
)

SHOWN: Mapping[type[Model], tuple[str, str, tuple[Column, ...]]] = {
    Filing: ("organization__path", "项", _FILINGS),
    Declaration: ("organization__path", "个", _DECLARATIONS),
    Document: ("title", "件", _DOCUMENTS),
    Duty: ("subject", "条", _DUTIES),
    Resolution: ("-held_on", "次", _RESOLUTIONS),
    Lead: ("summary", "条", _LEADS),
    Target: ("citation", "项", _TARGETS),
    Honour: ("holder", "项", _HONOURS),
    Excess: ("recorded_on", "份", _EXCESSES),
    Notice: ("posted_on", "次", _NOTICES),
    Objection: ("arrived_on", "件", _OBJECTIONS),
}
"""Kinds of record that a figure can be counted from: order, unit, columns."""

_FILTERS: Mapping[type[Model], tuple[Filter, ...]] = {
    Filing: (
        ChoiceFilter("state", "进度", FilingState.choices()),
        TextFilter("unit", "单位", "organization__name__contains"),
    ),
    Declaration: (TextFilter("unit", "单位", "organization__name__contains"),),
}
