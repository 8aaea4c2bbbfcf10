"""A list judged by its rules: how many, of how many, how many allowed, how far off."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from honours.quotas.ratios.allowance import Allowance, Given
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.membership import Membership, lacks_proof, memberships
from honours.quotas.ratios.rules import Places, RatioRule
from honours.quotas.vocabulary.ratios import RatioStage, RatioState


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """How a list stands to one rule. Numbers count what is known; ``missing`` is for whom not.

    ``denominator``, ``exact`` and ``allowed`` are ``None`` where the base itself is unknown or
    plays no part. ``off_by`` is how many are too many (ceiling) or too few (floor).
    ``small_size`` is the size of places or base that the clause for small quotas caught.
    """

    rule: RatioRule
    state: RatioState
    numerator: int
    denominator: int | None = None
    exact: Fraction | None = None
    allowed: int | None = None
    off_by: int = 0
    small_size: int | None = None
    counted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()
    lacking: str = ""

    @property
    def is_broken(self) -> bool:
        return self.state is RatioState.BROKEN


def judge(
    candidates: Sequence[CandidateFacts],
    rules: Sequence[RatioRule],
    places: Places | None = None,
    outside_numbers: Mapping[str, int] | None = None,
    stage: RatioStage | None = None,
) -> tuple[RuleStanding, ...]:
    """The standing of the list to each rule, in the order of the rules."""
    given = Given(places or Places(), outside_numbers or {})
    return tuple(_standing(rule, candidates, given, stage) for rule in rules)


def are_lawful(standings: Sequence[RuleStanding]) -> bool:
    """Nothing broken, and nothing that a missing fact could still break."""
    return all(
        standing.rule.is_soft or standing.state not in (RatioState.BROKEN, RatioState.UNKNOWN)
        for standing in standings
    )


def _standing(
    rule: RatioRule,
    candidates: Sequence[CandidateFacts],
    given: Given,
    stage: RatioStage | None,
) -> RuleStanding:
    tally = _Tally.of(rule, candidates)
    if not rule.applies_at(stage):
        return RuleStanding(rule, RatioState.NOT_APPLICABLE, tally.sure, counted=tally.counted)
    lacking = given.lacking(rule)
    if lacking:
        return RuleStanding(
            rule,
            RatioState.UNKNOWN,
            tally.sure,
            counted=tally.counted,
            missing=tally.missing,
            unproven=tally.unproven,
            lacking=lacking,
        )
    return _measured(tally, Allowance.of(rule, given))


def _measured(tally: "_Tally", allowance: Allowance) -> RuleStanding:
    rule, members = tally.rule, tally.sure_members
    base = allowance.base(members)
    allowed = allowance.number(members) if allowance.applies(members) else None
    is_share = rule.bound.share is not None
    excess = 0 if allowed is None else tally.sure - allowed
    return RuleStanding(
        rule,
        _state(tally, allowance),
        tally.sure,
        denominator=base if is_share else None,
        exact=rule.bound.fraction * base if is_share else None,
        allowed=allowed,
        off_by=max(0, excess if rule.bound.is_ceiling else -excess),
        small_size=allowance.small_size(members),
        counted=tally.counted,
        missing=tally.missing,
        unproven=tally.unproven,
    )


def _state(tally: "_Tally", allowance: Allowance) -> RatioState:
    answers = {
        allowance.is_met(number, members)
        for members, least, most in tally.outcomes()
        for number in (least, most)
    }
    if answers == {True, False}:
        return RatioState.UNKNOWN
    if answers == {False}:
        return RatioState.ADVISED if tally.rule.is_soft else RatioState.BROKEN
    can_apply = any(allowance.applies(members) for members, _, _ in tally.outcomes())
    return RatioState.MET if can_apply else RatioState.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class _Tally:
    """Who is surely where, and how many may yet be where."""

    rule: RatioRule
    counted: tuple[str, ...]
    missing: tuple[str, ...]
    unproven: tuple[str, ...]
    sure_base: int
    base_or_out: int
    base_or_counted: int
    counted_or_out: int
    anything: int

    @classmethod
    def of(cls, rule: RatioRule, candidates: Sequence[CandidateFacts]) -> "_Tally":
        open_to = [(facts, memberships(rule, facts)) for facts in candidates]
        number = _counter(open_to)
        return cls(
            rule,
            counted=tuple(facts.key for facts, where in open_to if where == {Membership.COUNTED}),
            missing=tuple(facts.key for facts, where in open_to if len(where) > 1),
            unproven=tuple(facts.key for facts in candidates if lacks_proof(rule, facts)),
            sure_base=number(Membership.BASE),
            base_or_out=number(Membership.BASE, Membership.OUTSIDE),
            base_or_counted=number(Membership.BASE, Membership.COUNTED),
            counted_or_out=number(Membership.COUNTED, Membership.OUTSIDE),
            anything=number(*Membership),
        )

    @property
    def sure(self) -> int:
        return len(self.counted)

    @property
    def sure_members(self) -> int:
        return self.sure + self.sure_base + self.base_or_counted

    def outcomes(self) -> Iterator[tuple[int, int, int]]:
        """Each size the base may turn out to have, with the fewest and the most counted then."""
        floating = self.base_or_out + self.counted_or_out + self.anything
        for joined in range(floating + 1):
            forced = max(0, joined - self.base_or_out - self.anything)
            willing = min(joined, self.counted_or_out + self.anything)
            yield (
                self.sure_members + joined,
                self.sure + forced,
                self.sure + self.base_or_counted + willing,
            )


def _counter(
    open_to: Sequence[tuple[CandidateFacts, frozenset[Membership]]],
) -> Callable[..., int]:
    def number(*where: Membership) -> int:
        wanted = frozenset(where)
        return sum(1 for _, memberships in open_to if memberships == wanted)

    return number
