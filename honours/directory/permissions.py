"""May this user do this, for whom? Answered from posts held on the day; without one, no."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from honours.directory.models import Organization, Post, StandIn, User
from honours.directory.vocabulary import ADMINISTRATORS
from honours.kernel.terms import Term

KNOWN_POSTS = "_known_posts"
"""Where the user of one request keeps the posts that were read for it, with their day."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """Every post a user holds on one day, read once and asked many times."""

    posts: tuple[Post, ...]

    def may(self, role: Term, within: Organization, level: Term | None = None) -> bool:
        """Whether some post of that role reaches the organization."""
        return self.post_for(role, within, level) is not None

    def post_for(self, role: Term, within: Organization, level: Term | None = None) -> Post | None:
        return next(self.posts_for(role, within, level), None)

    def posts_for(
        self, role: Term, within: Organization, level: Term | None = None
    ) -> Iterator[Post]:
        """The posts of that role that reach the organization, own posts before stand-ins.

        With a ``level``, only posts of bodies of that level: who answers for a county does not
        act for the city.
        """
        for post in self.posts:
            fits = level is None or post.organization.level == level
            if fits and post.role == role and within.is_within(post.jurisdiction):
                yield post

    def holds(self, *roles: Term) -> bool:
        return any(post.role in roles for post in self.posts)

    def reaches(self, organization: Organization) -> bool:
        """Whether any post with business of its own reaches the organization."""
        return any(organization.path.startswith(path) for path in self.reach())

    def reach(self) -> frozenset[str]:
        """Tree paths of every jurisdiction held. Administrators see no business records."""
        return frozenset(
            post.jurisdiction.path for post in self.posts if post.role not in ADMINISTRATORS
        )


def mandate_of(user: User, on: date | None = None) -> Mandate:
    """The user's mandate on a day (today where none is given), stand-ins included.

    Where a post was chosen for the session, only that post counts; should it have ended
    meanwhile, nothing is left of the mandate. An account that was closed has none.
    """
    if not user.is_active:
        return Mandate(())
    posts, chosen = posts_open_to(user, on), user.acting_post_id
    return Mandate(posts if chosen is None else tuple(one for one in posts if one.pk == chosen))


def posts_open_to(user: User, on: date | None = None) -> tuple[Post, ...]:
    """The posts that the user may choose to act with: his own first, then as a stand-in."""
    day = on or timezone.localdate()
    known = vars(user).get(KNOWN_POSTS)
    if known is not None and known[0] == day:
        kept: tuple[Post, ...] = known[1]
        return kept
    standing_in = StandIn.objects.filter(substitute=user, since__lte=day, until__gte=day)
    posts = Post.objects.filter(
        Q(user=user) | Q(pk__in=standing_in.values("post")),
        Q(until=None) | Q(until__gte=day),
        since__lte=day,
    ).select_related("organization", "jurisdiction", "user")
    return tuple(sorted(posts, key=lambda post: (post.user_id != user.pk, post.pk)))


def may_act(user: User, role: Term, *, within: Organization) -> bool:
    """Whether one of the user's posts of that role reaches the organization today."""
    return mandate_of(user).may(role, within)


def require(user: User, role: Term, deed: str, *, within: Organization) -> Post:
    """The user's post of that role over the organization.

    Raises ``PermissionDenied`` naming the role where there is none.
    """
    post = mandate_of(user).post_for(role, within)
    if post is None:
        raise PermissionDenied(f"“{deed}”须由管辖“{within}”、具有“{role.label}”职责的人员办理。")
    return post
