"""Pages of documents: the list, one document, registering, issuing, sending, signing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, record_refusal
from honours.directory.models import Organization
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import OrganizationKind, Role
from honours.kernel.verdicts import Refusal
from honours.policies.forms import DocumentForm, RepealForm, SendForm, draft_as_typed
from honours.policies.lists import FORCE_TONES, day_asked, documents_page
from honours.policies.models import Document, Receipt
from honours.policies.operations.documents import (
    issue_document,
    register_document,
    repeal_document,
    revise_document,
)
from honours.policies.operations.receipts import receive_document, send_document
from honours.policies.queries import documents_visible_to, force_of, place_names
from honours.policies.readings.absences import absences_about
from honours.policies.views.parts import clause_rows, fact_rows, receipt_rows
from honours.policies.vocabulary import DocumentState
from honours.ui.parts import Crumb, Event
from honours.workflow.queries import history_of, open_moves


@login_required
def documents(request: SignedInRequest) -> HttpResponseBase:
    mandate = mandate_on(request)
    try:
        on = day_asked(request.GET.get("on") or timezone.localdate().isoformat())
    except Refusal:
        on = timezone.localdate()  # the list itself says that the day was not understood
    may_register = mandate.holds(Role.EXAMINER)
    page = documents_page(on, can_register=may_register)
    return page.respond(
        request,
        documents_visible_to(mandate),
        recorded_writers(request, TakenList("policies.document.export", page.title)),
        context={"may_register": may_register, "on": on},
        template="policies/documents.html",
    )


@login_required
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    mandate = mandate_on(request)
    shown = get_object_or_404(documents_visible_to(mandate).select_related("organization"), pk=pk)
    today = timezone.localdate()
    force = force_of(shown, today)
    moves = open_moves(shown, mandate) if shown.organization_id else ()
    may_send = mandate.holds(Role.EXAMINER) and shown.state == DocumentState.ISSUED
    context: dict[str, Any] = {
        "document": shown,
        "title": shown.title,
        "breadcrumbs": [Crumb("政策法规", reverse("policies:documents")), Crumb(str(shown))],
        "force": force,
        "force_tone": FORCE_TONES[force],
        "facts": fact_rows(shown, place_names()),
        "clauses": clause_rows(shown),
        "links": list(shown.links.select_related("other").order_by("kind", "pk")),
        "linked_by": list(shown.linked_by.select_related("document").order_by("kind", "pk")),
        "receipts": receipt_rows(shown, mandate, today),
        "absences": absences_about(f"{shown.number}{shown.title}"),
        "moves": moves,
        "may_revise": shown.state == DocumentState.DRAFT and mandate.holds(Role.EXAMINER),
        "may_send": may_send,
        "events": [_event(passage) for passage in history_of(shown)],
    }
    return render(request, "policies/document.html", context)


@login_required
def register(request: SignedInRequest) -> HttpResponse:
    posts = [post for post in mandate_on(request).posts if post.role == Role.EXAMINER]
    form = _document_form(request, {"organization": posts[0].organization_id} if posts else {})
    if form.is_valid():
        unit = form.cleaned_data["organization"]
        made = _kept(
            request,
            form,
            lambda: register_document(form.draft(), organization=unit, by=request.user),
        )
        if made:
            messages.success(request, f"已登记“{made}”，待分管领导印发。")
            return redirect("policies:document", pk=made.pk)
    return _draft_page(request, form, "登记文件")


@login_required
def revise(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(documents_visible_to(mandate_on(request)), pk=pk)
    form = _document_form(request, draft_as_typed(found))
    if form.is_valid():
        made = _kept(request, form, lambda: revise_document(found, form.draft(), by=request.user))
        if made:
            messages.success(request, f"已修改“{made}”，待分管领导印发。")
            return redirect("policies:document", pk=made.pk)
    return _draft_page(request, form, "修改草稿")


def _document_form(request: SignedInRequest, initial: dict[str, Any]) -> DocumentForm:
    mandate = mandate_on(request)
    own = [post.organization_id for post in mandate.posts if post.role == Role.EXAMINER]
    return DocumentForm(
        request.POST or None,
        units=Organization.objects.filter(pk__in=own),
        documents=documents_visible_to(mandate),
        initial=initial,
    )


def _kept(
    request: SignedInRequest, form: DocumentForm, deed: Callable[[], Document]
) -> Document | None:
    """What the deed made; where it is refused, the reasons beside the fields and nothing lost.

    The attempt is recorded here, since the middleware that records refusals never sees it.
    """
    try:
        return deed()
    except Refusal as refusal:
        _show_at_fields(form, refusal)
        record_refusal(request, refusal)
        return None


def _draft_page(request: SignedInRequest, form: DocumentForm, title: str) -> HttpResponse:
    crumbs = [Crumb("政策法规", reverse("policies:documents")), Crumb(title)]
    context = {"form": form, "title": title, "breadcrumbs": crumbs}
    return render(request, "policies/form.html", context, status=422 if form.errors else 200)


def _show_at_fields(form: DocumentForm, refusal: Refusal) -> None:
    for finding in refusal.findings:
        field = finding.field if finding.field in form.fields else None
        form.add_error(field, f"{finding.message}{finding.remedy}")


@login_required
@require_POST
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(documents_visible_to(mandate_on(request)), pk=pk)
    issue_document(found, by=request.user)
    messages.success(request, f"“{found}”已印发。")
    return redirect("policies:document", pk=pk)


@login_required
def repeal(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(documents_visible_to(mandate_on(request)), pk=pk)
    form = RepealForm(request.POST or None)
    if form.is_valid():
        repeal_document(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{found}”自{found.repealed_on}起废止。")
        return redirect("policies:document", pk=pk)
    return _form_page(request, found, form, "废止")


@login_required
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    mandate = mandate_on(request)
    found = get_object_or_404(documents_visible_to(mandate), pk=pk)
    units = organizations_within_reach(mandate).exclude(kind=OrganizationKind.PLACE)
    fresh = units.exclude(receipts__document=found).order_by("path")
    form = SendForm(request.POST or None, units=fresh)
    if form.is_valid():
        sent = send_document(
            found,
            to=form.cleaned_data["addressees"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
        )
        messages.success(request, f"已发送{len(sent)}个单位。")
        return redirect("policies:document", pk=pk)
    return _form_page(request, found, form, "发送")


def _form_page(
    request: SignedInRequest, found: Document, form: RepealForm | SendForm, verb: str
) -> HttpResponse:
    address = reverse("policies:document", args=[found.pk])
    context = {
        "form": form,
        "title": f"{verb}“{found}”",
        "submit": verb,
        "cancel_url": address,
        "breadcrumbs": [
            Crumb("政策法规", reverse("policies:documents")),
            Crumb(str(found), address),
            Crumb(verb),
        ],
    }
    return render(request, "policies/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    receipt = get_object_or_404(Receipt, pk=pk)
    signed = receive_document(receipt, by=request.user)
    messages.success(request, f"{signed.organization}已签收“{signed.document}”。")
    return redirect("policies:document", pk=signed.document_id)


def _event(passage: Any) -> Event:
    at = f"{timezone.localtime(passage.at):%Y-%m-%d %H:%M}"
    return Event(at, passage.label, passage.actor_name, passage.reason)
