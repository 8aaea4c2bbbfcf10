"""Titles, headings of one row or two, sections, totals, notes: every row is one thing."""

from typing import Any

import pytest

from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.tables import RowKind, open_table
from tests.spreadsheets.samples import drawn, of_rows

WORDS = {"序号", "项目名称", "主办单位", "周期", "经费来源", "经费金额", "来源", "金额", "备注"}


def recognise(text: str) -> float:
    return 1.0 if text.split("#", 1)[0] in WORDS else 0.0


def table_of(content: bytes, name: str = "表.csv"):
    return open_table(open_workbook(content, name).sheets[0], recognise)


def kinds_of(rows: list[list[Any]], name_column: int = 1) -> list[str]:
    lines = table_of(of_rows(rows)).lines(
        frozenset({name_column}), is_section=lambda text: text in ("自办", "承办")
    )
    return [line.kind.label for line in lines]


def test_every_row_is_exactly_one_thing():
    rows = [
        ["关于清理的登记表"], ["填报单位：市教育局（盖章）", "", "2010年"],
        ["序号", "项目名称", "主办单位", "周期"],
        ["一、自办"], [1, "先进集体", "市教育局", "5年"], ["", "", "", ""],
        ["小  计", "", "", 1],
        ["二", "承办"], ["序号", "项目名称", "主办单位", "周期"], [1, "全省先进", "省厅", "2年"],
        ["", "只有名称"], ["合计", "合计"], ["注：一式两份"],
        ["单位负责人（签字）：", "张", "", "日期："],
        ["自办"], ["无人认领的一句话"], ["（一）市直部门"],
    ]  # fmt: skip
    assert kinds_of(rows) == [
        "标题行", "标题行", "表头", "分节行", "数据行", "空行", "合计行", "分节行",
        "表头", "数据行", "数据行", "合计行", "说明行", "说明行", "分节行", "说明行", "分节行",
    ]  # fmt: skip


def test_a_sheet_without_a_heading_is_left_unread():
    table = table_of(of_rows([["随便", "写写"], [], ["没有", "表头"]]))
    assert table.heading is None
    assert [line.kind for line in table.lines(frozenset())] == [
        RowKind.UNREAD, RowKind.BLANK, RowKind.UNREAD,
    ]  # fmt: skip


def test_a_lone_certain_word_is_a_heading_but_one_among_many_is_not():
    assert table_of(of_rows([["项目名称"], ["先进集体"]])).heading is not None
    assert table_of(of_rows([["项目名称", "甲", "乙", "丙"]])).heading is None


def two_rows(_: Any, page: Any) -> None:
    page.merge_range(0, 0, 0, 4, "登记表")
    page.merge_range(1, 0, 2, 0, "序号")
    page.merge_range(1, 1, 2, 1, "项目名称")
    page.merge_range(1, 2, 1, 3, "经费")
    page.write_row(2, 2, ["来源", "金额"])
    page.merge_range(1, 4, 2, 4, "备注")
    page.write_row(3, 0, [1, "先进集体", "财政", 3, "甲"])


def test_a_heading_of_two_merged_rows_is_read_as_one():
    table = table_of(drawn(("表", two_rows)))
    assert table.heading is not None
    assert table.heading.labels == ("序号", "项目名称", "经费来源", "经费金额", "备注")
    assert (table.heading.first_row, table.heading.last_row) == (2, 3)


@pytest.mark.parametrize(
    ("lower", "labels"),
    [
        ("先,集体,,", None),
        (",,来源,金额", ("序号", "项目名称", "经费来源", "经费金额")),
        ("1,先进集体,财政,3", None),
    ],
)
def test_without_merged_cells_the_second_row_must_complete_the_first(lower, labels):
    table = table_of(f"序号,项目名称,经费,\n{lower}\n1,甲,财政,3\n".encode())
    assert table.heading is not None
    assert table.heading.last_row == (2 if labels else 1)
    if labels:
        assert table.heading.labels == labels


def test_equal_labels_are_told_apart():
    table = table_of("序号,项目名称,备注,备注,\n1,甲,乙,丙,丁\n".encode())
    assert table.heading is not None
    assert table.heading.labels == ("序号", "项目名称", "备注", "备注#2", "")


def merged_hosts(_: Any, page: Any) -> None:
    page.write_row(0, 0, ["序号", "项目名称", "主办单位"])
    for number in range(1, 6):
        page.write_row(number, 0, [number, f"先进集体{number}"])
    page.write(3, 0, "合计")
    page.write(3, 1, "")
    page.merge_range(1, 2, 3, 2, "市教育局")
    page.merge_range(4, 2, 5, 2, "")


def test_a_merged_cell_speaks_for_all_the_rows_it_covers_and_no_more():
    table = table_of(drawn(("表", merged_hosts)))
    lines = list(table.lines(frozenset({1}), frozenset({2})))
    assert [line.row.cells[2] for line in lines] == [
        "主办单位",
        "市教育局",
        "市教育局",
        "",
        "",
        "",
    ]
    assert [line.filled for line in lines][1:3] == [frozenset(), frozenset({2})]


def test_a_row_that_holds_only_a_formula_is_an_entry():
    def draw(_: Any, page: Any) -> None:
        page.write_row(0, 0, ["序号", "项目名称"])
        page.write_formula(1, 1, "=A1", None, "")

    lines = list(table_of(drawn(("表", draw))).lines(frozenset({1})))
    assert lines[1].kind is RowKind.ENTRY


def test_a_repeated_heading_with_other_words_between_is_still_a_heading():
    rows = [["序号", "项目名称", "主办单位", "周期", "备注"], [1, "甲", "乙", "5年", ""]]
    repeated = ["序号", "项目名称", "主办单位", "周期", "说明"]
    assert kinds_of([*rows, repeated])[-1] == "表头"
    assert kinds_of([*rows, ["序号", "项目名称", "丙", "丁", "戊"]])[-1] == "数据行"


def test_a_lone_cell_in_the_table_is_an_entry_but_a_signature_below_it_is_not():
    rows = [
        ["序号", "项目名称", "主办单位", "周期"],
        ["", "", "", "5年"],
        ["", "", "", "2010年5月3日"],
    ]
    assert kinds_of(rows) == ["表头", "数据行", "说明行"]
