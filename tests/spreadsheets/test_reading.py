"""What a sheet says, once it is known to be harmless."""

import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.spreadsheets.cells import (
    Oddity,
    as_text,
    clean,
    column_index,
    column_letters,
    row_texts,
)
from honours.spreadsheets.delimited import sniff_separator
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.scanning import MergedRange, _letters_up_to, _numbers_up_to
from tests.spreadsheets.samples import drawn, of_rows, with_sheet_xml


def rows_of(content: bytes, name: str = "表.csv") -> list[tuple[str, ...]]:
    return [row.cells for row in open_workbook(content, name).sheets[0].rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_text_tables_are_read_in_any_usual_encoding_and_separator(encoding, separator):
    text = f'主办单位{separator}项目名称\n市教育局{separator}"先进\n集体"\n'
    assert rows_of(text.encode(encoding)) == [
        ("主办单位", "项目名称"),
        ("市教育局", "先进\n集体"),
    ]


def test_a_chinese_comma_in_prose_does_not_separate():
    assert sniff_separator("名称,说明\n甲,一，二，三\n乙,四\n") == ","
    assert sniff_separator("只有一列\n") == ","
    assert rows_of("sep=;\n甲;乙\n".encode()) == [(), ("甲", "乙")]


def test_utf_16_without_a_mark_is_recognised():
    assert rows_of("a,b\n".encode("utf-16-le")) == [("a", "b")]
    assert rows_of("a,b\n".encode("utf-16-be")) == [("a", "b")]


def test_text_under_a_spreadsheet_name_is_read_and_said():
    workbook = open_workbook("甲,乙\n".encode(), "登记表.xlsx")
    assert workbook.notes == ("文件扩展名为表格，内容却是文本，已按文本读取。",)
    assert not workbook.sheets[0].can_merge


def odd_sheet(book: Any, page: Any) -> None:
    page.write(2, 1, "标题")
    page.merge_range(4, 0, 6, 0, "市教育局")
    page.write(4, 1, 511902199001010010)
    page.write(5, 1, 3.0)
    page.write_formula(6, 1, "=1/0", None, "#DIV/0!")
    page.write(7, 1, True)
    page.write_number(8, 1, 39569, book.add_format({"num_format": "yyyy-mm-dd"}))
    page.write_formula(9, 1, "=1+1", None, 2)
    page.set_row(9, None, None, {"hidden": True})
    page.write(10, 1, 3.5)


def test_values_read_as_people_see_them_and_oddities_are_told():
    workbook = open_workbook(drawn(("表", odd_sheet), ("藏", lambda _, page: page.hide())))
    (sheet,) = workbook.sheets
    rows = {row.number: row for row in sheet.rows()}
    assert [rows[number].cells[1] for number in (3, 6, 8, 9, 10, 11)] == [
        "标题", "3", "是", "2008-05-01", "2", "3.5",
    ]  # fmt: skip
    assert rows[5].oddities == {1: Oddity.LOST_DIGITS}
    assert rows[7].oddities == rows[10].oddities == {1: Oddity.FORMULA}
    assert sheet.merged == (MergedRange(5, 0, 7, 0),)
    assert sheet.hidden_rows == {10}
    assert [hidden.name for hidden in workbook.hidden_sheets] == ["藏"]
    assert len(workbook.notes) == 2


def test_an_error_pasted_as_a_value_is_told():
    content = with_sheet_xml(
        of_rows([["甲", 1]]), lambda xml: xml.replace('<c r="B1"><v>1', '<c r="B1" t="e"><v>#N/A')
    )
    (row,) = open_workbook(content).sheets[0].rows()
    assert (row.cells, row.oddities) == (("甲", ""), {1: Oddity.ERROR})


def test_a_formula_in_a_text_file_is_told():
    (row,) = open_workbook(b"a,=1+1\n").sheets[0].rows()
    assert row.oddities == {1: Oddity.FORMULA}


def test_a_cell_that_gives_no_place_stands_right_of_the_last_one():
    content = with_sheet_xml(
        of_rows([["甲", 1]]),
        lambda xml: xml.replace('<row r="1" spans="1:2">', "<row>").replace(
            '<c r="B1"><v>1', "<c><f>1+1</f><v>1"
        ),
    )
    (row,) = open_workbook(content).sheets[0].rows()
    assert row.oddities == {1: Oddity.FORMULA}


def test_a_range_written_strangely_is_passed_over():
    content = with_sheet_xml(
        of_rows([["甲"]]),
        lambda xml: xml.replace("</worksheet>", '<mergeCell ref="A"/></worksheet>'),
    )
    assert open_workbook(content).sheets[0].merged == ()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("甲\x00乙\x07", "甲乙"), ("甲\r\n乙\r", "甲\n乙"), ("甲_x000D_", "甲"),
        ("\u202e甲\u200b\ufeff", "甲"), ("e\u0301", "é"), ("\xa0甲\u3000", "甲"),
        ("_x4E00_", "_x4E00_"), ("䶮𠮷·Ａ", "䶮𠮷·Ａ"), ("=1+1", "=1+1"), ("a\ud800b", "ab"),
    ],
    ids=ascii,
)  # fmt: skip
def test_control_and_invisible_characters_are_cleaned_and_rare_ones_kept(text, cleaned):
    assert clean(text) == cleaned


@given(
    st.lists(st.text(max_size=20) | st.floats(allow_nan=False, allow_infinity=False), max_size=8)
)
def test_a_whole_row_reads_as_its_cells_do(values):
    assert row_texts(values) == tuple(as_text(value) for value in values)


@given(st.integers(0, 18_277))
def test_letters_and_numbers_name_the_same_column(column):
    assert column_index(column_letters(column)) == column


@given(count=st.integers(1, 702), column=st.integers(1, 800))
def test_the_pattern_of_letters_knows_exactly_the_first_columns(count, column):
    is_within = re.fullmatch(_letters_up_to(count), column_letters(column - 1)) is not None
    assert is_within is (column <= count)


@given(largest=st.integers(1, 300_000), number=st.integers(1, 400_000))
def test_the_pattern_of_numbers_knows_exactly_the_first_rows(largest, number):
    is_within = re.fullmatch(_numbers_up_to(largest), str(number)) is not None
    assert is_within is (number <= largest)


def test_a_moment_at_midnight_is_a_day():
    midnight = datetime.fromisoformat("2008-05-01T00:00:00")
    assert as_text(midnight) == "2008-05-01"
    assert as_text(midnight.replace(hour=3)) == "2008-05-01 03:00:00"
