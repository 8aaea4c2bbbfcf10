"""How activities stood, and what was said of them, on any day."""

from datetime import date

from django.db.models import JSONField, OuterRef, QuerySet, Subquery
from django.utils import timezone

from honours.registry.models import Activity, Revision, StandingChange
from honours.registry.vocabulary import Regime, Standing

IN_FORCE = (Standing.REGISTERED, Standing.RETAINED, Standing.RECTIFYING)
"""Standings under which an activity may be held. 暂停 may not, until it is settled."""


def standing_on(activity: Activity, day: date) -> Standing | None:
    """How the activity stood that day: the last word recorded of those in effect by then.

    ``None`` where it was not yet in the register.
    """
    if day < activity.registered_on:
        return None
    changes = StandingChange.objects.filter(activity=activity, effective_on__lte=day)
    last = changes.order_by("-pk").values_list("standing", flat=True).first()
    return Standing(last or Standing.REGISTERED)


def particulars_on(activity: Activity, day: date) -> Revision | None:
    """What the register said of the activity that day; ``None`` before it was entered."""
    rows = Revision.objects.filter(activity=activity, since__lte=day)
    return rows.order_by("-pk").first()


def activities_as_of(day: date, rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those of the rows that were in the register that day.

    Each carries ``standing_then`` (a code) and ``particulars_then`` (field by field, as text).
    """
    changes = StandingChange.objects.filter(activity=OuterRef("pk"), effective_on__lte=day)
    revisions = Revision.objects.filter(activity=OuterRef("pk"), since__lte=day)
    return rows.filter(registered_on__lte=day).annotate(
        standing_then=Subquery(changes.order_by("-pk").values("standing")[:1]),
        particulars_then=Subquery(
            revisions.order_by("-pk").values("particulars")[:1], output_field=JSONField()
        ),
    )


def may_be_held(rows: QuerySet[Activity], on: date | None = None) -> QuerySet[Activity]:
    """Those in force whose period has run out by a day: 到期可开展, the longest due first."""
    day = on or timezone.localdate()
    due = rows.filter(next_on__lte=day, state__in=IN_FORCE)
    return due.filter(regime__in=("", Regime.COMMENDATION)).order_by("next_on", "pk")
