"""Spreadsheets: send one, confirm its columns once, see what was kept, take the marked copy."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honours.campaigns.columns.fields import FilingField
from honours.campaigns.forms.uploads import ColumnsForm, UploadForm
from honours.campaigns.intake.returning import blank_form
from honours.campaigns.models import Upload
from honours.campaigns.operations.uploads import confirm_columns, receive_upload
from honours.campaigns.queries.uploads import marked_file, surveyed, visible_uploads, workbook_of
from honours.campaigns.views.frame import campaign_crumbs, campaign_led_by, campaign_seen_by
from honours.campaigns.views.saving import page_of
from honours.campaigns.vocabulary import UploadState, Work
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.queries import organizations_within_reach
from honours.jobs.operations import start_job

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def upload_file(request: SignedInRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Take a file in for one unit, or for the lead bureau with units named row by row."""
    campaign = campaign_seen_by(request, pk)
    unit = get_object_or_404(organizations_within_reach(mandate_on(request)), pk=unit_pk)
    form = UploadForm(request.POST or None, request.FILES or None)

    def receive() -> Upload:
        sent = form.cleaned_data["file"]
        return receive_upload(
            campaign, unit, file_name=sent.name, content=sent.read(), by=request.user
        )

    received = saved(request, form, receive)
    if received is not None:
        return _go_on(request, received)
    declaration = campaign.declarations.filter(organization=unit).first()
    back = (
        reverse("campaigns:declaration", args=[declaration.pk])
        if declaration
        else reverse("campaigns:campaign", args=[campaign.pk])
    )
    context: dict[str, object] = {
        "title": f"上传登记表：{unit}",
        "submit": "上传",
        "cancel_url": back,
        "breadcrumbs": campaign_crumbs(campaign, "上传登记表"),
    }
    return page_of(request, form, "campaigns/form.html", context)


@login_required
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of a file: rows kept, rows to correct, rows set aside."""
    found = _seen_by(request, pk)
    if found.phase == UploadState.MAPPING:
        return redirect("campaigns:columns", found.pk)
    context = {
        "title": found.file_name,
        "upload": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, found.file_name),
        "faults": found.faults.order_by("sheet", "row", "pk")[:500],
        "declaration": found.campaign.declarations.filter(organization=found.organization).first(),
    }
    return render(request, "campaigns/upload.html", context)


@login_required
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each column with its guess; what is corrected here is remembered for this unit."""
    found = _seen_by(request, pk)
    surveys = surveyed(found, workbook_of(found))
    form = ColumnsForm(request.POST or None, surveys=surveys)
    confirmed = saved(
        request, form, lambda: confirm_columns(found, form.mapping(), by=request.user)
    )
    if confirmed is not None:
        return _go_on(request, confirmed)
    context: dict[str, object] = {
        "title": "确认栏目",
        "upload": found,
        "notes": [note for sheet in surveys for note in sheet.notes],
        "name_label": FilingField.NAME.label,
        "breadcrumbs": campaign_crumbs(found.campaign, "确认栏目"),
    }
    return page_of(request, form, "campaigns/columns.html", context)


@login_required
def marked(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same file with the faulty cells marked; corrected, it can be sent again as it is."""
    found = _seen_by(request, pk)
    stem = found.file_name.rsplit(".", 1)[0]
    return _file(marked_file(found), f"{stem}（已标注）.xlsx")


@login_required
def template(request: SignedInRequest) -> HttpResponse:
    """The official blank 登记表."""
    return _file(blank_form(), "评比达标表彰活动项目登记表.xlsx")


@login_required
def consolidated(request: SignedInRequest, pk: int) -> HttpResponse:
    """For the lead bureau: one file that names the filing unit row by row."""
    campaign = campaign_led_by(request, pk)
    context = {
        "title": "汇总上传",
        "campaign": campaign,
        "form": UploadForm(),
        "uploads": visible_uploads(mandate_on(request)).filter(campaign=campaign)[:30],
        "breadcrumbs": campaign_crumbs(campaign, "汇总上传"),
    }
    return render(request, "campaigns/consolidated.html", context)


def _go_on(request: SignedInRequest, upload: Upload) -> HttpResponse:
    if upload.phase == UploadState.MAPPING:
        return redirect("campaigns:columns", upload.pk)
    started = start_job(
        Work.READ_UPLOAD,
        by=request.user,
        organization=upload.organization,
        arguments={"upload_id": upload.pk},
        label=f"识读{upload.file_name}"[:120],
    )
    return redirect("jobs:progress", started.pk)


def _seen_by(request: SignedInRequest, pk: int) -> Upload:
    return get_object_or_404(visible_uploads(mandate_on(request)), pk=pk)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
