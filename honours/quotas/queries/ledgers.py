"""Which ledgers there are, who may see them, and who hands out to whom."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from honours.directory.models import Organization, OrganizationName
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.models import Account, AllocationPlan, Claim, Ledger, Movement
from honours.quotas.permissions import HOLDERS, may_issue
from honours.quotas.vocabulary.places import Purpose


def ledger_of(subject: str) -> Ledger:
    """The ledger of an edition. Raises ``Refusal`` where none was opened."""
    found = Ledger.objects.filter(subject=subject).select_related("organization", "region").first()
    if found is None:
        raise no_ledger()
    return found


def named_receivers(ledger: Ledger, giver: Organization) -> dict[str, Organization]:
    """The receivers below a giver under each of their names, short ones too. Two queries.

    A name that two of them bear is left out: it is not guessed who is meant.
    """
    below = {one.pk: one for one in receivers_below(ledger, giver)}
    named: dict[str, set[int]] = {}
    names = OrganizationName.objects.filter(organization__in=below)
    for name, pk in names.values_list("name", "organization_id"):
        named.setdefault(name, set()).add(pk)
    for one in below.values():
        named[one.name] = {one.pk}
    return {name: below[keys.pop()] for name, keys in named.items() if len(keys) == 1}


def no_ledger() -> Refusal:
    return Refusal(
        Finding(
            "no-ledger",
            "这一届还没有建立名额台账。",
            remedy="请发放单位先按批准的计划建立名额台账。",
        )
    )


def visible_ledgers(mandate: Mandate) -> QuerySet[Ledger]:
    """Ledgers that the mandate's organizations hand out, or have places in."""
    rows = Ledger.objects.select_related("organization", "region")
    accounts = visible_accounts(mandate).filter(ledger=OuterRef("pk"))
    return rows.filter(Exists(accounts))


def visible_accounts(mandate: Mandate) -> QuerySet[Account]:
    """Accounts of organizations within reach: one's own row and those below."""
    return within_reach(Account.objects.all(), mandate)


def visible_movements(mandate: Mandate) -> QuerySet[Movement]:
    """Movements that gave to or took from an account within reach."""
    mine = visible_accounts(mandate).values("pk")
    rows = Movement.objects.filter(Q(debit__in=mine) | Q(credit__in=mine))
    claims = Claim.objects.filter(ledger=OuterRef("ledger"), matter=OuterRef("matter"))
    rows = rows.annotate(called=Subquery(claims.values("called")[:1]))
    return rows.select_related("debit__organization", "credit__organization")


def givers_within(ledger: Ledger, mandate: Mandate) -> list[Organization]:
    """For whom the mandate may hand out: the highest ones that have places, in tree order."""
    rows = Organization.objects.filter(
        pk__in=Account.objects.filter(ledger=ledger).values("organization")
    )
    found: list[Organization] = []
    issuer = ledger.organization
    if may_issue(mandate, issuer):
        return [issuer]
    for one in rows.order_by("path"):
        is_below = any(one.is_within(above) for above in found)
        if may_issue(mandate, one) and not is_below:
            found.append(one)
    return found


def organizations_to_return(ledger: Ledger, mandate: Mandate) -> QuerySet[Organization]:
    """Organizations of the mandate's own that have unused places from a level above."""
    accounts = Account.objects.filter(
        ledger=ledger, purpose=Purpose.AVAILABLE, balance__gt=0
    ).exclude(organization=ledger.organization_id)
    paths = {post.jurisdiction.path for post in mandate.posts if post.role in HOLDERS}
    rows: QuerySet[Organization] = Organization.objects.filter(
        pk__in=accounts.values("organization"),
    ).order_by("path")
    if not paths:
        return rows.none()
    return rows.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))


def lines_known(ledger: Ledger) -> list[tuple[str, str]]:
    """Every kind and title that the ledger has places of, as it was authorised."""
    rows = Account.objects.filter(ledger=ledger, purpose=Purpose.SOURCE).order_by("pk")
    return list(rows.values_list("kind", "title"))


def visible_plans(mandate: Mandate) -> QuerySet[AllocationPlan]:
    rows = within_reach(AllocationPlan.objects.all(), mandate)
    return rows.select_related("organization", "ledger__organization", "ledger__region")


def givers_of(ledger: Ledger, receivers: Iterable[Organization]) -> dict[int, Organization]:
    """By key of the receiver, who hands places to it: always the next level above.

    Directly below the region that is the ledger's own organization. Raises ``Refusal`` for an
    organization outside the region, and for the one that hands out itself.
    """
    step, top = Organization.steplen, ledger.region
    above: dict[int, str] = {}
    for one in receivers:
        if one.pk in (ledger.organization_id, top.pk) or not one.is_within(top):
            raise _outside(ledger, one)
        above[one.pk] = str(one.path)[:-step]
    others = {path for path in above.values() if path != top.path}
    found = {top.path: ledger.organization}
    if others:
        found |= {one.path: one for one in Organization.objects.filter(path__in=others)}
    return {pk: found[path] for pk, path in above.items()}


def receivers_below(ledger: Ledger, giver: Organization) -> QuerySet[Organization]:
    """Whom the organization may hand places to: those next below, in tree order."""
    top = ledger.region if giver.pk == ledger.organization_id else giver
    rows: QuerySet[Organization] = Organization.objects.filter(
        path__startswith=top.path, depth=len(top.path) // Organization.steplen + 1
    )
    standing = rows.filter(abolished_on=None).exclude(pk=ledger.organization_id)
    return standing.order_by("path")


def _outside(ledger: Ledger, one: Organization) -> Refusal:
    return Refusal(
        Finding(
            "outside-the-region",
            f"“{one}”不在“{ledger.region}”所属、可以分到这一届名额的单位之内。",
            remedy=f"请选择“{ledger.region}”所属的下一级单位。",
            field="organization",
        )
    )
