"""The form of a nomination: begun, saved as one types, and handed on."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honours.commendations.checks.nominating import LATER_ON, judge_nomination
from honours.commendations.forms.nominations import (
    NOMINATION,
    VERSION,
    NominationForm,
    masked,
    typed_in,
    whole_number,
)
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import (
    Kept,
    Sent,
    file_form,
    save_form,
    submit_nomination,
)
from honours.commendations.queries.candidates import facts_from
from honours.commendations.queries.editions import editions_seen_by, with_plan
from honours.commendations.queries.entries import texts_in
from honours.commendations.queries.nominations import Parts, parts_of, visible_nominations
from honours.commendations.queries.terms import rules_for
from honours.commendations.views.nominations import nomination_crumbs, nomination_seen_by
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.http import SignedInRequest, mandate_on, record_refusal
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import organizations_within_reach
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal, Weight
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Crumb

SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form is about; ``nomination`` once there is one."""

    edition: Edition
    unit: Organization
    kind: CandidateKind
    nomination: Nomination | None = None

    def limits(self) -> dict[str, int]:
        return {"account": self.edition.account_length, "brief": self.edition.brief_length}


@login_required
def nominate(request: SignedInRequest, pk: int, unit_pk: int, kind: str) -> HttpResponse:
    """A new nomination of a unit; the first saving makes the draft."""
    if kind not in (CandidateKind.PERSON, CandidateKind.COLLECTIVE):
        raise Http404
    mandate = mandate_on(request)
    edition = get_object_or_404(with_plan(editions_seen_by(mandate)), pk=pk)
    unit = _unit(mandate, unit_pk)
    sheet = Sheet(edition, unit, CandidateKind(kind), _begun(request, edition, unit, kind))
    return _answer(request, sheet)


