"""Taking one honour back: the list of cases, one case, its papers and its moves."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.checks.revoking import is_for_whoever_conferred_it, may_decide
from honours.commendations.forms.decisions import (
    ApprovalForm,
    DecisionAboveForm,
    NothingForm,
    OpinionForm,
    RevocationForm,
)
from honours.commendations.lists.roll import REVOCATIONS
from honours.commendations.models.decisions import Honour, Revocation
from honours.commendations.operations.recording import record_refusal, record_revocation
from honours.commendations.operations.revocations import (
    WHO_MAY_READ,
    amend_revocation,
    approve_revocation,
    check_revocation,
    dismiss_revocation,
    draft_revocation,
    initiate_revocation,
    open_revocation_paper,
    report_revocation,
)
from honours.commendations.queries.cases import (
    deciding_level,
    may_follow,
    open_case_of,
    visible_revocations,
    withdrawal_over,
)
from honours.commendations.views.after_frame import Sheet, form_page, tabs
from honours.commendations.views.roll import honour_crumbs
from honours.commendations.views.roll import page_of as page_of_honour
from honours.commendations.vocabulary import RevocationGround, RevocationState
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.kernel.lifecycle import Move
from honours.privacy.http import sent
from honours.privacy.queries import attachments_of
from honours.ui.parts import Crumb, Fact
from honours.workflow.queries import open_moves, timeline_of

_OPINIONS: dict[str, Callable[..., Revocation]] = {
    "initiate": initiate_revocation,
    "check": check_revocation,
    "dismiss": dismiss_revocation,
}
_RECORDS: dict[str, Callable[..., Revocation]] = {
    "record_revocation": record_revocation,
    "record_refusal": record_refusal,
}
_VERBS = (*_OPINIONS, *_RECORDS, "report", "revoke")
_NOTES = {
    "revoke": "批准后荣誉即行失效，公开名册和证书查验同时改为“已撤销”。",
    "record_revocation": "登记后荣誉即行失效，公开名册和证书查验同时改为“已撤销”。",
}


@login_required
def revocations(request: SignedInRequest) -> HttpResponseBase:
    """The cases that the reader may follow."""
    context = {"tabs": tabs("revocations")}
    rows = visible_revocations(mandate_on(request)).defer("report")
    template = "commendations/roll.html"
    writers = recorded_writers(
        request, TakenList("commendations.revocation.export", REVOCATIONS.title, names_people=True)
    )
    return REVOCATIONS.respond(request, rows, writers, context=context, template=template)


@login_required
def revoke_honour(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a case against an honour."""
    rows = Honour.objects.select_related("organization", "nomination__organization")
    found: Honour = get_object_or_404(rows, pk=pk)
    units = _units(found, mandate_on(request))
    if not units or not may_follow(mandate_on(request), found):
        raise Http404
    if (under_way := open_case_of(found, mandate_on(request))) is not None:
        messages.info(request, f"“{found.number}”已有撤销事项在办，请在这里办理。")
        return redirect("commendations:revocation", under_way.pk)
    choices = [(str(key), str(unit)) for key, unit in units.items()]
    form = RevocationForm(request.POST or None, request.FILES or None, units=choices)

    def deed() -> Revocation:
        unit = units[int(form.cleaned_data["unit"])]
        return draft_revocation(
            found, form.draft(), papers=form.papers(), reported_by=unit, by=request.user
        )

    if (done := saved(request, form, deed)) is not None:
        messages.success(request, "已存为拟稿。请核对后呈报。")
        return redirect("commendations:revocation", done.pk)
    lead = f"{found.number}　{found.holder}　{found.title}"
    crumbs = honour_crumbs(found, "提出撤销")
    return form_page(
        request, form, Sheet("提出撤销荣誉", "存为拟稿", page_of_honour(found), crumbs, lead)
    )


