"""Reads of the directory. Whatever is scoped here fails closed."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import F, Max, Model, Q, QuerySet
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import (
    Duty,
    Organization,
    OrganizationName,
    Placement,
    Post,
    StandIn,
    Succession,
    User,
)
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
        return _organizations().none()
    return _organizations().filter(reduce(or_, (Q(path__startswith=path) for path in paths)))


def posts_held(on: date | None = None) -> QuerySet[Post]:
    """Posts in force on a day (today where none is given), of accounts that are open."""
    day = on or timezone.localdate()
    return Post.objects.filter(
        Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True
    )


def posts_within_reach(mandate: Mandate) -> QuerySet[Post]:
    """Posts of organizations that the mandate reaches, administrators' reach included."""
    paths = {post.jurisdiction.path for post in mandate.posts}
    if not paths:
        return Post.objects.none()
    reached = reduce(or_, (Q(organization__path__startswith=path) for path in paths))
    return Post.objects.filter(reached).select_related("organization", "user", "jurisdiction")


def appointments_recorded(
    posts: Iterable[Post],
) -> list[tuple[Post, Entry | None, Entry | None]]:
    """Each post with what the audit book says of its beginning and of its end (one query)."""
    subjects = {f"directory.post:{post.pk}": post for post in posts}
    told: dict[tuple[str, str], Entry] = {}
    for entry in Entry.objects.filter(subject__in=subjects).order_by("id"):
        told[entry.subject, entry.verb] = entry
    return [
        (
            post,
            told.get((subject, "directory.post.appoint")),
            told.get((subject, "directory.post.dismiss")),
        )
        for subject, post in subjects.items()
    ]


def organizations_administered(mandate: Mandate, role: Term) -> QuerySet[Organization]:
    """What stands today of the organizations where the mandate is that administrator's."""
    paths = {post.jurisdiction.path for post in mandate.posts if post.role == role}
    if not paths:
        return _organizations().none()
    reached = reduce(or_, (Q(path__startswith=path) for path in paths))
    standing = Q(abolished_on=None) | Q(abolished_on__gt=timezone.localdate())
    return _organizations().filter(reached, standing).order_by("path")


def organizations_containing(text: str, rows: QuerySet[Organization]) -> QuerySet[Organization]:
    """Those of the rows that bear the text in some name, of today or before, in tree order."""
    named = OrganizationName.objects.filter(name__contains=text)
    return rows.filter(pk__in=named.values("organization")).order_by("path")


def accounts_within_reach(mandate: Mandate) -> QuerySet[User]:
    """Accounts with a post within reach, and those that have none yet; by login name."""
    mine = posts_within_reach(mandate).values("user")
    if not mandate.posts:
        return User.objects.none()
    rows = User.objects.filter(Q(pk__in=mine) | Q(posts=None))
    return rows.prefetch_related("posts__organization").order_by("username")


def stand_ins_of(user: User) -> QuerySet[StandIn]:
    """Where the user stands in, or has somebody stand in for him; the latest first."""
    rows = StandIn.objects.filter(Q(post__user=user) | Q(substitute=user))
    related = rows.select_related("post__organization", "post__user", "substitute")
    return related.order_by("-since", "-pk")


def ancestors_on(organization: Organization, day: date) -> list[Organization]:
    """What stood above the organization that day, the highest first."""
    line: list[Organization] = []
    placed: Placement | None = _placement_on(organization, day)
    while placed is not None and placed.superior is not None:
        line.insert(0, placed.superior)
        placed = _placement_on(placed.superior, day)
    return line


def _organizations() -> QuerySet[Organization]:
    """All of them, with the type that the tree library's manager does not tell."""
    rows: QuerySet[Organization] = Organization.objects.all()
    return rows


def _placement_on(organization: Organization, day: date) -> Placement | None:
    rows = Placement.objects.filter(
        Q(until=None) | Q(until__gte=day), organization=organization, since__lte=day
    )
    return rows.select_related("superior").first()


