"""The tree of organizations as of a day, one organization, its people and duties."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.directory.forms.organizations import DayForm, DutyForm
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.models import Duty, Organization, OrganizationName, Post, Succession
from honours.directory.naming import organization_named
from honours.directory.operations.posts import LEADERS, assign_duty, fulfil_duty
from honours.directory.permissions import Mandate
from honours.directory.queries import (
    ancestors_on,
    children_on,
    name_on,
    names_on,
    posts_held,
    posts_within_reach,
    predecessors_of,
    successors_of,
)
from honours.directory.readings import SPELLING_HELP
from honours.directory.views.changes import changes_open
from honours.directory.vocabulary import (
    ADMINISTRATORS,
    Level,
    OrganizationKind,
    Role,
    SuccessionKind,
)
from honours.ui.filters import ChoiceFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Event, Fact, day_in_words
from honours.ui.tables import Column, Heading, Look, Table

PAGES = (("账号", "accounts"), ("任免", "posts"), ("任免记录", "appointments"))
"""The page of each of the three administrators, in their order."""
PEOPLE = ListPage(
    title="人员和职务",
    columns=(
        Column("user__name", "姓名", is_heading=True),
        Column("role", "职责", text=lambda post: Role(post.role).label),
        Column("title", "职务"),
        Column(
            "organization__name",
            "单位",
            link=lambda post: reverse("directory:organization", args=[post.organization_id]),
        ),
        Column("jurisdiction__name", "管辖范围"),
        Column("since", "任职日期", look=Look.DATE, order="since"),
        Column("until", "免职日期", look=Look.DATE),
    ),
    filters=(ChoiceFilter("role", "职责", Role.choices()),),
    order="-since",
    empty_title="没有可以查看的人员",
    empty_text="这里列出您职务所及单位的人员。",
)


@login_required
def organizations(request: SignedInRequest) -> HttpResponse:
    """The top of the tree, or what a name that somebody typed may mean."""
    day = _day(request)
    text = request.GET.get("q", "").strip()
    if text:
        found = list(organization_named(text, day).candidates)
    else:
        found = list(children_on(None, day))
    return render(
        request,
        "directory/organizations.html",
        {
            "title": "单位",
            "day": day,
            "day_form": DayForm({"on": day}),
            "q": text,
            "rows": _listed(found, day),
            "spelling_help": SPELLING_HELP,
            "pages": _administrators_pages(mandate_on(request)),
        },
    )


@login_required
def organization(request: SignedInRequest, pk: int) -> HttpResponse:
    """One organization as it stood on a day. People only where the user's posts reach."""
    one = get_object_or_404(Organization, pk=pk)
    day, mandate = _day(request), mandate_on(request)
    reaches = _reaches(mandate, one)
    leads = any(mandate.may(role, one) for role in LEADERS)
    return render(
        request,
        "directory/organization.html",
        {
            "title": name_on(one, day),
            "organization": one,
            "day": day,
            "day_form": DayForm({"on": day}),
            "breadcrumbs": _crumbs(one, day),
            "facts": _facts(one, day),
            "events": _history(one),
            "tables": [_names(one), _placements(one)],
            "changes": changes_open(one) if _may_change(mandate, one, day) else [],
            "rows": _listed(list(children_on(one, day)), day),
            "posts": _posts(one, day) if reaches else [],
            "reaches": reaches,
            "duties": _duties(one) if reaches else [],
            "duty_form": DutyForm(organization=one) if leads else None,
            "today": timezone.localdate(),
        },
    )


@login_required
@require_POST
def add_duty(request: SignedInRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Organization, pk=pk)
    form = DutyForm(request.POST, organization=one)
    if form.is_valid():
        assign_duty(form.save(commit=False), by=request.user)
        return redirect("directory:organization", pk=pk)
    context = {"title": "分派职责", "form": form, "organization": one}
    return render(request, "directory/duty.html", context)


