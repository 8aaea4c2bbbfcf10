"""Nominations as files: sent in as a spreadsheet, printed as the official form."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from honours.commendations.forms.nominations import IntakeForm
from honours.commendations.intake.nominations import blank_form
from honours.commendations.models.editions import Edition
from honours.commendations.operations.intake import TakenFile, intake_subject, take_in_file
from honours.commendations.operations.printing import print_nomination
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.readings.entries import fields_for
from honours.commendations.views.nominations import nomination_seen_by
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.privacy.http import sent
from honours.privacy.queries import attachments_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Crumb
from honours.ui.tables import Cell, Heading, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def nomination_intake(request: SignedInRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Take a spreadsheet in; what became of each row stands on the same page."""
    edition, unit = _seen(mandate_on(request), pk, unit_pk)
    form = IntakeForm(request.POST or None, request.FILES or None)

    def take_in() -> TakenFile:
        file = form.cleaned_data["file"]
        return take_in_file(
            edition, unit, file_name=file.name, content=file.read(), by=request.user
        )

    taken = saved(request, form, take_in)
    context = {
        "title": "用表格批量推荐",
        "edition": edition,
        "unit": unit,
        "form": IntakeForm() if taken else form,
        "taken": taken,
        "table": _table(taken) if taken else None,
        "marked": attachments_of(intake_subject(edition, unit)).exists(),
        "breadcrumbs": [
            Crumb("推荐对象", reverse("commendations:nominations")),
            Crumb("批量推荐"),
        ],
    }
    status = status_of(form)
    return render(request, "commendations/nomination_intake.html", context, status=status)


@login_required
def nomination_marked(request: SignedInRequest, pk: int, unit_pk: int) -> HttpResponse:
    """The file that was last sent, its faults marked; for the unit's filers alone."""
    edition, unit = _seen(mandate_on(request), pk, unit_pk)
    kept = attachments_of(intake_subject(edition, unit)).last()
    if kept is None:
        raise Http404
    return sent(kept)


@login_required
def nomination_blank(request: SignedInRequest, kind: str) -> HttpResponse:
    """The blank spreadsheet, for whoever files."""
    if not mandate_on(request).holds(Role.FILER):
        raise PermissionDenied(f"空白表供具有“{Role.FILER.label}”职责的人员下载。")
    if kind not in (CandidateKind.PERSON, CandidateKind.COLLECTIVE):
        raise Http404
    word = CandidateKind(kind)
    return _file(blank_form(word), f"先进{word.label}推荐表.xlsx", XLSX)


@login_required
def consent_text(request: SignedInRequest, pk: int) -> HttpResponse:
    """What nominees agree to, in its newest version, to be read, printed and signed."""
    edition = get_object_or_404(editions_seen_by(mandate_on(request)), pk=pk)
    text = edition.consent_texts.last()
    if text is None:
        raise Http404
    context = {
        "title": "公示同意书",
        "edition": edition,
        "text": text,
        "breadcrumbs": [
            Crumb("推荐对象", reverse("commendations:nominations")),
            Crumb("公示同意书"),
        ],
    }
    return render(request, "commendations/consent_text.html", context)


@login_required
def nomination_print(request: SignedInRequest, pk: int) -> HttpResponse:
    """The official form in as many copies as the edition asks, sealed or not by its round."""
    found = nomination_seen_by(request, pk)
    content = print_nomination(found, by=request.user)
    return _file(content, f"推荐审批表-{found.number}.pdf", "application/pdf")


def _seen(mandate: Mandate, pk: int, unit_pk: int) -> tuple[Edition, Organization]:
    """The edition and the unit for which the mandate files; otherwise 404."""
    edition = get_object_or_404(editions_seen_by(mandate), pk=pk)
    unit = get_object_or_404(Organization.objects.all(), pk=unit_pk)
    if not mandate.may(Role.FILER, unit):
        raise Http404
    return edition, unit


def _table(taken: TakenFile) -> Table:
    rows: list[list[Cell]] = []
    for one in taken.rows:
        labels = fields_for(one.row.kind)
        told = "；".join(
            f"{labels[f.field].label}：{f.message}" if f.field in labels else f.message
            for f in one.findings
            if f.is_blocking
        )
        number = one.nomination.number if one.nomination else ""
        rows.append([one.row.row, number, told or "没有发现问题"])
    headings = [Heading("行", is_number=True), Heading("推荐编号"), Heading("须改正")]
    return Table("每行的结果", headings, rows)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
