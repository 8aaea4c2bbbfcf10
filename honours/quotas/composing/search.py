"""The exact search: what to keep and what to let in, so that every rule holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from honours.quotas.composing.demands import Range, ranges
from honours.quotas.composing.pieces import Piece, Pieces
from honours.quotas.composing.programme import Programme
from honours.quotas.ratios.allowance import Allowance
from honours.quotas.vocabulary.places import CandidateKind

POSITIONS_AT_ONCE = 12
"""Positions weighed by powers of two in one turn: beyond that, floating point loses count."""

OUTWEIGHED_AT_MOST = 200
"""Preferences summing to less than this are weighed in one turn with the number filled."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who is touched, by index; who enters; how many of each described place."""

    touched: tuple[int, ...]
    entering: tuple[int, ...]
    named: tuple[int, ...]


def search(pieces: Pieces, allowances: Sequence[Allowance]) -> Found | None:
    """The lawful change that touches fewest; among those, the one that keeps the first in order.

    Then as few places as possible are lost, and reserves come before places to be named.
    """
    return _Search(pieces, allowances).found()


class _Search:
    def __init__(self, pieces: Pieces, allowances: Sequence[Allowance]) -> None:
        self.pieces = pieces
        self.programme = Programme()
        self.touched = [
            self.programme.variable(lower=int(piece.is_barred)) for piece in pieces.listed
        ]
        self.entering = [self.programme.variable() for _ in pieces.reserves]
        size = len(pieces.listed)
        self.named = [self.programme.variable(size) for _ in pieces.ideals]
        self._alike_go_from_the_end()
        self._no_more_enter_than_leave()
        for number, allowance in enumerate(allowances):
            self._demand(number, ranges(allowance, size))

    def found(self) -> Found | None:
        if not self._settle_who_is_touched():
            return None
        last = self._filled()
        return Found(
            tuple(index for index, each in enumerate(self.touched) if last[each]),
            tuple(index for index, each in enumerate(self.entering) if last[each]),
            tuple(last[each] for each in self.named),
        )

    def _settle_who_is_touched(self) -> bool:
        """As few as can be; among those, whoever stands first is kept.

        A short list takes one turn: one more touched outweighs all positions together.
        """
        is_short = len(self.touched) <= POSITIONS_AT_ONCE
        positions = _powers_of_two(self.touched) if is_short else {}
        one_more = 2 ** len(positions)
        fewest = self.programme.minimise(
            {each: one_more + positions.get(each, 0) for each in self.touched}
        )
        if fewest is None:
            return False
        if is_short:
            self._fix(self.touched, fewest)
        else:
            self._hold(self.touched, sum(fewest[each] for each in self.touched))
            self._keep_the_first(fewest)
        return True

    def _keep_the_first(self, incumbent: tuple[int, ...]) -> None:
        """Position by position from the top: whoever can be kept at this size, is kept."""
        for start in range(0, len(self.touched), POSITIONS_AT_ONCE):
            turn = self.touched[start : start + POSITIONS_AT_ONCE]
            if any(incumbent[each] for each in turn):
                incumbent = self._least(_powers_of_two(turn))
            self._fix(turn, incumbent)

    def _filled(self) -> tuple[int, ...]:
        """As many places kept as can be; among the ways to fill them, the preferred ones."""
        fillers = (*self.entering, *self.named)
        one_more = len(self.touched) * len(fillers) + 1
        if one_more < OUTWEIGHED_AT_MOST:
            return self._least({each: place - one_more for place, each in enumerate(fillers)})
        most = self._least(dict.fromkeys(fillers, -1))
        self._hold(fillers, sum(most[each] for each in fillers))
        return self._least({each: place for place, each in enumerate(fillers)})

    def _least(self, cost: Mapping[int, int]) -> tuple[int, ...]:
        answer = self.programme.minimise(cost)
        if answer is None:
            raise ArithmeticError("整数规划先有解、后无解，数值有误。")
        return answer

    def _fix(self, variables: Iterable[int], values: Sequence[int]) -> None:
        for each in variables:
            self.programme.fix(each, values[each])

    def _hold(self, variables: Iterable[int], total: int) -> None:
        self.programme.demand(dict.fromkeys(variables, 1), least=total, most=total)

    def _alike_go_from_the_end(self) -> None:
        """Of candidates alike to every rule, a later one goes before an earlier one."""
        for group in _alike(self.pieces.listed):
            for earlier, later in pairwise(group):
                self.programme.demand({self.touched[earlier]: 1, self.touched[later]: -1}, most=0)
        for group in _alike(self.pieces.reserves):
            for earlier, later in pairwise(group):
                row = {self.entering[earlier]: -1, self.entering[later]: 1}
                self.programme.demand(row, most=0)

    def _no_more_enter_than_leave(self) -> None:
        for kind in CandidateKind:
            row = {
                **_of_kind(self.pieces.reserves, self.entering, kind, 1),
                **_of_kind(self.pieces.ideals, self.named, kind, 1),
            }
            if row:
                leaving = _of_kind(self.pieces.listed, self.touched, kind, -1)
                self.programme.demand({**row, **leaving}, most=0)

    def _demand(self, rule: int, parts: Sequence[Range]) -> None:
        """One range: its demand. Several: a switch chooses the one that the base falls into."""
        if len(parts) == 1:
            self._demand_row(
                rule, parts[0].demand.counted, parts[0].demand.based, parts[0].demand.most
            )
            return
        switches = [self.programme.variable() for _ in parts]
        self._hold(switches, 1)
        for switch, part in zip(switches, parts, strict=True):
            demand = part.demand
            self._demand_row(rule, demand.counted, demand.based, demand.most, unless=switch)
            self._demand_row(rule, 0, 1, part.most, unless=switch)
            self._demand_row(rule, 0, -1, -part.least, unless=switch)

    def _demand_row(
        self, rule: int, counted: int, based: int, most: int, unless: int | None = None
    ) -> None:
        """``counted·n + based·b ≤ most``; with ``unless``, only where that switch is on."""
        row: dict[int, int] = {}
        fixed = 0
        for piece, variable, is_listed in self._all():
            weight = counted * piece.is_counted(rule) + based * piece.is_based(rule)
            if weight:
                row[variable] = -weight if is_listed else weight
                fixed += weight * is_listed
        if unless is not None:
            reach = len(self.pieces.listed) * (abs(counted) + abs(based)) + abs(most)
            row[unless] = reach
            most += reach
        self.programme.demand(row, most=most - fixed)

    def _all(self) -> Iterable[tuple[Piece, int, bool]]:
        yield from ((p, v, True) for p, v in zip(self.pieces.listed, self.touched, strict=True))
        yield from (
            (p, v, False) for p, v in zip(self.pieces.reserves, self.entering, strict=True)
        )
        yield from ((p, v, False) for p, v in zip(self.pieces.ideals, self.named, strict=True))


def _powers_of_two(turn: Sequence[int]) -> dict[int, int]:
    return {each: 2**power for power, each in enumerate(reversed(turn))}


def _alike(pieces: Sequence[Piece]) -> list[list[int]]:
    groups: dict[object, list[int]] = {}
    for index, piece in enumerate(pieces):
        groups.setdefault(piece.pattern, []).append(index)
    return list(groups.values())


def _of_kind(
    pieces: Sequence[Piece], variables: Sequence[int], kind: CandidateKind, weight: int
) -> dict[int, int]:
    return {
        variable: weight
        for piece, variable in zip(pieces, variables, strict=True)
        if piece.kind is kind
    }
