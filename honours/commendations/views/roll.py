"""The honours roll for those who work with it: the list, one honour, what came afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.decisions import LifeEventForm, RecoveryForm
from honours.commendations.lists.roll import ROLL, TONES
from honours.commendations.models.decisions import Honour, Recovery
from honours.commendations.operations.afterwards import note_recovery, report_life_event
from honours.commendations.operations.printing_certificates import (
    WHO_MAY_PRINT,
    print_certificate,
)
from honours.commendations.queries.cases import CLOSED, may_follow, visible_revocations
from honours.commendations.queries.roll import roll as whole_roll
from honours.commendations.views.after_frame import (
    Sheet,
    form_page,
    official_mandate,
    tabs,
)
from honours.commendations.views.decision_files import certificate_address, file_response
from honours.commendations.vocabulary import HonourState, LifeEventKind, RecoveredThing
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.privacy.vocabulary import FileKind
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Crumb, Fact
from honours.ui.tables import Heading, Table
from honours.workflow.queries import timeline_of

FELL_WITH_BATCH = "随批次撤回（与获得者无关）"
_REPORTERS = (Role.FILER, Role.EXAMINER)


@login_required
def roll(request: SignedInRequest) -> HttpResponseBase:
    """Every honour; on a past day, what stood then."""
    official_mandate(request)
    context = {"tabs": tabs("roll")}
    taken = TakenList("commendations.honour.export", ROLL.title, names_people=True)
    writers, template = recorded_writers(request, taken), "commendations/roll.html"
    return ROLL.respond(request, whole_roll(), writers, context=context, template=template)


@login_required
def honour(request: SignedInRequest, pk: int) -> HttpResponse:
    """One honour: its certificate, decision, and to those it concerns what came afterwards."""
    mandate = official_mandate(request)
    found = _honour(pk)
    follows = may_follow(mandate, found)
    state = HonourState(found.state)
    cases = list(visible_revocations(mandate).filter(honour=found)) if follows else []
    context = {
        "title": f"{found.holder}　{found.title}",
        "honour": found,
        "state": state,
        "tone": TONES[state],
        "batch": FELL_WITH_BATCH if state is HonourState.FELL_WITH_BATCH else "",
        "breadcrumbs": honour_crumbs(found),
        "facts": _facts(found),
        "follows": follows,
        "life_events": _life_events(found) if follows else None,
        "recoveries": list(found.recoveries.all()) if follows else [],
        "things": dict(RecoveredThing.choices()),
        "cases": cases,
        "under_way": next((case for case in cases if case.state not in CLOSED), None),
        "history": timeline_of(found)[::-1] if follows else [],
        **_deeds(found, mandate),
    }
    return render(request, "commendations/honour.html", context)


@login_required
def certificate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its certificate as a PDF."""
    official_mandate(request)
    found = _honour(pk)
    content = print_certificate(
        found, pages=lambda key: certificate_address(request, key), by=request.user
    )
    return file_response(content, f"荣誉证书-{found.number}.pdf", FileKind.PDF)


@login_required
def life_event(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report what happened to the holder."""
    found = _followed(request, pk)
    form = LifeEventForm(request.POST or None)

    def deed() -> object:
        given = form.cleaned_data
        kind = LifeEventKind(given["kind"])
        return report_life_event(
            found, kind, on=given["happened_on"], remarks=given["remarks"], by=request.user
        )

    if saved(request, form, deed) is not None:
        messages.success(request, "已登记变动。")
        return redirect("commendations:honour", found.pk)
    sheet = Sheet("登记获得者变动", "登记", page_of(found), honour_crumbs(found, "登记变动"))
    return form_page(request, form, sheet)


@login_required
def recovery(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a thing was handed back."""
    thing = get_object_or_404(Recovery.objects.select_related("honour"), pk=pk)
    found = _followed(request, thing.honour_id)
    form = RecoveryForm(request.POST or None, initial={"on": timezone.localdate()})

    def deed() -> Recovery:
        given = form.cleaned_data
        return note_recovery(thing, on=given["on"], remarks=given["remarks"], by=request.user)

    if saved(request, form, deed) is not None:
        messages.success(request, "已登记交回。")
        return redirect("commendations:honour", found.pk)
    label = RecoveredThing(thing.thing).label
    crumbs = honour_crumbs(found, "登记交回")
    return form_page(request, form, Sheet(f"登记交回：{label}", "登记", page_of(found), crumbs))


def honour_crumbs(found: Honour, here: str = "") -> list[Crumb]:
    first = Crumb("荣誉名册", reverse("commendations:roll"))
    if here:
        return [first, Crumb(found.number, page_of(found)), Crumb(here)]
    return [first, Crumb(found.number)]


def page_of(found: Honour) -> str:
    return reverse("commendations:honour", args=[found.pk])


def _honour(pk: int) -> Honour:
    rows = Honour.objects.select_related(
        "organization",
        "region",
        "certificate",
        "decision__edition",
        "nomination__organization",
    )
    return get_object_or_404(rows, pk=pk)


def _followed(request: SignedInRequest, pk: int) -> Honour:
    found = _honour(pk)
    if not may_follow(mandate_on(request), found):
        raise Http404
    return found


def _facts(found: Honour) -> list[Fact]:
    certificate = found.certificate
    facts = [
        Fact("荣誉编号", found.number),
        Fact("获得者", found.holder),
        Fact("称号", found.title),
        Fact("对象", CandidateKind(found.kind).label),
        Fact("单位", found.unit),
        Fact("地区", str(found.region)),
        Fact("表彰层次", Level(found.level).label),
        Fact("授予机关", found.conferred_by),
        Fact("授予日期", f"{found.conferred_on:%Y年%-m月%-d日}"),
        Fact(
            "表彰决定",
            found.decision.number,
            reverse("commendations:decision", args=[found.decision_id]),
        ),
        Fact(
            "证书编号",
            certificate.number,
            reverse("commendations:public_certificate", args=[certificate.key]),
            "打开公开查验页",
        ),
    ]
    if found.fell_on:
        facts.append(Fact("失效日期", f"{found.fell_on:%Y年%-m月%-d日}"))
    if certificate.returned_on:
        facts.append(Fact("证书收回", f"{certificate.returned_on:%Y年%-m月%-d日}"))
    return facts


def _life_events(found: Honour) -> Table:
    headings = [Heading("日期"), Heading("变动"), Heading("说明")]
    rows = [
        [event.happened_on, LifeEventKind(event.kind).label, event.remarks or "—"]
        for event in found.life_events.all()
    ]
    return Table("获得者变动", headings, rows)


def _deeds(found: Honour, mandate: Mandate) -> dict[str, object]:
    bodies = (found.organization, found.nomination.organization)
    stands = found.state == HonourState.IN_FORCE
    may_report = any(
        mandate.may(role, found.nomination.organization) for role in _REPORTERS
    ) or mandate.may(Role.EXAMINER, found.organization)
    return {
        "may_print": stands
        and any(mandate.may(role, body) for role in WHO_MAY_PRINT for body in bodies),
        "may_report": may_report,
        "may_revoke": stands and may_report,
        "may_recover": mandate.may(Role.EXAMINER, found.organization),
    }
