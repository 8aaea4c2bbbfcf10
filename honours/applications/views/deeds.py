"""The steps of the chain, one application at a time: signed, examined, studied, reported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from honours.applications.forms.deeds import (
    ConfirmForm,
    OpinionForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
)
from honours.applications.models import Application
from honours.applications.operations import chain
from honours.applications.operations.answers import put_on_notice
from honours.applications.queries.applications import content_of
from honours.applications.queries.judging import judge_application
from honours.applications.views.frame import (
    application_crumbs,
    application_seen_by,
    page_of,
)
from honours.applications.vocabulary import ApplicationState
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import User
from honours.workflow.queries import earlier_states, may_send_back

Act = Callable[[Application, dict[str, Any], User, date], Application]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is filled in for a step, what it means, and the operation that makes it."""

    form: type[forms.Form]
    question: str
    act: Act


_SIGN = Deed(
    ConfirmForm,
    "签字后报上级，本单位不能再改；经办人和负责人不能是同一人。",
    lambda found, given, by, on: chain.sign_application(found, by=by),
)
DEEDS = {
    "sign_to_county": _SIGN,
    "sign_to_city": _SIGN,
    "examine_in_county": Deed(
        OpinionForm,
        "审核后请县级分管领导提出。",
        lambda found, given, by, on: chain.examine_in_county(
            found, by=by, opinion=given["opinion"]
        ),
    ),
    "propose_for_county": Deed(
        OpinionForm,
        "由县级向市级提出；审批权在省和中央，这一步不是批准。",
        lambda found, given, by, on: chain.propose_for_county(
            found, by=by, opinion=given["opinion"]
        ),
    ),
    "study": Deed(
        ReasonForm,
        "写明研究意见，请市级分管领导决定是否上报。",
        lambda found, given, by, on: chain.study_application(
            found, opinion=given["reason"], by=by
        ),
    ),
    "agree": Deed(
        OpinionForm,
        "同意后报省；审批权在省和中央，这一步不是批准。",
        lambda found, given, by, on: chain.agree_application(
            found, by=by, opinion=given["opinion"]
        ),
    ),
    "decline": Deed(
        ReasonForm,
        "不予受理的，理由告知申报单位；本年度不再受理同一项目。",
        lambda found, given, by, on: chain.decline_application(
            found, reason=given["reason"], by=by
        ),
    ),
    "report": Deed(
        ReportForm,
        "记录报省文件的文号和日期。",
        lambda found, given, by, on: chain.report_application(
            found, number=given["number"], on=given["on"], by=by
        ),
    ),
    "put_on_notice": Deed(
        ConfirmForm,
        "项目公示已经登记（或者已登记不公示的理由）的，记录后等候省批复。",
        lambda found, given, by, on: put_on_notice(found, by=by, on=on),
    ),
}


@login_required
def move(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """One step, after a page that says what it means."""
    found = application_seen_by(request, pk)
    deed = DEEDS.get(verb)
    if deed is None:
        raise Http404
    label = found.lifecycle.find(verb, found.state).label
    form = deed.form(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    done = saved(request, form, lambda: deed.act(found, form.cleaned_data, request.user, today))
    if done is not None:
        messages.success(request, f"已办理“{label}”，现为“{done.state_label}”。")
        return redirect(page_of(found))
    return deed_page(
        request, found, form, label, question=deed.question, judged=_judged(found, today)
    )


@login_required
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own last step."""
    found = application_seen_by(request, pk)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    done = saved(
        request,
        form,
        lambda: chain.withdraw_application(
            found, by=request.user, reason=form.cleaned_data["opinion"]
        ),
    )
    if done is not None:
        messages.success(request, f"已取回，现为“{done.state_label}”。")
        return redirect(page_of(found))
    question = "取回您最近办理的一步；别人已经接着办理的，不能取回。"
    return deed_page(request, found, form, "取回", question=question)


@login_required
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back to an earlier step, or to its writers with the fields to be changed."""
    found = application_seen_by(request, pk)
    states = [ApplicationState(state) for state in earlier_states(found)]
    if not states or not may_send_back(found, mandate_on(request)):
        raise PermissionDenied(f"“{found.state_label}”状态下不能由您退回。")
    ordered = sorted(states, key=lambda state: state is not ApplicationState.DRAFT)
    form = ReturnForm(request.POST if request.method == "POST" else None, states=ordered)
    done = saved(
        request,
        form,
        lambda: chain.return_application(
            found,
            form.reasons(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            on=timezone.localdate(),
            to=ApplicationState(form.cleaned_data["to"]),
        ),
    )
    if done is not None:
        messages.success(request, f"已退回，现为“{done.state_label}”。")
        return redirect(page_of(found))
    said = content_of(found)
    context = {
        "title": f"退回：{found}",
        "form": form,
        "groups": [
            (title, [(bound, said[bound.name.removeprefix("why_")]) for bound in fields])
            for title, fields in form.groups()
        ],
        "back": page_of(found),
        "breadcrumbs": application_crumbs(found, "退回"),
    }
    return render(request, "applications/return.html", context, status=status_of(form))


def deed_page(
    request: SignedInRequest,
    found: Application,
    form: forms.Form,
    label: str,
    **more: object,
) -> HttpResponse:
    """A page with one form about an application."""
    context = {
        "title": f"{label}：{found}",
        "form": form,
        "submit": label,
        "back": page_of(found),
        "breadcrumbs": application_crumbs(found, label),
        **more,
    }
    return render(request, "applications/deed.html", context, status=status_of(form))


def _judged(found: Application, today: date) -> object:
    return judge_application(found, today).findings
