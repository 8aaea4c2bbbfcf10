import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.typesetting.measures import width_of
from honours.typesetting.titles import CHARACTERS_IN_TITLE_LINE, has_good_shape, title_lines

ORGAN = "巴中市人力资源和社会保障局"
KEPT = (ORGAN, "评比", "达标", "表彰", "清理", "规范")


def test_标题回行词意完整_GW40() -> None:
    lines = title_lines(f"{ORGAN}关于落实清理规范评比达标表彰工作情况的报告", KEPT)
    assert lines == (f"{ORGAN}关于", "落实清理规范评比达标表彰工作情况的报告")


def test_short_titles_stay_on_one_line() -> None:
    assert title_lines("甲局关于清理情况的报告") == ("甲局关于清理情况的报告",)


def test_breaks_of_the_author_are_kept() -> None:
    assert title_lines("甲局关于\n清理情况的报告\n") == ("甲局关于", "清理情况的报告")


@pytest.mark.parametrize("words", [KEPT, ()])
def test_long_titles_keep_protected_words_whole(words: tuple[str, ...]) -> None:
    title = f"{ORGAN}关于转发《关于继续严格执行清理规范控制评比达标表彰活动政策规定的通知》的通知"
    lines = title_lines(title, words)
    assert "".join(lines) == title
    assert all(any(word in line for line in lines) for word in words)
    assert not any(line.endswith("《") or line.startswith("》") for line in lines)


def test_a_text_with_no_place_to_break_is_cut_to_the_width() -> None:
    lines = title_lines("国" * 45, ("国" * 45,))
    assert [len(line) for line in lines] == [20, 20, 5]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("一二", "一二三四"), True),
        (("一二三四", "一二"), True),
        (("一二", "一二三四", "一二三"), True),
        (("一二三", "一二", "一二三四"), False),
        (("一二三", "一二三"), False),
        (("一二三",), True),
    ],
)
def test_梯形或菱形(lines: tuple[str, ...], expected: bool) -> None:
    assert has_good_shape(lines) is expected


@given(st.text(alphabet="关于的报告评比2010，、《》", min_size=1, max_size=90))
def test_no_title_loses_a_character_or_overflows(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(width_of, lines)) <= CHARACTERS_IN_TITLE_LINE