@login_required
def revocation(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case as it stands."""
    found = case_seen_by(request, pk)
    mandate = mandate_on(request)
    may_read = any(mandate.may(role, found.organization) for role in WHO_MAY_READ)
    context = {
        "title": f"撤销荣誉：{found.honour.number}",
        "case": found,
        "state": RevocationState(found.state),
        "breadcrumbs": case_crumbs(found),
        "facts": _facts(found),
        "may_read": may_read,
        "papers": list(attachments_of(found.subject())) if may_read else [],
        "moves": _moves(found, mandate),
        "is_closed": found.state == RevocationState.CLOSED,
        "withdrawal": withdrawal_over(found, mandate),
        "waits_above": _waits_above(found),
        "may_amend": found.state == RevocationState.DRAFT
        and any(mandate.may(role, found.organization) for role in (Role.FILER, Role.EXAMINER)),
        "history": timeline_of(found)[::-1],
    }
    return render(request, "commendations/revocation.html", context)


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft, or add a paper."""
    found = case_seen_by(request, pk)
    may_amend = (Role.FILER, Role.EXAMINER)
    if not any(mandate_on(request).may(role, found.organization) for role in may_amend):
        raise Http404
    initial = {"ground": found.ground, "citation": found.citation, "report": found.report}
    form = RevocationForm(request.POST or None, request.FILES or None, initial=initial)

    def deed() -> Revocation:
        return amend_revocation(found, form.draft(), papers=form.papers(), by=request.user)

    if saved(request, form, deed) is not None:
        messages.success(request, "已修改。")
        return redirect("commendations:revocation", found.pk)
    sheet = Sheet("修改撤销事项", "保存", page_of(found), case_crumbs(found, "修改"))
    return form_page(request, form, sheet)


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Report, take up, check, dismiss or approve it."""
    found = case_seen_by(request, pk)
    if verb not in _VERBS:
        raise Http404
    step = found.lifecycle.find(verb, found.state)
    form = _form(request, found, verb)
    if (done := saved(request, form, lambda: _done(request, found, verb, form))) is not None:
        messages.success(request, f"已办理“{step.label}”，现为“{done.state_label}”。")
        return redirect("commendations:revocation", found.pk)
    sheet = Sheet(
        step.label,
        step.label,
        page_of(found),
        case_crumbs(found, step.label),
        f"{found.honour.number}　{found.honour.holder}　{found.honour.title}",
        _NOTES.get(verb, ""),
    )
    return form_page(request, form, sheet)


@login_required
def paper(request: SignedInRequest, pk: int, paper_pk: int) -> HttpResponse:
    """A copy of a punishment or judgement; the book says who opened it."""
    found = case_seen_by(request, pk)
    kept = get_object_or_404(attachments_of(found.subject()), pk=paper_pk)
    return sent(open_revocation_paper(found, kept.pk, by=request.user))


def case_seen_by(request: SignedInRequest, pk: int) -> Revocation:
    """Where the reader may follow it; otherwise 404."""
    return get_object_or_404(visible_revocations(mandate_on(request)), pk=pk)


def page_of(found: Revocation) -> str:
    return reverse("commendations:revocation", args=[found.pk])


def case_crumbs(found: Revocation, here: str = "") -> list[Crumb]:
    first = Crumb("撤销荣誉", reverse("commendations:revocations"))
    if here:
        return [first, Crumb(found.honour.number, page_of(found)), Crumb(here)]
    return [first, Crumb(found.honour.number)]


def _units(found: Honour, mandate: Mandate) -> dict[int, Organization]:
    """For whom the reader may report: the unit that nominated, the body that conferred."""
    unit, body = found.nomination.organization, found.organization
    named = {unit.pk: unit} if _may_report(mandate, unit) else {}
    return named | ({body.pk: body} if mandate.may(Role.EXAMINER, body) else {})


def _may_report(mandate: Mandate, unit: Organization) -> bool:
    return mandate.may(Role.FILER, unit) or mandate.may(Role.EXAMINER, unit)


def _moves(found: Revocation, mandate: Mandate) -> list[tuple[str, str]]:
    """What is decided above is recorded by whoever conferred, where there is a level above."""
    records = mandate.may(Role.EXAMINER, found.honour.organization) and bool(_above(found))
    return [
        (move.verb, move.label)
        for move in open_moves(found, mandate)
        if move.verb in _VERBS
        and (records if move.verb in _RECORDS else _is_for_here(found, move, mandate))
    ]


def _is_for_here(found: Revocation, move: Move, mandate: Mandate) -> bool:
    """Whether the reader's level may decide it at all; what it may not is never offered."""
    decides = is_for_whoever_conferred_it in move.checks
    level = Level(found.honour.level)
    return not decides or may_decide(deciding_level(found, move.role, mandate), level)


def _above(found: Revocation) -> list[Level]:
    """The levels above the body that conferred, the highest first."""
    levels = list(Level)
    return levels[: levels.index(Level(found.honour.organization.level))]


def _waits_above(found: Revocation) -> str:
    """The level whose decision a checked case waits for, where it is none of the body's own."""
    level, own = Level(found.honour.level), Level(found.honour.organization.level)
    is_waiting = found.state == RevocationState.CHECKED and not may_decide(own, level)
    return level.label if is_waiting else ""


def _form(request: SignedInRequest, found: Revocation, verb: str) -> Form:
    posted = request.POST if request.method == "POST" else None
    if verb == "report":
        return NothingForm(posted)
    if verb in _RECORDS:
        return DecisionAboveForm(posted, above=_above(found), on=timezone.localdate())
    if verb == "revoke":
        return ApprovalForm(posted, initial={"on": timezone.localdate()})
    return OpinionForm(posted)


def _done(request: SignedInRequest, found: Revocation, verb: str, form: Form) -> Revocation:
    given, user = form.cleaned_data, request.user
    if isinstance(form, DecisionAboveForm):
        return _RECORDS[verb](found, form.taken(), by=user)
    if verb == "report":
        return report_revocation(found, by=user)
    if verb == "revoke":
        words = {"document": given["document"], "reason": given["reason"], "on": given["on"]}
        return approve_revocation(found, **words, by=user)
    return _OPINIONS[verb](found, reason=given["reason"], by=user)


def _facts(found: Revocation) -> list[Fact]:
    honour = found.honour
    facts = [
        Fact("荣誉", honour.number, page_of_honour(honour)),
        Fact("获得者", honour.holder),
        Fact("称号", honour.title),
        Fact("情形", RevocationGround(found.ground).label),
        Fact("依据", found.citation),
        Fact("呈报单位", str(found.organization)),
        Fact("授予机关", honour.conferred_by),
    ]
    if found.decided_on:
        facts += [
            Fact("决定文号", found.document),
            Fact("决定机关", found.decided_by or honour.conferred_by),
            Fact("决定日期", f"{found.decided_on:%Y年%-m月%-d日}"),
        ]
    return facts
