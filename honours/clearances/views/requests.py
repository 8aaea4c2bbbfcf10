"""Questions to bodies: the list, one of them, and what can be done with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.clearances.forms.answers import PaperAnswerForm
from honours.clearances.forms.asking import AgainForm, ReasonForm
from honours.clearances.forms.matrix import WaiverForm
from honours.clearances.lists import REQUESTS
from honours.clearances.models import ClearanceRequest
from honours.clearances.operations.answers import enter_paper_answer, waive
from honours.clearances.operations.asking import ask_again, chase, withdraw_request
from honours.clearances.queries.requests import askers, visible_requests, visible_waivers
from honours.clearances.views.frame import form_page, room_crumbs, room_tabs
from honours.clearances.vocabulary import Channel, FormKind, ObjectKind, Opinion
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.privacy.http import sent
from honours.privacy.masks import masked_identity_number
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of_all
from honours.ui.lists import Bulk
from honours.ui.parts import Fact
from honours.workflow.notes import note
from honours.workflow.queries import open_moves, timeline_of


@login_required
def requests(request: SignedInRequest) -> HttpResponseBase:
    """Every question within reach; ticked ones can be sent, a link for each body."""
    mandate = mandate_on(request)
    may_ask = askers(mandate).exists()
    context = {
        "tabs": room_tabs("requests"),
        "may_ask": may_ask,
        "bulk": [Bulk("发出（所勾选）", reverse("clearances:send"))] if may_ask else [],
    }
    return REQUESTS.respond(
        request,
        visible_requests(mandate),
        recorded_writers(request, TakenList("clearances.clearancerequest.export", REQUESTS.title)),
        context=context,
        template="clearances/requests.html",
    )


@login_required
def one_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One question: what was asked of whom, what came back, what can be done now."""
    found = seen_by(request, pk)
    mandate = mandate_on(request)
    verbs = {move.verb for move in open_moves(found, mandate)}
    context = {
        "title": str(found),
        "breadcrumbs": room_crumbs(str(found)),
        "clearance": found,
        "facts": _facts(found),
        "answer_facts": _answer_facts(found),
        "files": _attachments(found),
        "verbs": verbs,
        "may_ask_again": hasattr(found, "answer")
        and mandate.may(Role.EXAMINER, found.organization),
        "may_waive": bool(found.about) and mandate.may(Role.LEADER_IN_CHARGE, found.organization),
        "waivers": visible_waivers(mandate).filter(about=found.about) if found.about else [],
        "history": timeline_of(found)[::-1],
    }
    return render(request, "clearances/request.html", context)


@login_required
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter an answer that came on paper."""
    found = seen_by(request, pk)
    form = PaperAnswerForm(request.POST or None, request.FILES or None)
    answer = saved(
        request,
        form,
        lambda: enter_paper_answer(
            found, form.given(), form.signing(), scan=form.sent_scan(), by=request.user
        ),
    )
    if answer is not None:
        messages.success(request, "书面答复已登记。")
        return redirect("clearances:request", pk)
    title = f"登记书面答复：{found.body_name}"
    return form_page(request, form, title, "登记", _page_of(found))


@login_required
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the same body again; its earlier answer stays on record."""
    found = seen_by(request, pk)
    form = AgainForm(request.POST or None, initial={"asked_on": timezone.localdate()})
    made = saved(request, form, lambda: ask_again(found, by=request.user, **form.cleaned_data))
    if made is not None:
        messages.success(request, "已拟制重新征求，请发出。")
        return redirect("clearances:request", made.pk)
    title = f"重新征求：{found.body_name}"
    return form_page(request, form, title, "拟制", _page_of(found))


@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a question back, with the reason."""
    found = seen_by(request, pk)
    form = ReasonForm(request.POST or None)
    taken = saved(
        request,
        form,
        lambda: withdraw_request(found, reason=form.cleaned_data["reason"], by=request.user),
    )
    if taken is not None:
        messages.success(request, "已撤回。")
        return redirect("clearances:request", pk)
    return form_page(request, form, f"撤回征求：{found.body_name}", "撤回", _page_of(found))


@login_required
def chase_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that the body is late."""
    found = seen_by(request, pk)
    if request.method == "POST":
        chase(found, on=timezone.localdate(), by=request.user)
        messages.success(request, "已记为逾期，请联系该部门。")
    return redirect("clearances:request", pk)


@login_required
def waiver(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide that a body need not be asked about this object."""
    found = seen_by(request, pk)
    if not found.about:
        raise Http404
    form = WaiverForm(request.POST or None, initial={"body": found.body})
    made = saved(
        request,
        form,
        lambda: waive(found.organization, found.about, by=request.user, **form.cleaned_data),
    )
    if made is not None:
        messages.success(request, "已记明。")
        return redirect("clearances:request", pk)
    lead = "免予征求，或者对不同意见作出处理的，须记明理由；“不宜表彰”不能以此消除。"
    return form_page(request, form, "记明处理理由", "记明", _page_of(found), lead)


@login_required
def file(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponse:
    """A sealed form that came with the answer."""
    found = seen_by(request, pk)
    attachment = get_object_or_404(_attachments(found), pk=file_pk)
    note(found, "open_file", by=request.user, file=attachment.pk)
    return sent(attachment)


def seen_by(request: SignedInRequest, pk: int) -> ClearanceRequest:
    return get_object_or_404(visible_requests(mandate_on(request)), pk=pk)


def _page_of(found: ClearanceRequest) -> str:
    return reverse("clearances:request", args=[found.pk])


def _attachments(found: ClearanceRequest) -> QuerySet[Attachment]:
    subjects = [found.subject()]
    if hasattr(found, "answer") and found.answer.link_id:
        subjects.append(f"clearances.clearancelink:{found.answer.link_id}")
    return attachments_of_all(subjects)


def _facts(found: ClearanceRequest) -> list[Fact]:
    identity = masked_identity_number(found.id_number) if found.id_number else "（该部门不需要）"
    return [
        Fact("对象", found.object_name),
        Fact("单位", found.object_unit),
        Fact("职务", found.object_post),
        Fact("对象类别", ObjectKind(found.kind).label),
        Fact("身份证号码", identity),
        Fact("征求单位", found.organization),
        Fact("征求部门", found.body_name, note="按征求日期的名称"),
        Fact("依据", found.grounds),
        Fact("表式", FormKind(found.form_kind).label),
        Fact("征求日期", found.asked_on.isoformat()),
        Fact("答复期限", found.due_on.isoformat()),
        Fact("状态", found.state_label),
    ]


def _answer_facts(found: ClearanceRequest) -> list[Fact]:
    if not hasattr(found, "answer"):
        return []
    answer = found.answer
    is_stale = answer.valid_until < timezone.localdate()
    return [
        Fact("意见", Opinion(answer.opinion).label),
        Fact("说明", answer.statement or "无"),
        Fact("答复人", f"{answer.official_name}（{answer.official_post}）"),
        Fact("答复日期", answer.answered_on.isoformat()),
        Fact("文号", answer.document_number or "无"),
        Fact(
            "有效期至",
            answer.valid_until.isoformat(),
            note="已过期，须重新征求" if is_stale else "",
        ),
        Fact("方式", Channel(answer.channel).label),
    ]
