"""What the pages of a report share: who may see it, its way, its address."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on
from honours.reports.models import Report
from honours.reports.queries.reports import visible_reports
from honours.ui.parts import Crumb


def report_seen_by(request: SignedInRequest, pk: int) -> Report:
    """The report, where the reader may see it; otherwise 404, as if it did not exist."""
    rows = visible_reports(mandate_on(request)).select_related(
        "campaign__basis", "restates", "organization", "campaign__region"
    )
    return get_object_or_404(rows, pk=pk)


def crumbs(report: Report | None = None, here: str = "") -> list[Crumb]:
    found = [Crumb("情况报告", reverse("reports:reports"))]
    if report is not None:
        found.append(Crumb(short_title(report), reverse("reports:report", args=[report.pk])))
    return [*found, Crumb(here)] if here else found


def short_title(report: Report) -> str:
    """A heading for pages: the whole title is set on the paper."""
    if report.restates is None:
        return f"{report.campaign.title}情况报告"
    return f"更正报告第{report.restatement}号"