@login_required
def amend_nomination(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft that is there: shown as it was typed, saved entry by entry."""
    found = nomination_seen_by(request, pk)
    if found.state != NominationState.DRAFT:
        return redirect("commendations:nomination", found.pk)
    sheet = Sheet(found.edition, found.organization, CandidateKind(found.kind), found)
    return _answer(request, sheet)


@login_required
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a draft on as it stands."""
    found = nomination_seen_by(request, pk)
    if request.method != "POST":
        return redirect("commendations:nomination", found.pk)
    try:
        submit_nomination(found, by=request.user)
    except Refusal as refusal:
        if found.state != NominationState.DRAFT:
            raise
        record_refusal(request, refusal)
        return _refused(request, found, refusal)
    messages.success(request, f"{found.number}已送单位负责人审签，占用一个名额。")
    return redirect("commendations:nomination", found.pk)


def _refused(request: SignedInRequest, found: Nomination, refusal: Refusal) -> HttpResponse:
    """The form with every reason at its place, the photograph's at its upload."""
    kind, parts = CandidateKind(found.kind), parts_of([found])[found.pk]
    sheet = Sheet(found.edition, found.organization, kind, found)
    form = NominationForm(kind, masked(texts_in(parts)), sheet.limits(), found.version, found.pk)
    return _shown(request, sheet, form, refusal.findings)


def _unit(mandate: Mandate, key: int) -> Organization:
    """The unit for which the mandate files; otherwise 404."""
    own = (post.organization for post in mandate.posts if post.organization_id == key)
    unit = next(own, None) or get_object_or_404(organizations_within_reach(mandate), pk=key)
    if not mandate.may(Role.FILER, unit):
        raise Http404
    return unit


def _answer(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    key = sheet.nomination.pk if sheet.nomination else None
    if request.method == "POST":
        texts = typed_in(sheet.kind, request.POST)
        version = whole_number(request.POST, VERSION)
        if version is None:
            version = sheet.nomination.version if sheet.nomination else 0
        form = NominationForm(sheet.kind, texts, sheet.limits(), version, key)
        return _taken(request, sheet, form)
    if sheet.nomination is None:
        form = NominationForm(sheet.kind, {"unit": str(sheet.unit)}, sheet.limits())
        return _shown(request, sheet, form)
    parts = parts_of([sheet.nomination])[sheet.nomination.pk]
    form = NominationForm(
        sheet.kind, masked(texts_in(parts)), sheet.limits(), sheet.nomination.version, key
    )
    return _shown(request, sheet, form, to_put_right=_judged(request, parts))


def _taken(request: SignedInRequest, sheet: Sheet, form: NominationForm) -> HttpResponse:
    """Save what was sent, come what may; then hand it on, if that was asked."""
    try:
        kept = _kept(request, sheet, form)
    except Refusal as refusal:
        record_refusal(request, refusal)
        if request.headers.get("HX-Request"):
            return _fragment(request, form, None, refusal.findings)
        if _is_conflict(refusal):
            # What the other one saved has been read now: saving again is meant to prevail.
            _carry_on(sheet, form)
        if sheet.nomination is not None:
            stored = parts_of([sheet.nomination])[sheet.nomination.pk]
            form.texts = {**masked(texts_in(stored)), **form.texts}
        return _shown(request, sheet, form, refusal.findings)
    parts, found = kept.parts, kept.parts.nomination
    if request.headers.get("HX-Request"):
        return _fragment(request, form, parts, _judged(request, parts))
    if kept.refusal is not None:
        record_refusal(request, kept.refusal)
        form.version, form.nomination = found.version, found.pk
        form.texts = masked(texts_in(parts))
        return _shown(request, sheet, form, kept.refusal.findings)
    if not _is_handed_on(request):
        messages.success(request, "已保存。")
        return redirect("commendations:amend_nomination", found.pk)
    messages.success(request, f"{found.number}已送单位负责人审签，占用一个名额。")
    return redirect("commendations:nomination", found.pk)


def _kept(request: SignedInRequest, sheet: Sheet, form: NominationForm) -> Kept:
    sent, by = Sent(form.texts, _photograph(request), _is_handed_on(request)), request.user
    if sheet.nomination is None:
        return file_form(sheet.edition, sheet.unit, sheet.kind, sent, by=by)
    return save_form(sheet.nomination, sent, version=form.version, by=by)


def _photograph(request: SignedInRequest) -> tuple[str, bytes] | None:
    """The file that goes along with the form, if one was chosen."""
    file = request.FILES.get(PaperKind.PHOTO)
    return (file.name or "", file.read()) if isinstance(file, UploadedFile) else None


def _is_handed_on(request: SignedInRequest) -> bool:
    return request.POST.get("deed") == SUBMIT and not request.headers.get("HX-Request")


def _begun(
    request: SignedInRequest, edition: Edition, unit: Organization, kind: str
) -> Nomination | None:
    """The draft that an earlier saving of the same page made."""
    key = whole_number(request.POST, NOMINATION)
    if key is None:
        return None
    rows = visible_nominations(mandate_on(request))
    return get_object_or_404(rows, pk=key, edition=edition, organization=unit, kind=kind)


def _shown(
    request: SignedInRequest,
    sheet: Sheet,
    form: NominationForm,
    refused: tuple[Finding, ...] = (),
    to_put_right: tuple[Finding, ...] = (),
) -> HttpResponse:
    """The form; what stands against it is told at its place, the rest above."""
    above = [one for one in refused if not (one.is_blocking and form.add(one))]
    above += [one for one in to_put_right if one.is_blocking and not form.add(one)]
    context = {
        "title": f"推荐{sheet.kind.label}",
        "sheet": sheet,
        "form": form,
        "address": reverse("commendations:amend_nomination", args=[sheet.nomination.pk])
        if sheet.nomination
        else request.path,
        "findings": above,
        "waiting": [one for one in to_put_right if one.weight is Weight.MISSING],
        "breadcrumbs": nomination_crumbs(sheet.nomination, "填写")
        if sheet.nomination
        else [
            Crumb("推荐对象", reverse("commendations:nominations")),
            Crumb(f"推荐{sheet.kind.label}"),
        ],
    }
    status = 422 if refused else 200
    return render(request, "commendations/nomination_form.html", context, status=status)


def _fragment(
    request: SignedInRequest,
    form: NominationForm,
    parts: Parts | None,
    findings: tuple[Finding, ...],
) -> HttpResponse:
    """What an automatic saving answers: that it was saved, and what is still to be put right."""
    for finding in findings:
        if finding.is_blocking:
            form.add(finding)
    context = {"parts": parts, "form": form, "findings": findings, "is_saved": parts is not None}
    return render(
        request, "commendations/_nomination_saved.html", context, status=200 if parts else 422
    )


def _judged(request: SignedInRequest, parts: Parts) -> tuple[Finding, ...]:
    """What is still to be put right; an empty entry is not told while one is typing."""
    key = parts.nomination.pk
    facts = facts_from({key: parts}, mandate=mandate_on(request))[key]
    found = judge_nomination(facts, rules_for(parts.nomination.edition), LATER_ON).findings
    return tuple(one for one in found if one.code not in ("entry-missing", "vote-missing"))


def _is_conflict(refusal: Refusal) -> bool:
    return any(finding.code == "saved-by-another" for finding in refusal.findings)


def _carry_on(sheet: Sheet, form: NominationForm) -> None:
    key = sheet.nomination.pk if sheet.nomination else 0
    form.version = Nomination.objects.values_list("version", flat=True).get(pk=key)
