from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.rules import Rule, RuleNotInForce, Rules, RuleTerm, Tightening, is_as_strict
from honours.kernel.verdicts import Citation


class Key(RuleTerm):
    MOST = "most", "名额上限", Tightening.LOWER
    LEAST = "least", "减幅目标", Tightening.HIGHER
    WORDS = "words", "禁用字样", Tightening.MORE_WORDS
    BASES = "bases", "可用依据", Tightening.FEWER_WORDS
    REQUIRED = "required", "须写理由", Tightening.TRUE
    ALLOWED = "allowed", "可否收费", Tightening.FALSE
    LOCAL = "local", "截止日", Tightening.NEARER


NATIONAL = Citation("中办发〔2010〕33号", "二、4")
PROVINCIAL = Citation("川办发〔2011〕1号", "三")
MUNICIPAL = Citation("巴清联办〔2010〕5号", "四")
DAY = date(2010, 6, 1)


def nation(key, value, since=DAY, until=None):
    return Rule(key, value, since, NATIONAL, until=until)


def province(key, value, since=DAY, until=None):
    return Rule(key, value, since, PROVINCIAL, "51", until)


def city(key, value, since=DAY, until=None):
    return Rule(key, value, since, MUNICIPAL, "5119", until)


def in_bazhong(*known, on=DAY):
    return Rules.on_day(on, known, "511902")


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2010, 5, 31), False),
        (date(2010, 6, 1), True),
        (date(2010, 6, 3), True),
        (date(2010, 6, 4), False),
    ],
)
def test_a_rule_counts_from_its_first_day_to_its_last(day, counts):
    rule = nation(Key.MOST, Decimal(5), date(2010, 6, 1), date(2010, 6, 3))
    assert (Key.MOST in in_bazhong(rule, on=day)) is counts


def test_before_any_document_the_rule_is_not_in_force():
    rules = in_bazhong(nation(Key.MOST, Decimal(5)), on=date(2010, 5, 31))
    assert Key.MOST not in rules
    assert rules.get(Key.MOST) is None
    assert rules.grounds(Key.MOST) == ()
    with pytest.raises(RuleNotInForce, match="2010-05-31没有现行文件规定“名额上限”"):
        rules.number(Key.MOST)


@pytest.mark.parametrize(
    ("place", "number"), [("511902", 3), ("5119", 3), ("51", 4), ("5101", 4), ("37", 5), ("", 5)]
)
def test_a_rule_reaches_its_own_place_and_what_lies_in_it(place, number):
    known = [
        nation(Key.MOST, Decimal(5)),
        province(Key.MOST, Decimal(4)),
        city(Key.MOST, Decimal(3)),
    ]
    assert Rules.on_day(DAY, known, place).number(Key.MOST) == number


@pytest.mark.parametrize(
    ("key", "far", "tighter", "looser"),
    [
        (Key.MOST, Decimal(5), Decimal(4), Decimal(6)),
        (Key.LEAST, Decimal("0.7"), Decimal("0.8"), Decimal("0.6")),
        (Key.BASES, frozenset({"法律", "法规"}), frozenset({"法律"}), frozenset({"文件"})),
        (Key.REQUIRED, True, True, False),
        (Key.ALLOWED, False, False, True),
    ],
)
def test_the_nearer_place_may_only_tighten(key, far, tighter, looser):
    held = in_bazhong(nation(key, far), city(key, tighter))
    assert (held[key].value, held[key].citation, held.set_aside) == (tighter, MUNICIPAL, ())
    kept = in_bazhong(nation(key, far), city(key, looser))
    assert (kept[key].value, kept[key].citation) == (far, NATIONAL)
    assert kept.set_aside == (city(key, looser),)
    assert kept.grounds(key) == (nation(key, far),)


@pytest.mark.parametrize(
    ("key", "loose", "strict"), [(Key.REQUIRED, False, True), (Key.ALLOWED, True, False)]
)
def test_what_is_free_far_away_may_be_bound_nearby(key, loose, strict):
    assert in_bazhong(nation(key, loose), city(key, strict)).flag(key) is strict


def test_what_is_set_aside_does_not_stand_in_the_way_of_a_still_nearer_place():
    known = [
        nation(Key.MOST, Decimal(5)),
        province(Key.MOST, Decimal(9)),
        city(Key.MOST, Decimal(5)),
    ]
    rules = in_bazhong(*known)
    assert rules[Key.MOST].citation == MUNICIPAL
    assert rules.set_aside == (known[1],)


def test_word_lists_of_all_places_add_up_and_cite_them_all():
    known = [
        nation(Key.WORDS, frozenset({"全国"})),
        province(Key.WORDS, frozenset({"全省"})),
        city(Key.WORDS, frozenset({"全市"})),
    ]
    rules = in_bazhong(*reversed(known))
    assert rules.words(Key.WORDS) == {"全国", "全省", "全市"}
    assert rules.grounds(Key.WORDS) == tuple(known)
    assert str(rules[Key.WORDS].citation) == (
        "中办发〔2010〕33号二、4、川办发〔2011〕1号三、巴清联办〔2010〕5号四"
    )


