"""A leader says of whom nobody has to be asked in an edition, and on which paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.clearances.operations.declarations import cancel_declaration
from honours.commendations.forms.clearing import NothingToAskForm
from honours.commendations.forms.nominations import ReasonForm
from honours.commendations.models.editions import Edition
from honours.commendations.operations.clearing import declare_for_edition
from honours.commendations.queries.clearing import (
    clearing_board,
    declarations_for,
    kinds_nobody_spoke_of,
    may_see_clearances,
    to_be_cleared,
)
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.permissions import require
from honours.directory.vocabulary import Role

DEED = "登记无须征求意见"
_LEAD = (
    "矩阵没有规定的对象，不能通过复审。文件要求征求的，请由办理人员在矩阵中增补；"
    "文件没有要求的，由分管领导在此写明理由和依据，登记后可以取消。矩阵以后增补了的，以矩阵为准。"
)


@login_required
def declare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Only of kinds that candidates are of and the matrix is silent on."""
    edition = _handled(request, pk)
    require(request.user, Role.LEADER_IN_CHARGE, DEED, within=edition.organization)
    board = clearing_board(
        to_be_cleared(edition), edition, mandate_on(request), on=timezone.localdate()
    )
    form = NothingToAskForm(request.POST or None, kinds=kinds_nobody_spoke_of(edition, board))
    made = saved(
        request, form, lambda: declare_for_edition(edition, form.draft(), by=request.user)
    )
    if made is not None:
        messages.success(request, f"已登记{len(made)}类对象无须征求意见。")
        return redirect("commendations:clearing", pk)
    return _page(request, edition, form, DEED, _LEAD)


@login_required
def cancel(request: SignedInRequest, pk: int, declaration_pk: int) -> HttpResponse:
    """Take a declaration back; the matrix holds such objects back again."""
    edition = _handled(request, pk)
    require(request.user, Role.LEADER_IN_CHARGE, "取消登记", within=edition.organization)
    found = get_object_or_404(declarations_for(edition, mandate_on(request)), pk=declaration_pk)
    form = ReasonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: cancel_declaration(found, reason=form.cleaned_data["reason"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已取消登记。")
        return redirect("commendations:clearing", pk)
    return _page(request, edition, form, "取消登记", f"取消“{found}”的登记。")


def _handled(request: SignedInRequest, pk: int) -> Edition:
    edition = edition_seen_by(request, pk)
    if not may_see_clearances(edition, mandate_on(request)):
        raise PermissionDenied(f"征求意见的情况只供“{edition.organization}”的办理人员查看。")
    return edition


def _page(
    request: SignedInRequest, edition: Edition, form: Form, deed: str, lead: str
) -> HttpResponse:
    context = {
        "title": deed,
        "lead": lead,
        "form": form,
        "submit": deed,
        "cancel_url": reverse("commendations:clearing", args=[edition.pk]),
        "breadcrumbs": edition_crumbs(edition, deed),
    }
    template = "commendations/edition_part.html"
    return render(request, template, context, status=status_of(form))
