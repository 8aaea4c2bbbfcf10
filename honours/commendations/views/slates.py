"""Lists: the desk, the composer, the smallest lawful change, and gathering from below."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from honours.commendations.forms.editions import ConfirmForm
from honours.commendations.lists.slates import slate_title, slates_page
from honours.commendations.models.slates import Slate
from honours.commendations.operations.ordering import adopt_proposal, gather_slate, take_step
from honours.commendations.operations.slates import SlateKey, open_slate
from honours.commendations.queries.edition_board import openings_for, region_of
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.queries.slate_board import (
    deeds_open_on,
    lists_to_judge,
    slates_waiting_on,
)
from honours.commendations.queries.slates import proposal_for, roster_of, slates_seen_by
from honours.commendations.views.after_frame import last_return
from honours.commendations.views.editions import edition_seen_by
from honours.commendations.views.slate_facts import (
    rule_rows,
    shown_name,
    slate_context,
    slate_crumbs,
    slate_seen_by,
)
from honours.commendations.vocabulary import ComposingStep
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.kernel.verdicts import Refusal
from honours.quotas.composing.changes import Step
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Fact
from honours.workflow.queries import timeline_of

SHOWN_WAITING = 50


@login_required
def slates(request: SignedInRequest) -> HttpResponseBase:
    """All lists within reach; those that wait for the reader stand above."""
    mandate = mandate_on(request)
    editions = list(editions_seen_by(mandate).order_by("-year", "-pk")[:50])
    rows = slates_seen_by(mandate).annotate(named=Count("lines"))
    waiting = [
        (slate, slate_title(slate), deeds_open_on(slate, mandate))
        for slate in (*lists_to_judge(mandate), *slates_waiting_on(mandate)[:SHOWN_WAITING])
    ]
    page = slates_page([(str(edition.pk), edition.name) for edition in editions])
    template = "commendations/slates.html"
    return page.respond(request, rows, context={"waiting": waiting}, template=template)


@login_required
@require_POST
def begin_slate(
    request: SignedInRequest, pk: int, unit_pk: int, tier: str, kind: str, round_word: str
) -> HttpResponse:
    """Open the list of a unit, a county or the city, and go there."""
    edition, mandate = edition_seen_by(request, pk), mandate_on(request)
    openings = {
        (one.organization.pk, one.tier.value, one.round.value): one
        for one in openings_for(edition, mandate)
    }
    opening = openings.get((unit_pk, tier, round_word))
    if opening is None or kind not in (CandidateKind.PERSON, CandidateKind.COLLECTIVE):
        raise Http404
    key = SlateKey(
        edition,
        opening.organization,
        CandidateKind(kind),
        opening.tier,
        region_of(opening, edition, mandate),
        opening.round,
    )
    return redirect("commendations:slate", open_slate(key, by=request.user).pk)


@login_required
def slate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The composer, or the list to read once it has left; each step works without script."""
    found = slate_seen_by(request, pk)
    is_part = bool(request.headers.get("HX-Request"))
    if request.method == "POST":
        step, nomination = _asked(request)
        take_step(found, step, nomination, by=request.user)
        if not is_part:
            return redirect("commendations:slate", pk)
    history = [] if is_part else timeline_of(found)[::-1]
    context = {
        **slate_context(found, mandate_on(request)),
        "history": history,
        "returned": last_return(history),
        "title": slate_title(found),
        "breadcrumbs": slate_crumbs(found),
    }
    template = "commendations/_slate_body.html" if is_part else "commendations/slate.html"
    return render(request, template, context)


@login_required
@require_POST
def gather(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take up whom the accepted lists below bring."""
    found = slate_seen_by(request, pk)
    coming = gather_slate(found, by=request.user)
    messages.success(request, f"已从下级名单汇总{coming}个，请核对次序。")
    return redirect("commendations:slate", found.pk)


@login_required
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The smallest lawful change with its reasons; adopted only on the composer's word."""
    found = slate_seen_by(request, pk)
    is_part = bool(request.headers.get("HX-Request"))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    done = saved(request, form, lambda: adopt_proposal(found, by=request.user))
    if done is not None:
        ideals = sum(1 for step in done.steps if step.ideal is not None)
        told = f"另有{ideals}名待定，请由单位推荐后再编入。" if ideals else ""
        messages.success(request, f"已按方案调整{done.touched}处。{told}")
        return redirect("commendations:slate", found.pk)
    context = {
        "title": "最小调整方案",
        "slate": found,
        "form": form,
        "may_adopt": deeds_open_on(found, mandate_on(request)).compose,
        "breadcrumbs": slate_crumbs(found, "最小调整方案"),
        **_proposed(found, request),
    }
    template = "commendations/_proposal.html" if is_part else "commendations/proposal.html"
    return render(request, template, context, status=status_of(form))


def _asked(request: SignedInRequest) -> tuple[ComposingStep, int]:
    """The pressed button says both: ``up:17``."""
    word, _, key = request.POST.get("step", "").partition(":")
    if word not in set(ComposingStep) or not key.isdecimal():
        raise Http404
    return ComposingStep(word), int(key)


def _proposed(found: Slate, request: SignedInRequest) -> dict[str, Any]:
    """Where a fact is missing or the search gives up, its reasons stand in the change's place."""
    roster = roster_of(found)
    try:
        change = proposal_for(roster)
    except Refusal as refusal:
        return {"unproposed": refusal.findings}
    if change is None:
        return {"is_hopeless": True}
    mandate = mandate_on(request)
    everybody = (*roster.listed, *roster.reserves, *roster.others)
    named = {one.subject(): shown_name(one, mandate) for one in everybody}
    return {
        "change": change,
        "steps": [_step_told(step, named) for step in change.steps],
        "has_ideals": any(step.ideal is not None for step in change.steps),
        "after": rule_rows(change.after),
        "assumed": [named.get(key, key) for key in change.assumed],
    }


def _step_told(step: Step, named: dict[str, str]) -> Fact:
    leaving = f"第{step.position}位 {named.get(step.leaving, '')}"
    if step.entering:
        return Fact(leaving, f"换为 {named.get(step.entering, '')}", note=step.sentence)
    if step.ideal is not None:
        return Fact(leaving, f"改报一名{step.ideal.called}（待定）", note=step.sentence)
    return Fact(leaving, "移出名单", note=step.sentence)
