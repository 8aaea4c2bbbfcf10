"""Lists: composed, submitted, signed, taken over or returned; signing moves all they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.models.slates import Slate, SlateFlag, SlateLine
from honours.commendations.operations.flags import raise_flags
from honours.commendations.operations.recommending import verdicts_on_signing
from honours.commendations.permissions import require_at
from honours.commendations.queries.slates import (
    SlateRoster,
    roster_of,
    slate_facts,
    waiting_for,
)
from honours.commendations.vocabulary import NominationState, Round, SlateState, Tier
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Finding, Refusal, Verdict
from honours.policies.queries import rules_in_force
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.operations import advance, advance_many, begin, send_back

COMPOSERS = {Tier.UNIT: Role.FILER, Tier.COUNTY: Role.EXAMINER, Tier.CITY: Role.EXAMINER}
SUBMITTING = {Tier.UNIT: "submit", Tier.COUNTY: "collect", Tier.CITY: "collect"}
SIGNING = {Tier.UNIT: "sign", Tier.COUNTY: "approve", Tier.CITY: "approve"}
ABOVE = {Tier.UNIT: Tier.COUNTY, Tier.COUNTY: Tier.CITY, Tier.CITY: Tier.CITY}


@dataclass(frozen=True, slots=True)
class SlateKey:
    """Which list: whose, of what kind, at which tier and round. ``region``: whom it gathers."""

    edition: Edition
    organization: Organization
    kind: CandidateKind
    tier: Tier
    region: Organization
    round: Round = Round.FIRST


@transaction.atomic
def open_slate(key: SlateKey, *, by: User) -> Slate:
    """The list, made where it is not there yet."""
    require_at(by, COMPOSERS[key.tier], key.tier, "编排名单", within=key.organization)
    found = Slate.objects.filter(
        edition=key.edition,
        organization=key.organization,
        kind=key.kind,
        tier=key.tier,
        round=key.round,
    ).first()
    if found is not None:
        return found
    return begin(
        Slate(
            edition=key.edition,
            organization=key.organization,
            kind=key.kind,
            tier=key.tier,
            round=key.round,
            region=key.region,
        ),
        by=by,
    )


@transaction.atomic
def compose_slate(
    slate: Slate,
    nominations: Sequence[Nomination],
    *,
    reserves: Sequence[Nomination] = (),
    by: User,
) -> Slate:
    """Replace the list by these, in this order.

    Raises ``Refusal`` once it was submitted, or for one that the list may not take up.
    """
    slate = _locked(slate)
    require_at(
        by, COMPOSERS[Tier(slate.tier)], Tier(slate.tier), "编排名单", within=slate.organization
    )
    _refuse_unless_composing(slate)
    wanted = [*nominations, *reserves]
    _refuse_strangers(slate, wanted)
    slate.lines.all().delete()
    SlateLine.objects.bulk_create(
        SlateLine(slate=slate, nomination=one, order=place, is_reserve=place > len(nominations))
        for place, one in enumerate(wanted, start=1)
    )
    _noted(slate, "compose", by, order=[one.pk for one in wanted], listed=len(nominations))
    return slate


@transaction.atomic
def submit_slate(slate: Slate, *, by: User, on: date | None = None) -> Slate:
    """Hand the list to whoever signs. What a person has to look at is flagged now."""
    slate, day = _locked(slate), on or timezone.localdate()
    roster = roster_of(slate)
    facts = slate_facts(roster, on=day)
    submitted = advance(
        slate, SUBMITTING[Tier(slate.tier)], by=by, facts=facts, rules=_rules(slate, day)
    )
    raise_flags(roster, on=day)
    return submitted


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
    slate, day = _locked(slate), on or timezone.localdate()
    tier, round_ = Tier(slate.tier), Round(slate.round)
    if not opinion.strip():
        raise Refusal(
            Finding(
                "opinion-missing", "没有填写意见。", remedy="请写明推荐意见。", field="opinion"
            )
        )
    roster = roster_of(slate)
    facts = slate_facts(roster, on=day, verdicts=_verdicts(roster, by), insistence=insistence)
    signed = advance(
        slate,
        SIGNING[tier],
        by=by,
        facts=facts,
        rules=_rules(slate, day),
        reason=insistence.strip(),
    )
    signed.opinion, signed.signed_on = opinion.strip(), day
    signed.save(update_fields=["opinion", "signed_on"])
    _move_up(roster, by=by)
    Endorsement.objects.bulk_create(
        Endorsement(
            nomination=one,
            tier=tier,
            round=round_,
            organization=slate.organization,
            opinion=opinion.strip(),
            rank_in_list=place,
            is_sealed=round_ is Round.SECOND,
            signed_by=by.username,
            signed_by_name=by.name,
            signed_on=day,
            document=document.strip(),
        )
        for place, one in enumerate(roster.listed, start=1)
    )
    return signed


@transaction.atomic
def accept_slate(slate: Slate, *, by: User, on: date | None = None) -> Slate:
    """The level above takes the list over. Raises ``Refusal`` while a ratio is broken."""
    slate, day = _locked(slate), on or timezone.localdate()
    require_at(by, Role.EXAMINER, above(slate), "审核名单", within=slate.organization)
    facts = slate_facts(roster_of(slate), on=day)
    return advance(slate, "accept", by=by, facts=facts, rules=_rules(slate, day))


@transaction.atomic
def return_slate(slate: Slate, *, reason: str, by: User, on: date | None = None) -> Slate:
    """Back to where it is composed, and everybody on it with it; opinions on them become void."""
    slate, day = _locked(slate), on or timezone.localdate()
    roster = roster_of(slate)
    if slate.state != SlateState.SUBMITTED:
        require_at(by, Role.EXAMINER, above(slate), "退回名单", within=slate.organization)
        _move_down(roster, reason=reason, by=by)
        Endorsement.objects.filter(
            nomination__in=roster.listed, tier=slate.tier, round=slate.round, superseded_on=None
        ).update(superseded_on=day)
    returned = send_back(slate, to=SlateState.COMPOSING, reason=reason, by=by)
    returned.flags.filter(judged_on=None).delete()
    return returned


@transaction.atomic
def judge_flag(flag: SlateFlag, judgement: str, *, by: User, on: date | None = None) -> SlateFlag:
    """Write what was found about something flagged. For the examiner of the level above."""
    require_at(by, Role.EXAMINER, above(flag.slate), "核查提示", within=flag.slate.organization)
    if not judgement.strip():
        raise Refusal(
            Finding("judgement-missing", "没有写核查结论。", remedy="请写明。", field="judgement")
        )
    flag.judgement, flag.judged_by = judgement.strip(), by.username
    flag.judged_on = on or timezone.localdate()
    flag.save(update_fields=["judgement", "judged_by", "judged_on"])
    _noted(flag.slate, "judge_flag", by, code=flag.code)
    return flag


def above(slate: Slate) -> Tier:
    """Who takes the list over: the county for its units, the city for its own and the counties."""
    is_the_citys = slate.organization.level == Level.CITY
    return Tier.CITY if is_the_citys else ABOVE[Tier(slate.tier)]


def _verdicts(roster: SlateRoster, by: User) -> dict[str, Verdict]:
    """A unit's head signs for each nomination; reviewers sign for the list."""
    if roster.slate.tier != Tier.UNIT:
        return {}
    found = verdicts_on_signing(roster.listed, by=by)
    return {one.number: found[one.pk] for one in roster.listed}


