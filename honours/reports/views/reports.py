"""Reports: the list, a new one, the page of one with draft beside figures, and its file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.reports.figures import FigureSheet
from honours.reports.forms import BeginForm
from honours.reports.lists import REPORTS
from honours.reports.models import FrozenReport, Report
from honours.reports.operations.drafting import draft_report
from honours.reports.queries.figures import missed_target
from honours.reports.queries.papers import (
    changes_in,
    digest_of,
    document_of,
    frozen_of,
    remarks_on,
    sheet_of,
)
from honours.reports.queries.reports import reportable_campaigns, restatements_of, visible_reports
from honours.reports.views.frame import crumbs, report_seen_by, short_title
from honours.reports.views.paper import figure_url, paper_of
from honours.reports.vocabulary import FigureKey, Part, ReportState, Rounding, Shape
from honours.typesetting.proofreading import OVERRIDABLE
from honours.typesetting.render import render as rendered
from honours.ui.parts import Fact, Gauge
from honours.workflow.notes import note
from honours.workflow.queries import earlier_states, history_of, open_moves

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
def reports(request: SignedInRequest) -> HttpResponseBase:
    """Every report the reader may see."""
    mandate = mandate_on(request)
    context = {
        "may_draft": reportable_campaigns(mandate).exists(),
        "breadcrumbs": crumbs(),
    }
    return REPORTS.respond(
        request,
        visible_reports(mandate),
        recorded_writers(request, TakenList("reports.report.export", REPORTS.title)),
        context=context,
        template="reports/reports.html",
    )


@login_required
def begin(request: SignedInRequest) -> HttpResponse:
    """Choose the campaign, the addressee and the cut-off day of a new report."""
    campaigns = reportable_campaigns(mandate_on(request))
    chosen = {"campaign": request.GET.get("campaign", "")}
    form = BeginForm(request.POST or None, campaigns=campaigns, initial=chosen)
    if request.method == "POST" and form.is_valid():
        report = draft_report(
            form.cleaned_data["campaign"],
            addressee=form.cleaned_data["addressee"],
            cut_off_on=form.cleaned_data["cut_off_on"],
            rounding=Rounding(form.cleaned_data["rounding"]),
            by=request.user,
        )
        messages.success(request, "报告已经生成，全部数据由记录算出。请核实文字。")
        return redirect("reports:report", report.pk)
    context = {
        "title": "生成情况报告",
        "form": form,
        "breadcrumbs": crumbs(here="生成情况报告"),
        "has_campaigns": campaigns.exists(),
    }
    return render(request, "reports/begin.html", context)


@login_required
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft beside its figures; once signed, the frozen document and how to verify it."""
    found = report_seen_by(request, pk)
    mandate = mandate_on(request)
    sheet, frozen = sheet_of(found), frozen_of(found)
    document = document_of(found, on=timezone.localdate(), sheet=sheet)
    is_draft = found.state == ReportState.DRAFT
    remarks = [] if frozen else remarks_on(found, document, sheet)
    moves = open_moves(found, mandate)
    context = {
        "title": short_title(found),
        "report": found,
        "breadcrumbs": crumbs(found),
        "paper": paper_of(found, document),
        "figures": _figures(found, sheet),
        "gauge": _gauge(found, sheet),
        "missed": missed_target(sheet, found.campaign) if frozen else (),
        "frozen": frozen,
        "seal": _seal(frozen) if frozen else (),
        "remarks": remarks,
        "excusable": [one for one in remarks if one.code in OVERRIDABLE] if is_draft else (),
        "changes": changes_in(found, sheet),
        "restatements": restatements_of(found),
        "moves": moves,
        "earlier": earlier_states(found) if moves and not is_draft else (),
        "may_write": is_draft and bool(moves),
        "may_restate": _may_restate(request, found),
        "words": _words(found) if is_draft and not found.restates_id else (),
        "history": history_of(found),
    }
    return render(request, "reports/report.html", context)


@login_required
def download(request: SignedInRequest, pk: int) -> HttpResponse:
    """The .docx: the frozen bytes of a signed report, or the draft as it stands now."""
    found = report_seen_by(request, pk)
    frozen = frozen_of(found)
    content = (
        bytes(frozen.content) if frozen else rendered(document_of(found, on=timezone.localdate()))
    )
    note(found, "download", by=request.user, is_frozen=frozen is not None)
    name = f"{found.title}{'' if frozen else '（送审稿）'}.docx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type=WORD_FILE, headers=headers)


def _figures(found: Report, sheet: FigureSheet) -> list[Fact]:
    """Every figure with the page of its records; a rate with its working."""
    return [
        Fact(
            figure.key.label,
            figure.words or figure.printed,
            figure_url(found, figure.key.value),
            note=f"{figure.numerator}÷{figure.denominator}" if figure.rounding else "",
        )
        for figure in sheet.figures
        if figure.key.shape is not Shape.LISTING
    ]


def _gauge(found: Report, sheet: FigureSheet) -> Gauge | None:
    rate, target = sheet[FigureKey.REDUCTION], sheet[FigureKey.TARGET]
    # The gauge rounds half up; beside a truncated rate it would contradict the text.
    if rate.rounding is not Rounding.HALF_UP:
        return None
    return Gauge(
        rate.key.label,
        rate.numerator or 0,
        rate.denominator or 0,
        "撤销、合并",
        FigureKey.COUNTED.label,
        target=None if target.value is None else target.value / 100,
        url=figure_url(found, rate.key.value),
    )


def _seal(frozen: FrozenReport) -> list[Fact]:
    """Who signed, what was sealed, and whether the stored file still has its digest."""
    is_whole = digest_of(bytes(frozen.content)) == frozen.content_digest
    return [
        Fact("签发", f"{frozen.signer}，{frozen.signed_on.isoformat()}"),
        Fact(
            "文件摘要（SHA-256）",
            frozen.content_digest,
            note="现存文件与摘要相符" if is_whole else "现存文件与摘要不符，请立即报告审计管理员",
        ),
        Fact("数据摘要（SHA-256）", frozen.figures_digest),
        Fact("审计账本检查点", f"第{frozen.checkpoint_size}条止，根{frozen.checkpoint_root}"),
    ]


def _words(found: Report) -> list[dict[str, object]]:
    rows = {row.part: row for row in found.own_words.all()}
    return [
        {
            "label": part.label,
            "row": rows[part],
            "url": reverse("reports:words", args=[found.pk, part.value]),
        }
        for part in Part
        if part in rows
    ]


def _may_restate(request: SignedInRequest, found: Report) -> bool:
    if found.state != ReportState.SENT or found.restates_id:
        return False
    return reportable_campaigns(mandate_on(request)).filter(pk=found.campaign_id).exists()
