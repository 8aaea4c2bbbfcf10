"""What is done to a whole list: handed on, signed, taken over, returned, its flags judged."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.commendations.checks.slates import is_put_to_the_public
from honours.commendations.forms.nominations import ReasonForm
from honours.commendations.forms.slates import ExcessForm, JudgementForm, SigningForm
from honours.commendations.lists.slates import slate_title
from honours.commendations.models.slates import Excess, Slate, SlateFlag
from honours.commendations.operations.choosing import WITHIN, record_excess
from honours.commendations.operations.judging import judge_flag
from honours.commendations.operations.signing import accept_slate, return_slate, sign_slate
from honours.commendations.operations.slates import rules_for_slate, submit_slate
from honours.commendations.queries.slate_board import (
    board_of,
    judged_below,
    slates_waiting_on,
)
from honours.commendations.queries.slates import notice_of
from honours.commendations.views.slate_facts import (
    rule_rows,
    shown_name,
    slate_crumbs,
    slate_seen_by,
)
from honours.commendations.vocabulary import Round, Tier
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.permissions import Mandate
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.periods import demanded_periods
from honours.notices.vocabulary import NoticeKind
from honours.quotas.ratios.findings import ratio_findings


@login_required
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand it to whoever signs."""
    done = submit_slate(slate_seen_by(request, pk), by=request.user)
    messages.success(request, f"已送出，现为“{done.state_label}”。")
    return redirect("commendations:slate", done.pk)


@login_required
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign the list with an opinion; insist in writing where a ratio is broken."""
    found = slate_seen_by(request, pk)
    board = board_of(found)
    form = SigningForm(request.POST or None, breaks_a_ratio=board.breaks_a_ratio)

    def signed() -> Slate:
        return sign_slate(
            found,
            opinion=form.cleaned_data["opinion"],
            insistence=form.insisted(),
            document=form.cleaned_data["document"],
            by=request.user,
        )

    if saved(request, form, signed) is not None:
        messages.success(request, _told_of_signing(found))
        return _next(request)
    context = {
        "rules": rule_rows(board.standings),
        "listed": len(board.roster.listed),
        "breaks_a_ratio": board.breaks_a_ratio,
        "before": list(_untold(found)),
    }
    return _form_page(request, found, form, "签批报送", context)


@login_required
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the list over, and go on to the next that waits."""
    accept_slate(slate_seen_by(request, pk), by=request.user)
    messages.success(request, "已审核接收。")
    return _next(request)


@login_required
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return the list, and everybody on it, with a reason."""
    found = slate_seen_by(request, pk)
    form = ReasonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: return_slate(found, reason=form.cleaned_data["reason"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已退回，名单上的推荐对象一并退回。")
        return _next(request)
    return _form_page(request, found, form, "退回名单")


@login_required
def judge(request: SignedInRequest, pk: int, flag_pk: int) -> HttpResponse:
    """Write what was found about something flagged."""
    found = slate_seen_by(request, pk)
    rows = found.flags.select_related("slate__organization", "nomination")
    flag = get_object_or_404(rows, pk=flag_pk)
    form = JudgementForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: judge_flag(flag, form.cleaned_data["judgement"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已写明核查结论。")
        return redirect("commendations:slate", found.pk)
    told: dict[str, object] = {
        "told": _flag_told(flag, mandate_on(request)),
        "earlier": judged_below(flag),
    }
    return _form_page(request, found, form, "写明核查结论", told)


@login_required
def excess(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down that the list came in over a ratio, and what was done about it."""
    found = slate_seen_by(request, pk)
    board = board_of(found)
    if not board.is_over:
        raise Refusal(WITHIN)
    broken = [one.message for one in ratio_findings(board.standings) if one.is_blocking]
    form = ExcessForm(request.POST or None, findings=broken)
    done: Excess | None = saved(
        request, form, lambda: record_excess(found, form.taken(), by=request.user)
    )
    if done is not None:
        messages.success(request, "已登记超比例报送的处理。")
        return redirect("commendations:slate", found.pk)
    return _form_page(request, found, form, "登记超比例处理")


def _untold(found: Slate) -> Iterator[Finding]:
    """That nothing was put to the public yet, and that afterwards it is too late."""
    day = timezone.localdate()
    demands = demanded_periods(NoticeKind.CANDIDATE, rules_for_slate(found, day))
    periods = "；".join(
        f"不少于{one.unit.counted(one.length)}（{one.citation}）" for one in demands
    )
    told = {"规定的公示期": periods, "本届评选程序": found.edition.procedure}
    yield from is_put_to_the_public(Tier(found.tier), notice_of(found, day), told)


def _flag_told(flag: SlateFlag, mandate: Mandate) -> str:
    """What was seen, opened by whom it is about."""
    if flag.nomination is None:
        return flag.message
    return f"{flag.nomination.number}　{shown_name(flag.nomination, mandate)}：{flag.message}"


def _told_of_signing(signed: Slate) -> str:
    if signed.tier == Tier.CITY:
        passed = "复审" if signed.round == Round.SECOND else "初审"
        return f"已签批，名单上的推荐对象已通过{passed}。"
    return "已签批报送，名单上的推荐对象一并上报。"


def _next(request: SignedInRequest) -> HttpResponse:
    """The next list that waits for the same reader; the desk where none does."""
    following = slates_waiting_on(mandate_on(request)).first()
    if following is None:
        return redirect("commendations:slates")
    messages.info(request, f"下一份：{slate_title(following)}。")
    return redirect("commendations:slate", following.pk)


def _form_page(
    request: SignedInRequest,
    found: Slate,
    form: forms.BaseForm,
    deed: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    context = {
        "title": deed,
        "slate": found,
        "slate_title": slate_title(found),
        "form": form,
        "submit": deed,
        "cancel_url": reverse("commendations:slate", args=[found.pk]),
        "breadcrumbs": slate_crumbs(found, deed),
        **(more or {}),
    }
    return render(request, "commendations/slate_deed.html", context, status=status_of(form))
