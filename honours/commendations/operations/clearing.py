"""All bodies are asked about all candidates in one go; of some kinds, nobody has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.clearances.models import ClearanceRequest, NothingToAsk
from honours.clearances.operations.asking import AskedObject, AskPlan, ask_clearances
from honours.clearances.operations.declarations import (
    DeclarationDraft,
    Handled,
    declare_nothing_to_ask,
)
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.holders import holder_name, object_kinds
from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import CandidateKind

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AskTerms:
    """When it is asked and until when; ``validity_months`` where a paper says so."""

    asked_on: date
    due_on: date
    validity_months: int | None = None
    is_sealed_round: bool = False


@transaction.atomic
def ask_for_candidates(
    edition: Edition, nominations: Sequence[Nomination], terms: AskTerms, *, by: User
) -> list[ClearanceRequest]:
    """Draw up what the matrix of day and place demands for each; the links follow in clearances.

    ``nominations`` with their holders at hand. Raises ``Refusal`` where nothing is left to ask.
    """
    if not nominations or len(nominations) > MOST_AT_ONCE:
        raise Refusal(
            Finding(
                "not-so-many",
                f"一次可以征求1至{MOST_AT_ONCE}个对象，现为{len(nominations)}个。",
                remedy="请等名单报到市级以后征求；人数太多的，请按名单分批。",
            )
        )
    plan = AskPlan(
        organization=edition.organization,
        place=edition.region.division,
        asked_on=terms.asked_on,
        due_on=terms.due_on,
        validity_months=terms.validity_months,
        is_sealed_round=terms.is_sealed_round,
    )
    return ask_clearances([_object(one) for one in nominations], plan, by=by)


def declare_for_edition(
    edition: Edition, draft: DeclarationDraft, *, by: User, on: date | None = None
) -> list[NothingToAsk]:
    """A leader of whoever runs the edition says of whom nobody has to be asked in it."""
    handled = Handled(
        edition.subject(),
        edition.organization,
        edition.region.division,
        on or timezone.localdate(),
    )
    return declare_nothing_to_ask(handled, draft, by=by)


def _object(nomination: Nomination) -> AskedObject:
    persons = list(nomination.persons.all())
    is_person = nomination.kind == CandidateKind.PERSON
    return AskedObject(
        about=nomination.subject(),
        name=holder_name(nomination),
        kinds=tuple(sorted(object_kinds(nomination))),
        unit=nomination.unit,
        post="、".join(one.post for one in persons if one.post)[:100] if is_person else "",
        id_number="、".join(one.identity_number for one in persons if one.identity_number),
    )
