from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from honours.typesetting.document import Paragraph
from honours.typesetting.layout import check_layout
from honours.typesetting.render import render
from honours.typesetting.text import clean, written_date
from tests.typesetting.reading import texts
from tests.typesetting.samples import notice


def test_control_characters_go_and_rare_characters_stay() -> None:
    assert clean("张\x00三\x0b·䶮𠮷\u202e") == "张三·䶮𠮷"
    assert clean("甲\ud800乙") == "甲\ufffd乙"
    assert clean("甲\r\n乙\t丙") == "甲 乙 丙"
    assert clean("\ufa10") == "\ufa10", "compatibility ideographs in names are not normalised"


def test_成文日期不编虚位_GW52() -> None:
    assert written_date(date(2026, 1, 5)) == "2026年1月5日"


def test_payloads_print_literally() -> None:
    payloads = ("{{7*7}}", "</w:t></w:r></w:p>", "&amp;<script>", "]]>", "龑䶮𠮷𰻞")
    content = render(notice(body=tuple(Paragraph.of(text) for text in payloads)))
    assert [text for text in texts(content, "Body") if text in payloads] == list(payloads)


@settings(max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60))
@example("\x00\ud800\ufffe\U0001f600")
def test_any_text_at_all_can_be_printed(text: str) -> None:
    content = render(notice(body=(Paragraph.of("正文", text),), note="", copies_to=(text,)))
    assert check_layout(content) == []
