"""The headings of the printed forms, and those of the table for many applications at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.kernel.terms import Term
from honours.registry.readings.characters import canonical
from honours.registry.vocabulary import ActivityKind, BasisKind
from honours.spreadsheets.entries import EntryForm
from honours.spreadsheets.writing import FormColumn

_F = ApplicationField
ORGANIZATION, SUBMITTED_ON = "organization", "submitted_on"
"""What a printed form says beside the fields of the application."""


class PrintedForm(Term):
    """The official forms, by their title."""

    WEINAN = "weinan", "评比达标表彰项目申请表"
    SHANDONG = "shandong", "市县级党委和政府评比达标表彰项目申报表"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One heading of a form, and the entries that answer it, each with words before and after."""

    heading: str
    parts: tuple[tuple[str, str, str], ...]


def _row(heading: str, *codes: str) -> PrintedRow:
    return PrintedRow(heading, tuple(("", code, "") for code in codes))


_POOLS = (("集体", _F.COLLECTIVE_POOL, "个"), ("个人", _F.INDIVIDUAL_POOL, "名"))
_PLACES = (("集体", _F.COLLECTIVES, "个"), ("个人", _F.INDIVIDUALS, "名"))
PRINTED: Mapping[PrintedForm, tuple[PrintedRow, ...]] = {
    PrintedForm.WEINAN: (
        _row("申报单位(盖章)", ORGANIZATION),
        _row("申报时间", SUBMITTED_ON),
        _row("项目名称", _F.NAME),
        PrintedRow("主办单位(承办单位)", (("", _F.HOSTS, ""), ("（", _F.CO_HOSTS, "）"))),
        _row("设立依据", _F.BASIS),
        _row("活动周期", _F.PERIOD),
        _row("评选范围", _F.SCOPE),
        PrintedRow("参评总数", _POOLS),
        PrintedRow("表彰名额", _PLACES),
        _row("奖项设置", _F.PRIZES),
        _row("奖励标准", _F.REWARD),
        _row("经费来源", _F.FUNDING),
        _row("表彰形式", _F.AWARD_FORM),
    ),
    PrintedForm.SHANDONG: (
        _row("项目名称", _F.NAME),
        _row("政策依据", _F.BASIS),
        _row("活动周期", _F.PERIOD),
        _row("评选范围", _F.SCOPE),
        PrintedRow("符合参评条件的集体和个人总数", _POOLS),
        PrintedRow("评选名额", _PLACES),
        _row("评选条件", _F.CONDITIONS),
        _row("奖励办法", _F.REWARD),
        _row("组织领导", _F.LEADERSHIP),
        _row("经费来源", _F.FUNDING),
    ),
}
_SHANDONG = "37"


def form_of_place(division: str) -> PrintedForm:
    """Which form a place uses; where none is known, that of 渭南, which asks for more."""
    return PrintedForm.SHANDONG if division.startswith(_SHANDONG) else PrintedForm.WEINAN


def printed_rows(form: PrintedForm, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Heading and text of each row of the form; what was not said stays blank."""
    return [(row.heading, _printed(row, said)) for row in PRINTED[form]]


def _printed(row: PrintedRow, said: Mapping[str, str]) -> str:
    texts = [
        f"{before}{_counted(text, after)}"
        for before, code, after in row.parts
        if (text := said.get(code, ""))
    ]
    return ("，" if row.parts in (_POOLS, _PLACES) else "").join(texts)


def _counted(text: str, after: str) -> str:
    """A number as it was typed may bring its own unit."""
    return text if after in ("个", "名") and not text[-1:].isdigit() else f"{text}{after}"


KIND, ACTIVITY = "application_kind", "activity"
_ALSO = {
    _F.HOSTS: ("主办单位(承办单位)",),
    _F.BASIS: ("政策依据",),
    _F.REWARD: ("奖励办法",),
}
TABLE = EntryForm(
    headings={
        KIND: ("申报类型",),
        ACTIVITY: ("台账项目名称",),
        **{which.value: (which.label, *_ALSO.get(which, ())) for which in ApplicationField},
    },
    needed=_F.NAME.value,
    key_heading="申报编号",
    plain=canonical,
)
"""How a table of applications is headed; the headings of either printed form are understood."""
INSTRUCTIONS = (
    "每个项目写一行；先存为拟稿，有错的标出来，改正后可以再次上传，改的是同一份申请。",
    "申报类型不填的，按“设立”处理；调整、退出、按期开展的，填写台账中的项目名称。",
    "合并项目涉及几个项目，请在系统里逐项申报。",
    "依据文本在系统里逐项上传。",
)
_FLAGS = (_F.CHARGES_FEE, _F.COMPULSORY, _F.TIED_TO_BENEFITS, _F.MATCHING, _F.BURDEN)
_CHOICES = {
    KIND: tuple(kind.label for kind in ApplicationKind if kind is not ApplicationKind.MERGE),
    _F.KIND.value: tuple(kind.label for kind in ActivityKind),
    _F.BASIS_KIND.value: tuple(kind.label for kind in BasisKind),
    **{which.value: ("是", "否") for which in _FLAGS},
}
_REQUIRED = (_F.NAME.value, _F.HOSTS.value)


def table_columns() -> list[FormColumn]:
    """The columns of the blank table, with their drop-downs."""
    return [
        FormColumn(
            TABLE.label_of(code),
            18,
            choices=_CHOICES.get(code, ()),
            is_required=code in _REQUIRED,
        )
        for code in TABLE.headings
    ]
