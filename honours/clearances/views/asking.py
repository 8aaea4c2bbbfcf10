"""Asking for a batch, and sending it: a link for each body, shown once."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.clearances.forms.asking import AskForm, SendForm
from honours.clearances.lists import links_page, shown_name
from honours.clearances.models import ClearanceRequest
from honours.clearances.operations.asking import ask_clearances
from honours.clearances.operations.links import IssuedLink, issue_links, revoke_link
from honours.clearances.queries.requests import (
    askers,
    items_of,
    link_state,
    visible_links,
    visible_requests,
)
from honours.clearances.views.frame import form_page, room_crumbs, room_tabs
from honours.clearances.vocabulary import WAITING, LinkState
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.ui.parts import Confirmation, Item

LASTS_DAYS = 14
AT_ONCE = 1000


@login_required
def ask(request: SignedInRequest) -> HttpResponse:
    """Draw up questions for a batch of objects, to the bodies that the matrix names."""
    organizations = askers(mandate_on(request))
    if not organizations.exists():
        raise PermissionDenied(f"征求意见须由具有“{Role.EXAMINER.label}”职责的人员办理。")
    form = AskForm(
        request.POST or None,
        organizations=organizations,
        initial={"asked_on": timezone.localdate(), "organization": organizations.first()},
    )
    made = saved(
        request,
        form,
        lambda: ask_clearances(form.cleaned_data["objects"], form.plan(), by=request.user),
    )
    if made is not None:
        messages.success(request, f"已拟制{len(made)}件，请勾选后发出。")
        return redirect(f"{reverse('clearances:requests')}?state=drafted")
    lead = "填写征求对象，系统按征求日期和地方的矩阵，为每个对象拟制须征求的部门。"
    return form_page(request, form, "批量征求意见", "拟制", reverse("clearances:requests"), lead)


@login_required
@require_POST
def send(request: SignedInRequest) -> HttpResponse:
    """List what is about to be sent, then show each body's link: once, since nobody keeps it."""
    keys = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
    rows = list(
        visible_requests(mandate_on(request))
        .filter(pk__in=keys[:AT_ONCE], state__in=WAITING)
        .order_by("body_name", "pk")
    )
    if not rows:
        messages.warning(request, "请勾选“拟制”“已发出”“逾期”的征求意见。")
        return redirect("clearances:requests")
    is_confirmed = request.POST.get("confirmed") == "yes"
    day = timezone.localdate() + timedelta(days=LASTS_DAYS)
    form = SendForm(request.POST if is_confirmed else None, initial={"expires_on": day})
    issued = (
        saved(
            request,
            form,
            lambda: issue_links(
                rows, expires_at=_end_of(form.cleaned_data["expires_on"]), by=request.user
            ),
        )
        if is_confirmed
        else None
    )
    if issued is not None:
        return _issued_page(request, issued)
    status = 422 if form.is_bound else 200
    return render(request, "ui/confirm.html", _asking(rows, form), status=status)


@login_required
def links(request: SignedInRequest) -> HttpResponseBase:
    """Every link within reach, and what became of it."""
    rows = visible_links(mandate_on(request)).annotate(count=Count("items"))
    page = links_page()
    return page.respond(
        request,
        rows,
        recorded_writers(request, TakenList("clearances.clearancelink.export", page.title)),
        context={"tabs": room_tabs("links")},
        template="clearances/list.html",
    )


@login_required
def link(request: SignedInRequest, pk: int) -> HttpResponse:
    """One link: whom it asks about, what became of it; and the button that shuts it."""
    found = get_object_or_404(visible_links(mandate_on(request)), pk=pk)
    state = link_state(found, timezone.now())
    mandate = mandate_on(request)
    items = [
        (item, shown_name(item.request.object_name, item.request.kind)) for item in items_of(found)
    ]
    context = {
        "title": f"答复链接：{found.body_name}",
        "breadcrumbs": room_crumbs("答复链接"),
        "link": found,
        "state": state,
        "items": items,
        "may_revoke": state in (LinkState.OPEN, LinkState.EXPIRED)
        and mandate.may(Role.EXAMINER, found.organization),
    }
    return render(request, "clearances/link.html", context)


@login_required
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a link open nothing any more."""
    found = get_object_or_404(visible_links(mandate_on(request)), pk=pk)
    revoke_link(found, by=request.user)
    messages.success(request, "链接已停用；需要时可以重新发出。")
    return redirect("clearances:links")


def _issued_page(request: SignedInRequest, issued: Sequence[IssuedLink]) -> HttpResponse:
    rows = [
        {
            "link": one.link,
            "count": one.link.items.count(),
            "url": request.build_absolute_uri(reverse("clearances:answer", args=[one.token])),
        }
        for one in issued
    ]
    context = {"title": "答复链接已生成", "rows": rows, "breadcrumbs": room_crumbs("发出")}
    response = render(request, "clearances/issued.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _asking(rows: Sequence[ClearanceRequest], form: SendForm) -> dict[str, object]:
    bodies = len({(row.organization_id, row.body_name) for row in rows})
    return {
        "confirmation": Confirmation(
            title="发出征求意见",
            question=f"将向{bodies}个部门各生成一个答复链接，链接只显示一次，请及时送达。",
            items=[
                Item(f"{row.body_name}：{shown_name(row.object_name, row.kind)}") for row in rows
            ],
            verb=f"发出（{len(rows)}件）",
            cancel_url=reverse("clearances:requests"),
            action=reverse("clearances:send"),
            hidden=[("ids", str(row.pk)) for row in rows],
        ),
        "form": form,
        "breadcrumbs": room_crumbs("发出"),
    }


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
