"""The first page of an application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.applications.forms.beginning import BeginForm
from honours.applications.operations.beginning import begin_application
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import Role
from honours.registry.models import Activity
from honours.registry.queries.standings import IN_FORCE
from honours.ui.parts import Crumb

MOST_OFFERED = 500
"""More items than anybody chooses from; whoever has more begins from the register's page."""


@login_required
def begin(request: SignedInRequest) -> HttpResponse:
    """Choose what is asked for; the register fills in what it knows."""
    mandate, today = mandate_on(request), timezone.localdate()
    units = units_filed_for(mandate)
    if not units:
        raise PermissionDenied(f"项目申报须由具有“{Role.FILER.label}”职责的人员办理。")
    form = BeginForm(
        request.POST or None,
        organizations=units,
        activities=_activities(units),
        years=(today.year, today.year + 1),
        initial=_wanted(request, today.year + 1),
    )
    begun = saved(
        request, form, lambda: begin_application(form.request(), by=request.user, on=today)
    )
    if begun is not None:
        messages.success(request, "已建立拟稿，请逐栏填写；填写中随时自动保存。")
        return redirect("applications:draft", begun.pk)
    context = {
        "title": "申报项目",
        "form": form,
        "breadcrumbs": [
            Crumb("项目申报", reverse("applications:applications")),
            Crumb("申报项目"),
        ],
    }
    return render(request, "applications/begin.html", context, status=status_of(form))


def units_filed_for(mandate: Mandate) -> QuerySet[Organization]:
    """The units that the reader files for by a post of his own there."""
    keys = [post.organization_id for post in mandate.posts if post.role == Role.FILER]
    return organizations_within_reach(mandate).filter(pk__in=keys).order_by("path")


def _activities(units: QuerySet[Organization]) -> QuerySet[Activity]:
    rows = Activity.objects.filter(organization__in=units.values("pk"), state__in=IN_FORCE)
    offered = rows.order_by("name").values("pk")[:MOST_OFFERED]
    return Activity.objects.filter(pk__in=list(offered.values_list("pk", flat=True)))


def _wanted(request: SignedInRequest, year: int) -> dict[str, object]:
    """What the address asks for, such as an item of the register: ``?activity=7&kind=adjust``."""
    asked = {
        "application_kind": request.GET.get("kind", ""),
        "activity": request.GET.get("activity", ""),
        "organization": request.GET.get("unit", ""),
        "year": request.GET.get("year", "") or str(year),
    }
    return {name: value for name, value in asked.items() if value}
