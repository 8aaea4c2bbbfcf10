"""The numbers of likeness: two subject matters, two themes, two whole names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from honours.registry.likeness.names import Theme
from honours.registry.likeness.words import ASPECTS, CONTRASTS, PERSON_ENDINGS

REORDERED = 0.95
"""The same characters in another order, 安全生产 and 生产安全."""

LONG_MATTER = 6
REORDERED_LONG = 0.85

CONTRASTED = 0.45
"""Ceiling for matters that hold words excluding each other, 城市 and 农村."""

REPLACED = 0.08
"""Taken off for each character that another stands in place of: 林业 for 农业 weighs more than
林业 for 林业生态."""

PERSON_AGAINST_THING = 0.8
"""Left of the likeness where one matter ends in a kind of person and the other does not."""

PART_AGAINST_WHOLE = 0.8
"""The same where one names a side of the work (宣传、信访) that the other does not."""

MATTER_SHARE = 0.8
"""The subject matter's share in a theme's likeness; the titles given have the rest."""

CONTAINED = 0.9
"""A name wholly contained in a longer, merged one is this much like it."""

TITLES_APART = 0.4
ONE_SIDE_SILENT = 0.75


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are, and which of their themes met (indexes, matter likeness)."""

    score: float
    meetings: tuple[tuple[int, int, float], ...]
    is_containment: bool


def matter_likeness(first: str, second: str) -> float:
    """0 to 1. A matter that could not be read (empty) is like nothing, not even another."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if contrast_between(first, second):
        return min(CONTRASTED, Indel.normalized_similarity(first, second))
    if len(first) == len(second) and sorted(first) == sorted(second):
        return REORDERED
    replaced = Indel.distance(first, second) - Levenshtein.distance(first, second)
    likeness = max(0.0, Indel.normalized_similarity(first, second) - REPLACED * replaced)
    if likeness < REORDERED_LONG and min(len(first), len(second)) >= LONG_MATTER:
        likeness = max(likeness, _same_characters(first, second))
    if (first[-1] in PERSON_ENDINGS) != (second[-1] in PERSON_ENDINGS):
        likeness *= PERSON_AGAINST_THING
    return likeness if _aspects(first) == _aspects(second) else likeness * PART_AGAINST_WHOLE


def _same_characters(first: str, second: str) -> float:
    """Likeness of two long matters whose parts changed places."""
    shared = Indel.normalized_similarity(_in_order(first), _in_order(second))
    return shared * REORDERED if shared >= REORDERED_LONG else 0.0


@lru_cache(maxsize=131_072)
def _in_order(matter: str) -> str:
    return "".join(sorted(matter))


@lru_cache(maxsize=131_072)
def _aspects(matter: str) -> frozenset[str]:
    return frozenset(_ASPECT.findall(matter))


@lru_cache(maxsize=131_072)
def _contrasting(matter: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (row, word) for row, words in enumerate(CONTRASTS) for word in words if word in matter
    )


def contrast_between(first: str, second: str) -> tuple[str, str] | None:
    """The first two words that exclude each other, each absent from the other matter."""
    for row, word in _contrasting(first):
        for other_row, other in _contrasting(second):
            if row == other_row and word not in second and other not in first:
                return word, other
    return None


def theme_likeness(first: Theme, second: Theme) -> tuple[float, float]:
    """Likeness of the themes, and of their matters alone."""
    matter = matter_likeness(first.matter, second.matter)
    if matter < 0.5:
        return matter * MATTER_SHARE, matter
    praise = _overlap(first.praise, second.praise)
    recipients = _overlap(first.recipients, second.recipients)
    return matter * (MATTER_SHARE + (1 - MATTER_SHARE) * (praise + recipients) / 2), matter


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    if not first and not second:
        return 1.0
    if not first or not second:
        return ONE_SIDE_SILENT
    return TITLES_APART if first.isdisjoint(second) else 1.0


def name_match(first: Sequence[Theme], second: Sequence[Theme]) -> NameMatch:
    """Each theme of the shorter name meets its best in the longer one."""
    if len(first) == len(second) == 1:
        score, matter = theme_likeness(first[0], second[0])
        return NameMatch(score, ((0, 0, matter),), is_containment=False)
    swapped = len(first) > len(second)
    shorter, longer = (second, first) if swapped else (first, second)
    scores = [[theme_likeness(theme, other) for other in longer] for theme in shorter]
    best = [max(range(len(longer)), key=row.__getitem__) for row in scores]
    inward = sum(row[at][0] for row, at in zip(scores, best, strict=True)) / len(shorter)
    outward = sum(max(row[at][0] for row in scores) for at in range(len(longer))) / len(longer)
    whole = (inward + outward) / 2 if len(shorter) == len(longer) else outward
    contained = len(shorter) < len(longer) and inward * CONTAINED > whole
    meetings = tuple(
        (at, index, scores[index][at][1]) if swapped else (index, at, scores[index][at][1])
        for index, at in enumerate(best)
    )
    return NameMatch(inward * CONTAINED if contained else whole, meetings, contained)


_ASPECT = re.compile("|".join(ASPECTS))
