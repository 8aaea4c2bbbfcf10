"""Candidates are put to the public, each level by a notice of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.queries.holders import holder_name
from honours.commendations.queries.publishing import (
    Matter,
    candidates_of,
    consent_versions,
    faults_in_publishing,
    publisher_of,
)
from honours.directory.models import User
from honours.kernel.calendar import DayUnit
from honours.kernel.verdicts import Refusal
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice
from honours.notices.operations.drafts import EntryDraft, NoticeDraft, Office, draft_notice
from honours.notices.operations.handling import require_drafter
from honours.notices.vocabulary import NoticeKind, NoticeLevel, PostmarkRule
from honours.quotas.vocabulary.places import CandidateKind

TITLES = {NoticeLevel.UNIT: "推荐对象公示", NoticeLevel.COUNTY: "推荐对象公示"}


@dataclass(frozen=True, slots=True)
class Publication:
    """What a notice says beside its candidates: where objections go, how far, on which terms.

    ``own``: what no rule in force settles. ``scope``: where it is made known; the region else.
    """

    office: Office
    own: OwnTerms = field(default_factory=OwnTerms)
    scope: str = ""
    title: str = ""


@transaction.atomic
def draft_candidate_notice(
    matter: Slate | Edition, publication: Publication, *, by: User, on: date | None = None
) -> Notice:
    """Draft the notice of a unit's or county's list, or of whom an edition proposes to commend.

    Raises ``Refusal`` where anybody has not agreed to be named, or the list is not settled.
    """
    publisher = publisher_of(matter)
    require_drafter(by, "拟写公示", within=publisher.organization)
    entries = _entries(matter, on or timezone.localdate())
    edition = publisher.edition
    wanted = TITLES.get(publisher.level, "拟表彰对象公示")
    draft = NoticeDraft(
        organization=publisher.organization,
        kind=NoticeKind.CANDIDATE,
        level=publisher.level,
        subject_of=matter.subject(),
        title=publication.title or f"{edition.name}{wanted}"[:200],
        conditions=edition.conditions,
        scope=publication.scope or str(publisher.region),
        office=publication.office,
        entries=entries,
        own=publication.own,
    )
    return _drafted(draft, by)


@transaction.atomic
def draft_notice_anew(
    nomination: Nomination, earlier: Notice, *, by: User, on: date | None = None
) -> Notice:
    """Put one candidate to the public once more, as a finding demands: the same office and terms,
    the words as they stand in the nomination now."""
    require_drafter(by, "重新公示", within=earlier.organization)
    entries = _entries(nomination, on or timezone.localdate())
    draft = NoticeDraft(
        organization=earlier.organization,
        kind=NoticeKind.CANDIDATE,
        level=NoticeLevel(earlier.level),
        subject_of=nomination.subject(),
        title=f"{earlier.title[:180]}（更正后重新公示）",
        conditions=earlier.conditions,
        scope=earlier.scope,
        office=Office(
            earlier.receiving_office,
            earlier.office_telephone,
            earlier.office_address,
            earlier.office_email,
        ),
        entries=entries,
        own=_own_terms_of(earlier),
    )
    return _drafted(draft, by)


def entries_for(nominations: Sequence[Nomination]) -> list[EntryDraft]:
    """Exactly what the public would read of each."""
    versions = consent_versions(nominations)
    return [
        EntryDraft(
            name=holder_name(one),
            unit=one.unit,
            account=one.brief,
            subject=one.subject(),
            honour_title=one.title.name,
            is_person=one.kind == CandidateKind.PERSON,
            consent_version=versions.get(one.pk, ""),
            organization=one.unit_organization,
            nominator=one.organization,
        )
        for one in nominations
    ]


def _entries(matter: Matter, day: date) -> list[EntryDraft]:
    nominations = candidates_of(matter)
    if findings := faults_in_publishing(matter, nominations, on=day):
        raise Refusal(*findings)
    return entries_for(nominations)


def _drafted(draft: NoticeDraft, by: User) -> Notice:
    notice = draft_notice(draft, by=by)
    record(
        "commendations.notice.draft",
        subject=draft.subject_of,
        actor=by.username,
        organization=str(draft.organization.pk),
        notice=notice.subject(),
        named=len(draft.entries),
    )
    return notice


def _own_terms_of(notice: Notice) -> OwnTerms:
    return OwnTerms(
        notice.length,
        DayUnit(notice.unit) if notice.unit else None,
        notice.counts_first_day,
        PostmarkRule(notice.postmark_rule) if notice.postmark_rule else None,
        notice.length_basis,
    )
