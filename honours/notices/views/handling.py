"""Deeds on a notice: where it hangs and what changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.queries import organizations_within_reach
from honours.notices.forms.handling import (
    CarrierDownForm,
    CarrierForm,
    ChangeForm,
    CorrectionForm,
    ExtensionForm,
    ProofForm,
    ReasonForm,
    WaiverForm,
)
from honours.notices.models.notices import Carrier, Notice, NoticeEntry
from honours.notices.operations.carriers import (
    add_carrier,
    open_proof,
    prove_carrier,
    remove_carrier,
)
from honours.notices.operations.changes import (
    Change,
    change_notice,
    correct_entry,
    extend_notice,
    remove_entry,
)
from honours.notices.operations.waivers import waive_notice
from honours.notices.queries.notices import visible_notices
from honours.notices.views.frame import form_page, notice_crumbs, notice_seen_by, page_of
from honours.privacy.http import sent
from honours.privacy.models import Attachment
from honours.ui.parts import Crumb


@login_required
def hang(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register a carrier, with its proof if it is at hand."""
    notice = notice_seen_by(request, pk)
    form = CarrierForm(request.POST or None, request.FILES or None)
    now = timezone.now()
    done = saved(
        request, form, lambda: add_carrier(notice, form.draft(), now=now, by=request.user)
    )
    if done is not None:
        messages.success(request, "已登记载体。")
        return redirect(page_of(notice))
    return form_page(request, form, _frame(notice, "登记载体", "公示期满前至少有一个载体有证明。"))


@login_required
def prove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a proof that a carrier hangs."""
    carrier = _carrier_seen_by(request, pk)
    form = ProofForm(request.POST or None, request.FILES or None)
    done = saved(request, form, lambda: prove_carrier(carrier, form.given(), by=request.user))
    if done is not None:
        messages.success(request, "已保存公示证明。")
        return redirect(page_of(carrier.notice))
    return form_page(request, form, _frame(carrier.notice, "上传公示证明", carrier.place))


@login_required
def take_down(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a carrier came down."""
    carrier = _carrier_seen_by(request, pk)
    form = CarrierDownForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: remove_carrier(carrier, now=timezone.now(), by=request.user, **form.cleaned_data),
    )
    if done is not None:
        messages.success(request, "已登记撤下；少公示的日子相应顺延。")
        return redirect(page_of(carrier.notice))
    said = f"{carrier.place}。期满以前撤下的，少公示的日子相应顺延。"
    return form_page(request, form, _frame(carrier.notice, "登记撤下", said))


@login_required
def proof(request: SignedInRequest, pk: int, attachment: int) -> HttpResponse:
    """Open a proof. Who opened it is written down."""
    carrier = _carrier_seen_by(request, pk)
    kept = get_object_or_404(Attachment, pk=attachment, subject=carrier.own_subject())
    open_proof(carrier, kept, by=request.user)
    return sent(kept, inline=True)


@login_required
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the words of a running notice."""
    notice = notice_seen_by(request, pk)
    form = ChangeForm(request.POST or None, initial=ChangeForm.written(notice))
    done = saved(
        request,
        form,
        lambda: change_notice(
            notice, _change(form.words(), form.cleaned_data["why"]), by=request.user
        ),
    )
    if done is not None:
        messages.success(request, f"已更改：{done.what}。")
        return redirect(page_of(notice))
    said = "内容更改后，公示期自今天起重新计算。"
    return form_page(request, form, _frame(notice, "更改公示", said))


@login_required
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what a running notice says of somebody."""
    entry = _entry_seen_by(request, pk)
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.written(entry))
    done = saved(
        request,
        form,
        lambda: correct_entry(
            entry, _change(form.words(), form.cleaned_data["why"]), by=request.user
        ),
    )
    if done is not None:
        messages.success(request, f"已更正：{done.what}。")
        return redirect(page_of(entry.notice))
    said = "更正后，公示期自今天起重新计算。"
    return form_page(request, form, _frame(entry.notice, "更正对象", said))


@login_required
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a running notice run longer."""
    notice = notice_seen_by(request, pk)
    form = ExtensionForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: extend_notice(
            notice, on=timezone.localdate(), by=request.user, **form.cleaned_data
        ),
    )
    if done is not None:
        messages.success(request, f"{done.what}。")
        return redirect(page_of(notice))
    return form_page(request, form, _frame(notice, "延长公示", "公示期只能延长，不能缩短。"))


@login_required
def take_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take somebody off a notice."""
    entry = _entry_seen_by(request, pk)
    form = ReasonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: remove_entry(entry, on=timezone.localdate(), by=request.user, **form.cleaned_data),
    )
    if done is not None:
        messages.success(request, f"已{done.what}。")
        return redirect(page_of(entry.notice))
    said = f"第{entry.order}项：{entry.name}，{entry.unit}。撤下后公众页面不再显示，其余照常。"
    return form_page(request, form, _frame(entry.notice, "撤下对象", said))


@login_required
def waive(request: SignedInRequest) -> HttpResponse:
    """Register that a subject need not be put to the public."""
    units = organizations_within_reach(mandate_on(request)).order_by("path")
    initial = {"subject_of": request.GET.get("subject", "")[:100]}
    form = WaiverForm(request.POST or None, organizations=units, initial=initial)
    done = saved(
        request,
        form,
        lambda: waive_notice(form.cleaned_data["organization"], form.waiver(), by=request.user),
    )
    if done is not None:
        messages.success(request, "已登记不公示。")
        return redirect("notices:notices")
    context: dict[str, object] = {
        "title": "登记不公示",
        "lead_line": "涉密的事项可以不公示，但要登记理由和批准人。不要写出涉密内容。",
        "breadcrumbs": [Crumb("公示", reverse("notices:notices")), Crumb("登记不公示")],
        "cancel_url": reverse("notices:notices"),
    }
    return form_page(request, form, context)


def _change(words: dict[str, str], why: str) -> Change:
    return Change(words, why, timezone.localdate())


def _carrier_seen_by(request: SignedInRequest, pk: int) -> Carrier:
    seen = visible_notices(mandate_on(request))
    rows = Carrier.objects.filter(notice__in=seen.values("pk"))
    return get_object_or_404(rows.select_related("notice__organization"), pk=pk)


def _entry_seen_by(request: SignedInRequest, pk: int) -> NoticeEntry:
    seen = visible_notices(mandate_on(request))
    rows = NoticeEntry.objects.filter(notice__in=seen.values("pk"))
    return get_object_or_404(rows.select_related("notice__organization"), pk=pk)


def _frame(notice: Notice, deed: str, said: str) -> dict[str, object]:
    return {
        "title": deed,
        "lead_line": said,
        "breadcrumbs": notice_crumbs(notice, deed),
        "cancel_url": page_of(notice),
        "submit": deed,
    }
