"""The period of a running notice grows, never shrinks, and every growth says why."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from honours.audit.operations import record
from honours.directory.models import User
from honours.kernel.calendar import ONE_DAY, DayUnit, WorkCalendar
from honours.kernel.digests import in_groups
from honours.notices.models.notices import Notice, NoticeChange
from honours.notices.queries.contents import content_digest
from honours.notices.queries.notices import running_on
from honours.notices.vocabulary import ChangeKind

PERIOD_FIELDS = ("ends_on", "objections_until", "content_digest")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a notice on a day, and why."""

    kind: ChangeKind
    what: str
    why: str
    on: date


def note_change(notice: Notice, event: Event, *, ends_on: date, by: User) -> NoticeChange:
    """Add the change to the notice's record, move its end where that is later, show it anew.

    The last day for objections keeps its distance from the end.
    """
    old_end, old_until = notice.ends_on, notice.objections_until
    if old_end is not None and old_until is not None and ends_on > old_end:
        notice.ends_on = ends_on
        notice.objections_until = ends_on + (old_until - old_end)
    show(notice)
    change = NoticeChange.objects.create(
        notice=notice,
        kind=event.kind,
        what=event.what[:300],
        why=event.why[:300],
        on=event.on,
        old_ends_on=old_end,
        new_ends_on=notice.ends_on,
        old_objections_until=old_until,
        new_objections_until=notice.objections_until,
        by=by.username,
    )
    record(
        f"notices.notice.{event.kind}",
        subject=notice.subject(),
        actor=by.username,
        organization=str(notice.organization_id),
        old_ends_on=old_end,
        new_ends_on=notice.ends_on,
        change=change.pk,
    )
    return change


def show(notice: Notice) -> None:
    """Save the period and the digest of what the public sees from now on, and book the digest.

    That entry names the unit alone, so that its proof can be handed to anybody.
    """
    notice.content_digest = content_digest(notice)
    notice.save(update_fields=PERIOD_FIELDS)
    record(
        "notices.notice.show",
        subject=notice.subject(),
        actor=str(notice.organization),
        organization=str(notice.organization_id),
        content=in_groups(notice.content_digest),
        posted_on=notice.posted_on,
        ends_on=notice.ends_on,
        objections_until=notice.objections_until,
    )


def end_after(notice: Notice, days: int, calendar: WorkCalendar) -> date:
    """The end of the notice moved on by so many days of its own sort."""
    if notice.ends_on is None or not days:
        raise ValueError("只有公示中的公示才能顺延，顺延至少一天。")
    return calendar.last_day(
        notice.ends_on + ONE_DAY, days, DayUnit(notice.unit), counts_first_day=True
    )


def end_counted_again(notice: Notice, start: date, calendar: WorkCalendar) -> date:
    """The end if the whole period were counted again from an event on ``start``."""
    if notice.length is None or notice.counts_first_day is None:
        raise ValueError("公示还没有确定期限。")
    return calendar.last_day(
        start, notice.length, DayUnit(notice.unit), counts_first_day=notice.counts_first_day
    )


@transaction.atomic
def extend_for_calendar(
    before: WorkCalendar, after: WorkCalendar, *, document: str, on: date, by: User
) -> list[Notice]:
    """Move on the end of running notices that lose working days to a later calendar."""
    extended = []
    rows = running_on(on).filter(unit=DayUnit.WORKING_DAYS).select_for_update(of=("self",))
    for notice in rows.select_related("organization").order_by("pk"):
        end = notice.ends_on or on
        lost = _counted(before, on, end) - _counted(after, on, end)
        if lost > 0:
            event = Event(
                ChangeKind.CALENDAR, f"顺延{lost}个工作日", f"放假安排变动：{document}", on
            )
            note_change(notice, event, ends_on=end_after(notice, lost, after), by=by)
            extended.append(notice)
    return extended


def _counted(calendar: WorkCalendar, start: date, end: date) -> int:
    return calendar.counted_days(start, end, DayUnit.WORKING_DAYS)


def missed_days(notice: Notice, start: date, calendar: WorkCalendar) -> int:
    """How many days of the period were still to come on ``start``, that day included."""
    if notice.ends_on is None:
        return 0
    first = start
    if notice.posted_on == start and not notice.counts_first_day:
        first = start + timedelta(days=1)
    return calendar.counted_days(first, notice.ends_on, DayUnit(notice.unit))
