"""Which checks an item goes through, and which of them have no rule to apply."""

from collections.abc import Callable, Iterable, Iterator

from honours.campaigns.checks.basis import (
    has_lawful_basis,
    is_not_self_set,
    may_be_hosted,
    names_a_known_document,
)
from honours.campaigns.checks.burdens import (
    burdens_nobody,
    charges_no_fee,
    compels_nobody,
    demands_no_matching,
    is_not_tied_to_benefits,
)
from honours.campaigns.checks.cleanup import (
    is_not_new_meanwhile,
    rests_while_it_is_examined,
    says_why_it_should_stay,
    was_filed,
)
from honours.campaigns.checks.facts import ItemFacts
from honours.campaigns.checks.names import (
    awards_no_unapproved_medal,
    carries_its_region,
    does_not_sound_like_an_evasion,
    has_a_short_name,
    is_not_a_commercial_list,
    is_not_an_award_on_the_side,
    keeps_to_permitted_words,
)
from honours.campaigns.checks.numbers import (
    fits_the_collective_quota,
    fits_the_individual_quota,
    fits_the_yearly_number,
)
from honours.campaigns.checks.periods import (
    is_not_temporary,
    keeps_the_shortest_period,
    waits_for_its_period,
)
from honours.campaigns.checks.repetition import (
    does_not_crowd_enterprises,
    does_not_repeat_an_item_of_its_level,
    does_not_repeat_an_upper_item,
    is_not_a_revival,
    is_the_one_comprehensive_item,
)
from honours.campaigns.vocabulary import Undertaking
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.classification import classify

ItemCheck = Callable[[ItemFacts, Rules], Iterable[Finding]]


def falls_under_this_regime(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    found = classify(facts, rules)
    if found is not None:
        yield found


CONDUCT_CHECKS: tuple[ItemCheck, ...] = (
    charges_no_fee,
    compels_nobody,
    is_not_tied_to_benefits,
    burdens_nobody,
    demands_no_matching,
)
"""What is asked of every item, own or undertaken: how it treats those it reaches here."""

OWN_ITEM_CHECKS: tuple[ItemCheck, ...] = (
    was_filed,
    has_lawful_basis,
    names_a_known_document,
    is_not_self_set,
    may_be_hosted,
    is_not_a_revival,
    is_not_new_meanwhile,
    rests_while_it_is_examined,
    does_not_crowd_enterprises,
    does_not_repeat_an_upper_item,
    does_not_repeat_an_item_of_its_level,
    is_the_one_comprehensive_item,
    keeps_to_permitted_words,
    is_not_an_award_on_the_side,
    is_not_a_commercial_list,
    awards_no_unapproved_medal,
    does_not_sound_like_an_evasion,
    has_a_short_name,
    carries_its_region,
    keeps_the_shortest_period,
    waits_for_its_period,
    is_not_temporary,
    fits_the_yearly_number,
    fits_the_collective_quota,
    fits_the_individual_quota,
    says_why_it_should_stay,
)
"""What is asked only where the item is owned: elsewhere others answer for how it was set up."""

SCREENING_CHECKS: tuple[ItemCheck, ...] = (
    falls_under_this_regime,
    *CONDUCT_CHECKS,
    *OWN_ITEM_CHECKS,
)


def findings_on(facts: ItemFacts, rules: Rules) -> tuple[Finding, ...]:
    """All that the rules of the day and the place find on one item, regime first.

    Regimes exclude each other: an item of another regime is not judged by this one's demands.
    """
    elsewhere = classify(facts, rules)
    if elsewhere is not None:
        return (elsewhere,)
    found: list[Finding] = []
    for check in CONDUCT_CHECKS:
        found.extend(check(facts, rules))
    if facts.undertaking is Undertaking.OWN:
        for check in OWN_ITEM_CHECKS:
            found.extend(check(facts, rules))
    return _without_repeats(found) if len(found) > 1 else tuple(found)


def unruled(rules: Rules) -> tuple[RuleKey, ...]:
    """The keys that no document in force sets on the day and in the place: nothing is checked."""
    return tuple(key for key in RuleKey if key not in rules)


def _without_repeats(found: list[Finding]) -> tuple[Finding, ...]:
    """Several demands may ask for the same thing that is missing; it is asked for once."""
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
