"""Opening the ledger of an edition, and adding to what was authorised."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.models import Account, Ledger
from honours.quotas.operations.moving import (
    Deed,
    Order,
    Transfer,
    locked_accounts,
    open_accounts,
    post,
    refuse_incomplete,
    refuse_twice,
)
from honours.quotas.permissions import ISSUERS, OPENERS, require_one_of
from honours.quotas.queries.standings import Line
from honours.quotas.vocabulary.places import MovementVerb, Purpose


@dataclass(frozen=True, slots=True)
class Authorised:
    """So many places of a kind and title, as the approved plan gives them."""

    kind: str
    places: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewLedger:
    """A ledger to be opened. ``region`` is the part of the tree that may get places."""

    subject: str
    title: str
    organization: Organization
    region: Organization
    document: str


@transaction.atomic
def open_ledger(new: NewLedger, authorised: Sequence[Authorised], *, by: User) -> Ledger:
    """The ledger of an edition, with all its places in the hands of its organization.

    Raises ``Refusal`` for an edition that has one, and without a document or places.
    """
    require_one_of(by, OPENERS, "建立名额台账", within=(new.organization,))
    if Ledger.objects.filter(subject=new.subject).exists():
        raise Refusal(
            Finding(
                "ledger-open",
                "这一届已经建立名额台账。",
                remedy="需要增加名额的，请办理“追加名额”。",
            )
        )
    ledger = Ledger.objects.create(
        subject=new.subject,
        title=new.title,
        organization=new.organization,
        region=new.region,
        document=new.document.strip(),
        opened_at=timezone.now(),
    )
    record(
        "quotas.ledger.open",
        subject=f"quotas.ledger:{ledger.pk}",
        actor=by.username,
        organization=str(new.organization.pk),
        edition=new.subject,
    )
    _authorise(ledger, authorised, Deed(MovementVerb.AUTHORISE, by, document=new.document))
    return ledger


@transaction.atomic
def authorise_places(
    ledger: Ledger, authorised: Sequence[Authorised], *, document: str, by: User
) -> Ledger:
    """Add places that a later document grants; what was granted before stays as it is."""
    require_one_of(by, ISSUERS, "追加名额", within=(ledger.organization,))
    _authorise(ledger, authorised, Deed(MovementVerb.AUTHORISE, by, document=document))
    return ledger


def _authorise(ledger: Ledger, authorised: Sequence[Authorised], deed: Deed) -> None:
    giver = ledger.organization
    orders = [Order(giver, one.kind, one.places, one.title) for one in authorised]
    refuse_incomplete(deed, orders, needs_reason=False, needs_document=True)
    refuse_twice(orders)
    lines = [order.line for order in orders]
    open_accounts(ledger, lines)
    _raise_source(ledger, orders)
    accounts = locked_accounts(ledger, lines, Purpose.SOURCE, Purpose.AVAILABLE)
    transfers = [
        Transfer(
            accounts[order.line, Purpose.SOURCE],
            accounts[order.line, Purpose.AVAILABLE],
            order.places,
        )
        for order in orders
    ]
    post(ledger, transfers, deed)


def _raise_source(ledger: Ledger, orders: Sequence[Order]) -> None:
    """The sources' own limits, a few rows: one for each kind and title."""
    Account.objects.bulk_create(
        (_source(ledger, order.line) for order in orders), ignore_conflicts=True
    )
    held = locked_accounts(ledger, [order.line for order in orders], Purpose.SOURCE)
    for order in orders:
        held[order.line, Purpose.SOURCE].authorised += order.places
    Account.objects.bulk_update(held.values(), ["authorised"])


def _source(ledger: Ledger, line: Line) -> Account:
    return Account(
        ledger=ledger,
        organization_id=line.organization_id,
        kind=line.kind,
        title=line.title,
        purpose=Purpose.SOURCE,
    )
