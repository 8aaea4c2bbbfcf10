"""The place of one nomination: held when it is put forward, used when it is decided."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.checks.standings import QuotaStanding, within_quota
from honours.quotas.models import Account, Claim, Ledger
from honours.quotas.operations.moving import Accounts, Deed, Transfer, post
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


@transaction.atomic
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
    require_reach(by, MovementVerb.HOLD.label, within=(organization,))
    accounts = _lockable(edition, organization, kind, title)
    claim = Claim.objects.filter(ledger__subject=edition, matter=matter).first()
    if claim is not None and claim.stage in STILL_THERE:
        return claim
    if claim is not None and claim.stage == ClaimStage.FORFEITED:
        raise _not_refilled()
    line = _line_with_a_place(accounts, organization, kind, title)
    if line is None:
        raise _no_place(edition, organization, kind, title)
    source, target = accounts[line, Purpose.AVAILABLE], accounts[line, Purpose.HELD]
    claim = claim or Claim(ledger=source.ledger, matter=matter)
    claim.account, claim.stage, claim.changed_at = target, ClaimStage.HELD, timezone.now()
    claim.save()
    post(source.ledger, [Transfer(source, target, 1, matter)], Deed(MovementVerb.HOLD, by))
    return claim


def use_places(
    edition: str, matters: Sequence[str], *, by: User, document: str = ""
) -> list[Claim]:
    """The decision was made (使用): held places are used. Any number with few statements.

    Only for whoever reaches the organization that hands out the places.
    """
    ledger = ledger_of(edition)
    require_reach(by, MovementVerb.USE.label, within=(ledger.organization,))
    return _settle(ledger, matters, Deed(MovementVerb.USE, by, document=document))


def release_places(
    edition: str, matters: Sequence[str], *, by: User, reason: str = ""
) -> list[Claim]:
    """Nominations were withdrawn or returned (释放): their places are free again."""
    return _settle(ledger_of(edition), matters, Deed(MovementVerb.RELEASE, by, reason))


def free_places(
    edition: str, matters: Sequence[str], *, may_refill: bool, by: User, reason: str
) -> list[Claim]:
    """Nominations failed their notice. Only where the edition says so may others take the place.

    Otherwise the places are gone (不再补报).
    """
    verb = MovementVerb.RELEASE if may_refill else MovementVerb.FORFEIT
    return _settle(ledger_of(edition), matters, Deed(verb, by, reason))


@transaction.atomic
def _settle(ledger: Ledger, matters: Sequence[str], deed: Deed) -> list[Claim]:
    """Take held places where the deed sends them; those already there stay, once and for all."""
    purpose, stage = TARGETS[deed.verb]
    accounts = _locked_for(ledger, matters, purpose)
    claims = _claims(ledger, matters)
    reached = tuple({c.account.organization_id: c.account.organization for c in claims}.values())
    require_reach(deed.by, deed.verb.label, within=reached)
    waiting = [claim for claim in claims if claim.stage != stage]
    _refuse_unless_held(matters, claims, waiting, deed)
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


def _lockable(
    edition: str, organization: Organization, kind: CandidateKind, title: str
) -> Accounts:
    """Every account that the nomination may take a place of, locked in the order of keys."""
    rows = Account.objects.filter(
        ledger__subject=edition,
        organization=organization,
        kind__in=(kind, CandidateKind.EITHER),
        title__in=(title, ""),
        purpose__in=(Purpose.AVAILABLE, Purpose.HELD),
    ).select_for_update(of=("self",), no_key=True)
    found = rows.select_related("ledger").order_by("pk")
    return {(_line_of(account), account.purpose): account for account in found}


def _locked_for(ledger: Ledger, matters: Sequence[str], purpose: Purpose) -> Accounts:
    """The accounts that these claims lie in and go to. Their lock guards the claims as well."""
    lines = {_line_of(claim.account) for claim in _claims(ledger, matters)}
    rows = Account.objects.filter(
        ledger=ledger,
        organization__in={line.organization_id for line in lines},
        purpose__in=(Purpose.HELD, purpose),
    ).select_for_update(of=("self",), no_key=True)
    return {(_line_of(one), one.purpose): one for one in rows.order_by("pk")}


def _claims(ledger: Ledger, matters: Iterable[str]) -> list[Claim]:
    rows = Claim.objects.filter(ledger=ledger, matter__in=list(matters))
    return list(rows.select_related("account__organization").order_by("pk"))


def _line_with_a_place(
    accounts: Accounts, organization: Organization, kind: CandidateKind, title: str
) -> Line | None:
    """The narrowest places first, so that open ones last."""
    for line in _candidates(organization, kind, title):
        account = accounts.get((line, Purpose.AVAILABLE))
        if account is not None and account.balance > 0:
            return line
    return None


def _candidates(organization: Organization, kind: CandidateKind, title: str) -> list[Line]:
    kinds, titles = dict.fromkeys((kind, CandidateKind.EITHER)), dict.fromkeys((title, ""))
    return [Line(organization.pk, one, name) for name in titles for one in kinds]


def _no_place(
    edition: str, organization: Organization, kind: CandidateKind, title: str
) -> Refusal:
    """Why there is none: the standing that comes nearest, in words."""
    ledger = ledger_of(edition)
    known = standings_in(Account.objects.filter(ledger=ledger, organization=organization))
    candidates = _candidates(organization, kind, title)
    line = next((one for one in candidates if one in known and known[one].received), None)
    if line is None:
        return Refusal(*within_quota(QuotaStanding(str(organization), kind, title)))
    return Refusal(*within_quota(known[line], holders=holders_with(ledger, line)))


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
