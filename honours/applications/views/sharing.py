"""Several people on one application, and the papers of its basis."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from honours.applications.forms.deeds import ContributorForm, PaperForm
from honours.applications.models import Contributor
from honours.applications.operations.sharing import (
    Paper,
    attach_basis,
    detach_basis,
    dismiss_contributor,
    invite_contributor,
    open_basis,
)
from honours.applications.queries.applications import may_write
from honours.applications.views.deeds import deed_page
from honours.applications.views.frame import application_seen_by, page_of
from honours.applications.vocabulary import Deed, Part
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.models import User
from honours.directory.queries import posts_held
from honours.directory.vocabulary import Role
from honours.privacy.http import sent
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of


@login_required
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a colleague of the unit a part in the writing."""
    found = application_seen_by(request, pk)
    if not mandate_on(request).may(Role.FILER, found.organization):
        raise PermissionDenied(f"“{Deed.INVITE.label}”须由“{found.organization}”的填报人办理。")
    posts = posts_held().filter(organization=found.organization_id)
    people = User.objects.filter(pk__in=posts.values("user")).order_by("name", "pk")
    form = ContributorForm(request.POST or None, people=people)

    def keep() -> Contributor:
        given = form.cleaned_data
        return invite_contributor(found, given["user"], Part(given["part"]), by=request.user)

    if saved(request, form, keep) is not None:
        messages.success(request, "已邀请，对方登录后即可填写。")
        return redirect(page_of(found))
    question = "起草人可以填写各栏，校核人只看；各人填写的内容随时保存，互不覆盖。"
    return deed_page(request, found, form, Deed.INVITE.label, question=question)


@login_required
@require_POST
def dismiss(request: SignedInRequest, pk: int, contributor_pk: int) -> HttpResponse:
    """Take a colleague's part away again; what he wrote stays."""
    found = application_seen_by(request, pk)
    contributor = get_object_or_404(found.contributors, pk=contributor_pk)
    dismiss_contributor(contributor, by=request.user)
    messages.success(request, "已取消其参与填写；其填写的内容保留。")
    return redirect(page_of(found))


@login_required
def attach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Upload the text of the basis."""
    found = application_seen_by(request, pk)
    if not may_write(found, mandate_on(request), request.user):
        raise PermissionDenied(f"“{Deed.ATTACH.label}”须由参与填写的人员办理。")
    form = PaperForm(request.POST or None, request.FILES or None)

    def keep() -> Attachment:
        file = form.cleaned_data["file"]
        return attach_basis(found, Paper(file.name, file.read()), by=request.user)

    if saved(request, form, keep) is not None:
        messages.success(request, "已上传。")
        return redirect(page_of(found))
    return deed_page(request, found, form, "上传依据文本")


@login_required
@require_POST
def detach(request: SignedInRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Take back a paper that was attached by mistake."""
    found = application_seen_by(request, pk)
    kept = get_object_or_404(attachments_of(found.subject()), pk=paper_pk)
    detach_basis(found, kept, by=request.user)
    messages.success(request, "已撤下。")
    return redirect(page_of(found))


@login_required
def paper(request: SignedInRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Open a paper; the book says who did."""
    found = application_seen_by(request, pk)
    kept = get_object_or_404(attachments_of(found.subject()), pk=paper_pk)
    return sent(open_basis(found, kept, by=request.user))
