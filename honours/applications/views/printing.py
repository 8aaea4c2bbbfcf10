"""An application on paper: the official form as a page to print, and as a PDF."""

from datetime import date
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.applications.columns import (
    ORGANIZATION,
    SUBMITTED_ON,
    PrintedForm,
    form_of_place,
    printed_rows,
)
from honours.applications.models import Application
from honours.applications.queries.applications import content_of
from honours.applications.views.frame import application_crumbs, application_seen_by
from honours.directory.http import SignedInRequest
from honours.typesetting.printing.approval_forms import ApprovalForm, FormCell, approval_forms
from honours.ui.parts import Tab


@login_required
def printed(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form of the place; ``?form=`` shows another."""
    found = application_seen_by(request, pk)
    form = _wanted(request.GET.get("form", ""), found)
    page = reverse("applications:print", args=[found.pk])
    context = {
        "title": form.label,
        "application": found,
        "form": form,
        "rows": printed_rows(form, _said(found)),
        "tabs": [Tab(one.label, f"{page}?form={one}", one is form) for one in PrintedForm],
        "breadcrumbs": application_crumbs(found, "打印"),
    }
    return render(request, "applications/print.html", context)


@login_required
def pdf(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The same as a file."""
    found = application_seen_by(request, pk)
    if form not in set(PrintedForm):
        raise Http404
    word = PrintedForm(form)
    cells = [
        FormCell(heading, text, is_wide=True) for heading, text in printed_rows(word, _said(found))
    ]
    sheet = ApprovalForm(
        heading=word.label,
        lead=(f"申报年度：{found.year}年度　　申报类型：{found.get_application_kind_display()}",),
        cells=tuple(cells),
        stories=(),
        opinions=(),
        notes=(),
    )
    content = approval_forms([sheet], copies=1, dated=timezone.localdate())
    response = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{word.label}-{found}.pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _wanted(code: str, found: Application) -> PrintedForm:
    if code in set(PrintedForm):
        return PrintedForm(code)
    return form_of_place(str(found.organization.division))


def _said(found: Application) -> dict[str, str]:
    return content_of(found) | {
        ORGANIZATION: str(found.organization),
        SUBMITTED_ON: _in_words(found.submitted_on),
    }


def _in_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
