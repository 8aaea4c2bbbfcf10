"""Each figure is a named query: the records behind it, as of the end of the cut-off day.

Replies of units and checks of leads carry no business date; they count as they stand.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from honours.campaigns.checks.reduction import ReductionProgress, meets_the_reduction_target
from honours.campaigns.models import (
    Campaign,
    Decision,
    Declaration,
    Filing,
    Lead,
    Resolution,
    Target,
)
from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    LeadState,
    Measure,
    Outcome,
    ResolutionState,
    Step,
    Undertaking,
)
from honours.directory.models import Duty
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.policies.models import Document
from honours.policies.queries import rules_in_force
from honours.policies.vocabulary import LinkKind
from honours.reports.figures import (
    RATES,
    Figure,
    FigureSheet,
    Records,
    count,
    rates_of,
    share_set,
)
from honours.reports.queries.commended import COMMENDED
from honours.reports.queries.names import named
from honours.reports.vocabulary import FigureKey, Rounding, Shape

Query = Callable[[Campaign, date], QuerySet[Any]]


def figure_sheet(campaign: Campaign, cut_off: date, rounding: Rounding) -> FigureSheet:
    """Every figure with its records, in the order of ``FigureKey``. One query for each count."""
    found = {key: _counted(key, campaign, cut_off) for key in QUERIES}
    found |= {figure.key: figure for figure in rates_of(found, rounding)}
    found[FigureKey.TARGET] = _target(campaign)
    ordered = tuple(found[key] for key in FigureKey)
    return FigureSheet(cut_off, ordered, _is_target_met(found))


def missed_target(sheet: FigureSheet, campaign: Campaign) -> tuple[Finding, ...]:
    """The target that was not reached, with its clause; empty where it was or is not judged."""
    if sheet.is_target_met is not False:
        return ()
    rate = sheet[FigureKey.REDUCTION]
    progress = ReductionProgress(filed=rate.denominator or 0, gone=rate.numerator or 0)
    rules = rules_in_force(campaign.opens_on, campaign.region.division)
    return tuple(meets_the_reduction_target(progress, rules))


def sums_of(key: FigureKey) -> tuple[FigureKey, ...]:
    """The counts that a figure adds up: those of a rate's numerator, or the figure itself."""
    return RATES[key][0] if key in RATES else (key,)


def _counted(key: FigureKey, campaign: Campaign, cut_off: date) -> Figure:
    rows = QUERIES[key](campaign, cut_off)
    kind = rows.model._meta.label_lower
    if key.shape is Shape.LISTING:
        listed = list(rows)
        keys = tuple(sorted(row.pk for row in listed))
        return count(key, Records(kind, keys), named(listed))
    keys = tuple(rows.order_by("pk").values_list("pk", flat=True))
    return count(key, Records(kind, keys))


def _target(campaign: Campaign) -> Figure:
    target = _targets(campaign).first()
    keys = (target.pk,) if target else ()
    share = target.at_least if target else None
    return share_set(FigureKey.TARGET, share, Records(Target._meta.label_lower, keys))


def _is_target_met(found: Mapping[FigureKey, Figure]) -> bool | None:
    """Judged on whole numbers, so that no rounding can lift a rate over its target.

    Not judged before the conference has resolved something: nobody misses what was not tried.
    """
    rate, target = found[FigureKey.REDUCTION], found[FigureKey.TARGET]
    is_resolved = bool(found[FigureKey.MEETINGS].value)
    if not is_resolved or target.value is None or not rate.denominator or rate.numerator is None:
        return None
    return rate.numerator * 100 >= target.value * rate.denominator


def _targets(campaign: Campaign) -> QuerySet[Target]:
    return Target.objects.filter(campaign=campaign, measure=Measure.REDUCTION)


def _units(campaign: Campaign, cut_off: date) -> QuerySet[Declaration]:
    del cut_off  # called upon is called upon
    return Declaration.objects.filter(campaign=campaign)


def _units_filed(campaign: Campaign, cut_off: date) -> QuerySet[Declaration]:
    return _units(campaign, cut_off).filter(state=DeclarationState.SIGNED, signed_on__lte=cut_off)


def _units_late(campaign: Campaign, cut_off: date) -> QuerySet[Declaration]:
    due = campaign.steps.filter(step=Step.FILING).values("due_on")[:1]
    return _units_filed(campaign, cut_off).filter(signed_on__gt=Subquery(due))


def _counted_filings(campaign: Campaign, cut_off: date) -> QuerySet[Filing]:
    return Filing.objects.filter(
        campaign=campaign,
        undertaking=Undertaking.OWN,
        activity__isnull=False,
        activity__registered_on__lte=cut_off,
    )


def _undertaken(campaign: Campaign, cut_off: date) -> QuerySet[Filing]:
    filed = Filing.objects.filter(campaign=campaign, declaration__signed_on__lte=cut_off)
    return filed.exclude(undertaking=Undertaking.OWN).exclude(state=FilingState.ENTERED)


def _with_outcome(campaign: Campaign, cut_off: date) -> QuerySet[Any]:
    """Counted filings with ``resolved``: the outcome of the latest decision resolved by then."""
    latest = Decision.objects.filter(
        filing=OuterRef("pk"), resolution__isnull=False, resolution__held_on__lte=cut_off
    ).order_by("-round")
    counted: QuerySet[Any] = _counted_filings(campaign, cut_off)
    with_outcome: QuerySet[Any] = counted.alias(resolved=Subquery(latest.values("outcome")[:1]))
    return with_outcome


