"""Nominations as files: sent in as a spreadsheet, printed as the official form."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from honours.commendations.forms.nominations import IntakeForm
from honours.commendations.intake.nominations import blank_form
from honours.commendations.intake.taken import TakenRow
from honours.commendations.models.editions import Edition
from honours.commendations.operations.intake import receive_file
from honours.commendations.operations.printing import print_nomination
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.queries.intake import marked_file, received_file, taken_file
from honours.commendations.views.nominations import nomination_seen_by
from honours.commendations.vocabulary import Work
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.jobs.operations import start_job
from honours.privacy.models import Attachment
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Crumb
from honours.ui.tables import Cell, Heading, Table

ROWS_SHOWN = 200
"""How many faulty rows the page tells; the marked copy tells them all."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def nomination_intake(request: SignedInRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Send a spreadsheet; what became of each row of the last one stands on the same page."""
    edition, unit = _seen(mandate_on(request), pk, unit_pk)
    form = IntakeForm(request.POST or None, request.FILES or None)

    def receive() -> Attachment:
        file = form.cleaned_data["file"]
        return receive_file(
            edition, unit, file_name=file.name, content=file.read(), by=request.user
        )

    received = saved(request, form, receive)
    if received is not None:
        return _begun(request, edition, unit, received)
    taken = taken_file(edition, unit)
    context = {
        "title": "用表格批量推荐",
        "edition": edition,
        "unit": unit,
        "form": form,
        "taken": taken,
        "file": received_file(edition, unit),
        "table": _table(taken.faulty[:ROWS_SHOWN]) if taken else None,
        "shown": ROWS_SHOWN,
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
    received, taken = received_file(edition, unit), taken_file(edition, unit)
    if received is None or taken is None:
        raise Http404
    stem = received.file_name.rsplit(".", 1)[0]
    return _file(marked_file(received, taken), f"{stem}（已标注）.xlsx", XLSX)


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


def _begun(
    request: SignedInRequest, edition: Edition, unit: Organization, received: Attachment
) -> HttpResponse:
    """Its rows are read in the background."""
    started = start_job(
        Work.TAKE_IN_FILE,
        by=request.user,
        organization=unit,
        arguments={"edition_id": edition.pk, "unit_id": unit.pk, "received_id": received.pk},
    )
    return redirect("jobs:progress", started.pk)


def _table(faulty: list[TakenRow]) -> Table:
    rows = [[*row.place, _draft(row), _told(row)] for row in faulty]
    headings = [
        Heading("工作表"),
        Heading("行", is_number=True),
        Heading("拟稿"),
        Heading("须改正"),
    ]
    return Table("须改正的行", headings, rows)


def _told(row: TakenRow) -> Cell:
    """Entries that were left empty are named in one go."""
    against = [one for one in row.findings if one.is_blocking]
    empty = "".join(
        one.message.removeprefix("没有填写").removesuffix("。")
        for one in against
        if one.code == "entry-missing"
    )
    told = [f"{one.message}{one.remedy}" for one in against if one.code != "entry-missing"]
    if empty:
        told.append(f"没有填写{empty}，请补填。")
    return format_html_join(SafeString("<br>"), "{}", ([one] for one in told))


def _draft(row: TakenRow) -> Cell:
    if row.nomination is None:
        return "未存"
    url = reverse("commendations:amend_nomination", args=[row.nomination])
    return format_html('<a href="{}">{}</a>', url, row.number)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
