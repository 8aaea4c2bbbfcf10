"""Every question put to an application, the same while it is typed and when it is submitted."""

from collections.abc import Iterator

from honours.applications.checks.facts import ApplicationFacts
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Verdict


def judge_draft(facts: ApplicationFacts, rules: Rules) -> Verdict:
    """All that the rules find."""
    return Verdict(tuple(findings_on(facts, rules)))


def findings_on(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    yield from ()
