"""What the pages of a campaign share: who may see it, its tabs, its strip and its figures."""

from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from honours.campaigns.models import Campaign
from honours.campaigns.queries.campaigns import leads, visible_campaigns
from honours.campaigns.queries.progress import TargetStanding
from honours.campaigns.queries.tallies import Tally
from honours.campaigns.vocabulary import FilingState, Measure, Outcome, Stage, Step
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import Mandate
from honours.ui.parts import Crumb, Gauge, KeyFigure, StepState, StripStep, Tab, day_in_words

WORKING_STAGES = (Stage.SELF_CORRECTION, Stage.EXAMINATION, Stage.INSTITUTION)
_TABS = (
    ("campaign", "总览", False),
    ("matrix", "进度矩阵", False),
    ("filings", "填报事项", False),
    ("desk", "甄别台", True),
    ("duplicates", "重复与恢复", True),
    ("leads", "双向检查", True),
    ("conference", "联席会议", True),
    ("results", "结果反馈", False),
)
"""Address name, wording, and whether only the lead bureau sees it."""


def campaign_seen_by(request: SignedInRequest, pk: int) -> Campaign:
    """The campaign, where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(visible_campaigns(mandate_on(request)), pk=pk)


def campaign_led_by(request: SignedInRequest, pk: int) -> Campaign:
    """The campaign, where the reader belongs to its lead bureau; otherwise 404."""
    campaign = campaign_seen_by(request, pk)
    if not leads(campaign, mandate_on(request)):
        raise Http404
    return campaign


def campaign_crumbs(campaign: Campaign, here: str = "") -> list[Crumb]:
    crumbs = [
        Crumb("清理行动", reverse("campaigns:campaigns")),
        Crumb(campaign.title, reverse("campaigns:campaign", args=[campaign.pk])),
    ]
    return [*crumbs, Crumb(here)] if here else crumbs


def campaign_tabs(campaign: Campaign, mandate: Mandate, current: str) -> list[Tab]:
    is_lead = leads(campaign, mandate)
    return [
        Tab(label, reverse(f"campaigns:{name}", args=[campaign.pk]), is_current=name == current)
        for name, label, is_for_lead in _TABS
        if is_lead or not is_for_lead
    ]


def stage_steps(campaign: Campaign) -> list[StripStep]:
    """The three stages with their dates, as a strip."""
    spans = {span.stage: span for span in campaign.stages.all()}
    order = [Stage.PREPARING, *WORKING_STAGES, Stage.CLOSED]
    now = order.index(Stage(campaign.state))
    steps = []
    for stage in WORKING_STAGES:
        at, span = order.index(stage), spans.get(stage)
        state = StepState.WAITING if at > now else StepState.CURRENT
        note = f"{day_in_words(span.begins_on)}至{day_in_words(span.ends_on)}" if span else ""
        steps.append(StripStep(stage.label, StepState.DONE if at < now else state, note))
    return steps


def working_steps(campaign: Campaign, *, on: date) -> list[StripStep]:
    """The five steps: how many units are through with each, and until when. Two queries."""
    counts = {
        row["step"]: row
        for row in campaign.tasks.order_by()
        .values("step")
        .annotate(units=Count("pk"), done=Count("done_on"))
    }
    due = {row.step: row.due_on for row in campaign.steps.all()}
    url = reverse("campaigns:matrix", args=[campaign.pk])
    steps, is_current_found = [], False
    for step in Step:
        row = counts.get(step, {"units": 0, "done": 0})
        is_done = row["units"] > 0 and row["done"] == row["units"]
        state = StepState.DONE
        if not is_done:
            state = StepState.WAITING if is_current_found else StepState.CURRENT
            if step in due and on > due[step]:
                state = StepState.LATE
            is_current_found = True
        note = f"{row['done']}/{row['units']}个单位完成"
        if step in due:
            note += f"，{day_in_words(due[step])}前"
        steps.append(StripStep(step.label, state, note, url))
    return steps


def gauge_of(standing: TargetStanding, campaign: Campaign) -> Gauge:
    """A target as a gauge with its formula; it opens the filings that were counted."""
    labels = {Measure.REDUCTION: ("减幅", "撤销、合并", "自办填报")}
    label, above, below = labels[Measure(standing.target.measure)]
    filings = reverse("campaigns:filings", args=[campaign.pk])
    return Gauge(
        label,
        standing.reached.numerator,
        standing.reached.denominator,
        above,
        below,
        target=Decimal(standing.target.at_least),
        url=f"{filings}?outcome={Outcome.REVOKE}&outcome={Outcome.MERGE}",
    )


def key_figures(tally: Tally, campaign: Campaign) -> list[KeyFigure]:
    """The counts people look for first; each opens what was counted."""
    filings = reverse("campaigns:filings", args=[campaign.pk])
    matrix = reverse("campaigns:matrix", args=[campaign.pk])
    zero = f"其中零报告{tally.units_zero}个" if tally.units_zero else ""
    figures = [
        KeyFigure("已报送单位", f"{tally.units_signed}/{tally.units}", "个", matrix, note=zero),
        KeyFigure(
            "填报事项",
            tally.own,
            "项",
            f"{filings}?undertaking=own",
            note=f"另有承办、协办{tally.undertaken}项，不重复计数" if tally.undertaken else "",
        ),
        KeyFigure(
            "待甄别",
            tally.in_state(FilingState.FILED, FilingState.CONTESTED),
            "项",
            f"{filings}?state=filed&state=contested",
        ),
    ]
    figures += [
        KeyFigure(
            outcome.label, tally.outcomes.get(outcome, 0), "项", f"{filings}?outcome={outcome}"
        )
        for outcome in Outcome
        if tally.outcomes.get(outcome)
        or outcome in (Outcome.REVOKE, Outcome.SUSPEND, Outcome.RETAIN)
    ]
    return figures
