"""Everything that is looked at before a notice goes up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from honours.kernel.lifecycle import Check
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.notices.checks import contents, periods
from honours.notices.checks.contents import ContentFacts
from honours.notices.checks.periods import PeriodFacts


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """What the public would see, and for how long."""

    content: ContentFacts
    period: PeriodFacts


def _of_content(check: Callable[[ContentFacts, Rules], Iterable[Finding]]) -> Check:
    @wraps(check)
    def judged(facts: PostingFacts, rules: Rules) -> Iterable[Finding]:
        return check(facts.content, rules)

    return judged


def _of_period(check: Callable[[PeriodFacts, Rules], Iterable[Finding]]) -> Check:
    @wraps(check)
    def judged(facts: PostingFacts, rules: Rules) -> Iterable[Finding]:
        return check(facts.period, rules)

    return judged


DECENT = (contents.shows_no_private_number, contents.accounts_are_brief)
"""What holds of a draft already: nothing of the sort is ever stored."""

SHOWABLE = (
    contents.names_somebody,
    contents.says_where_to_object,
    contents.holds_what_a_notice_must,
    *DECENT,
    contents.may_be_made_public,
)

POSTING: tuple[Check, ...] = (
    *(_of_content(check) for check in SHOWABLE),
    _of_period(periods.rests_on_something),
    _of_period(periods.long_enough),
    _of_period(periods.takes_objections_to_the_end),
)
