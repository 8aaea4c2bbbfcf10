"""The tree is changed: each change is rehearsed, shown, confirmed and only then carried out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honours.directory.forms.organizations import (
    AbolishingForm,
    ChangeForm,
    FoundingForm,
    MergingForm,
    PlacingForm,
    RenamingForm,
    SplittingForm,
)
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization, User
from honours.directory.operations.mergers import (
    abolish_organization,
    merge_organizations,
    split_organization,
)
from honours.directory.operations.organizations import (
    NewOrganization,
    found_organization,
    place_organization,
    rename_organization,
)
from honours.directory.permissions import require
from honours.directory.queries import organizations_administered, posts_held
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.ui.parts import Confirmation, Crumb, Item, day_in_words

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: what is asked, what it will do, and the operation that does it."""

    label: str
    form: type[ChangeForm]
    carry_out: Callable[[Organization, Given, User], Organization]
    tell: Callable[[Organization, Given], list[Item]]
    is_grave: bool = False


@login_required
def change(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """First the form, then what would happen, then the change. For the system administrator."""
    one, plan = get_object_or_404(Organization, pk=pk), CHANGES.get(deed)
    if plan is None:
        raise Http404
    require(request.user, Role.SYSTEM_ADMINISTRATOR, plan.label, within=one)
    rows = organizations_administered(mandate_on(request), Role.SYSTEM_ADMINISTRATOR)
    given = request.POST if request.method == "POST" else None
    form = plan.form(given, organization=one, rows=rows)
    is_meant = request.POST.get("confirmed") == "yes"
    changed = saved(request, form, lambda: _try(plan, one, form, request.user, is_meant))
    if changed is None:
        return _asked(request, plan, one, form)
    if not is_meant:
        # The rehearsal was undone in the database; the object still wears it.
        return _to_confirm(request, plan, Organization.objects.get(pk=pk), form)
    messages.success(request, f"已办理“{plan.label}”：{changed}。")
    return redirect("directory:organization", pk=changed.pk)


def changes_open(one: Organization) -> list[tuple[str, str]]:
    """The changes to offer on the page of an organization: label and address."""
    return [
        (plan.label, reverse("directory:change", args=[one.pk, deed]))
        for deed, plan in CHANGES.items()
    ]


def _try(
    plan: Change, one: Organization, form: ChangeForm, by: User, is_meant: bool
) -> Organization:
    with transaction.atomic():
        changed = plan.carry_out(one, form.cleaned_data, by)
        transaction.set_rollback(not is_meant)
    return changed


def _asked(
    request: SignedInRequest, plan: Change, one: Organization, form: ChangeForm
) -> HttpResponse:
    context = {
        "title": f"{plan.label}：{one}",
        "form": form,
        "organization": one,
        "breadcrumbs": _crumbs(one, plan),
    }
    return render(request, "directory/change.html", context, status=status_of(form))


def _to_confirm(
    request: SignedInRequest, plan: Change, one: Organization, form: ChangeForm
) -> HttpResponse:
    carried = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "confirmed")
    ]
    confirmation = Confirmation(
        title=f"{plan.label}：{one}",
        question="将办理下列变动，并记入审计簿。请核对：",
        items=plan.tell(one, form.cleaned_data),
        verb=f"确认{plan.label}",
        cancel_url=reverse("directory:organization", args=[one.pk]),
        is_grave=plan.is_grave,
        hidden=carried,
    )
    context = {"confirmation": confirmation, "breadcrumbs": _crumbs(one, plan)}
    return render(request, "ui/confirm.html", context)


def _crumbs(one: Organization, plan: Change) -> list[Crumb]:
    return [
        Crumb("单位", reverse("directory:organizations")),
        Crumb(str(one), reverse("directory:organization", args=[one.pk])),
        Crumb(plan.label),
    ]


def _found(one: Organization, given: Given, by: User) -> Organization:
    planned = NewOrganization(
        given["name"],
        OrganizationKind(given["kind"]),
        Level(given["level"]),
        given["division"],
        one,
        short_names=given["short_names"],
        since=given["since"],
    )
    return found_organization(planned, by=by)


def _rename(one: Organization, given: Given, by: User) -> Organization:
    short_name = given["short_name"]
    return rename_organization(one, given["name"], on=given["on"], by=by, short_name=short_name)


def _place(one: Organization, given: Given, by: User) -> Organization:
    return place_organization(one, under=given["under"], on=given["on"], by=by)


def _merge(one: Organization, given: Given, by: User) -> Organization:
    into: Organization = given["into"]
    earlier = [one, *given["others"]]
    merge_organizations(earlier, into=into, on=given["on"], by=by, basis=given["basis"])
    return into


def _split(one: Organization, given: Given, by: User) -> Organization:
    split_organization(one, into=given["into"], on=given["on"], by=by, basis=given["basis"])
    return one


def _abolish(one: Organization, given: Given, by: User) -> Organization:
    return abolish_organization(one, on=given["on"], by=by, basis=given["basis"])


def _tell_founding(one: Organization, given: Given) -> list[Item]:
    kind, level = OrganizationKind(given["kind"]).label, Level(given["level"]).label
    since = day_in_words(given["since"])
    return [Item(given["name"], f"{level}{kind}，自{since}起隶属“{one}”")]


def _tell_renaming(one: Organization, given: Given) -> list[Item]:
    since = day_in_words(given["on"])
    return [Item(f"{one} → {given['name']}", f"自{since}起；此前的日期仍显示原名称")]


def _tell_placing(one: Organization, given: Given) -> list[Item]:
    moved = Organization.objects.filter(path__startswith=one.path).count()
    since = day_in_words(given["on"])
    return [Item(str(one), f"连同下级共{moved}个单位，自{since}起隶属“{given['under']}”")]


def _tell_merging(one: Organization, given: Given) -> list[Item]:
    heirs = f"，职责由“{given['into']}”承接"
    return [_ending(ended, given["on"], heirs) for ended in (one, *given["others"])]


def _tell_splitting(one: Organization, given: Given) -> list[Item]:
    heirs = "、".join(f"“{successor}”" for successor in given["into"])
    return [_ending(one, given["on"], f"，职责由{heirs}承接")]


def _tell_abolishing(one: Organization, given: Given) -> list[Item]:
    return [_ending(one, given["on"], "，职责不再有单位承接")]


def _ending(one: Organization, on: date, heirs: str) -> Item:
    posts = posts_held(on).filter(organization=one).count()
    last_day = day_in_words(on - timedelta(days=1))
    return Item(
        str(one), f"自{day_in_words(on)}起撤销{heirs}；在任职务{posts}个，到{last_day}为止"
    )


CHANGES = {
    "found": Change("建立下级单位", FoundingForm, _found, _tell_founding),
    "rename": Change("更名", RenamingForm, _rename, _tell_renaming),
    "place": Change("调整隶属关系", PlacingForm, _place, _tell_placing),
    "merge": Change("合并", MergingForm, _merge, _tell_merging, is_grave=True),
    "split": Change("分设", SplittingForm, _split, _tell_splitting, is_grave=True),
    "abolish": Change("撤销", AbolishingForm, _abolish, _tell_abolishing, is_grave=True),
}
