"""A list as it is worked on: its lines, how it stands to each rule, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate, SlateFlag, SlateLine
from honours.commendations.permissions import may_at, posts_at
from honours.commendations.queries.candidates import candidate_facts
from honours.commendations.queries.slates import (
    SlateRoster,
    roster_of,
    slate_places,
    slates_seen_by,
    standings_of,
    waiting_for,
)
from honours.commendations.readings.edition_rules import rules_frozen
from honours.commendations.vocabulary import (
    EditionState,
    NominationState,
    Round,
    SlateState,
    Tier,
)
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.quotas.ratios.bars import BarStanding, judge_bars
from honours.quotas.ratios.judging import RuleStanding

COMPOSERS = {Tier.UNIT: Role.FILER, Tier.COUNTY: Role.EXAMINER, Tier.CITY: Role.EXAMINER}
SIGNERS = {
    Tier.UNIT: Role.HEAD,
    Tier.COUNTY: Role.LEADER_IN_CHARGE,
    Tier.CITY: Role.LEADER_IN_CHARGE,
}
RUNNING = (EditionState.OPEN, EditionState.REVIEWING)
ABOVE = {Tier.UNIT: Tier.COUNTY, Tier.COUNTY: Tier.CITY, Tier.CITY: Tier.CITY}


JUDGED_IN = {
    Tier.UNIT: (SlateState.SIGNED,),
    Tier.COUNTY: (SlateState.SIGNED,),
    Tier.CITY: (SlateState.SUBMITTED, SlateState.SIGNED),
}
"""Flags wait for the level above; those of the city's list, with none above, for its signing."""


@dataclass(frozen=True, slots=True)
class SlateBoard:
    """Everything that the page of a list shows. ``places``: ``None`` where nobody has said."""

    roster: SlateRoster
    places: int | None
    standings: tuple[RuleStanding, ...]
    bars: tuple[BarStanding, ...]
    flags: tuple[SlateFlag, ...]

    @property
    def is_broken(self) -> bool:
        """Whether somebody has to change the list, or insist in writing."""
        return self.is_over or any(one.is_broken for one in self.bars)

    @property
    def is_over(self) -> bool:
        """Beyond a ratio or the places: what the level above criticises and cuts."""
        over = self.places is not None and len(self.roster.listed) > self.places
        return over or self.breaks_a_ratio

    @property
    def breaks_a_ratio(self) -> bool:
        return any(one.is_broken for one in self.standings)


@dataclass(frozen=True, slots=True)
class SlateDeeds:
    """What the mandate may do with the list as it stands."""

    compose: bool = False
    sign: bool = False
    accept: bool = False
    send_back: bool = False
    judge: bool = False


def above(slate: Slate) -> Tier:
    """Who takes the list over: the county for its units, the city for its own and the counties."""
    is_the_citys = slate.organization.level == Level.CITY
    return Tier.CITY if is_the_citys else ABOVE[Tier(slate.tier)]


def judges_of(slate: Slate) -> tuple[Role, ...]:
    """Who judges what was flagged, all at the level of ``above``."""
    if slate.tier == Tier.CITY:
        return (Role.EXAMINER, Role.LEADER_IN_CHARGE)
    return (Role.EXAMINER,)


def may_judge(slate: Slate, mandate: Mandate) -> bool:
    """Whether some post of a judge belongs to nobody who put the list in order or handed it on."""
    return any(
        post.user.username not in slate.composers
        for role in judges_of(slate)
        for post in posts_at(mandate, role, above(slate), slate.organization)
    )


def board_of(slate: Slate) -> SlateBoard:
    """The list judged as it stands. The number of queries does not grow with it."""
    roster = roster_of(slate)
    candidates = candidate_facts(roster.listed)
    places = slate_places(slate)
    return SlateBoard(
        roster=roster,
        places=places,
        standings=standings_of(slate, candidates, places),
        bars=judge_bars(candidates, rules_frozen(slate.edition.frozen).bars),
        flags=tuple(slate.flags.select_related("nomination")),
    )


def deeds_open_on(slate: Slate, mandate: Mandate) -> SlateDeeds:
    """Reads nothing; ``slate.organization`` and ``slate.edition`` are at hand.

    None once the edition is over; the city's own signed list is taken over by nobody.
    """
    if slate.edition.state not in RUNNING:
        return SlateDeeds()
    tier, unit = Tier(slate.tier), slate.organization
    takes_over = may_at(mandate, Role.EXAMINER, above(slate), unit)
    judge = slate.state in JUDGED_IN[tier] and may_judge(slate, mandate)
    match SlateState(slate.state):
        case SlateState.COMPOSING:
            return SlateDeeds(compose=may_at(mandate, COMPOSERS[tier], tier, unit))
        case SlateState.SUBMITTED:
            return SlateDeeds(
                sign=may_at(mandate, SIGNERS[tier], tier, unit),
                send_back=may_at(mandate, SIGNERS[tier], tier, unit),
                judge=judge,
            )
        case SlateState.SIGNED:
            accept = takes_over and tier is not Tier.CITY
            return SlateDeeds(accept=accept, send_back=takes_over, judge=judge)
    return SlateDeeds(send_back=takes_over)


