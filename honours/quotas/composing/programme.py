"""A small integer programme over whole numbers, solved exactly by HiGHS.

The only place that touches the solver, which is loaded with the first search: half a second,
once in a process, and no memory in those that never search.
"""

from collections.abc import Mapping, Sequence
from math import inf
from time import monotonic
from typing import Any

from honours.kernel.deferred import DeferredLibrary

np = DeferredLibrary("numpy")
solver = DeferredLibrary("scipy.optimize")
OPTIMAL = 0
INFEASIBLE = 2


SECONDS = 10.0
"""What one search may take in all: a page waits for it."""


class Unsolved(RuntimeError):
    """The solver ran out of time: neither a solution nor a proof that there is none."""


class Programme:
    """Whole-number variables from 0 to a bound, rows between two bounds, one cost at a time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._deadline = monotonic() + seconds
        self._lower: list[int] = []
        self._upper: list[int] = []
        self._rows: list[Mapping[int, int]] = []
        self._least: list[float] = []
        self._most: list[float] = []

    def variable(self, upper: int = 1, *, lower: int = 0) -> int:
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._upper) - 1

    def bounds(self, variable: int) -> tuple[int, int]:
        return self._lower[variable], self._upper[variable]

    def confine(self, variable: int, lower: int, upper: int) -> None:
        self._lower[variable], self._upper[variable] = lower, upper

    def demand(self, row: Mapping[int, int], *, least: float = -inf, most: float = inf) -> None:
        self._rows.append(row)
        self._least.append(least)
        self._most.append(most)

    def minimise(self, cost: Mapping[int, int]) -> tuple[int, ...] | None:
        """The values of all variables at the least cost; ``None``: proved that there are none."""
        answer = solver.milp(
            _dense([cost], len(self._upper))[0],
            integrality=np.ones(len(self._upper)),
            bounds=solver.Bounds(self._lower, self._upper),
            constraints=self._constraints(),
            options={"mip_rel_gap": 0, "time_limit": max(0.0, self._deadline - monotonic())},
        )
        if answer.status == INFEASIBLE:
            return None
        if answer.status != OPTIMAL:
            raise Unsolved(answer.message)
        return tuple(round(value) for value in answer.x)

    def _constraints(self) -> Any:
        matrix = _dense(self._rows, len(self._upper))
        return solver.LinearConstraint(matrix, self._least, self._most)


def _dense(rows: Sequence[Mapping[int, int]], width: int) -> Any:
    matrix = np.zeros((len(rows), width))
    for number, row in enumerate(rows):
        for variable, coefficient in row.items():
            matrix[number, variable] = coefficient
    return matrix
