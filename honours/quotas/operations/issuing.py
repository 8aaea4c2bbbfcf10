"""Handing places out, taking them back, shifting and cutting them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.models import Account, Ledger, Movement
from honours.quotas.operations.moving import (
    Accounts,
    Deed,
    Order,
    Transfer,
    locked_accounts,
    open_accounts,
    post,
    refuse_incomplete,
    refuse_twice,
    refuse_unless_spared,
)
from honours.quotas.permissions import HOLDERS, ISSUERS, require_one_of
from honours.quotas.queries.ledgers import givers_of
from honours.quotas.queries.standings import Line
from honours.quotas.vocabulary.places import MovementVerb, Purpose


@transaction.atomic
def issue_places(
    ledger: Ledger, orders: Sequence[Order], *, by: User, document: str = "", reason: str = ""
) -> list[Movement]:
    """Hand places out (发放), each organization getting its own from the level next above it.

    A whole allocation goes out with a number of statements that hardly grows. Raises ``Refusal``
    where a giver has too few, and then nothing goes out.
    """
    deed = Deed(MovementVerb.ISSUE, by, reason, document)
    refuse_incomplete(deed, orders, needs_reason=False, needs_document=False)
    refuse_twice(orders)
    givers = givers_of(ledger, [order.organization for order in orders])
    distinct = tuple({one.pk: one for one in givers.values()}.values())
    require_one_of(by, ISSUERS, deed.verb.label, within=distinct)
    open_accounts(ledger, [order.line for order in orders])
    needed = _needed(orders, givers)
    lines = [*needed, *(order.line for order in orders)]
    accounts = locked_accounts(ledger, lines, Purpose.AVAILABLE)
    for line, order in needed.items():
        refuse_unless_spared(ledger, accounts.get((line, Purpose.AVAILABLE)), order, "发放")
    transfers = [
        Transfer(
            accounts[_line_at(order, givers[order.organization.pk]), Purpose.AVAILABLE],
            accounts[order.line, Purpose.AVAILABLE],
            order.places,
        )
        for order in orders
    ]
    return post(ledger, transfers, deed)


@transaction.atomic
def recall_places(
    ledger: Ledger, order: Order, *, by: User, reason: str, document: str = ""
) -> Movement:
    """Take back unused places of an organization (收回), by whoever handed them out."""
    deed = Deed(MovementVerb.RECALL, by, reason, document)
    refuse_incomplete(deed, [order], needs_reason=True, needs_document=False)
    giver = _giver(ledger, order)
    require_one_of(by, ISSUERS, deed.verb.label, within=(giver,))
    return _give_up(ledger, order, giver, deed)


@transaction.atomic
def return_places(ledger: Ledger, order: Order, *, by: User, reason: str) -> Movement:
    """Give unused places back to the level above (退回), by the organization itself."""
    deed = Deed(MovementVerb.RETURN, by, reason)
    refuse_incomplete(deed, [order], needs_reason=True, needs_document=False)
    require_one_of(by, HOLDERS, deed.verb.label, within=(order.organization,))
    return _give_up(ledger, order, _giver(ledger, order), deed)


@transaction.atomic
def reallocate_places(
    ledger: Ledger,
    order: Order,
    to: Organization,
    *,
    by: User,
    reason: str,
    document: str = "",
) -> Movement:
    """Shift unused places from one organization to another beside it (调剂)."""
    deed = Deed(MovementVerb.REALLOCATE, by, reason, document)
    refuse_incomplete(deed, [order], needs_reason=True, needs_document=False)
    givers = givers_of(ledger, [order.organization, to])
    if order.organization.pk == to.pk or givers[to.pk].pk != givers[order.organization.pk].pk:
        raise Refusal(
            Finding(
                "not-beside",
                f"“{order.organization}”与“{to}”不是由同一单位发放名额的两个单位，不能调剂。",
                remedy="请先收回，再按级发放。",
                field="to",
            )
        )
    require_one_of(by, ISSUERS, deed.verb.label, within=(givers[to.pk],))
    receiver = replace(order, organization=to)
    open_accounts(ledger, [receiver.line])
    return _shift(ledger, order, receiver.line, deed)


@transaction.atomic
def sanction_places(
    ledger: Ledger, order: Order, *, by: User, reason: str, document: str
) -> Movement:
    """Cut unused places of an organization for good (核减), as for a list over its ratio.

    Nobody gets them. Places that are to go to others are recalled instead.
    """
    deed = Deed(MovementVerb.SANCTION, by, reason, document)
    refuse_incomplete(deed, [order], needs_reason=True, needs_document=True)
    require_one_of(by, ISSUERS, deed.verb.label, within=(_giver(ledger, order),))
    accounts = locked_accounts(ledger, [order.line], Purpose.AVAILABLE, Purpose.SANCTIONED)
    source = _spared(ledger, accounts, order, deed)
    cut = accounts[order.line, Purpose.SANCTIONED]
    return post(ledger, [Transfer(source, cut, order.places)], deed)[0]


def _needed(orders: Sequence[Order], givers: dict[int, Organization]) -> dict[Line, Order]:
    """What each giver has to have, all its orders taken together."""
    sums: dict[Line, int] = defaultdict(int)
    named: dict[Line, Order] = {}
    for order in orders:
        giver = givers[order.organization.pk]
        line = _line_at(order, giver)
        sums[line] += order.places
        named[line] = Order(giver, order.kind, sums[line], order.title)
    return named


def _give_up(ledger: Ledger, order: Order, giver: Organization, deed: Deed) -> Movement:
    return _shift(ledger, order, _line_at(order, giver), deed)


def _shift(ledger: Ledger, order: Order, to: Line, deed: Deed) -> Movement:
    accounts = locked_accounts(ledger, [order.line, to], Purpose.AVAILABLE)
    source = _spared(ledger, accounts, order, deed)
    target = accounts[to, Purpose.AVAILABLE]
    return post(ledger, [Transfer(source, target, order.places)], deed)[0]


def _spared(ledger: Ledger, accounts: Accounts, order: Order, deed: Deed) -> Account:
    """The account that has enough. Raises ``Refusal`` where it has not."""
    refuse_unless_spared(
        ledger, accounts.get((order.line, Purpose.AVAILABLE)), order, deed.verb.label
    )
    return accounts[order.line, Purpose.AVAILABLE]


def _giver(ledger: Ledger, order: Order) -> Organization:
    return givers_of(ledger, [order.organization])[order.organization.pk]


def _line_at(order: Order, organization: Organization) -> Line:
    return order.line._replace(organization_id=organization.pk)
