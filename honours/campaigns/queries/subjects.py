"""Filings and activities as the likeness search sees them."""

from honours.campaigns.models import Filing
from honours.directory.vocabulary import Level
from honours.registry.likeness.subjects import Subject
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


def subject_of_filing(filing: Filing) -> Subject:
    """The filing's key is its primary key as text."""
    return _subject(filing, str(filing.pk), filing.organization.division)


def subject_of_activity(activity: Activity) -> Subject:
    """The activity's key is ``activity:`` and its primary key."""
    subject = _subject(activity, f"activity:{activity.pk}", activity.organization.division)
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


def _subject(item: Particulars, key: str, division: str) -> Subject:
    objects = "、".join(Audience(audience).label for audience in item.audiences)
    return Subject(
        key=key,
        name=item.name,
        hosts=tuple(item.hosts),
        objects=objects,
        place=division[: DIGITS_OF[Level(item.level)]],
        year=item.last_held_on.year if item.last_held_on else None,
    )
