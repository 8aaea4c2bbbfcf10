"""The answer to an allocation: places for everybody, and each step that led to them.

Bounds are met by rounds. Everybody gets what the formula gives; where that lies under a floor or
over a cap, the side that is further off in sum is fixed at its bound and leaves, and the others
divide the rest anew. A bound once fixed stays right, since what is left for the others only moves
one way; so the rounds end, and whoever was not fixed stands within his bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.apportioning.questions import Contender, Question, refuse_unanswerable
from honours.quotas.apportioning.rounding import Rounded, claims_of, quotas_of, rounded
from honours.quotas.vocabulary.places import RoundingMethod


class Bound(Term):
    NONE = "", "按公式"
    LEAST = "least", "取最少"
    MOST = "most", "取最多"


@dataclass(frozen=True, slots=True)
class Round:
    """One dividing of what was left, and who was fixed at a bound because of it."""

    number: int
    places: int
    contenders: tuple[str, ...]
    fixed: tuple[tuple[str, int, Bound], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What one contender came to.

    ``exact`` is the share of the whole before bounds; ``quota`` that of the last round, of which
    ``whole`` and ``remainder`` are the parts. ``rank`` orders the remainders; ``got_extra`` says
    that the remainder earned a place. ``last`` and ``following`` are the quotients of divisor
    methods. ``is_tied``: of equal claim with somebody who fared differently.
    """

    name: str
    share: Fraction
    exact: Fraction
    bound: Bound
    quota: Fraction
    whole: int
    remainder: Fraction
    rank: int
    got_extra: bool
    last: Fraction
    following: Fraction
    is_tied: bool
    places: int


@dataclass(frozen=True, slots=True)
class Answer:
    lines: tuple[Line, ...]
    rounds: tuple[Round, ...]

    def places(self) -> dict[str, int]:
        return {line.name: line.places for line in self.lines}

    def tied(self) -> tuple[str, ...]:
        """Who was tied for the last places; the larger share, then the earlier row went first."""
        return tuple(line.name for line in self.lines if line.is_tied)


def allocate(question: Question) -> Answer:
    """Divide the places. Raises ``Refusal`` where the criteria or bounds leave no way."""
    refuse_unanswerable(question)
    shares = question.shares()
    division = _Division(question, shares)
    while division.fix_what_lies_outside():
        pass
    return Answer(division.lines(), tuple(division.rounds))


class _Division:
    """Who is still free, what is left for them, and what has been fixed."""

    def __init__(self, question: Question, shares: Sequence[Fraction]) -> None:
        self.question, self.shares = question, shares
        self.free = list(range(len(shares)))
        self.fixed: dict[int, tuple[int, Bound]] = {}
        self.rounds: list[Round] = []

    @property
    def left(self) -> int:
        return self.question.total - sum(places for places, _ in self.fixed.values())

    def weights(self) -> list[Fraction]:
        return [self.shares[index] for index in self.free]

    def fix_what_lies_outside(self) -> bool:
        """One round. Whether anybody was fixed, so that another is needed."""
        names = tuple(self._of(index).name for index in self.free)
        places = self.left
        fixed = self._outside()
        self.rounds.append(
            Round(
                len(self.rounds) + 1,
                places,
                names,
                tuple((self._of(index).name, count, why) for index, (count, why) in fixed.items()),
            )
        )
        self.fixed |= fixed
        self.free = [index for index in self.free if index not in fixed]
        if not fixed:
            self._refuse_left_over()
        return bool(fixed)

    def lines(self) -> tuple[Line, ...]:
        weights = self.weights()
        found = rounded(self.question.method, weights, self.left)
        quotas = quotas_of(weights, self.left)
        ranks = _ranks(quotas)
        at = {index: place for place, index in enumerate(self.free)}
        return tuple(
            self._fixed_line(index)
            if index in self.fixed
            else self._free_line(index, at[index], quotas, ranks, found)
            for index in range(len(self.shares))
        )

    def _outside(self) -> dict[int, tuple[int, Bound]]:
        lift, excess = Fraction(0), Fraction(0)
        below: dict[int, tuple[int, Bound]] = {}
        above: dict[int, tuple[int, Bound]] = {}
        for index, amount in zip(self.free, self._amounts(), strict=True):
            one = self._of(index)
            if amount < one.least:
                below[index] = (one.least, Bound.LEAST)
                lift += one.least - amount
            elif one.most is not None and amount > one.most:
                above[index] = (one.most, Bound.MOST)
                excess += amount - one.most
        if lift == excess:
            return below | above
        return below if lift > excess else above

    def _amounts(self) -> Sequence[Fraction | int]:
        """What the formula gives: to be divided where remainders follow, else whole places."""
        weights = self.weights()
        if self.question.method == RoundingMethod.LARGEST_REMAINDER:
            return quotas_of(weights, self.left)
        return rounded(self.question.method, weights, self.left).places

    def _refuse_left_over(self) -> None:
        if self.left and not any(self.weights()):
            raise Refusal(
                Finding(
                    "nobody-to-take",
                    f"有依据数值的单位都已达到最多名额，剩余{self.left}个无处可分。",
                    remedy="请提高最多名额，或给其余单位填写依据数值、最少名额。",
                    field="table",
                )
            )

    def _of(self, index: int) -> Contender:
        return self.question.contenders[index]

    def _fixed_line(self, index: int) -> Line:
        places, bound = self.fixed[index]
        share, none = self.shares[index], Fraction(0)
        exact = share * self.question.total
        return Line(
            self._of(index).name, share, exact, bound, Fraction(places), places, none,
            0, False, none, none, False, places,
        )  # fmt: skip

    def _free_line(
        self,
        index: int,
        at: int,
        quotas: Sequence[Fraction],
        ranks: Sequence[int],
        found: Rounded,
    ) -> Line:
        share, quota, places = self.shares[index], quotas[at], found.places[at]
        last = following = Fraction(0)
        if self.question.method != RoundingMethod.LARGEST_REMAINDER:
            last, following = claims_of(self.question.method, share, places)
        whole = floor(quota)
        return Line(
            self._of(index).name, share, share * self.question.total, Bound.NONE, quota, whole,
            quota - whole, ranks[at], places > whole, last, following, at in found.tied, places,
        )  # fmt: skip


def _ranks(quotas: Sequence[Fraction]) -> list[int]:
    """Place of each among the remainders, the largest first; equal ones share a place."""
    rests = [quota - floor(quota) for quota in quotas]
    return [1 + sum(other > own for other in rests) for own in rests]
