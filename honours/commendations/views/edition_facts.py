"""An edition in the parts of its page: its road, plan, dates, places and reports."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from honours.commendations.models.editions import Edition, Title
from honours.commendations.queries.edition_board import KINDS, ReportCell, reports_of
from honours.commendations.queries.editions import places_of
from honours.commendations.queries.unsettled import Unsettled, unsettled_by_unit
from honours.commendations.readings.rule_terms import in_words, rule_of
from honours.commendations.vocabulary import (
    EditionState,
    Milestone,
    NominationState,
    SlateState,
)
from honours.directory.permissions import Mandate
from honours.quotas.queries.ledgers import visible_ledgers
from honours.quotas.ratios.stored_values import UnreadableRule
from honours.quotas.vocabulary.people import UnitNature
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import (
    Fact,
    KeyFigure,
    Light,
    Matrix,
    MatrixRow,
    Signal,
    StepState,
    StripStep,
    day_in_words,
)

SOON_DAYS = 7
_STRIP = (
    EditionState.PLANNED,
    EditionState.OPEN,
    EditionState.REVIEWING,
    EditionState.DECIDED,
    EditionState.ARCHIVED,
)
_RUNNING = (EditionState.OPEN, EditionState.REVIEWING)
_MET_BY = {
    Milestone.NOMINATIONS_DUE: (EditionState.OPEN,),
    Milestone.COUNTY_DUE: (EditionState.OPEN,),
    Milestone.FIRST_REVIEW: (EditionState.OPEN,),
}
"""Milestones that are days to keep to rather than days by which the edition has moved on."""


def steps_of(found: Edition) -> list[StripStep]:
    """A cancelled edition has no step that is under way."""
    if found.state == EditionState.CANCELLED:
        return [StripStep(EditionState.CANCELLED.label, StepState.CURRENT)]
    here = _STRIP.index(EditionState(found.state))
    return [
        StripStep(
            word.label,
            StepState.DONE
            if place < here
            else (StepState.CURRENT if place == here else StepState.WAITING),
        )
        for place, word in enumerate(_STRIP)
    ]


def plan_facts(found: Edition) -> list[Fact]:
    return [
        Fact("项目", found.activity.name, reverse("registry:activity", args=[found.activity_id])),
        Fact("主办单位", str(found.organization)),
        Fact("评选范围（地区）", str(found.region)),
        Fact("年度", f"{found.year}年"),
        Fact("表彰层次", found.get_level_display()),
        Fact("批准文件", found.basis_text or (found.basis and found.basis.number)),
        Fact("评选条件", found.conditions),
        Fact("评选范围", found.scope),
        Fact("评选程序", found.procedure),
        Fact("奖励办法", found.reward),
        Fact("经费来源", found.funding),
    ]


def terms_told(found: Edition) -> list[Fact]:
    includes = found.places_include_differential
    refills = "可以补报" if found.refills_failed_places else "不补报"
    years, days = found.least_service_years, found.rank_watch_days
    return [
        Fact(
            "等额或差额",
            _differential(found.differential) + ("（下达名额已含）" if includes else ""),
        ),
        Fact("备选", f"每份名单{found.reserve_places}名"),
        Fact("公示不通过的名额", refills),
        Fact("轮次", "初审、正式推荐两轮" if found.has_second_round else "一轮"),
        Fact("职工（代表）大会推荐", "须经" if found.requires_vote else "不要求"),
        Fact("下一级荣誉基础", "须有" if found.requires_prior_honour else "不要求"),
        Fact("最低工作年限", f"{years}年" if years else "不要求"),
        Fact("事迹字数", f"主要事迹{found.account_length}字，简要事迹{found.brief_length}字"),
        Fact(
            "级别变动核查",
            f"报送前{days}天以内" if days else "不核查",
            note="自行规定，文件没有要求",
        ),
        Fact("审批表份数", f"一式{found.form_copies}份"),
    ]


def _differential(multiple: Decimal) -> str:
    """等额, or how many may be put forward for a hundred places."""
    if multiple == 1:
        return "等额"
    return f"差额，每100个名额推荐{(multiple * 100).normalize():f}名"


def title_line(title: Title) -> Fact:
    statuses = "、".join(UnitNature(code).label for code in title.statuses)
    kind = CandidateKind(title.kind)
    return Fact(
        str(title),
        f"{kind.label}{title.places}个",
        note=f"授予{statuses}人员" if statuses else "",
    )


def figures_of(found: Edition, mandate: Mandate) -> list[KeyFigure]:
    """Places of the plan, how they lie in the ledger, nominations on their way."""
    places = places_of(list(found.titles.all()))
    has_ledger = visible_ledgers(mandate).filter(subject=found.subject()).exists()
    ledger_url = reverse("quotas:ledger", args=[found.subject()]) if has_ledger else ""
    figures = [
        KeyFigure(
            f"{kind.label}名额",
            places.get(kind, 0),
            "个",
            ledger_url,
            note="名额台账" if has_ledger else "",
        )
        for kind in KINDS
    ]
    if found.state == EditionState.PLANNED:
        return figures
    url = f"{reverse('commendations:nominations')}?edition={found.pk}"
    return [*figures, KeyFigure("推荐对象", "查看", "", url, note="本届的全部推荐")]


def milestones_told(found: Edition, today: date) -> list[tuple[str, str, Light]]:
    return [
        (
            Milestone(row.milestone).label,
            day_in_words(row.due_on),
            _light(found, Milestone(row.milestone), row.due_on, today),
        )
        for row in found.milestones.all()
    ]


def _light(found: Edition, milestone: Milestone, due_on: date, today: date) -> Light:
    """Green before, yellow from a week before, red where the edition should have moved on."""
    if found.state not in (EditionState.PLANNED, *_RUNNING):
        return Light(Signal.NONE, "已办结")
    days = (due_on - today).days
    if days > SOON_DAYS:
        return Light(Signal.GREEN, f"还有{days}天")
    if days >= 0:
        return Light(Signal.YELLOW, f"还有{days}天" if days else "今天到期")
    if milestone in _MET_BY and found.state not in _MET_BY[milestone]:
        return Light(Signal.NONE, "已过")
    return Light(Signal.RED, f"已过{-days}天")


def reports_told(found: Edition, mandate: Mandate) -> Matrix | None:
    rows = reports_of(found, mandate)
    if not rows:
        return None
    return Matrix(
        "各单位报送情况",
        "单位",
        [kind.label for kind in KINDS],
        [MatrixRow(row.unit, [_reported(cell) for cell in row.cells]) for row in rows],
    )


def _reported(cell: ReportCell) -> Light:
    slate = cell.slate
    if slate is None:
        note = f"名额{cell.places}个，尚未报送" if cell.places else "没有名额"
        return Light(Signal.YELLOW if cell.places else Signal.NONE, note)
    signal = {
        SlateState.COMPOSING: Signal.YELLOW,
        SlateState.SUBMITTED: Signal.YELLOW,
    }.get(SlateState(slate.state), Signal.GREEN)
    note = f"{slate.state_label}，{getattr(slate, 'named', 0)}个／名额{cell.places}个"
    return Light(signal, note, reverse("commendations:slate", args=[slate.pk]))


def rules_told(found: Edition) -> list[Fact]:
    """Each rule in words, with its source."""
    told = []
    for rule in found.rules.all():
        try:
            words = in_words(rule_of(rule.kind, rule.body))
        except UnreadableRule:
            words = "读不通，请重新填写。"
        told.append(Fact(rule.name, words, note=f"依据：{rule.document}{rule.clause}"))
    return told


def told_by_unit(edition: Edition) -> list[Fact]:
    """A line for each unit, with the way to its nominations where they have left it."""
    return [
        Fact(one.unit, numbers_in_words(one), _listed(edition, one))
        for one in unsettled_by_unit(edition)
    ]


def numbers_in_words(found: Unsettled) -> str:
    """待单位审签2件，单位已推荐1件"""
    states = (state for state in NominationState if state in found.numbers)
    return "，".join(f"{state.label}{found.numbers[state]}件" for state in states)


def _listed(edition: Edition, found: Unsettled) -> str:
    if not found.has_left_the_unit:
        return ""
    query = urlencode({"edition": edition.pk, "from_unit": found.unit})
    return f"{reverse('commendations:nominations')}?{query}"
