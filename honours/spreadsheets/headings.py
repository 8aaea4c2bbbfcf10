"""Where the heading of a table is, and what it calls each column.

Headings stand under titles, take two or three rows, and spread one word over several columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from honours.spreadsheets.reading import Row
from honours.spreadsheets.scanning import MergedRange

Recognise = Callable[[str], float]
"""How surely a text is a heading, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows a heading takes and one label for each column, made unique with ``#2``."""

    first_row: int
    last_row: int
    labels: tuple[str, ...]
    printed: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    """Everything printed in it, to tell at a glance that a row does not repeat it."""


def find_heading(
    rows: Sequence[Row], merged: Sequence[MergedRange], recognise: Recognise
) -> Heading | None:
    """The row with the most recognised labels, with the rows printed together with it."""
    best, best_score = -1, 0.0
    for index, row in enumerate(rows):
        score = _score(row.cells, recognise)
        if score > best_score + 0.01:
            best, best_score = index, score
    if best < 0:
        return None
    above = best - 1
    if (
        above >= 0
        and _score(rows[above].cells, recognise)
        and _completes(rows[above], rows[best], recognise)
    ):
        best = above
    first, last = _extent(rows, best, merged, recognise)
    labels = _labels(rows[first : last + 1], merged)
    printed = tuple(squeezed(row.cells) for row in rows[first : last + 1])
    words = {cell for row in rows[first : last + 1] for cell in row.cells}.union(*printed) - {""}
    return Heading(
        rows[first].number, rows[last].number, _unique(labels), printed, frozenset(words)
    )


_ENOUGH = 0.5
_LONGEST_LABEL = 30


def _score(cells: Sequence[str], recognise: Recognise) -> float:
    """The sum of what is recognised; a lone label counts only when it is certain."""
    sure = [recognise(cell) for cell in cells if 0 < len(cell) <= _LONGEST_LABEL]
    found = [value for value in sure if value >= _ENOUGH]
    filled = sum(1 for cell in cells if cell)
    if len(found) < 2 and not (found and found[0] >= 1 and filled <= 2):
        return 0.0
    return sum(found) - 0.3 * (filled - len(found))


def _extent(
    rows: Sequence[Row], best: int, merged: Sequence[MergedRange], recognise: Recognise
) -> tuple[int, int]:
    """First and last index of the rows that form the heading."""
    number = rows[best].number
    tall = [m for m in merged if m.left == m.right and m.top <= number <= m.bottom != m.top]
    if tall:
        reach = min(max(m.bottom for m in tall), rows[-1].number, number + 3)
        return best - number + min(m.top for m in tall), best + reach - number
    below = best + 1
    if below < len(rows) and _completes(rows[best], rows[below], recognise):
        return best, below
    return best, best


def _completes(upper: Row, lower: Row, recognise: Recognise) -> bool:
    """Whether the lower row only adds labels under groups of the upper one."""
    named = [column for column, cell in enumerate(lower.cells) if cell]
    if not named or len(named) >= sum(1 for cell in upper.cells if cell):
        return False
    both = _labels([upper, lower], ())
    return all(
        len(lower.cells[column]) <= 12
        and not any(sign.isdigit() for sign in lower.cells[column])
        and max(recognise(both[column]), recognise(lower.cells[column])) >= _ENOUGH
        for column in named
    ) and any(not upper.cells[column] for column in named)


def _labels(rows: Sequence[Row], merged: Sequence[MergedRange]) -> list[str]:
    """One label a column: the texts above each other, a wide cell standing over all it covers."""
    width = max(len(row.cells) for row in rows)
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        spread = _spread(row, merged, is_lowest=depth == len(rows) - 1, below=rows[depth + 1 :])
        for column, text in spread.items():
            if text and text not in parts[column]:
                parts[column].append(text)
    return ["".join("".join(part).split()) for part in parts]


def _spread(
    row: Row, merged: Sequence[MergedRange], *, is_lowest: bool, below: Sequence[Row]
) -> Mapping[int, str]:
    texts = dict(enumerate(row.cells))
    wide = [m for m in merged if m.top == row.number and m.right > m.left]
    for area in wide:
        for column in range(area.left, min(area.right + 1, len(row.cells))):
            texts[column] = row.cells[area.left]
    if not wide and not is_lowest and not merged:
        for column in range(1, len(row.cells)):
            if not texts[column] and any(column < len(b.cells) and b.cells[column] for b in below):
                texts[column] = texts[column - 1]
    return texts


def _unique(labels: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique: list[str] = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label if not label or seen[label] == 1 else f"{label}#{seen[label]}")
    return tuple(unique)


def squeezed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple("".join(cell.split()) for cell in cells)
