"""Two-way checking (双向检查): the superior's list, its differences, and items found unfiled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from honours.campaigns.forms.leads import OwnerForm, UnfiledForm, UpperListForm, VerdictForm
from honours.campaigns.operations.leads import (
    assign_lead,
    list_upper_items,
    reconcile,
    record_unfiled,
    settle_lead,
)
from honours.campaigns.queries.campaigns import examiners_of, visible_leads
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_tabs
from honours.campaigns.views.handling import ways_of
from honours.campaigns.views.saving import page_of
from honours.campaigns.vocabulary import LeadState
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.models import Organization
from honours.workflow.queries import open_moves, timeline_of


@login_required
def leads(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every lead, the open ones first; and the way to hold the lists against each other.

    ``?mine=yes`` keeps to those the reader has to clear up.
    """
    campaign = campaign_led_by(request, pk)
    form = OwnerForm(request.POST or None, owners=examiners_of(campaign))
    found = saved(
        request,
        form,
        lambda: reconcile(campaign, by=request.user, **form.cleaned_data),
    )
    if found is not None:
        messages.success(request, f"核对完毕，新增线索{len(found)}条。")
        return redirect("campaigns:leads", campaign.pk)
    rows = campaign.leads.select_related("owner", "filing", "upper_item")
    is_mine = request.GET.get("mine") == "yes"
    shown = rows.filter(owner=request.user) if is_mine else rows
    context: dict[str, object] = {
        "title": "双向检查",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "双向检查"),
        "tabs": campaign_tabs(campaign, mandate_on(request), "leads"),
        "open": shown.filter(state=LeadState.OPEN).order_by("due_on", "pk"),
        "settled": shown.exclude(state=LeadState.OPEN).order_by("-pk"),
        "upper_items": campaign.upper_items.count(),
        "is_mine": is_mine,
        "today": timezone.localdate(),
    }
    return page_of(request, form, "campaigns/leads.html", context)


@login_required
def lead(request: SignedInRequest, pk: int) -> HttpResponse:
    """One lead: say what its check came to, or hand it to somebody."""
    found = get_object_or_404(visible_leads(mandate_on(request)), pk=pk)
    verb = request.POST.get("verb", "")
    verdict = VerdictForm(request.POST if verb else None)
    owner = OwnerForm(
        request.POST if request.method == "POST" and not verb else None,
        owners=examiners_of(found.campaign),
    )
    settled = saved(
        request,
        verdict,
        lambda: settle_lead(found, verb, reason=verdict.cleaned_data["reason"], by=request.user),
    )
    if settled is not None:
        messages.success(request, f"线索已记为“{settled.state_label}”。")
        return redirect("campaigns:leads", found.campaign_id)
    if saved(request, owner, lambda: assign_lead(found, by=request.user, **owner.cleaned_data)):
        messages.success(request, "已交办。")
        return redirect("campaigns:lead", found.pk)
    context: dict[str, object] = {
        "title": "线索",
        "lead": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, "线索"),
        "moves": open_moves(found, mandate_on(request)),
        "ways": ways_of(request, found),
        "history": timeline_of(found)[::-1],
        "owner_form": owner,
    }
    return page_of(
        request,
        verdict if verb else owner,
        "campaigns/lead.html",
        context | {"verdict_form": verdict},
    )


@login_required
def upper_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the superior's own list: typed in, or as the spreadsheet it came in."""
    campaign = campaign_led_by(request, pk)
    form = UpperListForm(request.POST or None, request.FILES or None)
    count = saved(
        request,
        form,
        lambda: list_upper_items(campaign, form.items_of(campaign), by=request.user),
    )
    if count is not None:
        messages.success(request, f"已录入上级清单{count}项。下一步：双向核对。")
        return redirect("campaigns:leads", campaign.pk)
    context: dict[str, object] = {
        "title": "录入上级清单",
        "campaign": campaign,
        "cancel_url": reverse("campaigns:leads", args=[campaign.pk]),
        "breadcrumbs": campaign_crumbs(campaign, "录入上级清单"),
    }
    return page_of(request, form, "campaigns/form.html", context)


@login_required
def unfiled(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter an item that its unit failed to file."""
    campaign = campaign_led_by(request, pk)
    units = Organization.objects.filter(pk__in=campaign.declarations.values("organization"))
    form = UnfiledForm(request.POST or None, units=units.order_by("path"))
    filing = saved(
        request,
        form,
        lambda: record_unfiled(
            campaign,
            form.cleaned_data["unit"],
            form.entry(),
            by=request.user,
            on=timezone.localdate(),
        ),
    )
    if filing is not None:
        messages.success(request, "已登记漏报事项，列入甄别。")
        return redirect("campaigns:filing", filing.pk)
    context: dict[str, object] = {
        "title": "登记漏报事项",
        "campaign": campaign,
        "cancel_url": reverse("campaigns:leads", args=[campaign.pk]),
        "breadcrumbs": campaign_crumbs(campaign, "登记漏报事项"),
    }
    return page_of(request, form, "campaigns/form.html", context)
