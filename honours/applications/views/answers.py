"""The province's answer recorded, and the catalogue of the year published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.applications.forms.answers import AnswersForm, PublishForm
from honours.applications.models import Application, Approval, Catalogue
from honours.applications.operations.answers import record_answers
from honours.applications.operations.catalogues import Issue, publish_catalogue
from honours.applications.queries.applications import visible_applications
from honours.applications.vocabulary import ApplicationState
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.policies.models import Document
from honours.policies.queries import documents_visible_to
from honours.ui.parts import Crumb
from honours.workflow.todos import waiting_for

AT_ONCE = 50
_HERE = "项目申报"
_ANSWERED_IN = (ApplicationState.REPORTED, ApplicationState.ON_NOTICE)
_ABOVE = (Level.PROVINCE, Level.NATION)


@login_required
def answers(request: SignedInRequest) -> HttpResponse:
    """One document, with its answer to each application that waits for one."""
    _refuse_others(request, "记录省批复")
    rows = list(_for_answer(request)[:AT_ONCE])
    form = AnswersForm(request.POST or None, applications=rows, documents=_documents(request))
    today = timezone.localdate()

    def keep() -> list[Approval]:
        given = form.cleaned_data
        return record_answers(
            form.replies(),
            document=given["document"],
            decided_on=given["decided_on"],
            by=request.user,
            on=today,
        )

    recorded = saved(request, form, keep)
    if recorded:
        messages.success(request, f"已记录{len(recorded)}项批复。")
        return redirect("applications:waiting")
    if recorded is not None:
        messages.warning(request, "没有填写任何一项的批复意见。")
    context = {
        "title": "记录省批复",
        "form": form,
        "lines": form.lines(),
        "breadcrumbs": [Crumb(_HERE, reverse("applications:applications")), Crumb("省批复")],
    }
    return render(request, "applications/answers.html", context, status=status_of(form))


@login_required
def publish(request: SignedInRequest) -> HttpResponse:
    """The next issue of a place's catalogue."""
    _refuse_others(request, "公布年度目录")
    mandate, today = mandate_on(request), timezone.localdate()
    jurisdictions = {post.jurisdiction for post in mandate.posts if post.role == Role.EXAMINER}
    places = organizations_within_reach(mandate).filter(
        kind=OrganizationKind.PLACE, pk__in=[place.pk for place in jurisdictions]
    )
    items = visible_applications(mandate).filter(state=ApplicationState.APPROVED)
    form = PublishForm(
        request.POST or None,
        places=places,
        items=items,
        years=_years(request.GET.get("year", ""), today.year),
        today=today,
    )

    def keep() -> Catalogue:
        given = form.cleaned_data
        issue = Issue(given["place"], given["year"], given["as_of"])
        return publish_catalogue(issue, list(given["items"]), by=request.user)

    published = saved(request, form, keep)
    if published is not None:
        messages.success(request, f"已公布{published.place}{published.year}年度目录。")
        return redirect("applications:issue", published.place_id, published.year)
    context = {
        "title": "公布年度目录",
        "form": form,
        "submit": "公布",
        "question": "列入目录的项目进入台账：新设立的登记，调整、合并、退出的照批复办理。",
        "back": reverse("applications:catalogue"),
        "breadcrumbs": [Crumb(_HERE, reverse("applications:applications")), Crumb("公布目录")],
    }
    return render(request, "applications/deed.html", context, status=status_of(form))


def _years(wanted: str, this: int) -> list[int]:
    """The year that was asked for first, then those near it."""
    near = [this, this + 1, this - 1]
    return sorted(near, key=lambda year: str(year) != wanted)


def _refuse_others(request: SignedInRequest, deed: str) -> None:
    if not mandate_on(request).holds(Role.EXAMINER):
        raise PermissionDenied(f"“{deed}”须由具有“{Role.EXAMINER.label}”职责的人员办理。")


def _for_answer(request: SignedInRequest) -> QuerySet[Application]:
    """Those that wait for an answer at this reader's desk; with ``?ids=`` only those."""
    mandate = mandate_on(request)
    waiting = waiting_for(Application, mandate).order_by().values("pk")
    rows = visible_applications(mandate).filter(pk__in=waiting, state__in=_ANSWERED_IN)
    keys = [int(key) for key in request.GET.getlist("ids") if key.isdigit()]
    return rows.filter(pk__in=keys) if keys else rows


def _documents(request: SignedInRequest) -> QuerySet[Document]:
    rows = documents_visible_to(mandate_on(request)).filter(level__in=_ABOVE)
    return rows.order_by("-issued_on", "-pk")
