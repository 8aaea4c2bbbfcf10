"""Writing an application: saved field by field, checked while one types, handed on."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.applications.forms.drafts import DraftForm
from honours.applications.models import Application
from honours.applications.operations.chain import submit_application
from honours.applications.operations.drafts import discard_draft, save_draft
from honours.applications.queries.applications import may_write
from honours.applications.queries.judging import judge_application
from honours.applications.views.frame import application_crumbs, application_seen_by, page_of
from honours.applications.views.sheets import Texts, draw, keeps_back, sheet_of
from honours.applications.vocabulary import ApplicationField, ApplicationState
from honours.directory.http import SignedInRequest, mandate_on, record_refusal
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.queries import attachments_of
from honours.ui.parts import Fact

SUBMIT, TAKE = "submit", "take"


@login_required
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form. A post saves what was touched, and hands the application on where asked."""
    found = application_seen_by(request, pk)
    is_draft = found.state == ApplicationState.DRAFT
    if not (is_draft and may_write(found, mandate_on(request), request.user)):
        return redirect(page_of(found))
    if request.method != "POST":
        return _shown(request, found, _judged(found))
    form = DraftForm(request.POST, sheet=sheet_of(found))
    form.is_valid()
    typed = form.changed()
    if given_up := request.POST.get(TAKE):
        typed = {which: text for which, text in typed.items() if which.value != given_up}
    try:
        found = _kept(request, found, form, typed)
        if request.POST.get("deed") == SUBMIT:
            submit_application(found, by=request.user, on=timezone.localdate())
            messages.success(request, "已提交，请本单位负责人签字。")
            return redirect(page_of(found))
    except Refusal as refusal:
        record_refusal(request, refusal)
        found = application_seen_by(request, pk)
        return _shown(request, found, refusal.findings, typed)
    messages.success(request, "已保存。")
    return redirect("applications:draft", pk)


@login_required
@require_POST
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """One field as it is typed: kept, and answered with what the rules say of it."""
    found = application_seen_by(request, pk)
    form = DraftForm(request.POST, sheet=sheet_of(found))
    form.is_valid()
    typed = form.sent()
    refused: tuple[Finding, ...] = ()
    try:
        found = _kept(request, found, form, typed)
    except Refusal as refusal:
        record_refusal(request, refusal)
        refused = refusal.findings
        found = application_seen_by(request, pk)
    return _said(request, found, typed, refused)


@login_required
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was never submitted."""
    found = application_seen_by(request, pk)
    discard_draft(found, by=request.user)
    messages.success(request, "已删除拟稿。")
    return redirect("applications:own")


def _kept(
    request: SignedInRequest, found: Application, form: DraftForm, typed: Texts
) -> Application:
    """All of it is kept, or nothing: fields that were looked at at different times together."""
    with transaction.atomic():
        for edit, fields in sorted(form.by_edit(typed).items()):
            found = save_draft(found, fields, version=edit, by=request.user, page=form.page)
    return found


def _shown(
    request: SignedInRequest,
    found: Application,
    findings: Collection[Finding],
    typed: Texts | None = None,
) -> HttpResponse:
    """The page; with ``typed`` what was refused, and stays on it."""
    is_refused = typed is not None
    drawing = draw(found, sheet_of(found), findings, typed=typed, is_refused=is_refused)
    form = drawing.form
    context = {
        "title": f"填写：{found}",
        "application": found,
        "form": form,
        "groups": drawing.groups,
        "closed": [
            Fact(which.label, form.sheet.kept.get(which.value) or "未填写")
            for which in ApplicationField
            if which.value not in form.fields
        ],
        "findings": drawing.above if is_refused else (),
        "above": () if is_refused else drawing.above,
        "todo": keeps_back(findings),
        "papers": list(attachments_of(found.subject())),
        "may_attach": ApplicationField.BASIS.value in form.fields,
        "breadcrumbs": application_crumbs(found, "填写"),
        "is_refused": is_refused,
    }
    status = 422 if is_refused else 200
    return render(request, "applications/draft.html", context, status=status)


def _said(
    request: SignedInRequest, found: Application, typed: Texts, refused: Collection[Finding]
) -> HttpResponse:
    """What stands beside the field after it was saved, or why it was not."""
    judged = _judged(found)
    drawing = draw(found, sheet_of(found), refused or judged, is_refused=bool(refused))
    context = {
        "application": found,
        "field": next((one for which in typed if (one := drawing.named(which))), None),
        "is_saved": not refused,
        "above": drawing.above if refused else (),
        "todo": keeps_back(judged),
    }
    status = 422 if refused else 200
    response = render(request, "applications/_said.html", context, status=status)
    if not refused:
        response["HX-Trigger"] = "draft-saved"
    return response


def _judged(found: Application) -> tuple[Finding, ...]:
    """What the rules of today find in what is saved."""
    return judge_application(found, timezone.localdate()).findings
