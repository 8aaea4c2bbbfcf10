"""Campaigns: the list, the plan, the page of one, its units and its stages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.campaigns.forms.campaigns import UNIT_KINDS, CampaignPlanForm, UnitsForm
from honours.campaigns.operations.campaigns import enlist_units, move_campaign, plan_campaign
from honours.campaigns.queries.campaigns import leads, visible_campaigns
from honours.campaigns.queries.progress import target_shortfalls, target_standings
from honours.campaigns.queries.tallies import tally
from honours.campaigns.views.frame import (
    campaign_crumbs,
    campaign_led_by,
    campaign_seen_by,
    campaign_tabs,
    gauge_of,
    key_figures,
    stage_steps,
    working_steps,
)
from honours.campaigns.views.saving import page_of
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import OrganizationKind, Role
from honours.ui.parts import Confirmation, Crumb, Item
from honours.workflow.queries import open_moves, timeline_of


@login_required
def campaigns(request: SignedInRequest) -> HttpResponse:
    """Every campaign the reader leads or answers to."""
    mandate = mandate_on(request)
    rows = [
        {"campaign": campaign, "steps": stage_steps(campaign)}
        for campaign in visible_campaigns(mandate).prefetch_related("stages")
    ]
    context = {"title": "清理行动", "rows": rows, "may_plan": mandate.holds(Role.EXAMINER)}
    return render(request, "campaigns/campaigns.html", context)


@login_required
def plan(request: SignedInRequest) -> HttpResponse:
    """Plan a new campaign."""
    mandate = mandate_on(request)
    if not mandate.holds(Role.EXAMINER):
        raise PermissionDenied(f"拟定清理行动须具有“{Role.EXAMINER.label}”职责。")
    reachable = organizations_within_reach(mandate)
    form = CampaignPlanForm(
        request.POST or None,
        leads=reachable.filter(pk__in=[post.organization_id for post in mandate.posts]),
        regions=reachable.filter(kind=OrganizationKind.PLACE),
    )
    campaign = saved(request, form, lambda: plan_campaign(form.plan(), by=request.user))
    if campaign is not None:
        messages.success(request, "已建立清理行动。下一步：确定填报单位。")
        return redirect("campaigns:units", campaign.pk)
    context: dict[str, object] = {
        "title": "拟定清理行动",
        "breadcrumbs": [Crumb("清理行动", reverse("campaigns:campaigns")), Crumb("拟定")],
    }
    return page_of(request, form, "campaigns/plan.html", context)


@login_required
def campaign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where the campaign stands: stages, steps, target, counts, and what may be done now."""
    found = campaign_seen_by(request, pk)
    mandate = mandate_on(request)
    context = {
        "title": found.title,
        "campaign": found,
        "breadcrumbs": campaign_crumbs(found),
        "tabs": campaign_tabs(found, mandate, "campaign"),
        "stages": stage_steps(found),
        "steps": working_steps(found, on=timezone.localdate()),
        "targets": [
            {"gauge": gauge_of(standing, found), "citation": standing.target.citation}
            for standing in target_standings(found)
        ],
        "shortfalls": target_shortfalls(found),
        "figures": key_figures(tally(found), found),
        "moves": open_moves(found, mandate),
        "history": timeline_of(found)[::-1],
        "is_lead": leads(found, mandate),
        "declarations": found.declarations.filter(
            organization__in=[post.organization_id for post in mandate.posts]
        ).select_related("organization"),
    }
    return render(request, "campaigns/campaign.html", context)


@login_required
def units(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the units that have to file."""
    found = campaign_led_by(request, pk)
    candidates = (
        organizations_within_reach(mandate_on(request))
        .filter(path__startswith=found.region.path, kind__in=UNIT_KINDS, abolished_on=None)
        .exclude(pk__in=found.declarations.values("organization"))
        .order_by("path")
    )
    form = UnitsForm(request.POST or None, units=candidates)
    enlisted = saved(
        request, form, lambda: enlist_units(found, form.cleaned_data["units"], by=request.user)
    )
    if enlisted is not None:
        messages.success(request, f"已列入{len(enlisted)}个填报单位。")
        return redirect("campaigns:matrix", found.pk)
    context: dict[str, object] = {
        "title": "确定填报单位",
        "campaign": found,
        "breadcrumbs": [*campaign_crumbs(found), Crumb("填报单位")],
        "has_candidates": candidates.exists(),
    }
    return page_of(request, form, "campaigns/units.html", context)


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Lead the campaign into its next stage, after asking once."""
    found = campaign_led_by(request, pk)
    chosen = found.lifecycle.find(verb, found.state)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        move_campaign(found, verb, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, f"“{chosen.label}”已办理，现处于“{found.state_label}”。")
        return redirect("campaigns:campaign", found.pk)
    confirmation = Confirmation(
        title=chosen.label,
        question=f"“{found.title}”将由“{found.state_label}”转入“{chosen.target.label}”。",
        items=[Item(found.title, note=str(found.region))],
        verb=chosen.label,
        cancel_url=reverse("campaigns:campaign", args=[found.pk]),
    )
    context: dict[str, Any] = {"confirmation": confirmation, "breadcrumbs": campaign_crumbs(found)}
    return render(request, "ui/confirm.html", context)
