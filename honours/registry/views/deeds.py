"""What an examiner does to the register by hand: each a form, one operation, back to the page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.registry.forms import (
    CorrectionForm,
    EditionForm,
    LineageForm,
    RegimeForm,
    RegistrationForm,
    StandingForm,
    texts_of,
)
from honours.registry.models import Activity
from honours.registry.operations.activities import (
    Registration,
    correct_activity,
    record_edition,
    register_activity,
    tie_lineage,
)
from honours.registry.operations.regimes import settle_regime
from honours.registry.operations.standings import StandingOrder, change_standing
from honours.registry.queries.activities import (
    regime_suggested,
    units_to_register_for,
    visible_activities,
)
from honours.registry.queries.freezes import freezes_over_reach
from honours.registry.views.activity import activity_seen_by, crumbs_of
from honours.registry.vocabulary import LineageKind, Regime
from honours.ui.parts import Crumb


@login_required
def register(request: SignedInRequest) -> HttpResponse:
    """Enter an activity outside a clean-up."""
    mandate = mandate_on(request)
    if not mandate.holds(Role.EXAMINER):
        raise PermissionDenied(f"“登记项目”须由具有“{Role.EXAMINER.label}”职责的人员办理。")
    form = RegistrationForm(request.POST or None, units=units_to_register_for(mandate))
    if request.method == "POST" and form.is_valid():
        made = register_activity(
            Registration(form.cleaned_data["organization"], form.particulars()),
            by=request.user,
            on=timezone.localdate(),
        )
        messages.success(request, f"已登记，编号{made.number}。")
        return redirect("registry:activity", made.pk)
    context = {
        "title": "登记项目",
        "lead": "清理期间另行登记的项目，须有法律、行政法规或者中央文件依据。",
        "findings_beside": [_frozen(each) for each in freezes_over_reach(mandate)],
        "form": form,
        "submit": "登记",
        "cancel_url": reverse("registry:activities"),
        "breadcrumbs": [Crumb("项目台账", reverse("registry:activities")), Crumb("登记项目")],
    }
    return render(request, "registry/deed.html", context)


@login_required
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set right what the register says."""
    found = _examined(request, pk, "更正登记")
    form = CorrectionForm(request.POST or None, initial=texts_of(found))

    def act() -> None:
        correct_activity(
            found,
            form.corrected(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            on=timezone.localdate(),
        )

    lead = "更正之前的内容仍留在版本中；报送时的原文不改。"
    return _deed(request, found, form, act, title="更正登记", lead=lead)


@login_required
def regime(request: SignedInRequest, pk: int) -> HttpResponse:
    """Settle which body of rules governs the activity."""
    found = _examined(request, pk, "认定适用制度")
    finding = regime_suggested(found, timezone.localdate())
    suggested = finding.detail["regime"] if finding and finding.detail else Regime.COMMENDATION
    form = RegimeForm(request.POST or None, initial={"regime": found.regime or suggested})

    def act() -> None:
        settle_regime(
            found,
            Regime(form.cleaned_data["regime"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            on=timezone.localdate(),
        )

    lead = f"系统按今天的规定建议：{Regime(suggested).label}。认定以后以认定为准。"
    return _deed(request, found, form, act, title="认定适用制度", lead=lead)


@login_required
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter one time that it was held."""
    found = _examined(request, pk, "登记届次")
    form = EditionForm(request.POST or None)

    def act() -> None:
        record_edition(found, by=request.user, **form.cleaned_data)

    return _deed(request, found, form, act, title="登记届次")


@login_required
def lineage(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say from which earlier activity this one comes."""
    found = _examined(request, pk, "登记沿革")
    form = LineageForm(request.POST or None, among=visible_activities(mandate_on(request)))

    def act() -> None:
        said = form.cleaned_data
        tie_lineage(
            said["earlier"],
            found,
            LineageKind(said["kind"]),
            on=said["on"],
            note=said["note"],
            by=request.user,
        )

    lead = f"登记“{found.name}”由哪个项目而来。"
    return _deed(request, found, form, act, title="登记沿革", lead=lead)


@login_required
def standing(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Change how the activity stands, by hand, with a reason and a clause."""
    found = _examined(request, pk, "变更状态")
    move = found.lifecycle.find(verb, found.state)
    form = StandingForm(
        request.POST or None, verb=verb, among=visible_activities(mandate_on(request))
    )

    def act() -> None:
        said = form.cleaned_data
        order = StandingOrder(
            found,
            verb,
            said["reason"],
            said["citation"],
            said["decided_by"],
            said.get("merged_into"),
            form.chosen_regime(),
        )
        change_standing(order, effective_on=said["effective_on"], by=request.user)

    lead = f"“{found.name}”现为“{found.state_label}”，将改为“{move.target.label}”。"
    return _deed(request, found, form, act, title=move.label, lead=lead)


def _examined(request: SignedInRequest, pk: int, deed: str) -> Activity:
    """The activity, for whoever may change it; 404 out of reach, 403 for other posts."""
    found = activity_seen_by(request, pk)
    if not mandate_on(request).may(Role.EXAMINER, found.organization):
        raise PermissionDenied(
            f"“{deed}”须由管辖“{found.organization}”、具有“{Role.EXAMINER.label}”职责的人员办理。"
        )
    return found


def _deed(
    request: SignedInRequest,
    found: Activity,
    form: forms.Form | CorrectionForm,
    act: Callable[[], Any],
    **words: str,
) -> HttpResponse:
    """Show the form, or do the deed and return to the activity."""
    if request.method == "POST" and form.is_valid():
        act()
        messages.success(request, f"“{words['title']}”已办理。")
        return redirect("registry:activity", found.pk)
    context = {
        **words,
        "form": form,
        "submit": words["title"],
        "cancel_url": reverse("registry:activity", args=[found.pk]),
        "breadcrumbs": crumbs_of(found, words["title"]),
    }
    return render(request, "registry/deed.html", context)


def _frozen(each: Any) -> Finding:
    return Finding(
        "frozen",
        f"“{each.organization}”及其所属自{each.since}起暂停新设项目（{each.citation}）。",
        remedy="有法律、行政法规或者中央文件依据的除外。",
    )
