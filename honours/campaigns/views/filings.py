"""Filings of a campaign: the list, what can be done to many at once, and the page of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from honours.audit.operations import record
from honours.campaigns.forms.decisions import RectifyDateForm
from honours.campaigns.lists import filings_page, listed
from honours.campaigns.models import Campaign, Filing
from honours.campaigns.operations.decisions import accept_proposals, confirm_decisions
from honours.campaigns.queries.campaigns import leads, visible_filings
from honours.campaigns.queries.decisions import latest_screenings
from honours.campaigns.views.frame import (
    campaign_crumbs,
    campaign_led_by,
    campaign_seen_by,
    campaign_tabs,
    events_of,
)
from honours.campaigns.views.items import facts_about, findings_of, likenesses_in
from honours.campaigns.vocabulary import FilingState, Outcome
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.models import User
from honours.spreadsheets.writing import csv_lines, write_table
from honours.ui.exports import Writers, wanted_export
from honours.ui.lists import Bulk
from honours.ui.parts import Confirmation, Item
from honours.workflow.operations import BulkResult
from honours.workflow.queries import history_of, open_moves

WRITERS = Writers(csv=csv_lines, xlsx=write_table)


@login_required
def filings(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The list; for the lead bureau with what can be done to the ticked rows."""
    campaign = campaign_seen_by(request, pk)
    mandate = mandate_on(request)
    rows = listed(visible_filings(mandate).filter(campaign=campaign))
    if kind := wanted_export(request):
        record(
            "campaigns.filing.export",
            subject=campaign.subject(),
            actor=request.user.username,
            organization=str(campaign.organization_id),
            kind=kind,
            filter=request.GET.urlencode()[:500],
        )
    bulk = [
        Bulk(deed.label, reverse("campaigns:bulk", args=[campaign.pk, name]))
        for name, deed in DEEDS.items()
    ]
    context = {
        "tabs": campaign_tabs(campaign, mandate, "filings"),
        "bulk": bulk if leads(campaign, mandate) else (),
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "填报事项"),
    }
    return filings_page(campaign).respond(
        request, rows, WRITERS, context=context, template="campaigns/filings.html"
    )


@login_required
def filing(request: SignedInRequest, pk: int) -> HttpResponse:
    """One filing: what it says, what was found, what was decided, and its history."""
    found = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    mandate = mandate_on(request)
    screening = latest_screenings([found]).get(found.pk)
    is_lead = leads(found.campaign, mandate)
    context = {
        "title": found.name,
        "filing": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, found.name),
        "tabs": campaign_tabs(found.campaign, mandate, "filings"),
        "facts": facts_about(found),
        "screening": screening if is_lead else None,
        "outcome": Outcome(screening.proposal) if screening else None,
        "screening_findings": findings_of(screening) if screening and is_lead else [],
        "likenesses": likenesses_in(screening) if screening and is_lead else [],
        "decisions": found.decisions.select_related("resolution", "merged_into"),
        "history": events_of(history_of(found)),
        "moves": open_moves(found, mandate),
        "is_lead": is_lead,
    }
    return render(request, "campaigns/filing.html", context)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to many filings at once, after a page that lists them."""

    label: str
    question: str
    from_state: FilingState
    act: Callable[[Sequence[Filing], User, date | None], BulkResult[Filing]]
    asks_date: bool = False


def _accept(rows: Sequence[Filing], by: User, chosen: date | None) -> BulkResult[Filing]:
    return accept_proposals(rows, by=by, rectify_by=chosen)


def _confirm(rows: Sequence[Filing], by: User, chosen: date | None) -> BulkResult[Filing]:
    return confirm_decisions(rows, by=by, on=timezone.localdate())


DEEDS = {
    "accept": Deed(
        "采纳系统建议",
        "将对下列事项采纳系统建议，作为处理意见。限期整改的，整改期限按下面所填。",
        FilingState.FILED,
        _accept,
        asks_date=True,
    ),
    "confirm": Deed("复核同意", "将同意下列事项的处理意见。", FilingState.PROPOSED, _confirm),
}


@login_required
@require_POST
def bulk(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """List what is about to happen, then do it; what could not be done says why, item by item."""
    campaign = campaign_led_by(request, pk)
    chosen = DEEDS[deed]
    ids = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
    rows = list(
        listed(campaign.filings.filter(pk__in=ids, state=chosen.from_state))
        .select_related("organization", "campaign", "activity")
        .order_by("organization__path", "pk")
    )
    back = reverse("campaigns:filings", args=[campaign.pk])
    if not rows:
        messages.warning(
            request, f"没有勾选可以“{chosen.label}”的事项（须为“{chosen.from_state.label}”状态）。"
        )
        return redirect(back)
    if request.POST.get("confirmed") != "yes":
        return render(request, "ui/confirm.html", _asking(campaign, chosen, rows, back))
    result = chosen.act(rows, request.user, parse_date(request.POST.get("chosen_on", "")))
    if result.done:
        messages.success(request, f"“{chosen.label}”已办理{len(result.done)}项。")
    if not result.refused:
        return redirect(back)
    context = {
        "title": f"{len(result.refused)}项未能办理",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, chosen.label),
        "refused": result.refused,
        "back_url": back,
    }
    return render(request, "campaigns/refused.html", context, status=422)


def _asking(campaign: Campaign, deed: Deed, rows: Sequence[Any], back: str) -> dict[str, Any]:
    items = [
        Item(
            f"{row.organization}：{row.name}",
            note=f"→{Outcome(row.opinion or row.proposal).label}"
            if row.opinion or row.proposal
            else "",
            url=reverse("campaigns:filing", args=[row.pk]),
        )
        for row in rows
    ]
    return {
        "confirmation": Confirmation(
            title=deed.label,
            question=deed.question,
            items=items,
            verb=f"{deed.label}（{len(items)}项）",
            cancel_url=back,
            hidden=[("ids", str(row.pk)) for row in rows],
        ),
        "form": RectifyDateForm() if deed.asks_date else "",
        "breadcrumbs": campaign_crumbs(campaign, deed.label),
    }
