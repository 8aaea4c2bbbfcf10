"""The catalogue of the year: what may be held, what was, and why some was not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.applications.forms.deeds import ExplanationForm, HeldForm
from honours.applications.lists import CATALOGUE, ENTRY_TONES
from honours.applications.models import CatalogueEntry
from honours.applications.operations.catalogues import explain_unheld, record_held
from honours.applications.queries.applications import visible_applications
from honours.applications.queries.catalogues import (
    issues_of,
    published_entries,
    unheld_entries,
    visible_entries,
)
from honours.applications.views.frame import entry_seen_by
from honours.applications.vocabulary import EntryState
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.ui.parts import Crumb, Fact, Tone
from honours.ui.tables import Heading, Table
from honours.workflow.permissions import require_move
from honours.workflow.queries import open_moves, timeline_of

_TAKEN = TakenList("applications.catalogueentry.export", CATALOGUE.title)
SHOWN = 20


@login_required
def catalogue(request: SignedInRequest) -> HttpResponseBase:
    """Items of every year within reach, and those about which a word is still owed."""
    mandate = mandate_on(request)
    rows = visible_entries(mandate)
    issues = rows.order_by().values_list("catalogue__place", "catalogue__place__name", "year")
    context = {
        "unheld": list(unheld_entries(mandate, timezone.localdate())[:SHOWN]),
        "issues": sorted(set(issues), key=lambda one: (-one[2], one[1]))[:SHOWN],
        "breadcrumbs": [_crumbs()[0], Crumb("年度项目目录")],
    }
    template = "applications/catalogue.html"
    return CATALOGUE.respond(
        request, rows, recorded_writers(request, _TAKEN), context=context, template=template
    )


@login_required
def issue(request: SignedInRequest, place_pk: int, year: int) -> HttpResponse:
    """The catalogue of one place and year, as whoever is signed in may read it."""
    mandate = mandate_on(request)
    if not mandate.reach():
        raise PermissionDenied("年度目录供有业务职责的人员查阅。")
    place = get_object_or_404(Organization, pk=place_pk)
    entries = list(published_entries(mandate, year, place))
    issues = list(issues_of(year, place))
    context = {
        "title": f"{place}{year}年度评比达标表彰项目目录",
        "issues": issues,
        "table": _table(entries),
        "has_entries": bool(entries),
        "breadcrumbs": [*_crumbs(), Crumb(f"{place}{year}年度")],
    }
    return render(request, "applications/issue.html", context)


@login_required
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One item of the catalogue: its elements as approved, and how it was carried out."""
    found = entry_seen_by(request, pk)
    verbs = {move.verb: move.label for move in open_moves(found, mandate_on(request))}
    state = EntryState(found.state)
    context = {
        "title": found.name,
        "entry": found,
        "state": state,
        "tone": ENTRY_TONES.get(state, Tone.INFO),
        "facts": _facts(found, mandate_on(request)),
        "may_hold": "hold" in verbs,
        "may_explain": "explain" in verbs,
        "history": timeline_of(found)[::-1],
        "breadcrumbs": [*_crumbs(), Crumb(found.name)],
    }
    return render(request, "applications/entry.html", context)


@login_required
def hold(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that the item was held, and when."""
    found = entry_seen_by(request, pk)
    require_move(found, "hold", mandate_on(request))
    form = HeldForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: record_held(found, held_on=form.cleaned_data["held_on"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已登记开展。")
        return redirect("applications:entry", pk)
    return _deed(request, found, form, "登记开展")


@login_required
def explain(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say in writing why the item was not held."""
    found = entry_seen_by(request, pk)
    require_move(found, "explain", mandate_on(request))
    form = ExplanationForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: explain_unheld(found, text=form.cleaned_data["reason"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已提交说明。")
        return redirect("applications:entry", pk)
    return _deed(request, found, form, "书面说明未开展原因")


def _deed(request: SignedInRequest, found: CatalogueEntry, form: Form, label: str) -> HttpResponse:
    page = reverse("applications:entry", args=[found.pk])
    context = {
        "title": f"{label}：{found.name}",
        "form": form,
        "submit": label,
        "back": page,
        "breadcrumbs": [*_crumbs(), Crumb(found.name, page), Crumb(label)],
    }
    return render(request, "applications/deed.html", context, status=status_of(form))


def _crumbs() -> list[Crumb]:
    return [
        Crumb("项目申报", reverse("applications:applications")),
        Crumb("年度项目目录", reverse("applications:catalogue")),
    ]


def _facts(found: CatalogueEntry, mandate: Mandate) -> list[Fact]:
    """What was approved; the application is named to whoever may open it."""
    document = reverse("policies:document", args=[found.document_id])
    facts = [
        Fact("年度", f"{found.year}年度"),
        Fact("主办单位", "、".join(found.hosts)),
        Fact("承办单位", "、".join(found.co_hosts) or "无"),
        Fact("活动周期", found.period or "未定"),
        Fact("集体名额", "未定" if found.collectives is None else found.collectives),
        Fact("个人名额", "未定" if found.individuals is None else found.individuals),
        Fact("批复文件", found.document, document),
        Fact("公开", "不公开" if found.is_unlisted else "公开"),
        Fact("台账项目", found.activity, reverse("registry:activity", args=[found.activity_id])),
    ]
    seen = visible_applications(mandate).filter(pk=found.application_id)
    if seen.exists():
        url = reverse("applications:application", args=[found.application_id])
        facts.append(Fact("申请", f"{found.organization}的申请", url))
    if found.held_on:
        facts.append(Fact("开展日期", found.held_on))
    if found.explanation:
        facts.append(Fact("未开展原因", found.explanation))
    return facts


def _table(entries: list[CatalogueEntry]) -> Table:
    headings = [
        Heading("序号", is_number=True),
        Heading("项目名称"),
        Heading("主办单位"),
        Heading("周期"),
        Heading("集体名额", is_number=True),
        Heading("个人名额", is_number=True),
        Heading("批复文件"),
    ]
    rows = [
        [
            number,
            one.name,
            "、".join(one.hosts),
            one.period,
            one.collectives,
            one.individuals,
            str(one.document),
        ]
        for number, one in enumerate(entries, start=1)
    ]
    return Table("年度项目目录", headings, rows)
