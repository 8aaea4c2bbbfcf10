"""The same done to many filings at once: listed first, then done, the refused told one by one."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from honours.campaigns.forms.decisions import RectifyDateForm
from honours.campaigns.lists import filings_page, listed
from honours.campaigns.models import Campaign, Filing
from honours.campaigns.operations.decisions import accept_proposals, confirm_decisions
from honours.campaigns.queries.campaigns import visible_filings
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by
from honours.campaigns.vocabulary import FilingState, Outcome
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.ui.lists import Bulk
from honours.ui.parts import Confirmation, Item
from honours.workflow.operations import BulkResult

AT_ONCE = 1000
"""More than anybody reads on one page of confirmation."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to many filings at once, after a page that lists them."""

    label: str
    question: str
    from_state: FilingState
    role: Role
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
        Role.EXAMINER,
        _accept,
        asks_date=True,
    ),
    "confirm": Deed(
        "复核同意",
        "将同意下列事项的处理意见。",
        FilingState.PROPOSED,
        Role.LEADER_IN_CHARGE,
        _confirm,
    ),
}


def deeds_open_to(campaign: Campaign, mandate: Mandate, asked: QueryDict) -> list[Bulk]:
    """Buttons under the list: each deed for the ticked rows, and for all that the list found."""
    found = asked.copy()
    for name in ("export", "after", "before"):
        found.pop(name, None)
    found["everything"] = "yes"
    buttons = []
    for name, deed in DEEDS.items():
        if mandate.may(deed.role, campaign.organization):
            url = reverse("campaigns:bulk", args=[campaign.pk, name])
            buttons.append(Bulk(f"{deed.label}（所勾选）", url))
            buttons.append(Bulk(f"{deed.label}（筛选出的全部）", f"{url}?{found.urlencode()}"))
    return buttons


@login_required
@require_POST
def bulk(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """List what is about to happen, then do it; what could not be done says why, item by item."""
    campaign = campaign_led_by(request, pk)
    if deed not in DEEDS:
        raise Http404
    chosen, back = DEEDS[deed], reverse("campaigns:filings", args=[campaign.pk])
    rows = _chosen_rows(request, campaign, chosen)
    if not rows:
        state = chosen.from_state.label
        messages.warning(request, f"没有可以“{chosen.label}”的事项（须为“{state}”状态）。")
        return redirect(back)
    if request.POST.get("confirmed") != "yes" or _has_changed(request, rows):
        return render(request, "ui/confirm.html", _asking(request, campaign, chosen, rows))
    result = chosen.act(rows, request.user, _day(request.POST.get("chosen_on", "")))
    if result.done:
        messages.success(request, f"“{chosen.label}”已办理{len(result.done)}项。")
    if not result.refused:
        return redirect(back)
    context = {
        "title": f"{len(result.refused)}项未能办理",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, chosen.label),
        "refused": result.refused,
        "done": len(result.done),
        "back_url": back,
    }
    return render(request, "campaigns/refused.html", context, status=422)


def _chosen_rows(request: SignedInRequest, campaign: Campaign, deed: Deed) -> list[Any]:
    """The ticked rows, or all that the list found; of these, those that can make the move.

    Raises ``Refusal`` for more than fit on a page that somebody reads.
    """
    rows = listed(visible_filings(mandate_on(request)).filter(campaign=campaign))
    if request.GET.get("everything") == "yes":
        rows = filings_page(is_lead=True).selected(request, rows)
    else:
        keys = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
        rows = rows.filter(pk__in=keys[:AT_ONCE]).order_by("organization__path", "pk")
    chosen = list(rows.filter(state=deed.from_state)[: AT_ONCE + 1])
    if len(chosen) > AT_ONCE:
        raise Refusal(
            Finding(
                "too-many-at-once",
                f"一次最多办理{AT_ONCE}项，所选超过此数。",
                remedy="请按单位、建议或发现缩小范围，分批办理。",
            )
        )
    return chosen


def _has_changed(request: SignedInRequest, rows: Sequence[Filing]) -> bool:
    """Whether the list found anew is another than the one that was shown and confirmed."""
    if "everything" not in request.GET:
        return False
    return request.POST.get("list") != _fingerprint(rows)


def _fingerprint(rows: Sequence[Filing]) -> str:
    """Tells whether the list that is done is the list that was shown."""
    return hashlib.sha256(",".join(str(row.pk) for row in rows).encode()).hexdigest()


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _asking(
    request: SignedInRequest, campaign: Campaign, deed: Deed, rows: Sequence[Any]
) -> dict[str, Any]:
    items = [
        Item(
            f"{row.organization}：{row.name}",
            note=_becomes(row),
            url=reverse("campaigns:filing", args=[row.pk]),
        )
        for row in rows
    ]
    ticked = [] if "everything" in request.GET else [("ids", str(row.pk)) for row in rows]
    return {
        "confirmation": Confirmation(
            title=deed.label,
            question=deed.question,
            items=items,
            verb=f"{deed.label}（{len(items)}项）",
            cancel_url=reverse("campaigns:filings", args=[campaign.pk]),
            action=request.get_full_path(),
            hidden=[*ticked, ("list", _fingerprint(rows))],
        ),
        "form": RectifyDateForm() if deed.asks_date else "",
        "breadcrumbs": campaign_crumbs(campaign, deed.label),
    }


def _becomes(row: Any) -> str:
    code = row.opinion or row.proposal
    return f"→{Outcome(code).label}" if code else "（尚未甄别）"
