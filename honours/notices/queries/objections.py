"""Reads of objections: who may see them, how they stand, and the facts their checks need."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, posts_open_to
from honours.directory.vocabulary import Role
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation
from honours.notices.checks.objection_standings import (
    CaseRow,
    ObjectionStanding,
    standing_of,
)
from honours.notices.checks.objections import ObjectionFacts
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.models.objections import IdentityOpening, Objection, ObjectionMessage
from honours.notices.vocabulary import (
    Channel,
    DeclineGround,
    Naming,
    NoticeState,
    ObjectionOutcome,
    ObjectionState,
    Party,
    PostmarkRule,
)
from honours.policies.queries import rules_in_force
from honours.ui.parts import Event
from honours.workflow.models import Passage
from honours.workflow.queries import history_of

HANDLING_ROLES = (Role.INSPECTOR, Role.PRINCIPAL_LEADER)
"""Who sees objections at all."""
_STANDING_FIELDS = (
    "pk",
    "appeal_of_id",
    "arrived_on",
    "ended_on",
    "finding__outcome",
    "finding__confirmed_on",
)


def objections_visible_to(user: User) -> QuerySet[Objection]:
    """Those handled within reach of an inspector's or principal leader's post.

    Whoever has any post in a body that an objection names sees nothing of it.
    """
    reached = [
        Q(organization__path__startswith=post.jurisdiction.path)
        for post in mandate_of(user).posts
        if post.role in HANDLING_ROLES
    ]
    if not reached:
        return Objection.objects.none()
    above = [path for post in posts_open_to(user) for path in paths_above(post.organization)]
    rows = Objection.objects.filter(reduce(or_, reached))
    rows = rows.exclude(named__path__in=above).exclude(entry__nominator__path__in=above)
    return rows.select_related("organization", "notice", "handler")


def with_last_speaker(objections: QuerySet[Objection]) -> QuerySet[Any]:
    """Each with who wrote its last message, so that nobody is left waiting for an answer."""
    lines = ObjectionMessage.objects.filter(objection=OuterRef("pk")).order_by("-pk")
    return objections.annotate(last_speaker=Subquery(lines.values("speaker")[:1]))


def notices_to_enter_for(user: User) -> QuerySet[Notice]:
    """Notices that run or have run out, of bodies that an inspector's post reaches."""
    reached = [
        Q(organization__path__startswith=post.jurisdiction.path)
        for post in mandate_of(user).posts
        if post.role == Role.INSPECTOR
    ]
    if not reached:
        return Notice.objects.none()
    taking = Notice.objects.filter(state__in=(NoticeState.POSTED, NoticeState.EXPIRED))
    rows = taking.filter(reduce(or_, reached)).select_related("organization")
    return rows.order_by("-posted_on", "-pk")


def openings_to_note(user: User) -> QuerySet[IdentityOpening]:
    """Openings of sealed identities that no principal leader has taken note of yet."""
    if not mandate_of(user).holds(Role.PRINCIPAL_LEADER):
        return IdentityOpening.objects.none()
    seen = objections_visible_to(user)
    rows = IdentityOpening.objects.filter(objection__in=seen.values("pk"), noted_at=None)
    return rows.select_related("opened_by", "objection")


def public_road_of(case: Objection) -> list[Event]:
    """What the objector sees of the road: when it came to where, not through whose hands."""
    appeal = getattr(case, "appeal", None)
    events = []
    for one in (case, appeal):
        for passage in history_of(one) if one else ():
            state = ObjectionState(passage.target).label
            at = timezone.localtime(passage.at)
            events.append(Event(f"{at:%Y-%m-%d}", f"{one}：{state}" if appeal else state))
    return events


def facts_of(
    objection: Objection, by: User, ground: DeclineGround | None = None
) -> ObjectionFacts:
    """Everything the checks of a move ask, about the objection and about who moves it."""
    notice = objection.notice
    inquirers = list(objection.inquiries.values_list("by", flat=True))
    return ObjectionFacts(
        channel=Channel(objection.channel),
        arrived_on=objection.arrived_on,
        postmark_on=objection.postmark_on,
        naming=Naming(objection.naming),
        party=Party(objection.party),
        gives_telephone=objection.gives_telephone,
        gives_identity_number=objection.gives_identity_number,
        bears_seal=objection.bears_seal,
        has_clear_leads=objection.has_clear_leads,
        terms=Citation(f"公示“{notice.title}”", "公告事项"),
        until=notice.objections_until if objection.appeal_of_id is None else None,
        postmark_rule=PostmarkRule(notice.postmark_rule) if notice.postmark_rule else None,
        is_real_name_required=notice.real_name_required,
        is_identity_number_required=notice.identity_number_required,
        own_bodies=own_bodies(bodies_named(objection), by),
        has_judged_before=objection.referred_to_id is None and _has_judged(objection, by),
        superior=str(objection.referred_to or ""),
        ground=ground,
        inquiries=len(inquirers),
        has_inquired=by.pk in inquirers,
    )


def rules_for(notice: Notice) -> Rules:
    """The rules of the notice's own place and of the day it was posted."""
    day = notice.posted_on
    if day is None:
        raise TypeError(f"“{notice}”没有公示日期。")
    return rules_in_force(day, str(notice.organization.division))


