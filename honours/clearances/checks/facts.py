"""What the checks are told: how an object stands with each body, and what was held against it."""

from dataclasses import dataclass
from datetime import date

from honours.clearances.readings.matrix import AskedBody
from honours.clearances.vocabulary import Condition, ObjectKind, Opinion
from honours.kernel.rules import NATION
from honours.kernel.verdicts import Citation


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """Whom bodies are asked about, as far as the matrix looks at it.

    ``matter`` is what the object is put forward for (``commendations.edition:3``).
    """

    kinds: frozenset[ObjectKind]
    matter: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it counts for the standing. The words of it are not for checks."""

    body: str
    opinion: Opinion
    valid_until: date


@dataclass(frozen=True, slots=True)
class BodyStanding:
    """How it stands with one body. ``reason`` says why it was waived."""

    body: AskedBody
    condition: Condition
    opinion: Opinion | None = None
    valid_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClearanceStanding:
    """How an object stands on a day with every body that the matrix names for it.

    Adverse answers of bodies that the matrix no longer names count as well.
    """

    on: date
    bodies: tuple[BodyStanding, ...] = ()
    is_matrix_silent: bool = False
    """No row of the matrix speaks of such an object: nobody has said whom to ask."""
    is_declared: bool = False
    """A leader has said, on a document, that nobody has to be asked about such an object."""

    @property
    def is_unanswered(self) -> bool:
        """Whether nobody has said whom to ask, nor that nobody is to be asked."""
        return self.is_matrix_silent and not self.is_declared

    @property
    def required(self) -> tuple[BodyStanding, ...]:
        return tuple(each for each in self.bodies if each.body.is_required)

    @property
    def answered(self) -> tuple[BodyStanding, ...]:
        return tuple(each for each in self.bodies if each.opinion is not None)

    @property
    def adverse(self) -> tuple[BodyStanding, ...]:
        return self._with(Condition.ADVERSE)

    @property
    def stale(self) -> tuple[BodyStanding, ...]:
        return self._with(Condition.STALE)

    @property
    def missing(self) -> tuple[BodyStanding, ...]:
        """Required bodies that have not answered: never asked, or still pending."""
        waiting = (Condition.MISSING, Condition.PENDING)
        return tuple(each for each in self.required if each.condition in waiting)

    @property
    def waived(self) -> tuple[BodyStanding, ...]:
        return self._with(Condition.WAIVED)

    def _with(self, condition: Condition) -> tuple[BodyStanding, ...]:
        return tuple(each for each in self.bodies if each.condition is condition)


@dataclass(frozen=True, slots=True)
class DisqualifierFacts:
    """A ground on which some law shuts out from honours, while it was in force."""

    ground: str
    citation: Citation
    since: date | None = None
    until: date | None = None
    place: str = NATION
    is_reference: bool = False
    """Known to have existed, but not where or since when: nothing is judged by it."""

    def is_in_force(self, day: date, place: str) -> bool:
        begun = self.since is not None and self.since <= day
        ended = self.until is not None and day > self.until
        return begun and not ended and place.startswith(self.place) and not self.is_reference


@dataclass(frozen=True, slots=True)
class Hit:
    """A ground that applies to an object or its unit from a day until a day, or until lifted."""

    disqualifier: DisqualifierFacts
    happened_on: date
    lasts_until: date | None = None
    lifted_on: date | None = None

    def weighs_on(self, day: date, place: str) -> bool:
        ended = self.lasts_until is not None and day > self.lasts_until
        lifted = self.lifted_on is not None and day >= self.lifted_on
        begun = self.happened_on <= day
        return begun and not ended and not lifted and self.disqualifier.is_in_force(day, place)


@dataclass(frozen=True, slots=True)
class DisqualifierStanding:
    """Everything held against an object, to be judged by one day in one place."""

    on: date
    place: str
    hits: tuple[Hit, ...] = ()
