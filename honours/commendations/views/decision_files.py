"""A decision as files: the paper, the certificates, the archive package."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.commendations.operations.archiving import (
    MEDIA_TYPE,
    archive_edition,
    open_archive,
)
from honours.commendations.operations.printing_certificates import PURPOSE
from honours.commendations.prose import decision_paper
from honours.commendations.queries.decisions import words_of
from honours.commendations.views.decisions import decision_seen_by
from honours.commendations.vocabulary import DecisionState, Work
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.jobs.operations import start_job
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.http import sent
from honours.privacy.operations import read_file
from honours.privacy.queries import attachments_of
from honours.privacy.vocabulary import FileKind
from honours.typesetting.render import render
from honours.workflow.notes import note

KEY = "KEY"


@login_required
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The decision as a Word file; a draft says that it is one."""
    found = decision_seen_by(request, pk)
    words = words_of(found, on=timezone.localdate())
    if not words.titles:
        raise Refusal(
            Finding("nobody-proposed", "还没有拟表彰的对象。", remedy="请先在“评审”中确定。")
        )
    name = f"{found.number or '（拟稿）'}表彰决定.docx"
    return file_response(render(decision_paper(words)), name, FileKind.DOCX)


@login_required
@require_POST
def start_certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    """Print all of them in the background."""
    found = decision_seen_by(request, pk)
    require(request.user, Role.EXAMINER, "打印证书", within=found.organization)
    started = start_job(
        Work.PRINT_CERTIFICATES,
        by=request.user,
        organization=found.organization,
        arguments={"decision_id": found.pk, "address": certificate_address(request, KEY)},
        label=f"打印证书：{found.number}",
    )
    return redirect("jobs:progress", started.pk)


@login_required
def certificates(request: SignedInRequest, pk: int) -> HttpResponse:
    """The printed certificates, for the body's examiners."""
    found = decision_seen_by(request, pk)
    if not mandate_on(request).may(Role.EXAMINER, found.organization):
        raise PermissionDenied(f"证书由“{found.organization}”的审核人员打印。")
    kept = attachments_of(found.subject()).filter(purpose=PURPOSE).last()
    if kept is None:
        raise Http404("还没有打印证书。")
    note(found, "open_certificates", by=request.user)
    return sent(kept)


@login_required
@require_POST
def start_archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Build the package in the background."""
    found = decision_seen_by(request, pk)
    require(request.user, Role.EXAMINER, "生成归档包", within=found.organization)
    if found.state != DecisionState.ISSUED:
        raise Refusal(Finding("decision-not-issued", "决定还没有印发。", remedy="请先印发决定。"))
    started = start_job(
        Work.BUILD_ARCHIVE,
        by=request.user,
        organization=found.organization,
        arguments={"edition_id": found.edition_id},
        label=f"生成归档包：{found.edition}",
    )
    return redirect("jobs:progress", started.pk)


@login_required
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """The package with the originals; the book says who took it."""
    found = decision_seen_by(request, pk)
    kept = open_archive(found.edition, by=request.user)
    return file_response(read_file(kept), kept.file_name, MEDIA_TYPE)


@login_required
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The edition is closed."""
    found = decision_seen_by(request, pk)
    archive_edition(found.edition, by=request.user)
    messages.success(request, "本届已归档。")
    return redirect("commendations:decision", found.pk)


def certificate_address(request: SignedInRequest, key: str) -> str:
    """What the code on a certificate opens, for whoever scans it."""
    path = reverse("commendations:public_certificate", args=[key])
    return request.build_absolute_uri(path)


def file_response(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=str(kind))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
