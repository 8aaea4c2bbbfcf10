"""Pages of those who handle objections: the list, one case, a letter to enter, a file to open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.notices.forms.objections_filing import LetterForm
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import file_objection
from honours.notices.queries.notices import shown_entries
from honours.notices.queries.objections import (
    notices_to_enter_for,
    objections_visible_to,
    openings_to_note,
    with_last_speaker,
)
from honours.notices.views.objections_deeds import deeds_open_on
from honours.notices.views.objections_list import OBJECTIONS, TONES
from honours.notices.vocabulary import (
    ENDED,
    Channel,
    DeclineGround,
    Disposition,
    Ground,
    Naming,
    ObjectionState,
    Party,
)
from honours.privacy.http import sent
from honours.privacy.queries import attachments_of
from honours.ui.parts import Crumb, Fact
from honours.workflow.notes import note
from honours.workflow.queries import timeline_of

_TAKEN = TakenList("notices.objection.export", OBJECTIONS.title, names_people=True)


@login_required
def objections(request: SignedInRequest) -> HttpResponseBase:
    """Every objection the reader may handle; for a leader also the openings to take note of."""
    may_enter = mandate_on(request).holds(Role.INSPECTOR)
    context = {
        "openings": openings_to_note(request.user),
        "may_enter": may_enter,
        "entering": notices_to_enter_for(request.user) if may_enter else (),
    }
    rows = with_last_speaker(objections_visible_to(request.user)).defer("content", "answer")
    return OBJECTIONS.respond(
        request,
        rows,
        recorded_writers(request, _TAKEN),
        context=context,
        template="notices/objections.html",
    )


@login_required
def objection(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case. Who objects is not here; whether and why somebody looked is."""
    case = objection_seen_by(request, pk)
    context = {
        "title": str(case),
        "breadcrumbs": crumbs(str(case)),
        "objection": case,
        "tone": TONES[ObjectionState(case.state)],
        "facts": _facts(case),
        "deeds": deeds_open_on(case, request.user, mandate_on(request)),
        "finding": getattr(case, "finding", None),
        "appeal": getattr(case, "appeal", None),
        "inquiries": case.inquiries.select_related("by"),
        "lines": case.messages.all(),
        "openings": case.openings.select_related("opened_by", "noted_by"),
        "is_named": case.naming == Naming.NAMED,
        "files": attachments_of(case.subject()),
        "history": timeline_of(case)[::-1],
        "may_open": may_open_identity(case, request.user),
        "disposition": Disposition(case.disposition).label if case.disposition else "",
    }
    return render(request, "notices/objection.html", context)


@login_required
def enter_objection(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what came by letter, call, visit or mail; the receipt shows the claim code once."""
    notice = get_object_or_404(notices_to_enter_for(request.user), pk=pk)
    form = LetterForm(request.POST or None, request.FILES or None, entries=shown_entries(notice))
    receipt = saved(
        request,
        form,
        lambda: file_objection(
            notice,
            form.submission(),
            form.objector(),
            by=request.user,
            evidence=form.evidence(),
        ),
    )
    context: dict[str, object] = {
        "title": f"登记异议：{notice}",
        "breadcrumbs": crumbs("登记异议"),
        "notice": notice,
        "form": form,
        "receipt": receipt,
        "cancel_url": reverse("notices:objections"),
    }
    if receipt is not None:
        messages.success(request, "异议已登记。")
        return _unkept(render(request, "notices/objection_entered.html", context))
    return render(request, "notices/objection_form.html", context, status=status_of(form))


@login_required
def objection_file(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file of the case, to a handler; who opened which goes into the book."""
    case = objection_seen_by(request, pk)
    found = get_object_or_404(attachments_of(case.subject()), pk=file_pk)
    note(case, "open_file", by=request.user, digest=found.digest)
    return sent(found)


def objection_seen_by(request: SignedInRequest, pk: int) -> Objection:
    """The case, where the reader may handle it; otherwise 404, as if it did not exist."""
    rows = objections_visible_to(request.user).select_related(
        "entry", "named", "appeal_of", "referred_to", "finding", "appeal", "entered_by"
    )
    return get_object_or_404(rows, pk=pk)


def may_open_identity(case: Objection, user: User) -> bool:
    """Whether the page offers to break the seal; the operation asks again."""
    return case.handler_id == user.pk and case.state not in ENDED


def crumbs(here: str) -> list[Crumb]:
    return [Crumb("异议办理", reverse("notices:objections")), Crumb(here)]


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _facts(case: Objection) -> list[Fact]:
    entry = f"{case.entry.name}（{case.entry.unit}）" if case.entry else "整个公示"
    facts = [
        Fact("公示", case.notice.title),
        Fact("所涉对象", entry),
        Fact("反映类别", Ground(case.ground).label),
        Fact("渠道", Channel(case.channel).label),
        Fact("署名", f"{Party(case.party).label}{Naming(case.naming).label}"),
        Fact("收到日期", case.arrived_on),
        Fact("异议截止日期", case.notice.objections_until),
        Fact("办理单位", case.organization),
        Fact("办理人", case.handler),
        Fact("答复期限", case.answer_due_on, note="没有找到统一规定，由办理人填写"),
    ]
    if case.channel == Channel.LETTER:
        facts.insert(6, Fact("寄出邮戳日期", case.postmark_on))
    if case.decline_ground:
        facts.append(
            Fact("不予受理", DeclineGround(case.decline_ground).label, note=case.decline_citation)
        )
    if case.appeal_of_id:
        url = reverse("notices:objection", args=[case.appeal_of_id])
        facts.append(Fact("复核的原异议", case.appeal_of, url))
    if case.referred_to:
        facts.append(Fact("应由上级复核", case.referred_to))
    return facts
