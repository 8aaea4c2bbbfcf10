"""What was commended in the year of the report, how it was put to the public, what was put right.

As of the end of the cut-off day: an honour that fell later still counted then.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from honours.campaigns.models import Campaign
from honours.commendations.models.decisions import Honour
from honours.commendations.models.slates import Excess
from honours.directory.vocabulary import Level
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.notices.vocabulary import Conclusion, NoticeKind, NoticeState
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from honours.reports.vocabulary import FigureKey

Query = Callable[[Campaign, date], QuerySet[Any]]
SUSTAINED = (Conclusion.SUSTAINED, Conclusion.PARTLY)
DIVISION_AND_ABOVE = [rank.value for rank in Rank if rank >= Rank.DEPUTY_DIVISION]


def _this_year(field: str, cut_off: date) -> Q:
    return Q(**{f"{field}__range": (date(cut_off.year, 1, 1), cut_off)})


def _honours(campaign: Campaign, cut_off: date) -> QuerySet[Honour]:
    """Conferred this year by bodies of the region, and standing at the end of the day."""
    conferred = Honour.objects.filter(
        _this_year("conferred_on", cut_off),
        organization__path__startswith=campaign.region.path,
    )
    return conferred.exclude(fell_on__lte=cut_off)


def _persons(campaign: Campaign, cut_off: date) -> QuerySet[Honour]:
    return _honours(campaign, cut_off).filter(kind=CandidateKind.PERSON)


def _candidate_notices(campaign: Campaign, cut_off: date) -> QuerySet[Notice]:
    return Notice.objects.filter(
        _this_year("ends_on", cut_off),
        kind=NoticeKind.CANDIDATE,
        state__in=(NoticeState.EXPIRED, NoticeState.CLOSED),
        organization__path__startswith=campaign.region.path,
    )


def _objections(campaign: Campaign, cut_off: date) -> QuerySet[Objection]:
    """First objections to candidates; an appeal is the same objection again."""
    return Objection.objects.filter(
        _this_year("arrived_on", cut_off),
        appeal_of=None,
        notice__kind=NoticeKind.CANDIDATE,
        notice__organization__path__startswith=campaign.region.path,
    )


def _sustained(campaign: Campaign, cut_off: date) -> QuerySet[Objection]:
    return _objections(campaign, cut_off).filter(
        finding__conclusion__in=SUSTAINED, finding__confirmed_on__isnull=False
    )


def _excesses(campaign: Campaign, cut_off: date) -> QuerySet[Excess]:
    return Excess.objects.filter(
        _this_year("recorded_on", cut_off),
        organization__path__startswith=campaign.region.path,
    )


def _taken_back_from(*levels: Level) -> Query:
    return lambda campaign, cut_off: _excesses(campaign, cut_off).filter(
        organization__level__in=levels, places_taken_back__gt=0
    )


COMMENDED: Mapping[FigureKey, Query] = {
    FigureKey.COLLECTIVES: lambda campaign, cut_off: _honours(campaign, cut_off).filter(
        kind=CandidateKind.COLLECTIVE
    ),
    FigureKey.PERSONS: _persons,
    FigureKey.FRONT_LINE: lambda campaign, cut_off: (
        _persons(campaign, cut_off).filter(nomination__persons__is_front_line=True).distinct()
    ),
    FigureKey.DIVISION_HEADS: lambda campaign, cut_off: (
        _persons(campaign, cut_off)
        .filter(nomination__persons__rank__in=DIVISION_AND_ABOVE)
        .distinct()
    ),
    FigureKey.CANDIDATE_NOTICES: _candidate_notices,
    FigureKey.OBJECTIONS: _objections,
    FigureKey.OBJECTIONS_SUSTAINED: _sustained,
    FigureKey.EXCESS_COUNTIES: _taken_back_from(Level.COUNTY, Level.TOWNSHIP),
    FigureKey.EXCESS_DEPARTMENTS: _taken_back_from(Level.CITY),
    FigureKey.REPLACED_LISTS: lambda campaign, cut_off: _excesses(campaign, cut_off).filter(
        replaced_heads__gt=0
    ),
    FigureKey.HONOURS_REVOKED: lambda campaign, cut_off: Honour.objects.filter(
        _this_year("fell_on", cut_off),
        state="revoked",
        organization__path__startswith=campaign.region.path,
    ),
}
"""Each figure on the second road, with the records it counts."""