def test_where_the_nearer_rule_prevails_it_need_not_be_stricter():
    rules = in_bazhong(nation(Key.LOCAL, "11-30"), city(Key.LOCAL, "03-29"))
    assert rules.text(Key.LOCAL) == "03-29"


def test_the_latest_value_of_a_place_replaces_its_earlier_one():
    known = [city(Key.MOST, Decimal(9), date(2011, 1, 1)), city(Key.MOST, Decimal(3))]
    assert in_bazhong(*known, on=date(2010, 12, 31)).number(Key.MOST) == 3
    assert in_bazhong(*known, on=date(2011, 1, 1)).number(Key.MOST) == 9


def test_null_ends_what_the_same_place_had_set_and_nothing_else():
    known = [
        nation(Key.MOST, Decimal(5)),
        city(Key.MOST, Decimal(3)),
        city(Key.MOST, None, date(2018, 1, 1)),
    ]
    assert in_bazhong(*known, on=date(2017, 12, 31)).number(Key.MOST) == 3
    after = in_bazhong(*known, on=date(2018, 1, 1))
    assert (after.number(Key.MOST), after[Key.MOST].citation) == (5, NATIONAL)


def test_a_value_of_the_wrong_kind_names_the_rule():
    rules = in_bazhong(nation(Key.MOST, Decimal(5)))
    with pytest.raises(TypeError, match="“名额上限”应为bool"):
        rules.flag(Key.MOST)
    with pytest.raises(TypeError, match="“名额上限”应为词语列表"):
        rules.words(Key.MOST)


@pytest.mark.parametrize("key", [Key.MOST, Key.LEAST, Key.BASES, Key.REQUIRED, Key.ALLOWED])
def test_values_that_cannot_be_compared_name_the_rule(key):
    with pytest.raises(TypeError, match=f"“{key.label}”的取值与其从严方向不相称"):
        is_as_strict(city(key, "三个"), nation(key, "五个"))


def test_word_lists_add_up_only_with_word_lists():
    with pytest.raises(TypeError, match="“禁用字样”应为词语列表"):
        in_bazhong(nation(Key.WORDS, frozenset({"全国"})), city(Key.WORDS, "全市"))


numbers = st.decimals(0, 100, places=2)
days = st.dates(date(2005, 1, 1), date(2025, 12, 31))
places = st.sampled_from(["", "51", "5119", "511902", "37", "3702"])


@st.composite
def rule_of(draw, key):
    words = st.frozensets(st.sampled_from("甲乙丙丁"), min_size=1)
    value = draw(st.none() | (words if key is Key.WORDS else numbers))
    since = draw(days)
    until = draw(st.none() | st.integers(0, 4000).map(lambda more: since + timedelta(days=more)))
    return Rule(key, value, since, Citation("某文件", draw(places)), draw(places), until)


@given(st.lists(rule_of(Key.MOST), max_size=8), days)
def test_no_place_is_ever_freer_than_the_one_it_lies_in(known, on):
    chain = ["", "51", "5119", "511902"]
    held = [Rules.on_day(on, known, place).get(Key.MOST) for place in chain]
    limits = [rule.value for rule in held if rule]
    assert limits == sorted(limits, reverse=True)
    assert all(rule is not None for rule in held[next((i for i, r in enumerate(held) if r), 4) :])


@given(st.lists(rule_of(Key.WORDS), max_size=8), days)
def test_no_word_forbidden_above_is_free_below(known, on):
    above, below = (Rules.on_day(on, known, place).get(Key.WORDS) for place in ("51", "511902"))
    if above:
        assert above.value <= below.value


@given(st.lists(rule_of(Key.MOST), max_size=8), days, places)
def test_every_value_in_force_is_applied_set_aside_or_outdone(known, on, place):
    rules = Rules.on_day(on, known, place)
    for rule in (*rules.grounds(Key.MOST), *rules.set_aside):
        assert rule.is_in_force(on, place)
        assert rule.value is not None
    assert not set(rules.grounds(Key.MOST)) & set(rules.set_aside)


@given(
    st.lists(rule_of(Key.MOST), max_size=8, unique_by=lambda r: (r.place, r.since)),
    days,
    st.data(),
)
def test_the_order_in_which_rules_are_read_does_not_matter(known, on, data):
    shuffled = data.draw(st.permutations(known))
    assert Rules.on_day(on, shuffled, "5119").get(Key.MOST) == Rules.on_day(on, known, "5119").get(
        Key.MOST
    )


@given(rule_of(Key.MOST), days)
def test_a_null_row_always_ends_what_its_place_had_set(rule, on):
    ended = Rule(rule.key, None, on, rule.citation, rule.place)
    if rule.since < on:
        assert Key.MOST not in Rules.on_day(on, [rule, ended], "511902")
