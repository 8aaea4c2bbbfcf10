"""A notice is written, and written anew, before anybody sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from honours.directory.models import Organization, User
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.contents import ContentFacts, EntryFacts
from honours.notices.checks.periods import OwnTerms
from honours.notices.checks.posting import DECENT
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.handling import locked, refuse_unless, require_drafter
from honours.notices.vocabulary import NoticeKind, NoticeLevel, NoticeState
from honours.workflow.notes import note
from honours.workflow.operations import begin


@dataclass(frozen=True, slots=True)
class Office:
    """Where objections go: an office, its telephone and its address, never a person's own."""

    name: str
    telephone: str
    address: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """Somebody to be named. ``organization`` is the unit as a body of the directory, if it is one;
    ``nominator`` the body that put the person forward."""

    name: str
    unit: str
    account: str
    subject: str = ""
    honour_title: str = ""
    is_person: bool = True
    consent_version: str = ""
    legal_basis: str = ""
    organization: Organization | None = None
    nominator: Organization | None = None


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """Everything a notice says. ``own`` is what the unit chose of its terms, where it chose."""

    organization: Organization
    kind: NoticeKind
    level: NoticeLevel
    subject_of: str
    title: str
    conditions: str
    scope: str
    office: Office
    entries: Sequence[EntryDraft] = ()
    own: OwnTerms = field(default_factory=OwnTerms)
    planned_on: date | None = None
    objections_until: date | None = None
    names_shown_days_after: int = 0


@transaction.atomic
def draft_notice(draft: NoticeDraft, *, by: User) -> Notice:
    """Begin a notice. Raises ``Refusal`` where it would hold what no notice may."""
    require_drafter(by, "拟写公示", within=draft.organization)
    notice = Notice(organization=draft.organization)
    _refuse_indecent(draft)
    _refuse_second(draft)
    _fill(notice, draft)
    begin(notice, by=by)
    _enter(notice, draft.entries)
    return notice


@transaction.atomic
def amend_notice(notice: Notice, draft: NoticeDraft, *, by: User) -> Notice:
    """Write the draft anew. Once it is posted, ``change_notice`` is the only way."""
    require_drafter(by, "修改公示", within=notice.organization)
    notice = locked(notice)
    refuse_unless(notice, NoticeState.DRAFT, "修改拟稿")
    _refuse_indecent(draft)
    _fill(notice, draft)
    notice.save()
    notice.entries.all().delete()
    _enter(notice, draft.entries)
    note(notice, "amend", by=by, entries=len(draft.entries))
    return notice


def _fill(notice: Notice, draft: NoticeDraft) -> None:
    notice.kind, notice.level = draft.kind, draft.level
    notice.subject_of, notice.title = draft.subject_of, draft.title
    notice.conditions, notice.scope = draft.conditions, draft.scope
    notice.receiving_office = draft.office.name
    notice.office_telephone = draft.office.telephone
    notice.office_address = draft.office.address
    notice.office_email = draft.office.email
    notice.length, notice.unit = draft.own.length, draft.own.unit or ""
    notice.counts_first_day = draft.own.counts_first_day
    notice.postmark_rule = draft.own.postmark_rule or ""
    notice.length_basis = draft.own.basis
    notice.planned_on = draft.planned_on
    notice.objections_until = draft.objections_until
    notice.names_shown_days_after = draft.names_shown_days_after


def _enter(notice: Notice, entries: Iterable[EntryDraft]) -> None:
    NoticeEntry.objects.bulk_create(
        NoticeEntry(
            notice=notice,
            order=order,
            subject=entry.subject,
            is_person=entry.is_person,
            name=entry.name,
            unit=entry.unit,
            organization=entry.organization,
            nominator=entry.nominator,
            honour_title=entry.honour_title,
            account=entry.account,
            consent_version=entry.consent_version,
            legal_basis=entry.legal_basis,
        )
        for order, entry in enumerate(entries, start=1)
    )


def _refuse_indecent(draft: NoticeDraft) -> None:
    """What no notice may hold is never stored, not even in a draft."""
    facts = _draft_facts(draft)
    rules = Rules.on_day(date.min, ())
    if findings := tuple(found for check in DECENT for found in check(facts, rules)):
        raise Refusal(*findings)


def _draft_facts(draft: NoticeDraft) -> ContentFacts:
    return ContentFacts(
        title=draft.title,
        conditions=draft.conditions,
        scope=draft.scope,
        receiving_office=draft.office.name,
        office_telephone=draft.office.telephone,
        office_address=draft.office.address,
        office_email=draft.office.email,
        entries=tuple(
            EntryFacts(order, entry.name, entry.unit, entry.account, entry.honour_title)
            for order, entry in enumerate(draft.entries, start=1)
        ),
    )


def _refuse_second(draft: NoticeDraft) -> None:
    running = Notice.objects.filter(
        subject_of=draft.subject_of, level=draft.level, organization=draft.organization
    ).exclude(state__in=(NoticeState.WITHDRAWN, NoticeState.CLOSED))
    if running.exists():
        raise Refusal(
            Finding(
                "notice-exists",
                f"该事项已有一份{draft.level.label}没有结束。",
                remedy="请在原公示上办理，或者先撤回原公示。",
            )
        )
