"""What lies on the screening desk: which item is next, and what bears on it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.vocabulary import FilingState

ON_THE_DESK = (FilingState.FILED, FilingState.CONTESTED)


@dataclass(frozen=True, slots=True)
class Sort:
    """Which items of the desk somebody works through: one proposal, one finding, or all."""

    proposal: str = ""
    code: str = ""


EVERYTHING = Sort()


def with_screening(filings: QuerySet[Filing]) -> QuerySet[Any]:
    """Filings with ``proposal``, ``codes`` and ``screening_id`` of their latest screening."""
    latest = Screening.objects.filter(filing=OuterRef("pk")).order_by("-pk")
    return filings.annotate(
        proposal=Subquery(latest.values("proposal")[:1]),
        codes=Subquery(latest.values("codes")[:1]),
        screening_id=Subquery(latest.values("pk")[:1]),
    )


def desk(campaign: Campaign, sort: Sort = EVERYTHING) -> QuerySet[Any]:
    """Items that wait for an opinion, in the order in which they were filed."""
    waiting = with_screening(
        campaign.filings.filter(state__in=ON_THE_DESK).select_related("organization", "campaign")
    ).order_by("pk")
    if sort.proposal:
        waiting = waiting.filter(proposal=sort.proposal)
    return waiting.filter(codes__contains=f"|{sort.code}|") if sort.code else waiting


def next_on_desk(campaign: Campaign, *, after: int = 0, sort: Sort = EVERYTHING) -> Filing | None:
    """The next item after one; from the start again where none follows."""
    waiting = desk(campaign, sort)
    return waiting.filter(pk__gt=after).first() or waiting.exclude(pk=after).first()


def previous_on_desk(campaign: Campaign, *, before: int, sort: Sort = EVERYTHING) -> Filing | None:
    """The item before one, if any."""
    return desk(campaign, sort).filter(pk__lt=before).last()


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many items wait, by what was proposed and by what was found."""

    all: int
    unscreened: int
    by_proposal: dict[str, int]
    by_code: dict[str, int]


def remaining_on_desk(campaign: Campaign) -> Remaining:
    """Count what is left. One query; codes are counted here since they stand in one text."""
    rows = desk(campaign).order_by().values_list("proposal", "codes", "screening_id")
    proposals: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    unscreened = 0
    for proposal, found, screening in rows.iterator(chunk_size=5000):
        if screening is None:
            unscreened += 1
            continue
        proposals[proposal] += 1
        codes.update(set(filter(None, found.split("|"))))
    count = unscreened + proposals.total()
    return Remaining(count, unscreened, dict(proposals), dict(codes.most_common()))


def rules_day_of(campaign: Campaign, today: date) -> date:
    """The day whose rules judge the campaign's items: today, but never outside its own time."""
    spans = list(campaign.stages.all())
    if not spans:
        return today
    return min(max(today, campaign.opens_on), spans[-1].ends_on)
