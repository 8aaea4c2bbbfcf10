"""What goes back to the unit: its own file with the faults marked, and a blank form to fill."""

import io
from collections.abc import Iterable

from honours.campaigns.columns.fields import ROW_KEY_HEADING
from honours.campaigns.columns.guessing import recognise
from honours.campaigns.intake.entries import ReadRow
from honours.campaigns.vocabulary import Undertaking
from honours.registry.vocabulary import ActivityKind
from honours.spreadsheets.marking import Mark, RowKeys, write_marked
from honours.spreadsheets.reading import Workbook
from honours.spreadsheets.tables import open_table
from honours.spreadsheets.writing import FormColumn, write_template


def marked_copy(workbook: Workbook, rows: Iterable[ReadRow]) -> bytes:
    """The file as it was sent, faults in red and doubts in yellow, each with its reason.

    A hidden column carries the key of every row, so that the corrected file changes those rows
    and no others.
    """
    marks: list[Mark] = []
    keys: dict[tuple[str, int], str] = {}
    for row in rows:
        keys[row.sheet, row.row_number] = row.row_key
        marks += _marks(row)
    into = io.BytesIO()
    write_marked(workbook, marks, into, _row_keys(workbook, keys))
    return into.getvalue()


def blank_form(title: str = "评比达标表彰活动项目登记表") -> bytes:
    """The official blank 登记表: own items and undertaken ones on sheets of their own, numbered
    apart (policy R074), with drop-downs, notes and instructions."""
    into = io.BytesIO()
    write_template(
        FORM,
        into,
        title=title,
        instructions=INSTRUCTIONS,
        sections=("自办项目", "承办协办项目"),
    )
    return into.getvalue()


_YES_NO = ("是", "否")
FORM = (
    FormColumn("序号", 6, "自办、承办协办分别编号。", example="1"),
    FormColumn("项目名称", 34, "写批准文件上的全称。", is_required=True, example="全市先进教师"),
    FormColumn("类别", 8, choices=tuple(kind.label for kind in ActivityKind), is_required=True),
    FormColumn("主办单位", 22, "几个单位用顿号分开。", is_required=True, example="市委、市政府"),
    FormColumn("承办、协办单位", 22, "几个单位用顿号分开。"),
    FormColumn("自办或承办", 10, choices=tuple(term.label for term in Undertaking)),
    FormColumn(
        "设立依据",
        34,
        "写文件名称、文号和条款；没有依据的写“无”。",
        is_required=True,
        example="《关于××的通知》（巴委发〔2008〕3号）第二条",
    ),
    FormColumn("设立时间", 14, example="2008年5月"),
    FormColumn("周期", 10, "写几年一次；只办一次的写“一次性”。", is_required=True, example="5年"),
    FormColumn("上次开展时间", 14, example="2009年10月"),
    FormColumn("拟开展时间", 14, "已有打算的填写，写到年月。", example="2014年10月"),
    FormColumn("评选范围", 20),
    FormColumn("面向对象", 20, "写明机关、事业单位、企业、村（社区）或群众。"),
    FormColumn("参评总数", 10, example="120"),
    FormColumn("表彰名额", 20, example="集体20个、个人50名"),
    FormColumn("奖项设置", 18),
    FormColumn("奖励标准", 18, example="每人500元"),
    FormColumn("是否收费及标准", 16, "不收费的写“否”。", is_required=True, example="每户200元"),
    FormColumn("收费总额（元）", 12, example="0"),
    FormColumn("经费来源及金额", 20, example="市级财政3.5万元"),
    FormColumn("是否强制参加", 10, choices=_YES_NO),
    FormColumn("是否与资质、利益挂钩", 12, choices=_YES_NO),
    FormColumn("是否要求下级配套", 12, choices=_YES_NO),
    FormColumn("是否加重基层、企业和群众负担", 14, choices=_YES_NO),
    FormColumn("填报意见", 10, choices=("保留", "撤销", "合并"), is_required=True),
    FormColumn("保留理由", 28, "填报意见为“保留”的，写明具体理由和依据。"),
    FormColumn("填报单位", 20),
    FormColumn("备注", 20),
)
INSTRUCTIONS = (
    "无论什么项目均须填报，一个项目一行；没有项目的，在系统中作零报告，不必上传本表。",
    "先填自办项目，再填承办、协办项目，两张表分别编号；县（区）只填自办项目。",
    "标红的栏目必须填写；“设立依据”写文件名称、文号和条款，没有依据的写“无”。",
    "同一单元格有几个单位的，用顿号分开；不要合并单元格，不要写公式。",
    "金额写明“元”或“万元”；日期写成“2008年5月”；名额写明集体和个人各多少。",
    "请勿填写联系人姓名、电话、身份证号等个人信息，本系统不收集。",
    "拟保留的项目须写明具体理由和依据；未填报而事后发现的项目，列入撤销范围。",
    "涉密项目不得填入本表，按保密规定另行报送。",
)


def _marks(row: ReadRow) -> list[Mark]:
    place = (row.sheet, row.row_number)
    advice = [Mark(*place, n.column, n.field.label, n.message, "", True) for n in row.notes]
    faults = [Mark(*place, f.column, f.field.label, f.message, f.remedy) for f in row.faults]
    return advice + faults


def _row_keys(workbook: Workbook, keys: dict[tuple[str, int], str]) -> RowKeys:
    heading_rows: dict[str, int] = {}
    present: dict[str, int] = {}
    for sheet in workbook.sheets:
        heading = open_table(sheet, recognise).heading
        if heading is not None:
            heading_rows[sheet.name] = heading.last_row
            if ROW_KEY_HEADING in heading.labels:
                present[sheet.name] = heading.labels.index(ROW_KEY_HEADING)
    return RowKeys(ROW_KEY_HEADING, keys, heading_rows, present)
