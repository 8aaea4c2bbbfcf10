"""Pages that show every part once, for eyes, axe and tests."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from honours.kernel.terms import Term
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.spreadsheets.streaming import csv_lines, xlsx_pieces
from honours.ui.exports import Writers
from honours.ui.filters import ChoiceFilter, DayFilter, NumberFilter, TextFilter
from honours.ui.lists import Bulk, ListPage
from honours.ui.parts import (
    Chart,
    Confirmation,
    Crumb,
    Event,
    Fact,
    Gauge,
    Item,
    KeyFigure,
    Light,
    Matrix,
    MatrixRow,
    Point,
    Progress,
    Signal,
    StepState,
    StripStep,
    Tab,
    Tone,
)
from honours.ui.tables import Column, Heading, Look, Table
from tests.ui.models import Sample


class Standing(Term):
    RETAINED = "retained", "保留"
    SUSPENDED = "suspended", "暂停"
    REVOKED = "revoked", "撤销"


class Level(Term):
    CITY = "city", "市级"
    COUNTY = "county", "县级"


TONES = {"retained": "good", "suspended": "warn", "revoked": "bad"}
LABELS = dict(Standing.choices())

LIST = ListPage(
    title="项目台账",
    breadcrumbs=(Crumb("工作台", "/"), Crumb("项目台账")),
    columns=(
        Column(
            "name",
            "项目名称",
            link=lambda row: f"/sample/{row.pk}/",
            order="name",
            is_heading=True,
        ),
        Column(
            "standing",
            "状态",
            text=lambda row: LABELS[row.standing],
            look=Look.WORD,
            tone=lambda row: TONES[row.standing],
        ),
        Column("level", "层级", text=lambda row: "市级" if row.level == "city" else "县级"),
        Column("host", "主办单位"),
        Column("quota", "名额", look=Look.NUMBER, order="quota"),
        Column("begun_on", "起始日期", look=Look.DATE),
    ),
    order="name",
    filters=(
        ChoiceFilter("standing", "状态", Standing.choices()),
        ChoiceFilter("level", "层级", Level.choices),
        TextFilter("host", "主办", "host__contains", aliases=("主办单位",)),
        NumberFilter("quota", "名额"),
        DayFilter("begun", "起始", "begun_on"),
    ),
    search_field="search_text",
    size=20,
    empty_title="还没有登记项目",
    empty_text="登记后的评比达标表彰项目会列在这里，可以筛选、查找和导出。",
    empty_url="/sample/new/",
    empty_action="登记项目",
)


class SampleForm(forms.Form):
    name = forms.CharField(label="项目名称", max_length=60, help_text="与批准文件一致，写全称。")
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    hosting = forms.ChoiceField(
        label="办理方式",
        choices=[("own", "自办"), ("entrusted", "承办")],
        widget=forms.RadioSelect,
    )
    quota = forms.IntegerField(label="名额", required=False)
    begun_on = forms.DateField(
        label="起始日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label="理由", widget=forms.Textarea(attrs={"data-meter": True}), max_length=200
    )
    file = forms.FileField(label="批准文件", required=False)
    agreed = forms.BooleanField(label="以上内容已经核对")

    def clean(self) -> None:
        raise forms.ValidationError("同名项目已经登记，请先核对。")


def findings() -> list[Finding]:
    citation = Citation("《评比达标表彰活动管理办法》", "第十二条")
    return [
        Finding(
            "no-lawful-basis",
            "缺少有效的批准文件。",
            citation,
            "补交省级以上批准文件，或者列入撤销。",
            detail={"所附文件": "部门通知", "要求": "省委、省政府文件"},
        ),
        Finding("no-fees", "没有填写是否收费。", citation, "请补填收费情况。", Weight.MISSING),
        Finding("early", "距上一届不足五年。", None, "核对周期。", Weight.ADVICE),
    ]


def parts() -> dict[str, object]:
    steps = ("调查摸底", "填表登记", "甄别审核", "明确重点", "反馈信息")
    states = (StepState.DONE, StepState.DONE, StepState.CURRENT, StepState.LATE, StepState.WAITING)
    lights = (
        Light(Signal.GREEN, "按时"),
        Light(Signal.YELLOW, "还剩2天", "#late"),
        Light(Signal.RED, "逾期3天"),
        Light(Signal.NONE),
    )
    points = [Point("市级部门", 42, "#a"), Point("巴州区", 11), Point("通江县", 9), Point("无", 0)]
    years = [
        Point(str(year), value)
        for year, value in zip(range(2007, 2012), (96, 88, 75, 68, 60), strict=True)
    ]
    return {
        "title": "界面样张",
        "breadcrumbs": [Crumb("工作台", "/"), Crumb("界面样张")],
        "places": [
            {"label": label, "url": f"#{icon}", "icon": icon, "is_current": icon == "funnel"}
            for label, icon in (
                ("工作台", "house"),
                ("项目台账", "journal-text"),
                ("清理行动", "funnel"),
                ("情况报告", "file-earmark-text"),
                ("政策法规", "book"),
                ("单位人员", "diagram-3"),
            )
        ],
        "acting": {
            "person": "李文",
            "post": "审核（公务员管理科）",
            "organization": "巴中市人事局",
            "others": [{"pk": 2, "label": "巴中市人事局 · 填报人"}],
            "switch_url": "#switch",
            "logout_url": "#logout",
            "password_url": "#password",
        },
        "footer": {"unit": "巴中市人事局", "contact": "公务员管理科 0827-1234567"},
        "shown_findings": findings(),
        "word": Standing.SUSPENDED,
        "steps": [
            StripStep(label, state, "6月30日前", "#step" if index < 3 else "")
            for index, (label, state) in enumerate(zip(steps, states, strict=True))
        ],
        "missed": Gauge(
            "清理减幅", 15, 75, "撤销和暂停", "登记项目", Decimal("0.7"), url="#figure"
        ),
        "met": Gauge("报送率", 75, 75, "已报单位", "应报单位", Decimal(1)),
        "open": Gauge("签收率", 0, 0, "已签收", "应签收", Decimal(1)),
        "bars": Chart("各地登记项目", "市级部门最多，共42项。", points, "项", "单位"),
        "years": Chart("历年项目数", "五年来由96项降到60项。", years, "项", "年份"),
        "facts": [
            Fact("主办单位", "巴中市教育局", "#org"),
            Fact("周期", "5年2次", note="原文：五年两次"),
            Fact("奖金", ""),
            Fact("依据", "巴清联办〔2010〕5号"),
        ],
        "figures": [
            KeyFigure("登记项目", 75, "项", "#all", "含承办12项", "journal-text"),
            KeyFigure("撤销", 7, "项", "#revoked"),
            KeyFigure("暂停", 8, "项", "#suspended"),
            KeyFigure("待甄别", 0, "项"),
        ],
        "tabs": [Tab("甄别", "#a", True, 12), Tab("材料", "#b"), Tab("经过", "#c", count=0)],
        "events": [
            Event("2010年6月1日 09:30", "登记", "巴州区教育局 王芳", tone=Tone.GOOD),
            Event(
                "2010年6月8日", "退回", "公务员管理科 李文", "缺批准文件，请补交。", Tone.BAD, "#x"
            ),
        ],
        "matrix": Matrix(
            "各单位办理进度",
            "单位",
            steps[:4],
            [MatrixRow("巴州区", lights, "#u"), MatrixRow("通江县", lights[::-1])],
        ),
        "table": Table(
            "撤销项目",
            [Heading("项目"), Heading("名额", is_number=True)],
            [["文明窗口评选", 12], ["<b>不可执行</b>", None]],
        ),
        "progress": Progress("正在读取表格", 3200, 10000, "/progress/", note="已读 3200 行"),
    }


def sheet(request: HttpRequest) -> HttpResponse:
    messages.success(request, "已经保存。")
    messages.warning(request, "还有2项没有填写。")
    form = SampleForm(data={"name": "文明窗口"})
    return render(request, "ui_sample/sheet.html", {**parts(), "form": form})


def listing(request: HttpRequest) -> HttpResponseBase:
    shown = parts()
    bulk = [Bulk("批量保留", "/confirm/")] if "bulk" in request.GET else []
    context = {"places": shown["places"], "acting": shown["acting"], "bulk": bulk}
    writers = Writers(csv=csv_lines, xlsx=xlsx_pieces)
    return LIST.respond(request, Sample.objects.all(), writers, context=context)


def confirm(request: HttpRequest) -> HttpResponse:
    items = [Item(f"项目{number}", "市级 · 巴中市教育局", "#item") for number in range(1, 6)]
    confirmation = Confirmation(
        "撤销5个项目",
        "撤销后这些项目不得再开展，是否继续？",
        items,
        "确认撤销",
        "/list/",
        is_grave=True,
        asks_reason=True,
        hidden=[("ids", "1"), ("ids", "2")],
    )
    return render(request, "ui/confirm.html", {**parts(), "confirmation": confirmation})


def progress(request: HttpRequest) -> HttpResponse:
    template = "ui/_progress.html" if request.headers.get("HX-Request") else "ui/progress.html"
    return render(request, template, parts())


def refusal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/refusal.html", {**parts(), "findings": findings()}, status=422)


def crash(request: HttpRequest) -> HttpResponse:
    return render(request, f"{request.GET.get('code', '404')}.html", {"cooloff_minutes": 30})


urlpatterns = [
    path("", sheet),
    path("list/", listing),
    path("confirm/", confirm),
    path("progress/", progress),
    path("refusal/", refusal),
    path("error/", crash),
]
