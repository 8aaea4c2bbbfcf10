"""Lists as they stand: who is on them, how they stand to the rules, what would put them right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from honours.clearances.checks.facts import ClearanceStanding, DisqualifierStanding
from honours.commendations.checks.slates import SlateFacts
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate, SlateLine
from honours.commendations.queries.candidates import candidate_facts
from honours.commendations.queries.clearing import disqualified_by
from honours.commendations.queries.editions import places_to_put_forward
from honours.commendations.queries.holders import clearances_of, with_holders
from honours.commendations.readings.edition_rules import rules_frozen
from honours.commendations.vocabulary import NominationState, Round, SlateState, Tier
from honours.directory.models import Post
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Verdict
from honours.notices.checks.standings import NoticeStanding
from honours.notices.queries.standings import notice_standing, notice_standings
from honours.notices.vocabulary import NoticeLevel
from honours.quotas.composing.changes import Change, SearchTerms
from honours.quotas.composing.smallest_change import smallest_change
from honours.quotas.queries.standings import quota_standing
from honours.quotas.ratios.asking import lacking_facts
from honours.quotas.ratios.bars import judge_bars
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import RuleStanding, judge
from honours.quotas.ratios.rules import Places, within_places
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import RatioStage, RatioState

_COMPOSED_AT = {Level.COUNTY: Tier.COUNTY, Level.CITY: Tier.CITY}
STAGES = {Round.FIRST: RatioStage.RECOMMENDED, Round.SECOND: RatioStage.FORMAL}
WAITING = {
    Tier.UNIT: NominationState.SUBMITTED,
    Tier.COUNTY: NominationState.RECOMMENDED,
    Tier.CITY: NominationState.REPORTED,
}
"""In which state a nomination lies before the list of that tier moves it on, first round."""


@dataclass(frozen=True, slots=True)
class SlateRoster:
    """A list with everything at hand: those named, those in reserve, those that might be."""

    slate: Slate
    listed: tuple[Nomination, ...]
    reserves: tuple[Nomination, ...]
    others: tuple[Nomination, ...]


def slates_seen_by(mandate: Mandate) -> QuerySet[Slate]:
    """Lists within reach; one still composed only for its own body and whoever composes it."""
    rows = within_reach(Slate.objects.all(), mandate)
    mine = Q(organization__in=[post.organization_id for post in mandate.posts])
    composed = reduce(or_, map(composed_under, mandate.posts), mine)
    seen = rows.filter(~Q(state=SlateState.COMPOSING) | composed)
    return seen.select_related("organization", "edition__organization", "region")


def composed_under(post: Post) -> Q:
    """Lists that the holder of the post composes; an examiner's office is not always the body."""
    if post.role == Role.FILER:
        return Q(organization=post.organization_id, tier=Tier.UNIT)
    tier = _COMPOSED_AT.get(Level(post.organization.level))
    if post.role != Role.EXAMINER or tier is None:
        return Q(pk__in=())
    return Q(organization__path__startswith=post.jurisdiction.path, tier=tier)


def roster_of(slate: Slate) -> SlateRoster:
    """Who is on the list, in its order, and who waits beside it. Six queries."""
    lines = SlateLine.objects.filter(slate=slate)
    places = {line.nomination_id: line for line in lines}
    rows = with_holders(Nomination.objects.filter(pk__in=places)).select_related(
        "edition__region", "edition__organization", "unit_organization"
    )
    named = sorted(rows, key=lambda row: places[row.pk].order)
    return SlateRoster(
        slate,
        tuple(row for row in named if not places[row.pk].is_reserve),
        tuple(row for row in named if places[row.pk].is_reserve),
        tuple(with_holders(waiting_for(slate).exclude(pk__in=places))),
    )


def waiting_for(slate: Slate) -> QuerySet[Nomination]:
    """Nominations that the list may take up: of its region, where the tier below left them."""
    state = (
        NominationState.FIRST_REVIEWED
        if slate.round == Round.SECOND
        else WAITING[Tier(slate.tier)]
    )
    rows = Nomination.objects.filter(
        edition=slate.edition,
        kind=slate.kind,
        state=state,
        organization__path__startswith=slate.region.path,
    )
    return rows.order_by("pk")


def slate_places(slate: Slate) -> int | None:
    """How many the list may hold: what its region got; the whole edition's for the city."""
    edition, kind = slate.edition, CandidateKind(slate.kind)
    if slate.region_id == edition.region_id:
        return places_to_put_forward(edition).of(kind)
    standing = quota_standing(edition.subject(), slate.region, kind)
    return standing.received


