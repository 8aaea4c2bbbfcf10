"""What about a list a person has to look at: raised when it is submitted, judged by a reader."""

from collections.abc import Iterable, Iterator
from datetime import date

from honours.commendations.models.nominations import Nomination, RankChange
from honours.commendations.models.slates import Slate, SlateFlag
from honours.commendations.queries.candidates import candidate_facts
from honours.commendations.queries.slates import SlateRoster, slate_places
from honours.commendations.readings.edition_rules import rules_frozen
from honours.directory.models import Organization
from honours.directory.vocabulary import OrganizationKind
from honours.kernel.verdicts import Finding
from honours.quotas.composing.suspicions import (
    DatedRank,
    FiledList,
    heads_filed_as_experts,
    rank_changed_before_filing,
    split_lists,
)
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind

RANK_WATCH_DAYS = 180
"""Our own choice of how far back to look: a prompt for a reader, no rule."""


def raise_flags(roster: SlateRoster, *, on: date) -> list[SlateFlag]:
    """Flags on the list as it is now; those of an earlier submission that nobody judged go."""
    slate = roster.slate
    slate.flags.filter(judged_on=None).delete()
    known = set(slate.flags.values_list("code", "nomination"))
    nominations = {one.subject(): one for one in roster.listed}
    flags = []
    for finding in _findings(roster, on):
        subject = (finding.detail or {}).get("人选", "")
        nomination = nominations.get(subject)
        if (finding.code, nomination.pk if nomination else None) not in known:
            flags.append(_flag(slate, finding, nomination, on))
    return SlateFlag.objects.bulk_create(flags)


def _findings(roster: SlateRoster, on: date) -> Iterator[Finding]:
    candidates = candidate_facts(roster.listed)
    yield from heads_filed_as_experts(candidates)
    ranks = _ranks(roster.listed)
    for facts in candidates:
        history = ranks.get(facts.key, ())
        yield from rank_changed_before_filing(facts, history, filed_on=on, days=RANK_WATCH_DAYS)
    for threshold in _thresholds(roster.slate):
        yield from split_lists(_beside(roster.slate), fewer_than=threshold)


def _ranks(nominations: Iterable[Nomination]) -> dict[str, list[DatedRank]]:
    known = {one.pk: one.subject() for one in nominations}
    rows = RankChange.objects.filter(person__nomination__in=known, person__order=1)
    ranks: dict[str, list[DatedRank]] = {}
    for pk, rank, since in rows.values_list("person__nomination", "rank", "since"):
        if rank:
            ranks.setdefault(known[pk], []).append(DatedRank(Rank(rank), since))
    return ranks


def _thresholds(slate: Slate) -> set[int]:
    ratios = rules_frozen(slate.edition.frozen).ratios
    return {rule.small_quota.fewer_than for rule in ratios if rule.small_quota}


def _beside(slate: Slate) -> list[FiledList]:
    """Lists of the same kind, round and tier that bodies of one house put in."""
    rows = Slate.objects.filter(
        edition=slate.edition, kind=slate.kind, round=slate.round, tier=slate.tier
    )
    house = _house(slate.organization)
    beside = [
        row
        for row in rows.select_related("organization", "region", "edition__region")
        if _house(row.organization) == house
    ]
    return [
        FiledList(
            key=row.subject(),
            unit=house,
            edition=slate.edition.subject(),
            kind=CandidateKind(slate.kind),
            places=slate_places(row) or 0,
        )
        for row in beside
    ]


def _house(organization: Organization) -> str:
    """Offices and institutions count with the body they belong to."""
    is_part = organization.kind in (OrganizationKind.OFFICE, OrganizationKind.INSTITUTION)
    path = str(organization.path)
    return path[: -organization.steplen] if is_part else path


def _flag(slate: Slate, finding: Finding, nomination: Nomination | None, on: date) -> SlateFlag:
    return SlateFlag(
        slate=slate,
        nomination=nomination,
        code=finding.code,
        message=f"{finding.message}{finding.remedy}",
        raised_on=on,
    )
