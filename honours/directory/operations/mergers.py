"""Organizations are merged and split; others carry on what they did."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import PlannedEntry, record_many
from honours.directory.models import Organization, Post, Succession, User
from honours.directory.operations.organizations import bring_up_to_date, place_from, subject_of
from honours.directory.permissions import require
from honours.directory.vocabulary import Role, SuccessionKind
from honours.kernel.verdicts import Finding, Refusal


@transaction.atomic
def merge_organizations(
    earlier: Sequence[Organization], *, into: Organization, on: date, by: User, basis: str = ""
) -> list[Succession]:
    """Let one organization carry on what the others did.

    From that day the others stand under it, so that whoever acts for it reaches their records,
    and nobody acts for them any more.
    """
    for one in earlier:
        _abolish(one, on, by)
        place_from(one, into, on)
    successions = _succeed(earlier, [into], SuccessionKind.MERGED, (on, basis), by)
    bring_up_to_date(timezone.localdate())
    return successions


@transaction.atomic
def split_organization(
    earlier: Organization, *, into: Sequence[Organization], on: date, by: User, basis: str = ""
) -> list[Succession]:
    """Divide what one organization did among several; the earlier one is abolished that day."""
    _abolish(earlier, on, by)
    return _succeed([earlier], into, SuccessionKind.SPLIT, (on, basis), by)


def _abolish(organization: Organization, on: date, by: User) -> None:
    require(by, Role.SYSTEM_ADMINISTRATOR, "撤销单位", within=organization)
    if organization.abolished_on is not None:
        raise Refusal(
            Finding(
                "already-abolished",
                f"“{organization}”已于{organization.abolished_on}撤销。",
                remedy="请核对单位名称和日期。",
            )
        )
    organization.abolished_on = on
    organization.save(update_fields=["abolished_on"])
    last_day = on - timedelta(days=1)
    posts = Post.objects.filter(organization=organization, since__lte=last_day)
    posts.exclude(until__lt=on).update(until=last_day)


def _succeed(
    earlier: Sequence[Organization],
    later: Sequence[Organization],
    kind: SuccessionKind,
    ground: tuple[date, str],
    by: User,
) -> list[Succession]:
    on, basis = ground
    rows = [
        Succession(earlier=before, later=after, kind=kind, on=on, basis=basis)
        for before in earlier
        for after in later
    ]
    record_many(
        PlannedEntry(
            f"directory.organization.{kind}",
            subject_of(row.earlier),
            by.username,
            detail={"later": row.later_id, "effective_on": on},
        )
        for row in rows
    )
    return Succession.objects.bulk_create(rows)
