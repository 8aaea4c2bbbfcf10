"""The place of one nomination: held when it is put forward, used when it is decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from honours.audit.operations import PlannedEntry
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.checks.standings import QuotaStanding, within_quota
from honours.quotas.models import Account, Claim
from honours.quotas.operations.moving import ROWS_AT_ONCE, Accounts, Deed, Transfer, post
from honours.quotas.permissions import require_reach
from honours.quotas.queries.ledgers import ledger_of
from honours.quotas.queries.standings import Line, holders_with, standings_in
from honours.quotas.vocabulary.places import CandidateKind, ClaimStage, MovementVerb, Purpose

STILL_THERE = (ClaimStage.HELD, ClaimStage.USED)
TARGETS = {
    MovementVerb.USE: (Purpose.USED, ClaimStage.USED),
    MovementVerb.RELEASE: (Purpose.AVAILABLE, ClaimStage.RELEASED),
    MovementVerb.FORFEIT: (Purpose.FORFEITED, ClaimStage.FORFEITED),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One place that a nomination asks of an organization.

    ``called`` is the number that people know the nomination by.
    """

    matter: str
    organization: Organization
    kind: CandidateKind
    title: str = ""
    called: str = ""

    @property
    def candidates(self) -> list[Line]:
        """The lines it may take a place of, the narrowest first, so that open ones last."""
        kinds = dict.fromkeys((self.kind, CandidateKind.EITHER))
        titles = dict.fromkeys((self.title, ""))
        return [Line(self.organization.pk, kind, title) for title in titles for kind in kinds]


def hold_place(
    edition: str,
    matter: str,
    organization: Organization,
    kind: CandidateKind,
    *,
    by: User,
    title: str = "",
) -> Claim:
    """Hold one place of the organization for a nomination (占用); once, however often asked.

    Takes a place of that kind and title; where there is none, one that leaves kind or title
    open. Six statements. Raises ``Refusal`` where no place is left.
    """
    return hold_places(edition, [Wanted(matter, organization, kind, title)], by=by)[0]


@transaction.atomic
def hold_places(
    edition: str,
    wanted: Sequence[Wanted],
    *,
    by: User,
    entries: list[PlannedEntry] | None = None,
) -> list[Claim]:
    """Hold a place for each of a whole list, or for none of them, with as many statements.

    ``entries``: where the caller gathers what goes into the book, and writes it himself.
    """
    reached = {one.organization.pk: one.organization for one in wanted}
    require_reach(by, MovementVerb.HOLD.label, within=tuple(reached.values()))
    accounts = _lockable(edition, wanted)
    matters = [one.matter for one in wanted]
    rows = Claim.objects.filter(ledger__subject=edition, matter__in=matters)
    claims = {claim.matter: claim for claim in rows}
    called = {one.matter: one.called for one in wanted}
    waiting = [one for one in wanted if _has_to_wait(claims.get(one.matter))]
    transfers = _taken(edition, accounts, list({one.matter: one for one in waiting}.values()))
    at = timezone.now()
    begun = []
    for transfer in transfers:
        ledger, matter = transfer.credit.ledger, transfer.matter
        claim = claims.setdefault(matter, Claim(ledger=ledger, matter=matter))
        claim.account, claim.stage, claim.changed_at = transfer.credit, ClaimStage.HELD, at
        claim.called = called[matter]
        begun.append(claim)
    _save(begun)
    if transfers:
        post(transfers[0].credit.ledger, transfers, Deed(MovementVerb.HOLD, by), entries)
    return [claims[matter] for matter in matters]


def use_places(
    edition: str, matters: Sequence[str], *, by: User, document: str = ""
) -> list[Claim]:
    """The decision was made (使用): held places are used. Any number with few statements.

    Only for whoever reaches the organization that hands out the places.
    """
    require_reach(by, MovementVerb.USE.label, within=(ledger_of(edition).organization,))
    return _settle(edition, matters, Deed(MovementVerb.USE, by, document=document))


def release_places(
    edition: str, matters: Sequence[str], *, by: User, reason: str = ""
) -> list[Claim]:
    """Nominations were withdrawn or returned (释放): their places are free again."""
    return _settle(edition, matters, Deed(MovementVerb.RELEASE, by, reason))


def free_places(
    edition: str, matters: Sequence[str], *, may_refill: bool, by: User, reason: str
) -> list[Claim]:
    """Nominations failed their notice. Only where the edition says so may others take the place.

    Otherwise the places are gone (不再补报).
    """
    verb = MovementVerb.RELEASE if may_refill else MovementVerb.FORFEIT
    return _settle(edition, matters, Deed(verb, by, reason))


