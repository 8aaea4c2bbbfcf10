"""How everybody stands with their places: two queries, however many organizations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.quotas.checks.standings import QuotaStanding
from honours.quotas.models import Account, Claim, Ledger, Movement
from honours.quotas.queries.ledgers import visible_accounts
from honours.quotas.vocabulary.places import CandidateKind, ClaimStage, MovementVerb, Purpose


class Line(NamedTuple):
    """One row of the ledger: places of one kind and title that lie with one organization."""

    organization_id: int
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of the table people read: how deep it stands under the region, and its figures."""

    line: Line
    depth: int
    standing: QuotaStanding


FLOWS = (
    MovementVerb.ISSUE,
    MovementVerb.RETURN,
    MovementVerb.RECALL,
    MovementVerb.REALLOCATE,
    MovementVerb.AUTHORISE,
)
"""What leaves the organization or comes to it; all else stays in its own accounts."""


def quota_standing(
    edition: str, organization: Organization, kind: CandidateKind, title: str = ""
) -> QuotaStanding:
    """How one organization stands with its places of one kind and title; zeros without any."""
    accounts = Account.objects.filter(
        ledger__subject=edition, organization=organization, kind=kind, title=title
    )
    found = standings_in(accounts)
    line = Line(organization.pk, kind, title)
    return found.get(line, QuotaStanding(str(organization), kind, title))


def quota_standings(edition: str) -> dict[Line, QuotaStanding]:
    """How everybody stands in one edition."""
    return standings_in(Account.objects.filter(ledger__subject=edition))


def standings_in(accounts: QuerySet[Account]) -> dict[Line, QuotaStanding]:
    """The standings that these accounts show, in the order of the tree. Two queries."""
    tallies: dict[Line, _Tally] = {}
    lines: dict[int, Line] = {}
    rows = accounts.select_related("organization")
    for account in rows.order_by("organization__path", "kind", "title", "pk"):
        line = Line(account.organization_id, account.kind, account.title)
        lines[account.pk] = line
        tally = tallies.setdefault(line, _Tally(str(account.organization)))
        tally.balances[account.purpose] = account.balance
    for flow in _flows(lines):
        if flow.debit in lines:
            tallies[lines[flow.debit]].outgoing[flow.verb] += flow.places
        if flow.credit in lines:
            tallies[lines[flow.credit]].incoming[flow.verb] += flow.places
    return {line: tally.standing(line) for line, tally in tallies.items()}


def ledger_rows(ledger: Ledger, mandate: Mandate) -> list[LedgerRow]:
    """What the mandate may see of a ledger: the issuer first, then the tree. Three queries."""
    standings = standings_in(visible_accounts(mandate).filter(ledger=ledger))
    keys = {line.organization_id for line in standings}
    depths = dict(Organization.objects.filter(pk__in=keys).values_list("pk", "depth"))
    top = ledger.region.depth
    rows = [
        LedgerRow(line, max(depths[line.organization_id] - top, 0), standing)
        for line, standing in standings.items()
    ]
    issuer = ledger.organization_id
    return [
        *(replace(row, depth=0) for row in rows if row.line.organization_id == issuer),
        *(row for row in rows if row.line.organization_id != issuer),
    ]


def claims_of(edition: str, matters: Iterable[str]) -> dict[str, Claim]:
    """The place that each nomination holds or held, by its subject."""
    rows = Claim.objects.filter(ledger__subject=edition, matter__in=list(matters))
    return {claim.matter: claim for claim in rows.select_related("account__organization")}


def holders_with(ledger: Ledger, line: Line) -> list[str]:
    """Subjects of the nominations that hold places there now, the first to come first."""
    rows = Claim.objects.filter(
        ledger=ledger,
        account__organization=line.organization_id,
        account__kind=line.kind,
        account__title=line.title,
        stage=ClaimStage.HELD,
    )
    return list(rows.order_by("pk").values_list("matter", flat=True))


class _Flow(NamedTuple):
    verb: str
    debit: int
    credit: int
    places: int


def _flows(accounts: Iterable[int]) -> list[_Flow]:
    keys = list(accounts)
    rows = Movement.objects.filter(Q(debit__in=keys) | Q(credit__in=keys), verb__in=FLOWS)
    summed = rows.order_by().values_list("verb", "debit", "credit").annotate(Sum("places"))
    return [_Flow(*row) for row in summed]


@dataclass
class _Tally:
    organization: str
    balances: Counter[str] = field(default_factory=Counter)
    outgoing: Counter[str] = field(default_factory=Counter)
    incoming: Counter[str] = field(default_factory=Counter)

    def standing(self, line: Line) -> QuotaStanding:
        verb, came, went = MovementVerb, self.incoming, self.outgoing
        back = came[verb.RETURN] + came[verb.RECALL]
        return QuotaStanding(
            organization=self.organization,
            kind=CandidateKind(line.kind),
            title=line.title,
            issued=came[verb.ISSUE] + came[verb.AUTHORISE],
            available=self.balances[Purpose.AVAILABLE],
            held=self.balances[Purpose.HELD],
            used=self.balances[Purpose.USED],
            returned=went[verb.RETURN],
            recalled=went[verb.RECALL],
            sanctioned=self.balances[Purpose.SANCTIONED],
            forfeited=self.balances[Purpose.FORFEITED],
            below=went[verb.ISSUE] - back,
            shifted_in=came[verb.REALLOCATE],
            shifted_out=went[verb.REALLOCATE],
        )
