"""County codes of the years (GB/T 2260): which there were, and since which list."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Region:
    """A county by its code.

    ``absent_on`` is the day of the last list that had not got it; ``None`` where the first list
    we know has it already, or where it is not known.
    """

    code: str
    name: str
    absent_on: date | None


def region(code: str) -> Region | None:
    return _regions().get(code)


@cache
def _regions() -> dict[str, Region]:
    table = files("honours.privacy.readings").joinpath("regions.csv")
    with table.open(encoding="utf-8") as lines:
        return {row["code"]: _read(row) for row in csv.DictReader(lines)}


def _read(row: dict[str, str]) -> Region:
    absent = date.fromisoformat(row["absent_on"]) if row["absent_on"] else None
    return Region(row["code"], row["name"], absent)
