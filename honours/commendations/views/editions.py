"""Editions: the list, the page of one, and its moves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.editions import ConfirmForm
from honours.commendations.forms.nominations import ReasonForm
from honours.commendations.lists.editions import EDITION_TONES, editions_page
from honours.commendations.models.editions import Edition
from honours.commendations.operations.editions import (
    cancel_edition,
    open_edition,
    review_edition,
)
from honours.commendations.queries.cases import visible_decisions
from honours.commendations.queries.edition_board import (
    KINDS,
    nominating_units,
    not_reported,
    openings_for,
)
from honours.commendations.queries.editions import edition_facts, editions_seen_by
from honours.commendations.views.edition_facts import (
    figures_of,
    milestones_told,
    plan_facts,
    reports_told,
    rules_told,
    steps_of,
    terms_told,
    title_line,
    told_by_unit,
)
from honours.commendations.vocabulary import EditionState
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.policies.queries import rules_in_force
from honours.ui.parts import Crumb, Fact
from honours.workflow.permissions import require_move
from honours.workflow.queries import open_moves, timeline_of

MOVES_HERE = ("open", "review", "cancel")
_UNDER_WAY = (EditionState.PLANNED, EditionState.OPEN, EditionState.REVIEWING)


@login_required
def editions(request: SignedInRequest) -> HttpResponseBase:
    """Every edition that concerns the reader, the latest first."""
    mandate = mandate_on(request)
    rows = editions_seen_by(mandate)
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    may_plan = mandate.holds(Role.EXAMINER)
    page = editions_page(years, may_plan=may_plan)
    return page.respond(
        request,
        rows.defer("frozen"),
        context={"may_plan": may_plan},
        template="commendations/editions.html",
    )


@login_required
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """How one edition stands: its plan, its dates, who has reported, what comes next."""
    found = edition_seen_by(request, pk)
    mandate, today = mandate_on(request), timezone.localdate()
    runs_it = mandate.may(Role.EXAMINER, found.organization)
    context = {
        "title": found.name,
        "edition": found,
        "state": EditionState(found.state),
        "tone": EDITION_TONES[EditionState(found.state)],
        "breadcrumbs": edition_crumbs(found),
        "steps": steps_of(found),
        "facts": plan_facts(found),
        "terms": terms_told(found),
        "figures": figures_of(found, mandate),
        "title_lines": [title_line(title) for title in found.titles.all()],
        "rules": rules_told(found),
        "milestones": milestones_told(found, today),
        "consent": found.consent_texts.last(),
        "reports": reports_told(found, mandate),
        "openings": openings_for(found, mandate),
        "kinds": KINDS,
        "nominating": nominating_units(found, mandate),
        "runs_it": runs_it,
        "may_amend": runs_it and found.state == EditionState.PLANNED,
        "may_date": runs_it and found.state in _UNDER_WAY,
        "may_choose": runs_it and found.state == EditionState.REVIEWING,
        "decision": visible_decisions(mandate).filter(edition=found).first(),
        "moves": [move for move in open_moves(found, mandate) if move.verb in MOVES_HERE],
        "history": timeline_of(found)[::-1],
    }
    return render(request, "commendations/edition.html", context)


@login_required
def move_edition(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Open it (told beforehand what freezes), lead it into review, or call it off."""
    if verb not in MOVES_HERE:
        raise Http404
    found = edition_seen_by(request, pk)
    move = require_move(found, verb, mandate_on(request))
    form = (
        ReasonForm(request.POST or None)
        if move.needs_reason
        else ConfirmForm(request.POST if request.method == "POST" else None)
    )
    done = saved(request, form, lambda: _moved(found, verb, form, request))
    if done is not None:
        messages.success(request, f"已办理“{move.label}”。")
        return redirect("commendations:edition", found.pk)
    is_opening, is_closing = verb == "open", verb == "review"
    context = {
        "title": f"{move.label}：{found.name}",
        "edition": found,
        "form": form,
        "submit": move.label,
        "breadcrumbs": edition_crumbs(found, move.label),
        "judged": faults_in_plan(found) if is_opening else None,
        "freezes": [*plan_facts(found), *terms_told(found)] if is_opening else [],
        "title_lines": [title_line(one) for one in found.titles.all()] if is_opening else [],
        "rules": rules_told(found) if is_opening else [],
        "closes": is_closing,
        "not_reported": [
            Fact(unit, told) for unit, told in not_reported(found, mandate_on(request))
        ]
        if is_closing
        else [],
        "unsettled": told_by_unit(found) if is_closing else [],
    }
    template = "commendations/edition_move.html"
    return render(request, template, context, status=status_of(form))


def edition_seen_by(request: SignedInRequest, pk: int) -> Edition:
    """Where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(editions_seen_by(mandate_on(request)), pk=pk)


def edition_crumbs(found: Edition, here: str = "") -> list[Crumb]:
    crumbs = [Crumb("评选表彰", reverse("commendations:editions"))]
    if not here:
        return [*crumbs, Crumb(found.name)]
    return [
        *crumbs,
        Crumb(found.name, reverse("commendations:edition", args=[found.pk])),
        Crumb(here),
    ]


def faults_in_plan(found: Edition) -> list[Finding]:
    """What opening it today would be refused for."""
    today = timezone.localdate()
    move = found.lifecycle.find("open", EditionState.PLANNED)
    rules = rules_in_force(today, found.region.division)
    return list(move.judge(edition_facts(found, opens_on=today), rules).findings)


def _moved(
    found: Edition, verb: str, form: ReasonForm | ConfirmForm, request: SignedInRequest
) -> Edition:
    if verb == "open":
        return open_edition(found, by=request.user)
    if verb == "review":
        return review_edition(found, by=request.user)
    return cancel_edition(found, reason=form.cleaned_data["reason"], by=request.user)
