"""Tables of criteria as people type, paste and send them."""

from decimal import Decimal

import pytest

from honours.kernel.verdicts import Refusal
from honours.quotas.apportioning.criteria import cells_of, read_criteria, read_weights
from honours.quotas.apportioning.questions import Contender, Criterion


def read(text):
    return read_criteria(cells_of(text))


@pytest.mark.parametrize("apart", ["\t", "；", ";", "，", ","])
def test_cells_may_stand_apart_by_tabs_semicolons_or_commas(apart):
    rows = ("单位", "人数", "最多"), ("巴州区", "700", "9"), ("通江县", "300", "")
    table = read("\n".join(apart.join(row) for row in rows))
    assert table.criteria == ("人数",)
    assert table.rows == (
        Contender("巴州区", (Decimal(700),), 0, 9),
        Contender("通江县", (Decimal(300),)),
    )


def test_titles_above_numbering_and_remarks_are_passed_over():
    table = read(
        "名额分配依据表\t\t\t\t\n序号\t地区\t人数\t产值（亿元）\t备注\n"
        "1\t巴州区\t1,200\t12.5\t含新区\n\n2\t通江县\t８００\t\t\n\t\t\t\t"
    )
    assert table.criteria == ("人数", "产值（亿元）")
    assert [row.values for row in table.rows] == [
        (Decimal(1200), Decimal("12.5")),
        (Decimal(800), Decimal(0)),
    ]


def test_a_printed_sum_that_does_not_close_and_rough_numbers_are_remarked():
    table = read("单位\t人数\t产值\n甲\t50余\t3\n乙\t20\t4\n合  计\t80\t7")
    assert [finding.code for finding in table.remarks] == ["count-rough", "sum-differs"]
    assert "合计印作80，各行相加是70" in table.remarks[1].message
    assert not read("单位\t人数\n甲\t50\n合计\t50.0").remarks
    assert read("单位\t人数\n甲\t50\n总计\t约五十").remarks


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("名字\t人数\n甲\t1", "no-unit-column"),
        ("", "no-unit-column"),
        ("单位\t最少\t备注\n甲\t1\t无", "no-criteria-column"),
        ("单位\t人数\n甲\t若干", "value-unread"),
        ("单位\t人数\n甲\tNaN", "value-unread"),
        ("单位\t人数\t最少\n甲\t3\t1.5", "value-unread"),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(text, code):
    with pytest.raises(Refusal) as refusal:
        read(text)
    [finding] = refusal.value.findings
    assert finding.code == code
    assert finding.field == "table"


def test_weights_go_by_the_names_of_the_heading():
    assert read_weights("", ["人数"]) == (Criterion("人数", Decimal(100)),)
    assert read_weights("产值：40%，人数 60", ["人数", "产值"]) == (
        Criterion("人数", Decimal(60)),
        Criterion("产值", Decimal(40)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "人数、产值”没有写权重"), ("人数 50，产量 50", "产量”不在表头中"), ("人数", "没有写")],
)
def test_weights_that_do_not_match_are_refused(text, said):
    with pytest.raises(Refusal, match=said):
        read_weights(text, ["人数", "产值"])
