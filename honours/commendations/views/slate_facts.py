"""What the pages of a list share: who may see it, names as the reader may read them, the panel."""

from dataclasses import dataclass, replace
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from honours.commendations.lists.slates import SLATE_TONES, slate_title
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.queries.holders import holder_name
from honours.commendations.queries.nominations import may_name
from honours.commendations.queries.slate_board import (
    RUNNING,
    SlateBoard,
    SlateDeeds,
    above,
    board_of,
    deeds_open_on,
    is_further,
)
from honours.commendations.queries.slates import slates_seen_by
from honours.commendations.vocabulary import ComposingStep, SlateState, Tier
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import Mandate
from honours.kernel.verdicts import Finding
from honours.privacy.masks import masked_name
from honours.quotas.ratios.bars import BarStanding
from honours.quotas.ratios.findings import bar_findings
from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.ratios.wording import formula, unit_of
from honours.quotas.vocabulary.people import IdentityCategory, Rank
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import RatioState
from honours.ui.parts import Crumb, Tone

STATE_TONES = {
    RatioState.MET: Tone.GOOD,
    RatioState.BROKEN: Tone.BAD,
    RatioState.ADVISED: Tone.WARN,
    RatioState.UNKNOWN: Tone.WARN,
    RatioState.NOT_APPLICABLE: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class SlateRow:
    """One nomination as the composer shows it. ``marks``: what it counts in that is broken."""

    nomination: Nomination
    place: int
    name: str
    told: str
    marks: tuple[str, ...]
    steps: tuple[ComposingStep, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the panel shows it: how far it is kept, with the working and the clause."""

    name: str
    state: RatioState
    tone: Tone
    working: str
    citation: str
    distance: str


def slate_seen_by(request: SignedInRequest, pk: int) -> Slate:
    """Where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(slates_seen_by(mandate_on(request)), pk=pk)


def slate_crumbs(slate: Slate, here: str = "") -> list[Crumb]:
    crumbs = [
        Crumb("评选表彰", reverse("commendations:editions")),
        Crumb(slate.edition.name, reverse("commendations:edition", args=[slate.edition_id])),
    ]
    if not here:
        return [*crumbs, Crumb(slate_title(slate))]
    own = Crumb(slate_title(slate), reverse("commendations:slate", args=[slate.pk]))
    return [*crumbs, own, Crumb(here)]


def shown_name(nomination: Nomination, mandate: Mandate) -> str:
    """A collective's name; persons' names, masked where they may not be read."""
    if nomination.kind == CandidateKind.COLLECTIVE or may_name(mandate, nomination.organization):
        return holder_name(nomination)
    return "、".join(masked_name(person.name) for person in nomination.persons.all())


def slate_context(slate: Slate, mandate: Mandate) -> dict[str, Any]:
    """Everything that ``_slate_body.html`` draws."""
    board = board_of(slate)
    roster, deeds, marks = board.roster, _deeds(board, mandate), _marks(board)
    can = deeds.compose

    def rows(nominations: tuple[Nomination, ...], *steps: ComposingStep) -> list[SlateRow]:
        return [
            SlateRow(
                one,
                place,
                shown_name(one, mandate),
                candidate_told(one),
                tuple(marks.get(one.subject(), ())),
                _open_steps(steps, place, len(nominations)) if can else (),
            )
            for place, one in enumerate(nominations, start=1)
        ]

    step = ComposingStep
    return {
        "slate": slate,
        "state": SlateState(slate.state),
        "tone": SLATE_TONES[SlateState(slate.state)],
        "kind": CandidateKind(slate.kind),
        "board": board,
        "deeds": deeds,
        "listed": rows(roster.listed, step.UP, step.DOWN, step.OUT, step.RESERVE),
        "reserves": rows(roster.reserves, step.UP, step.DOWN, step.LIST, step.OUT),
        "others": rows(roster.others, step.LIST, step.RESERVE) if can else [],
        "rules": rule_rows(board.standings),
        "bar_findings": _named_bars(board, mandate),
        "excess": _beyond(board),
        "may_gather": can and slate.tier != Tier.UNIT,
        "flags": _flags(board, mandate),
        "judged_by": _judged_by(slate),
        "may_note_excess": deeds.accept and board.is_over,
        "may_publish": _may_publish(slate),
    }


def rule_rows(standings: tuple[RuleStanding, ...]) -> list[RuleRow]:
    return [
        RuleRow(
            standing.rule.name,
            standing.state,
            STATE_TONES[standing.state],
            formula(standing),
            str(standing.rule.citation or ""),
            _distance(standing),
        )
        for standing in standings
    ]


def candidate_told(nomination: Nomination) -> str:
    """What the ratios ask about: rank, category, front line."""
    if nomination.kind == CandidateKind.COLLECTIVE:
        told = [nomination.unit, _front_line(nomination.collective.is_front_line)]
        return " · ".join(part for part in told if part)
    person = next(iter(nomination.persons.all()), None)
    if person is None:
        return nomination.unit
    told = [
        nomination.unit,
        Rank(person.rank).label if person.rank else "",
        IdentityCategory(person.identity_category).label if person.identity_category else "",
        _front_line(person.is_front_line),
    ]
    return " · ".join(part for part in told if part)


def _front_line(answer: bool | None) -> str:
    return "一线" if answer else ""


def _open_steps(
    steps: tuple[ComposingStep, ...], place: int, last: int
) -> tuple[ComposingStep, ...]:
    """The first has nowhere up to go, the last nowhere down."""
    shut = {ComposingStep.UP} if place == 1 else set()
    if place == last:
        shut.add(ComposingStep.DOWN)
    return tuple(step for step in steps if step not in shut)


def _marks(board: SlateBoard) -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    for standing in board.standings:
        if standing.is_broken and standing.rule.bound.is_ceiling:
            for key in standing.counted:
                marks.setdefault(key, []).append(standing.rule.name)
        if standing.state is RatioState.UNKNOWN:
            for key in standing.missing:
                marks.setdefault(key, []).append(f"{standing.rule.name}缺数据")
    for bar in board.bars:
        if bar.state is not RatioState.MET:
            marks.setdefault(bar.key, []).append(bar.bar.name)
    return marks


def _named_bars(board: SlateBoard, mandate: Mandate) -> list[Finding]:
    """Bars as findings, each opened by whom it is about."""
    named = {one.subject(): shown_name(one, mandate) for one in board.roster.listed}
    told: list[Finding] = []
    for bar in _speaking(board.bars):
        for finding in bar_findings([bar]):
            message = f"{named[bar.key]}：{finding.message}"
            told.append(
                Finding(finding.code, message, finding.citation, finding.remedy, finding.weight)
            )
    return told


def _speaking(bars: tuple[BarStanding, ...]) -> list[BarStanding]:
    return [bar for bar in bars if bar.state is not RatioState.MET]


def _flags(board: SlateBoard, mandate: Mandate) -> list[tuple[Any, str]]:
    named = {
        one.pk: shown_name(one, mandate) for one in (*board.roster.listed, *board.roster.reserves)
    }
    return [(flag, named.get(flag.nomination_id or 0, "")) for flag in board.flags]


def _deeds(board: SlateBoard, mandate: Mandate) -> SlateDeeds:
    """What is open, without a return that would be refused."""
    slate, deeds = board.roster.slate, deeds_open_on(board.roster.slate, mandate)
    if is_further(slate, board.roster.listed):
        return replace(deeds, send_back=False)
    return deeds


def _may_publish(slate: Slate) -> bool:
    is_below = slate.tier != Tier.CITY and slate.edition.state in RUNNING
    return is_below and slate.state == SlateState.SUBMITTED


def _judged_by(slate: Slate) -> str:
    """Who has to look at what is flagged: above the city there is nobody."""
    if slate.tier == Tier.CITY:
        return "签批前由编排人以外的人员核查"
    return f"待{above(slate).label}审核人员核查"


def _beyond(board: SlateBoard) -> int:
    listed = len(board.roster.listed)
    return max(0, listed - board.places) if board.places is not None else 0


def _distance(standing: RuleStanding) -> str:
    if standing.state in (RatioState.BROKEN, RatioState.ADVISED):
        word = "超出" if standing.rule.bound.is_ceiling else "尚差"
        return f"{word}{standing.off_by}{unit_of(standing.rule)}"
    return ""
