"""What the pages of deciding and after share: tabs, the page of a form, who may look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on, status_of
from honours.directory.permissions import Mandate
from honours.ui.parts import Crumb, Event, Tab, Tone

_TABS = (
    ("表彰决定", "decisions"),
    ("荣誉名册", "roll"),
    ("撤销荣誉", "revocations"),
)


@dataclass(frozen=True)
class Sheet:
    """The page of one form: what it does, the words above it, the way back."""

    title: str
    submit: str
    back: str
    crumbs: Sequence[Crumb]
    lead: str = ""
    note: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def tabs(current: str) -> list[Tab]:
    return [Tab(label, reverse(f"commendations:{name}"), name == current) for label, name in _TABS]


def form_page(request: SignedInRequest, form: Form, sheet: Sheet) -> HttpResponse:
    """422 where something stands against what was posted."""
    context = {
        "title": sheet.title,
        "form": form,
        "submit": sheet.submit,
        "back": sheet.back,
        "lead": sheet.lead,
        "note": sheet.note,
        "breadcrumbs": sheet.crumbs,
        **sheet.more,
    }
    template = "commendations/after_form.html"
    return render(request, template, context, status=status_of(form))


def last_return(history: Sequence[Event]) -> Event | None:
    """Who sent it back, when and why, where that is the last that happened; latest first."""
    return history[0] if history and history[0].tone is Tone.WARN else None


def official_mandate(request: SignedInRequest) -> Mandate:
    """The mandate of somebody with business here; administrators have none."""
    mandate = mandate_on(request)
    if not mandate.reach():
        raise PermissionDenied("荣誉名册供有业务职务的人员查看；公众请用公开查询。")
    return mandate
