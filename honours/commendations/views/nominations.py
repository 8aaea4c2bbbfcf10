"""Nominations: the list, the page of one, and what lies masked on it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from honours.commendations.checks.nominating import LATER_ON, judge_handed_in, judge_nomination
from honours.commendations.lists.nominations import listed, nominations_page
from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.operations.papers import show_numbers
from honours.commendations.queries.candidates import facts_from
from honours.commendations.queries.edition_board import nominating_units
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.queries.entries import texts_in
from honours.commendations.queries.nominations import (
    Parts,
    may_know,
    may_name,
    parts_of,
    visible_nominations,
)
from honours.commendations.queries.terms import rules_for
from honours.commendations.readings.entries import SPOUSE, EntryField, Part, fields_for
from honours.commendations.readings.values import NEVER
from honours.commendations.views.after_frame import last_return
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding
from honours.privacy.masks import (
    masked_address,
    masked_identity_number,
    masked_name,
    masked_telephone,
)
from honours.privacy.queries import attachments_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Crumb, Fact
from honours.workflow.queries import earlier_states, may_send_back, timeline_of

_ALWAYS_MASKED = {
    "identity_number": masked_identity_number,
    "telephone": masked_telephone,
    "address": masked_address,
    "head_telephone": masked_telephone,
}
_HIDDEN = "（仅推荐单位和审核人员可见）"


@login_required
def nominations(request: SignedInRequest) -> HttpResponseBase:
    """All that the user may see, with what he may begin."""
    mandate = mandate_on(request)
    editions = list(editions_seen_by(mandate).order_by("-year", "-pk")[:50])
    choices = [(str(edition.pk), edition.name) for edition in editions]
    context = {
        "openings": [
            (edition, unit) for edition in editions for unit in nominating_units(edition, mandate)
        ],
    }
    page = nominations_page(mandate, choices)
    taken = TakenList("commendations.nomination.export", page.title, names_people=True)
    writers = recorded_writers(request, taken)
    rows = listed(visible_nominations(mandate))
    template = "commendations/nominations.html"
    return page.respond(request, rows, writers, context=context, template=template)


@login_required
def nomination(request: SignedInRequest, pk: int) -> HttpResponse:
    """One nomination as it stands: its entries, what was found, its papers, its road."""
    return _page(request, nomination_seen_by(request, pk), ())


@login_required
@require_POST
def numbers(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same page with the numbers shown, this once; the book says who asked."""
    found = nomination_seen_by(request, pk)
    return _page(request, found, show_numbers(found, by=request.user))


def nomination_seen_by(request: SignedInRequest, pk: int) -> Nomination:
    """Where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(visible_nominations(mandate_on(request)), pk=pk)


def nomination_crumbs(found: Nomination, here: str = "") -> list[Crumb]:
    crumbs = [
        Crumb("推荐对象", reverse("commendations:nominations")),
        Crumb(found.number, reverse("commendations:nomination", args=[found.pk])),
    ]
    return [*crumbs, Crumb(here)] if here else [*crumbs[:1], Crumb(found.number)]


def name_of(parts: Parts, mandate: Mandate) -> str:
    """The candidate's name, masked where the mandate does not read it."""
    if parts.collective is not None:
        return parts.collective.name or "未命名集体"
    names = [person.name for person in parts.persons if person.name]
    if not may_name(mandate, parts.nomination.organization):
        names = [masked_name(name) for name in names]
    return "、".join(names) or "未填写姓名"


def _page(
    request: SignedInRequest, found: Nomination, shown: list[Person] | tuple[()]
) -> HttpResponse:
    mandate = mandate_on(request)
    parts = parts_of([found])[found.pk]
    is_own = may_know(mandate, found.organization)
    history = timeline_of(found)[::-1]
    context = {
        "title": name_of(parts, mandate),
        "nomination": found,
        "kind": CandidateKind(found.kind),
        "state": NominationState(found.state),
        "breadcrumbs": nomination_crumbs(found),
        "groups": _groups(parts, is_own=is_own, names=may_name(mandate, found.organization)),
        "account": found.account if is_own else "",
        "brief": found.brief if may_name(mandate, found.organization) else "",
        "judged": _findings(parts, mandate) if is_own else [],
        "shown": [
            Fact(person.name, f"{person.identity_number}　{person.telephone}　{person.address}")
            for person in shown
        ],
        "papers": list(attachments_of(found.subject())) if is_own else [],
        "paper_words": dict(PaperKind.choices()),
        "may_know": is_own,
        "has_numbers": is_own and any(person.identity_number for person in parts.persons),
        "history": history,
        "returned": last_return(history),
        **_deeds(found, mandate),
    }
    return render(request, "commendations/nomination.html", context)


def _findings(parts: Parts, mandate: Mandate) -> list[Finding]:
    """While it is a draft, what is missing may yet come; later it stands against it."""
    facts = facts_from({parts.nomination.pk: parts}, mandate=mandate)[parts.nomination.pk]
    is_draft = parts.nomination.state == NominationState.DRAFT
    judge = judge_nomination if is_draft else judge_handed_in
    return list(judge(facts, rules_for(parts.nomination.edition), LATER_ON).findings)


def _deeds(found: Nomination, mandate: Mandate) -> dict[str, object]:
    moves = {
        move.verb: move.label
        for move in found.lifecycle.moves_from(found.state)
        if move.verb in ("withdraw_nomination", "strike")
        and mandate.may(move.role, found.organization, found.lifecycle.desk_for(move))
    }
    is_filer = mandate.may(Role.FILER, found.organization)
    return {
        "moves": list(moves.items()),
        "may_return": may_send_back(found, mandate) and bool(earlier_states(found)),
        "may_amend": is_filer and found.state == NominationState.DRAFT,
        "may_add_papers": is_filer
        and found.state in (NominationState.DRAFT, NominationState.SUBMITTED),
        "may_withdraw_consent": is_filer,
    }


def _groups(parts: Parts, *, is_own: bool, names: bool) -> list[tuple[str, list[Fact]]]:
    """The entries by part, in the order of the form; long accounts stand by themselves."""
    texts = texts_in(parts)
    groups: dict[Part, list[Fact]] = {}
    for code, one in fields_for(parts.nomination.kind).items():
        if one.is_long and code in ("account", "brief"):
            continue
        if text := texts[code]:
            shown = _shown(one, text, is_own=is_own, names=names)
            groups.setdefault(one.part, []).append(Fact(one.label, shown))
    return [(part.label, facts) for part, facts in groups.items()]


def _shown(one: EntryField, text: str, *, is_own: bool, names: bool) -> str:
    code = one.code.removeprefix(SPOUSE)
    if code in _ALWAYS_MASKED:
        return _ALWAYS_MASKED[code](text) if is_own else _HIDDEN
    if code in ("name", "head_name"):
        return text if names else masked_name(text)
    if one.is_personal and not is_own:
        return _HIDDEN
    return "无" if text == NEVER else text
