"""Places as people write them, with the division codes that rules and likeness go by.

The names are those of 2023; a place that was merged or renamed before is asked for by its code.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from honours.kernel.verdicts import Finding, Refusal
from honours.registry.readings.characters import canonical

NATION_NAME = "全国"
_FILE = Path(__file__).with_name("places.csv")
_CODE_LENGTHS = (2, 4, 6)


@dataclass(frozen=True, slots=True)
class Place:
    """A province (2 digits), a city (4), a county (6), or the nation (no code)."""

    code: str
    name: str

    @property
    def full_name(self) -> str:
        """With the places above it: ``四川省巴中市``."""
        above = (_by_code().get(self.code[:length]) for length in _CODE_LENGTHS)
        names = [place.name for place in above if place and place.code != self.code]
        return "".join(dict.fromkeys([*names, self.name]))


def find_place(text: str) -> Place:
    """The place of that name or code: ``巴中市``, ``四川省巴中市``, ``5119``, ``511900``.

    Raises ``Refusal`` naming the nearest ones where it is unknown, and all of them where several
    places are called so.
    """
    wanted = canonical(text)
    if wanted in (NATION_NAME, "国家", "全国性"):
        return Place("", NATION_NAME)
    if wanted.isdigit():
        return _by_its_code(wanted)
    found = _by_name().get(wanted, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(_several(text, found))
    raise Refusal(_unknown(text, _nearest(wanted)))


def place_within(text: str, place: Place) -> Place:
    """The place below that a body's name begins with (``通江县人事局``), else the place itself."""
    for below in _below(place.code):
        if text.startswith(below.name):
            return below
    return place


def _by_its_code(digits: str) -> Place:
    code = digits
    while code.endswith("00") and code not in _by_code():
        code = code[:-2]
    place = _by_code().get(code)
    if place is None:
        near = [one for one in _by_code().values() if one.code.startswith(digits[:4])]
        raise Refusal(_unknown(digits, near[:5]))
    return place


@cache
def _by_code() -> dict[str, Place]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Place(row["code"], row["name"]) for row in csv.DictReader(file)}


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    """Every spelling that is understood: whole, without its ending, with the places above."""
    found: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for place in _by_code().values():
        above = _by_code().get(place.code[:4])
        city = above.name if above and above != place else ""
        for spelling in (place.name, place.full_name, _short(place.name), city + place.name):
            found[spelling][place.code] = place
    return {name: tuple(places.values()) for name, places in found.items()}


@cache
def _below(code: str) -> tuple[Place, ...]:
    return tuple(
        place
        for place in _by_code().values()
        if place.code.startswith(code) and place.code != code
    )


def _short(name: str) -> str:
    short = name[:-1] if name.endswith(("省", "市", "县", "区")) else name
    return short if len(short) > 1 else name


def _nearest(wanted: str) -> list[Place]:
    names = get_close_matches(wanted, _by_name(), n=8, cutoff=0.5)
    return list(dict.fromkeys(place for name in names for place in _by_name()[name]))[:5]


def _several(text: str, found: tuple[Place, ...]) -> Finding:
    listed = "、".join(f"{place.full_name}（{place.code}）" for place in found)
    return Finding(
        "place-ambiguous",
        f"叫“{text}”的地方有{len(found)}个：{listed}。",
        remedy="请写上级地名（如“四川省巴中市”）或行政区划代码。",
        field="place",
    )


def _unknown(text: str, near: list[Place]) -> Finding:
    listed = "、".join(f"{place.full_name}（{place.code}）" for place in near)
    return Finding(
        "place-unknown",
        f"不认识地名“{text}”。" + (f"相近的有：{listed}。" if listed else ""),
        remedy="请写省、市、县的全称或行政区划代码。",
        field="place",
    )
