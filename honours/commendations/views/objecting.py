"""Findings on objections that wait to be carried out, and carrying one out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.editions import ConfirmForm
from honours.commendations.forms.nominations import ReasonForm
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.objecting import carry_out_new_notice, carry_out_removal
from honours.commendations.queries.nominations import visible_nominations
from honours.commendations.queries.objecting import (
    OutcomeDue,
    outcome_due,
    outcomes_due,
    run_by,
)
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.commendations.views.slate_facts import shown_name
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.vocabulary import Role
from honours.ui.parts import Crumb

HERE = "待处理的异议结论"


@login_required
def outcomes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Candidates of the edition that a finding concerns, and what is to be done about each."""
    edition = edition_seen_by(request, pk)
    mandate = mandate_on(request)
    if not mandate.may(Role.EXAMINER, edition.organization):
        raise PermissionDenied(f"“{HERE}”由“{edition.organization}”的审核人员办理。")
    due = outcomes_due(edition, on=timezone.localdate())
    context = {
        "title": f"{HERE}：{edition.name}",
        "edition": edition,
        "breadcrumbs": edition_crumbs(edition, HERE),
        "due": [(one, shown_name(one.nomination, mandate)) for one in due],
        "objections_url": reverse("notices:objections"),
    }
    return render(request, "commendations/outcomes.html", context)


@login_required
def outcome(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do what the finding demands, told beforehand what becomes of the place."""
    mandate = mandate_on(request)
    nomination = get_object_or_404(run_by(mandate), pk=pk)
    due = outcome_due(nomination, on=timezone.localdate())
    if due is None:
        get_object_or_404(visible_nominations(mandate), pk=pk)
        messages.info(request, "该对象没有待处理的异议结论。")
        return redirect("commendations:outcomes", nomination.edition_id)
    return _removal(request, due) if due.removes else _new_notice(request, due)


def _removal(request: SignedInRequest, due: OutcomeDue) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: carry_out_removal(
            due.nomination, reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if done is not None:
        messages.success(request, f"已办理：{due.consequence}")
        return redirect("commendations:outcomes", due.nomination.edition_id)
    return _page(request, due, form, "取消资格")


def _new_notice(request: SignedInRequest, due: OutcomeDue) -> HttpResponse:
    if due.is_drafted_anew and due.notice is not None:
        return redirect("notices:notice", due.notice.pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    notice = saved(request, form, lambda: carry_out_new_notice(due.nomination, by=request.user))
    if notice is not None:
        messages.success(request, "已按结论拟写新的公示。请更正内容，核对后发布。")
        return redirect("notices:notice", notice.pk)
    return _page(request, due, form, "拟写新的公示")


def _page(
    request: SignedInRequest, due: OutcomeDue, form: ReasonForm | ConfirmForm, submit: str
) -> HttpResponse:
    found: Nomination = due.nomination
    crumbs = edition_crumbs(found.edition, submit)
    listed = Crumb(HERE, reverse("commendations:outcomes", args=[found.edition_id]))
    context = {
        "title": f"{submit}：{shown_name(found, mandate_on(request))}",
        "due": due,
        "form": form,
        "submit": submit,
        "breadcrumbs": [*crumbs[:-1], listed, crumbs[-1]],
        "back": listed.url,
    }
    return render(request, "commendations/outcome.html", context, status=status_of(form))
