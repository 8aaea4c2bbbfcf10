"""Applications sent in as a table, and the copy with its faults marked."""

import io
from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from honours.applications.columns import INSTRUCTIONS, table_columns
from honours.applications.forms.intake import IntakeForm
from honours.applications.operations.intake import (
    Intake,
    TakenTable,
    intake_subject,
    take_in_table,
)
from honours.applications.views.beginning import units_filed_for
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.vocabulary import Role
from honours.privacy.http import sent
from honours.privacy.queries import attachments_of
from honours.spreadsheets.writing import write_template
from honours.ui.parts import Crumb
from honours.ui.tables import Cell, Heading, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = "评比达标表彰项目申报表"


@login_required
def intake(request: SignedInRequest) -> HttpResponse:
    """Take a table in; what became of each row stands on the same page."""
    units = _units(request)
    today = timezone.localdate()
    years = (today.year + 1, today.year)
    form = IntakeForm(request.POST or None, request.FILES or None, units=units, years=years)

    def take_in() -> TakenTable:
        given = form.cleaned_data
        file = given["file"]
        handed = Intake(given["unit"], given["year"], file.name, file.read())
        return take_in_table(handed, by=request.user, on=today)

    taken = saved(request, form, take_in)
    context = {
        "title": "用表格批量申报",
        "form": IntakeForm(units=units, years=years) if taken else form,
        "taken": taken,
        "faulty": sum(1 for one in taken.rows if one.is_faulty) if taken else 0,
        "table": _table(taken) if taken else None,
        "marked_units": [unit for unit in units if attachments_of(intake_subject(unit)).exists()],
        "breadcrumbs": [
            Crumb("项目申报", reverse("applications:applications")),
            Crumb("批量申报"),
        ],
    }
    return render(request, "applications/intake.html", context, status=status_of(form))


@login_required
def blank(request: SignedInRequest) -> HttpResponse:
    """The blank table, for whoever files."""
    _units(request)
    into = io.BytesIO()
    write_template(table_columns(), into, title=TITLE, instructions=INSTRUCTIONS)
    response = HttpResponse(into.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(TITLE)}.xlsx"
    return response


@login_required
def marked(request: SignedInRequest, pk: int) -> HttpResponse:
    """The table that was last sent, its faults marked; for the unit's filers alone."""
    unit = get_object_or_404(_units(request), pk=pk)
    kept = attachments_of(intake_subject(unit)).last()
    if kept is None:
        raise Http404
    return sent(kept)


def _units(request: SignedInRequest) -> Any:
    units = units_filed_for(mandate_on(request))
    if not units:
        raise PermissionDenied(f"批量申报供具有“{Role.FILER.label}”职责的人员办理。")
    return units


def _table(taken: TakenTable) -> Table:
    rows: list[list[Cell]] = [
        [
            one.row.place[1],
            str(one.application) if one.application else "没有存入",
            "；".join(f.message for f in one.findings if f.is_blocking) or "没有发现问题",
        ]
        for one in taken.rows
    ]
    headings = [Heading("行", is_number=True), Heading("申请"), Heading("须改正")]
    return Table("每行的结果", headings, rows)
