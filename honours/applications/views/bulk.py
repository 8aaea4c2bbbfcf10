"""The same step for many applications: listed first, then done, the refused told one by one."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.applications.models import Application
from honours.applications.queries.applications import visible_applications
from honours.applications.views.deeds import DEEDS, Deed
from honours.applications.vocabulary import ApplicationState
from honours.directory.http import SignedInRequest, mandate_on, record_refusal, status_of
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Finding, Refusal
from honours.ui.lists import Bulk
from honours.ui.parts import Confirmation, Crumb, Item

AT_ONCE = 200
"""More than anybody reads on one page of confirmation."""
VERBS = {
    "study": ApplicationState.AT_CITY,
    "agree": ApplicationState.STUDIED,
    "report": ApplicationState.AGREED,
}
"""What the city's desk does to many at once, and where they have to stand."""


def deeds_open_to(mandate: Mandate) -> list[Bulk]:
    """The buttons under the list for whoever works at the city's desk."""
    lifecycle = Application.lifecycle
    moves = [lifecycle.find(verb, state) for verb, state in VERBS.items()]
    return [
        Bulk(f"{move.label}（勾选的）", reverse("applications:bulk", args=[move.verb]))
        for move in moves
        if any(
            post.role == move.role and post.organization.level == Level.CITY
            for post in mandate.posts
        )
    ]


@login_required
@require_POST
def bulk(request: SignedInRequest, verb: str) -> HttpResponse:
    """List what was ticked; then, confirmed, do it to each."""
    if verb not in VERBS:
        raise Http404
    rows = _ticked(request)
    deed, label = DEEDS[verb], Application.lifecycle.find(verb, VERBS[verb]).label
    if not rows:
        messages.warning(request, f"没有勾选可以办理“{label}”的申请。")
        return redirect("applications:waiting")
    is_confirmed = request.POST.get("confirmed") == "yes"
    form = deed.form(request.POST if is_confirmed else None)
    if is_confirmed and form.is_valid():
        return _done(request, rows, deed, form, label)
    confirmation = Confirmation(
        title=f"{label}：{len(rows)}份申请",
        question=deed.question,
        items=[Item(str(one), f"{one.organization} · {one.state_label}") for one in rows],
        verb=label,
        cancel_url=reverse("applications:waiting"),
        hidden=[("ids", str(one.pk)) for one in rows],
    )
    context = {
        "confirmation": confirmation,
        "form": form,
        "breadcrumbs": [Crumb("项目申报", reverse("applications:waiting")), Crumb(label)],
    }
    return render(request, "ui/confirm.html", context, status=status_of(form))


def _ticked(request: SignedInRequest) -> list[Application]:
    keys = [int(key) for key in request.POST.getlist("ids") if key.isdigit()][:AT_ONCE]
    return list(visible_applications(mandate_on(request)).filter(pk__in=keys))


def _done(
    request: SignedInRequest,
    rows: Sequence[Application],
    deed: Deed,
    form: forms.Form,
    label: str,
) -> HttpResponse:
    refused = [
        f"“{one}”：{finding.message}{finding.remedy}"
        for one in rows
        for finding in _attempted(request, one, deed, form)
    ]
    if done := len(rows) - len({line.partition("：")[0] for line in refused}):
        messages.success(request, f"已办理“{label}”{done}份。")
    for line in refused[:20]:
        messages.warning(request, line)
    return redirect("applications:waiting")


def _attempted(
    request: SignedInRequest, one: Application, deed: Deed, form: forms.Form
) -> tuple[Finding, ...]:
    """What stood against it; nothing where it was done."""
    try:
        with transaction.atomic():
            deed.act(one, form.cleaned_data, request.user, timezone.localdate())
    except Refusal as refusal:
        record_refusal(request, refusal)
        return refusal.findings
    return ()