@login_required
@require_POST
def meet_duty(request: SignedInRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(Duty.objects.select_related("post__organization"), pk=pk)
    fulfil_duty(duty, on=timezone.localdate(), by=request.user)
    return redirect("directory:organization", pk=duty.post.organization_id)


@login_required
def people(request: SignedInRequest) -> HttpResponseBase:
    return PEOPLE.respond(request, posts_within_reach(mandate_on(request)))


def _administrators_pages(mandate: Mandate) -> list[tuple[str, str]]:
    """Label and address of what the user administers."""
    return [
        (label, reverse(f"directory:{name}"))
        for role, (label, name) in zip(ADMINISTRATORS, PAGES, strict=True)
        if mandate.holds(role)
    ]


def _day(request: SignedInRequest) -> date:
    return DayForm(request.GET).day(otherwise=timezone.localdate())


def _reaches(mandate: Mandate, one: Organization) -> bool:
    return any(one.is_within(post.jurisdiction) for post in mandate.posts)


def _may_change(mandate: Mandate, one: Organization, day: date) -> bool:
    is_standing = one.abolished_on is None or one.abolished_on > day
    return is_standing and mandate.may(Role.SYSTEM_ADMINISTRATOR, one)


def _listed(found: list[Organization], day: date) -> list[dict[str, object]]:
    named = names_on(found, day)
    return [
        {
            "name": named[one.pk],
            "url": f"{reverse('directory:organization', args=[one.pk])}?on={day}",
            "kind": OrganizationKind(one.kind).label,
            "level": Level(one.level).label,
            "division": one.division,
            "is_abolished": one.abolished_on is not None and one.abolished_on <= day,
        }
        for one in found
    ]


def _crumbs(one: Organization, day: date) -> list[Crumb]:
    above = ancestors_on(one, day)
    named = names_on(above, day)
    links = [
        Crumb(named[up.pk], f"{reverse('directory:organization', args=[up.pk])}?on={day}")
        for up in above
    ]
    return [Crumb("单位", reverse("directory:organizations")), *links, Crumb(name_on(one, day))]


def _facts(one: Organization, day: date) -> list[Fact]:
    facts = [
        Fact("现名", one.name),
        Fact("性质", OrganizationKind(one.kind).label),
        Fact("层级", Level(one.level).label),
        Fact("行政区划代码", one.division),
    ]
    if one.abolished_on:
        facts.append(Fact("撤销日期", day_in_words(one.abolished_on)))
    for row in successors_of(one, day):
        url = reverse("directory:organization", args=[row.later_id])
        facts.append(Fact("职责由谁承接", row.later.name, url, _ground(row)))
    for row in predecessors_of(one, day):
        url = reverse("directory:organization", args=[row.earlier_id])
        facts.append(Fact("承接谁的职责", row.earlier.name, url, _ground(row)))
    return facts


def _ground(row: Succession) -> str:
    """How and when the duties passed, and on which ground."""
    words = [SuccessionKind(row.kind).label, day_in_words(row.on), row.basis]
    return "，".join(filter(None, words))


def _names(one: Organization) -> Table:
    headings = [Heading("名称"), Heading("种类"), Heading("启用日期"), Heading("停用日期")]
    rows = [(row.name, _kind_of_name(row), row.since, row.until) for row in one.names.all()]
    return Table("历用名称", headings, rows)


def _placements(one: Organization) -> Table:
    headings = [Heading("上级"), Heading("起始日期"), Heading("截止日期")]
    placed = one.placements.select_related("superior")
    rows = [(str(row.superior or "最上级"), row.since, row.until) for row in placed]
    return Table("历次隶属", headings, rows)


def _history(one: Organization) -> list[Event]:
    """Names, places and successions in the order of their days."""
    placements = one.placements.exclude(superior=None).select_related("superior")
    dated = [
        *((row.since, f"{_kind_of_name(row)}“{row.name}”") for row in one.names.all()),
        *((row.since, f"隶属“{row.superior}”") for row in placements),
        *(
            (row.on, f"{SuccessionKind(row.kind).label}：职责转入“{row.later}”")
            for row in one.successions.select_related("later")
        ),
        *(
            (row.on, f"{SuccessionKind(row.kind).label}：承接“{row.earlier}”的职责")
            for row in one.predecessions.select_related("earlier")
        ),
    ]
    return [Event(day_in_words(day), title) for day, title in sorted(dated)]


def _kind_of_name(row: OrganizationName) -> str:
    return "简称" if row.is_short else "名称"


def _posts(one: Organization, day: date) -> list[Post]:
    rows = posts_held(day).filter(organization=one)
    return list(rows.select_related("user", "jurisdiction").order_by("role", "pk"))


def _duties(one: Organization) -> list[Duty]:
    rows = Duty.objects.filter(post__organization=one).select_related("post__user", "post")
    return sorted(rows, key=lambda duty: (duty.fulfilled_on is not None, duty.until or date.max))
