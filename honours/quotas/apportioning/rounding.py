"""From shares to whole places, by the library ``apportionment``, exactly and without chance.

The library breaks ties in the order in which parties are given, and where more are tied than
places are left it may pass over a party that stands above the tie (release 1.0: largest remainder
of 5, 5, 6 and 4 for two places leaves out the 6). So it is given the parties in the order in
which they take precedence: then its order is ours, and nobody above a tie comes after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

from honours.kernel.deferred import DeferredLibrary
from honours.quotas.vocabulary.places import RoundingMethod

methods = DeferredLibrary("apportionment.methods")
LIBRARY_NAMES = {
    RoundingMethod.LARGEST_REMAINDER: "largest_remainder",
    RoundingMethod.SAINTE_LAGUE: "saintelague",
    RoundingMethod.DHONDT: "dhondt",
    RoundingMethod.ADAMS: "adams",
}


@dataclass(frozen=True, slots=True)
class Rounded:
    """Whole places, and who was tied for the last of them: all of equal claim, not all served."""

    places: tuple[int, ...]
    tied: frozenset[int] = frozenset()


def quotas_of(weights: Sequence[Fraction], seats: int) -> tuple[Fraction, ...]:
    """What each would get if places could be divided. Zeros where nobody weighs anything."""
    whole = sum(weights, Fraction(0))
    return tuple(weight * seats / whole if whole else Fraction(0) for weight in weights)


def rounded(method: RoundingMethod, weights: Sequence[Fraction], seats: int) -> Rounded:
    """Whole places that add up to ``seats``. Who weighs nothing gets nothing.

    Equal claims go to the larger weight, then to whoever was named first.
    """
    served = [index for index, weight in enumerate(weights) if weight > 0]
    if not seats or not served:
        return Rounded((0,) * len(weights))
    quotas = quotas_of(weights, seats)
    order = sorted(served, key=lambda index: _precedence(method, quotas[index], index))
    scale = lcm(*(weights[index].denominator for index in order))
    votes = [int(weights[index] * scale) for index in order]
    found = methods.compute(LIBRARY_NAMES[method], votes, seats, fractions=True)
    places = [0] * len(weights)
    for index, count in zip(order, found, strict=True):
        places[index] = int(count)
    return Rounded(tuple(places), _tied(method, weights, quotas, places))


def claims_of(method: RoundingMethod, weight: Fraction, places: int) -> tuple[Fraction, Fraction]:
    """The quotients of the last place got and of the next one; the larger goes first.

    Adams gives everybody a first place before quotients count: its last one is then unbounded,
    shown as zero.
    """
    last, following = _divisor(method, places - 1), _divisor(method, places)
    return (
        weight / last if places and last else Fraction(0),
        weight / following if following else Fraction(0),
    )


def _precedence(method: RoundingMethod, quota: Fraction, index: int) -> tuple[Fraction, ...]:
    remainder = quota - floor(quota)
    first = remainder if method == RoundingMethod.LARGEST_REMAINDER else quota
    return (-first, -quota, Fraction(index))


def _divisor(method: RoundingMethod, place: int) -> int:
    """What the weight is divided by for the place after so many."""
    return {
        RoundingMethod.SAINTE_LAGUE: 2 * place + 1,
        RoundingMethod.DHONDT: place + 1,
        RoundingMethod.ADAMS: place,
    }[method]


def _tied(
    method: RoundingMethod,
    weights: Sequence[Fraction],
    quotas: Sequence[Fraction],
    places: Sequence[int],
) -> frozenset[int]:
    """Compares the weakest claim that was served with the strongest that was not."""
    served = [index for index, weight in enumerate(weights) if weight > 0]
    if method == RoundingMethod.LARGEST_REMAINDER:
        rests = {index: quotas[index] - floor(quotas[index]) for index in served}
        got = {index: rests[index] for index in served if places[index] > floor(quotas[index])}
        missed = {index: rests[index] for index in served if index not in got}
    elif method == RoundingMethod.ADAMS and not all(places[index] for index in served):
        # Fewer places than contenders: the first place of each goes by weight alone.
        got = {index: weights[index] for index in served if places[index]}
        missed = {index: weights[index] for index in served if not places[index]}
    else:
        claims = {index: claims_of(method, weights[index], places[index]) for index in served}
        got = {index: last for index, (last, _) in claims.items() if last}
        missed = {index: following for index, (_, following) in claims.items()}
    if not got or not missed or max(missed.values()) != min(got.values()):
        return frozenset()
    cut = min(got.values())
    return frozenset(i for i in served if cut in (got.get(i), missed.get(i)))
