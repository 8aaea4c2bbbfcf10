"""How far a campaign has come: the matrix unit × step, and the target with its working."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery

from honours.campaigns.checks.reduction import ReductionProgress, meets_the_reduction_target
from honours.campaigns.models import Campaign, Decision, Declaration, Filing, Target
from honours.campaigns.vocabulary import (
    DeclarationState,
    Light,
    Measure,
    Outcome,
    ResolutionState,
    Step,
    Undertaking,
)
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.kernel.verdicts import Finding
from honours.policies.queries import rules_in_force

DAYS_BEFORE = 7
"""A step that is due within so many days shows yellow."""

REDUCING = (Outcome.REVOKE, Outcome.MERGE)
"""Outcomes after which there is one activity less. A suspended one still stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one step. ``days_late`` counts from the due day, for late and for unfinished."""

    step: Step
    light: Light
    due_on: date
    done_on: date | None
    days_late: int

    @property
    def was_late(self) -> bool:
        return self.done_on is not None and self.days_late > 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line of the matrix."""

    unit: Organization
    declaration: Declaration
    filed: int
    cells: tuple[Cell, ...]

    @property
    def has_never_filed(self) -> bool:
        return self.declaration.state != DeclarationState.SIGNED


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its working. ``value`` is a fraction of one, ``None`` where nothing counts."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Decimal | None:
        if not self.denominator:
            return None
        return Decimal(self.numerator) / Decimal(self.denominator)


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """A target beside what has been reached so far."""

    target: Target
    reached: Rate

    @property
    def is_met(self) -> bool:
        return self.reached.value is not None and self.reached.value >= self.target.at_least


def matrix(campaign: Campaign, mandate: Mandate, *, on: date) -> list[UnitRow]:
    """Every unit the mandate reaches, step by step. Four queries, however many units."""
    due = {row.step: row.due_on for row in campaign.steps.all()}
    done = {
        (task.organization_id, task.step): task.done_on for task in campaign.tasks.order_by("pk")
    }
    declarations = within_reach(
        campaign.declarations.select_related("organization").annotate(filed=Count("filings")),
        mandate,
    ).order_by("organization__path")
    return [
        UnitRow(
            unit=declaration.organization,
            declaration=declaration,
            filed=declaration.filed,
            cells=tuple(
                _cell(step, due[step], done.get((declaration.organization_id, step)), on)
                for step in Step
            ),
        )
        for declaration in declarations
    ]


def _cell(step: Step, due_on: date, done_on: date | None, on: date) -> Cell:
    days_late = max(((done_on or on) - due_on).days, 0)
    if done_on is not None:
        light = Light.GREEN
    elif on > due_on:
        light = Light.RED
    elif on >= due_on - timedelta(days=DAYS_BEFORE):
        light = Light.YELLOW
    else:
        light = Light.GREY
    return Cell(step, light, due_on, done_on, days_late)


def counted_filings(campaign: Campaign) -> QuerySet[Filing]:
    """What counts: own items that have left the unit. Undertaken ones count with their owner."""
    return campaign.filings.filter(undertaking=Undertaking.OWN).exclude(activity=None)


def resolved_as(campaign: Campaign, *outcomes: Outcome) -> QuerySet[Filing]:
    """Counted filings whose latest resolved decision is one of these outcomes."""
    latest = (
        Decision.objects.filter(filing=OuterRef("pk"), resolution__isnull=False)
        .order_by("-round")
        .values("outcome")[:1]
    )
    return counted_filings(campaign).alias(resolved=Subquery(latest)).filter(resolved__in=outcomes)


def target_standings(campaign: Campaign) -> list[TargetStanding]:
    """Each target of the campaign with what has been reached. Three queries for a target."""
    return [
        TargetStanding(target, _reached(campaign, Measure(target.measure)))
        for target in campaign.targets.order_by("pk")
    ]


def target_shortfalls(campaign: Campaign) -> list[Finding]:
    """What the campaign has missed so far, by the rules of the day it opened, clause by clause.

    Empty until the conference has resolved something: nobody misses what has not been tried.
    """
    if not campaign.resolutions.filter(state=ResolutionState.EFFECTIVE).exists():
        return []
    rules = rules_in_force(campaign.opens_on, campaign.region.division)
    reached = _reached(campaign, Measure.REDUCTION)
    progress = ReductionProgress(filed=reached.denominator, gone=reached.numerator)
    return list(meets_the_reduction_target(progress, rules))


def _reached(campaign: Campaign, measure: Measure) -> Rate:
    match measure:
        case Measure.REDUCTION:
            return Rate(
                numerator=resolved_as(campaign, *REDUCING).count(),
                denominator=counted_filings(campaign).count(),
            )
