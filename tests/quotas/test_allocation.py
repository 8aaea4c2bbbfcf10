"""Dividing places: known answers, what each method promises, bounds, ties, and what is refused."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from apportionment.methods import compute
from hypothesis import assume, given
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal
from honours.quotas.apportioning.answers import Bound, allocate
from honours.quotas.apportioning.questions import Contender, Criterion, Question
from honours.quotas.apportioning.records import (
    answer_as_data,
    in_digits,
    question_as_data,
    question_from,
)
from honours.quotas.apportioning.rounding import claims_of, rounded
from honours.quotas.vocabulary.places import RoundingMethod

HEADS = (Criterion("人数", Decimal(100)),)
METHODS = list(RoundingMethod)
DIVISORS = [method for method in METHODS if method != RoundingMethod.LARGEST_REMAINDER]


def asked(total, values, *, method=RoundingMethod.LARGEST_REMAINDER, least=(), most=()):
    contenders = tuple(
        Contender(
            f"单位{index}",
            (Decimal(value),),
            least[index] if least else 0,
            most[index] if most else None,
        )
        for index, value in enumerate(values)
    )
    return Question(total, method, HEADS, contenders)


def got(question):
    return [line.places for line in allocate(question).lines]


@pytest.mark.parametrize(
    ("method", "places"),
    [
        # The worked example of the textbooks: 10 places for 41, 35, 15, 6 and 3 per cent.
        (RoundingMethod.LARGEST_REMAINDER, [4, 4, 1, 1, 0]),
        (RoundingMethod.SAINTE_LAGUE, [4, 4, 1, 1, 0]),
        (RoundingMethod.DHONDT, [5, 4, 1, 0, 0]),
        (RoundingMethod.ADAMS, [3, 3, 2, 1, 1]),
    ],
    ids=lambda value: getattr(value, "label", ""),
)
def test_each_method_gives_its_known_answer(method, places):
    assert got(asked(10, [41, 35, 15, 6, 3], method=method)) == places


def test_half_by_heads_and_half_by_output():
    criteria = (Criterion("人数", Decimal(50)), Criterion("产值", Decimal(50)))
    question = Question(
        20,
        RoundingMethod.LARGEST_REMAINDER,
        criteria,
        (
            Contender("甲", (Decimal(600), Decimal("12.5"))),
            Contender("乙", (Decimal(300), Decimal("25"))),
            Contender("丙", (Decimal(100), Decimal("12.5"))),
        ),
    )
    assert question.shares() == (Fraction(17, 40), Fraction(16, 40), Fraction(7, 40))
    answer = allocate(question)
    assert answer.places() == {"甲": 9, "乙": 8, "丙": 3}
    lines = {line.name: line for line in answer.lines}
    assert (lines["甲"].exact, lines["甲"].whole, lines["甲"].remainder) == (
        Fraction(17, 2),
        8,
        Fraction(1, 2),
    )
    assert lines["甲"].got_extra
    assert [lines[name].rank for name in "甲乙丙"] == [1, 3, 1]
    assert answer.tied() == ("甲", "丙")


def test_the_library_may_pass_over_a_larger_remainder_when_others_are_tied_and_we_do_not():
    votes = [5, 5, 6, 4]
    assert compute("largest_remainder", votes, 2, fractions=True) == [1, 1, 0, 0]
    assert got(asked(2, votes)) == [1, 0, 1, 0]
    assert compute("adams", [5, 5, 6], 2, fractions=True) == [1, 1, 0]
    assert got(asked(2, [5, 5, 6], method=RoundingMethod.ADAMS)) == [1, 0, 1]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.label)
def test_of_equal_claims_the_earlier_row_is_served_and_both_are_shown(method):
    answer = allocate(asked(3, [10, 10], method=method))
    assert [line.places for line in answer.lines] == [2, 1]
    assert answer.tied() == ("单位0", "单位1")
    assert not allocate(asked(4, [10, 10], method=method)).tied()


def test_floors_and_caps_are_met_by_rounds_and_the_rest_is_divided_anew():
    answer = allocate(asked(20, [80, 15, 4, 1], least=[0, 0, 2, 2], most=[10, 9, 9, 9]))
    assert [line.places for line in answer.lines] == [10, 6, 2, 2]
    assert [line.bound for line in answer.lines] == [
        Bound.MOST,
        Bound.NONE,
        Bound.LEAST,
        Bound.LEAST,
    ]
    assert [(one.places, one.fixed) for one in answer.rounds] == [
        (20, (("单位0", 10, Bound.MOST),)),
        (10, (("单位3", 2, Bound.LEAST),)),
        (8, (("单位2", 2, Bound.LEAST),)),
        (6, ()),
    ]
    assert answer.rounds[-1].contenders == ("单位1",)


def test_a_plan_is_computed_again_from_what_was_frozen():
    question = asked(20, [80, 15, 4, 1], least=[0, 0, 2, 2], most=[10, 9, 9, 9])
    record = question_as_data(question)
    assert question_from(record) == question
    told = answer_as_data(allocate(question_from(record)))
    assert told == answer_as_data(allocate(question))
    assert told["lines"][0]["bound"] == "most"
    assert told["rounds"][0]["fixed"] == [{"name": "单位0", "places": 10, "bound": "most"}]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(Fraction(2, 3), "0.6667"), (Fraction(1, 20000), "0.0001"), (12, "12.0000")],
)
def test_numbers_are_shown_rounded_half_up(number, shown):
    assert in_digits(Fraction(number)) == shown


REFUSED = {
    "权重不足": (
        Question(
            5,
            RoundingMethod.DHONDT,
            (Criterion("人数", Decimal(90)),),
            (Contender("甲", (Decimal(1),)),),
        ),
        ["weights-not-whole"],
    ),
    "权重为负": (
        Question(
            5,
            RoundingMethod.DHONDT,
            (Criterion("人数", Decimal(110)), Criterion("产值", Decimal(-10))),
            (Contender("甲", (Decimal(1), Decimal(1))),),
        ),
        ["weight-negative"],
    ),
    "没有单位": (
        Question(5, RoundingMethod.DHONDT, HEADS, ()),
        ["criterion-empty", "no-contenders"],
    ),
    "数值全为零": (asked(5, [0, 0]), ["criterion-empty"]),
    "负数": (asked(5, [-1, 3]), ["value-negative"]),
    "重名": (
        Question(5, RoundingMethod.DHONDT, HEADS, (Contender("甲", (Decimal(1),)),) * 2),
        ["named-twice"],
    ),
    "最少合计过多": (asked(5, [1, 2], least=[3, 3]), ["floors-exceed-total"]),
    "最多合计不足": (asked(9, [1, 2], most=[3, 3]), ["caps-below-total"]),
    "最少大于最多": (asked(9, [1, 2], least=[3, 0], most=[2, 9]), ["bounds-crossed"]),
    "量太大": (
        asked(60_001, [1], method=RoundingMethod.SAINTE_LAGUE),
        ["allocation-too-large"],
    ),
    "无处可分": (asked(9, [1, 0], most=[3, 9]), ["nobody-to-take"]),
}


@pytest.mark.parametrize(("question", "codes"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_answer_is_refused_with_reasons(question, codes):
    with pytest.raises(Refusal) as refusal:
        allocate(question)
    assert [finding.code for finding in refusal.value.findings] == codes
    assert all(finding.remedy for finding in refusal.value.findings)


values = st.lists(st.integers(0, 400), min_size=1, max_size=7)
methods = st.sampled_from(METHODS)


@st.composite
def questions(draw):
    given_values = draw(values)
    assume(any(given_values))
    least = [draw(st.integers(0, 4)) for _ in given_values]
    most = [draw(st.none() | st.integers(one, 15)) for one in least]
    top = sum(one if one is not None else 40 for one in most)
    total = draw(st.integers(sum(least), max(sum(least), min(top, 45))))
    return asked(total, given_values, method=draw(methods), least=least, most=most)


@given(questions())
def test_places_add_up_and_stand_within_their_bounds(question):
    try:
        answer = allocate(question)
    except Refusal as refusal:
        codes = {finding.code for finding in refusal.findings}
    else:
        codes = set()
        assert sum(line.places for line in answer.lines) == question.total
        for one, line in zip(question.contenders, answer.lines, strict=True):
            assert one.least <= line.places
            assert one.most is None or line.places <= one.most
        assert [line.name for line in answer.lines] == [one.name for one in question.contenders]
    assert codes <= {"nobody-to-take", "caps-below-total"}


def by_hand(question):
    """A divisor method with bounds, place by place: the textbook's own definition."""
    shares = question.shares()
    places = [one.least for one in question.contenders]
    while sum(places) < question.total:
        open_to = [
            index
            for index, one in enumerate(question.contenders)
            if shares[index] and (one.most is None or places[index] < one.most)
        ]
        if not open_to:
            return None

        def claim(index):
            if question.method == RoundingMethod.ADAMS and not places[index]:
                return (1, shares[index])
            return (0, claims_of(question.method, shares[index], places[index])[1])

        places[max(open_to, key=claim)] += 1
    return places