def bodies_named(objection: Objection) -> tuple[Organization, ...]:
    """The body that the objection is about, and whoever put it forward as its own."""
    nominator = objection.entry.nominator if objection.entry else None
    return tuple(body for body in (objection.named, nominator) if body is not None)


def own_bodies(named: Iterable[Organization], user: User) -> tuple[str, ...]:
    """Those of the bodies that some post of the user belongs to, whatever post he acts with."""
    posts = posts_open_to(user)
    return tuple(
        dict.fromkeys(
            str(body) for body in named if any(post.organization.is_within(body) for post in posts)
        )
    )


def body_named(
    notice: Notice, entry: NoticeEntry | None, is_procedure: bool
) -> Organization | None:
    """Whom an objection is about: the entry's body; for the notice as a whole, its procedure."""
    if entry is not None:
        return entry.organization
    return notice.organization if is_procedure else None


def handling_body(start: Organization, named: Iterable[Organization]) -> Organization:
    """The nearest body from ``start`` upward that is neither named nor stands under a named one.

    The highest body where all of them are: nobody below it may handle the case.
    """
    barred = list(named)
    line = list(reversed(_line_of(start)))
    free = [body for body in line if not any(body.is_within(one) for one in barred)]
    return free[0] if free else line[-1]


def superior_of(organization: Organization) -> Organization | None:
    """The nearest body above that belongs to a higher level."""
    above = [body for body in _line_of(organization) if body.level != organization.level]
    return above[-1] if above else None


def paths_above(organization: Organization) -> list[str]:
    """The path of the organization and of everything above it."""
    path, step = str(organization.path), Organization.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


def count_objections(notice_ids: Iterable[int], on: date) -> dict[int, ObjectionStanding]:
    """How the objections to each of many notices stand, its entries' included. One query."""
    wanted = list(notice_ids)
    rows: dict[int, list[CaseRow]] = defaultdict(list)
    found = Objection.objects.filter(notice__in=wanted).order_by()
    for notice_id, *values in found.values_list("notice_id", *_STANDING_FIELDS):
        rows[notice_id].append(_as_case(values))
    return {key: standing_of(rows[key], on) for key in wanted}


def objection_standing(subject: str, on: date) -> ObjectionStanding:
    """How the objections to one matter stand: see ``objection_standings``."""
    return objection_standings([subject], on)[subject]


def objection_standings(subjects: Iterable[str], on: date) -> Mapping[str, ObjectionStanding]:
    """By subject, whether that of notices or of entries (``commendations.nomination:7``).

    For the subject of a notice all objections to it count; for that of an entry, those to the
    entry and those to its notice as a whole. Three queries for any number.
    """
    wanted = list(dict.fromkeys(subjects))
    shown = _notices_of(wanted)
    by_notice: dict[int, set[str]] = defaultdict(set)
    for subject, notices in shown.items():
        for notice_id in notices:
            by_notice[notice_id].add(subject)
    rows: dict[str, list[CaseRow]] = defaultdict(list)
    fields = ("notice_id", "notice__subject_of", "entry__subject", *_STANDING_FIELDS)
    found = Objection.objects.filter(notice__in=list(by_notice)).order_by()
    for notice_id, subject_of, entry_subject, *values in found.values_list(*fields):
        concerned = by_notice[notice_id]
        if entry_subject is not None:
            concerned = concerned & {subject_of, entry_subject}
        for subject in concerned:
            rows[subject].append(_as_case(values, _posted_after(notice_id, shown[subject])))
    return {subject: standing_of(rows[subject], on) for subject in wanted}


def _notices_of(subjects: list[str]) -> dict[str, dict[int, date | None]]:
    """By subject: every notice that is about it or names it, with the day it was posted."""
    shown: dict[str, dict[int, date | None]] = defaultdict(dict)
    about = Notice.objects.filter(subject_of__in=subjects).order_by()
    for subject, pk, posted_on in about.values_list("subject_of", "pk", "posted_on"):
        shown[subject][pk] = posted_on
    naming = NoticeEntry.objects.filter(subject__in=subjects).order_by()
    for subject, pk, posted_on in naming.values_list("subject", "notice_id", "notice__posted_on"):
        shown[subject][pk] = posted_on
    return shown


def _posted_after(notice_id: int, notices: Mapping[int, date | None]) -> date | None:
    """When the same matter was last posted in a later notice than this one."""
    later = [day for pk, day in notices.items() if pk > notice_id and day is not None]
    return max(later, default=None)


def _as_case(values: list[Any], noticed_again_on: date | None = None) -> CaseRow:
    pk, appeal_of, arrived_on, ended_on, outcome, confirmed_on = values
    return CaseRow(
        root=appeal_of or pk,
        is_appeal=appeal_of is not None,
        arrived_on=arrived_on,
        ended_on=ended_on,
        outcome=ObjectionOutcome(outcome) if outcome else None,
        confirmed_on=confirmed_on,
        noticed_again_on=noticed_again_on,
    )


def _has_judged(objection: Objection, by: User) -> bool:
    if objection.appeal_of is None:
        return False
    passed = Passage.objects.filter(subject=objection.appeal_of.subject())
    return any(by.username in passage.people() for passage in passed)


def _line_of(organization: Organization) -> list[Organization]:
    """Everything above the organization and itself, the highest first."""
    rows = Organization.objects.filter(path__in=paths_above(organization)).order_by("path")
    return list(rows)
