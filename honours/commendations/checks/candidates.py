"""What holds of one candidate among many. Findings name the number, never the person. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from honours.clearances.checks.demands import (
    clearances_are_complete,
    clearances_are_fresh,
    no_adverse_opinion,
    not_disqualified,
)
from honours.clearances.checks.facts import ClearanceStanding, DisqualifierStanding
from honours.kernel.verdicts import Finding, Verdict


def of_candidate(number: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings, each saying first whom it is about."""
    for finding in findings:
        yield replace(finding, message=f"{number}：{finding.message}")


def clearance_findings(number: str, standing: ClearanceStanding) -> Iterator[Finding]:
    """Every body has answered, no answer is stale, none is adverse."""
    for check in (clearances_are_complete, clearances_are_fresh, no_adverse_opinion):
        yield from of_candidate(number, check(standing))


def disqualifier_findings(number: str, standing: DisqualifierStanding) -> Iterator[Finding]:
    """No bar of another law weighs on it (一票否决)."""
    yield from of_candidate(number, not_disqualified(standing))


def what_stops(number: str, verdict: Verdict) -> Iterator[Finding]:
    """Of all that was found about a nomination, what keeps it from going on."""
    yield from of_candidate(number, (each for each in verdict.findings if each.is_blocking))
