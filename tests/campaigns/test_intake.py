"""From a file as it was sent to filings: nothing lost, faults at their cells, keys that stay."""

import io
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honours.campaigns.columns.fields import PERSONAL, ROW_KEY_HEADING, FilingField
from honours.campaigns.intake.entries import ReadRow
from honours.campaigns.intake.returning import blank_form, marked_copy
from honours.campaigns.intake.rows import SetAside, read_filings, read_rows, survey
from honours.campaigns.vocabulary import Undertaking
from honours.kernel.verdicts import Refusal
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.streaming import write_table
from honours.spreadsheets.tables import RowKind
from tests.campaigns.layouts import ITEMS, LAYOUTS, national_2015, power_list
from tests.spreadsheets.samples import drawn, of_rows

HEADING = ["序号", "项目名称", "主办单位", "周期"]


def filings(content: bytes, mapping=None, name: str = "登记表.csv") -> list[ReadRow]:
    return list(read_filings(open_workbook(content, name), mapping))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_real_catalogues_go_through_with_nothing_lost(layout):
    content, items = layout()
    rows = filings(content)
    assert [row.values.name for row in rows] == [item["item_name_raw"] for item in items]
    cut = [item for item in items if item["item_name_raw"].endswith("……")]
    faulty = [row for row in rows if any(f.code == "name-truncated" for f in row.faults)]
    assert len(faulty) == len(cut)
    guesses = [guess for sheet in survey(open_workbook(content)) for guess in sheet.guesses]
    assert all(guess.is_sure for guess in guesses)


def test_the_layouts_take_in_most_of_the_real_items():
    printed = sum(len(layout()[1]) for layout in LAYOUTS)
    assert printed >= 0.7 * len(ITEMS)


def test_merged_organisers_are_filled_as_the_catalogue_means_them():
    content, items = national_2015()
    rows = filings(content)
    assert [row.raw[FilingField.HOSTS] for row in rows] == [
        item["organizer_filled"] for item in items
    ]
    assert rows[0].values.hosts.names == ("中央纪委", "监察部")
    assert rows[11].values.period.months_each == Decimal(30)
    assert any("合并单元格" in note.message for note in rows[1].notes)


def test_a_text_file_carries_a_blank_host_down_and_says_so():
    rows = filings("序号,项目名称,主办单位\n0,零,\n1,甲,市教育局\n2,乙,\n".encode())
    assert [row.values.hosts.names for row in rows] == [(), ("市教育局",), ("市教育局",)]
    assert [fault.code for fault in rows[0].faults] == ["hosts-missing"]
    assert "请核对" in rows[2].notes[0].message
    assert power_list()[0]


def oddities(book: Any, page: Any) -> None:
    page.merge_range(0, 0, 0, 9, "××市评比达标表彰活动项目登记表")
    page.write(1, 0, "填报单位：市教育局（盖章）")
    tall = [
        "序号",
        "主办（承办）单位",
        "项目名称",
        "周期",
        "",
        "",
        "联系电话",
        "设立时间",
        "收费总额（万元）",
    ]
    for column, label in enumerate(tall):
        if label:
            page.merge_range(2, column, 3, column, label)
    page.merge_range(2, 4, 2, 5, "名额")
    page.write_row(3, 4, ["集体", "个人"])
    rows = [
        ["一、自办"],
        [
            1,
            "中央纪委监察部",
            "５年２次的先进集体",
            "５年２次",
            10,
            20,
            "13800000000",
            "2008.5",
            1.5,
        ],
        [2, "", "每月之星", "每月", "50余", "", "", "2010年2月30日"],
        [3, "市教育局等7个部门", "年度先进", "2007-2009年度", "", "", "", 39569],
        [4, "市委、", "“十二五”先进", "“十二五”期间"],
        [5, "市教育局(市人事局)", "优秀教师\n表彰", "一般五年可提前或延期"],
        [6, "原铁道部", "铁路先进", "一次性", "5名(组)"],
        ["小计", "", 6],
        ["序号", "主办（承办）单位", "项目名称", "周期"],
        ["二、承办、协办"],
        ["一(一)", "省教育厅", "", "1年"],
        ["一(二)", "", "无主办的先进"],
        ["一(三)", "市妇联", "长数字先进", 511902199001010010],
        [],
        ["合计", "", 9],
        ["注：本表一式两份"],
    ]
    for number, row in enumerate(rows, start=4):
        page.write_row(number, 0, row)
    page.merge_range(5, 1, 6, 1, "中央纪委监察部")
    page.write_formula(16, 3, "=1+1", None, 2)
    book.add_worksheet("空表")


def test_a_file_with_every_oddity_is_accounted_for_row_by_row():
    everything = list(read_rows(open_workbook(drawn(("登记表", oddities)), "登记表.xlsx")))
    assert [row.row_number for row in everything] == list(range(1, 21))
    kinds = Counter(row.kind for row in everything if isinstance(row, SetAside))
    assert kinds == {
        RowKind.TITLE: 2, RowKind.HEADING: 3, RowKind.SECTION: 2,
        RowKind.TOTAL: 2, RowKind.BLANK: 1, RowKind.NOTE: 1,
    }  # fmt: skip


