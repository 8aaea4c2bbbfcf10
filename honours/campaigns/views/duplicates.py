"""Duplicates and disguised revivals: groups with the score and the reasons for it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.campaigns.models import DuplicateGroup
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_tabs
from honours.campaigns.vocabulary import Work
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.jobs.operations import start_job
from honours.registry.likeness.subjects import Relation

GROUPS_ON_A_PAGE = 20


@login_required
def duplicates(request: SignedInRequest, pk: int) -> HttpResponse:
    """The groups of the last search."""
    campaign = campaign_led_by(request, pk)
    page = Paginator(campaign.duplicate_groups.all(), GROUPS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": "重复与恢复",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "重复与恢复"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "duplicates"),
        "page": page,
        "groups": [_shown(group) for group in page.object_list],
    }
    return render(request, "campaigns/duplicates.html", context)


@login_required
@require_POST
def search(request: SignedInRequest, pk: int) -> HttpResponse:
    """Search again, in the background."""
    campaign = campaign_led_by(request, pk)
    require(request.user, Role.EXAMINER, "查找重复", within=campaign.organization)
    started = start_job(
        Work.SEARCH_DUPLICATES,
        by=request.user,
        organization=campaign.organization,
        arguments={"campaign_id": campaign.pk},
    )
    return redirect("jobs:progress", started.pk)


def _shown(group: DuplicateGroup) -> dict[str, Any]:
    centre, *others = [_member(member) for member in group.members]
    return {"centre": centre, "others": others}


def _member(member: dict[str, Any]) -> dict[str, Any]:
    url = ""
    if member["filing"]:
        url = reverse("campaigns:filing", args=[member["filing"]])
    elif member["activity"]:
        url = reverse("registry:activity", args=[member["activity"]])
    shown = {**member, "url": url, "hosts": "、".join(member["hosts"])}
    if "relation" in member:
        shown["relation"] = Relation(member["relation"])
        shown["score"] = round(member["score"] * 100)
    return shown
