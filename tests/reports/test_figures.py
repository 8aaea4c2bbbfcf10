"""Figures as values: rates with their working, two roundings, digests, JSON and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.reports.figures import FigureSheet, Records, changes, rate, share_set
from honours.reports.vocabulary import FigureKey, Rounding
from tests.reports.sheets import SEED, sheet_with

REDUCTION = FigureKey.REDUCTION


def test_the_seed_comes_out_at_nine_point_three_and_twenty_percent():
    sheet = sheet_with(SEED)

    assert sheet[FigureKey.REDUCTION].words == "9.3%"
    assert (sheet[FigureKey.REDUCTION].numerator, sheet[FigureKey.REDUCTION].denominator) == (
        7,
        75,
    )
    assert sheet[FigureKey.REDUCTION_SUSPENDED].words == "20.0%"
    assert sheet.is_target_met is False


@pytest.mark.parametrize(
    ("rounding", "printed"), [(Rounding.HALF_UP, "96.8%"), (Rounding.TRUNCATED, "96.7%")]
)
def test_what_guizhou_printed_as_96_7_is_truncation(rounding, printed):
    assert rate(REDUCTION, 2419, 2500, rounding).words == printed


def test_a_rate_of_nothing_has_no_value_and_is_not_said():
    nothing = rate(REDUCTION, 0, 0, Rounding.HALF_UP)

    assert (nothing.value, nothing.printed, nothing.is_said) == (None, "—", False)


def test_a_rate_of_nought_percent_is_said():
    assert rate(REDUCTION, 0, 75, Rounding.HALF_UP).is_said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rounded_rate_is_within_its_last_digit_of_the_true_one(numerator, denominator):
    true = Decimal(numerator) * 100 / Decimal(denominator)

    half_up = rate(REDUCTION, numerator, denominator, Rounding.HALF_UP).value
    truncated = rate(REDUCTION, numerator, denominator, Rounding.TRUNCATED).value

    assert abs(half_up - true) <= Decimal("0.05")
    assert 0 <= true - truncated < Decimal("0.1")
    assert half_up - truncated in (Decimal("0.0"), Decimal("0.1"))


@pytest.mark.parametrize(("share", "printed"), [("0.7", "70%"), ("0.725", "72.5%"), ("1", "100%")])
def test_a_target_is_printed_as_the_rule_has_it(share, printed):
    assert share_set(FigureKey.TARGET, Decimal(share), Records("x.y", ())).words == printed


@given(st.dictionaries(st.sampled_from(sorted(SEED)), st.integers(0, 500)))
def test_a_sheet_survives_storage_and_keeps_its_digest(counts):
    sheet = sheet_with(counts)

    again = FigureSheet.from_json(sheet.as_json())

    assert again == sheet
    assert again.digest == sheet.digest


def test_the_digest_tells_other_records_even_where_the_number_is_the_same():
    one = Records("campaigns.filing", (1, 2))

    assert one.digest == Records("campaigns.filing", (2, 1)).digest
    assert one.digest != Records("campaigns.filing", (1, 3)).digest
    assert one.digest != Records("campaigns.lead", (1, 2)).digest


def test_changes_name_the_counts_and_the_rates_that_follow_from_them():
    old, new = sheet_with(SEED), sheet_with({**SEED, "撤销事项": 9, "保留事项": 58})

    changed = {change.key: (change.old.words, change.new.words) for change in changes(old, new)}

    assert changed == {
        FigureKey.RETAINED: ("60项", "58项"),
        FigureKey.REVOKED: ("7项", "9项"),
        FigureKey.REDUCTION: ("9.3%", "12.0%"),
        FigureKey.REDUCTION_SUSPENDED: ("20.0%", "22.7%"),
    }
    assert changes(old, old) == ()
