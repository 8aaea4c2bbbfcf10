"""The screening desk: one item at a time, finding → clause → proposal → opinion, save and next."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from honours.campaigns.forms.decisions import OpinionForm
from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.operations.decisions import propose_decision
from honours.campaigns.queries.decisions import latest_screenings
from honours.campaigns.queries.desk import desk as items_on_desk
from honours.campaigns.queries.desk import next_on_desk, rules_day_of, unscreened
from honours.campaigns.views.frame import (
    campaign_crumbs,
    campaign_led_by,
    campaign_tabs,
    events_of,
)
from honours.campaigns.views.items import facts_about, findings_of, likenesses_in
from honours.campaigns.vocabulary import Outcome
from honours.directory.http import SignedInRequest, mandate_on
from honours.jobs.operations import start_job
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity
from honours.workflow.queries import history_of


@login_required
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next item that waits; ``?proposal=`` keeps to one sort, ``?after=`` skips one."""
    campaign = campaign_led_by(request, pk)
    proposal = _wanted(request.GET.get("proposal", ""))
    after = request.GET.get("after", "")
    filing = next_on_desk(
        campaign, after=int(after) if after.isdecimal() else 0, proposal=proposal
    )
    if filing is not None and not unscreened(campaign).exists():
        return redirect(_card_url(filing, proposal))
    context = {
        **_frame(campaign, request),
        "waiting": items_on_desk(campaign).count(),
        "unscreened": unscreened(campaign).count(),
        "rules_on": rules_day_of(campaign, timezone.localdate()).isoformat(),
        "proposal": proposal,
    }
    return render(request, "campaigns/desk.html", context)


@login_required
def card(request: SignedInRequest, pk: int, filing_pk: int) -> HttpResponse:
    """One item with everything that bears on it; posting saves the opinion and goes on."""
    campaign = campaign_led_by(request, pk)
    filing = get_object_or_404(
        campaign.filings.select_related("organization", "campaign", "activity"), pk=filing_pk
    )
    screening = latest_screenings([filing]).get(filing.pk)
    form = OpinionForm(
        request.POST or None,
        initial=_as_proposed(screening),
        candidates=Activity.objects.filter(pk__in=_mergeable(screening)),
    )
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            propose_decision(filing, form.opinion(), by=request.user)
        except Refusal as refusal:
            # Shown on the card, so that nothing already entered is lost.
            refused = refusal.findings
        else:
            messages.success(request, f"“{filing.name}”的处理意见已保存。")
            return redirect(f"{reverse('campaigns:desk', args=[pk])}?{_query(request, filing)}")
    context = {
        **_frame(campaign, request),
        "filing": filing,
        "facts": facts_about(filing),
        "screening": screening,
        "outcome": Outcome(screening.proposal) if screening else None,
        "screening_findings": findings_of(screening) if screening else [],
        "likenesses": likenesses_in(screening) if screening else [],
        "form": form,
        "findings": refused,
        "proposal": _wanted(request.GET.get("proposal", "")),
        "waiting": items_on_desk(campaign).count(),
        "history": events_of(history_of(filing)),
    }
    return render(request, "campaigns/card.html", context, status=422 if refused else 200)


@login_required
@require_POST
def screen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Screen everything on the desk by today's rules, in the background."""
    campaign = campaign_led_by(request, pk)
    started = start_job(
        "campaigns.screen",
        by=request.user,
        organization=campaign.organization,
        arguments={"campaign_id": campaign.pk, "on": _rules_day(request, campaign)},
    )
    return redirect("jobs:progress", started.pk)


def _rules_day(request: SignedInRequest, campaign: Campaign) -> str:
    """The day whose rules judge: as chosen, else today, else the campaign's own time."""
    chosen = parse_date(request.POST.get("rules_on", ""))
    return (chosen or rules_day_of(campaign, timezone.localdate())).isoformat()


def _wanted(proposal: str) -> str:
    return proposal if proposal in set(Outcome) else ""


def _query(request: SignedInRequest, filing: Filing) -> str:
    proposal = _wanted(request.GET.get("proposal", ""))
    return f"after={filing.pk}" + (f"&proposal={proposal}" if proposal else "")


def _card_url(filing: Filing, proposal: str) -> str:
    url = reverse("campaigns:card", args=[filing.campaign_id, filing.pk])
    return f"{url}?proposal={proposal}" if proposal else url


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


def _frame(campaign: Campaign, request: SignedInRequest) -> dict[str, Any]:
    return {
        "title": "甄别台",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "甄别台"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "desk"),
        "outcomes": list(Outcome),
    }
