"""The joint conference: the list put to it, its resolution, and what the resolution bound."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from honours.campaigns.forms.decisions import ResolutionForm
from honours.campaigns.forms.handling import CosignForm
from honours.campaigns.models import Campaign, Decision, Filing, Resolution
from honours.campaigns.operations.decisions import (
    carry_out_resolution,
    cosign_resolution,
    drop_resolution,
    record_resolution,
)
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.queries.campaigns import visible_resolutions
from honours.campaigns.queries.decisions import agenda
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_tabs
from honours.campaigns.views.handling import ways_of
from honours.campaigns.views.saving import page_of
from honours.campaigns.vocabulary import FilingState
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.queries import open_moves, signatures_of, timeline_of


@login_required
def conference(request: SignedInRequest, pk: int) -> HttpResponse:
    """What has been confirmed and waits for the conference; post the resolution on the ticked."""
    campaign = campaign_led_by(request, pk)
    form = ResolutionForm(request.POST or None)
    resolution = saved(
        request,
        form,
        lambda: record_resolution(
            campaign, _ticked(request, campaign), form.draft(), by=request.user
        ),
    )
    if resolution is not None:
        done = "已提请会签" if form.cleaned_data["is_cosigned"] else "决议已记录，所列事项已审定"
        messages.success(request, f"{done}。")
        return redirect("campaigns:resolution", resolution.pk)
    mandate = mandate_on(request)
    context: dict[str, object] = {
        "title": "联席会议",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "联席会议"),
        "tabs": campaign_tabs(campaign, mandate, "conference"),
        "agenda": agenda(campaign),
        "may_record": mandate.may(Role.EXAMINER, campaign.organization),
        "resolutions": campaign.resolutions.order_by("-held_on", "-pk"),
        "decided": campaign.filings.filter(state=FilingState.DECIDED).count(),
        "left_out": set(request.POST.getlist("listed")) - set(request.POST.getlist("ids")),
    }
    return page_of(request, form, "campaigns/conference.html", context)


def _ticked(request: SignedInRequest, campaign: Campaign) -> list[Filing]:
    keys = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
    rows = campaign.filings.filter(pk__in=keys)
    return list(rows.select_related("organization", "campaign", "activity"))


@login_required
def resolution(request: SignedInRequest, pk: int) -> HttpResponse:
    """One resolution: its list, who has signed, and what may be done with it now."""
    found = get_object_or_404(visible_resolutions(mandate_on(request)), pk=pk)
    bound = Q(resolution=found) | Q(put_to=found)
    context = {
        "title": found.title,
        "resolution": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, found.title),
        "decisions": Decision.objects.filter(bound)
        .select_related("filing__organization", "merged_into")
        .order_by("filing__organization__path", "pk"),
        "signatures": signatures_of(found),
        "moves": [move for move in open_moves(found, mandate_on(request)) if move.verb in DEEDS],
        "cosign_form": CosignForm(),
        "ways": ways_of(request, found),
        "history": timeline_of(found)[::-1],
    }
    return render(request, "campaigns/resolution.html", context)


DEEDS: dict[str, Callable[[Resolution, str, User], Resolution]] = {
    "cosign": lambda found, words, by: cosign_resolution(found, by=by, opinion=words),
    "carry_out": lambda found, words, by: carry_out_resolution(found, by=by),
    "drop": lambda found, words, by: drop_resolution(found, by=by, reason=words),
}


@login_required
@require_POST
def move_resolution(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Sign a resolution, carry it out, or take it off the table."""
    found = get_object_or_404(visible_resolutions(mandate_on(request)), pk=pk)
    if verb not in DEEDS:
        raise Http404
    moved = DEEDS[verb](found, request.POST.get("opinion", ""), request.user)
    messages.success(request, f"已办理，现为“{moved.state_label}”。")
    return redirect("campaigns:resolution", found.pk)


@login_required
@require_POST
def notify(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the results of everything decided back to the units."""
    campaign = campaign_led_by(request, pk)
    result = notify_units(campaign, by=request.user)
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    messages.success(request, f"已将{len(result.done)}项结果反馈填报单位。")
    return redirect("campaigns:results", campaign.pk)
