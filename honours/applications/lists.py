"""The lists of applications and of the catalogue: what can be asked of them."""

from django.urls import reverse

from honours.applications.vocabulary import ApplicationKind, ApplicationState, EntryState
from honours.directory.vocabulary import Level
from honours.ui.filters import ChoiceFilter, NumberFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

TONES = {
    ApplicationState.DRAFT: Tone.NEUTRAL,
    ApplicationState.APPROVED: Tone.GOOD,
    ApplicationState.PUBLISHED: Tone.GOOD,
    ApplicationState.DECLINED: Tone.BAD,
    ApplicationState.REFUSED: Tone.BAD,
}
ENTRY_TONES = {
    EntryState.HELD: Tone.GOOD,
    EntryState.EXPLAINED: Tone.WARN,
    EntryState.LEFT: Tone.NEUTRAL,
}
_UNIT = TextFilter("unit", "申报单位", "organization__name__contains", aliases=("单位",))

APPLICATIONS = ListPage(
    title="项目申报",
    columns=(
        Column(
            "name",
            "项目名称",
            text=str,
            link=lambda row: reverse("applications:application", args=[row.pk]),
            order="name",
            is_heading=True,
        ),
        Column("kind", "申报类型", text=lambda row: row.get_application_kind_display()),
        Column("year", "年度", look=Look.NUMBER, order="year"),
        Column("organization", "申报单位", text=lambda row: str(row.organization)),
        Column("level", "层级", text=lambda row: Level(row.level).label if row.level else ""),
        Column(
            "state",
            "进度",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: TONES.get(ApplicationState(row.state), Tone.INFO),
        ),
        Column("submitted_on", "提交日期", look=Look.DATE),
    ),
    filters=(
        NumberFilter("year", "年度", is_in_bar=True),
        ChoiceFilter(
            "kind", "申报类型", ApplicationKind.choices(), "application_kind", aliases=("类型",)
        ),
        ChoiceFilter("state", "进度", ApplicationState.choices()),
        ChoiceFilter("level", "层级", Level.choices()),
        _UNIT,
    ),
    order="-id",
    unit="份",
    search_field="search_text",
    search_hint="项目名称，或者“单位:教育”",
    empty_title="还没有申报",
    empty_text="每年在规定的期限前，由填报人在这里申报下一年度要开展的项目；"
    "设立、调整、合并、临时、退出和按期开展都在这里办。",
)

CATALOGUE = ListPage(
    title="年度项目目录",
    columns=(
        Column(
            "name",
            "项目名称",
            link=lambda row: reverse("applications:entry", args=[row.pk]),
            order="name",
            is_heading=True,
        ),
        Column("year", "年度", look=Look.NUMBER, order="year"),
        Column("hosts", "主办单位", text=lambda row: "、".join(row.hosts)),
        Column("level", "层级", text=lambda row: Level(row.level).label if row.level else ""),
        Column("period", "周期"),
        Column("collectives", "集体名额", look=Look.NUMBER),
        Column("individuals", "个人名额", look=Look.NUMBER),
        Column("document", "批复文件", text=lambda row: str(row.document)),
        Column(
            "state",
            "开展情况",
            text=lambda row: row.state_label,
            look=Look.WORD,
            tone=lambda row: ENTRY_TONES.get(EntryState(row.state), Tone.INFO),
        ),
    ),
    filters=(
        NumberFilter("year", "年度", is_in_bar=True),
        ChoiceFilter("state", "开展情况", EntryState.choices()),
        ChoiceFilter("level", "层级", Level.choices()),
        TextFilter("name", "名称", "name__contains"),
        _UNIT,
        TextFilter("place", "地区", "catalogue__place__name__contains"),
    ),
    order="-id",
    unit="项",
    search_hint="例如“年度:2023 地区:通江县”",
    empty_title="目录里还没有项目",
    empty_text="省批复的项目由负责公布的部门列入年度目录后，在这里看到。",
)
