"""What stands on the workbench: what waits for me, what my unit owes, how the clean-up stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from honours.campaigns.models import Campaign, Filing
from honours.campaigns.queries.campaigns import leads, visible_campaigns
from honours.campaigns.queries.progress import Cell, TargetStanding, matrix, target_standings
from honours.campaigns.queries.tallies import Tally, tally
from honours.campaigns.vocabulary import DeclarationState, FilingState, Light, Outcome, Stage
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.notices.queries.objections import objections_visible_to
from honours.policies.models import Receipt
from honours.policies.queries import receipts_due
from honours.ui.parts import Gauge, KeyFigure, Signal, StepState, StripStep, day_in_words
from honours.workflow.models import Stateful
from honours.workflow.todos import Todo, todos_of, waiting_for

UNIT_ROLES = (Role.FILER, Role.HEAD)
OPEN_STAGES = (Stage.SELF_CORRECTION, Stage.EXAMINATION, Stage.INSTITUTION)
CAMPAIGNS_SHOWN = 3
SINGLY = (
    "applications.application",
    "applications.catalogueentry",
    "campaigns.campaign",
    "campaigns.declaration",
    "campaigns.lead",
    "campaigns.resolution",
    "commendations.batchwithdrawal",
    "commendations.decision",
    "commendations.edition",
    "commendations.revocation",
    "notices.notice",
    "notices.objection",
    "reports.report",
)
_SELDOM = (
    "cancel",
    "decide",
    "record_revocation",
    "record_refusal",
    "close_with_batch",
    "take_down",
    "take_down_by_lead",
)
"""Moves that are open all the while but are nobody's work for the day."""
"""Matters that are few and wait one by one; filings are told of by their number."""
_WAITING = {
    FilingState.FILED: ("待甄别", "desk", ""),
    FilingState.PROPOSED: ("待复核", "filings", "?state=proposed"),
    FilingState.CONFIRMED: ("待提交联席会议审定", "conference", ""),
    FilingState.DECIDED: ("待反馈单位", "conference", ""),
    FilingState.NOTIFIED: ("待认可或申辩", "results", ""),
    FilingState.CONTESTED: ("有申辩，待重新甄别", "desk", ""),
}
"""What filings in a state wait for, and the page of the campaign where that is done."""
_PAGES = {
    "applications.application": "applications:application",
    "applications.catalogueentry": "applications:entry",
    "campaigns.campaign": "campaigns:campaign",
    "campaigns.declaration": "campaigns:declaration",
    "campaigns.lead": "campaigns:lead",
    "campaigns.resolution": "campaigns:resolution",
    "commendations.batchwithdrawal": "commendations:withdrawal",
    "commendations.decision": "commendations:decision",
    "commendations.edition": "commendations:edition",
    "commendations.revocation": "commendations:revocation",
    "notices.notice": "notices:notice",
    "notices.objection": "notices:objection",
    "reports.report": "reports:report",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the to-do list: a matter, or many filings together."""

    title: str
    kind: str
    what_next: str
    url: str
    due_on: date | None = None
    signal: Signal = Signal.NONE


@dataclass(frozen=True, slots=True)
class Owed:
    """What one unit still has to do in one campaign, as a strip of five steps."""

    unit: str
    campaign: str
    state: DeclarationState
    url: str
    steps: tuple[StripStep, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """How a campaign stands, for those who lead it."""

    title: str
    url: str
    stage: Stage
    figures: tuple[KeyFigure, ...]
    gauges: tuple[Gauge, ...]


def waiting_list(user: User, mandate: Mandate, *, today: date) -> list[Waiting]:
    """What waits for the user: filings by number first, then matters, the most urgent first."""
    singly = _open_to(user, todos_of(user, today=today, limit=20, kinds=SINGLY))
    due = (todo for todo in singly if _moves_told(todo) and not _still_hangs(todo, today))
    return [*_filings_waiting(mandate), *(_single(todo) for todo in due)]


def _open_to(user: User, todos: list[Todo]) -> list[Todo]:
    """Without objections that name a body of the user's own: he handles none of them."""
    cases = {todo.matter.pk for todo in todos if isinstance(todo.matter, Objection)}
    if not cases:
        return todos
    seen = objections_visible_to(user).filter(pk__in=cases).values_list("pk", flat=True)
    shut = cases - set(seen)
    return [
        todo
        for todo in todos
        if not (isinstance(todo.matter, Objection) and todo.matter.pk in shut)
    ]


def _still_hangs(todo: Todo, today: date) -> bool:
    """A notice whose last day has not passed: it cannot be ended yet."""
    notice = todo.matter
    return isinstance(notice, Notice) and notice.ends_on is not None and notice.ends_on >= today


def _filings_waiting(mandate: Mandate) -> list[Waiting]:
    mine = waiting_for(Filing, mandate).order_by().values("pk")
    rows = (
        Filing.objects.filter(pk__in=mine, state__in=list(_WAITING))
        .order_by("campaign", "state")
        .values_list("campaign", "campaign__title", "state")
        .annotate(number=Count("pk"))
    )
    return [
        _together(campaign, title, FilingState(state), number)
        for campaign, title, state, number in rows
    ]


def _together(campaign: int, title: str, state: FilingState, number: int) -> Waiting:
    what, page, query = _WAITING[state]
    url = reverse(f"campaigns:{page}", args=[campaign]) + query
    return Waiting(f"{number}项{what}", title, "去办理", url)


def _single(todo: Todo) -> Waiting:
    return Waiting(
        title=todo.title,
        kind=f"{todo.kind_label} · {todo.organization}",
        what_next=_moves_told(todo),
        url=address_of(todo.matter),
        due_on=todo.due_on,
        signal=todo.signal,
    )


def _moves_told(todo: Todo) -> str:
    told = dict.fromkeys(move.label for move in todo.moves if move.verb not in _SELDOM)
    return "、".join(told)


def address_of(matter: Stateful) -> str:
    """The page on which the matter is dealt with."""
    return reverse(_PAGES[matter.matter_kind()], args=[matter.pk])


def owed_by(mandate: Mandate, *, today: date) -> list[Owed]:
    """What the units that the user files or signs for owe, campaign by campaign."""
    own = _narrowed(mandate)
    if not own.posts:
        return []
    return [
        Owed(
            unit=str(row.unit),
            campaign=campaign.title,
            state=DeclarationState(row.declaration.state),
            url=reverse("campaigns:declaration", args=[row.declaration.pk]),
            steps=tuple(map(_as_step, row.cells)),
        )
        for campaign in _open_campaigns(own)
        for row in matrix(campaign, own, on=today)
    ]


def receipts_owed(mandate: Mandate) -> list[Receipt]:
    """Documents that the user's own units have not signed for."""
    return list(receipts_due(_narrowed(mandate))[:10])


def overviews(mandate: Mandate) -> list[Overview]:
    """The campaigns that the user's bureau leads, with their figures."""
    return [
        _overview(campaign) for campaign in _open_campaigns(mandate) if leads(campaign, mandate)
    ]


def _narrowed(mandate: Mandate) -> Mandate:
    return Mandate(tuple(post for post in mandate.posts if post.role in UNIT_ROLES))


def _open_campaigns(mandate: Mandate) -> Iterable[Campaign]:
    return visible_campaigns(mandate).filter(state__in=OPEN_STAGES)[:CAMPAIGNS_SHOWN]


def _as_step(cell: Cell) -> StripStep:
    label = cell.step.label
    if cell.done_on is not None:
        late = f"（迟{cell.days_late}天）" if cell.was_late else ""
        return StripStep(label, StepState.DONE, f"{cell.done_on:%m-%d}完成{late}")
    if cell.light is Light.RED:
        return StripStep(label, StepState.LATE, f"逾期{cell.days_late}天")
    state = StepState.CURRENT if cell.light is Light.YELLOW else StepState.WAITING
    return StripStep(label, state, f"{cell.due_on:%m-%d}前")


def _overview(campaign: Campaign) -> Overview:
    counted = tally(campaign)
    return Overview(
        title=campaign.title,
        url=reverse("campaigns:campaign", args=[campaign.pk]),
        stage=Stage(campaign.state),
        figures=tuple(_figures(campaign, counted)),
        gauges=tuple(_gauge(standing) for standing in target_standings(campaign)),
    )


def _figures(campaign: Campaign, counted: Tally) -> Iterable[KeyFigure]:
    def page(name: str, query: str = "") -> str:
        return reverse(f"campaigns:{name}", args=[campaign.pk]) + query

    signed = f"{counted.units_signed}/{counted.units}"
    yield KeyFigure("已报送单位", signed, "个", page("matrix"), f"零报告{counted.units_zero}个")
    yield KeyFigure(
        "自办项目", counted.own, "项", page("filings"), f"承办、协办{counted.undertaken}项不重复计"
    )
    for outcome in (Outcome.RETAIN, Outcome.REVOKE, Outcome.SUSPEND):
        yield KeyFigure(outcome.label, counted.outcomes.get(outcome, 0), "项", page("results"))


def _gauge(standing: TargetStanding) -> Gauge:
    target = standing.target
    return Gauge(
        label=f"{target.get_measure_display()}（{target.citation}）",
        numerator=standing.reached.numerator,
        denominator=standing.reached.denominator,
        numerator_label="撤销、合并",
        denominator_label="填报",
        target=target.at_least,
    )


def opening_words(today: date, name: str) -> str:
    return f"{name}，您好。今天是{day_in_words(today)}。"
