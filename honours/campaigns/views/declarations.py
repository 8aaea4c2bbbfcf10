"""A unit's own pages: its declaration, its items, the head's signature."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.campaigns.forms.filings import FilingForm
from honours.campaigns.forms.uploads import UploadForm
from honours.campaigns.models import Declaration, Filing
from honours.campaigns.operations.declarations import (
    complete_survey,
    declare_zero,
    sign_declaration,
    submit_declaration,
)
from honours.campaigns.operations.filings import (
    amend_filing,
    discard_filing,
    file_activity,
    refile,
)
from honours.campaigns.queries.campaigns import visible_declarations, visible_filings
from honours.campaigns.queries.uploads import visible_uploads
from honours.campaigns.views.frame import campaign_crumbs
from honours.campaigns.views.handling import ways_of
from honours.campaigns.views.saving import page_of
from honours.campaigns.vocabulary import DeclarationState, FilingState, Step
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Level, Role
from honours.ui.parts import Confirmation, Crumb, Item
from honours.workflow.queries import open_moves, timeline_of


@login_required
def declaration(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything one unit declares, and what can be done with it now."""
    found = _seen_by(request, pk)
    mandate = mandate_on(request)
    may_file = mandate.may(Role.FILER, found.organization)
    context = {
        "title": f"{found.organization}报送单",
        "declaration": found,
        "campaign": found.campaign,
        "breadcrumbs": campaign_crumbs(found.campaign, str(found.organization)),
        "filings": [
            {"filing": filing, "may_refile": _is_returned(found, filing)}
            for filing in found.filings.order_by("undertaking", "sequence", "pk")
        ],
        "uploads": visible_uploads(mandate).filter(
            campaign=found.campaign, organization=found.organization
        )[:10],
        "upload_form": UploadForm(),
        "moves": open_moves(found, mandate),
        "may_edit": may_file and found.state == DeclarationState.COMPILING,
        "surveyed": found.campaign.tasks.filter(
            organization=found.organization, step=Step.SURVEY
        ).first(),
        "is_head": mandate.may(Role.HEAD, found.organization),
        "ways": ways_of(request, found),
        "history": timeline_of(found)[::-1],
    }
    return render(request, "campaigns/declaration.html", context)


@login_required
def enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter one item by hand."""
    found = _seen_by(request, pk)
    form = FilingForm(request.POST or None)
    level = Level(found.organization.level)
    filing = saved(request, form, lambda: file_activity(found, form.entry(level), by=request.user))
    if filing is not None:
        messages.success(request, f"已填报“{filing.name}”。")
        more = "again" in request.POST
        return redirect("campaigns:enter" if more else "campaigns:declaration", found.pk)
    return _form_page(request, found, form, "填报事项")


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an item that has not been filed yet."""
    filing = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    form = FilingForm(request.POST or None, initial=FilingForm.initial_of(filing))
    level = Level(filing.organization.level)
    if saved(request, form, lambda: amend_filing(filing, form.entry(level), by=request.user)):
        messages.success(request, "已保存修改。")
        return redirect("campaigns:declaration", filing.declaration_id)
    return _form_page(request, filing.declaration, form, f"修改：{filing.name}")


@login_required
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an item entered by mistake, after asking once."""
    filing = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    back = reverse("campaigns:declaration", args=[filing.declaration_id])
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        discard_filing(filing, by=request.user)
        messages.success(request, f"已删除“{filing.name}”。")
        return redirect(back)
    confirmation = Confirmation(
        title="删除填报事项",
        question="删除之后不能恢复，需要时请重新填报。",
        items=[Item(filing.name)],
        verb="删除",
        cancel_url=back,
        is_grave=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@login_required
@require_POST
def zero(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare that the unit has none, or take that back."""
    found = _seen_by(request, pk)
    is_zero = request.POST.get("is_zero") == "yes"
    declare_zero(found, is_zero=is_zero, by=request.user)
    messages.success(request, "已作零报告。请提交负责人签字。" if is_zero else "已取消零报告。")
    return redirect("campaigns:declaration", found.pk)


@login_required
@require_POST
def survey(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that the unit has been through its offices."""
    found = _seen_by(request, pk)
    complete_survey(found, by=request.user)
    messages.success(request, "已记录调查摸底完成。")
    return redirect("campaigns:declaration", found.pk)


@login_required
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the declaration to the head of the unit."""
    found = _seen_by(request, pk)
    submit_declaration(found, by=request.user)
    messages.success(request, "已提交单位负责人签字。")
    return redirect("campaigns:declaration", found.pk)


@login_required
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The head signs, after a page that lists what is signed."""
    found = _seen_by(request, pk)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        sign_declaration(found, by=request.user)
        messages.success(request, "已签字报送牵头单位。")
        return redirect("campaigns:declaration", found.pk)
    entered = found.filings.order_by("undertaking", "sequence")
    confirmation = Confirmation(
        title="签字报送",
        question="以下内容经您签字后报送牵头单位。应报未报的，日后发现一律列入撤销范围。",
        items=[Item(filing.name, note=filing.get_undertaking_display()) for filing in entered]
        or [Item("零报告：本单位没有评比达标表彰活动")],
        verb="签字报送",
        cancel_url=reverse("campaigns:declaration", args=[found.pk]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@login_required
@require_POST
def file_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The head files an item again that was returned alone and has been corrected."""
    filing: Filing = get_object_or_404(visible_filings(mandate_on(request)), pk=pk)
    refile(filing, by=request.user)
    messages.success(request, f"已重新报送“{filing.name}”。")
    return redirect("campaigns:declaration", filing.declaration_id)


def _is_returned(declaration: Declaration, filing: Filing) -> bool:
    """Whether this one item came back alone and waits to be filed again."""
    is_signed = declaration.state == DeclarationState.SIGNED
    return is_signed and filing.state == FilingState.ENTERED


def _seen_by(request: SignedInRequest, pk: int) -> Declaration:
    return get_object_or_404(visible_declarations(mandate_on(request)), pk=pk)


def _form_page(
    request: SignedInRequest, found: Declaration, form: FilingForm, title: str
) -> HttpResponse:
    back = reverse("campaigns:declaration", args=[found.pk])
    context: dict[str, object] = {
        "title": title,
        "cancel_url": back,
        "breadcrumbs": [
            *campaign_crumbs(found.campaign),
            Crumb(str(found.organization), back),
            Crumb(title),
        ],
    }
    return page_of(request, form, "campaigns/form.html", context)
