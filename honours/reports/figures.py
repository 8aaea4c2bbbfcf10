"""Figures: computed values with everything they were computed from. Nobody types one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any, Self

from honours.reports.vocabulary import FigureKey, Rounding, Shape

TENTH = Decimal("0.1")
MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.TRUNCATED: ROUND_DOWN}
RATES = {
    FigureKey.REDUCTION: ((FigureKey.REVOKED, FigureKey.MERGED), FigureKey.COUNTED),
    FigureKey.REDUCTION_SUSPENDED: (
        (FigureKey.REVOKED, FigureKey.MERGED, FigureKey.SUSPENDED),
        FigureKey.COUNTED,
    ),
    FigureKey.FRONT_LINE_SHARE: ((FigureKey.FRONT_LINE,), FigureKey.PERSONS),
    FigureKey.DIVISION_HEADS_SHARE: ((FigureKey.DIVISION_HEADS,), FigureKey.PERSONS),
}
"""What each rate adds up, and what it divides by. No record is in two of the parts."""


@dataclass(frozen=True, slots=True)
class Records:
    """Which records a figure was counted from: their kind (``campaigns.filing``) and keys."""

    kind: str
    keys: tuple[int, ...]

    @property
    def digest(self) -> str:
        """64 hexadecimal digits over kind and keys, in order of the keys."""
        return _digest([self.kind, sorted(self.keys)])


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``value`` is what is printed, percent for shares; ``None`` where there is none.

    ``numerator`` and ``denominator`` only for rates; ``names`` only for listings.
    """

    key: FigureKey
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    rounding: Rounding | None = None
    names: tuple[str, ...] = ()
    records: Records | None = None

    @property
    def words(self) -> str:
        """As sentences print it: ``75项``, ``9.3%``, or the names of a listing."""
        if self.key.shape is Shape.LISTING:
            return "、".join(self.names)
        return self.printed

    @property
    def printed(self) -> str:
        """As tables print it: value and unit; a dash where nothing can be said."""
        return "—" if self.value is None else f"{self.value:f}{self.key.unit}"

    @property
    def is_said(self) -> bool:
        """Whether a sentence may quote it: neither unknown nor nothing. A rate may be nought."""
        return self.value is not None and (bool(self.value) or self.key.shape is Shape.RATE)


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """All figures of one report, as they stood at the end of ``cut_off``."""

    cut_off: date
    figures: tuple[Figure, ...]
    is_target_met: bool | None = None
    """Judged before rounding; ``None`` where no target was set or nothing was counted."""

    def __getitem__(self, key: FigureKey) -> Figure:
        return next(figure for figure in self.figures if figure.key is key)

    @property
    def digest(self) -> str:
        """What is sealed: 64 hexadecimal digits over every figure with its records."""
        return _digest(self.as_json())

    def as_json(self) -> dict[str, Any]:
        return {
            "cut_off": self.cut_off.isoformat(),
            "is_target_met": self.is_target_met,
            "figures": [_as_json(figure) for figure in self.figures],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        figures = tuple(_from_json(row) for row in stored["figures"])
        return cls(date.fromisoformat(stored["cut_off"]), figures, stored["is_target_met"])


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that a report printed, and what it is now."""

    key: FigureKey
    old: Figure
    new: Figure


def count(key: FigureKey, records: Records, names: Iterable[str] = ()) -> Figure:
    """How many records there are; for a listing with their names."""
    return Figure(key, Decimal(len(records.keys)), names=tuple(names), records=records)


def rate(key: FigureKey, numerator: int, denominator: int, rounding: Rounding) -> Figure:
    """A share in percent with one decimal; without a value where nothing can be divided by."""
    if not denominator:
        return Figure(key, None, numerator, denominator, rounding)
    share = Decimal(numerator * 100) / Decimal(denominator)
    value = share.quantize(TENTH, MODES[rounding])
    return Figure(key, value, numerator, denominator, rounding)


def rates_of(counted: Mapping[FigureKey, Figure], rounding: Rounding) -> Iterator[Figure]:
    """Every rate, from the counts it is made of."""
    for key, (parts, whole) in RATES.items():
        above = sum(_number(counted[part]) for part in parts)
        yield rate(key, above, _number(counted[whole]), rounding)


def share_set(key: FigureKey, share: Decimal | None, records: Records) -> Figure:
    """A share that a rule sets (``0.7``), printed in percent; not rounded."""
    value = None if share is None else Decimal(f"{(share * 100).normalize():f}")
    return Figure(key, value, records=records)


def changes(old: FigureSheet, new: FigureSheet) -> tuple[FigureChange, ...]:
    """The figures that are printed otherwise now, in the order of the sheet."""
    return tuple(
        FigureChange(figure.key, old[figure.key], figure)
        for figure in new.figures
        if _told(old[figure.key]) != _told(figure)
    )


def _told(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.numerator, figure.denominator, figure.names)


def _number(figure: Figure) -> int:
    return 0 if figure.value is None else int(figure.value)


def _as_json(figure: Figure) -> dict[str, Any]:
    records = figure.records
    return {
        "key": figure.key.value,
        "name": figure.key.label,
        "value": None if figure.value is None else f"{figure.value:f}",
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "rounding": figure.rounding.value if figure.rounding else None,
        "names": list(figure.names),
        "records": {"kind": records.kind, "keys": list(records.keys), "digest": records.digest}
        if records
        else None,
    }


def _from_json(row: Mapping[str, Any]) -> Figure:
    stored = row["records"]
    return Figure(
        FigureKey(row["key"]),
        None if row["value"] is None else Decimal(row["value"]),
        row["numerator"],
        row["denominator"],
        Rounding(row["rounding"]) if row["rounding"] else None,
        tuple(row["names"]),
        Records(stored["kind"], tuple(stored["keys"])) if stored else None,
    )


def _digest(words: object) -> str:
    spelled = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(spelled.encode()).hexdigest()
