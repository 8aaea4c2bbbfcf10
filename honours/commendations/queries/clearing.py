"""How an edition's candidates stand with the bodies to be asked and the bars of other laws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from honours.clearances.checks.facts import BodyStanding, ClearanceStanding, DisqualifierStanding
from honours.clearances.models import ClearanceRequest, NothingToAsk
from honours.clearances.queries.requests import handles, visible_declarations, visible_requests
from honours.clearances.queries.standing import declared_kinds, disqualifier_standings
from honours.clearances.readings.matrix import kinds_of_its_own
from honours.clearances.vocabulary import ObjectKind
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.holders import clearances_of, object_kinds, with_holders
from honours.commendations.vocabulary import NominationState
from honours.directory.models import Organization
from honours.directory.permissions import Mandate

TO_BE_CLEARED = (
    NominationState.REPORTED,
    NominationState.FIRST_REVIEWED,
    NominationState.SECOND_REVIEWED,
    NominationState.PROPOSED,
)
"""In the city's hands and not yet commended."""


@dataclass(frozen=True, slots=True)
class ClearingRow:
    """One candidate: how it stands with each body, what bars it, the questions by body."""

    nomination: Nomination
    standing: ClearanceStanding
    disqualified: DisqualifierStanding
    requests: Mapping[str, int]

    def with_body(self, code: str) -> BodyStanding | None:
        return next((one for one in self.standing.bodies if one.body.code == code), None)


def may_see_clearances(edition: Edition, mandate: Mandate) -> bool:
    """Answers are for the posts that handle them alone."""
    return handles(mandate, edition.organization)


def to_be_cleared(edition: Edition) -> list[Nomination]:
    rows = with_holders(edition.nominations.filter(state__in=TO_BE_CLEARED))
    known = rows.select_related("unit_organization", "edition__region")
    return list(known.order_by("kind", "organization__path", "pk"))


def clearing_board(
    nominations: Sequence[Nomination], edition: Edition, mandate: Mandate, *, on: date
) -> list[ClearingRow]:
    """Few queries, however many candidates."""
    place = edition.region.division
    standings = clearances_of(nominations, on=on, place=place)
    held = disqualified_by(nominations, on=on, place=place)
    questions = _questions(nominations, mandate)
    return [
        ClearingRow(
            one, standings[one.subject()], held[one.subject()], questions.get(one.subject(), {})
        )
        for one in nominations
    ]


def kinds_nobody_spoke_of(edition: Edition, board: Iterable[ClearingRow]) -> list[ObjectKind]:
    """Kinds of the candidates on which the matrix is silent and no leader has decided."""
    found = {
        kind
        for row in board
        if row.standing.is_unanswered
        for kind in kinds_of_its_own(object_kinds(row.nomination))
    }
    declared = declared_kinds([edition.subject()]).get(edition.subject(), frozenset())
    return [kind for kind in ObjectKind if kind in found - declared]


def declarations_for(edition: Edition, mandate: Mandate) -> QuerySet[NothingToAsk]:
    """Leaders' words that nobody has to be asked in this edition, cancelled ones included."""
    return visible_declarations(mandate).filter(matter=edition.subject())


def disqualified_by(
    nominations: Sequence[Nomination], *, on: date, place: str
) -> dict[str, DisqualifierStanding]:
    """Bars against each candidate itself, where it works, and who puts it forward."""
    objects = {
        one.subject(): frozenset(
            {one.subject(), *map(unit_subject, (one.unit_organization_id, one.organization_id))}
            - {""}
        )
        for one in nominations
    }
    return disqualifier_standings(objects, on=on, place=place)


def unit_subject(key: int | None) -> str:
    """Under what a bar against a unit is recorded."""
    return f"{Organization._meta.label_lower}:{key}" if key else ""


def _questions(nominations: Sequence[Nomination], mandate: Mandate) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    rows = visible_requests(mandate).filter(about__in=[one.subject() for one in nominations])
    for about, code, key in rows.order_by("pk").values_list("about", "body__code", "pk"):
        found.setdefault(about, {})[code] = key
    return found


def drafted_of(nominations: Sequence[Nomination]) -> int:
    """How many questions about these are drawn up and have not been sent."""
    subjects = [one.subject() for one in nominations]
    return ClearanceRequest.objects.filter(about__in=subjects, state="drafted").count()
