"""Activities in any number, put together from parts of real names and real divisions."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from honours.registry.likeness.subjects import Subject

DATA = Path(__file__).parent / "data"
RENAMED_SHARE = 0.15
"""Share of activities that are an earlier one under another name or in a lower place."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A subject made by renaming an earlier one, so that the search ought to put them together."""

    original: int
    renamed: int


def made_activities(count: int, seed: int = 1) -> tuple[list[Subject], list[Planted]]:
    """That many subjects, the same for the same seed, and the renamings planted among them."""
    maker = _Maker(random.Random(seed))
    for number in range(count):
        if number > 100 and maker.chance.random() < RENAMED_SHARE:
            maker.rename(number)
        else:
            maker.invent(number)
    return maker.subjects, maker.planted


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.subjects: list[Subject] = []
        self.planted: list[Planted] = []
        with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
            self._places = [
                ("", "全国"),
                *((row["code"], row["name"]) for row in csv.DictReader(file)),
            ]
        self._parts = yaml.safe_load((DATA / "name_parts.yaml").read_text(encoding="utf-8"))

    def invent(self, number: int) -> None:
        code, place = self.chance.choice(self._places)
        matter = self._part("matters")
        year = self.chance.randint(2005, 2012)
        edition = f"{year}年度" if self.chance.random() < 0.2 else ""
        whole = self._part("qualifiers") + matter + self._part("aspects")
        name = edition + place + whole + self._part("joints") + self._part("titles")
        self._add(number, name + self._part("wrappings"), (f"{place}{matter}局",), code, year)

    def rename(self, number: int) -> None:
        original = self.chance.randrange(number)
        subject = self.subjects[original]
        name = subject.name
        for old, new in self.chance.sample(self._parts["renamings"], 6):
            name = name.replace(old, new)
        self._add(number, name, subject.hosts, subject.place, 2014)
        self.planted.append(Planted(original, number))

    def _part(self, kind: str) -> str:
        return str(self.chance.choice(self._parts[kind]))

    def _add(self, number: int, name: str, hosts: tuple[str, ...], place: str, year: int) -> None:
        self.subjects.append(Subject(f"A{number}", name, hosts, place=place, year=year))
