"""Results go back: each unit acknowledges its own, or contests one of them in time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.campaigns.models import Filing
from honours.campaigns.operations.feedback import acknowledge_results, contest_result
from honours.campaigns.queries.campaigns import visible_filings
from honours.campaigns.queries.decisions import current_decisions
from honours.campaigns.views.frame import campaign_crumbs, campaign_seen_by, campaign_tabs
from honours.campaigns.vocabulary import FilingState, Outcome
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.ui.parts import Confirmation, Item

ANSWERABLE = (FilingState.NOTIFIED, FilingState.ACKNOWLEDGED, FilingState.CONTESTED)


@login_required
def results(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of each item that the reader may see, and what was answered."""
    campaign = campaign_seen_by(request, pk)
    mandate = mandate_on(request)
    filings = list(
        visible_filings(mandate)
        .filter(campaign=campaign, state__in=(FilingState.DECIDED, *ANSWERABLE))
        .order_by("organization__path", "pk")
    )
    decisions = current_decisions(filings)
    context = {
        "title": "结果反馈",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "结果反馈"),
        "tabs": campaign_tabs(campaign, mandate, "results"),
        "rows": [
            {
                "filing": filing,
                "decision": decisions.get(filing.pk),
                "outcome": Outcome(decisions[filing.pk].outcome)
                if filing.pk in decisions
                else None,
                "may_answer": filing.state == FilingState.NOTIFIED
                and mandate.may(Role.HEAD, filing.organization),
            }
            for filing in filings
        ],
        "may_answer": mandate.holds(Role.HEAD),
        "may_notify": mandate.may(Role.EXAMINER, campaign.organization),
        "to_notify": sum(filing.state == FilingState.DECIDED for filing in filings),
    }
    return render(request, "campaigns/results.html", context)


@login_required
@require_POST
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept the ticked results."""
    campaign = campaign_seen_by(request, pk)
    ticked = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
    filings = list(visible_filings(mandate_on(request)).filter(campaign=campaign, pk__in=ticked))
    result = acknowledge_results(filings, by=request.user)
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    messages.success(request, f"已认可{len(result.done)}项结果。")
    return redirect("campaigns:results", campaign.pk)


@login_required
def contest(request: SignedInRequest, pk: int) -> HttpResponse:
    """Contest one result, with the reason; only that decision is reopened."""
    filing: Filing = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    back = reverse("campaigns:results", args=[filing.campaign_id])
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        contest_result(filing, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, f"已对“{filing.name}”提出申辩，牵头单位将重新甄别。")
        return redirect(back)
    decision = current_decisions([filing]).get(filing.pk)
    note = Outcome(decision.outcome).label if decision else ""
    confirmation = Confirmation(
        title="提出申辩",
        question="申辩只重新审查这一项；其余各项的处理不受影响。",
        items=[Item(filing.name, note=note)],
        verb="提出申辩",
        cancel_url=back,
        asks_reason=True,
    )
    context = {
        "confirmation": confirmation,
        "breadcrumbs": campaign_crumbs(filing.campaign, "提出申辩"),
    }
    return render(request, "ui/confirm.html", context)
