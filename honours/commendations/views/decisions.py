"""Decisions: drafted, looked at as a paper, submitted, returned, issued."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.decisions import BackForm, DecisionForm, IssueForm, NothingForm
from honours.commendations.lists.roll import DECISIONS
from honours.commendations.models.decisions import Decision
from honours.commendations.models.editions import Edition
from honours.commendations.operations import archiving
from honours.commendations.operations.decisions import (
    amend_decision,
    draft_decision,
    issue_decision,
    return_decision,
    submit_decision,
)
from honours.commendations.operations.printing_certificates import PURPOSE
from honours.commendations.prose import conferring_sentence
from honours.commendations.queries.cases import visible_decisions
from honours.commendations.queries.decisions import standing_against, words_of
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.views.after_frame import Sheet, form_page, last_return, tabs
from honours.commendations.views.edition_facts import told_by_unit
from honours.commendations.vocabulary import DecisionState, EditionState
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.privacy.queries import attachments_of
from honours.ui.parts import Crumb, Fact
from honours.workflow.queries import may_send_back, open_moves, timeline_of

_DRAFTERS = (Role.EXAMINER, Role.PRINCIPAL_LEADER)


@login_required
def decisions(request: SignedInRequest) -> HttpResponseBase:
    """Decisions, and the editions for which one can be drafted."""
    mandate = mandate_on(request)
    waiting = editions_seen_by(mandate).filter(state=EditionState.REVIEWING, decisions=None)
    context = {
        "tabs": tabs("decisions"),
        "waiting": [
            edition for edition in waiting if mandate.may(Role.EXAMINER, edition.organization)
        ],
    }
    template = "commendations/decisions.html"
    rows = visible_decisions(mandate)
    writers = recorded_writers(
        request, TakenList("commendations.decision.export", DECISIONS.title)
    )
    return DECISIONS.respond(request, rows, writers, context=context, template=template)


@login_required
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Words for a decision on an edition under review."""
    edition = get_object_or_404(editions_seen_by(mandate_on(request)), pk=pk)
    if not mandate_on(request).may(Role.EXAMINER, edition.organization):
        raise PermissionDenied(
            f"拟制表彰决定须由“{edition.organization}”具有“{Role.EXAMINER.label}”职责的人员办理。"
        )
    form = DecisionForm(request.POST or None, initial=_first_words(edition))
    done = saved(request, form, lambda: draft_decision(edition, form.draft(), by=request.user))
    if done is not None:
        messages.success(request, "已拟制。请核对预览，再送审。")
        return redirect("commendations:decision", done.pk)
    back = reverse("commendations:decisions")
    crumbs = [Crumb("表彰决定", back), Crumb("拟制")]
    return form_page(request, form, Sheet("拟制表彰决定", "保存", back, crumbs, edition.name))


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other words, while it is a draft."""
    found = decision_seen_by(request, pk)
    initial = {
        "heading": found.heading,
        "issuers": "\n".join(found.issuers),
        "preamble": found.preamble,
    }
    if not mandate_on(request).may(Role.EXAMINER, found.organization):
        raise Http404
    form = DecisionForm(request.POST or None, initial=initial)
    done = saved(request, form, lambda: amend_decision(found, form.draft(), by=request.user))
    if done is not None:
        messages.success(request, "已修改。")
        return redirect("commendations:decision", found.pk)
    sheet = Sheet("修改表彰决定", "保存", page_of(found), decision_crumbs(found, "修改"))
    return form_page(request, form, sheet)


@login_required
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """One decision as a paper, and what stands against issuing it."""
    found = decision_seen_by(request, pk)
    mandate = mandate_on(request)
    is_inside = mandate.reaches(found.organization)
    words = words_of(found, on=timezone.localdate())
    against = _against(found) if is_inside else []
    history = timeline_of(found)[::-1] if is_inside else []
    context = {
        "title": found.heading,
        "decision": found,
        "edition": found.edition,
        "state": DecisionState(found.state),
        "breadcrumbs": decision_crumbs(found),
        "words": words,
        "preamble": [line for line in words.preamble.splitlines() if line.strip()],
        "sentence": conferring_sentence(words.titles) if words.titles else "",
        "against": against,
        "is_stopped": any(finding.is_blocking for finding in against),
        "facts": _facts(found),
        "is_inside": is_inside,
        "history": history,
        "returned": last_return(history),
        "unsettled": told_by_unit(found.edition) if is_inside and not found.number else [],
        **_deeds(found, mandate),
    }
    return render(request, "commendations/decision.html", context)


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Hand it to whoever issues, or issue it."""
    found = decision_seen_by(request, pk)
    if verb not in ("submit", "issue"):
        raise Http404
    step = found.lifecycle.find(verb, found.state)
    form: Form = (
        IssueForm(request.POST or None, initial={"on": timezone.localdate()})
        if verb == "issue"
        else NothingForm(request.POST if request.method == "POST" else None)
    )

    def deed() -> Decision:
        if verb == "submit":
            return submit_decision(found, by=request.user)
        given = form.cleaned_data
        return issue_decision(found, number=given["number"], on=given["on"], by=request.user)

    if (done := saved(request, form, deed)) is not None:
        messages.success(request, f"已办理“{step.label}”，现为“{done.state_label}”。")
        return redirect("commendations:decision", found.pk)
    sheet = Sheet(
        f"{step.label}表彰决定",
        step.label,
        page_of(found),
        decision_crumbs(found, step.label),
        found.heading,
        _WARNINGS[verb],
    )
    return form_page(request, form, sheet)


