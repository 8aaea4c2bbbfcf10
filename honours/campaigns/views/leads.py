"""Two-way checking (双向检查): the superior's list, its differences, and items found unfiled."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.campaigns.forms.leads import OwnerForm, UnfiledForm, UpperListForm
from honours.campaigns.models import Campaign, Lead, UpperItem
from honours.campaigns.operations.filings import Entry
from honours.campaigns.operations.leads import (
    assign_lead,
    list_upper_items,
    reconcile,
    record_unfiled,
    settle_lead,
)
from honours.campaigns.views.frame import (
    campaign_crumbs,
    campaign_led_by,
    campaign_tabs,
    events_of,
)
from honours.campaigns.vocabulary import LeadState
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.models import Organization, User
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Role
from honours.registry.readings.documents import read_basis
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.periods import read_period
from honours.workflow.queries import history_of, open_moves


@login_required
def leads(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every lead, the open ones first; and the way to hold the lists against each other."""
    campaign = campaign_led_by(request, pk)
    form = OwnerForm(request.POST or None, owners=_examiners(campaign))
    if request.method == "POST" and form.is_valid():
        found = reconcile(
            campaign,
            owner=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
        )
        messages.success(request, f"核对完毕，新增线索{len(found)}条。")
        return redirect("campaigns:leads", campaign.pk)
    rows = campaign.leads.select_related("owner", "filing", "upper_item")
    context = {
        "title": "双向检查",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "双向检查"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "leads"),
        "open": rows.filter(state=LeadState.OPEN).order_by("due_on", "pk"),
        "settled": rows.exclude(state=LeadState.OPEN).order_by("-pk"),
        "upper_items": campaign.upper_items.count(),
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "campaigns/leads.html", context)


@login_required
def lead(request: SignedInRequest, pk: int) -> HttpResponse:
    """One lead: hand it to somebody, or say what its check came to."""
    found = get_object_or_404(
        within_reach(
            Lead.objects.select_related("campaign", "owner", "filing", "upper_item"),
            mandate_on(request),
        ),
        pk=pk,
    )
    form = OwnerForm(request.POST or None, owners=_examiners(found.campaign))
    if verb := request.POST.get("verb", ""):
        settle_lead(found, verb, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, f"线索已记为“{found.state_label}”。")
        return redirect("campaigns:leads", found.campaign_id)
    if request.method == "POST" and form.is_valid():
        assign_lead(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已交办。")
        return redirect("campaigns:lead", found.pk)
    context = {
        "title": "线索",
        "lead": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, "线索"),
        "moves": open_moves(found, mandate_on(request)),
        "history": events_of(history_of(found)),
        "form": form,
    }
    return render(request, "campaigns/lead.html", context)


@login_required
def upper_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the superior's own list."""
    campaign = campaign_led_by(request, pk)
    form = UpperListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        items = list(_items(campaign, form.cleaned_data["items"], form.cleaned_data["source"]))
        count = list_upper_items(campaign, items, by=request.user)
        messages.success(request, f"已录入上级清单{count}项。下一步：双向核对。")
        return redirect("campaigns:leads", campaign.pk)
    context = {
        "title": "录入上级清单",
        "campaign": campaign,
        "form": form,
        "cancel_url": reverse("campaigns:leads", args=[campaign.pk]),
        "breadcrumbs": campaign_crumbs(campaign, "录入上级清单"),
    }
    return render(request, "campaigns/form.html", context)


@login_required
def unfiled(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter an item that its unit failed to file."""
    campaign = campaign_led_by(request, pk)
    units = Organization.objects.filter(pk__in=campaign.declarations.values("organization"))
    form = UnfiledForm(request.POST or None, units=units.order_by("path"))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        entry = Entry(
            {
                "name": cleaned["name"],
                "hosts": list(read_hosts(cleaned["hosts"]).names),
                "basis_text": cleaned["basis_text"],
                "basis_kind": read_basis(cleaned["basis_text"]).kind,
                "remarks": cleaned["remarks"],
                "level": cleaned["unit"].level,
            }
        )
        filing = record_unfiled(
            campaign, cleaned["unit"], entry, by=request.user, on=timezone.localdate()
        )
        messages.success(request, "已登记漏报事项，列入甄别。")
        return redirect("campaigns:filing", filing.pk)
    context = {
        "title": "登记漏报事项",
        "campaign": campaign,
        "form": form,
        "cancel_url": reverse("campaigns:leads", args=[campaign.pk]),
        "breadcrumbs": campaign_crumbs(campaign, "登记漏报事项"),
    }
    return render(request, "campaigns/form.html", context)


def _examiners(campaign: Campaign) -> QuerySet[User]:
    return (
        User.objects.filter(posts__organization=campaign.organization, posts__role=Role.EXAMINER)
        .distinct()
        .order_by("name")
    )


def _items(campaign: Campaign, text: str, source: str) -> Iterator[UpperItem]:
    units = {
        unit.name: unit
        for unit in Organization.objects.filter(path__startswith=campaign.region.path)
    }
    for line in text.splitlines():
        parts = [part.strip() for part in line.replace(";", "；").split("；")]
        if not parts[0]:
            continue
        name, hosts, period, unit = (*parts, "", "", "")[:4]
        yield UpperItem(
            campaign=campaign,
            organization=units.get(unit),
            name=name,
            hosts=list(read_hosts(hosts).names),
            period_months=read_period(period).every_months,
            source=source,
        )
