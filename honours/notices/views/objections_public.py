"""Pages for anybody, without account: to object, and to follow an objection by its code."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from honours.audit.operations import record
from honours.directory.http import REFUSED, status_of
from honours.kernel.verdicts import Refusal
from honours.notices.checks.objection_intake import ANSWERED
from honours.notices.forms.objections import AppealForm, ClaimForm, MessageForm
from honours.notices.forms.objections_filing import PublicObjectionForm
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import Receipt, file_objection
from honours.notices.operations.objections_appeals import appeal
from honours.notices.operations.objections_claims import (
    AttemptKind,
    claim,
    count_attempt,
    refuse_too_many,
)
from honours.notices.operations.objections_messages import write_message
from honours.notices.queries.notices import public_notice, shown_entries, shows_names
from honours.notices.queries.objections import public_road_of
from honours.notices.vocabulary import ObjectionState

Done = TypeVar("Done")

CLAIMED = "claimed_objection"
"""The signed cookie that says which objection was claimed; it dies when it lies idle."""
IDLE_SECONDS = 20 * 60


@never_cache
def object_to(request: HttpRequest, key: str) -> HttpResponse:
    """The form; for a valid one the receipt with the claim code, shown this once."""
    notice = _notice(key)
    today = timezone.localdate()
    form = PublicObjectionForm(
        request.POST or None,
        request.FILES or None,
        entries=shown_entries(notice) if shows_names(notice, today) else (),
        asks_identity_number=notice.identity_number_required,
    )
    receipt = _tried(request, form, lambda: _filed(request, notice, form))
    context = {
        "title": "提出异议",
        "notice": notice,
        "form": form,
        "receipt": receipt,
        "follow_url": request.build_absolute_uri(reverse("notices:public_objections")),
        "is_late": notice.objections_until is not None and today > notice.objections_until,
    }
    if receipt is not None:
        return render(request, "notices/objection_receipt.html", context)
    return render(request, "notices/objection_public_form.html", context, status=status_of(form))


@never_cache
def public_objections(request: HttpRequest) -> HttpResponse:
    """Enter the claim code."""
    form = ClaimForm(request.POST or None)
    found = _tried(
        request, form, lambda: claim(form.cleaned_data["code"], client=_client(request))
    )
    if found is not None:
        return _remembered(redirect("notices:public_objection"), found)
    context = {"title": "查询异议", "form": form}
    return render(request, "notices/objection_claim.html", context, status=status_of(form))


@never_cache
def public_objection(request: HttpRequest) -> HttpResponse:
    """How the claimed objection stands, in plain words; messages, answer, appeal."""
    case = _claimed(request)
    if case is None:
        return redirect("notices:public_objections")
    return _page(request, case, {})


@never_cache
@require_POST
def public_message(request: HttpRequest) -> HttpResponse:
    """Write to the handler of the objection, or of its appeal."""
    form = MessageForm(request.POST)
    return _done(
        request,
        {"message_form": form},
        form,
        lambda case: write_message(_last_of(case), form.cleaned_data["text"]),
        "留言已送达。",
    )


@never_cache
@require_POST
def public_appeal(request: HttpRequest) -> HttpResponse:
    """Ask the level above to look again."""
    form = AppealForm(request.POST)
    return _done(
        request,
        {"appeal_form": form},
        form,
        lambda case: appeal(case, form.cleaned_data["content"]),
        "复核申请已提交，仍用原查询码查看进展。",
    )


@never_cache
@require_POST
def public_leave(request: HttpRequest) -> HttpResponse:
    """Forget which objection was looked at: for computers that others use too."""
    messages.success(request, "已退出查询。")
    response = redirect("notices:public_objections")
    response.delete_cookie(CLAIMED, path=reverse("notices:public_objections"))
    return response


def _notice(key: str) -> Notice:
    notice = public_notice(key)
    if notice is None:
        raise Http404
    return notice


def _filed(request: HttpRequest, notice: Notice, form: PublicObjectionForm) -> Receipt:
    client = _client(request)
    refuse_too_many(AttemptKind.FORM, client=client)
    receipt = file_objection(
        notice,
        form.submission(),
        form.objector(),
        evidence=form.evidence(),
        form_token=form.cleaned_data["form_token"],
    )
    count_attempt(AttemptKind.FORM, client=client)
    return receipt


def _done(
    request: HttpRequest,
    shown: dict[str, Form],
    form: Form,
    act: Callable[[Objection], object],
    told: str,
) -> HttpResponse:
    case = _claimed(request)
    if case is None:
        return redirect("notices:public_objections")
    if _tried(request, form, lambda: (act(case), True)) is None:
        return _page(request, case, shown, status=422)
    messages.success(request, told)
    return redirect("notices:public_objection")


def _page(
    request: HttpRequest, case: Objection, shown: dict[str, Form], status: int = 200
) -> HttpResponse:
    again = getattr(case, "appeal", None)
    last = again or case
    context = {
        "title": str(case),
        "objection": case,
        "appeal": again,
        "last": last,
        "road": public_road_of(case),
        "lines": [*case.messages.all(), *(again.messages.all() if again else ())],
        "message_form": MessageForm() if last.state != ObjectionState.CLOSED else None,
        "appeal_form": AppealForm() if again is None and case.state in ANSWERED else None,
        **shown,
    }
    page = render(request, "notices/objection_followed.html", context, status=status)
    return _remembered(page, case)


def _last_of(case: Objection) -> Objection:
    return getattr(case, "appeal", None) or case


def _claimed(request: HttpRequest) -> Objection | None:
    """The objection that the cookie names. The server keeps no trace of who looked at it."""
    pk = request.get_signed_cookie(CLAIMED, "", salt=CLAIMED, max_age=IDLE_SECONDS)
    rows = Objection.objects.select_related("notice", "appeal", "finding", "appeal__finding")
    return rows.filter(pk=pk).first() if pk else None


def _remembered(response: HttpResponse, case: Objection) -> HttpResponse:
    response.set_signed_cookie(
        CLAIMED,
        str(case.pk),
        salt=CLAIMED,
        max_age=IDLE_SECONDS,
        path=reverse("notices:public_objections"),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )
    return response


def _tried(request: HttpRequest, form: BaseForm, act: Callable[[], Done]) -> Done | None:
    """What the deed returns for a valid form that was posted; otherwise ``None``.

    A refusal goes into the book without saying who was refused, even to whoever is signed in.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        codes = [finding.code for finding in refusal.findings]
        record(REFUSED, subject=request.path[:100], actor="", codes=codes, method="POST")
        for finding in refusal.findings:
            ground = f"（依据：{finding.citation}）" if finding.citation else ""
            field = finding.field if finding.field in form.fields else None
            form.add_error(field, f"{finding.message}{ground}{finding.remedy}")
        return None


def _client(request: HttpRequest) -> str:
    """The network address; it is only ever kept as a keyed digest of the day."""
    return str(request.META.get("REMOTE_ADDR", ""))
