"""Notices for officials: the list, one of them, its draft, and its moves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.kernel.digests import in_groups
from honours.notices.forms.drafts import NoticeForm, written
from honours.notices.lists import NOTICES
from honours.notices.models.notices import Notice
from honours.notices.operations.drafts import amend_notice, draft_notice
from honours.notices.operations.handling import DRAFTING_ROLES
from honours.notices.operations.notices import (
    close_notice,
    end_notice,
    post_notice,
    withdraw_notice,
)
from honours.notices.queries.booked import booked_content, is_sealed
from honours.notices.queries.notices import (
    carriers_of,
    names_shown_until,
    visible_notices,
)
from honours.notices.queries.periods import countdown
from honours.notices.views.facts import contents_facts, period_facts
from honours.notices.views.frame import (
    drafting_units,
    form_page,
    may_handle,
    notice_crumbs,
    notice_seen_by,
    page_of,
)
from honours.notices.vocabulary import NoticeState
from honours.ui.parts import Confirmation, Crumb, Item
from honours.workflow.queries import open_moves, timeline_of

QUESTIONS = {
    "post": "公示一经发布，公众即可看到名单；期限按今天的本地规定确定，不能缩短。",
    "end": "公示期满后不能再登记载体或者更改内容。",
    "close": "结束后公示归档。",
    "take_down": "撤回后公众页面不再显示名单，只显示已撤回。",
}
LEAD_HAND = "_by_lead"
BROUGHT = ("title", "kind", "level", "scope", "entries", "names_are")
"""What another page may bring for a new notice; nothing personal stands in an address."""
BROUGHT_MAX = 400


@login_required
def notices(request: SignedInRequest) -> HttpResponseBase:
    """Every notice within reach, the newest first."""
    mandate = mandate_on(request)
    rows = visible_notices(mandate)
    context = {"may_draft": mandate.holds(*DRAFTING_ROLES)}
    return NOTICES.respond(
        request,
        rows,
        recorded_writers(request, TakenList("notices.notice.export", NOTICES.title)),
        context=context,
        template="notices/notices.html",
    )


@login_required
def draft(request: SignedInRequest) -> HttpResponse:
    """Write a new notice. ``?subject=`` brings the matter it is about, others what it says."""
    mandate = mandate_on(request)
    if not mandate.holds(*DRAFTING_ROLES):
        roles = "、".join(role.label for role in DRAFTING_ROLES)
        raise PermissionDenied(f"拟写公示须具有“{roles}”之一的职责。")
    units = drafting_units(mandate)
    initial = {
        "subject_of": request.GET.get("subject", "")[:100],
        "organization": units.first(),
        **{name: request.GET[name][:BROUGHT_MAX] for name in BROUGHT if name in request.GET},
    }
    form = NoticeForm(request.POST or None, organizations=units, initial=initial)
    notice = saved(request, form, lambda: draft_notice(form.draft(), by=request.user))
    if notice is not None:
        messages.success(request, "已拟稿。请核对预览，然后由另一位有权的人发布。")
        return redirect(page_of(notice))
    context: dict[str, object] = {
        "title": "拟写公示",
        "breadcrumbs": [Crumb("公示", reverse("notices:notices")), Crumb("拟写")],
        "cancel_url": reverse("notices:notices"),
        "submit": "保存拟稿",
    }
    return form_page(request, form, context)


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    notice = notice_seen_by(request, pk)
    entries = list(notice.entries.select_related("organization", "nominator"))
    units = drafting_units(mandate_on(request))
    form = NoticeForm(
        request.POST or None,
        organizations=units | type(notice.organization).objects.filter(pk=notice.organization_id),
        initial=written(notice, entries),
    )
    form.keep(entries)
    amended = saved(request, form, lambda: amend_notice(notice, form.draft(), by=request.user))
    if amended is not None:
        messages.success(request, "已修改。")
        return redirect(page_of(amended))
    context: dict[str, object] = {
        "title": "修改拟稿",
        "breadcrumbs": notice_crumbs(notice, "修改拟稿"),
        "cancel_url": page_of(notice),
    }
    return form_page(request, form, context)


@login_required
def notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """One notice: where its period stands, where it hangs, what changed, what may be done now."""
    found = notice_seen_by(request, pk)
    mandate, today = mandate_on(request), timezone.localdate()
    entry = booked_content(found)
    context = {
        "title": found.title,
        "notice": found,
        "breadcrumbs": notice_crumbs(found),
        "moves": _deeds(found, request),
        "may_handle": may_handle(found, mandate),
        "is_draft": found.state == NoticeState.DRAFT,
        "is_running": found.state == NoticeState.POSTED,
        "takes_proofs": found.state in (NoticeState.POSTED, NoticeState.EXPIRED),
        "countdown": countdown(found, today),
        "period": period_facts(found),
        "contents": contents_facts(found),
        "entries": list(found.entries.all()),
        "carriers": carriers_of(found),
        "changes": found.changes.all(),
        "history": timeline_of(found)[::-1],
        "names_until": names_shown_until(found),
        "digest": in_groups(found.content_digest),
        "is_sealed": entry is not None and is_sealed(entry),
        "public_url": _public_url(found),
        "may_waive": mandate.may(Role.EXAMINER, found.organization),
    }
    return render(request, "notices/notice.html", context)


@login_required
def move(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """Post, end, close or withdraw, after asking once."""
    found = notice_seen_by(request, pk)
    if deed not in QUESTIONS:
        raise Http404
    chosen = found.lifecycle.find(deed, found.state)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        done = _do(found, deed, request)
        messages.success(request, f"“{chosen.label}”已办理，现为“{done.state_label}”。")
        return redirect(page_of(found))
    confirmation = Confirmation(
        title=chosen.label,
        question=QUESTIONS[deed],
        items=[Item(found.title, note=f"{found.organization}，{found.get_level_display()}")],
        verb=chosen.label,
        cancel_url=page_of(found),
        is_grave=deed == "take_down",
        asks_reason=chosen.needs_reason,
    )
    context = {"confirmation": confirmation, "breadcrumbs": notice_crumbs(found, chosen.label)}
    return render(request, "ui/confirm.html", context)


def _do(found: Notice, deed: str, request: SignedInRequest) -> Notice:
    today, user = timezone.localdate(), request.user
    match deed:
        case "post":
            return post_notice(found, on=today, by=user)
        case "end":
            return end_notice(found, on=today, by=user)
        case "close":
            return close_notice(found, on=today, by=user)
    return withdraw_notice(found, reason=request.POST.get("reason", ""), by=user)


def _deeds(found: Notice, request: SignedInRequest) -> list[tuple[str, str]]:
    """The moves this user may make, by whichever hand, each once: its address and its name."""
    shown = {}
    for each in open_moves(found, mandate_on(request)):
        deed = each.verb.removesuffix(LEAD_HAND)
        shown[reverse("notices:move", args=[found.pk, deed])] = each.label
    return list(shown.items())


def _public_url(found: Notice) -> str:
    is_public = found.posted_on is not None and found.state != NoticeState.DRAFT
    return reverse("notices:public_notice", args=[found.public_key]) if is_public else ""