def slates_waiting_on(mandate: Mandate) -> QuerySet[Slate]:
    """Lists of running editions that wait for this mandate: to be signed, or to be taken over.

    The city's own signed list waits for nobody: what follows is the next round or the choice.
    """
    waits = [
        _waits_on(post.role, post.organization.level, post.jurisdiction.path)
        for post in mandate.posts
    ]
    rows = slates_seen_by(mandate).filter(
        reduce(or_, waits, Q(pk__in=())), edition__state__in=RUNNING
    )
    rows = rows.exclude(tier=Tier.CITY, state=SlateState.SIGNED)
    return rows.annotate(named=Count("lines")).order_by("organization__path", "kind", "pk")


def is_further(slate: Slate, listed: Sequence[Nomination]) -> bool:
    """Whether somebody on a list the county took over has left the county: it returns no more."""
    return (
        slate.state != SlateState.SUBMITTED
        and above(slate) is Tier.COUNTY
        and any(one.state != NominationState.RECOMMENDED for one in listed)
    )


def lists_to_judge(mandate: Mandate) -> list[Slate]:
    """The city's lists on their leader's desk with flags that this mandate may judge.

    Few at any time; for whoever signs as well they wait in ``slates_waiting_on``.
    """
    flags = SlateFlag.objects.filter(slate=OuterRef("pk"), judged_on=None)
    rows = slates_seen_by(mandate).filter(
        Exists(flags), tier=Tier.CITY, state=SlateState.SUBMITTED, edition__state__in=RUNNING
    )
    waiting = rows.annotate(named=Count("lines")).order_by("organization__path", "kind", "pk")
    return [
        slate
        for slate in waiting
        if may_judge(slate, mandate) and not deeds_open_on(slate, mandate).sign
    ]


def judged_below(flag: SlateFlag) -> list[SlateFlag]:
    """What was found about the very same on lists that brought the nomination here."""
    rows = SlateFlag.objects.filter(
        nomination=flag.nomination_id, code=flag.code, sign=flag.sign, judged_on__isnull=False
    )
    return list(rows.exclude(slate=flag.slate_id).select_related("slate__organization"))


def gathered_for(slate: Slate) -> Sequence[Nomination]:
    """Whom the lists below bring up that were taken over, in their order, one list after another.

    For a second round: whom the first round's own list named.
    """
    below = Slate.objects.filter(
        edition=slate.edition, kind=slate.kind, region__path__startswith=slate.region.path
    )
    if slate.round == Round.SECOND:
        below = below.filter(organization=slate.organization, tier=slate.tier, round=Round.FIRST)
        below = below.exclude(state=SlateState.COMPOSING)
    else:
        below = below.filter(_below(slate), state=SlateState.ACCEPTED)
    lines = SlateLine.objects.filter(
        slate__in=below, is_reserve=False, nomination__in=waiting_for(slate)
    ).select_related("nomination")
    ordered = lines.order_by("slate__organization__path", "order")
    return list(dict.fromkeys(line.nomination for line in ordered))


def _below(slate: Slate) -> Q:
    if slate.tier == Tier.CITY:
        return Q(tier=Tier.COUNTY) | Q(tier=Tier.UNIT, organization__level=Level.CITY)
    return Q(tier=Tier.UNIT)


def _waits_on(role: str, level: str, path: str) -> Q:
    nobody = Q(pk__in=())
    within = Q(organization__path__startswith=path)
    tier = {Level.COUNTY: Tier.COUNTY, Level.CITY: Tier.CITY}.get(Level(level))
    if role == Role.HEAD:
        return within & Q(state=SlateState.SUBMITTED, tier=Tier.UNIT)
    if role == Role.LEADER_IN_CHARGE and tier:
        return within & Q(state=SlateState.SUBMITTED, tier=tier)
    if role != Role.EXAMINER:
        return nobody
    is_the_citys = Q(organization__level=Level.CITY)
    taken_over = {
        Tier.COUNTY: Q(tier=Tier.UNIT) & ~is_the_citys,
        Tier.CITY: Q(tier=Tier.COUNTY) | is_the_citys,
    }
    return within & Q(state=SlateState.SIGNED) & taken_over[tier] if tier else nobody