@login_required
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to whoever drafted it, with the reason."""
    found = decision_seen_by(request, pk)
    form = BackForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: return_decision(
            found, to=DecisionState.DRAFT, reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if done is not None:
        messages.success(request, "已退回拟稿。")
        return redirect("commendations:decision", found.pk)
    crumbs = decision_crumbs(found, "退回")
    return form_page(request, form, Sheet("退回表彰决定", "退回", page_of(found), crumbs))


def decision_seen_by(request: SignedInRequest, pk: int) -> Decision:
    """Where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(visible_decisions(mandate_on(request)), pk=pk)


def page_of(found: Decision) -> str:
    return reverse("commendations:decision", args=[found.pk])


def decision_crumbs(found: Decision, here: str = "") -> list[Crumb]:
    first = Crumb("表彰决定", reverse("commendations:decisions"))
    name = found.number or found.heading
    return [first, Crumb(name, page_of(found)), Crumb(here)] if here else [first, Crumb(name)]


_WARNINGS = {
    "submit": "",
    "issue": "签发后，名单上的对象即受表彰，名额记为已用，荣誉列入名册并对外公开，不能撤回重签。",
}


def _first_words(edition: Edition) -> dict[str, str]:
    """What can be proposed without anybody's judgement: the body and the usual heading."""
    body = str(edition.organization)
    return {"heading": f"{body}关于表彰{edition.name}先进的决定", "issuers": body}


def _against(found: Decision) -> list[Finding]:
    if found.state == DecisionState.ISSUED:
        return []
    return standing_against(found, on=timezone.localdate())


def _facts(found: Decision) -> list[Fact]:
    url = reverse("commendations:composition", args=[found.pk])
    facts = [Fact("届次", str(found.edition)), Fact("发文机关", "、".join(found.issuers))]
    if found.issued_on:
        facts += [
            Fact("文号", found.number),
            Fact("印发日期", f"{found.issued_on:%Y年%-m月%-d日}"),
            Fact("文件摘要（SHA-256）", found.docx_digest),
        ]
    return [*facts, Fact("构成", "查看构成分析", url)]


def _deeds(found: Decision, mandate: Mandate) -> dict[str, object]:
    """What the reader may do here now."""
    is_examiner = mandate.may(Role.EXAMINER, found.organization)
    is_issued = found.state == DecisionState.ISSUED
    is_kept = attachments_of(found.subject()).filter(purpose=PURPOSE)
    archive = attachments_of(found.edition.subject()).filter(purpose=archiving.PURPOSE)
    return {
        "moves": [(move.verb, move.label) for move in open_moves(found, mandate)],
        "may_amend": is_examiner and found.state == DecisionState.DRAFT,
        "may_return": may_send_back(found, mandate),
        "may_print": is_examiner and is_issued,
        "certificates": is_kept.last() if is_examiner and is_issued else None,
        "archive": archive.last() if is_examiner and is_issued else None,
        "may_close": is_examiner and found.edition.state == EditionState.DECIDED,
        "may_pass_over": is_examiner and found.edition.state == EditionState.REVIEWING,
        "withdrawal": found.withdrawals.first() if mandate.reaches(found.organization) else None,
        "may_withdraw": is_examiner and is_issued,
    }
