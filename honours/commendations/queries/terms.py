"""What an edition asks, as it was frozen when it opened, and the rules of that day and place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from honours.commendations.checks.nomination_facts import EditionTerms, TitleTerms
from honours.commendations.models.editions import Edition
from honours.commendations.queries.editions import nominations_due_on
from honours.commendations.readings.edition_rules import rules_in
from honours.commendations.vocabulary import EditionState, RuleKind
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation
from honours.policies.queries import rules_in_force
from honours.quotas.ratios.bars import Bar


def terms_of(edition: Edition) -> EditionTerms:
    """One query once the edition has opened; three before."""
    return EditionTerms(
        name=edition.name,
        state=EditionState(edition.state),
        level=Level(edition.level),
        titles=_titles(edition),
        account_length=edition.account_length,
        brief_length=edition.brief_length,
        requires_vote=edition.requires_vote,
        requires_prior_honour=edition.requires_prior_honour,
        least_service_years=edition.least_service_years,
        due_on=nominations_due_on(edition),
        bars=_bars(edition),
    )


def rules_for(edition: Edition) -> Rules:
    """The rules of the day the edition opened, in its place; today's while it is prepared."""
    frozen = edition.frozen.get("rules_on")
    day = date.fromisoformat(frozen) if frozen else timezone.localdate()
    return rules_in_force(day, edition.region.division)


def _titles(edition: Edition) -> tuple[TitleTerms, ...]:
    frozen = edition.frozen.get("titles")
    if frozen is not None:
        return tuple(
            TitleTerms(one["code"], one["name"], one["kind"], tuple(one["statuses"]))
            for one in frozen
        )
    return tuple(
        TitleTerms(title.code, title.name, title.kind, tuple(title.statuses))
        for title in edition.titles.all()
    )


def _bars(edition: Edition) -> tuple[Bar, ...]:
    """Bars with the clause they rest on, as the edition names it where the bar itself does not."""
    rows = edition.frozen.get("rules")
    if rows is None:
        rows = edition.rules.values("kind", "body", "document", "clause")
    barring = [row for row in rows if row["kind"] == RuleKind.BAR]
    bars = rules_in((row["kind"], row["body"]) for row in barring).bars
    return tuple(_cited(bar, row) for bar, row in zip(bars, barring, strict=True))


def _cited(bar: Bar, row: Mapping[str, Any]) -> Bar:
    if bar.citation is not None or not row["document"]:
        return bar
    return replace(bar, citation=Citation(row["document"], row["clause"]))
