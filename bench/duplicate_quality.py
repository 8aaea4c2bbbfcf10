"""Precision and recall of the duplicate search, on pairs labelled by hand from real names.

The pairs are split by their first name, so that no first name is on both sides. The tables of
words and the threshold were set on ``dev`` only; ``test`` is what to believe. Baseline in the
same run: the plain similarity of the folded names, at its own best threshold on ``dev``.
"""

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from honours.registry.likeness.compare import ALIKE, compare
from honours.registry.likeness.index import LikenessIndex
from honours.registry.likeness.subjects import LevelRelation, Likeness, Relation, Subject

PAIRS = Path(__file__).parent / "data" / "likeness_pairs.csv"


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two subjects and what a person says they are to each other."""

    number: str
    split: str
    relation: Relation
    first: Subject
    second: Subject

    @property
    def is_alike(self) -> bool:
        return self.relation is not Relation.DIFFERENT


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of a yes/no judgement against the labels."""

    found: int
    wrongly_found: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrongly_found)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} ({self.found}/{self.found + self.wrongly_found})  "
            f"recall {self.recall:.3f} ({self.found}/{self.found + self.missed})"
        )


def labelled_pairs(split: str | None = None) -> list[LabelledPair]:
    """The pairs of one half, or all."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_pair(row) for row in rows if split in (None, row["split"])]


def quality(pairs: Sequence[LabelledPair], is_alike: Callable[[LabelledPair], bool]) -> Quality:
    said = [(pair.is_alike, is_alike(pair)) for pair in pairs]
    return Quality(said.count((True, True)), said.count((False, True)), said.count((True, False)))


def run() -> None:
    """Print precision and recall on both halves, the baseline's, and every mistake on test."""
    started = time.perf_counter()
    dev, test = labelled_pairs("dev"), labelled_pairs("test")
    print(f"labelled pairs: {len(dev)} dev, {len(test)} test; threshold {ALIKE}")
    for title, pairs in (("dev", dev), ("test", test)):
        print(f"  likeness, {title:4}  {quality(pairs, _by_likeness)}")
    limit = max(range(30, 101), key=lambda at: _f1(quality(dev, _by_plain(at))))
    for title, pairs in (("dev", dev), ("test", test)):
        print(f"  plain ratio >= {limit}, {title:4}  {quality(pairs, _by_plain(limit))}")
    _print_by_relation(test)
    _print_blocking(dev + test)
    _print_mistakes(test)
    print(f"  {time.perf_counter() - started:.2f} s")


def _pair(row: dict[str, str]) -> LabelledPair:
    revoked = row["revoked_on_a"]
    first = Subject(
        row["pair"] + "a",
        row["name_a"],
        tuple(filter(None, row["hosts_a"].split(";"))),
        place=row["place_a"],
        revoked_on=date.fromisoformat(revoked) if revoked else None,
    )
    second = Subject(
        row["pair"] + "b",
        row["name_b"],
        tuple(filter(None, row["hosts_b"].split(";"))),
        place=row["place_b"],
        year=int(row["year_b"]) if row["year_b"] else None,
    )
    return LabelledPair(
        row["pair"], row["split"], Relation[row["relation"].upper()], first, second
    )


def _judged(pair: LabelledPair) -> Likeness:
    return compare(pair.first, pair.second)


def _by_likeness(pair: LabelledPair) -> bool:
    return _judged(pair).is_alike


def _by_plain(limit: int) -> Callable[[LabelledPair], bool]:
    """The plain ratio of names, given the same knowledge of places."""

    def is_alike(pair: LabelledPair) -> bool:
        related = _judged(pair).level_relation is not LevelRelation.UNRELATED
        return related and fuzz.ratio(pair.first.name, pair.second.name) >= limit

    return is_alike


def _f1(found: Quality) -> float:
    return 2 * found.precision * found.recall / max(1e-9, found.precision + found.recall)


def _print_by_relation(pairs: Sequence[LabelledPair]) -> None:
    for relation in Relation:
        of_kind = [pair for pair in pairs if pair.relation is relation]
        judged = [_judged(pair) for pair in of_kind]
        agreed = sum(
            likeness.is_alike == (relation is not Relation.DIFFERENT) for likeness in judged
        )
        named = sum(likeness.relation is relation for likeness in judged)
        print(
            f"  {relation.label}: {agreed}/{len(of_kind)} judged right, {named} by that very name"
        )


def _print_blocking(pairs: Sequence[LabelledPair]) -> None:
    """Whether the index finds what the comparison would: nothing may be lost on the way."""
    alike = [pair for pair in pairs if _by_likeness(pair)]
    index = LikenessIndex(subject for pair in pairs for subject in (pair.first, pair.second))
    found = sum(
        pair.second.key in {like.second.key for like in index.like(pair.first, limit=1000)}
        for pair in alike
    )
    print(f"  index: {found}/{len(alike)} of the pairs that compare alike are found by it")


def _print_mistakes(pairs: Sequence[LabelledPair]) -> None:
    for pair in pairs:
        judged = _judged(pair)
        if judged.is_alike != pair.is_alike:
            word = "missed " if pair.is_alike else "wrongly"
            print(
                f"  {word} {pair.number} {judged.score:.3f} {pair.first.name} | {pair.second.name}"
            )
