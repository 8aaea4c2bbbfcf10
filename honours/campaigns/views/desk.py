"""The screening desk: one item at a time, finding → clause → proposal → opinion, save and next."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from honours.campaigns.checks.faults import FINDING_LABELS
from honours.campaigns.forms.decisions import OpinionForm
from honours.campaigns.lists import TONES
from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.operations.decisions import propose_decision
from honours.campaigns.queries.decisions import current_decisions, latest_screenings
from honours.campaigns.queries.desk import (
    ON_THE_DESK,
    Remaining,
    Sort,
    next_on_desk,
    previous_on_desk,
    remaining_on_desk,
    rules_day_of,
)
from honours.campaigns.queries.returns import may_take_back
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_tabs
from honours.campaigns.views.handling import ways_of
from honours.campaigns.views.items import facts_about, findings_of, likenesses_in
from honours.campaigns.views.saving import page_of
from honours.campaigns.vocabulary import Outcome, Work
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.jobs.operations import start_job
from honours.registry.models import Activity
from honours.workflow.queries import history_of, timeline_of


@login_required
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next item that waits; ``?proposal=`` and ``?code=`` keep to one sort, ``?after=`` skips.

    ``?done=`` names the item just dealt with, so that the next card can offer to undo it.
    """
    campaign = campaign_led_by(request, pk)
    sort, after = _sort(request), request.GET.get("after", "")
    left = remaining_on_desk(campaign)
    filing = next_on_desk(campaign, after=int(after) if after.isdecimal() else 0, sort=sort)
    if filing is not None and not left.unscreened:
        return redirect(_card_url(filing, sort, done=request.GET.get("done", "")))
    context = {
        **_frame(campaign, request, left, sort),
        "just_done": _just_done(request, campaign),
        "rules_on": rules_day_of(campaign, timezone.localdate()).isoformat(),
    }
    return render(request, "campaigns/desk.html", context)


@login_required
def card(request: SignedInRequest, pk: int, filing_pk: int) -> HttpResponse:
    """One item with everything that bears on it; posting saves the opinion and goes on."""
    campaign = campaign_led_by(request, pk)
    filing = get_object_or_404(
        campaign.filings.select_related("organization", "campaign", "activity"), pk=filing_pk
    )
    sort = _sort(request)
    screening = latest_screenings([filing]).get(filing.pk)
    form = OpinionForm(
        request.POST or None,
        initial=_as_proposed(screening),
        candidates=Activity.objects.filter(pk__in=_mergeable(screening)),
    )
    decision = saved(
        request, form, lambda: propose_decision(filing, form.opinion(), by=request.user)
    )
    if decision is not None:
        messages.success(
            request, f"“{filing.name}”的处理意见“{decision.get_outcome_display()}”已保存。"
        )
        return redirect(_desk_url(campaign, sort, after=filing.pk, done=filing.pk))
    previous = previous_on_desk(campaign, before=filing.pk, sort=sort)
    context = {
        **_frame(campaign, request, remaining_on_desk(campaign), sort),
        **_about(filing, screening),
        "just_done": _just_done(request, campaign),
        "is_on_desk": filing.state in ON_THE_DESK,
        "decision": current_decisions([filing]).get(filing.pk),
        "skip_url": _desk_url(campaign, sort, after=filing.pk),
        "previous_url": _card_url(previous, sort) if previous else "",
        "ways": ways_of(request, filing),
        "history": timeline_of(filing)[::-1],
    }
    return page_of(request, form, "campaigns/card.html", context)


@login_required
@require_POST
def screen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Screen everything on the desk by the rules of a day, in the background."""
    campaign = campaign_led_by(request, pk)
    require(request.user, Role.EXAMINER, "甄别", within=campaign.organization)
    started = start_job(
        Work.SCREEN,
        by=request.user,
        organization=campaign.organization,
        arguments={"campaign_id": campaign.pk, "on": _rules_day(request, campaign)},
    )
    return redirect("jobs:progress", started.pk)


def _rules_day(request: SignedInRequest, campaign: Campaign) -> str:
    """The day whose rules judge: as chosen, else today, else the campaign's own time."""
    try:
        chosen = parse_date(request.POST.get("rules_on", ""))
    except ValueError:
        chosen = None
    return (chosen or rules_day_of(campaign, timezone.localdate())).isoformat()


def _sort(request: SignedInRequest) -> Sort:
    proposal, code = request.GET.get("proposal", ""), request.GET.get("code", "")
    return Sort(
        proposal if proposal in set(Outcome) else "", code if code in FINDING_LABELS else ""
    )


def _query(sort: Sort, **more: object) -> str:
    wanted = {"proposal": sort.proposal, "code": sort.code, **more}
    found = urlencode({key: value for key, value in wanted.items() if value})
    return f"?{found}" if found else ""


def _desk_url(campaign: Campaign, sort: Sort, **more: object) -> str:
    return reverse("campaigns:desk", args=[campaign.pk]) + _query(sort, **more)


def _card_url(filing: Filing, sort: Sort, **more: object) -> str:
    return reverse("campaigns:card", args=[filing.campaign_id, filing.pk]) + _query(sort, **more)


def _just_done(request: SignedInRequest, campaign: Campaign) -> dict[str, str] | None:
    """The item saved before this one, while its saving can still be undone."""
    done = request.GET.get("done", "")
    filing = campaign.filings.filter(pk=int(done)).first() if done.isdecimal() else None
    if filing is None or not may_take_back(filing, request.user, history_of(filing)):
        return None
    url = reverse("campaigns:take_back", args=["filing", filing.pk])
    return {"name": filing.name, "url": url}


def _about(filing: Filing, screening: Screening | None) -> dict[str, Any]:
    return {
        "filing": filing,
        "facts": facts_about(filing),
        "screening": screening,
        "outcome": Outcome(screening.proposal) if screening else None,
        "tone": TONES[Outcome(screening.proposal)] if screening else "",
        "screening_findings": findings_of(screening) if screening else [],
        "likenesses": likenesses_in(screening) if screening else [],
    }


def _as_proposed(screening: Screening | None) -> dict[str, Any]:
    if screening is None:
        return {}
    return {
        "outcome": screening.proposal,
        "merged_into": screening.merge_into_id,
        "transfer_to": screening.transfer_to,
    }


def _mergeable(screening: Screening | None) -> list[int]:
    """Activities that the item could be merged into: those it is like."""
    if screening is None:
        return []
    keys = [row["activity"] for row in screening.likenesses] + [screening.merge_into_id]
    return [key for key in keys if key]


def _frame(
    campaign: Campaign, request: SignedInRequest, left: Remaining, sort: Sort
) -> dict[str, Any]:
    return {
        "title": "甄别台",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "甄别台"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "desk"),
        "left": left,
        "sort": sort,
        "proposals": [
            (outcome.value, outcome.label, left.by_proposal[outcome])
            for outcome in Outcome
            if outcome in left.by_proposal
        ],
        "codes": [
            (code, FINDING_LABELS.get(code, code), count) for code, count in left.by_code.items()
        ],
    }