def _resolved_as(outcome: Outcome) -> Query:
    return lambda campaign, cut_off: _with_outcome(campaign, cut_off).filter(resolved=outcome)


def _contested(campaign: Campaign, cut_off: date) -> QuerySet[Filing]:
    """Filings contested now, or once contested and taken up again in a second round."""
    again = Decision.objects.filter(filing__campaign=campaign, round__gt=1).values("filing")
    return _counted_filings(campaign, cut_off).filter(
        Q(state=FilingState.CONTESTED) | Q(pk__in=again)
    )


def _issued(campaign: Campaign, cut_off: date) -> QuerySet[Document]:
    """Documents that carry out the basis document: issued since it was, by the cut-off day."""
    based = Document.objects.filter(
        links__other=campaign.basis_id, links__kind=LinkKind.BASED_ON, issued_on__lte=cut_off
    )
    since = campaign.basis.issued_on or campaign.opens_on
    return based.filter(issued_on__gte=since).distinct().order_by("issued_on", "pk")


def _forwarded(campaign: Campaign, cut_off: date) -> QuerySet[Document]:
    del cut_off
    return Document.objects.filter(
        linked_by__document=campaign.basis_id, linked_by__kind=LinkKind.FORWARDS
    ).order_by("pk")


def _duties_of(*roles: Role) -> Query:
    """Duties of the clean-up that posts of these roles in the lead bureau held that day.

    A duty belongs to the clean-up by its ground, one of the campaign's documents, or by its words.
    """

    def duties(campaign: Campaign, cut_off: date) -> QuerySet[Duty]:
        numbers = [campaign.basis.number]
        numbers += _issued(campaign, cut_off).values_list("number", flat=True)
        grounds = (Q(basis__startswith=number) for number in numbers if number)
        concerned = reduce(or_, grounds, Q(subject__contains="评比达标表彰"))
        held = Q(post__until=None) | Q(post__until__gte=cut_off)
        rows = Duty.objects.filter(
            concerned & held,
            post__since__lte=cut_off,
            post__organization__path__startswith=campaign.organization.path,
            post__role__in=roles,
        )
        return rows.select_related("post__organization").order_by("pk")

    return duties


def _leads(*states: LeadState) -> Query:
    return lambda campaign, cut_off: Lead.objects.filter(campaign=campaign, state__in=states)


QUERIES: Mapping[FigureKey, Query] = {
    FigureKey.BASIS: lambda campaign, cut_off: Document.objects.filter(pk=campaign.basis_id),
    FigureKey.FORWARDED: _forwarded,
    FigureKey.ISSUED: _issued,
    FigureKey.PRINCIPAL: _duties_of(Role.PRINCIPAL_LEADER),
    FigureKey.IN_CHARGE: _duties_of(Role.LEADER_IN_CHARGE),
    FigureKey.OFFICES: _duties_of(Role.EXAMINER, Role.INSPECTOR),
    FigureKey.UNITS: _units,
    FigureKey.UNITS_FILED: _units_filed,
    FigureKey.UNITS_ZERO: lambda campaign, cut_off: _units_filed(campaign, cut_off).filter(
        is_zero_return=True
    ),
    FigureKey.UNITS_LATE: _units_late,
    FigureKey.UNITS_NEVER: lambda campaign, cut_off: _units(campaign, cut_off).exclude(
        pk__in=_units_filed(campaign, cut_off).values("pk")
    ),
    FigureKey.FILED: lambda campaign, cut_off: _counted_filings(campaign, cut_off).filter(
        is_found_unfiled=False
    ),
    FigureKey.FOUND: lambda campaign, cut_off: _counted_filings(campaign, cut_off).filter(
        is_found_unfiled=True
    ),
    FigureKey.COUNTED: _counted_filings,
    FigureKey.UNDERTAKEN: _undertaken,
    FigureKey.RETAINED: _resolved_as(Outcome.RETAIN),
    FigureKey.REVOKED: _resolved_as(Outcome.REVOKE),
    FigureKey.MERGED: _resolved_as(Outcome.MERGE),
    FigureKey.SUSPENDED: _resolved_as(Outcome.SUSPEND),
    FigureKey.RECTIFIED: _resolved_as(Outcome.RECTIFY),
    FigureKey.TRANSFERRED: _resolved_as(Outcome.TRANSFER),
    FigureKey.UNDECIDED: lambda campaign, cut_off: _with_outcome(campaign, cut_off).filter(
        resolved=None
    ),
    FigureKey.MEETINGS: lambda campaign, cut_off: Resolution.objects.filter(
        campaign=campaign, state=ResolutionState.EFFECTIVE, held_on__lte=cut_off
    ),
    FigureKey.ACKNOWLEDGED: lambda campaign, cut_off: _counted_filings(campaign, cut_off).filter(
        state=FilingState.ACKNOWLEDGED
    ),
    FigureKey.CONTESTED: _contested,
    FigureKey.LEADS_SETTLED: _leads(LeadState.CONFIRMED, LeadState.DISMISSED),
    FigureKey.LEADS_OPEN: _leads(LeadState.OPEN),
    **COMMENDED,
}
"""What stands behind each count. Rates and the target follow from these and from the rules."""
