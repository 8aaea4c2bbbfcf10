"""Reads of editions: what opening is judged by, what was frozen, who sees which."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from honours.applications.queries.catalogues import approved_item
from honours.commendations.checks.editions import EditionFacts
from honours.commendations.models.editions import ConsentText, Edition, MilestoneDate, Title
from honours.commendations.readings.edition_rules import rules_in
from honours.commendations.vocabulary import EditionState, Milestone
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level
from honours.quotas.ratios.rules import Places
from honours.quotas.ratios.stored_values import UnreadableRule
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.vocabulary import Standing

_DUE = Milestone.NOMINATIONS_DUE


def editions_seen_by(mandate: Mandate) -> QuerySet[Edition]:
    """Editions whose region and the mandate's reach overlap; plans only by who runs them."""
    seen = Q(pk__in=())
    for path in mandate.reach():
        seen |= Q(organization__path__startswith=path)
        above = [path[:end] for end in range(4, len(path) + 1, 4)]
        seen |= Q(region__path__in=above) & ~Q(state=EditionState.PLANNED)
    return Edition.objects.filter(seen).select_related("organization", "activity", "region")


def with_plan(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    """The same, each with what ``nominations_due_on`` and ``consent_text_of`` would ask for."""
    due = MilestoneDate.objects.filter(edition=OuterRef("pk"), milestone=_DUE)
    texts = ConsentText.objects.filter(edition=OuterRef("pk")).order_by("-version")
    return rows.annotate(
        plan_due_on=Subquery(due.values("due_on")[:1]),
        plan_consent_text=Subquery(texts.values("pk")[:1]),
    )


def nominations_due_on(edition: Edition) -> date | None:
    """By when units have to hand in; at most one query."""
    if "plan_due_on" in vars(edition):
        known: date | None = vars(edition)["plan_due_on"]
        return known
    due = edition.milestones.filter(milestone=_DUE)
    return due.values_list("due_on", flat=True).first()


def consent_text_of(edition: Edition) -> int | None:
    """The key of the newest text that consent is given to; at most one query."""
    if "plan_consent_text" in vars(edition):
        known: int | None = vars(edition)["plan_consent_text"]
        return known
    texts = edition.consent_texts.order_by("-version")
    return texts.values_list("pk", flat=True).first()


def edition_facts(edition: Edition, *, opens_on: date) -> EditionFacts:
    """The plan as the checks of opening see it. Six queries."""
    titles = list(edition.titles.all())
    item = approved_item(edition.activity, edition.year)
    approved = {
        kind: places
        for kind, places in (
            (CandidateKind.COLLECTIVE, item.collectives if item else None),
            (CandidateKind.PERSON, item.individuals if item else None),
        )
        if places is not None
    }
    return EditionFacts(
        level=Level(edition.level),
        standing=Standing(edition.activity.state),
        activity_name=edition.activity.name,
        next_on=edition.activity.next_on,
        opens_on=opens_on,
        has_basis=bool(item or edition.basis_id or edition.basis_text.strip()),
        approved={str(kind): places for kind, places in approved.items()},
        places=places_of(titles),
        conditions=edition.conditions,
        scope=edition.scope,
        milestones=tuple(
            (Milestone(row.milestone), row.due_on) for row in edition.milestones.all()
        ),
        has_consent_text=edition.consent_texts.exists(),
        unreadable_rules=tuple(_unreadable(edition)),
    )


def places_of(titles: list[Title]) -> dict[str, int]:
    """Places by kind, all titles of the kind together."""
    places: dict[str, int] = {}
    for title in titles:
        places[title.kind] = places.get(title.kind, 0) + title.places
    return places


def places_in(edition: Edition) -> Places:
    """The places of the opened edition, persons and collectives apart."""
    places: Counter[str] = Counter()
    for title in edition.frozen.get("titles", ()):
        places[title["kind"]] += title["places"]
    return Places(
        persons=places[CandidateKind.PERSON], collectives=places[CandidateKind.COLLECTIVE]
    )


def places_to_put_forward(edition: Edition) -> Places:
    """The places times the differential, as frozen; rounded down.

    Where the places that were issued hold the differential already, they are the whole of it.
    """
    places = places_in(edition)
    multiple = 1 if edition.places_include_differential else edition.differential
    return Places(
        persons=int((places.persons or 0) * multiple),
        collectives=int((places.collectives or 0) * multiple),
    )


def snapshot(edition: Edition, day: date) -> dict[str, Any]:
    """What is frozen at opening: every figure and rule that later judgements rest on."""
    return {
        "rules_on": day.isoformat(),
        "titles": [
            {
                "code": title.code,
                "kind": title.kind,
                "name": title.name,
                "statuses": title.statuses,
                "places": title.places,
            }
            for title in edition.titles.all()
        ],
        "rules": [
            {
                "kind": rule.kind,
                "name": rule.name,
                "body": rule.body,
                "document": rule.document,
                "clause": rule.clause,
            }
            for rule in edition.rules.all()
        ],
        "differential": str(edition.differential),
        "places_include_differential": edition.places_include_differential,
        "reserve_places": edition.reserve_places,
        "refills_failed_places": edition.refills_failed_places,
        "has_second_round": edition.has_second_round,
    }


def _unreadable(edition: Edition) -> list[str]:
    names = []
    for rule in edition.rules.all():
        try:
            rules_in([(rule.kind, rule.body)])
        except UnreadableRule:
            names.append(rule.name)
    return names
