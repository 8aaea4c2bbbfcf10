"""Tables, forms and marked copies: what comes out can go in again, and runs nothing."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from honours.spreadsheets.marking import LIST_NAME, Mark, RowKeys, write_marked
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.streaming import csv_lines, guarded, write_table, xlsx_pieces
from honours.spreadsheets.writing import FormColumn, sheet_name, write_template
from tests.spreadsheets.samples import drawn, of_rows, with_sheet_xml

DANGEROUS = (
    "=1+1",
    "+cmd",
    "-2+3",
    "@SUM",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    " =1",
)


def formulas_in(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(archive.read(name).count(b"<f") for name in sheets)


def xlsx_of(headings, rows, **options) -> bytes:
    into = io.BytesIO()
    write_table(headings, rows, into, **options)
    return into.getvalue()


@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_a_text_that_would_run_is_guarded_in_csv_and_stays_text_in_xlsx(text):
    assert guarded(text) == f"'{text}"
    line = b"".join(csv_lines(["名称"], [[text]])).decode("utf-8-sig")
    assert next(csv.reader([line.split("\r\n", 1)[1]]))[0][:1] == "'"
    assert formulas_in(xlsx_of(["名称"], [[text]])) == 0


@given(st.text(max_size=10), st.text(max_size=10))
def test_csv_comes_back_as_it_went_out_but_for_the_guard(first, second):
    out = b"".join(
        csv_lines(["甲", "乙"], [[first, second]]) if _encodable(first + second) else []
    )
    if out:
        rows = list(csv.reader(io.StringIO(out.decode("utf-8-sig"), newline="")))
        assert rows[1] == [guarded(first), guarded(second)]


def _encodable(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def test_values_are_written_as_what_they_are():
    row = ["甲", 3, Decimal("2.5"), date(2008, 5, 1), True, None, ""]
    content = xlsx_of([str(n) for n in range(7)], [row], title="名录", sheet="名录")
    (sheet,) = open_workbook(content).sheets
    assert next(sheet.rows()).cells[0] == "名录"
    assert list(sheet.rows())[2].cells == ("甲", "3", "2.5", "2008-05-01", "是", "", "")
    text = b"".join(csv_lines(["甲"], [[date(2008, 5, 1), True, False, None, 1]]))
    assert '"2008-05-01","是","否","","1"'.encode() in text


def test_a_table_without_a_title_begins_with_its_heading():
    (sheet,) = open_workbook(xlsx_of(["甲", "乙"], [["1", "2"]])).sheets
    assert [row.cells for row in sheet.rows()] == [("甲", "乙"), ("1", "2")]


@pytest.mark.parametrize(
    ("name", "lawful"),
    [("甲/乙:丙", "甲-乙-丙"), ("x" * 40, "x" * 31), ("", "表格"), ("'甲'", "甲")],
)
def test_a_sheet_bears_a_lawful_name(name, lawful):
    assert sheet_name(name) == lawful


def test_a_form_has_drop_downs_notes_and_instructions():
    into = io.BytesIO()
    columns = [
        FormColumn("名称", is_required=True, note="写全称", example="先进集体"),
        FormColumn("类别", choices=("评比", "表彰")),
        FormColumn("备注"),
    ]
    write_template(
        columns, into, title="登记表", instructions=["一项一行。"], sections=("自办", "承办")
    )
    with zipfile.ZipFile(into) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        comments = archive.read("xl/comments1.xml").decode()
    assert '"评比,表彰"' in sheet.replace("&quot;", '"')
    assert "先进集体" in comments
    workbook = open_workbook(into.getvalue())
    assert [page.name for page in workbook.sheets] == ["自办", "承办", "填表说明"]
    single = io.BytesIO()
    write_template(columns, single, title="登记表", instructions=[])
    assert open_workbook(single.getvalue()).sheets[0].name == "登记表"


def original(book: Any, page: Any) -> None:
    page.merge_range(0, 0, 0, 2, "登记表")
    page.write_row(1, 0, ["序号", "名称", "主办"])
    page.write_row(2, 0, [1, "=1+1 不是公式", ""])
    page.write_row(3, 0, [2, "乙", ""])
    page.merge_range(2, 2, 3, 2, "市教育局")


def marked(content: bytes, marks: list[Mark], keys: RowKeys | None = None) -> bytes:
    into = io.BytesIO()
    write_marked(open_workbook(content, "登记表.csv"), marks, into, keys)
    return into.getvalue()


def test_the_copy_holds_the_same_values_and_merged_cells_with_marks_and_a_list():
    content = drawn(("登记表", original))
    marks = [
        Mark("登记表", 3, 1, "名称", "名称不全。", "请补全。"),
        Mark("登记表", 3, 1, "名称", "请核对。", is_advice=True),
        Mark("登记表", 4, 7, "备注", "空白。", is_advice=True),
    ]
    copy = marked(content, marks)
    before, after = open_workbook(content).sheets[0], open_workbook(copy).sheets[0]
    assert [row.cells[:3] for row in after.rows()] == [row.cells for row in before.rows()]
    assert set(after.merged) == set(before.merged)
    assert formulas_in(copy) == 0
    listed = open_workbook(copy).sheets[1]
    assert listed.name == LIST_NAME
    assert [row.cells[2:6] for row in listed.rows()][1:] == [
        ("B3", "名称", "须改", "名称不全。"),
        ("B3", "名称", "提示", "请核对。"),
        ("H4", "备注", "提示", "空白。"),
    ]
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert "名称不全。\n请补全。\n请核对。" in archive.read("xl/comments1.xml").decode()


def test_keys_stand_in_a_hidden_column_beside_the_table():
    keys = RowKeys("行标识", {("登记表", 3): "a" * 16}, {"登记表": 2}, {})
    copy = marked(drawn(("登记表", original)), [], keys)
    rows = list(open_workbook(copy).sheets[0].rows())
    assert [row.cells[3] for row in rows] == ["", "行标识", "a" * 16, ""]
    again = RowKeys("行标识", {("登记表", 3): "b" * 16}, {"登记表": 2}, {"登记表": 3})
    rows = list(open_workbook(marked(copy, [], again)).sheets[0].rows())
    assert [row.cells[3:] for row in rows][1:3] == [("行标识",), ("b" * 16,)]


def test_a_sheet_named_as_the_list_gives_way_and_a_text_file_is_copied_too():
    copy = marked(of_rows([["甲"]], LIST_NAME), [])
    assert [page.name for page in open_workbook(copy).sheets] == [f"{LIST_NAME}(2)", LIST_NAME]
    copy = marked("甲,乙\n1\n".encode(), [Mark("登记表", 2, 1, "乙", "空白。")])
    assert [row.cells for row in open_workbook(copy).sheets[0].rows()] == [("甲", "乙"), ("1", "")]


def test_a_long_file_is_copied_row_by_row(monkeypatch):
    monkeypatch.setattr("honours.spreadsheets.marking.KEEPS_MERGED", 1)
    monkeypatch.setattr("honours.spreadsheets.marking.MOST_COMMENTS", 1)
    content = drawn(("登记表", original))
    marks = [Mark("登记表", row, 1, "名称", "不全。") for row in (3, 4)]
    after = open_workbook(marked(content, marks)).sheets
    assert [row.cells for row in after[0].rows()][2] == ("1", "=1+1 不是公式", "市教育局")
    assert after[0].merged == ()
    assert len(list(after[1].rows())) == 3


def test_overlapping_merged_cells_are_kept_once():

    content = with_sheet_xml(
        drawn(("登记表", original)),
        lambda xml: xml.replace(
            "</mergeCells>",
            '<mergeCell ref="A1:B1"/><mergeCell ref="A9:B9"/><mergeCell ref="B4:B4"/>'
            "</mergeCells>",
        ),
    )
    assert len(open_workbook(marked(content, [])).sheets[0].merged) == 2


@pytest.mark.parametrize("kind", [csv_lines, xlsx_pieces])
def test_the_first_piece_leaves_before_any_row_is_read(kind):
    def rows():
        raise AssertionError("read too early")
        yield

    assert next(iter(kind(["甲"], rows())))


@pytest.mark.parametrize(
    "text",
    ["甲<乙>&\"丙'", "_x000D_", "前\n后", " 头尾 ", "x" * 40_000],
    ids=["markup", "escape", "lines", "blanks", "long"],
)
def test_xlsx_spells_what_its_markup_cannot_hold(text):
    content = xlsx_of(["甲"], [[text]])
    (row,) = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    )
    assert row[0] == (text if len(text) < 32_768 else "x" * 32_766 + "…")


def test_days_before_and_after_the_leap_day_that_never_was_come_back():
    days = [date(1900, 1, 2), date(1900, 3, 1), date(1949, 10, 1), date(2026, 11, 22)]
    content = xlsx_of(["甲"], [[day] for day in days])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()[1:]][1:] == days[1:]
