"""Ways around the main road of any matter of a campaign: back, taken back, handed over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.campaigns.forms.handling import HandOverForm, SendBackForm
from honours.campaigns.models import Declaration, Filing, Lead, Resolution
from honours.campaigns.operations.returns import give_back, take_back
from honours.campaigns.queries.campaigns import (
    visible_declarations,
    visible_filings,
    visible_leads,
    visible_resolutions,
)
from honours.campaigns.queries.returns import (
    colleagues_of,
    may_take_back,
    role_to_hand_over,
    states_to_return_to,
)
from honours.campaigns.views.frame import campaign_crumbs
from honours.campaigns.views.saving import page_of
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.permissions import Mandate
from honours.ui.parts import Tab
from honours.workflow.assignments import hand_over as hand_over_to
from honours.workflow.queries import history_of

Matter = Declaration | Filing | Lead | Resolution


def ways_of(request: SignedInRequest, matter: Matter) -> dict[str, object]:
    """What ``_ways.html`` offers on a matter: links, and whether its last step can be undone."""
    kind, mandate = _KIND_OF[type(matter)], mandate_on(request)
    links = []
    if states_to_return_to(matter, mandate):
        links.append(Tab("退回", reverse("campaigns:send_back", args=[kind, matter.pk])))
    if role_to_hand_over(matter, mandate) and colleagues_of(request.user, matter, mandate):
        links.append(Tab("转办", reverse("campaigns:hand_over", args=[kind, matter.pk])))
    is_own = may_take_back(matter, request.user, history_of(matter))
    url = reverse("campaigns:take_back", args=[kind, matter.pk]) if is_own else ""
    return {"links": links, "take_back_url": url}


@login_required
def send_back(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Return the matter to a step it has passed, with the reason."""
    matter = _seen_by(request, kind, pk)
    states = states_to_return_to(matter, mandate_on(request))
    if not states:
        raise PermissionDenied(f"您不能退回“{matter.state_label}”状态的“{matter}”。")
    form = SendBackForm(request.POST or None, states=states)
    returned = saved(
        request,
        form,
        lambda: give_back(
            matter, to=form.state(states), reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if returned is not None:
        messages.success(request, f"已退回，现为“{returned.state_label}”。")
        return redirect(_page_of(matter))
    return page_of(request, form, "campaigns/form.html", _frame(matter, "退回", "退回"))


@login_required
@require_POST
def take_back_step(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Undo one's own last step."""
    matter = _seen_by(request, kind, pk)
    taken = take_back(matter, by=request.user)
    messages.success(request, f"已取回，现为“{taken.state_label}”。")
    return redirect((request.POST.get("next_card") and _card_of(matter)) or _page_of(matter))


@login_required
def hand_over(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Leave the next step to a colleague, with the reason; it moves to his to-dos."""
    matter = _seen_by(request, kind, pk)
    colleagues = colleagues_of(request.user, matter, mandate_on(request))
    if not colleagues:
        raise PermissionDenied(f"“{matter}”现在不由您办理，或没有可以转办的同事。")
    form = HandOverForm(request.POST or None, colleagues=colleagues)
    handed = saved(
        request,
        form,
        lambda: hand_over_to(
            matter, to=form.chosen(), reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if handed is not None:
        messages.success(request, f"已转给{handed.user}办理。")
        return redirect(_page_of(matter))
    return page_of(request, form, "campaigns/form.html", _frame(matter, "转办", "转办"))


_KIND_OF: dict[type[Matter], str] = {
    Declaration: "declaration",
    Filing: "filing",
    Lead: "lead",
    Resolution: "resolution",
}


def _rows_of(kind: str, mandate: Mandate) -> QuerySet[Matter]:
    match kind:
        case "declaration":
            return visible_declarations(mandate)
        case "filing":
            return visible_filings(mandate)
        case "lead":
            return visible_leads(mandate)
        case "resolution":
            return visible_resolutions(mandate)
        case _:
            raise Http404


def _seen_by(request: SignedInRequest, kind: str, pk: int) -> Matter:
    return get_object_or_404(_rows_of(kind, mandate_on(request)), pk=pk)


def _page_of(matter: Matter) -> str:
    return reverse(f"campaigns:{_KIND_OF[type(matter)]}", args=[matter.pk])


def _card_of(matter: Matter) -> str:
    return reverse("campaigns:card", args=[matter.campaign_id, matter.pk])


def _frame(matter: Matter, deed: str, submit: str) -> dict[str, object]:
    return {
        "title": f"{deed}：{matter}",
        "submit": submit,
        "cancel_url": _page_of(matter),
        "breadcrumbs": campaign_crumbs(matter.campaign, deed),
    }
