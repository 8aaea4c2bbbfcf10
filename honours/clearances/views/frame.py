"""What the pages of the room share: their tabs, their crumbs, the page of a form, exports."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from honours.directory.http import status_of
from honours.ui.parts import Crumb, Tab

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TABS = (
    ("requests", "征求意见"),
    ("links", "答复链接"),
    ("matrix", "征求意见矩阵"),
    ("disqualifiers", "一票否决"),
)


def room_tabs(current: str) -> list[Tab]:
    return [
        Tab(label, reverse(f"clearances:{name}"), is_current=name == current)
        for name, label in _TABS
    ]


def room_crumbs(*here: str) -> list[Crumb]:
    return [Crumb("征求意见", reverse("clearances:requests")), *(Crumb(label) for label in here)]


def page_of(
    request: HttpRequest, form: Form, template: str, context: dict[str, object]
) -> HttpResponse:
    """The page of a form: 422 where something stands against what was posted."""
    return render(request, template, {"form": form, **context}, status=status_of(form))


def form_page(
    request: HttpRequest, form: Form, title: str, submit: str, back: str, lead_line: str = ""
) -> HttpResponse:
    """A page with one form and nothing else."""
    context: dict[str, object] = {
        "title": title,
        "submit": submit,
        "cancel_url": back,
        "lead_line": lead_line,
        "breadcrumbs": room_crumbs(title),
    }
    return page_of(request, form, "clearances/form.html", context)
