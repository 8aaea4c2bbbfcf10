"""The one way places move: accounts locked in one order, then movements that the triggers post."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from honours.audit.operations import PlannedEntry, record_many
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.checks.standings import (
    QuotaStanding,
    can_spare,
    document_is_given,
    moves_places,
    reason_is_given,
)
from honours.quotas.models import Account, Ledger, Movement
from honours.quotas.queries.standings import Line, standings_in
from honours.quotas.vocabulary.places import CandidateKind, MovementVerb, Purpose

ROWS_AT_ONCE = 1000
NAMED = 5
"""How many organizations a refusal names."""
OPENED = (
    Purpose.AVAILABLE,
    Purpose.HELD,
    Purpose.USED,
    Purpose.SANCTIONED,
    Purpose.FORFEITED,
)
"""The accounts that every organization with places has."""

Accounts = dict[tuple[Line, str], Account]


@dataclass(frozen=True, slots=True)
class Order:
    """So many places of a kind and title, for or from an organization."""

    organization: Organization
    kind: str
    places: int
    title: str = ""

    @property
    def line(self) -> Line:
        return Line(self.organization.pk, self.kind, self.title)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, by whom, why and on what ground."""

    verb: MovementVerb
    by: User
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Places to go from one account to another."""

    debit: Account
    credit: Account
    places: int
    matter: str = ""


def open_accounts(ledger: Ledger, lines: Iterable[Line]) -> None:
    """Give every line its accounts; those that are there stay as they are."""
    Account.objects.bulk_create(
        (
            Account(
                ledger=ledger,
                organization_id=line.organization_id,
                kind=line.kind,
                title=line.title,
                purpose=purpose,
            )
            for line in dict.fromkeys(lines)
            for purpose in OPENED
        ),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


def locked_accounts(ledger: Ledger, lines: Sequence[Line], *purposes: Purpose) -> Accounts:
    """These accounts as they stand now, held until the transaction ends.

    Everybody locks in the order of keys, so nobody waits in a circle. Other transactions may
    meanwhile read them and refer to them.
    """
    wanted = set(lines)
    rows = Account.objects.filter(
        ledger=ledger,
        organization__in={line.organization_id for line in wanted},
        kind__in={line.kind for line in wanted},
        title__in={line.title for line in wanted},
        purpose__in=purposes,
    ).select_for_update(of=("self",), no_key=True)
    found = rows.select_related("organization").order_by("pk")
    return {(_line_of(account), account.purpose): account for account in found}


def post(
    ledger: Ledger,
    transfers: Sequence[Transfer],
    deed: Deed,
    entries: list[PlannedEntry] | None = None,
) -> list[Movement]:
    """Write the movements and tell the book of each; two statements for a thousand of them.

    ``entries``: where the caller gathers what goes into the book, and writes it himself.
    """
    at = timezone.now()
    movements = Movement.objects.bulk_create(
        (
            Movement(
                ledger=ledger,
                debit=transfer.debit,
                credit=transfer.credit,
                places=transfer.places,
                verb=deed.verb,
                matter=transfer.matter,
                reason=deed.reason.strip(),
                document=deed.document.strip(),
                actor=deed.by.username,
                actor_name=deed.by.name,
                at=at,
            )
            for transfer in transfers
        ),
        batch_size=ROWS_AT_ONCE,
    )
    told = [_entry(ledger, movement, deed) for movement in movements]
    if entries is None:
        record_many(told)
    else:
        entries += told
    return movements


def refuse_unless_spared(ledger: Ledger, account: Account | None, order: Order, deed: str) -> None:
    """Raises ``Refusal``, with where the places lie, where the account holds too few."""
    if account is not None and account.balance >= order.places:
        return
    lying = standings_in(
        Account.objects.filter(
            ledger=ledger, organization=order.organization, kind=order.kind, title=order.title
        )
    )
    nothing = QuotaStanding(str(order.organization), CandidateKind(order.kind), order.title)
    standing = lying.get(order.line, nothing)
    raise Refusal(*can_spare(standing, order.places, deed, _below(ledger, order)))


def refuse_incomplete(
    deed: Deed, orders: Iterable[Order], *, needs_reason: bool, needs_document: bool
) -> None:
    """Raises ``Refusal`` for places, a reason or a document that is missing."""
    label = deed.verb.label
    found = [finding for order in orders for finding in moves_places(order.places, label)]
    if needs_reason:
        found += reason_is_given(deed.reason, label)
    if needs_document:
        found += document_is_given(deed.document, label)
    if found:
        raise Refusal(*found)


def refuse_twice(orders: Sequence[Order]) -> None:
    """Raises ``Refusal`` where one organization stands twice in a list for the same places."""
    seen: set[Line] = set()
    for order in orders:
        if order.line in seen:
            raise Refusal(
                Finding(
                    "named-twice",
                    f"“{order.organization}”在名单中重复出现。",
                    remedy="请合并为一行。",
                    field="organization",
                )
            )
        seen.add(order.line)


def _entry(ledger: Ledger, movement: Movement, deed: Deed) -> PlannedEntry:
    return PlannedEntry(
        f"quotas.movement.{deed.verb}",
        f"quotas.ledger:{ledger.pk}",
        deed.by.username,
        str(movement.credit.organization_id),
        {
            "movement": movement.pk,
            "from": movement.debit.organization_id,
            "to": movement.credit.organization_id,
            "kind": movement.credit.kind,
            "places": movement.places,
            "matter": movement.matter,
        },
    )


def _below(ledger: Ledger, order: Order) -> str:
    """Who below still has some unused: 所属单位可用：巴州区3个、通江县2个。"""
    rows = Account.objects.filter(
        ledger=ledger,
        organization__path__startswith=(
            ledger.region
            if order.organization.pk == ledger.organization_id
            else order.organization
        ).path,
        kind=order.kind,
        title=order.title,
        purpose=Purpose.AVAILABLE,
        balance__gt=0,
    ).exclude(organization=order.organization)
    named = "、".join(
        f"{account.organization}{account.balance}个"
        for account in rows.select_related("organization").order_by("-balance", "pk")[:NAMED]
    )
    return f"所属单位可用：{named}，可以先收回。" if named else ""


def _line_of(account: Account) -> Line:
    return Line(account.organization_id, account.kind, account.title)
