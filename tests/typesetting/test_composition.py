import pytest

from honours.typesetting.composition import chinese_numeral, compose
from honours.typesetting.document import Heading, Paragraph, Run
from tests.typesetting.samples import notice, report


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_chinese_numerals(count: int, expected: str) -> None:
    assert chinese_numeral(count) == expected


def test_a_page_on_screen_reads_the_same_words_as_paper() -> None:
    page = compose(report())
    assert page.number == "巴人社发〔2010〕5号"
    assert page.addressee_line == "中共巴中市委："
    assert page.dated == "2010年11月5日"
    assert page.copies_line == "抄送：市纪委、市委组织部、市政府办公室。"
    assert page.title == "".join(page.title_lines)
    assert [passage.label for passage in page.passages if passage.level] == [
        "一、",
        "（一）",
        "二、",
        "1.",
        "（1）",
    ]


def test_each_quotation_of_a_figure_has_its_own_anchor_and_the_row_of_the_figure() -> None:
    page = compose(report(body=(Paragraph.of(Run("7项", "revoked"), Run("7项", "revoked")),)))
    pieces = page.passages[0].pieces
    assert [piece.anchor for piece in pieces] == ["figure_2_1", "figure_2_2"]
    assert {piece.target for piece in pieces} == {"figure_row_2"}
    assert page.annexes[0].passages[0].table is not None
    assert page.annexes[0].passages[0].table.anchors[1] == "figure_row_2"


def test_punctuation_given_with_names_is_not_doubled() -> None:
    page = compose(notice(addressees=("各县（区）：",), copies_to=("市纪委。",)))
    assert page.addressee_line == "各县（区）："
    assert page.copies_line == "抄送：市纪委。"


def test_absent_elements_are_empty() -> None:
    page = compose(notice(addressees=(), copies_to=(), note="", printed_by="", printed_on=None))
    assert (page.addressee_line, page.copies_line, page.note, page.printed_on) == ("", "", "", "")


def test_numbering_begins_again_under_each_heading() -> None:
    levels = (1, 2, 2, 1, 2, 3)
    page = compose(notice(body=tuple(Heading(level, "甲") for level in levels)))
    assert [p.label for p in page.passages] == ["一、", "（一）", "（二）", "二、", "（一）", "1."]