def unmet_duties(mandate: Mandate, on: date | None = None) -> QuerySet[Duty]:
    """Duties within reach that are past their day and not fulfilled, the oldest first."""
    day = on or timezone.localdate()
    late = Duty.objects.filter(fulfilled_on=None, until__lt=day)
    rows = within_reach(late, mandate, field="post__organization")
    return rows.select_related("post__organization", "post__user").order_by("until", "pk")


def duties_of(user: User) -> QuerySet[Duty]:
    """Every duty of the user's own posts that is still to be met."""
    rows = Duty.objects.filter(post__user=user, fulfilled_on=None)
    return rows.select_related("post__organization").order_by("until", "pk")


def children_on(organization: Organization | None, day: date) -> QuerySet[Organization]:
    """What stood directly under the organization that day (at the top for ``None``)."""
    placed = Placement.objects.filter(
        Q(until=None) | Q(until__gte=day), superior=organization, since__lte=day
    )
    rows = _organizations().filter(pk__in=placed.values("organization"))
    return rows.filter(Q(abolished_on=None) | Q(abolished_on__gt=day)).order_by("path")


def holders_of(role: Term, organization: Organization, on: date | None = None) -> list[User]:
    """Everybody who holds the role over the organization that day, the longest-serving first."""
    posts = posts_held(on).filter(role=role, jurisdiction__path__in=_paths_above(organization))
    users: dict[int, User] = {}
    for post in posts.select_related("user").order_by("since", "pk"):
        users.setdefault(post.user_id, post.user)
    return list(users.values())


def name_on(organization: Organization, day: date) -> str:
    """What the organization was called that day, as documents of that day print it."""
    return names_on([organization], day)[organization.pk]


def names_on(organizations: Iterable[Organization], day: date) -> dict[int, str]:
    """The full name of each organization on a day, by key, with one query."""
    named = {one.pk: str(one.name) for one in organizations}
    rows = OrganizationName.objects.filter(
        Q(until=None) | Q(until__gte=day),
        organization__in=named,
        is_short=False,
        since__lte=day,
    )
    named.update(rows.values_list("organization_id", "name"))
    return named


def successors_of(organization: Organization, day: date) -> list[Succession]:
    """Who carried on its duties, as of that day."""
    rows = organization.successions.filter(on__lte=day)
    return list(rows.select_related("later").order_by("on", "pk"))


def predecessors_of(organization: Organization, day: date) -> list[Succession]:
    """Whose duties it carries on, as of that day."""
    rows = organization.predecessions.filter(on__lte=day)
    return list(rows.select_related("earlier").order_by("on", "pk"))


def due_names(today: date) -> list[OrganizationName]:
    """Full names in force today that the organization does not yet bear."""
    rows = OrganizationName.objects.filter(
        Q(until=None) | Q(until__gte=today), is_short=False, since__lte=today
    )
    return list(rows.exclude(name=F("organization__name")).order_by("since"))


def due_placements(today: date) -> list[Placement]:
    """Placements in force today that the tree does not yet show."""
    misplaced = ~Q(organization__path__startswith=F("superior__path")) | ~Q(
        organization__depth=F("superior__depth") + 1
    )
    rows = Placement.objects.filter(
        misplaced, Q(until=None) | Q(until__gte=today), superior__isnull=False, since__lte=today
    )
    return list(rows.order_by("since", "pk"))


def next_children(standing: Iterable[Organization]) -> dict[str, int]:
    """The number that the next child takes, by path; the empty path stands for the top."""
    step = Organization.steplen
    paths = {str(one.path) for one in standing}
    free: dict[str, int] = {}
    for path in paths:
        last = Organization.objects.filter(
            path__startswith=path, depth=len(path) // step + 1
        ).aggregate(last=Max("path"))["last"]
        free[path] = Organization._str2int(last[-step:]) + 1 if last else 1
    top = Organization.objects.filter(depth=1).aggregate(last=Max("path"))["last"]
    return free | {"": Organization._str2int(top) + 1 if top else 1}


def _paths_above(organization: Organization) -> list[str]:
    """The path of the organization and of everything above it."""
    path, step = str(organization.path), Organization.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