def test_a_file_with_every_oddity_is_read_as_a_person_would():
    rows = {row.row_number: row for row in filings(drawn(("登记表", oddities)))}
    first = rows[6]
    assert first.values.name == "5年2次的先进集体"
    assert first.raw[FilingField.PERIOD] == "５年２次"
    assert (first.values.quota.collectives, first.values.quota.individuals) == (10, 20)
    assert first.values.fee_total.yuan == 15000
    assert rows[7].values.hosts.names == ("中央纪委", "监察部")
    assert rows[8].values.hosts.count_stated == 7
    assert rows[8].values.established_on.value.year == 2008
    assert rows[10].values.hosts.undertakers == ("市人事局",)
    assert rows[10].values.name == "优秀教师表彰"
    assert {row.values.undertaking for row in rows.values() if row.row_number < 12} == {
        Undertaking.OWN
    }
    assert rows[15].values.undertaking is Undertaking.UNDERTAKEN
    faults = {number: [f.code for f in row.faults] for number, row in rows.items() if row.faults}
    assert faults == {
        7: ["date-unreadable"],
        15: ["name-missing"],
        16: ["hosts-missing"],
        17: ["formula"],
    }
    assert rows[17].faults[0].column == 3


def test_personal_columns_are_not_read_and_that_is_said():
    workbook = open_workbook(drawn(("登记表", oddities)), "登记表.xlsx")
    for row in read_filings(workbook):
        assert not PERSONAL & set(row.raw)
    (sheet,) = survey(workbook)
    assert "13800000000" not in str(sheet.samples)
    assert "不保存" in sheet.notes[0]
    assert sheet.unsure == ()
    assert sheet.is_readable


def test_numbers_in_separate_columns_tell_own_items_from_undertaken_ones():
    content = of_rows(
        [
            ["序号（自办）", "序号（承办）", "序号（协办）", "项目名称"],
            [1, "", "", "甲先进"], ["", 1, "", "乙先进"], ["", "", 1, "丙先进"],
            ["", "", "", "丁先进"],
        ]
    )  # fmt: skip
    assert [row.values.undertaking for row in filings(content)] == [
        Undertaking.OWN, Undertaking.UNDERTAKEN, Undertaking.ASSISTED, None,
    ]  # fmt: skip


def test_a_sheets_name_and_a_column_tell_it_too():
    def draw(_: Any, page: Any) -> None:
        page.write_row(0, 0, ["项目名称", "是否自办"])
        page.write_row(1, 0, ["甲先进", "是"])
        page.write_row(2, 0, ["乙先进", "否"])
        page.write_row(3, 0, ["丙先进", ""])

    rows = filings(drawn(("承办项目", draw)))
    assert [row.values.undertaking for row in rows] == [
        Undertaking.OWN, Undertaking.UNDERTAKEN, Undertaking.UNDERTAKEN,
    ]  # fmt: skip


def test_a_correction_of_the_columns_changes_what_is_read():
    content = of_rows([["序号", "叫法", "名称"], [1, "甲先进", "不是名称"]])
    mapping = {"叫法": "name", "名称": ""}
    assert filings(content, mapping)[0].values.name == "甲先进"


def test_a_file_without_names_is_refused_with_a_way_out():
    for content in (of_rows([["甲", "乙"], [1, 2]]), of_rows([["序号", "周期"], [1, "5年"]])):
        with pytest.raises(Refusal) as refused:
            filings(content)
        assert refused.value.findings[0].code == "heading-not-found"
    (sheet,) = survey(open_workbook(of_rows([["甲", "乙"], [1, 2]])))
    assert "未找到表头" in sheet.notes[0]
    assert not sheet.is_readable


def test_a_formula_in_the_numbering_and_an_unread_column_keeps_nothing_back():
    def draw(_: Any, page: Any) -> None:
        page.write_row(0, 0, ["序号", "项目名称", "杂"])
        page.write_formula(1, 0, "=ROW()-1", None, 1)
        page.write(1, 1, "甲先进")
        page.write_formula(1, 2, "=1+1", None, 2)

    assert filings(drawn(("表", draw)))[0].is_good


def test_a_formula_never_calculated_is_a_fault_of_its_own_row():
    def draw(_: Any, page: Any) -> None:
        page.write_row(0, 0, ["序号", "项目名称"])
        page.write_formula(1, 1, '="甲"&"乙"', None, "")

    (row,) = filings(drawn(("表", draw)))
    assert [fault.code for fault in row.faults] == ["name-missing", "formula"]


def corrected(content: bytes, changes: dict[tuple[int, int], str]) -> bytes:
    """The file as a person would send it again, with some cells changed."""

    def draw(_: Any, page: Any) -> None:
        for number, values in open_workbook(content).sheets[0].values():
            for column, value in enumerate(values):
                page.write(number - 1, column, changes.get((number, column), value))

    return drawn(("登记表", draw))


