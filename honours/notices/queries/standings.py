"""How the notice of a subject stands: what upper rooms ask before they go on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from honours.notices.checks.objection_standings import NONE_RECEIVED, ObjectionStanding
from honours.notices.checks.standings import NoticeStanding
from honours.notices.models.notices import Notice, NoticeEntry, NoticeWaiver
from honours.notices.queries.objections import objection_standings
from honours.notices.vocabulary import NoticeLevel, NoticeState

OVER = (NoticeState.EXPIRED, NoticeState.CLOSED)


def notice_standing(subject: str, level: NoticeLevel | None = None, *, on: date) -> NoticeStanding:
    """How the notice of one subject stands on a day: see ``notice_standings``."""
    return notice_standings([subject], on=on, level=level)[subject]


def notice_standings(
    subjects: Iterable[str], *, on: date, level: NoticeLevel | None = None
) -> Mapping[str, NoticeStanding]:
    """By subject, whether that of a notice or of an entry on one (``commendations.nomination:7``).

    With a ``level``, only notices of that level count; without, the latest of any level. A notice
    that was withdrawn does not count. The number of queries does not grow with the subjects.
    """
    wanted = list(dict.fromkeys(subjects))
    found = _latest_notices(wanted, level)
    objections = objection_standings(wanted, on)
    waived = _waived(wanted, level)
    return {
        subject: _standing(
            _Asked(subject, level, on, subject in waived),
            found.get(subject),
            objections.get(subject, NONE_RECEIVED),
        )
        for subject in wanted
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    subject: str
    level: NoticeLevel | None
    on: date
    is_waived: bool


@dataclass(frozen=True, slots=True)
class _Found:
    notice: Notice
    is_removed: bool = False


def _latest_notices(subjects: list[str], level: NoticeLevel | None) -> dict[str, _Found]:
    at_level = Q(level=level) if level else Q()
    running = Notice.objects.exclude(state=NoticeState.WITHDRAWN)
    found: dict[str, _Found] = {}
    for notice in running.filter(at_level, subject_of__in=subjects).order_by("pk"):
        found[notice.subject_of] = _Found(notice)
    on_level = Q(notice__level=level) if level else Q()
    entries = NoticeEntry.objects.filter(on_level, subject__in=subjects)
    entries = entries.exclude(notice__state=NoticeState.WITHDRAWN).select_related("notice")
    for entry in entries.order_by("notice_id", "pk").defer("name", "account"):
        known = found.get(entry.subject)
        if known is None or known.notice.pk <= entry.notice_id:
            found[entry.subject] = _Found(entry.notice, entry.removed_on is not None)
    return found


def _waived(subjects: list[str], level: NoticeLevel | None) -> set[str]:
    rows = NoticeWaiver.objects.filter(subject_of__in=subjects)
    if level:
        rows = rows.filter(level=level)
    return set(rows.values_list("subject_of", flat=True))


def _standing(
    asked: _Asked, found: _Found | None, objections: ObjectionStanding
) -> NoticeStanding:
    if found is None:
        return NoticeStanding(asked.subject, asked.on, asked.level, is_waived=asked.is_waived)
    notice, state = found.notice, NoticeState(found.notice.state)
    is_over = state in OVER and notice.ends_on is not None and asked.on > notice.ends_on
    return NoticeStanding(
        subject=asked.subject,
        on=asked.on,
        level=NoticeLevel(notice.level),
        exists=True,
        is_waived=asked.is_waived,
        notice=notice.subject(),
        state=state,
        posted_on=notice.posted_on,
        ends_on=notice.ends_on,
        objections_until=notice.objections_until,
        is_over=is_over,
        is_removed=found.is_removed,
        reason_open="" if is_over else _reason_open(notice, state, asked.on),
        open_objections=objections.open,
        sustained=objections.sustained,
    )


def _reason_open(notice: Notice, state: NoticeState, on: date) -> str:
    if state is NoticeState.DRAFT:
        return "公示还是拟稿，没有发布"
    if notice.ends_on is not None and on <= notice.ends_on:
        return f"公示到{notice.ends_on.isoformat()}为止（含当日）"
    return "公示期已过，还没有办理期满"
