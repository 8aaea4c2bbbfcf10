"""One figure opened: how it was computed, and every record it was counted from."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.reports.figures import RATES, Figure, FigureSheet
from honours.reports.lists import records_page
from honours.reports.models import Report
from honours.reports.queries.papers import sheet_of
from honours.reports.queries.records import (
    DENOMINATOR,
    Behind,
    counted_records,
    whole_records,
)
from honours.reports.views.frame import crumbs, report_seen_by
from honours.reports.views.paper import figure_url
from honours.reports.vocabulary import FigureKey
from honours.ui.parts import Fact, Tab, day_in_words


@login_required
def figure(request: SignedInRequest, pk: int, key: str) -> HttpResponseBase:
    """The records, with value, working and rounding above; ``?of=denominator`` for the whole."""
    report = report_seen_by(request, pk)
    sheet = sheet_of(report)
    found = sheet[_key(key)]
    is_whole = request.GET.get("of") == DENOMINATOR and found.key in RATES
    mandate = mandate_on(request)
    behind = (
        whole_records(RATES[found.key][1], sheet, mandate)
        if is_whole
        else counted_records(found, sheet, mandate)
    )
    readable = behind.rows.count()
    context = {
        "report": report,
        "figure": found,
        "facts": _facts(found, sheet, report),
        "behind": behind,
        "tabs": _tabs(report, found, is_whole),
        "hidden": behind.counted - readable,
        "parts": _parts(behind, report),
        "breadcrumbs": crumbs(report, found.key.label),
    }
    page = records_page(behind.model, f"{found.key.label}：{found.words or found.printed}")
    taken = TakenList(
        "reports.report.export", page.title, report.subject(), str(report.organization_id)
    )
    writers = recorded_writers(request, taken)
    return page.respond(
        request, behind.rows, writers, context=context, template="reports/figure.html"
    )


def _key(code: str) -> FigureKey:
    try:
        return FigureKey(code)
    except ValueError:
        raise Http404 from None


def _facts(found: Figure, sheet: FigureSheet, report: Report) -> list[Fact]:
    facts = [Fact("数值", found.printed), Fact("数据截至", day_in_words(sheet.cut_off))]
    if found.key in RATES:
        parts, whole = RATES[found.key]
        facts += [
            Fact("分子", found.numerator, note="＋".join(part.label for part in parts)),
            Fact("分母", sheet[whole].printed, figure_url(report, whole.value), whole.label),
            Fact("取整", found.rounding.label if found.rounding else ""),
        ]
    if found.records is not None:
        facts.append(Fact("记录摘要（SHA-256）", found.records.digest))
    return facts


def _tabs(report: Report, found: Figure, is_whole: bool) -> list[Tab]:
    if found.key not in RATES:
        return []
    url = reverse("reports:figure", args=[report.pk, found.key.value])
    return [
        Tab("分子的记录", url, not is_whole, found.numerator),
        Tab("分母的记录", f"{url}?of={DENOMINATOR}", is_whole, found.denominator),
    ]


def _parts(behind: Behind, report: Report) -> list[Fact]:
    if len(behind.parts) < 2:
        return []
    return [
        Fact(part.key.label, part.printed, figure_url(report, part.key.value))
        for part in behind.parts
    ]