@given(questions())
def test_bounded_divisor_methods_agree_with_the_definition_place_by_place(question):
    assume(question.method in DIVISORS)
    wanted = by_hand(question)
    assume(wanted is not None)
    answer = allocate(question)
    if not answer.tied() and len(set(question.shares())) == len(question.shares()):
        assert [line.places for line in answer.lines] == wanted


@given(values, st.integers(1, 40), st.sampled_from(DIVISORS))
def test_under_a_divisor_method_one_more_place_takes_none_from_anybody(
    given_values, total, method
):
    assume(any(given_values))
    fewer = got(asked(total, given_values, method=method))
    more = got(asked(total + 1, given_values, method=method))
    assert all(after >= before for before, after in zip(fewer, more, strict=True))


@given(values, st.integers(1, 40))
def test_the_largest_remainder_never_strays_a_whole_place_from_the_share(given_values, total):
    assume(any(given_values))
    for line in allocate(asked(total, given_values)).lines:
        assert abs(line.places - line.exact) < 1
        assert line.places == line.whole + line.got_extra


@given(values, st.integers(1, 40), methods)
def test_a_larger_share_never_gets_fewer_places(given_values, total, method):
    assume(any(given_values))
    lines = sorted(
        allocate(asked(total, given_values, method=method)).lines, key=lambda line: line.share
    )
    assert all(
        smaller.places <= larger.places or smaller.share == larger.share
        for smaller, larger in pairwise(lines)
    )


@given(values, st.integers(1, 20), methods, st.randoms(use_true_random=False))
def test_the_order_of_rows_matters_to_equal_claims_alone(given_values, total, method, chance):
    assume(any(given_values))
    weights = [Fraction(value) for value in given_values]
    first = rounded(method, weights, total)
    order = list(range(len(weights)))
    chance.shuffle(order)
    again = rounded(method, [weights[index] for index in order], total)
    assert {order[index] for index in again.tied} == set(first.tied)
    for place, index in enumerate(order):
        if index not in first.tied:
            assert again.places[place] == first.places[index]
