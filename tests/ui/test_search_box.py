import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.ui.search_box import Asked, parse, written


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("", []),
        ("教育局", [Asked("教育局")]),
        ("状态:保留 层级：市", [Asked("保留", "状态"), Asked("市", "层级")]),
        ('主办:"市教育局 团委"', [Asked("市教育局 团委", "主办")]),
        ("主办:“市教育局”", [Asked("市教育局", "主办")]),
        ("-状态:撤销 －竞赛", [Asked("撤销", "状态", True), Asked("竞赛", "", True)]),
        ('"2010:第3号"', [Asked("2010:第3号")]),
        ("“十大”青年", [Asked("十大"), Asked("青年")]),
        ("状态:", [Asked("状态:")]),
        ("-", [Asked("-")]),
        ('""', []),
    ],
)
def test_a_search_box_is_read_as_it_is_meant(typed, tokens):
    assert list(parse(typed)) == tokens


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed):
    assert all(token.value for token in parse(typed))


@pytest.mark.parametrize("typed", ["状态:保留", "-层级:县", '主办:"市 局"', '"2010:3"', "教育"])
def test_a_token_is_written_back_as_it_was_typed(typed):
    assert [written(token) for token in parse(typed)] == [typed]
