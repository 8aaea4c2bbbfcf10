"""Groups among very many subjects. For background work: it loads numpy and scipy."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from honours.registry.likeness.compare import (
    ALIKE,
    ReadSubject,
    compare_read,
    quick_score,
    read_subject,
)
from honours.registry.likeness.index import NEAR_MATTER, blocking_matters
from honours.registry.likeness.measures import NameMatch, name_match
from honours.registry.likeness.names import Theme
from honours.registry.likeness.neighbours import NearMatters
from honours.registry.likeness.subjects import Group, Subject

PLACE_LENGTHS = (0, 2, 4, 6, 9, 12)
"""Digits of a division code from the nation down to the village."""


def find_groups(subjects: Sequence[Subject], *, threshold: float = ALIKE) -> list[Group]:
    """Groups of two or more, largest first; each member is like the centre of its group.

    Subjects are taken from the highest level down, the earliest first. Each joins the centre it
    is most like, or becomes a centre. So nothing chains, and the answer does not depend on chance.
    """
    with _collector_at_rest():
        reads = [read_subject(subject) for subject in subjects]
        groups = [
            Group(
                (reads[centre].subject, *(reads[at].subject for at in others)),
                tuple(compare_read(reads[centre], reads[at], alike=threshold) for at in others),
            )
            for centre, others in _members(reads, threshold).items()
        ]
    return sorted(groups, key=lambda group: -len(group.members))


def _members(reads: Sequence[ReadSubject], threshold: float) -> dict[int, list[int]]:
    """Positions of the members by the position of their centre."""
    centres = _Centres(reads, threshold)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at in sorted(range(len(reads)), key=lambda at: _authority(reads[at].subject)):
        centre = centres.nearest(at)
        if centre is None:
            centres.add(at)
        else:
            members[centre].append(at)
    return members


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Millions of small records are made here and none refers back: looking for circles among
    them costs a fifth of the time and finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _authority(subject: Subject) -> tuple[int, bool, int]:
    """Upper levels first; where the level is the same, revoked ones, then earlier ones."""
    return len(subject.place), subject.revoked_on is None, subject.year or 0


class _Centres:
    """Centres by matter and place, and the nearest of them for a subject."""

    def __init__(self, reads: Sequence[ReadSubject], threshold: float) -> None:
        self._reads = reads
        self._threshold = threshold
        numbers: dict[str, int] = {}
        self._matters_of = [
            [numbers.setdefault(matter, len(numbers)) for matter in blocking_matters(read)]
            for read in reads
        ]
        self._near = NearMatters(list(numbers))
        self._matters_at: defaultdict[str, set[int]] = defaultdict(set)
        self._at: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        names: dict[tuple[Theme, ...], int] = {}
        self._name_of = [names.setdefault(read.name.themes, len(names)) for read in reads]
        self._ranked: list[int] = []
        self._rank: dict[int, int] = {}
        self._matches: dict[tuple[int, int], NameMatch] = {}

    def add(self, at: int) -> None:
        self._rank[at] = len(self._ranked)
        self._ranked.append(at)
        place = self._reads[at].subject.place
        for matter in self._matters_of[at]:
            self._matters_at[place].add(matter)
            self._at[matter, place].append(at)

    def nearest(self, at: int) -> int | None:
        """The centre most like this subject, the earlier among equals; ``None`` if none is."""
        scored = [
            (quick_score(self._reads[centre], self._reads[at], match), -self._rank[centre])
            for centre in set(self._candidates(at))
            if (match := self._match(centre, at)).score >= NEAR_MATTER
        ]
        score, rank = max(scored, default=(0.0, 0))
        return self._ranked[-rank] if round(score, 3) >= self._threshold else None

    def _candidates(self, at: int) -> Iterator[int]:
        place = self._reads[at].subject.place
        places = [place[:length] for length in PLACE_LENGTHS if length <= len(place)]
        for matter in self._matters_of[at]:
            near = self._near.of(matter)
            for upper in places:
                for found in self._matters_at[upper].intersection(near):
                    yield from self._at[found, upper]

    def _match(self, centre: int, at: int) -> NameMatch:
        key = self._name_of[centre], self._name_of[at]
        known = self._matches.get(key)
        if known is None:
            known = self._matches[key] = name_match(
                self._reads[centre].name.themes, self._reads[at].name.themes
            )
        return known
