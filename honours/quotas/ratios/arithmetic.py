"""Shares of a base, exactly: no binary fractions, every rounding named."""

from fractions import Fraction
from math import ceil, floor

from honours.quotas.ratios.rules import RatioBound
from honours.quotas.vocabulary.ratios import Rounding

HALF = Fraction(1, 2)


def rounded(exact: Fraction, rounding: Rounding, *, is_ceiling: bool) -> int:
    match rounding:
        case Rounding.DOWN:
            return floor(exact)
        case Rounding.UP:
            return ceil(exact)
        case Rounding.HALF_UP:
            return floor(exact + HALF)
    return floor(exact) if is_ceiling else ceil(exact)


def allowed_number(bound: RatioBound, rounding: Rounding, base: int) -> int:
    """The most a ceiling admits (−1: not even none), or the least a floor asks for."""
    step = -1 if bound.is_ceiling else 1
    if bound.number is not None:
        return bound.number + step * bound.excludes_itself
    exact = bound.fraction * base
    number = rounded(exact, rounding, is_ceiling=bound.is_ceiling)
    lies_between = rounding is Rounding.NATURAL and exact.denominator != 1
    return number if not bound.excludes_itself or lies_between else number + step


def satisfies(bound: RatioBound, number: int, allowed: int) -> bool:
    return number <= allowed if bound.is_ceiling else number >= allowed
