"""Bars to honours by other laws, and who falls under them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honours.clearances.forms.matrix import DisqualifierForm, EndForm, HitForm, LiftForm
from honours.clearances.models import Disqualifier
from honours.clearances.operations.disqualifiers import lift_hit, record_hit
from honours.clearances.operations.matrix import (
    add_disqualifier,
    end_disqualifier,
    may_edit,
    require_place,
)
from honours.clearances.queries.matrix import place_names, places_edited
from honours.clearances.queries.requests import askers, visible_hits
from honours.clearances.views.frame import form_page, room_tabs
from honours.clearances.views.matrix import places_offered
from honours.clearances.vocabulary import Credibility
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.privacy.masks import masked_name


@login_required
def disqualifiers(request: SignedInRequest) -> HttpResponse:
    """Every bar with its law, from when until when; and the records within reach."""
    mandate = mandate_on(request)
    rows = list(Disqualifier.objects.select_related("certifier"))
    names = place_names({row.place for row in rows})
    hits = visible_hits(mandate)[:200]
    context = {
        "title": "一票否决",
        "tabs": room_tabs("disqualifiers"),
        "rows": [
            {
                "row": row,
                "place": "不详"
                if row.is_reference and not row.place
                else names.get(row.place, row.place),
                "credibility": Credibility(row.credibility).label,
                "may_end": not row.is_reference
                and row.until is None
                and may_edit(mandate, row.place),
            }
            for row in rows
        ],
        "hits": [{"hit": hit, "name": masked_name(hit.object_name)} for hit in hits],
        "may_add": bool(places_edited(mandate)),
    }
    return render(request, "clearances/disqualifiers.html", context)


@login_required
def add_bar(request: SignedInRequest) -> HttpResponse:
    """From a day on, a law bars whoever falls under a ground."""
    form = DisqualifierForm(request.POST or None, places=places_offered(request))
    added = saved(
        request,
        form,
        lambda: add_disqualifier(
            form.cleaned_data["ground_name"],
            form.cleaned_data["certifier"],
            form.ground(),
            by=request.user,
        ),
    )
    if added is not None:
        messages.success(request, "已增补。")
        return redirect("clearances:disqualifiers")
    back = reverse("clearances:disqualifiers")
    return form_page(request, form, "增补一票否决情形", "增补", back)


@login_required
def end_bar(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day on which the law bars."""
    row = get_object_or_404(Disqualifier, pk=pk)
    require_place(request.user, row.place, "停用一票否决情形")
    form = EndForm(request.POST or None)
    ended = saved(
        request,
        form,
        lambda: end_disqualifier(row, last_day=form.cleaned_data["until"], by=request.user),
    )
    if ended is not None:
        messages.success(request, "已停用。")
        return redirect("clearances:disqualifiers")
    back = reverse("clearances:disqualifiers")
    return form_page(request, form, f"停用：{row}", "停用", back)


@login_required
def add_hit(request: SignedInRequest) -> HttpResponse:
    """Record that somebody falls under a bar. ``?about=`` brings whom it is held against."""
    organizations = askers(mandate_on(request))
    if not organizations.exists():
        raise PermissionDenied(f"登记须由具有“{Role.EXAMINER.label}”职责的人员办理。")
    grounds = Disqualifier.objects.filter(is_reference=False, since__isnull=False)
    form = HitForm(
        request.POST or None,
        organizations=organizations,
        grounds=grounds,
        initial={
            "organization": organizations.first(),
            "about": request.GET.get("about", "")[:100],
        },
    )
    made = saved(
        request,
        form,
        lambda: record_hit(
            form.cleaned_data["disqualifier"],
            form.draft(),
            organization=form.cleaned_data["organization"],
            by=request.user,
        ),
    )
    if made is not None:
        messages.success(request, "已登记。")
        return redirect("clearances:disqualifiers")
    back = reverse("clearances:disqualifiers")
    return form_page(request, form, "登记一票否决情形", "登记", back)


@login_required
def lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bar no longer holds, by what the certifying body has written."""
    hit = get_object_or_404(visible_hits(mandate_on(request)), pk=pk)
    form = LiftForm(request.POST or None)
    lifted = saved(request, form, lambda: lift_hit(hit, by=request.user, **form.cleaned_data))
    if lifted is not None:
        messages.success(request, "已解除。")
        return redirect("clearances:disqualifiers")
    back = reverse("clearances:disqualifiers")
    return form_page(request, form, f"解除：{hit.disqualifier}", "解除", back)
