"""What of an edition is still on its way when it comes to deciding, and with whom it lies."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, Q, QuerySet

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.vocabulary import NominationState

ON_THE_WAY = (
    NominationState.SUBMITTED,
    NominationState.RECOMMENDED,
    NominationState.REPORTED,
    NominationState.FIRST_REVIEWED,
)
"""Put forward, a place held, and not yet through the second review."""

STILL_OPEN = (
    NominationState.DRAFT,
    *ON_THE_WAY,
    NominationState.SECOND_REVIEWED,
    NominationState.PROPOSED,
)
"""All that has not come to an end, the drafts and the chosen included."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What one unit has on the way: how many in which state."""

    unit: str
    numbers: dict[NominationState, int]

    @property
    def has_left_the_unit(self) -> bool:
        return set(self.numbers) != {NominationState.SUBMITTED}


def numbers_unsettled(edition: Edition) -> dict[NominationState, int]:
    """How many of each state before the choice, the second review's included. One query."""
    rows = edition.nominations.filter(state__in=(*ON_THE_WAY, NominationState.SECOND_REVIEWED))
    counted = rows.order_by().values_list("state").annotate(Count("pk"))
    return {NominationState(state): number for state, number in counted}


def on_the_way(edition: Edition) -> QuerySet[Nomination]:
    """Once somebody was chosen, whoever passed the second review only afterwards is late too."""
    rows = edition.nominations.select_related("organization")
    has_chosen = edition.nominations.filter(state=NominationState.PROPOSED)
    is_late = Q(state=NominationState.SECOND_REVIEWED) & Exists(has_chosen)
    return rows.filter(Q(state__in=ON_THE_WAY) | is_late)


def unsettled_by_unit(edition: Edition) -> list[Unsettled]:
    """The same by unit, in the order of the tree; numbers alone, nobody's name. One query."""
    rows = on_the_way(edition).order_by("organization__path", "state")
    counted = rows.values_list("organization__name", "state").annotate(number=Count("pk"))
    numbers: dict[str, dict[NominationState, int]] = defaultdict(dict)
    for unit, state, number in counted:
        numbers[unit][NominationState(state)] = number
    return [Unsettled(unit, found) for unit, found in numbers.items()]