@transaction.atomic
def _settle(edition: str, matters: Sequence[str], deed: Deed) -> list[Claim]:
    """Take held places where the deed sends them; those already there stay, once and for all."""
    purpose, stage = TARGETS[deed.verb]
    made = Claim.objects.filter(ledger__subject=edition, matter__in=list(matters))
    accounts = _locked_for(edition, made, purpose)
    claims = list(made.select_related("ledger", "account__organization").order_by("pk"))
    if not claims:
        ledger_of(edition)  # refuses where none was opened
    reached = tuple({c.account.organization_id: c.account.organization for c in claims}.values())
    require_reach(deed.by, deed.verb.label, within=reached)
    waiting = [claim for claim in claims if claim.stage != stage]
    _refuse_unless_held(matters, claims, waiting, deed)
    if not waiting:
        return claims
    ledger = waiting[0].ledger
    transfers = [
        Transfer(
            accounts[_line_of(claim.account), Purpose.HELD],
            accounts[_line_of(claim.account), purpose],
            1,
            claim.matter,
        )
        for claim in waiting
    ]
    at = timezone.now()
    Claim.objects.filter(pk__in=[claim.pk for claim in waiting]).update(stage=stage, changed_at=at)
    post(ledger, transfers, deed)
    for claim in waiting:
        claim.stage, claim.changed_at = stage, at
    return claims


def _lockable(edition: str, wanted: Sequence[Wanted]) -> Accounts:
    """Every account that the nominations may take a place of, locked in the order of keys."""
    rows = Account.objects.filter(
        ledger__subject=edition,
        organization__in={one.organization.pk for one in wanted},
        kind__in={one.kind for one in wanted} | {CandidateKind.EITHER},
        title__in={one.title for one in wanted} | {""},
        purpose__in=(Purpose.AVAILABLE, Purpose.HELD),
    ).select_for_update(of=("self",), no_key=True)
    found = rows.select_related("ledger").order_by("pk")
    return {(_line_of(account), account.purpose): account for account in found}


def _has_to_wait(claim: Claim | None) -> bool:
    """Whether a place is still to be held. Raises ``Refusal`` where none may be any more."""
    if claim is not None and claim.stage == ClaimStage.FORFEITED:
        raise _not_refilled()
    return claim is None or claim.stage not in STILL_THERE


def _taken(edition: str, accounts: Accounts, waiting: Sequence[Wanted]) -> list[Transfer]:
    """A place for each, in their order. Raises ``Refusal`` at the first without one."""
    left = {
        line: account.balance
        for (line, purpose), account in accounts.items()
        if purpose == Purpose.AVAILABLE
    }
    transfers = []
    for one in waiting:
        line = next((line for line in one.candidates if left.get(line, 0) > 0), None)
        if line is None:
            raise _no_place(edition, one, waiting)
        left[line] -= 1
        source, target = accounts[line, Purpose.AVAILABLE], accounts[line, Purpose.HELD]
        transfers.append(Transfer(source, target, 1, one.matter))
    return transfers


def _save(claims: Sequence[Claim]) -> None:
    begun = [claim for claim in claims if claim.pk is None]
    again = [claim for claim in claims if claim.pk is not None]
    Claim.objects.bulk_create(begun, batch_size=ROWS_AT_ONCE)
    Claim.objects.bulk_update(
        again, ["account", "called", "stage", "changed_at"], batch_size=ROWS_AT_ONCE
    )


def _locked_for(edition: str, claims: QuerySet[Claim], purpose: Purpose) -> Accounts:
    """The accounts that these claims lie in and go to. Their lock guards the claims as well."""
    rows = Account.objects.filter(
        ledger__subject=edition,
        organization__in=claims.values("account__organization"),
        purpose__in=(Purpose.HELD, purpose),
    ).select_for_update(of=("self",), no_key=True)
    return {(_line_of(one), one.purpose): one for one in rows.order_by("pk")}


def _no_place(edition: str, asked: Wanted, waiting: Sequence[Wanted]) -> Refusal:
    """Why there is none: the standing that comes nearest, and who holds its places."""
    ledger = ledger_of(edition)
    rows = Account.objects.filter(ledger=ledger, organization=asked.organization)
    known = standings_in(rows)
    line = next((one for one in asked.candidates if one in known and known[one].received), None)
    if line is None:
        nothing = QuotaStanding(str(asked.organization), asked.kind, asked.title)
        return Refusal(*within_quota(nothing))
    wanted = sum(one.candidates == asked.candidates for one in waiting)
    needed = max(wanted, known[line].available + 1)
    return Refusal(*within_quota(known[line], needed, holders_with(ledger, line)))


def _not_refilled() -> Refusal:
    return Refusal(
        Finding(
            "place-forfeited",
            "这一申报的名额已作“不再补报”处理，不能再次占用。",
            remedy="本届规定公示筛除的名额不补报；请核对后另行申报。",
        )
    )


def _refuse_unless_held(
    matters: Sequence[str], claims: Sequence[Claim], waiting: Sequence[Claim], deed: Deed
) -> None:
    missing = len(set(matters) - {claim.matter for claim in claims})
    if missing:
        raise Refusal(
            Finding(
                "no-place-held",
                f"有{missing}件申报没有占用名额，不能办理“{deed.verb.label}”。",
                remedy="请先确认这些申报已经按名额上报。",
            )
        )
    other = next((claim for claim in waiting if claim.stage != ClaimStage.HELD), None)
    if other is not None:
        raise Refusal(
            Finding(
                "place-not-held",
                f"申报的名额现为“{ClaimStage(other.stage).label}”，不能办理“{deed.verb.label}”。",
                remedy="请刷新后核对这一申报的办理情况。",
            )
        )


def _line_of(account: Account) -> Line:
    return Line(account.organization_id, account.kind, account.title)
