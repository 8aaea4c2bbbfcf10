"""What can be done with an objection: each deed with its form, its wording and its operation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.queries import holders_of
from honours.directory.vocabulary import Role
from honours.notices.forms.objections import (
    AcceptForm,
    AnswerForm,
    AppealForm,
    DeclineForm,
    HandlerForm,
    IdentifyForm,
    InquiryForm,
    JudgementForm,
    MessageForm,
    NothingForm,
    ReasonForm,
    ReviewForm,
)
from honours.notices.forms.objections_filing import MaterialsForm
from honours.notices.models.objections import Objection
from honours.notices.operations import objections_findings, objections_handling
from honours.notices.operations.objections import attach_evidence
from honours.notices.operations.objections_appeals import appeal
from honours.notices.operations.objections_identity import identify_objector, note_openings
from honours.notices.operations.objections_messages import write_message
from honours.notices.queries.objections import objections_visible_to
from honours.notices.vocabulary import ENDED, ObjectionState
from honours.ui.parts import Crumb, Tab
from honours.workflow.queries import open_moves

Act = Callable[[Objection, Any, User], object]
OPEN_TO_APPEAL = (ObjectionState.ANSWERED, ObjectionState.CLOSED, ObjectionState.DECLINED)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its wording, the form that asks for it, and the operation that does it."""

    label: str
    form: type[Form]
    act: Act
    hint: str = ""


def _handled(name: str) -> Act:
    deed = getattr(objections_handling, name)
    return lambda case, form, by: deed(case, by=by)


MOVES = {
    "accept": Deed(
        "受理",
        AcceptForm,
        lambda case, form, by: objections_handling.accept_objection(
            case, form.acceptance(), by=by
        ),
        "受理后您即为本件的办理人，只有办理人可以写明理由启封反映人的身份。",
    ),
    "decline": Deed(
        "不予受理",
        DeclineForm,
        lambda case, form, by: objections_handling.decline_objection(case, form.decline(), by=by),
        "材料留存，并答复反映人。所选情形须符合规定。",
    ),
    "refer": Deed("转上级复核", NothingForm, _handled("refer_objection")),
    "record_review": Deed(
        "登记上级复核意见",
        ReviewForm,
        lambda case, form, by: objections_findings.record_review(case, form.judgement(), by=by),
    ),
    "inquire": Deed("开始核查", NothingForm, _handled("begin_inquiry")),
    "propose": Deed(
        "提出认定意见",
        JudgementForm,
        lambda case, form, by: objections_findings.propose_finding(case, form.judgement(), by=by),
        "由主要领导签字后生效；参与核查的人不能签字。",
    ),
    "confirm": Deed(
        "签字认定",
        NothingForm,
        lambda case, form, by: objections_findings.confirm_finding(case, by=by),
        "签字后认定生效，并据以答复反映人、处理所涉对象。",
    ),
    "answer": Deed(
        "答复反映人",
        AnswerForm,
        lambda case, form, by: objections_handling.answer_objection(
            case,
            form.cleaned_data["answer"],
            by=by,
            appeal_until=form.cleaned_data["appeal_until"],
        ),
    ),
    "close": Deed(
        "办结",
        NothingForm,
        _handled("close_objection"),
        "办结后，本件不再影响评选的审批。",
    ),
}
"""By the verb of the lifecycle."""
ASIDE = {
    "return": Deed(
        "退回核查",
        ReasonForm,
        lambda case, form, by: objections_findings.return_finding(
            case, reason=form.cleaned_data["reason"], by=by
        ),
    ),
    "inquiry": Deed(
        "登记核查记录",
        InquiryForm,
        lambda case, form, by: objections_handling.record_inquiry(
            case, **form.cleaned_data, by=by
        ),
    ),
    "materials": Deed(
        "添加核查材料",
        MaterialsForm,
        lambda case, form, by: [
            attach_evidence(case, one, by=by, purpose=objections_handling.MATERIALS)
            for one in form.evidence()
        ],
    ),
    "message": Deed(
        "给反映人留言",
        MessageForm,
        lambda case, form, by: write_message(case, form.cleaned_data["text"], by=by),
        "反映人凭查询码看到，可以回复；双方都不具名。",
    ),
    "identify": Deed(
        "登记身份核实结果",
        IdentifyForm,
        lambda case, form, by: identify_objector(case, form.cleaned_data["found"], by=by),
        "只登记是否属实，不写出姓名。",
    ),
    "handler": Deed(
        "更换办理人",
        HandlerForm,
        lambda case, form, by: objections_handling.change_handler(
            case, to=form.chosen(), reason=form.cleaned_data["reason"], by=by
        ),
    ),
    "note": Deed(
        "阅知启封",
        NothingForm,
        lambda case, form, by: note_openings(case, by=by),
        "已知道谁在何时因何启封了反映人的身份。",
    ),
    "appeal": Deed(
        "登记复核申请",
        AppealForm,
        lambda case, form, by: appeal(case, form.cleaned_data["content"], by=by),
        "反映人用书面等方式申请复核的，在此登记；由上一级办理。",
    ),
}
"""What is done beside the road."""
DEEDS = MOVES | ASIDE


