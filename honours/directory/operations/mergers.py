"""Organizations are merged, split and abolished; others may carry on what they did."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import PlannedEntry, digest, record, record_many
from honours.directory.models import Organization, Post, Succession, User
from honours.directory.operations.demands import (
    refuse_single_successor,
    refuse_unfit_successors,
    refuse_unless_standing,
    refuse_while_children_stand,
)
from honours.directory.operations.organizations import bring_up_to_date, place_from, subject_of
from honours.directory.permissions import require
from honours.directory.vocabulary import Role, SuccessionKind


@transaction.atomic
def merge_organizations(
    earlier: Sequence[Organization], *, into: Organization, on: date, by: User, basis: str = ""
) -> list[Succession]:
    """Let one organization carry on what the others did.

    From that day the others stand under it, so that whoever acts for it reaches their records,
    and nobody acts for them any more.
    """
    require(by, Role.SYSTEM_ADMINISTRATOR, "合并单位", within=into)
    refuse_unfit_successors(earlier, [into], on)
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
    """Divide what one organization did among several; the earlier one is abolished that day.

    Raises ``Refusal`` for fewer than two successors, and while others still stand under it.
    """
    for one in into:
        require(by, Role.SYSTEM_ADMINISTRATOR, "分设单位", within=one)
    refuse_single_successor(list(into))
    refuse_unfit_successors([earlier], into, on)
    refuse_while_children_stand(earlier, on)
    _abolish(earlier, on, by)
    return _succeed([earlier], into, SuccessionKind.SPLIT, (on, basis), by)


@transaction.atomic
def abolish_organization(
    organization: Organization, *, on: date, by: User, basis: str = ""
) -> Organization:
    """End an organization whose duties nobody carries on; ``on`` is its first day no longer."""
    refuse_while_children_stand(organization, on)
    _abolish(organization, on, by)
    record(
        "directory.organization.abolish",
        subject=subject_of(organization),
        actor=by.username,
        effective_on=on,
        basis=digest(basis),
    )
    return organization


def _abolish(organization: Organization, on: date, by: User) -> None:
    require(by, Role.SYSTEM_ADMINISTRATOR, "撤销单位", within=organization)
    refuse_unless_standing(organization, on)
    organization.abolished_on = on
    organization.save(update_fields=["abolished_on"])
    _end_posts(organization, last_day=on - timedelta(days=1))


def _end_posts(organization: Organization, *, last_day: date) -> None:
    """Posts given after that day were acted with before anybody knew of the end: they end now."""
    today = timezone.localdate()
    posts = list(Post.objects.filter(organization=organization).exclude(until__lte=last_day))
    for post in posts:
        ending = last_day if post.since <= last_day else max(post.since, today)
        post.until = min(post.until or ending, ending)
    Post.objects.bulk_update(posts, ["until"])


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
