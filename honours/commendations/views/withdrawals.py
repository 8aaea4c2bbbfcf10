"""Taking back a whole decision, through no fault of those it named."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.decisions import (
    BackForm,
    CarryOutForm,
    NothingForm,
    WithdrawalForm,
)
from honours.commendations.models.decisions import BatchWithdrawal
from honours.commendations.operations.withdrawals import (
    amend_withdrawal,
    carry_out_withdrawal,
    draft_withdrawal,
    return_withdrawal,
    submit_withdrawal,
)
from honours.commendations.queries.cases import cases_reached, visible_withdrawals
from honours.commendations.queries.roll import reached_by
from honours.commendations.views.after_frame import Sheet, form_page, last_return
from honours.commendations.views.decisions import decision_crumbs, decision_seen_by, page_of
from honours.commendations.views.revocations import page_of as page_of_case
from honours.commendations.vocabulary import BatchWithdrawalState
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.ui.parts import Crumb, Fact
from honours.ui.tables import Heading, Table
from honours.workflow.queries import may_send_back, open_moves, timeline_of

NO_FAULT = "整批撤回是因为决定本身，与获得者无关：名册和证书查验写明“随批次撤回”，不记任何过错。"
SHOWN = 200


@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the taking back of a decision."""
    found = decision_seen_by(request, pk)
    if not mandate_on(request).may(Role.EXAMINER, found.organization):
        raise Http404
    form = WithdrawalForm(request.POST or None)
    done = saved(request, form, lambda: draft_withdrawal(found, form.draft(), by=request.user))
    if done is not None:
        messages.success(request, "已存为拟稿。")
        return redirect("commendations:withdrawal", done.pk)
    crumbs = decision_crumbs(found, "整批撤回")
    sheet = Sheet("拟制整批撤回", "存为拟稿", page_of(found), crumbs, found.heading, NO_FAULT)
    return form_page(request, form, sheet)


@login_required
def withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The matter, and whom it reaches."""
    found = withdrawal_seen_by(request, pk)
    mandate = mandate_on(request)
    reached = reached_by(found)
    table, number = _reached(found)
    history = timeline_of(found)[::-1]
    context = {
        "title": f"整批撤回：{found.decision.number}",
        "withdrawal": found,
        "state": BatchWithdrawalState(found.state),
        "breadcrumbs": withdrawal_crumbs(found),
        "no_fault": NO_FAULT,
        "facts": _facts(found),
        "number": number,
        "shown": SHOWN,
        "revoked_before": reached.revoked_before,
        "table": table,
        "cases": [
            Fact(case.state_label, str(case.honour.number), page_of_case(case))
            for case in cases_reached(found, mandate)
        ],
        "is_done": found.state == BatchWithdrawalState.CARRIED_OUT,
        "moves": [(move.verb, move.label) for move in open_moves(found, mandate)],
        "may_amend": found.state == BatchWithdrawalState.DRAFT
        and mandate.may(Role.EXAMINER, found.organization),
        "may_return": may_send_back(found, mandate),
        "history": history,
        "returned": last_return(history),
    }
    return render(request, "commendations/withdrawal.html", context)


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other words, while it is a draft."""
    found = withdrawal_seen_by(request, pk)
    if not mandate_on(request).may(Role.EXAMINER, found.organization):
        raise Http404
    initial = {"cause": found.cause, "citation": found.citation, "return_by": found.return_by}
    form = WithdrawalForm(request.POST or None, initial=initial)
    done = saved(request, form, lambda: amend_withdrawal(found, form.draft(), by=request.user))
    if done is not None:
        messages.success(request, "已修改。")
        return redirect("commendations:withdrawal", found.pk)
    sheet = Sheet("修改整批撤回", "保存", page_of_matter(found), withdrawal_crumbs(found, "修改"))
    return form_page(request, form, sheet)


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Submit it, or carry it out: then every honour of the decision that stands falls."""
    found = withdrawal_seen_by(request, pk)
    if verb not in ("submit", "carry_out"):
        raise Http404
    step = found.lifecycle.find(verb, found.state)
    posted = request.POST if request.method == "POST" else None
    form: Form = (
        NothingForm(posted)
        if verb == "submit"
        else CarryOutForm(posted, initial={"on": timezone.localdate()})
    )

    def deed() -> BatchWithdrawal:
        if verb == "submit":
            return submit_withdrawal(found, by=request.user)
        given = form.cleaned_data
        return carry_out_withdrawal(
            found, document=given["document"], on=given["on"], by=request.user
        )

    if saved(request, form, deed) is not None:
        messages.success(request, f"已办理“{step.label}”。")
        return redirect("commendations:withdrawal", found.pk)
    table, number = _reached(found)
    sheet = Sheet(
        step.label,
        step.label,
        page_of_matter(found),
        withdrawal_crumbs(found, step.label),
        found.decision.heading,
        NO_FAULT,
        {"table": table, "table_title": f"撤回涉及{number}项荣誉"},
    )
    return form_page(request, form, sheet)


@login_required
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to whoever drafted it."""
    found = withdrawal_seen_by(request, pk)
    form = BackForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: return_withdrawal(
            found,
            to=BatchWithdrawalState.DRAFT,
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    )
    if done is not None:
        messages.success(request, "已退回拟稿。")
        return redirect("commendations:withdrawal", found.pk)
    crumbs = withdrawal_crumbs(found, "退回")
    return form_page(request, form, Sheet("退回整批撤回", "退回", page_of_matter(found), crumbs))


def withdrawal_seen_by(request: SignedInRequest, pk: int) -> BatchWithdrawal:
    return get_object_or_404(visible_withdrawals(mandate_on(request)), pk=pk)


def page_of_matter(found: BatchWithdrawal) -> str:
    return reverse("commendations:withdrawal", args=[found.pk])


def withdrawal_crumbs(found: BatchWithdrawal, here: str = "") -> list[Crumb]:
    way = decision_crumbs(found.decision, "整批撤回")
    if here:
        return [*way[:-1], Crumb("整批撤回", page_of_matter(found)), Crumb(here)]
    return way


def _reached(found: BatchWithdrawal) -> tuple[Table, int]:
    """The honours that it takes, or took, back."""
    reached = reached_by(found)
    headings = [Heading("荣誉编号"), Heading("获得者"), Heading("称号"), Heading("单位")]
    rows = [[one.number, one.holder, one.title, one.unit] for one in reached.honours[:SHOWN]]
    return Table("撤回涉及的荣誉", headings, rows), len(reached.honours)


def _facts(found: BatchWithdrawal) -> list[Fact]:
    facts = [
        Fact("表彰决定", found.decision.number, page_of(found.decision)),
        Fact("撤回原因", found.cause),
        Fact("依据", found.citation),
    ]
    if found.return_by:
        facts.append(Fact("交回期限", f"{found.return_by:%Y年%-m月%-d日}"))
    if found.carried_out_on:
        facts += [
            Fact("撤回文号", found.document),
            Fact("撤回日期", f"{found.carried_out_on:%Y年%-m月%-d日}"),
        ]
    return facts
