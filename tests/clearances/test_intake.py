"""The list that a body fills in: sent with its objects, read back, faults in their cells."""

import io

import pytest

from honours.clearances.intake.answers import (
    COLUMNS,
    Listed,
    blank_list,
    marked_list,
    read_answers,
)
from honours.clearances.vocabulary import Opinion
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.streaming import write_table

OBJECTS = (Listed(1, "赵企", "甲厂"), Listed(2, "钱企", "乙厂"), Listed(3, "孙企", "丙厂"))
GOOD = (
    ("1", "赵企", "甲厂", "无不同意见", ""),
    ("2", "钱企", "乙厂", "有不同意见", "正在稽查。"),
    ("3", "孙企", "丙厂", "不宜表彰", "欠税未缴。"),
)


def book(rows, headings=tuple(column.heading for column in COLUMNS)):
    into = io.BytesIO()
    write_table(headings, rows, into)
    return open_workbook(into.getvalue(), "答复.xlsx")


def test_the_list_that_is_sent_holds_its_objects_and_comes_back_unfilled_with_marks():
    workbook = open_workbook(blank_list(OBJECTS), "答复.xlsx")

    read = read_answers(workbook, OBJECTS)

    assert not read.answers
    assert {mark.label for mark in read.marks} == {"意见"}
    assert len(read.marks) == 3


def test_a_filled_list_is_read_whole_in_any_order():
    read = read_answers(book(GOOD[::-1]), OBJECTS)

    assert not read.findings()
    assert {number: given.opinion for number, given in read.answers.items()} == {
        1: Opinion.NO_OBJECTION,
        2: Opinion.OBJECTION,
        3: Opinion.UNFIT,
    }
    assert read.answers[2].statement == "正在稽查。"


@pytest.mark.parametrize(
    ("row", "label", "said"),
    [
        (("9", "赵企", "甲厂", "无不同意见", ""), "序号", "没有“9”号"),
        (("一", "赵企", "甲厂", "无不同意见", ""), "序号", "没有“一”号"),
        (("2", "钱企", "乙厂", "无不同意见", ""), "序号", "不止一次"),
        (("1", "钱企", "甲厂", "无不同意见", ""), "对象", "错行"),
        (("1", "赵企", "甲厂", "同意", ""), "意见", "不在可选之列"),
        (("1", "赵企", "甲厂", "不宜表彰", ""), "说明", "须写明具体情况"),
    ],
)
def test_each_fault_is_marked_in_its_cell(row, label, said):
    workbook = book((row, *GOOD[1:]))

    read = read_answers(workbook, OBJECTS)

    [mark] = [mark for mark in read.marks if said in mark.message]
    assert mark.label == label
    assert any(said in finding.message for finding in read.findings())
    marked = open_workbook(marked_list(workbook, read), "标注.xlsx")
    assert "问题清单" in [sheet.name for sheet in marked.sheets]


def test_an_object_without_a_row_is_missed():
    read = read_answers(book(GOOD[:2]), OBJECTS)

    assert [one.number for one in read.absent] == [3]
    assert "第3号" in read.findings()[0].message


def test_a_sheet_without_the_columns_is_passed_over():
    read = read_answers(book([("甲", "乙")], headings=("名称", "数量")), OBJECTS)

    assert len(read.absent) == 3


def test_a_list_that_lacks_a_column_is_not_taken():
    read = read_answers(book([("1", "无不同意见")], headings=("序号", "意见")), OBJECTS)

    assert not read.answers
    assert [mark.label for mark in read.marks] == ["对象"]
