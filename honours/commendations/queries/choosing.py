"""What stands against choosing these: places of a title, ratios on the result."""

from collections import Counter
from collections.abc import Iterator, Sequence

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.decisions import result_standings
from honours.kernel.verdicts import Finding
from honours.quotas.ratios.findings import ratio_findings


def faults_in_choice(edition: Edition, chosen: Sequence[Nomination]) -> Iterator[Finding]:
    """Blocking findings only; advice is shown while choosing."""
    taken = Counter(one.title_id for one in chosen)
    for title in edition.titles.all():
        if taken[title.pk] > title.places:
            yield Finding(
                "more-than-places",
                f"“{title.name}”名额{title.places}，选了{taken[title.pk]}，"
                f"多{taken[title.pk] - title.places}。",
                remedy="请减少。",
            )
    for finding in ratio_findings(result_standings(edition, list(chosen))):
        if finding.is_blocking:
            yield finding
