"""The whole of what a nomination is asked, in the order in which people read it. Pure."""

from honours.commendations.checks import eligibility, nominations, recommending
from honours.commendations.checks.nomination_facts import NominationFacts
from honours.kernel.lifecycle import Check
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Verdict, once_handed_in

ON_SUBMISSION: tuple[Check, ...] = (
    nominations.falls_in_time,
    nominations.is_complete,
    nominations.identity_agrees,
    nominations.composition_agrees,
    nominations.title_follows_status,
    nominations.accounts_fit,
    nominations.stands_alone,
    eligibility.served_long_enough,
    eligibility.was_not_honoured_alike,
    eligibility.was_not_honoured_higher,
    eligibility.has_the_honour_it_builds_on,
    eligibility.is_clean,
    eligibility.is_not_excluded,
    eligibility.is_no_party_committee_or_government,
    eligibility.was_agreed_first,
    eligibility.is_not_barred,
    recommending.vote_was_held,
    recommending.papers_are_there,
    recommending.consent_stands,
    nominations.tells_its_own_story,
)
LATER_ON: tuple[Check, ...] = (
    nominations.is_as_handed_in,
    *(check for check in ON_SUBMISSION if check is not nominations.falls_in_time),
)
"""What still has to hold when a list is signed or reviewed, whatever the day."""
PAPERS: tuple[Check, ...] = (
    nominations.is_as_handed_in,
    recommending.vote_was_held,
    recommending.papers_are_there,
    recommending.consent_stands,
)
"""What every level above has to find with a nomination, whoever let it through below."""


def judge_nomination(
    facts: NominationFacts, rules: Rules, checks: tuple[Check, ...] = ON_SUBMISSION
) -> Verdict:
    """Everything that stands for or against a draft on that day; what it lacks may yet come."""
    return Verdict(tuple(found for check in checks for found in check(facts, rules)))


def judge_handed_in(
    facts: NominationFacts, rules: Rules, checks: tuple[Check, ...] = LATER_ON
) -> Verdict:
    """The same from the moment it is handed in: what is still missing stands in its way."""
    return Verdict(tuple(once_handed_in(judge_nomination(facts, rules, checks).findings)))
