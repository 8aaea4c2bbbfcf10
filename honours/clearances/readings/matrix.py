"""Which bodies have to be asked about an object, by the matrix of its day and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from honours.clearances.readings.bodies import Bodies, bearer_on, name_on
from honours.clearances.vocabulary import IMPLIED, FormKind, ObjectKind
from honours.kernel.rules import NATION
from honours.kernel.verdicts import Citation


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One line of the matrix. ``is_required=False``: may be asked, but nothing waits for it."""

    kind: ObjectKind
    body: str
    is_required: bool
    citation: Citation
    since: date
    until: date | None = None
    place: str = NATION

    def is_in_force(self, day: date, place: str) -> bool:
        ended = self.until is not None and day > self.until
        return self.since <= day and not ended and place.startswith(self.place)


@dataclass(frozen=True, slots=True)
class AskedBody:
    """A body to be asked, under its name of the day, with every clause that demands it."""

    code: str
    name: str
    is_required: bool
    grounds: tuple[Citation, ...]


def all_kinds(kinds: Iterable[ObjectKind]) -> frozenset[ObjectKind]:
    """The kinds given, those they imply, and that every object is of."""
    found = {ObjectKind.EVERY}
    for kind in kinds:
        found |= {kind, *IMPLIED.get(kind, ())}
    return frozenset(found)


def kinds_of_its_own(kinds: Iterable[ObjectKind]) -> frozenset[ObjectKind]:
    """What the object is besides being one at all; just that where it is nothing else."""
    return frozenset(kinds) - {ObjectKind.EVERY} or frozenset({ObjectKind.EVERY})


def is_spoken_of(kinds: Iterable[ObjectKind], declared: frozenset[ObjectKind]) -> bool:
    """Whether it was declared of all that the object is, or of every object."""
    return ObjectKind.EVERY in declared or kinds_of_its_own(kinds) <= declared


def bodies_to_ask(
    kinds: Iterable[ObjectKind], rows: Iterable[RowFacts], bodies: Bodies, *, day: date, place: str
) -> tuple[AskedBody, ...]:
    """Every body that the matrix names for an object of these kinds on that day in that place.

    Rows of all places add up: a nearer place may demand more, never less. Bodies that have become
    one are asked once.
    """
    wanted = all_kinds(kinds)
    grounds: dict[str, list[RowFacts]] = {}
    for row in rows:
        if row.kind in wanted and row.is_in_force(day, place):
            grounds.setdefault(bearer_on(row.body, bodies, day, place), []).append(row)
    return tuple(
        AskedBody(
            code,
            name_on(bodies[code], day, place),
            any(row.is_required for row in demands),
            tuple(dict.fromkeys(row.citation for row in demands)),
        )
        for code, demands in grounds.items()
    )


def form_of(kinds: Iterable[ObjectKind]) -> FormKind:
    """Which of the printed forms an object is asked about with."""
    found = all_kinds(kinds)
    for kind, form in _FORMS:
        if kind in found:
            return form
    return FormKind.FRONT_LINE


_FORMS = (
    (ObjectKind.ENTERPRISE_HEAD, FormKind.ENTERPRISE_HEAD),
    (ObjectKind.PUBLIC_CADRE, FormKind.PUBLIC_CADRE),
    (ObjectKind.ENTERPRISE, FormKind.ENTERPRISE),
    (ObjectKind.INSTITUTION, FormKind.COLLECTIVE),
    (ObjectKind.AGENCY, FormKind.COLLECTIVE),
)
