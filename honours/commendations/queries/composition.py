"""What a result is made of, against rule and eligible pool: frozen with the decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.candidates import candidate_facts
from honours.commendations.queries.decisions import result_standings
from honours.quotas.ratios.composition import Portion, composition
from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.ratios.wording import formula
from honours.quotas.vocabulary.places import CandidateKind


def composition_of(
    edition: Edition, nominations: Sequence[Nomination], *, on: date | None = None
) -> dict[str, Any]:
    """Shares with numerator and denominator by kind, the rules on the result, and the pool.

    ``{"on", "persons": {"total", "pool", "portions"}, "collectives": {…}, "rules"}``, as JSON.
    """
    day = on or timezone.localdate()
    facts = candidate_facts(nominations)
    pools = {
        CandidateKind.PERSON: edition.pool_persons,
        CandidateKind.COLLECTIVE: edition.pool_collectives,
    }
    places = {each.region.division: each.region.name for each in nominations}
    parts = {}
    for kind, name in (
        (CandidateKind.PERSON, "persons"),
        (CandidateKind.COLLECTIVE, "collectives"),
    ):
        members = [each for each in facts if each.kind == kind]
        parts[name] = {
            "total": len(members),
            "pool": pools[kind],
            "portions": [_portion(each, places) for each in composition(members, on=day)],
        }
    standings = result_standings(edition, list(nominations))
    return {"on": day.isoformat(), **parts, "rules": [_standing(each) for each in standings]}


def _portion(portion: Portion, places: Mapping[str, str]) -> dict[str, Any]:
    """Places by their names: the code of a division tells nobody anything."""
    return {
        "dimension": portion.dimension.value,
        "label": places.get(portion.label, portion.label),
        "number": portion.number,
        "of": portion.of,
        "unknown": portion.unknown,
    }


def _standing(standing: RuleStanding) -> dict[str, Any]:
    return {
        "name": standing.rule.name,
        "state": standing.state.value,
        "formula": formula(standing),
        "citation": str(standing.rule.citation or ""),
    }
