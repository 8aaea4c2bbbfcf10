"""The exact search: what to keep and what to let in, so that every rule holds.

Candidates alike to every rule are counted and not told apart, and of those alike the last ones go
first: that makes the programme small, and loses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from honours.quotas.composing.demands import Demand, Range, ranges
from honours.quotas.composing.pieces import Piece, Pieces
from honours.quotas.composing.programme import Programme
from honours.quotas.ratios.allowance import Allowance
from honours.quotas.vocabulary.places import CandidateKind


@dataclass(frozen=True, slots=True)
class Found:
    """Who is touched, by index; who enters; how many of each described place."""

    touched: tuple[int, ...]
    entering: tuple[int, ...]
    named: tuple[int, ...]


def search(pieces: Pieces, allowances: Sequence[Allowance]) -> Found | None:
    """The lawful change that touches fewest; among those, the one that keeps the first in order.

    Then as few places as possible are lost, and reserves come, in their order, before places to
    be named.
    """
    return _Search(pieces, allowances).found()


@dataclass(frozen=True, slots=True)
class _Alike:
    """Pieces alike to every rule, by index, and the variable that counts how many of them.

    ``is_listed``: the variable counts who leaves; otherwise who enters.
    """

    pattern: Piece
    members: tuple[int, ...]
    variable: int
    is_listed: bool = False


class _Search:
    def __init__(self, pieces: Pieces, allowances: Sequence[Allowance]) -> None:
        self.programme = Programme()
        self.size = len(pieces.listed)
        self.listed = tuple(self._leaving(pieces.listed))
        self.reserves = tuple(self._entering(pieces.reserves))
        self.ideals = tuple(
            _Alike(piece, (index,), self.programme.variable(self.size))
            for index, piece in enumerate(pieces.ideals)
        )
        self._no_more_enter_than_leave()
        for number, allowance in enumerate(allowances):
            self._demand(number, ranges(allowance, self.size))

    def found(self) -> Found | None:
        leaving = [group.variable for group in self.listed]
        fewest = self.programme.minimise(dict.fromkeys(leaving, 1))
        if fewest is None:
            return None
        self._hold(leaving, fewest)
        values = self._keep_the_first(fewest)
        values = self._fill(values)
        return Found(
            tuple(sorted(_last_ones(self.listed, values))),
            tuple(sorted(_first_ones(self.reserves, values))),
            tuple(values[group.variable] for group in self.ideals),
        )

    def _keep_the_first(self, values: tuple[int, ...]) -> tuple[int, ...]:
        """From the top of the list: whoever can be kept at this size, is kept."""
        for group, rank in _in_order(self.listed):
            fewer = len(group.members) - rank - 1
            values = self._try(group.variable, 0, fewer, values)
        return values

    def _fill(self, values: tuple[int, ...]) -> tuple[int, ...]:
        """As many places kept as can be; reserves from the top; then the ideals preferred."""
        fillers = [group.variable for group in (*self.reserves, *self.ideals)]
        if not fillers:
            return values
        values = self._least(dict.fromkeys(fillers, -1))
        self._hold(fillers, values)
        for group, rank in _in_order(self.reserves):
            values = self._try(group.variable, rank + 1, len(group.members), values)
        if len(self.ideals) < 2:
            return values
        return self._least({group.variable: n for n, group in enumerate(self.ideals)})

    def _try(
        self, variable: int, least: int, most: int, values: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Hold the variable within these bounds if that can be, else beyond them.

        Returns values that meet every bound so far.
        """
        lower, upper = self.programme.bounds(variable)
        if max(lower, least) > min(upper, most):
            return values
        self.programme.confine(variable, max(lower, least), min(upper, most))
        if least <= values[variable] <= most:
            return values
        answer = self.programme.minimise({})
        if answer is not None:
            return answer
        beyond = (most + 1, upper) if least <= lower else (lower, least - 1)
        self.programme.confine(variable, *beyond)
        return values

    def _least(self, cost: Mapping[int, int]) -> tuple[int, ...]:
        answer = self.programme.minimise(cost)
        if answer is None:
            raise ArithmeticError("整数规划先有解、后无解，数值有误。")
        return answer

    def _hold(self, variables: Iterable[int], values: Sequence[int]) -> None:
        total = sum(values[each] for each in variables)
        self.programme.demand(dict.fromkeys(variables, 1), least=total, most=total)

    def _leaving(self, pieces: Sequence[Piece]) -> Iterator[_Alike]:
        for piece, members in _alike(pieces):
            number = len(members)
            lower = number if piece.is_barred else 0
            yield _Alike(piece, members, self.programme.variable(number, lower=lower), True)

    def _entering(self, pieces: Sequence[Piece]) -> Iterator[_Alike]:
        for piece, members in _alike(pieces):
            yield _Alike(piece, members, self.programme.variable(len(members)))

    def _no_more_enter_than_leave(self) -> None:
        for kind in CandidateKind:
            row = {
                group.variable: -1 if group.is_listed else 1
                for group in self._groups
                if group.pattern.kind is kind
            }
            self.programme.demand(row, most=0)

    def _demand(self, rule: int, parts: Sequence[Range]) -> None:
        """One range: its demand. Several: a switch chooses the one that the base falls into."""
        if len(parts) == 1:
            self._demand_row(rule, parts[0].demand)
            return
        switches = [self.programme.variable() for _ in parts]
        self.programme.demand(dict.fromkeys(switches, 1), least=1, most=1)
        for switch, part in zip(switches, parts, strict=True):
            self._demand_row(rule, part.demand, unless=switch)
            self._demand_row(rule, Demand(0, 1, part.most), unless=switch)
            self._demand_row(rule, Demand(0, -1, -part.least), unless=switch)

    def _demand_row(self, rule: int, demand: Demand, unless: int | None = None) -> None:
        """The demand in terms of who leaves and who enters; ``unless`` a switch is off."""
        row: dict[int, int] = {}
        most = demand.most
        for group in self._groups:
            is_counted, is_based = group.pattern.is_counted(rule), group.pattern.is_based(rule)
            weight = demand.counted * is_counted + demand.based * is_based
            row[group.variable] = -weight if group.is_listed else weight
            most -= weight * len(group.members) * group.is_listed
        if unless is not None:
            reach = self.size * (abs(demand.counted) + abs(demand.based)) + abs(demand.most)
            row[unless] = reach
            most += reach
        self.programme.demand(row, most=most)

    @property
    def _groups(self) -> tuple[_Alike, ...]:
        return (*self.listed, *self.reserves, *self.ideals)


def _alike(pieces: Sequence[Piece]) -> list[tuple[Piece, tuple[int, ...]]]:
    groups: dict[object, list[int]] = {}
    for index, piece in enumerate(pieces):
        groups.setdefault(piece.pattern, []).append(index)
    return [(pieces[members[0]], tuple(members)) for members in groups.values()]


def _in_order(groups: Sequence[_Alike]) -> list[tuple[_Alike, int]]:
    """Every member in the order of its list, with its rank among those alike."""
    members = [
        (index, rank, group) for group in groups for rank, index in enumerate(group.members)
    ]
    return [(group, rank) for _, rank, group in sorted(members, key=lambda each: each[0])]


def _last_ones(groups: Sequence[_Alike], values: Sequence[int]) -> Iterator[int]:
    for group in groups:
        yield from group.members[len(group.members) - values[group.variable] :]


def _first_ones(groups: Sequence[_Alike], values: Sequence[int]) -> Iterator[int]:
    for group in groups:
        yield from group.members[: values[group.variable]]
