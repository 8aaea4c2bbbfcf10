"""A nomination from its first word to the desk of the unit's head, and out of the race again."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from honours.commendations.checks.nominating import ON_SUBMISSION, judge_handed_in
from honours.commendations.checks.nominations import signed_by_another
from honours.commendations.models.editions import Edition, Title
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.particulars import Filling, fill, keep
from honours.commendations.queries.candidates import facts_from
from honours.commendations.queries.contents import HANDED_IN, content_digest
from honours.commendations.queries.entries import texts_in
from honours.commendations.queries.nominations import Parts, parts_of
from honours.commendations.queries.terms import rules_for
from honours.commendations.readings.entries import fields_for
from honours.commendations.readings.titles import title_for
from honours.commendations.vocabulary import EditionState, NominationState
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import OrganizationKind, Role
from honours.kernel.verdicts import Finding, Refusal, Verdict
from honours.quotas.operations.holding import free_places, hold_place, release_places
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin, send_back

DEED = "填写推荐材料"


@transaction.atomic
def begin_nomination(
    edition: Edition, unit: Organization, kind: CandidateKind, *, by: User
) -> Nomination:
    """An empty nomination of the unit. Raises ``Refusal`` where the edition takes none."""
    require(by, Role.FILER, DEED, within=unit)
    begun = _begun(edition, unit, kind, by)
    begun.save(update_fields=["number", "search_text"])
    return begun


@transaction.atomic
def file_nomination(
    edition: Edition,
    unit: Organization,
    kind: CandidateKind,
    texts: Mapping[str, str],
    *,
    by: User,
) -> Parts:
    """A nomination with everything that was typed on its first page."""
    require(by, Role.FILER, DEED, within=unit)
    parts = Parts(_begun(edition, unit, kind, by))
    _write(parts, texts)
    return parts


@transaction.atomic
def save_nomination(
    nomination: Nomination, texts: Mapping[str, str], *, version: int, by: User
) -> Parts:
    """Take over what was typed, entry by entry; only the entries given are touched.

    What cannot be read is kept as typed. Raises ``Refusal`` where somebody else saved other words
    since ``version``, with both; or where the nomination has left the filer.
    """
    require(by, Role.FILER, DEED, within=nomination.organization)
    parts = _locked_parts(nomination)
    _refuse_unless_draft(parts.nomination)
    if version != parts.nomination.version:
        _refuse_overwriting(parts, texts)
    filling = _write(parts, texts)
    if filling.changed:
        note(
            parts.nomination,
            "save",
            by=by,
            fields=filling.changed,
            version=parts.nomination.version,
        )
    return parts


@transaction.atomic
def submit_nomination(nomination: Nomination, *, by: User, on: date | None = None) -> Nomination:
    """Hand it to the unit's head: checked in full, with a place of the unit held for it.

    Raises ``Refusal`` with everything that stands against it.
    """
    return submit_parts(_locked_parts(nomination), by=by, on=on)


@transaction.atomic
def submit_parts(parts: Parts, *, by: User, on: date | None = None) -> Nomination:
    """The same for rows that were just written."""
    nomination = parts.nomination
    verdict = _judged(parts, by, on)
    if not verdict.passed:
        raise Refusal(*verdict.findings)
    advance(nomination, "submit", by=by)
    note(nomination, HANDED_IN, by=by, content=content_digest(parts))
    hold_place(
        nomination.edition.subject(),
        nomination.subject(),
        nomination.organization,
        CandidateKind(nomination.kind),
        by=by,
    )
    return nomination


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


def refuse_where_closed(edition: Edition, unit: Organization) -> None:
    """Raises ``Refusal`` where the edition takes no nominations from the unit."""
    if edition.state != EditionState.OPEN:
        raise Refusal(
            Finding(
                "edition-not-open",
                f"“{edition.name}”现为“{edition.state_label}”，不接受推荐。",
                remedy="请在推荐期间办理。",
            )
        )
    if not unit.is_within(edition.region):
        raise Refusal(
            Finding(
                "unit-outside-the-region",
                f"“{unit}”不在本届的评选范围（{edition.region}）内。",
                remedy="请核对推荐单位。",
            )
        )


def _begun(edition: Edition, unit: Organization, kind: CandidateKind, by: User) -> Nomination:
    refuse_where_closed(edition, unit)
    nomination = Nomination(
        edition=edition,
        organization=unit,
        number=f"draft-{timezone.now():%Y%m%d%H%M%S%f}-{by.pk}-{unit.pk}",
        kind=kind,
        title=title_for(_titles(edition, kind), ""),
        unit=str(unit),
        version=0,
        region=_place_of(unit, edition),
        created_on=timezone.localdate(),
    )
    begun = begin(nomination, by=by)
    begun.number = f"{edition.year}-{edition.pk}-{begun.pk:05d}"
    return begun


def _place_of(unit: Organization, edition: Edition) -> Organization:
    """The place whose unit it is: the nearest above it in the tree."""
    step = Organization.steplen
    above = [unit.path[:end] for end in range(step, len(unit.path) + 1, step)]
    places = Organization.objects.filter(path__in=above, kind=OrganizationKind.PLACE)
    return places.order_by("-path").first() or edition.region


def _write(parts: Parts, texts: Mapping[str, str]) -> Filling:
    """What was filled in; a nomination that was only just begun gets its number here."""
    nomination = parts.nomination
    filling = fill(parts, texts)
    if filling.changed or nomination.version == 0:
        if {"unit_nature", "nature"} & set(filling.changed):
            titles = _titles(nomination.edition, nomination.kind)
            nomination.title = title_for(titles, _nature(parts))
        nomination.version += 1
        keep(parts, filling)
    return filling


def _nature(parts: Parts) -> str:
    if parts.collective is not None:
        return parts.collective.nature
    return next((one.unit_nature for one in parts.persons if one.order == 1), "")


def _titles(edition: Edition, kind: str) -> list[Title]:
    prefetch_related_objects([edition], "titles")
    return [title for title in edition.titles.all() if title.kind == kind]


def _locked_parts(nomination: Nomination) -> Parts:
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(
        "edition__region", "organization", "region", "title", "unit_organization"
    )
    locked = rows.get(pk=nomination.pk)
    return parts_of([locked])[locked.pk]


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


def _refuse_unless_draft(nomination: Nomination) -> None:
    if nomination.state != NominationState.DRAFT:
        raise Refusal(
            Finding(
                "nomination-has-left",
                f"推荐材料现为“{nomination.state_label}”，不能修改。",
                remedy="确需修改的，请办理人退回到拟稿。",
            )
        )


def _refuse_overwriting(parts: Parts, texts: Mapping[str, str]) -> None:
    """Raises ``Refusal`` naming each entry that somebody else has changed meanwhile."""
    stored, fields = texts_in(parts), fields_for(parts.nomination.kind)
    findings = [
        Finding(
            "saved-by-another",
            f"“{fields[code].label}”在您填写期间已被他人修改。"
            + ("" if fields[code].is_personal else f"已保存的是：“{stored[code] or '空'}”。"),
            remedy="您填写的内容还在栏内；请比较后再次保存，以您的为准。",
            field=code,
        )
        for code, text in texts.items()
        if code in stored and text.strip() != stored[code]
    ]
    if findings:
        raise Refusal(*findings)