def deeds_open_on(case: Objection, user: User, mandate: Mandate) -> list[Tab]:
    """The links to show on a case: its moves, then what may be done beside them."""
    verbs = [move.verb for move in open_moves(case, mandate) if move.verb in MOVES]
    if case.referred_to_id is None:
        verbs = [verb for verb in verbs if verb != "refer"]
    else:
        verbs = [verb for verb in verbs if verb not in ("accept", "decline")]
    verbs += [name for name, is_open in _aside(case, user, mandate).items() if is_open]
    return [
        Tab(DEEDS[verb].label, reverse("notices:objection_deed", args=[case.pk, verb]))
        for verb in verbs
    ]


def _aside(case: Objection, user: User, mandate: Mandate) -> dict[str, bool]:
    is_handler = case.handler_id == user.pk and mandate.may(Role.INSPECTOR, case.organization)
    is_leader = mandate.may(Role.PRINCIPAL_LEADER, case.organization)
    is_open = case.state not in ENDED
    is_inquiring = case.state == ObjectionState.INQUIRING
    opened = list(case.openings.all())
    is_first = case.appeal_of_id is None and getattr(case, "appeal", None) is None
    return {
        "return": is_leader and case.state == ObjectionState.PROPOSED,
        "inquiry": is_handler and is_inquiring,
        "materials": is_handler and is_open,
        "message": is_handler and case.state != ObjectionState.CLOSED,
        "identify": is_handler and is_open and any(one.opened_by_id == user.pk for one in opened),
        "handler": is_leader and is_open and case.handler_id is not None,
        "note": is_leader and any(one.noted_at is None for one in opened),
        "appeal": is_first
        and case.state in OPEN_TO_APPEAL
        and mandate.may(Role.INSPECTOR, case.organization),
    }


@login_required
def objection_deed(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """Ask for what the deed needs, and do it."""
    rows = objections_visible_to(request.user).select_related("appeal_of", "appeal", "referred_to")
    case = get_object_or_404(rows, pk=pk)
    chosen = DEEDS.get(deed)
    if chosen is None:
        raise Http404
    form = _form_of(chosen, request, case)
    done = saved(request, form, lambda: (chosen.act(case, form, request.user), True))
    if done is not None:
        messages.success(request, f"已办理“{chosen.label}”。")
        return redirect("notices:objection", case.pk)
    page = reverse("notices:objection", args=[case.pk])
    context = {
        "title": f"{chosen.label}：{case}",
        "breadcrumbs": [
            Crumb("异议办理", reverse("notices:objections")),
            Crumb(str(case), page),
            Crumb(chosen.label),
        ],
        "form": form,
        "submit": chosen.label,
        "lead_line": chosen.hint,
        "cancel_url": page,
        "objection": case,
        "is_open": chosen.label in {tab.label for tab in _open(request, case)},
    }
    return render(request, "notices/objection_deed.html", context, status=status_of(form))


def _open(request: SignedInRequest, case: Objection) -> list[Tab]:
    return deeds_open_on(case, request.user, mandate_on(request))


def _form_of(deed: Deed, request: SignedInRequest, case: Objection) -> Form:
    posted = request.POST if request.method == "POST" else None
    if deed.form is HandlerForm:
        colleagues = holders_of(Role.INSPECTOR, case.organization)
        return HandlerForm(posted, colleagues=colleagues)
    return deed.form(posted, request.FILES or None)
