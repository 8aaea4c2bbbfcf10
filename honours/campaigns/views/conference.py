"""The joint conference: the list put to it, its resolution, and what the resolution bound."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from honours.campaigns.forms.decisions import ResolutionForm
from honours.campaigns.models import Resolution
from honours.campaigns.operations.decisions import record_resolution
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.queries.campaigns import visible_campaigns
from honours.campaigns.queries.decisions import agenda
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_tabs
from honours.campaigns.vocabulary import FilingState
from honours.directory.http import SignedInRequest, mandate_on
from honours.kernel.verdicts import Finding, Refusal


@login_required
def conference(request: SignedInRequest, pk: int) -> HttpResponse:
    """What has been confirmed and waits for the conference; post the resolution on the ticked."""
    campaign = campaign_led_by(request, pk)
    form = ResolutionForm(request.POST or None)
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        ticked = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
        filings = list(
            campaign.filings.filter(pk__in=ticked).select_related(
                "organization", "campaign", "activity"
            )
        )
        try:
            resolution = record_resolution(campaign, filings, form.draft(), by=request.user)
        except Refusal as refusal:
            # Shown beside the form, so that the minutes typed in are not lost.
            refused = refusal.findings
        else:
            messages.success(request, f"决议已记录，审定{len(filings)}项。")
            return redirect("campaigns:resolution", resolution.pk)
    context = {
        "title": "联席会议",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "联席会议"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "conference"),
        "agenda": agenda(campaign),
        "resolutions": campaign.resolutions.order_by("-held_on", "-pk"),
        "decided": campaign.filings.filter(state=FilingState.DECIDED).count(),
        "form": form,
        "findings": refused,
        "ticked": set(request.POST.getlist("ids")),
    }
    return render(request, "campaigns/conference.html", context, status=422 if refused else 200)


@login_required
def resolution(request: SignedInRequest, pk: int) -> HttpResponse:
    """One resolution with every decision bound to it."""
    found = get_object_or_404(
        Resolution.objects.select_related("campaign__organization", "recorded_by"),
        pk=pk,
        campaign__in=visible_campaigns(mandate_on(request)),
    )
    if not mandate_on(request).reaches(found.campaign.organization):
        raise Http404
    context = {
        "title": found.title,
        "resolution": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, found.title),
        "decisions": found.decisions.select_related(
            "filing__organization", "merged_into"
        ).order_by("filing__organization__path", "pk"),
    }
    return render(request, "campaigns/resolution.html", context)


@login_required
def notify(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the results of everything decided back to the units."""
    campaign = campaign_led_by(request, pk)
    if request.method == "POST":
        result = notify_units(campaign, by=request.user)
        if result.refused:
            raise Refusal(*(finding for _, findings in result.refused for finding in findings))
        messages.success(request, f"已将{len(result.done)}项结果反馈填报单位。")
    return redirect("campaigns:results", campaign.pk)
