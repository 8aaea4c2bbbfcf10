"""Reads of the directory. Whatever is scoped here fails closed."""

from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from honours.directory.models import Organization, Post, User
from honours.directory.permissions import Mandate
from honours.kernel.terms import Term

Row = TypeVar("Row", bound=Model)


def within_reach(
    rows: QuerySet[Row], mandate: Mandate, *, field: str = "organization"
) -> QuerySet[Row]:
    """Those rows whose organization some post of the mandate reaches; none without a post."""
    paths = mandate.reach()
    if not paths:
        return rows.none()
    return rows.filter(reduce(or_, (Q(**{f"{field}__path__startswith": path}) for path in paths)))


def organizations_within_reach(mandate: Mandate) -> QuerySet[Organization]:
    paths = mandate.reach()
    if not paths:
        return Organization.objects.none()
    return Organization.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))


def posts_held(on: date | None = None) -> QuerySet[Post]:
    """Posts in force on a day (today where none is given), of accounts that are open."""
    day = on or timezone.localdate()
    return Post.objects.filter(
        Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True
    )


def holders_of(role: Term, organization: Organization, on: date | None = None) -> list[User]:
    """Everybody who holds the role over the organization that day, the longest-serving first."""
    posts = posts_held(on).filter(role=role, jurisdiction__path__in=_paths_above(organization))
    users: dict[int, User] = {}
    for post in posts.select_related("user").order_by("since", "pk"):
        users.setdefault(post.user_id, post.user)
    return list(users.values())


def _paths_above(organization: Organization) -> list[str]:
    """The path of the organization and of everything above it."""
    path, step = str(organization.path), Organization.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
