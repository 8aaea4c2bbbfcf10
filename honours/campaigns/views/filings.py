"""Filings of a campaign: the list, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from honours.campaigns.lists import filings_page, listed
from honours.campaigns.queries.campaigns import leads, visible_filings
from honours.campaigns.queries.decisions import latest_screenings
from honours.campaigns.views.bulk import deeds_open_to
from honours.campaigns.views.frame import campaign_crumbs, campaign_seen_by, campaign_tabs
from honours.campaigns.views.handling import ways_of
from honours.campaigns.views.items import facts_about, findings_of, likenesses_in
from honours.campaigns.vocabulary import FilingState, Outcome
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.vocabulary import Role
from honours.workflow.queries import timeline_of


@login_required
def filings(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The list; for the lead bureau with what can be done to the ticked rows, or to all found."""
    campaign = campaign_seen_by(request, pk)
    mandate = mandate_on(request)
    is_lead = leads(campaign, mandate)
    rows = listed(visible_filings(mandate).filter(campaign=campaign))
    context = {
        "tabs": campaign_tabs(campaign, mandate, "filings"),
        "bulk": deeds_open_to(campaign, mandate, request.GET) if is_lead else (),
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "填报事项"),
    }
    page = filings_page(is_lead=is_lead)
    taken = TakenList(
        "campaigns.filing.export", page.title, campaign.subject(), str(campaign.organization_id)
    )
    writers = recorded_writers(request, taken)
    return page.respond(request, rows, writers, context=context, template="campaigns/filings.html")


@login_required
def filing(request: SignedInRequest, pk: int) -> HttpResponse:
    """One filing: what it says, what was found, what was decided, and its history.

    What was found and thought before the resolution is for those who lead the campaign.
    """
    found = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    mandate = mandate_on(request)
    is_lead = leads(found.campaign, mandate)
    screening = latest_screenings([found]).get(found.pk) if is_lead else None
    decisions = found.decisions.select_related("resolution", "merged_into")
    is_head = mandate.may(Role.HEAD, found.organization)
    context = {
        "title": found.name,
        "filing": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, found.name),
        "tabs": campaign_tabs(found.campaign, mandate, "filings"),
        "facts": facts_about(found),
        "screening": screening,
        "outcome": Outcome(screening.proposal) if screening else None,
        "screening_findings": findings_of(screening) if screening else [],
        "likenesses": likenesses_in(screening) if screening else [],
        "decisions": decisions if is_lead else decisions.filter(resolution__isnull=False),
        "history": timeline_of(found)[::-1],
        "may_contest": is_head and found.state == FilingState.NOTIFIED,
        "ways": ways_of(request, found),
        "is_lead": is_lead,
    }
    return render(request, "campaigns/filing.html", context)
