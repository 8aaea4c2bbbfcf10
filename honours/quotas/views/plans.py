"""Allocations: asked, computed before one's eyes, kept, approved, issued."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding
from honours.quotas.apportioning.answers import allocate as apportion
from honours.quotas.apportioning.records import answer_as_data, question_as_data
from honours.quotas.forms import AllocationForm, blank_table
from honours.quotas.lists import PLAN_TONES, kind_in_words, plans_page
from honours.quotas.models import AllocationPlan, Ledger
from honours.quotas.operations.plans import (
    NewPlan,
    approve_plan,
    discard_plan,
    draw_plan,
    issue_plan,
    spelled_as_known,
)
from honours.quotas.queries.ledgers import (
    givers_within,
    lines_known,
    receivers_below,
    visible_plans,
)
from honours.quotas.views.frame import ledger_crumbs, ledger_seen_by, ledger_tabs
from honours.quotas.views.steps import steps_of
from honours.quotas.vocabulary.places import PlanState, RoundingMethod
from honours.ui.parts import Confirmation, Crumb, Fact, Item, Tab
from honours.workflow.queries import open_moves, timeline_of

KEEP = "keep"
"""The name of the button that keeps what was computed."""
DEEDS: dict[str, Callable[..., AllocationPlan]] = {
    "approve": approve_plan,
    "issue": issue_plan,
    "discard": discard_plan,
}


@login_required
def plans(request: SignedInRequest, subject: str) -> HttpResponseBase:
    """The allocations drawn up for a ledger."""
    found = ledger_seen_by(request, subject)
    mandate = mandate_on(request)
    may_draw = bool(givers_within(found, mandate))
    draw_url = reverse("quotas:allocate", args=[found.subject]) if may_draw else ""
    page = plans_page(found, ledger_crumbs(found, "分配方案"), draw_url=draw_url)
    return page.respond(
        request,
        visible_plans(mandate).filter(ledger=found),
        context={"tabs": ledger_tabs(found, "plans"), "draw_url": draw_url},
        template="quotas/list.html",
    )


@login_required
def allocate(request: SignedInRequest, subject: str) -> HttpResponse:
    """Enter or send the criteria, see every step, then keep it as a plan."""
    found = ledger_seen_by(request, subject)
    givers = givers_within(found, mandate_on(request))
    if not givers:
        raise PermissionDenied("“拟订分配方案”由发放名额的单位办理。")
    giver = _chosen(givers, request.GET.get("giver", ""))
    names = [one.name for one in receivers_below(found, giver)]
    form = AllocationForm(
        request.POST or None,
        request.FILES or None,
        lines=lines_known(found),
        initial={"table": blank_table(names), "document": found.document},
    )
    computed = saved(request, form, lambda: _computed(found, giver, form, request))
    if isinstance(computed, AllocationPlan):
        messages.success(request, f"分配方案第{computed.pk}号已保存，待批准。")
        return redirect("quotas:plan", computed.pk)
    context = {
        "title": "拟订分配方案",
        "ledger": found,
        "giver": giver,
        "givers": _other_givers(found, givers, giver),
        "form": form,
        "keep": KEEP,
        "breadcrumbs": ledger_crumbs(found, "拟订分配方案"),
        **(computed or {}),
    }
    return render(request, "quotas/allocate.html", context, status=status_of(form))


@login_required
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One allocation: its question, each step, who drew and who approved it."""
    found = _plan_seen_by(request, pk)
    moves = open_moves(found, mandate_on(request))
    context = {
        "title": f"分配方案第{found.pk}号",
        "plan": found,
        "state_tone": PLAN_TONES[PlanState(found.state)],
        "breadcrumbs": _crumbs(found),
        "facts": _facts(found),
        "moves": moves,
        "history": timeline_of(found)[::-1],
        **steps_of(found.question, found.answer),
    }
    return render(request, "quotas/plan.html", context)


@login_required
@require_POST
def move_plan(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Approve, issue or discard; handing out is asked back first."""
    found = _plan_seen_by(request, pk)
    if verb not in DEEDS:
        raise Http404
    if verb == "issue" and request.POST.get("confirmed") != "yes":
        return render(request, "ui/confirm.html", _confirmation(found))
    moved = _done(found, verb, request.user)
    messages.success(request, f"已办理，现为“{moved.state_label}”。")
    return redirect("quotas:plan", found.pk)


def _done(found: AllocationPlan, verb: str, by: User) -> AllocationPlan:
    return DEEDS[verb](found, by=by)


def _computed(
    ledger: Ledger, giver: Organization, form: AllocationForm, request: SignedInRequest
) -> AllocationPlan | dict[str, Any]:
    """The plan where it is to be kept; else the steps, with the table as it was understood."""
    question, remarks = form.read()
    kind, title = form.kind_and_title()
    new = NewPlan(ledger, giver, kind, title, form.cleaned_data["document"], question)
    if KEEP in request.POST:
        return draw_plan(new, by=request.user)
    known = spelled_as_known(new)
    answer = apportion(known)
    form.show_as_text(known)
    return _shown(question_as_data(known), answer_as_data(answer), remarks)


def _shown(
    question: dict[str, Any], answer: dict[str, Any], remarks: tuple[Finding, ...]
) -> dict[str, Any]:
    return {"is_computed": True, "remarks": remarks, **steps_of(question, answer)}


def _chosen(givers: list[Organization], wanted: str) -> Organization:
    return next((one for one in givers if str(one.pk) == wanted), givers[0])


def _other_givers(ledger: Ledger, givers: list[Organization], chosen: Organization) -> list[Tab]:
    if len(givers) == 1:
        return []
    url = reverse("quotas:allocate", args=[ledger.subject])
    return [
        Tab(one.name, f"{url}?giver={one.pk}", is_current=one.pk == chosen.pk) for one in givers
    ]


def _plan_seen_by(request: SignedInRequest, pk: int) -> AllocationPlan:
    return get_object_or_404(visible_plans(mandate_on(request)), pk=pk)


def _crumbs(found: AllocationPlan) -> list[Crumb]:
    *above, _ = ledger_crumbs(found.ledger, "分配方案")
    return [
        *above,
        Crumb("分配方案", reverse("quotas:plans", args=[found.ledger.subject])),
        Crumb(f"第{found.pk}号"),
    ]


def _facts(found: AllocationPlan) -> list[Fact]:
    facts = [
        Fact("届次", found.ledger.title, reverse("quotas:ledger", args=[found.ledger.subject])),
        Fact("发放单位", str(found.organization)),
        Fact("类别", kind_in_words(found)),
        Fact("分配总数", f"{found.total}个"),
        Fact("取整方法", RoundingMethod(found.method).label),
        Fact("依据文件", found.document or "—"),
        Fact("拟稿", f"{found.drawn_by}，{localdate(found.drawn_at)}"),
    ]
    if found.approved_at:
        facts.append(Fact("批准", f"{found.approved_by}，{localdate(found.approved_at)}"))
    return facts


def _confirmation(found: AllocationPlan) -> dict[str, Any]:
    given = [line for line in found.answer["lines"] if line["places"]]
    return {
        "confirmation": Confirmation(
            title="按方案发放名额",
            question=f"将{found.total}个{kind_in_words(found)}名额发给下列单位，发放后各单位即可使用。",
            items=[Item(line["name"], f"{line['places']}个") for line in given],
            verb="按此发放",
            action=reverse("quotas:move_plan", args=[found.pk, "issue"]),
            cancel_url=reverse("quotas:plan", args=[found.pk]),
        ),
        "breadcrumbs": _crumbs(found),
    }