def test_the_corrected_copy_changes_those_rows_and_no_others():
    workbook = open_workbook(drawn(("登记表", oddities)), "登记表.xlsx")
    before = list(read_filings(workbook))
    copy = marked_copy(workbook, before)
    again = filings(copy)
    assert [row.row_key for row in again] == [row.row_key for row in before]
    assert [row.values for row in again] == [row.values for row in before]
    mended = filings(corrected(copy, {(15, 2): "补上的先进", (7, 7): "2010年2月"}))
    changed = [
        new.row_key
        for old, new in zip(before, mended, strict=True)
        if old.values.name != new.values.name
    ]
    assert changed == [row.row_key for row in before if row.row_number == 15]
    second = filings(marked_copy(open_workbook(copy), again))
    assert [row.row_key for row in second] == [row.row_key for row in before]


def test_a_key_is_never_given_twice_nor_taken_from_junk():
    copied = of_rows(
        [
            [*HEADING, ROW_KEY_HEADING],
            [1, "甲", "局", "5年", "0123456789abcdef"],
            [2, "甲", "局", "5年", "0123456789abcdef"],
            [3, "甲", "局", "5年", "乱填"],
            [4, "", "局", "5年", ""],
        ]
    )
    keys = [row.row_key for row in filings(copied)]
    assert keys[0] == "0123456789abcdef"
    assert len(set(keys)) == 4
    assert keys == [row.row_key for row in filings(copied)]
    assert all(FilingField.ROW_KEY not in row.raw for row in filings(copied))


def test_the_key_of_an_original_survives_the_correction_of_another_cell():
    one = filings(of_rows([HEADING, [1, "甲", "局", ""], [2, "乙", "局", ""]]))
    two = filings(
        of_rows([HEADING, [1, "新", "局", ""], [2, "甲", "局", "5年"], [3, "乙", "局", ""]])
    )
    assert [row.row_key for row in two][1:] == [row.row_key for row in one]


def test_the_blank_form_is_understood_without_a_question_and_holds_no_filing():
    workbook = open_workbook(blank_form(), "登记表.xlsx")
    first, second, guide = survey(workbook)
    assert first.signature == second.signature
    assert first.unsure == ()
    wanted = set(FilingField) - PERSONAL - {FilingField.ROW_KEY}
    assert {guess.field for guess in first.guesses} == wanted
    assert not guide.is_readable
    assert list(read_filings(workbook)) == []


CELLS = st.sampled_from(
    ["", "1", "甲先进集体", "市教育局", "5年", "合计", "一、自办", "注：略", "×", "2010年"]
)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12)


@settings(max_examples=40)
@given(
    titles=st.lists(st.sampled_from(["登记表", "附件1", ""]), max_size=3),
    rows=ROWS,
    is_text=st.booleans(),
)
def test_no_row_of_any_layout_is_lost_or_told_twice(titles, rows, is_text):
    printed = [[title, "", "", ""] for title in titles] + [
        HEADING,
        *rows,
        ["9", "末", "局", "1年"],
    ]
    as_text = "\n".join(",".join(row) for row in printed).encode()
    content = as_text if is_text else of_rows(printed)
    everything = list(read_rows(open_workbook(content, "登记表.csv")))
    assert [row.row_number for row in everything] == list(range(1, len(printed) + 1))
    for row in everything:
        sent = [cell for cell in printed[row.row_number - 1] if cell]
        if isinstance(row, SetAside):
            assert row.text.split() == sent
        else:
            assert set(sent) <= set(row.raw.values())


def test_a_long_list_is_read_while_it_streams():
    into = io.BytesIO()
    write_table(HEADING, ((n, f"先进{n}", "市教育局", "5年") for n in range(3000)), into)
    stream = read_filings(open_workbook(into.getvalue()))
    assert next(stream).values.name == "先进0"
    assert sum(1 for _ in stream) == 2999


def test_a_text_without_end_is_kept_but_not_read():
    long = "集体若干" * 1000
    (row,) = filings(of_rows([["项目名称", "表彰名额"], ["甲先进", long]]))
    assert row.raw[FilingField.QUOTA] == long
    assert row.values.quota.raw == ""
    assert "未作识读" in row.notes[0].message
    assert row.is_good


def test_both_dates_of_a_row_can_be_wrong():
    (row,) = filings(
        of_rows([["项目名称", "设立时间", "上次开展时间"], ["甲先进", "2009年13月1日", "去年"]])
    )
    assert [fault.column for fault in row.faults] == [1, 2]


def test_a_row_that_is_wrong_elsewhere_has_good_dates():
    (row,) = filings(of_rows([["项目名称", "周期", "上次开展时间"], ["", "", "去年"]]))
    assert [fault.code for fault in row.faults] == ["name-missing", "date-unreadable"]
