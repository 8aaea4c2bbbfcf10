"""Which checks an item goes through, and which of them have no rule to apply."""

from collections.abc import Callable, Iterable, Mapping

from honours.campaigns.checks.cleanup import (
    is_not_new_meanwhile,
    rests_while_it_is_examined,
    says_why_it_should_stay,
    was_filed,
)
from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.vocabulary import Undertaking
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.basis import (
    has_lawful_basis,
    is_not_self_set,
    may_be_hosted,
    names_a_known_document,
)
from honours.registry.checks.burdens import (
    burdens_nobody,
    charges_no_fee,
    compels_nobody,
    demands_no_matching,
    is_not_tied_to_benefits,
)
from honours.registry.checks.names import (
    awards_no_unapproved_medal,
    carries_its_region,
    does_not_sound_like_an_evasion,
    has_a_short_name,
    is_not_a_commercial_list,
    is_not_an_award_on_the_side,
    keeps_to_permitted_words,
)
from honours.registry.checks.numbers import (
    fits_the_collective_quota,
    fits_the_individual_quota,
    fits_the_yearly_number,
)
from honours.registry.checks.periods import (
    is_not_temporary,
    keeps_the_shortest_period,
    waits_for_its_period,
)
from honours.registry.checks.repetition import (
    does_not_crowd_enterprises,
    does_not_repeat_an_item_of_its_level,
    does_not_repeat_an_upper_item,
    is_not_a_revival,
    is_the_one_comprehensive_item,
)
from honours.registry.classification import REGIME_SIGNS, classify

ItemCheck = Callable[[FiledItem, Rules], Iterable[Finding]]


CONDUCT_CHECKS: dict[ItemCheck, tuple[RuleKey, ...]] = {
    charges_no_fee: (RuleKey.FEE_ALLOWED,),
    compels_nobody: (RuleKey.COMPULSION_ALLOWED,),
    is_not_tied_to_benefits: (RuleKey.BENEFIT_TIE_ALLOWED,),
    burdens_nobody: (RuleKey.BURDEN_ALLOWED,),
    demands_no_matching: (RuleKey.MATCHING_ALLOWED,),
}
"""What is asked of every item, own or undertaken: how it treats those it reaches here.

Beside each check stand the rules without any of which it says nothing.
"""

OWN_ITEM_CHECKS: dict[ItemCheck, tuple[RuleKey, ...]] = {
    was_filed: (RuleKey.UNFILED_REVOKED,),
    has_lawful_basis: (
        RuleKey.ACCEPTED_BASIS_KINDS,
        RuleKey.ACCEPTED_BASIS_KINDS_BELOW_PROVINCE,
    ),
    names_a_known_document: (RuleKey.ACCEPTED_BASIS_KINDS,),
    is_not_self_set: (RuleKey.SELF_SET_LEVELS_REVOKED,),
    may_be_hosted: (RuleKey.FORBIDDEN_HOSTS,),
    is_not_a_revival: (RuleKey.REVIVAL_ACCEPTED,),
    is_not_new_meanwhile: (RuleKey.NEW_ITEMS_FROZEN,),
    rests_while_it_is_examined: (RuleKey.RUNNING_BASIS_KINDS,),
    does_not_crowd_enterprises: (RuleKey.DUPLICATE_AUDIENCES_SUSPENDED,),
    does_not_repeat_an_upper_item: (RuleKey.UPPER_DUPLICATES_ALLOWED,),
    does_not_repeat_an_item_of_its_level: (RuleKey.DUPLICATES_MERGED,),
    is_the_one_comprehensive_item: (RuleKey.COMPREHENSIVE_MAX,),
    keeps_to_permitted_words: (RuleKey.FORBIDDEN_NAME_WORDS,),
    is_not_an_award_on_the_side: (RuleKey.PIGGYBACK_WORDS,),
    is_not_a_commercial_list: (RuleKey.COMMERCIAL_WORDS,),
    awards_no_unapproved_medal: (RuleKey.MEDAL_WORDS,),
    does_not_sound_like_an_evasion: (RuleKey.EVASION_WORDS,),
    has_a_short_name: (RuleKey.NAME_LENGTH_MAX,),
    carries_its_region: (RuleKey.NAME_CARRIES_REGION,),
    keeps_the_shortest_period: (RuleKey.PERIOD_YEARS_MIN,),
    waits_for_its_period: (RuleKey.PERIOD_BINDING,),
    is_not_temporary: (RuleKey.TEMPORARY_ALLOWED,),
    fits_the_yearly_number: (RuleKey.YEARLY_MAX_CITY, RuleKey.YEARLY_MAX_COUNTY),
    fits_the_collective_quota: (RuleKey.COLLECTIVES_MAX,),
    fits_the_individual_quota: (RuleKey.INDIVIDUALS_MAX,),
    says_why_it_should_stay: (RuleKey.RETENTION_REASON_REQUIRED,),
}
"""What is asked only where the item is owned: elsewhere others answer for how it was set up."""

SCREENING_CHECKS: tuple[ItemCheck, ...] = (*REGIME_SIGNS, *CONDUCT_CHECKS, *OWN_ITEM_CHECKS)
"""All that one item can be asked, in order."""


class Screener:
    """The checks that have a rule to apply on a day in a place: prepared once for many items."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._of_undertaken = _awake(CONDUCT_CHECKS, rules)
        self._of_own = self._of_undertaken + _awake(OWN_ITEM_CHECKS, rules)

    def findings_on(self, facts: FiledItem) -> tuple[Finding, ...]:
        """All that the rules find on one item, regime first.

        Regimes exclude each other: an item of another regime is not judged by this one's demands.
        """
        rules = self.rules
        elsewhere = classify(facts, rules)
        if elsewhere is not None:
            return (elsewhere,)
        checks = self._of_own if facts.undertaking is Undertaking.OWN else self._of_undertaken
        found: list[Finding] = []
        for check in checks:
            found.extend(check(facts, rules))
        return _without_repeats(found)


def unruled(rules: Rules) -> tuple[RuleKey, ...]:
    """The keys that no document in force sets on the day and in the place: nothing is checked."""
    return tuple(key for key in RuleKey if key not in rules)


def _awake(table: Mapping[ItemCheck, tuple[RuleKey, ...]], rules: Rules) -> tuple[ItemCheck, ...]:
    return tuple(check for check, keys in table.items() if any(key in rules for key in keys))


def _without_repeats(found: list[Finding]) -> tuple[Finding, ...]:
    """Several demands may ask for the same thing that is missing; it is asked for once."""
    if len(found) < 2:
        return tuple(found)
    kept: list[Finding] = []
    asked: set[tuple[str, str]] = set()
    for finding in found:
        if finding.weight is Weight.MISSING:
            question = (finding.code, finding.message)
            if question in asked:
                continue
            asked.add(question)
        kept.append(finding)
    return tuple(kept)
