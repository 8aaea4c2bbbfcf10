"""One subject against all: the standing index that screening of a single filing asks.

Pure Python and rapidfuzz, so that a web process may hold one without loading scipy.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from honours.registry.likeness.compare import (
    ALIKE,
    ReadSubject,
    compare_read,
    is_bare,
    quick_score,
    read_subject,
)
from honours.registry.likeness.hosts import host_stem
from honours.registry.likeness.measures import matter_likeness
from honours.registry.likeness.subjects import Likeness, Subject

NEAR_MATTER = 0.6
"""Matters less alike than this never make two names alike."""

NEAR_GRAMS = 0.3
"""Share of common bigrams from which two matters are measured at all."""


class LikenessIndex:
    """Subjects by their subject matter and place.

    Built once (some 20 µs a subject), asked often; ``add`` keeps it current. Keys must differ:
    a subject is never compared with the one of its own key.
    """

    def __init__(self, subjects: Iterable[Subject] = ()) -> None:
        self._subjects: list[ReadSubject] = []
        self._matters: dict[str, int] = {}
        self._matter_names: list[str] = []
        self._gram_counts: list[int] = []
        self._matters_with: defaultdict[str, list[int]] = defaultdict(list)
        self._places_of: list[defaultdict[str, list[int]]] = []
        for subject in subjects:
            self.add(subject)

    def __len__(self) -> int:
        return len(self._subjects)

    def add(self, subject: Subject) -> None:
        read = read_subject(subject)
        for matter in blocking_matters(read):
            self._places_of[self._matter(matter)][subject.place].append(len(self._subjects))
        self._subjects.append(read)

    def like(
        self, subject: Subject, *, threshold: float = ALIKE, limit: int = 20
    ) -> list[Likeness]:
        """The subjects most like this one, best first. It is the first of each pair."""
        read = read_subject(subject)
        scored = [
            (quick_score(read, self._subjects[at]), at)
            for at in self._candidates(read)
            if self._subjects[at].subject.key != subject.key
        ]
        best = sorted((-score, at) for score, at in scored if round(score, 3) >= threshold)
        return [compare_read(read, self._subjects[at], alike=threshold) for _, at in best[:limit]]

    def _candidates(self, read: ReadSubject) -> set[int]:
        place = read.subject.place
        return {
            at
            for matter in blocking_matters(read)
            for near in self._near_matters(matter)
            for other, positions in self._places_of[near].items()
            if place.startswith(other) or other.startswith(place)
            for at in positions
        }

    def _near_matters(self, matter: str) -> Iterator[int]:
        wanted = grams(matter)
        counts: Counter[int] = Counter()
        for gram in wanted:
            counts.update(self._matters_with.get(gram, ()))
        for other, common in counts.items():
            if 2 * common < NEAR_GRAMS * (len(wanted) + self._gram_counts[other]):
                continue
            if matter_likeness(matter, self._matter_names[other]) >= NEAR_MATTER:
                yield other

    def _matter(self, matter: str) -> int:
        known = self._matters.get(matter)
        if known is not None:
            return known
        number = self._matters[matter] = len(self._matters)
        self._matter_names.append(matter)
        found = grams(matter)
        self._gram_counts.append(len(found))
        self._places_of.append(defaultdict(list))
        for gram in found:
            self._matters_with[gram].append(number)
        return number


def blocking_matters(read: ReadSubject) -> list[str]:
    """The matters under which a subject is looked for.

    A bare 先进集体 says nothing of its matter: it is looked for under its hosts.
    """
    if is_bare(read.name):
        return [f"{read.name.themes[0].matter}:{host_stem(host)}" for host in read.subject.hosts]
    return [theme.matter for theme in read.name.themes]


def grams(matter: str) -> list[str]:
    """The bigrams of a matter, each once, or the whole where it is a single character."""
    return list(dict.fromkeys(map("".join, pairwise(matter)))) or [matter]
