"""Activities as the likeness search sees them, and those most like one of them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from honours.directory.vocabulary import Level
from honours.registry.likeness.compare import is_bare, read_subject
from honours.registry.likeness.hosts import host_stem
from honours.registry.likeness.index import LikenessIndex, grams
from honours.registry.likeness.subjects import Likeness, Subject
from honours.registry.models import Activity, Particulars
from honours.registry.vocabulary import Audience, Standing

DIGITS_OF = {
    Level.NATION: 0,
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
}
GONE = (Standing.REVOKED, Standing.EXITED)
MOST_CANDIDATES = 4000
"""So many are compared at most; a matter so common that more share its words says little."""


def subject_of(stated: Particulars, *, key: str, division: str) -> Subject:
    """What is compared of an activity or a filing in the place of that division code."""
    return Subject(
        key=key,
        name=stated.name,
        hosts=tuple(stated.hosts),
        objects="、".join(Audience(audience).label for audience in stated.audiences),
        place=division[: DIGITS_OF[Level(stated.level)]],
        year=stated.last_held_on.year if stated.last_held_on else None,
    )


def subject_of_activity(activity: Activity) -> Subject:
    """The activity's key is ``activity:`` and its primary key."""
    subject = subject_of(
        activity, key=f"activity:{activity.pk}", division=activity.organization.division
    )
    if activity.state not in GONE:
        return subject
    left_on = max(
        (change.effective_on for change in activity.standing_changes.all()),
        default=activity.registered_on,
    )
    return Subject(
        subject.key,
        subject.name,
        subject.hosts,
        subject.objects,
        subject.place,
        subject.year,
        left_on,
    )


@dataclass(frozen=True, slots=True)
class Lookalike:
    """One activity like another, with the score and its reasons."""

    activity: Activity
    likeness: Likeness


def lookalikes(
    activity: Activity, among: QuerySet[Activity], *, limit: int = 10
) -> list[Lookalike]:
    """The activities most like this one, best first. Three queries."""
    others = among.exclude(pk=activity.pk)
    return activities_like(subject_of_activity(activity), others, limit=limit)


def activities_like(
    subject: Subject, among: QuerySet[Activity], *, limit: int = 10
) -> list[Lookalike]:
    """The activities most like something that need not be in the register. Three queries.

    Names that share no pair of characters of their subject matter are never alike, so the search
    index finds everything there is to compare.
    """
    rows = among.filter(_shares_words(subject))
    related = rows.select_related("organization").prefetch_related("standing_changes")
    candidates = {f"activity:{row.pk}": row for row in related.order_by("pk")[:MOST_CANDIDATES]}
    index = LikenessIndex(map(subject_of_activity, candidates.values()))
    return [
        Lookalike(candidates[found.second.key], found)
        for found in index.like(subject, limit=limit)
        if found.is_alike
    ]


def _shares_words(subject: Subject) -> Q:
    read = read_subject(subject)
    if is_bare(read.name):
        words = [host_stem(host) for host in subject.hosts]
    else:
        words = [gram for theme in read.name.themes for gram in grams(theme.matter)]
    shared = Q(pk__in=[])
    for word in dict.fromkeys(filter(None, words)):
        shared |= Q(search_text__matches=word)
    return shared
