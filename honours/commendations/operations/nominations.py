"""A nomination from its first word to the desk of the unit's head, and out of the race again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from honours.audit.operations import PlannedEntry
from honours.commendations.checks.nominating import ON_SUBMISSION, judge_handed_in
from honours.commendations.checks.nominations import signed_by_another
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.drafting import (
    begun_in,
    filled_in,
    locked_draft,
    locked_parts,
)
from honours.commendations.operations.particulars import Filling, keep_beside, set_photograph
from honours.commendations.queries.candidates import facts_from
from honours.commendations.queries.contents import HANDED_IN, content_digest
from honours.commendations.queries.nominations import Parts
from honours.commendations.queries.terms import rules_for
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal, Verdict
from honours.quotas.operations.holding import Wanted, free_places, hold_places, release_places
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.minutes import Minutes
from honours.workflow.operations import advance, advance_held, send_back

DEED = "填写推荐材料"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sends at once: entries as typed, a photograph (name and bytes), and what for."""

    texts: Mapping[str, str]
    photograph: tuple[str, bytes] | None = None
    is_handed_on: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of it, and what stood against the rest."""

    parts: Parts
    refusal: Refusal | None = None


@transaction.atomic
def begin_nomination(
    edition: Edition, unit: Organization, kind: CandidateKind, *, by: User
) -> Nomination:
    """An empty nomination of the unit. Raises ``Refusal`` where the edition takes none."""
    require(by, Role.FILER, DEED, within=unit)
    minutes = Minutes()
    begun = begun_in(minutes, edition, unit, kind, by=by)
    begun.save(update_fields=["number", "search_text"])
    minutes.write()
    return begun


@transaction.atomic
def file_form(
    edition: Edition, unit: Organization, kind: CandidateKind, sent: Sent, *, by: User
) -> Kept:
    """A nomination with everything that its first form sends; what was typed is kept anyhow."""
    require(by, Role.FILER, DEED, within=unit)
    minutes = Minutes()
    parts = Parts(begun_in(minutes, edition, unit, kind, by=by))
    return _kept(parts, sent, by, minutes)


def file_nomination(
    edition: Edition,
    unit: Organization,
    kind: CandidateKind,
    texts: Mapping[str, str],
    *,
    by: User,
) -> Parts:
    """The same of entries alone."""
    return file_form(edition, unit, kind, Sent(texts), by=by).parts


@transaction.atomic
def save_form(nomination: Nomination, sent: Sent, *, version: int, by: User) -> Kept:
    """Take over what was sent, entry by entry; only the entries given are touched.

    What cannot be read is kept as typed. Raises ``Refusal`` where somebody else saved other words
    since ``version``, with both; or where the nomination has left the filer.
    """
    require(by, Role.FILER, DEED, within=nomination.organization)
    return _kept(locked_draft(nomination, sent.texts, version=version), sent, by, Minutes())


def save_nomination(
    nomination: Nomination, texts: Mapping[str, str], *, version: int, by: User
) -> Parts:
    """The same of entries alone."""
    return save_form(nomination, Sent(texts), version=version, by=by).parts


@transaction.atomic
def submit_nomination(nomination: Nomination, *, by: User, on: date | None = None) -> Nomination:
    """Hand it to the unit's head: checked in full, with a place of the unit held for it.

    Raises ``Refusal`` with everything that stands against it.
    """
    minutes, parts = Minutes(), locked_parts(nomination)
    _hand_on(parts, by, minutes, on)
    minutes.write()
    return parts.nomination


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """The unit takes it back; its place is free again."""
    held = _holds_a_place(nomination)
    advance(nomination, "withdraw_nomination", by=by, reason=reason)
    if held:
        release_places(
            nomination.edition.subject(), [nomination.subject()], by=by, reason=reason[:300]
        )
    return nomination


@transaction.atomic
def strike_nomination(
    nomination: Nomination, *, reason: str, by: User, may_refill: bool = True
) -> Nomination:
    """Out of the race; another may take the place only where the edition says so.

    ``may_refill``: false where a finding on an objection allows nobody else.
    """
    advance(nomination, "strike", by=by, reason=reason)
    edition = nomination.edition
    free_places(
        edition.subject(),
        [nomination.subject()],
        may_refill=may_refill and edition.refills_failed_places,
        by=by,
        reason=reason[:300],
    )
    return nomination


@transaction.atomic
def return_nomination(
    nomination: Nomination, *, to: NominationState, reason: str, by: User
) -> Nomination:
    """Back to an earlier state with a reason. A draft holds no place."""
    held = _holds_a_place(nomination)
    send_back(nomination, to=to, reason=reason, by=by)
    if held and to is NominationState.DRAFT:
        release_places(
            nomination.edition.subject(), [nomination.subject()], by=by, reason=reason[:300]
        )
    return nomination


def _judged(parts: Parts, by: User, on: date | None) -> Verdict:
    """Others are named, as far as the user may see them, only where something is refused."""
    nomination = parts.nomination
    rules = rules_for(nomination.edition)
    for mandate in (None, mandate_of):
        given = mandate(by) if mandate else None
        facts = facts_from({nomination.pk: parts}, on=on, mandate=given)[nomination.pk]
        found = judge_handed_in(facts, rules, ON_SUBMISSION).findings
        verdict = Verdict((*signed_by_another(facts, by.name), *found))
        if verdict.passed or not (facts.encounters or facts.alike):
            break
    return verdict


def _holds_a_place(nomination: Nomination) -> bool:
    state = Nomination.objects.values_list("state", flat=True).get(pk=nomination.pk)
    return state != NominationState.DRAFT


def _kept(parts: Parts, sent: Sent, by: User, minutes: Minutes) -> Kept:
    """Keep entries and photograph, come what may; then hand all of it on, if that was asked."""
    nomination = parts.nomination
    filling = filled_in(parts, sent.texts)
    refusal = _keep_photograph(parts, sent.photograph, filling, by, minutes)
    is_changed = bool(filling.changed) or nomination.version == 0
    nomination.version += is_changed
    keep_beside(parts, filling)
    if filling.changed and not minutes.has_passed(nomination):
        version = nomination.version
        minutes.note(nomination, "save", by=by, fields=filling.changed, version=version)
    if sent.is_handed_on and refusal is None:
        refusal = _refusal_of_handing_on(parts, by, minutes)
    if is_changed and nomination.state == NominationState.DRAFT:
        nomination.save()
    minutes.write()
    return Kept(parts, refusal)


def _keep_photograph(
    parts: Parts,
    photograph: tuple[str, bytes] | None,
    filling: Filling,
    by: User,
    minutes: Minutes,
) -> Refusal | None:
    """Where it cannot be taken, everything else still can."""
    if photograph is None or not parts.is_person:
        return None
    try:
        paper = set_photograph(parts, *photograph, filling, by=by)
    except Refusal as refusal:
        return Refusal(*(replace(one, field=PaperKind.PHOTO) for one in refusal.findings))
    purpose = str(PaperKind.PHOTO)
    minutes.note(parts.nomination, "add_paper", by=by, paper=paper.pk, purpose=purpose)
    return None


def _refusal_of_handing_on(parts: Parts, by: User, minutes: Minutes) -> Refusal | None:
    try:
        with transaction.atomic():
            _hand_on(parts, by, minutes)
    except Refusal as refusal:
        return refusal
    return None


def _hand_on(parts: Parts, by: User, minutes: Minutes, on: date | None = None) -> None:
    """Nothing is put into the minutes, and no state changed in memory, where it is refused."""
    nomination = parts.nomination
    verdict = _judged(parts, by, on)
    if not verdict.passed:
        raise Refusal(*verdict.findings)
    kind = CandidateKind(nomination.kind)
    wanted = Wanted(nomination.subject(), nomination.organization, kind, called=nomination.number)
    held: list[PlannedEntry] = []
    hold_places(nomination.edition.subject(), [wanted], by=by, entries=held)
    advance_held(minutes, nomination, "submit", by=by)
    minutes.note(nomination, HANDED_IN, by=by, content=content_digest(parts))
    minutes.entries += held
