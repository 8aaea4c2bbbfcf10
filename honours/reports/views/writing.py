"""Writing in a draft: its head, its parts, reasons; and corrections of what was signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.directory.http import SignedInRequest, record_refusal
from honours.kernel.verdicts import Finding, Refusal
from honours.reports.forms import DayForm, HeadForm, ReasonsForm, WordsForm
from honours.reports.operations.drafting import (
    allow_findings,
    confirm_words,
    set_head,
    write_words,
)
from honours.reports.operations.restating import give_reasons, restate
from honours.reports.queries.papers import changes_in, reasons_of, sheet_of
from honours.reports.views.frame import crumbs, report_seen_by, short_title
from honours.reports.vocabulary import Part, Setting


@login_required
def head(request: SignedInRequest, pk: int) -> HttpResponse:
    """Title, addressee, number, cut-off day, rounding."""
    report = report_seen_by(request, pk)
    form = HeadForm.of(report, request.POST or None)
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            set_head(report, form.head(), by=request.user)
        except Refusal as refusal:
            # Shown beside the form, so that what was typed in is not lost.
            record_refusal(request, refusal)
            refused = refusal.findings
        else:
            messages.success(request, "报告版头已改，数据已按截止日期重新计算。")
            return redirect("reports:report", report.pk)
    context = {
        "title": "改版头",
        "form": form,
        "findings": refused,
        "breadcrumbs": crumbs(report, "改版头"),
        "cancel_url": reverse("reports:report", args=[report.pk]),
    }
    return render(request, "reports/form.html", context, status=422 if refused else 200)


@login_required
def words(request: SignedInRequest, pk: int, part: str) -> HttpResponse:
    """An official's own words in one part, with the names of every slot beside."""
    report = report_seen_by(request, pk)
    if part not in list(Part):
        raise Http404
    row = report.own_words.filter(part=part).first()
    form = WordsForm(request.POST or None, initial={"text": row.text if row else ""})
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            write_words(report, Part(part), form.cleaned_data["text"], by=request.user)
        except Refusal as refusal:
            record_refusal(request, refusal)
            refused = refusal.findings
        else:
            messages.success(request, f"“{Part(part).label}”已改。")
            return redirect("reports:report", report.pk)
    context = {
        "title": Part(part).label,
        "form": form,
        "findings": refused,
        "slots": [
            (figure.key.label, figure.words or figure.printed)
            for figure in sheet_of(report).figures
        ],
        "settings": [setting.label for setting in Setting],
        "breadcrumbs": crumbs(report, Part(part).label),
        "cancel_url": reverse("reports:report", args=[report.pk]),
    }
    return render(request, "reports/words.html", context, status=422 if refused else 200)


@login_required
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody has read all of the words."""
    report = report_seen_by(request, pk)
    confirm_words(report, by=request.user)
    messages.success(request, "已核实全部文字。")
    return redirect("reports:report", report.pk)


@login_required
@require_POST
def allow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let one finding on the wording stand, for a reason."""
    report = report_seen_by(request, pk)
    code = request.POST.get("code", "")
    allow_findings(report, {code: request.POST.get("reason", "")}, by=request.user)
    return redirect("reports:report", report.pk)


@login_required
def begin_restatement(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a correction of a signed report."""
    report = report_seen_by(request, pk)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = restate(report, cut_off_on=form.day(), by=request.user)
        messages.success(request, f"已起草更正报告第{begun.restatement}号。请逐项写明更正原因。")
        return redirect("reports:reasons", begun.pk)
    context = {
        "title": "出具更正报告",
        "form": form,
        "breadcrumbs": crumbs(report, "出具更正报告"),
        "cancel_url": reverse("reports:report", args=[report.pk]),
        "intro": f"“{short_title(report)}”已经封存，不能再改；数据的变化以带编号的更正报告说明。",
    }
    return render(request, "reports/form.html", context)


@login_required
def reasons(request: SignedInRequest, pk: int) -> HttpResponse:
    """One reason for each figure that differs from the report before."""
    report = report_seen_by(request, pk)
    changed = changes_in(report, sheet_of(report))
    form = ReasonsForm(request.POST or None, changed=changed, reasons=reasons_of(report))
    if request.method == "POST" and form.is_valid():
        give_reasons(report, form.reasons(), by=request.user)
        messages.success(request, "更正原因已记录。")
        return redirect("reports:report", report.pk)
    context = {
        "title": "更正原因",
        "form": form,
        "breadcrumbs": crumbs(report, "更正原因"),
        "cancel_url": reverse("reports:report", args=[report.pk]),
        "intro": "" if changed else "现有数据与原报告相同，没有需要更正的。",
    }
    return render(request, "reports/form.html", context)
