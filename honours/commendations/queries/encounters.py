"""Where else the same person, collective or text was met. Few queries, however many ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import QuerySet

from honours.commendations.checks.nomination_facts import AlikeText, Encounter
from honours.commendations.likeness.marks import ALIKE, MARKS, resemblance
from honours.commendations.models.nominations import Collective, Person, TextMark
from honours.commendations.queries.nominations import Parts
from honours.commendations.vocabulary import NominationState
from honours.directory.permissions import Mandate
from honours.privacy.fields import blind_index

MOST_TOLD = 5
"""So many resembling accounts are named."""
SHARED_AT_LEAST = int(MARKS * ALIKE) // 2
"""With fewer marks in common two texts are not compared any further."""
_ABOUT = (
    "nomination_id",
    "nomination__edition_id",
    "nomination__number",
    "nomination__organization__name",
    "nomination__organization__path",
)
_WHERE_MET = (
    *_ABOUT,
    "nomination__edition__activity_id",
    "nomination__state",
    "nomination__honour__title",
    "nomination__honour__conferred_on",
)


@dataclass
class Found:
    """What was met of one nomination elsewhere."""

    encounters: list[Encounter] = field(default_factory=list)
    alike: list[AlikeText] = field(default_factory=list)


class _About(NamedTuple):
    """Which nomination it is, as ``_ABOUT`` lists it."""

    key: int
    edition: int
    number: str
    unit: str
    path: str

    def named(self, paths: Iterable[str]) -> str:
        """By number and unit, for those whose posts reach it; else nothing."""
        reached = any(self.path.startswith(path) for path in paths)
        return f"{self.number}（{self.unit}）" if reached else ""


class _Met(NamedTuple):
    """What became of a nomination in which the same sign was met."""

    activity: int
    state: str
    title: str | None
    granted_on: date | None


def found_elsewhere(
    parts: Mapping[int, Parts], mandate: Mandate | None = None
) -> dict[int, Found]:
    """By key of the nomination. Others are named only where the mandate reaches them."""
    found = {key: Found() for key in parts}
    paths = mandate.reach() if mandate else frozenset()
    _meet(parts, found, paths, _persons(parts))
    _meet(parts, found, paths, _collectives(parts))
    _compare(parts, found, paths)
    return found


def marking_key() -> bytes:
    """The key of all marks: drawn from the key of all digests, so that no other is kept."""
    return sha256(blind_index("commendations.textmark").encode()).digest()


def _persons(parts: Mapping[int, Parts]) -> QuerySet[Any, Any] | None:
    signs = {str(one.identity_index) for each in parts.values() for one in each.persons} - {""}
    rows = Person.objects.filter(identity_index__in=signs)
    return rows.values_list("identity_index", *_WHERE_MET) if signs else None


def _collectives(parts: Mapping[int, Parts]) -> QuerySet[Any, Any] | None:
    names = {each.collective.name for each in parts.values() if each.collective} - {""}
    rows = Collective.objects.filter(name__in=names)
    return rows.values_list("name", *_WHERE_MET) if names else None


def _meet(
    parts: Mapping[int, Parts],
    found: dict[int, Found],
    paths: Iterable[str],
    rows: QuerySet[Any, Any] | None,
) -> None:
    """Tell of every row with the same sign, but never of the nomination itself."""
    if rows is None:
        return
    bearers: dict[str, list[int]] = {}
    for key, one in parts.items():
        for sign in _signs_of(one):
            bearers.setdefault(sign, []).append(key)
    for row in rows:
        about, met = _About(*row[1 : len(_ABOUT) + 1]), _Met(*row[len(_ABOUT) + 1 :])
        for key in bearers.get(row[0], ()):
            if key != about.key:
                encounter = _encounter(parts[key], about, met, paths)
                found[key].encounters.append(encounter)


def _signs_of(parts: Parts) -> set[str]:
    signs = {str(person.identity_index) for person in parts.persons}
    return signs | ({parts.collective.name} if parts.collective else set())


def _encounter(ours: Parts, about: _About, met: _Met, paths: Iterable[str]) -> Encounter:
    edition = ours.nomination.edition
    is_same_edition = about.edition == edition.pk
    return Encounter(
        state=NominationState(met.state),
        is_same_edition=is_same_edition,
        other=about.named(paths),
        title=met.title or "",
        granted_on=met.granted_on,
        is_same_honour=bool(met.title)
        and met.activity == edition.activity_id
        and not is_same_edition,
    )


def _compare(parts: Mapping[int, Parts], found: dict[int, Found], paths: Iterable[str]) -> None:
    """One query for the marks that occur here as well, one more where a text comes near."""
    if not any(one.nomination.account for one in parts.values()):
        return  # where nothing is told, nothing is marked
    own = TextMark.objects.filter(nomination__in=parts)
    shared: dict[int, set[int]] = {}
    rows = TextMark.objects.filter(mark__in=own.values("mark"))
    for key, mark in rows.values_list("nomination_id", "mark"):
        shared.setdefault(key, set()).add(mark)
    ours = {key: marks for key, marks in shared.items() if key in parts}
    near = {
        other
        for key, marks in ours.items()
        for other, others in shared.items()
        if other != key and len(marks & others) >= SHARED_AT_LEAST
    }
    if near:
        whole, about = _whole(near)
        for key, marks in ours.items():
            mine = parts[key].nomination.edition_id
            found[key].alike += _alike(key, marks, whole, (about, mine, paths))


def _whole(near: Iterable[int]) -> tuple[dict[int, set[int]], dict[int, _About]]:
    """All marks of these nominations, and what to call each."""
    marks: dict[int, set[int]] = {}
    about: dict[int, _About] = {}
    for row in TextMark.objects.filter(nomination__in=near).values_list("mark", *_ABOUT):
        one = _About(*row[1:])
        marks.setdefault(one.key, set()).add(row[0])
        about[one.key] = one
    return marks, about


def _alike(
    key: int,
    marks: set[int],
    whole: Mapping[int, set[int]],
    naming: tuple[Mapping[int, _About], int, Iterable[str]],
) -> list[AlikeText]:
    about, edition, paths = naming
    told = [(resemblance(marks, theirs), other) for other, theirs in whole.items() if other != key]
    nearest = sorted((pair for pair in told if pair[0] >= ALIKE), reverse=True)[:MOST_TOLD]
    return [
        AlikeText(share, about[other].edition == edition, about[other].named(paths))
        for share, other in nearest
    ]
