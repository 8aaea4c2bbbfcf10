"""A plan in preparation: set up, amended, its titles, rules, dates and consent text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from honours.commendations.forms.edition_rules import RulesForm
from honours.commendations.forms.editions import (
    ConsentTextForm,
    EditionForm,
    NewEditionForm,
    TimetableForm,
    TitlesForm,
)
from honours.commendations.models.editions import Edition
from honours.commendations.operations.editions import (
    EditionPlan,
    amend_edition,
    plan_edition,
    set_consent_text,
    set_milestones,
    set_rules,
    set_titles,
)
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.registry.queries.activities import visible_activities
from honours.registry.vocabulary import Standing
from honours.ui.parts import Crumb, Tab

_PARTS = (
    ("amend_edition", "方案"),
    ("edition_titles", "称号和名额"),
    ("edition_rules", "规则"),
    ("edition_timetable", "时间安排"),
    ("edition_consent", "公示同意书"),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One page of the plan: its form, what saving does, and how it is drawn."""

    name: str
    form: forms.BaseForm
    save: Callable[[], object]
    template: str = "commendations/edition_part.html"
    lead: str = ""


@login_required
def plan(request: SignedInRequest) -> HttpResponse:
    """Set up a new edition."""
    mandate = mandate_on(request)
    posts = [post for post in mandate.posts if post.role == Role.EXAMINER]
    if not posts:
        raise PermissionDenied(f"“筹备评选表彰”由具有“{Role.EXAMINER.label}”职责的人员办理。")
    activities = visible_activities(mandate).filter(
        state__in=(Standing.REGISTERED, Standing.RETAINED)
    )
    form = NewEditionForm(request.POST or None, activities=activities, posts=posts)

    def begin() -> Edition:
        given, post = form.cleaned_data, form.chosen_post()
        told = EditionPlan(
            activity=given["activity"],
            lead=post.organization,
            region=post.jurisdiction,
            name=given["name"],
            year=given["year"],
            level=Level(given["level"]),
            particulars=form.particulars(),
        )
        return plan_edition(told, by=request.user)

    done = saved(request, form, begin)
    if done is not None:
        messages.success(request, "已建立。接着填写称号和名额。")
        return redirect("commendations:edition_titles", done.pk)
    context = {
        "title": "筹备一届评选表彰",
        "form": form,
        "submit": "建立",
        "cancel_url": reverse("commendations:editions"),
        "breadcrumbs": [Crumb("评选表彰", reverse("commendations:editions")), Crumb("筹备")],
    }
    template = "commendations/edition_part.html"
    return render(request, template, context, status=status_of(form))


@login_required
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the plan."""
    found = _to_amend(request, pk)
    form = EditionForm(request.POST or None, instance=found)

    def keep() -> Edition:
        given = form.cleaned_data
        particulars = {name: given[name] for name in form.Meta.fields}
        return amend_edition(found, particulars, by=request.user)

    return _answer(request, found, _Part("amend_edition", form, keep))


@login_required
def titles(request: SignedInRequest, pk: int) -> HttpResponse:
    """The titles: on whom each is conferred, and how many."""
    found = _to_amend(request, pk)
    form = TitlesForm(request.POST or None, titles=list(found.titles.all()))
    part = _Part(
        "edition_titles",
        form,
        lambda: set_titles(found, form.plans(), by=request.user),
        template="commendations/edition_titles.html",
    )
    return _answer(request, found, part)


@login_required
def rules(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who may be how many: rules chosen among those known, and set to this edition's paper."""
    found = _to_amend(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, rules=list(found.rules.all()))
    part = _Part(
        "edition_rules",
        form,
        lambda: set_rules(found, form.plans(), by=request.user),
        template="commendations/edition_rules.html",
    )
    return _answer(request, found, part)


@login_required
def timetable(request: SignedInRequest, pk: int) -> HttpResponse:
    """The dates; once it is open they are only put off."""
    found = _to_amend(request, pk)
    dates = dict(found.milestones.values_list("milestone", "due_on"))
    form = TimetableForm(request.POST or None, dates=dates)

    def keep() -> bool:
        set_milestones(found, form.dates(), by=request.user)
        return True

    lead = "依先后填写；本届没有的环节不填。启动以后，日期只能顺延。"
    return _answer(request, found, _Part("edition_timetable", form, keep, lead=lead))


@login_required
def consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new version of what nominees agree to."""
    found = _to_amend(request, pk)
    last = found.consent_texts.last()
    form = ConsentTextForm(request.POST or None, initial={"consent": last.text if last else ""})
    part = _Part(
        "edition_consent",
        form,
        lambda: set_consent_text(found, form.cleaned_data["consent"], by=request.user),
        lead=f"现为第{last.version}版，{last.since:%Y-%m-%d}起用。" if last else "",
    )
    return _answer(request, found, part)


def _to_amend(request: SignedInRequest, pk: int) -> Edition:
    """For who runs it; others who see the edition are told whose it is."""
    found = edition_seen_by(request, pk)
    if not _runs(mandate_on(request), found):
        raise PermissionDenied(f"“修改评选方案”由“{found.organization}”的审核人员办理。")
    return found


def _runs(mandate: Mandate, found: Edition) -> bool:
    return mandate.may(Role.EXAMINER, found.organization)


def _answer(request: SignedInRequest, found: Edition, part: _Part) -> HttpResponse:
    label = dict(_PARTS)[part.name]
    if saved(request, part.form, part.save) is not None:
        messages.success(request, f"已保存“{label}”。")
        return redirect(f"commendations:{part.name}", found.pk)
    context: dict[str, Any] = {
        "title": f"{label}：{found.name}",
        "edition": found,
        "form": part.form,
        "lead": part.lead,
        "submit": "保存",
        "cancel_url": reverse("commendations:edition", args=[found.pk]),
        "breadcrumbs": edition_crumbs(found, label),
        "tabs": [
            Tab(word, reverse(f"commendations:{name}", args=[found.pk]), name == part.name)
            for name, word in _PARTS
        ],
    }
    return render(request, part.template, context, status=status_of(part.form))
