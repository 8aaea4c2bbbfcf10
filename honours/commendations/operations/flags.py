"""What about a list a person has to look at: raised when it is submitted, judged by a reader."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from honours.commendations.models.filings import FiledRank
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate, SlateFlag
from honours.commendations.queries.candidates import candidate_facts
from honours.commendations.queries.slates import SlateRoster
from honours.commendations.queries.suspicions import (
    filed_before,
    lists_beside,
    namesakes,
    ranks_of,
    ranks_to_keep,
)
from honours.commendations.readings.edition_rules import rules_frozen
from honours.kernel.verdicts import Finding
from honours.quotas.composing.suspicions import (
    heads_filed_as_experts,
    rank_changed_before_filing,
    split_lists,
    under_two_units,
)


def raise_flags(roster: SlateRoster, *, on: date) -> list[SlateFlag]:
    """Flags on the list as it is now; those of an earlier submission that nobody judged go.

    What was judged is not asked again; what is new since is. The ranks filed are kept for the
    filings to come.
    """
    slate = roster.slate
    slate.flags.filter(judged_on=None).delete()
    known = set(slate.flags.values_list("code", "nomination", "sign"))
    filed = filed_before(roster.listed)
    nominations = {one.subject(): one for one in roster.listed}
    flags: dict[tuple[str, int | None, str], SlateFlag] = {}
    for finding in _findings(roster, filed, on):
        nomination = nominations.get((finding.detail or {}).get("人选", ""))
        flag = _flag(slate, finding, nomination, on)
        flags.setdefault((flag.code, flag.nomination_id, flag.sign), flag)
    FiledRank.objects.bulk_create(ranks_to_keep(roster.listed, filed, on=on))
    return SlateFlag.objects.bulk_create(flag for key, flag in flags.items() if key not in known)


def _findings(roster: SlateRoster, filed: Sequence[FiledRank], on: date) -> Iterator[Finding]:
    slate = roster.slate
    yield from heads_filed_as_experts(candidate_facts(roster.listed))
    for person in ranks_of(roster.listed, filed):
        yield from rank_changed_before_filing(
            person, filed_on=on, days=slate.edition.rank_watch_days
        )
    yield from under_two_units(*namesakes(slate, roster.listed))
    for threshold in _thresholds(slate):
        yield from split_lists(lists_beside(slate), fewer_than=threshold)


def _thresholds(slate: Slate) -> set[int]:
    ratios = rules_frozen(slate.edition.frozen).ratios
    return {rule.small_quota.fewer_than for rule in ratios if rule.small_quota}


def _flag(slate: Slate, finding: Finding, nomination: Nomination | None, on: date) -> SlateFlag:
    seen = sorted((finding.detail or {}).items())
    return SlateFlag(
        slate=slate,
        nomination=nomination,
        code=finding.code,
        sign=sha256("；".join(f"{name}：{value}" for name, value in seen).encode()).hexdigest(),
        message=f"{finding.message}{finding.remedy}",
        raised_on=on,
    )