def standings_of(
    slate: Slate, candidates: Sequence[CandidateFacts], places: int | None
) -> tuple[RuleStanding, ...]:
    """The list against each frozen ratio rule that its stage knows."""
    rules = [
        rule
        for rule in rules_frozen(slate.edition.frozen).ratios
        if rule.base.takes(CandidateKind(slate.kind))
    ]
    return judge(candidates, rules, _given(slate, places), stage=STAGES[Round(slate.round)])


def proposal_for(roster: SlateRoster) -> Change | None:
    """The smallest lawful change, with those who wait beside the list as reserves.

    ``None``: proved that there is none. Raises ``Refusal`` where a fact or number is missing.
    """
    slate, frozen = roster.slate, rules_frozen(roster.slate.edition.frozen)
    kind = CandidateKind(slate.kind)
    rules = [rule for rule in frozen.ratios if rule.base.takes(kind)]
    return smallest_change(
        candidate_facts(roster.listed),
        [*rules, within_places(kind)],
        _given(slate, slate_places(slate)),
        candidate_facts((*roster.reserves, *roster.others)),
        SearchTerms(bars=frozen.bars, stage=STAGES[Round(slate.round)]),
    )


def slate_facts(
    roster: SlateRoster,
    *,
    on: date,
    verdicts: dict[str, Verdict] | None = None,
    insistence: str = "",
) -> SlateFacts:
    """Everything that signing and taking over are judged by."""
    slate = roster.slate
    candidates = candidate_facts(roster.listed)
    places = slate_places(slate)
    standings = standings_of(slate, candidates, places)
    return SlateFacts(
        tier=Tier(slate.tier),
        round=Round(slate.round),
        listed=len(roster.listed),
        reserves=len(roster.reserves),
        places=places,
        reserve_places=slate.edition.reserve_places,
        standings=standings,
        lacking=_lacking(roster, candidates, standings),
        bars=judge_bars(candidates, rules_frozen(slate.edition.frozen).bars),
        verdicts=verdicts or {},
        clearances=_clearances(roster, on),
        held=_held(roster, on),
        notice=notice_of(slate, on),
        noticed=_noticed(roster, on),
        unjudged_flags=slate.flags.filter(judged_on=None).count(),
        insistence=insistence.strip(),
    )


def _lacking(
    roster: SlateRoster, candidates: Sequence[CandidateFacts], standings: Sequence[RuleStanding]
) -> dict[str, tuple[str, ...]]:
    """For each rule that cannot be judged, who lacks which entries: numbers, never names."""
    numbers = {one.subject(): one.number for one in roster.listed}
    return {
        standing.rule.code: tuple(
            f"{numbers[facts.key]}的{'、'.join(lacking)}"
            for facts in candidates
            if facts.key in standing.missing and (lacking := lacking_facts(standing.rule, facts))
        )
        for standing in standings
        if standing.state is RatioState.UNKNOWN
    }


def tallies(edition: Edition, mandate: Mandate) -> QuerySet[Slate]:
    """The lists of an edition with how many each names."""
    rows = slates_seen_by(mandate).filter(edition=edition)
    return rows.annotate(named=Count("lines")).order_by("organization__path", "kind", "round")


def is_last_review(slate: Slate) -> bool:
    """The city's list after which nothing but the choice is left."""
    is_second = slate.round == Round.SECOND or not slate.edition.has_second_round
    return slate.tier == Tier.CITY and is_second


def _clearances(roster: SlateRoster, on: date) -> dict[str, ClearanceStanding]:
    """Asked for by whoever reviews a second time; earlier rounds go on without."""
    slate = roster.slate
    if not is_last_review(slate):
        return {}
    found = clearances_of(roster.listed, on=on, place=slate.edition.region.division)
    return {one.number: found[one.subject()] for one in roster.listed}


def _held(roster: SlateRoster, on: date) -> dict[str, DisqualifierStanding]:
    slate = roster.slate
    if not is_last_review(slate):
        return {}
    found = disqualified_by(roster.listed, on=on, place=slate.edition.region.division)
    return {one.number: found[one.subject()] for one in roster.listed}


def _noticed(roster: SlateRoster, on: date) -> dict[str, NoticeStanding]:
    found = notice_standings([one.subject() for one in roster.listed], on=on)
    return {one.number: found[one.subject()] for one in roster.listed}


def notice_of(slate: Slate, on: date) -> NoticeStanding | None:
    """How the list's own notice stands, where it has one."""
    return notice_standing(slate.subject(), NoticeLevel(slate.tier), on=on)


def _given(slate: Slate, places: int | None) -> Places:
    is_person = slate.kind == CandidateKind.PERSON
    return Places(persons=places) if is_person else Places(collectives=places)
