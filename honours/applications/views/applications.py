"""Applications: the lists, and the page of one."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.applications.forms.drafts import GROUPS
from honours.applications.lists import APPLICATIONS, TONES
from honours.applications.models import Application
from honours.applications.queries.applications import content_of, may_write, visible_applications
from honours.applications.queries.judging import judge_application
from honours.applications.views.bulk import deeds_open_to
from honours.applications.views.frame import (
    application_crumbs,
    application_seen_by,
    buttons_for,
    may_take_back,
    openings_for,
    steps_of,
)
from honours.applications.vocabulary import ApplicationState
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.notices.queries.standings import notice_standing
from honours.notices.vocabulary import NoticeKind, NoticeLevel
from honours.privacy.queries import attachments_of
from honours.ui.parts import Fact, Tab, Tone
from honours.workflow.queries import may_send_back, timeline_of
from honours.workflow.todos import waiting_for

_S = ApplicationState
_SETTLED = (_S.APPROVED, _S.PUBLISHED, _S.DECLINED, _S.REFUSED)


@login_required
def applications(request: SignedInRequest) -> HttpResponseBase:
    """All that the reader may see."""
    return _list(request, "applications", visible_applications(mandate_on(request)))


@login_required
def own(request: SignedInRequest) -> HttpResponseBase:
    """Those of the units that the reader belongs to."""
    mandate = mandate_on(request)
    units = {post.organization_id for post in mandate.posts}
    return _list(request, "own", visible_applications(mandate).filter(organization__in=units))


@login_required
def waiting(request: SignedInRequest) -> HttpResponseBase:
    """Those in which the reader has a move to make."""
    mandate = mandate_on(request)
    waiting = waiting_for(Application, mandate).order_by().values("pk")
    return _list(request, "waiting", visible_applications(mandate).filter(pk__in=waiting))


@login_required
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    """One application: where it stands, what it says, what was found, what may be done."""
    found = application_seen_by(request, pk)
    mandate = mandate_on(request)
    state = ApplicationState(found.state)
    is_writing = state is _S.DRAFT and may_write(found, mandate, request.user)
    context = {
        "title": str(found),
        "application": found,
        "state": state,
        "tone": TONES.get(state, Tone.INFO),
        "breadcrumbs": application_crumbs(found),
        "steps": steps_of(found),
        "standing": _standing(found),
        "groups": _groups(found),
        "judged": _judged(found),
        "papers": list(attachments_of(found.subject())),
        "contributors": list(found.contributors.select_related("user")),
        "versions": list(found.versions.select_related("by")),
        "history": timeline_of(found)[::-1],
        "buttons": buttons_for(found, mandate),
        "may_write": is_writing,
        "may_share": state is _S.DRAFT and mandate.may(Role.FILER, found.organization),
        "may_return": may_send_back(found, mandate),
        "may_take_back": may_take_back(found, request.user.username),
        **_notice(found),
    }
    return render(request, "applications/application.html", context)


def _list(request: SignedInRequest, current: str, rows: QuerySet[Application]) -> HttpResponseBase:
    mandate = mandate_on(request)
    openings = openings_for(mandate, timezone.localdate())
    context = {
        "tabs": _tabs(current),
        "openings": openings,
        "may_apply": bool(openings),
        "may_publish": mandate.holds(Role.EXAMINER),
        "bulk": deeds_open_to(mandate),
    }
    template = "applications/applications.html"
    return APPLICATIONS.respond(
        request,
        rows.defer("raw", "edited"),
        recorded_writers(
            request, TakenList("applications.application.export", APPLICATIONS.title)
        ),
        context=context,
        template=template,
    )


def _tabs(current: str) -> list[Tab]:
    named = (("own", "我单位的"), ("waiting", "待我办"), ("applications", "全部"))
    return [
        Tab(label, reverse(f"applications:{name}"), is_current=name == current)
        for name, label in named
    ]


def _standing(found: Application) -> list[Fact]:
    """What is known of it besides its form."""
    facts = [
        Fact("申报类型", found.get_application_kind_display()),
        Fact("申报年度", f"{found.year}年度"),
        Fact("申报单位", found.organization),
        Fact("层级", found.get_level_display() if found.level else "未定"),
    ]
    if found.activity:
        url = reverse("registry:activity", args=[found.activity.pk])
        facts.append(Fact("台账项目", found.activity, url))
    facts += [Fact("并入项目", partner) for partner in found.partners.all()]
    if found.is_unlisted:
        facts.append(Fact("公开", "不公开项目"))
    for label, value in (
        ("提交日期", found.submitted_on),
        ("市级研究意见", found.study_opinion),
        ("报省文号", found.outgoing_number),
        ("报省日期", found.reported_on),
    ):
        if value:
            facts.append(Fact(label, value))
    return [*facts, *_approval(found)]


def _approval(found: Application) -> list[Fact]:
    if found.state not in (_S.APPROVED, _S.PUBLISHED, _S.REFUSED):
        return []
    approval = found.approval
    url = reverse("policies:document", args=[approval.document_id])
    note = f"{approval.decided_on:%Y-%m-%d} {approval.note}".strip()
    return [Fact(f"省批复：{approval.get_answer_display()}", approval.document, url, note)]


def _groups(found: Application) -> list[tuple[str, list[Fact]]]:
    said = content_of(found)
    groups = [
        (title, [Fact(which.label, said[which]) for which in group if said[which]])
        for title, group in GROUPS
    ]
    return [(title, facts) for title, facts in groups if facts]


def _judged(found: Application) -> tuple[Finding, ...]:
    """What the rules of today say of it, until it is settled."""
    if found.state in _SETTLED:
        return ()
    return judge_application(found, timezone.localdate()).findings


def _brought(found: Application) -> dict[str, str]:
    """What a notice of the item says; of an item that is not public, nothing but which it is."""
    if found.is_unlisted:
        return {"subject": found.subject(), "kind": NoticeKind.ITEM.value}
    return {
        "subject": found.subject(),
        "kind": NoticeKind.ITEM.value,
        "level": NoticeLevel.CITY.value,
        "title": f"{found.year}年拟设立评比达标表彰项目公示：{found}",
        "entries": f"{found}；{found.organization}；；",
        "names_are": "others",
    }


def _notice(found: Application) -> dict[str, object]:
    if found.state not in (_S.REPORTED, _S.ON_NOTICE):
        return {}
    standing = notice_standing(found.subject(), on=timezone.localdate())
    key = standing.notice.rpartition(":")[2] if standing.notice else ""
    return {
        "is_noticed": True,
        "notice": standing,
        "notice_url": reverse("notices:notice", args=[key]) if key else "",
        "notice_draft_url": f"{reverse('notices:draft')}?{urlencode(_brought(found), safe=':')}",
        "notice_waive_url": f"{reverse('notices:waive')}?subject={found.subject()}",
    }
