"""County codes of the years (GB/T 2260): which there were, and since which list.

``regions.csv`` holds the list of 2023, and the older codes of Bazhong and Dazhou. ``absent_on``
was read off the lists of the ministry of civil affairs for the ends of 1980, 1992, 1999 and 2000,
for Chongqing and parts of Sichuan alone; Enyang was founded in January 2013.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Region:
    """A county by its code.

    ``absent_on`` is the day of the latest list we know that had not got it; ``None`` where every
    one had it, or where nobody has looked.
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