def _move_up(roster: SlateRoster, *, by: User) -> None:
    outcome = advance_many(list(roster.listed), _verb(roster.slate), by=by)
    if outcome.refused:
        raise Refusal(*(finding for _, findings in outcome.refused for finding in findings))


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


def _rules(slate: Slate, day: date) -> Any:
    return rules_in_force(day, slate.edition.region.division)


def _locked(slate: Slate) -> Slate:
    rows = Slate.objects.select_for_update(of=("self",)).select_related(
        "organization", "region", "edition__region", "edition__organization"
    )
    return rows.get(pk=slate.pk)


def _refuse_unless_composing(slate: Slate) -> None:
    if slate.state != SlateState.COMPOSING:
        raise Refusal(
            Finding(
                "slate-has-left",
                f"名单已是“{slate.state_label}”，不能再编排。",
                remedy="确需修改的，请签批人或者上级退回。",
            )
        )


def _refuse_strangers(slate: Slate, wanted: Sequence[Nomination]) -> None:
    known = set(waiting_for(slate).values_list("pk", flat=True))
    strangers = [one for one in wanted if one.pk not in known]
    if strangers:
        raise Refusal(
            *(
                Finding(
                    "not-for-this-slate",
                    f"{one.number}现为“{one.state_label}”，不能编入本名单。",
                    remedy="请核对；下级尚未报送的，请催报。",
                )
                for one in strangers
            )
        )


def _noted(slate: Slate, verb: str, by: User, **detail: Any) -> None:
    record(
        f"commendations.slate.{verb}",
        subject=slate.subject(),
        actor=by.username,
        organization=str(slate.organization_id),
        **detail,
    )
