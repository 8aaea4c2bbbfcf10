import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.bigrams import Phrase, indexed, normalised, phrase

HAN = st.text(alphabet="评比达标表彰先进个人劳动模范", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("表彰会2010年", "表彰 彰会 会 2010 年"),
        ("“十大”青年", "十大 大青 青年 年"),
        ("ＡＢＣ  Def", "abc def"),
        ("A4纸", "a4 纸"),
        ("", ""),
        ("——", ""),
    ],
)
def test_text_is_cut_into_pairs(text, tokens):
    assert indexed(text) == tokens


def test_two_texts_never_make_a_pair_together():
    assert indexed("表彰", "大会") == "表彰 彰 大会 会"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("表彰", Phrase(("表彰",), is_open=False)),
        ("劳动模", Phrase(("劳动", "动模"), is_open=False)),
        ("表", Phrase(("表",), is_open=True)),
        ("2010年", Phrase(("2010", "年"), is_open=True)),
        ("20", Phrase(("20",), is_open=True)),
        ("年年", Phrase(("年年",), is_open=False)),
        ("，。", None),
    ],
)
def test_a_question_is_a_row_of_tokens(typed, found):
    assert phrase(typed) == found


def test_width_and_case_make_no_difference():
    assert normalised("ＡbＣ１") == "abc1"


@given(HAN, HAN, HAN)
def test_whatever_stands_in_a_text_is_found_in_it(before, word, after):
    asked = phrase(word)
    tokens = indexed(before + word + after).split(" ")
    starts = range(len(tokens) - len(asked.tokens) + 1)
    assert any(_stands_at(tokens[start:], asked) for start in starts)


@given(HAN, HAN)
def test_whatever_does_not_stand_in_a_text_is_not_found(text, word):
    asked = phrase(word)
    tokens = indexed(text).split(" ")
    starts = range(max(0, len(tokens) - len(asked.tokens) + 1))
    assert any(_stands_at(tokens[start:], asked) for start in starts) == (word in text)


def _stands_at(tokens, asked):
    *whole, last = asked.tokens
    if tokens[: len(whole)] != whole:
        return False
    token = tokens[len(whole)]
    return token.startswith(last) if asked.is_open else token == last
