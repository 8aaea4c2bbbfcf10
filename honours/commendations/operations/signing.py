"""Lists signed, taken over or returned: signing moves everybody they name."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.nominations import Endorsement
from honours.commendations.models.slates import Slate
from honours.commendations.operations.recommending import verdicts_on_signing
from honours.commendations.operations.slates import (
    locked_slate,
    rules_for_slate,
)
from honours.commendations.permissions import require_at
from honours.commendations.queries.candidates import judged_papers
from honours.commendations.queries.nominations import parts_of
from honours.commendations.queries.slate_board import SIGNERS, above
from honours.commendations.queries.slates import SlateRoster, roster_of, slate_facts
from honours.commendations.vocabulary import NominationState, Round, SlateState, Tier
from honours.directory.models import User
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Finding, Refusal, Verdict
from honours.workflow.operations import advance, advance_many, send_back

SIGNING = {Tier.UNIT: "sign", Tier.COUNTY: "approve", Tier.CITY: "approve"}


@transaction.atomic
def sign_slate(
    slate: Slate,
    *,
    opinion: str,
    by: User,
    on: date | None = None,
    insistence: str = "",
    document: str = "",
) -> Slate:
    """Sign it: the list goes up, and with it everybody on it, each with this level's opinion.

    ``insistence``: why a unit reports a list that breaks a ratio all the same; the level above
    can then only return it. Raises ``Refusal`` with whatever stands against list or anybody on it.
    """
    slate, day = locked_slate(slate), on or timezone.localdate()
    tier = Tier(slate.tier)
    require_at(by, SIGNERS[tier], tier, "签批名单", within=slate.organization)
    if not opinion.strip():
        raise Refusal(
            Finding(
                "opinion-missing", "没有填写意见。", remedy="请写明推荐意见。", field="opinion"
            )
        )
    roster = roster_of(slate)
    facts = slate_facts(roster, on=day, verdicts=_verdicts(roster, by, day), insistence=insistence)
    signed = advance(
        slate,
        SIGNING[tier],
        by=by,
        facts=facts,
        rules=rules_for_slate(slate, day),
        reason=insistence.strip(),
    )
    signed.opinion, signed.signed_on = opinion.strip(), day
    signed.save(update_fields=["opinion", "signed_on"])
    _move_up(roster, by=by)
    _endorse(roster, signed, document=document.strip(), by=by, on=day)
    return signed


@transaction.atomic
def accept_slate(slate: Slate, *, by: User, on: date | None = None) -> Slate:
    """The level above takes the list over. Raises ``Refusal`` while a ratio is broken."""
    slate, day = locked_slate(slate), on or timezone.localdate()
    require_at(by, Role.EXAMINER, above(slate), "审核名单", within=slate.organization)
    if slate.tier == Tier.CITY:
        raise Refusal(
            Finding(
                "nobody-above-the-city",
                "市级名单签批以后即告通过，没有上级接收。",
                remedy="请接着编排下一轮名单，或者确定拟表彰对象。",
            )
        )
    facts = slate_facts(roster_of(slate), on=day)
    return advance(slate, "accept", by=by, facts=facts, rules=rules_for_slate(slate, day))


@transaction.atomic
def return_slate(slate: Slate, *, reason: str, by: User, on: date | None = None) -> Slate:
    """Back to where it is composed, and everybody on it with it; opinions on them become void.

    By whoever would sign it; once it was signed, by the level above.
    """
    slate, day = locked_slate(slate), on or timezone.localdate()
    roster, tier = roster_of(slate), Tier(slate.tier)
    if slate.state == SlateState.SUBMITTED:
        require_at(by, SIGNERS[tier], tier, "退回名单", within=slate.organization)
    else:
        require_at(by, Role.EXAMINER, above(slate), "退回名单", within=slate.organization)
        _move_down(roster, reason=reason, by=by)
        Endorsement.objects.filter(
            nomination__in=roster.listed, tier=slate.tier, round=slate.round, superseded_on=None
        ).update(superseded_on=day)
    returned = send_back(slate, to=SlateState.COMPOSING, reason=reason, by=by)
    returned.flags.filter(judged_on=None).delete()
    return returned


def _endorse(roster: SlateRoster, signed: Slate, *, document: str, by: User, on: date) -> None:
    """What the list says is said of everybody on it, with the place each of them has."""
    Endorsement.objects.bulk_create(
        Endorsement(
            nomination=one,
            tier=signed.tier,
            round=signed.round,
            organization_id=signed.organization_id,
            opinion=signed.opinion,
            rank_in_list=place,
            is_sealed=signed.round == Round.SECOND,
            signed_by=by.username,
            signed_by_name=by.name,
            signed_on=on,
            document=document,
        )
        for place, one in enumerate(roster.listed, start=1)
    )


def _verdicts(roster: SlateRoster, by: User, on: date) -> dict[str, Verdict]:
    """A unit's head signs for each nomination; reviewers, for the list and everybody's papers."""
    if roster.slate.tier == Tier.UNIT:
        found = verdicts_on_signing(roster.listed, by=by, on=on)
    else:
        found = judged_papers(parts_of(roster.listed), on=on)
    return {one.number: found[one.pk] for one in roster.listed}


def _move_up(roster: SlateRoster, *, by: User) -> None:
    advance_many(list(roster.listed), _verb(roster.slate), by=by).all_done()


def _verb(slate: Slate) -> str:
    match Tier(slate.tier), Round(slate.round):
        case Tier.UNIT, _:
            is_the_citys = slate.organization.level == Level.CITY
            return "recommend_to_city" if is_the_citys else "recommend"
        case Tier.COUNTY, _:
            return "endorse_county"
        case _, Round.SECOND:
            return "pass_second_review"
    return "pass_first_review"


def _move_down(roster: SlateRoster, *, reason: str, by: User) -> None:
    to = {
        Tier.UNIT: NominationState.SUBMITTED,
        Tier.COUNTY: NominationState.RECOMMENDED,
        Tier.CITY: NominationState.REPORTED,
    }[Tier(roster.slate.tier)]
    if roster.slate.round == Round.SECOND:
        to = NominationState.FIRST_REVIEWED
    for nomination in roster.listed:
        send_back(nomination, to=to, reason=reason, by=by)
