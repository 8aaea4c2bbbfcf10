"""The road of a report: handing in, approving, signing, sending back; each asked for once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from honours.directory.http import SignedInRequest
from honours.kernel.verdicts import Finding, Refusal
from honours.reports.operations.signing import (
    approve_report,
    return_report,
    sign_report,
    submit_report,
)
from honours.reports.views.frame import crumbs, report_seen_by
from honours.reports.vocabulary import ReportState
from honours.ui.parts import Confirmation, Item

DEEDS = {"submit": submit_report, "approve": approve_report, "sign": sign_report}
QUESTIONS = {
    "sign": "签发之后，数据、所依记录、文字和文件一并封存，不能再改；以后的变化以更正报告说明。",
}


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """One step of the road, after asking once."""
    report = report_seen_by(request, pk)
    chosen = report.lifecycle.find(verb, report.state)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        DEEDS[verb](report, by=request.user)
        messages.success(request, f"“{chosen.label}”已办理。")
        return redirect("reports:report", report.pk)
    passing = f"报告将由“{report.state_label}”转入“{chosen.target.label}”。"
    confirmation = Confirmation(
        title=chosen.label,
        question=passing + QUESTIONS.get(verb, ""),
        items=[Item(report.title, note=report.number or "尚未编号")],
        verb=chosen.label,
        cancel_url=reverse("reports:report", args=[report.pk]),
        is_grave=verb in QUESTIONS,
    )
    context = {"confirmation": confirmation, "breadcrumbs": crumbs(report, chosen.label)}
    return render(request, "ui/confirm.html", context)


@login_required
def give_back(request: SignedInRequest, pk: int, state: str) -> HttpResponse:
    """Send the report back to an earlier step, with a reason."""
    report = report_seen_by(request, pk)
    to = _earlier(state)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        return_report(report, to=to, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, f"已退回“{to.label}”。")
        return redirect("reports:report", report.pk)
    confirmation = Confirmation(
        title="退回",
        question=f"报告将退回“{to.label}”。",
        items=[Item(report.title, note=report.number or "尚未编号")],
        verb="退回",
        cancel_url=reverse("reports:report", args=[report.pk]),
        asks_reason=True,
    )
    context = {"confirmation": confirmation, "breadcrumbs": crumbs(report, "退回")}
    return render(request, "ui/confirm.html", context)


def _earlier(state: str) -> ReportState:
    try:
        return ReportState(state)
    except ValueError:
        raise Refusal(
            Finding("unknown-state", "没有这一步。", remedy="请从报告页面选择退回到哪一步。")
        ) from None
