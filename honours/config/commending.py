"""What waits on the second road: nominations and lists by number, the rest one by one."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.urls import reverse

from honours.commendations.models.editions import Edition, MilestoneDate
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.queries.objecting import outcomes_due
from honours.commendations.queries.slate_board import (
    RUNNING,
    lists_to_judge,
    slates_waiting_on,
)
from honours.commendations.queries.slates import composed_under
from honours.commendations.vocabulary import (
    Milestone,
    NominationState,
    SlateState,
)
from honours.config.workbench import Waiting
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Signal

LISTS_SHOWN = 20
EDITIONS_SHOWN = 3
SOON_DAYS = 3
_GATHERED = (
    (NominationState.DRAFT, Role.FILER, None, "份推荐材料拟稿，待提交", Milestone.NOMINATIONS_DUE),
    (NominationState.SUBMITTED, Role.FILER, None, "份待编入单位名单", Milestone.NOMINATIONS_DUE),
    (
        NominationState.RECOMMENDED,
        Role.EXAMINER,
        Level.COUNTY,
        "份待编入县级名单",
        Milestone.COUNTY_DUE,
    ),
    (NominationState.REPORTED, Role.EXAMINER, Level.CITY, "份待初审", Milestone.FIRST_REVIEW),
    (
        NominationState.FIRST_REVIEWED,
        Role.EXAMINER,
        Level.CITY,
        "份待复审",
        Milestone.SECOND_REVIEW,
    ),
)
"""In a state, who works on them next, in a body of which level, what waits, and until when."""


def commending_waits(mandate: Mandate, *, today: date) -> list[Waiting]:
    """The most urgent first. The number of queries does not grow with nominations or lists."""
    dates = _dates_of(mandate)
    lines = [
        *_nominations_waiting(mandate, dates, today),
        *_lists_waiting(mandate),
        *_outcomes_waiting(mandate, today),
    ]
    return sorted(lines, key=lambda one: one.due_on or date.max)


def _dates_of(mandate: Mandate) -> dict[tuple[int, str], date]:
    rows = MilestoneDate.objects.filter(
        edition__in=editions_seen_by(mandate).filter(state__in=RUNNING).values("pk")
    )
    found = rows.values_list("edition", "milestone", "due_on")
    return {(edition, milestone): due_on for edition, milestone, due_on in found}


def _nominations_waiting(
    mandate: Mandate, dates: dict[tuple[int, str], date], today: date
) -> Iterable[Waiting]:
    for state, role, level, words, milestone in _GATHERED:
        mine = _reached(mandate, role, level)
        if mine is None:
            continue
        rows = Nomination.objects.filter(mine, state=state, edition__state__in=RUNNING)
        counted = rows.order_by("edition").values_list("edition", "edition__name")
        for key, name, number in counted.annotate(number=Count("pk")):
            due_on = dates.get((key, milestone))
            yield Waiting(
                f"{number}{words}",
                f"推荐人选 · {name}",
                "去办理",
                _page(state, key),
                due_on,
                _signal(due_on, today),
            )


def _page(state: NominationState, edition: int) -> str:
    if state is NominationState.DRAFT:
        query = f"?edition={edition}&state={state.value}"
        return reverse("commendations:nominations") + query
    return reverse("commendations:edition", args=[edition])


def _reached(mandate: Mandate, role: Role, level: Level | None) -> Q | None:
    paths = [
        post.jurisdiction.path
        for post in mandate.posts
        if post.role == role and level in (None, post.organization.level)
    ]
    if not paths:
        return None
    found = Q(pk__in=())
    for path in paths:
        found |= Q(organization__path__startswith=path)
    return found


def _lists_waiting(mandate: Mandate) -> Iterable[Waiting]:
    for slate in slates_waiting_on(mandate)[:LISTS_SHOWN]:
        deed = "签批" if slate.state == SlateState.SUBMITTED else "审核接收、退回"
        yield _list(slate, deed)
    for slate in lists_to_judge(mandate)[:LISTS_SHOWN]:
        yield _list(slate, "核查名单上的提示")
    own = reduce(or_, map(composed_under, mandate.posts), Q(pk__in=()))
    rows = Slate.objects.filter(own, state=SlateState.COMPOSING, edition__state__in=RUNNING)
    for slate in rows.select_related("organization", "edition").order_by("pk")[:LISTS_SHOWN]:
        yield _list(slate, "继续编排、提交")


def _list(slate: Slate, deed: str) -> Waiting:
    return Waiting(
        f"{slate.organization}{CandidateKind(slate.kind).label}推荐名单",
        f"推荐名单 · {slate.edition.name}",
        deed,
        reverse("commendations:slate", args=[slate.pk]),
    )


def _outcomes_waiting(mandate: Mandate, today: date) -> Iterable[Waiting]:
    """Findings on objections that only whoever runs the edition can carry out."""
    runs = _reached(mandate, Role.EXAMINER, Level.CITY)
    if runs is None:
        return
    rows = Edition.objects.filter(runs, state__in=RUNNING)
    for edition in rows.order_by("-pk")[:EDITIONS_SHOWN]:
        if number := len(outcomes_due(edition, on=today)):
            url = reverse("commendations:outcomes", args=[edition.pk])
            yield Waiting(
                f"{number}个对象有待处理的异议结论",
                f"评选表彰 · {edition.name}",
                "按结论处理",
                url,
                today,
                Signal.YELLOW,
            )


def _signal(due_on: date | None, today: date) -> Signal:
    if due_on is None:
        return Signal.NONE
    days = (due_on - today).days
    if days < 0:
        return Signal.RED
    return Signal.YELLOW if days <= SOON_DAYS else Signal.GREEN
