"""Two subjects compared: one score, one relation, and the reasons for both."""

from dataclasses import dataclass

from rapidfuzz.distance import Indel

from honours.registry.likeness.hosts import hosts_agree
from honours.registry.likeness.measures import NameMatch, name_match
from honours.registry.likeness.names import ReadName, read_name
from honours.registry.likeness.reasons import Comparison, differing_words, reasons, shared_words
from honours.registry.likeness.subjects import LevelRelation, Likeness, Relation, Subject
from honours.registry.likeness.words import BARE_TITLES

ALIKE = 0.7
"""Score from which two subjects are shown to an official. Set on the dev half of the labelled
pairs (bench/data/likeness_pairs.csv); see docs/adr on likeness."""

SAME_HOST_GAIN = 0.25
OTHER_HOST_SHARE = 0.92
SAME_OBJECTS_GAIN = 0.15
OTHER_OBJECTS_SHARE = 0.93
UNRELATED_CEILING = 0.3
OTHER_SCOPE_SHARE = 0.65
BARE_TITLE_SHARE = 0.5
OBJECTS_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class ReadSubject:
    """A subject with its name taken apart, ready to be compared many times."""

    subject: Subject
    name: ReadName


def read_subject(subject: Subject) -> ReadSubject:
    return ReadSubject(subject, read_name(subject.name))


def compare(first: Subject, second: Subject, *, alike: float = ALIKE) -> Likeness:
    """How alike two subjects are. Symmetric but for the order of the two in the answer."""
    return compare_read(read_subject(first), read_subject(second), alike=alike)


def compare_read(first: ReadSubject, second: ReadSubject, *, alike: float = ALIKE) -> Likeness:
    """The same for subjects already read."""
    comparison = _compared(first, second)
    score = round(final_score(comparison), 3)
    relation = _relation(comparison) if score >= alike else Relation.DIFFERENT
    return Likeness(
        first.subject,
        second.subject,
        score,
        relation,
        comparison.level_relation,
        shared_words(comparison),
        differing_words(comparison),
        comparison.hosts_agree,
        comparison.objects_agree,
        reasons(comparison, relation),
    )


def quick_score(first: ReadSubject, second: ReadSubject, match: NameMatch | None = None) -> float:
    """The score alone, for the many pairs that nobody will read."""
    return final_score(_compared(first, second, match))


def is_bare(name: ReadName) -> bool:
    """Whether the name says nothing but praise (先进集体), so that only the host tells what of."""
    return len(name.themes) == 1 and name.themes[0].matter in BARE_TITLES


def level_relation(first: str, second: str) -> LevelRelation:
    """How two division codes lie to each other: one is the other's area, or a part of it."""
    if first == second:
        return LevelRelation.SAME
    if second.startswith(first):
        return LevelRelation.FIRST_ABOVE
    if first.startswith(second):
        return LevelRelation.SECOND_ABOVE
    return LevelRelation.UNRELATED


def final_score(comparison: Comparison) -> float:
    """The names' likeness, moved by hosts, objects and places."""
    score = comparison.match.score
    if comparison.hosts_agree is not None:
        score = _moved(score, comparison.hosts_agree, SAME_HOST_GAIN, OTHER_HOST_SHARE)
    if comparison.objects_agree is not None:
        score = _moved(score, comparison.objects_agree, SAME_OBJECTS_GAIN, OTHER_OBJECTS_SHARE)
    if comparison.is_bare_title and not comparison.hosts_agree:
        score *= BARE_TITLE_SHARE
    if comparison.first_name.scope != comparison.second_name.scope:
        score *= OTHER_SCOPE_SHARE
    if comparison.level_relation is LevelRelation.UNRELATED:
        score = min(score, UNRELATED_CEILING)
    return score


def _moved(score: float, agrees: bool, gain: float, share: float) -> float:
    """Agreement closes part of the gap to 1, in proportion; it cannot make unlike names alike."""
    return score + gain * (1 - score) * score if agrees else score * share


def _compared(
    first: ReadSubject, second: ReadSubject, match: NameMatch | None = None
) -> Comparison:
    one, other = first.subject, second.subject
    return Comparison(
        one,
        other,
        first.name,
        second.name,
        match or name_match(first.name.themes, second.name.themes),
        level_relation(one.place, other.place),
        hosts_agree(one.hosts, other.hosts),
        _objects_agree(one.objects, other.objects),
        is_bare(first.name) or is_bare(second.name),
    )


def _objects_agree(first: str, second: str) -> bool | None:
    if not first or not second:
        return None
    return Indel.normalized_similarity(first, second) >= OBJECTS_ENOUGH


def _relation(comparison: Comparison) -> Relation:
    if comparison.revival is not None:
        return Relation.REVIVED
    if comparison.level_relation is not LevelRelation.SAME:
        return Relation.LOWER_COPY
    if comparison.match.is_containment:
        return Relation.MERGED
    if comparison.hosts_agree is False:
        return Relation.CROSS_DEPARTMENT
    return Relation.SAME if comparison.has_same_wording else Relation.RENAMED
