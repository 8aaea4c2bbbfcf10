"""Where one candidate stands under one rule: outside, in the base, counted; or undecided."""

from dataclasses import replace

from honours.kernel.terms import Term
from honours.quotas.ratios.conditions import Condition
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.rules import Exemption, RatioRule
from honours.quotas.vocabulary.people import IdentityCategory, Rank


class Membership(Term):
    OUTSIDE = "outside", "不在分母内"
    BASE = "base", "在分母内"
    COUNTED = "counted", "计入"


def memberships(rule: RatioRule, facts: CandidateFacts) -> frozenset[Membership]:
    """All places the candidate may turn out to have: one, where every fact needed is known."""
    if not rule.base.takes(facts.kind):
        return frozenset({Membership.OUTSIDE})
    exemption = applied_exemption(rule, facts)
    seen = facts if exemption is None or not exemption.as_research else _as_researcher(facts)
    based = rule.base.condition.holds(seen)
    is_left_out = exemption is not None and not exemption.as_research
    counted = False if is_left_out else rule.counted.holds(seen)
    return frozenset(
        membership
        for membership, is_open in (
            (Membership.OUTSIDE, based is not True),
            (Membership.BASE, based is not False and counted is not True),
            (Membership.COUNTED, based is not False and counted is not False),
        )
        if is_open
    )


def applied_exemption(rule: RatioRule, facts: CandidateFacts) -> Exemption | None:
    """The first exemption the candidate both meets and has proved."""
    proven = {exemption.reason for exemption in facts.exemptions if exemption.proof.strip()}
    return next(
        (
            exemption
            for exemption in rule.exemptions
            if exemption.reason in proven and exemption.when.holds(facts) is True
        ),
        None,
    )


def lacks_proof(rule: RatioRule, facts: CandidateFacts) -> bool:
    """Whether the candidate would be exempt, if only the proof were there."""
    return applied_exemption(rule, facts) is None and any(
        _is_particular(exemption.when) and exemption.when.holds(facts) is True
        for exemption in rule.exemptions
    )


def _is_particular(when: Condition) -> bool:
    return when.operator != "anyone"


def _as_researcher(facts: CandidateFacts) -> CandidateFacts:
    """As research staff, neither rank nor office is looked at."""
    return replace(
        facts, identity=IdentityCategory.RESEARCH_TEACHING, rank=Rank.NONE, is_leading=False
    )
