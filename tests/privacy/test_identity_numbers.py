"""Identity numbers: what they tell, and that no slip of the pen goes unseen."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal, Weight
from honours.privacy.readings.identity_numbers import (
    advice_on,
    check_sign,
    read_identity_number,
)

TODAY = date(2026, 11, 22)
CASES = yaml.safe_load((Path(__file__).parent / "cases/identity_numbers.yaml").read_text("utf-8"))

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2020, 12, 31))


@st.composite
def numbers(draw) -> str:
    region = draw(st.sampled_from(["511902", "110105", "513721", "610113"]))
    first = f"{region}{draw(days):%Y%m%d}{draw(st.integers(0, 999)):03}"
    return first + check_sign(first)


def codes(text: str) -> list[str]:
    try:
        read_identity_number(text, on=TODAY)
    except Refusal as refusal:
        return [finding.code for finding in refusal.findings]
    return []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_number(case):
    assert codes(case["number"]) == case.get("refused", [])
    if "refused" in case:
        return
    identity = read_identity_number(case["number"], on=TODAY)
    found = list(advice_on(identity))
    assert [finding.code for finding in found] == case.get("advice", [])
    assert {finding.weight for finding in found} <= {Weight.ADVICE}
    assert identity.born_on == case["born"]
    assert identity.sex.label == case["sex"]
    assert identity.region_code == case["region"]


@given(numbers(), st.data())
def test_every_wrong_sign_is_found(number, data):
    place = data.draw(st.integers(0, 17))
    others = "0123456789X" if place == 17 else "0123456789"
    wrong = data.draw(st.sampled_from([sign for sign in others if sign != number[place]]))
    assert codes(number) == []
    assert codes(number[:place] + wrong + number[place + 1 :]) != []


@given(numbers(), st.integers(0, 16))
def test_every_swap_of_neighbours_is_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (codes(swapped) == []) == (swapped == number)


@given(numbers())
def test_a_number_tells_what_went_into_it(number):
    identity = read_identity_number(number, on=TODAY)
    assert f"{identity.born_on:%Y%m%d}" == number[6:14]
    assert identity.number == number
    assert number not in f"{identity}{identity!r}"


@given(st.text(alphabet="0123456789Xx -", min_size=0, max_size=20))
def test_nothing_said_of_a_number_repeats_it(text):
    try:
        identity = read_identity_number(text, on=TODAY)
    except Refusal as refusal:
        said = str(refusal.findings)
    else:
        said = f"{identity!r}{identity}{list(advice_on(identity))}"
    assert len(text.strip()) < 6 or text.strip() not in said
