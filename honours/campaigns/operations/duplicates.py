"""Searching filings and the register for duplicates and revivals, and keeping what was found."""

from typing import Any

from django.db import transaction

from honours.campaigns.models import Campaign, DuplicateGroup
from honours.campaigns.queries.facts import Surroundings, surroundings_of
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.registry.likeness.groups import find_groups
from honours.registry.likeness.subjects import Group, Likeness, Subject
from honours.workflow.notes import note


@transaction.atomic
def search_duplicates(campaign: Campaign, *, by: User) -> int:
    """Group what is alike, across departments, levels and years. Returns the number of groups.

    Only groups with at least one filing of the campaign are kept.
    """
    require(by, Role.EXAMINER, "查找重复", within=campaign.organization)
    around = surroundings_of(campaign)
    groups = [
        group
        for group in find_groups(around.subjects)
        if any(member.key in around.filings for member in group.members)
    ]
    campaign.duplicate_groups.all().delete()
    DuplicateGroup.objects.bulk_create(
        (DuplicateGroup(campaign=campaign, members=_members(group, around)) for group in groups),
        batch_size=500,
    )
    note(campaign, "search_duplicates", by=by, groups=len(groups))
    return len(groups)


def _members(group: Group, around: Surroundings) -> list[dict[str, Any]]:
    centre, *others = group.members
    return [
        _member(centre, around),
        *(
            {**_member(other, around), **_tie(pair)}
            for other, pair in zip(others, group.pairs, strict=True)
        ),
    ]


def _member(subject: Subject, around: Surroundings) -> dict[str, Any]:
    filing = around.filings.get(subject.key)
    return {
        "name": subject.name,
        "hosts": list(subject.hosts),
        "unit": str(filing.organization) if filing else "",
        "filing": filing.pk if filing else None,
        "activity": around.activities.get(subject.key),
    }


def _tie(pair: Likeness) -> dict[str, Any]:
    return {
        "score": pair.score,
        "relation": str(pair.relation),
        "reasons": list(pair.reasons),
    }
