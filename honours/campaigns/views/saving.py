"""A form whose operation may be refused keeps what was typed; the reasons stand at its fields."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.middleware import record_refusal

Saved = TypeVar("Saved")


def saved(request: HttpRequest, form: Form, save: Callable[[], Saved]) -> Saved | None:
    """What the operation returns for a valid form that was posted; otherwise ``None``.

    A refusal is recorded as every other, and its reasons are laid on the form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return save()
    except Refusal as refusal:
        record_refusal(request, refusal)
        for finding in refusal.findings:
            form.add_error(finding.field if finding.field in form.fields else None, _said(finding))
        return None


def page_of(
    request: HttpRequest, form: Form, template: str, context: dict[str, object]
) -> HttpResponse:
    """The page of a form: 422 where something stands against what was posted."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _said(finding: Finding) -> str:
    basis = f"（依据：{finding.citation}）" if finding.citation else ""
    return f"{finding.message}{basis}{finding.remedy}"
