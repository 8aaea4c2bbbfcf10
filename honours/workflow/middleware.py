"""The one place where refusals are caught: recorded first, then shown with their reasons."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from honours.directory.http import record_attempt, record_refusal
from honours.kernel.verdicts import Finding, Refusal


class ShowRefusals:
    """Answers 422 to what is not lawful now and 403 to what is not the user's to do.

    Either is written into the audit book, by codes alone, after the attempt has been undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            return _not_to_be_opened(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case Refusal():
                record_refusal(request, error)
                return _shown(request, error.findings, 422)
            case PermissionDenied():
                record_attempt(request, "workflow.attempt.forbid", ["not-your-post"])
                return _shown(request, (_as_finding(error),), 403)
        return None


def _not_to_be_opened(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A button's address opened by itself, as after a session that ended: a page, not a blank."""
    shown = render(request, "405.html", status=405)
    shown["Allow"] = response.headers.get("Allow", "POST")
    return shown


def _shown(request: HttpRequest, findings: tuple[Finding, ...], status: int) -> HttpResponse:
    context = {"findings": findings, "exception": findings[0].message}
    if request.headers.get("HX-Request") != "true":
        template = "403.html" if status == 403 else "ui/refusal.html"
        return render(request, template, context, status=status)
    # htmx swaps 422 and no other error, so that a denial within a page is seen as well.
    fragment = render(request, "ui/_refusal.html", context, status=422)
    fragment["HX-Retarget"] = "#refusals"
    fragment["HX-Reswap"] = "innerHTML"
    return fragment


def _as_finding(denial: PermissionDenied) -> Finding:
    return Finding(
        "not-your-post",
        str(denial) or "您的职务不能办理这一事项。",
        remedy="请换用相应职务，或由具有该职责的人员办理。",
    )
