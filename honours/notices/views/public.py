"""What anybody may see, without an account: running notices, one of them, and its proof.

Nothing here looks at who asks, so that every answer may be kept by whoever carries it.
"""

from datetime import date, datetime, time, timedelta
from typing import TypeVar

import segno
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from honours.directory.http import SignedInRequest
from honours.kernel.digests import in_groups
from honours.notices.models.notices import Notice
from honours.notices.queries.booked import booked_content, is_sealed, proof_of
from honours.notices.queries.contents import public_content
from honours.notices.queries.notices import (
    names_shown_until,
    public_notice,
    public_notices,
    shown_entries,
    shows_names,
)
from honours.notices.queries.periods import countdown
from honours.notices.readings import content_bytes
from honours.notices.views.facts import announcement, office_facts, period_facts
from honours.notices.views.frame import notice_crumbs, notice_seen_by, page_of
from honours.notices.vocabulary import NoticeState

Answer = TypeVar("Answer", bound=HttpResponse)

KEPT_SECONDS = 300
ON_A_PAGE = 50


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Every notice that runs today, the one that ends first before the others."""
    today = timezone.localdate()
    rows = public_notices(today).order_by("ends_on", "pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = render_to_string(
        "notices/public_list.html", {"title": "正在公示", "page": page, "today": today}
    )
    return _kept(HttpResponse(shown))


@require_safe
def public_page(request: HttpRequest, key: str) -> HttpResponse:
    """One notice. Once its names are no longer shown, what is left says so."""
    found = _found(key)
    address = request.build_absolute_uri(request.path)
    shown = render_to_string(
        "notices/public_notice.html", _context(found, timezone.localdate(), address)
    )
    return _kept(HttpResponse(shown))


@require_safe
def public_proof(request: HttpRequest, key: str) -> JsonResponse:
    """The entry of the audit book on what the notice shows, with its inclusion proof."""
    del request
    proof = proof_of(_found(key))
    if proof is None:
        raise Http404("公示内容已写入审计簿，尚未封存，请稍后再取证明。")
    return _kept(JsonResponse(proof, json_dumps_params={"ensure_ascii": False, "indent": 2}))


@require_safe
def public_words(request: HttpRequest, key: str) -> HttpResponse:
    """The very bytes whose SHA-256 is the digest; gone with the names."""
    del request
    found = _found(key)
    if not shows_names(found, timezone.localdate()):
        raise Http404("公示期已过，名单不再提供。")
    response = HttpResponse(
        content_bytes(public_content(found)), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="notice.json"'
    return _kept(response)


@login_required
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page as the public would see it."""
    found = notice_seen_by(request, pk)
    address = request.build_absolute_uri(reverse("notices:public_notice", args=[found.public_key]))
    context = _context(found, timezone.localdate(), address)
    context |= {"is_preview": True, "shows_names": True, "back_url": page_of(found)}
    return HttpResponse(render_to_string("notices/public_notice.html", context))


@login_required
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """The notice as the sheet that is hung on a board."""
    found = notice_seen_by(request, pk)
    address = request.build_absolute_uri(reverse("notices:public_notice", args=[found.public_key]))
    entries = shown_entries(found)
    context = _context(found, timezone.localdate(), address) | {
        "entries": entries,
        "breadcrumbs": notice_crumbs(found, "打印公示"),
        "announcement": announcement(found),
        "has_titles": any(entry.honour_title for entry in entries),
    }
    return HttpResponse(render_to_string("notices/sheet.html", context, request))


def _found(key: str) -> Notice:
    found = public_notice(key)
    if found is None:
        raise Http404("没有这份公示，或者还没有发布。")
    return found


def _context(found: Notice, today: date, address: str) -> dict[str, object]:
    entry = booked_content(found)
    is_shown = shows_names(found, today)
    return {
        "title": found.title,
        "notice": found,
        "entries": shown_entries(found) if is_shown or found.posted_on is None else [],
        "removed": found.entries.exclude(removed_on=None).count(),
        "shows_names": is_shown,
        "names_until": names_shown_until(found),
        "is_withdrawn": found.state == NoticeState.WITHDRAWN,
        "takes_objections": found.state != NoticeState.WITHDRAWN
        and found.objections_until is not None
        and today <= found.objections_until,
        "today": today,
        "countdown": countdown(found, today),
        "period": period_facts(found),
        "office": office_facts(found),
        "changes": found.changes.all(),
        "digest": in_groups(found.content_digest),
        "booked_at": entry.at if entry else None,
        "is_sealed": entry is not None and is_sealed(entry),
        "address": address,
        "picture": segno.make(address, error="m").svg_data_uri(scale=4, dark="#1f2328"),
    }


def _kept(response: Answer) -> Answer:
    """Anybody may keep the answer for some minutes, never past midnight, and no searcher may."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    seconds = min(KEPT_SECONDS, int((midnight - now).total_seconds()))
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
