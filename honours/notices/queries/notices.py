"""Reads of notices: whose they are, and what the public may see of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.kernel.rules import Rules
from honours.notices.checks.contents import ContentFacts, EntryFacts
from honours.notices.models.notices import Carrier, Notice, NoticeEntry
from honours.notices.vocabulary import NoticeState
from honours.policies.queries import rules_in_force
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of_all

SHOWN_STATES = (NoticeState.POSTED, NoticeState.EXPIRED, NoticeState.CLOSED)


def visible_notices(mandate: Mandate) -> QuerySet[Notice]:
    """The notices of every unit that the user's posts reach."""
    return within_reach(Notice.objects.all(), mandate).select_related("organization")


def public_notices(on: date) -> QuerySet[Notice]:
    """Notices that run on that day, for anybody."""
    rows = Notice.objects.filter(state=NoticeState.POSTED, posted_on__lte=on, ends_on__gte=on)
    return rows.select_related("organization")


def public_notice(public_key: str) -> Notice | None:
    """A notice that was put to the public, by its public code; nothing for a draft."""
    rows = Notice.objects.exclude(state=NoticeState.DRAFT).exclude(posted_on=None)
    return rows.filter(public_key=public_key).select_related("organization").first()


def names_shown_until(notice: Notice) -> date | None:
    """The last day on which the public sees whom a posted notice names."""
    if notice.ends_on is None or notice.objections_until is None:
        return None
    kept = notice.ends_on + timedelta(days=notice.names_shown_days_after)
    return max(kept, notice.objections_until)


def shows_names(notice: Notice, on: date) -> bool:
    """Whether the public still sees the names: never after a withdrawal, nor after that day."""
    last = names_shown_until(notice)
    return notice.state in SHOWN_STATES and last is not None and on <= last


def rules_of(notice: Notice, on: date) -> Rules:
    """The rules of the notice's own place on a day."""
    return rules_in_force(on, str(notice.organization.division))


def shown_entries(notice: Notice) -> list[NoticeEntry]:
    """The entries that were not taken off, in their order."""
    return list(notice.entries.filter(removed_on=None))


def content_facts(notice: Notice, entries: Iterable[NoticeEntry]) -> ContentFacts:
    return ContentFacts(
        title=notice.title,
        conditions=notice.conditions,
        scope=notice.scope,
        receiving_office=notice.receiving_office,
        office_telephone=notice.office_telephone,
        office_address=notice.office_address,
        office_email=notice.office_email,
        entries=tuple(entry_facts(entry) for entry in entries),
    )


def entry_facts(entry: NoticeEntry) -> EntryFacts:
    return EntryFacts(
        order=entry.order,
        name=entry.name,
        unit=entry.unit,
        account=entry.account,
        honour_title=entry.honour_title,
        is_person=entry.is_person,
        consent_version=entry.consent_version,
        legal_basis=entry.legal_basis,
    )


@dataclass(frozen=True, slots=True)
class HungCarrier:
    """A carrier with the proofs that it hung."""

    carrier: Carrier
    proofs: tuple[Attachment, ...]


def carriers_of(notice: Notice) -> list[HungCarrier]:
    """The carriers in the order they were hung, with their proofs. Two queries."""
    carriers = list(notice.carriers.all())
    proofs: dict[str, list[Attachment]] = {}
    for proof in attachments_of_all(carrier.own_subject() for carrier in carriers):
        proofs.setdefault(proof.subject, []).append(proof)
    return [
        HungCarrier(carrier, tuple(proofs.get(carrier.own_subject(), ()))) for carrier in carriers
    ]


def running_on(on: date) -> QuerySet[Notice]:
    """Notices whose period is not over on that day."""
    return Notice.objects.filter(state=NoticeState.POSTED, ends_on__gte=on)
