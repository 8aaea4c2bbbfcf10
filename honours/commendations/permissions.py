"""Who acts for which step of the climb: a post counts at the level of its own organization."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied

from honours.commendations.vocabulary import Tier
from honours.directory.models import Organization, Post, User
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.vocabulary import Level
from honours.kernel.terms import Term

_LEVEL_OF_TIER = {Tier.COUNTY: Level.COUNTY, Tier.CITY: Level.CITY, Tier.PROVINCE: Level.PROVINCE}


def require_at(user: User, role: Term, tier: Tier, deed: str, *, within: Organization) -> Post:
    """The user's post of that role, over the organization, in a body of that level.

    A city's examiner reaches every county too; without this he could speak for the county.
    Raises ``PermissionDenied`` naming role and level where there is none.
    """
    post = mandate_of(user).post_for(role, within, _LEVEL_OF_TIER.get(tier))
    if post is None:
        raise PermissionDenied(
            f"“{deed}”须由管辖“{within}”、具有“{role.label}”职责的{tier.label}人员办理。"
        )
    return post


def tier_of(organization: Organization) -> Tier:
    """The step of the climb that an organization's own people stand on."""
    return next(
        (tier for tier, level in _LEVEL_OF_TIER.items() if level == organization.level), Tier.UNIT
    )


def may_at(mandate: Mandate, role: Term, tier: Tier, within: Organization) -> bool:
    """The same question without a refusal: for what a page offers."""
    return mandate.may(role, within, _LEVEL_OF_TIER.get(tier))


def posts_at(mandate: Mandate, role: Term, tier: Tier, within: Organization) -> Iterator[Post]:
    """Every post under which the mandate may act there, own posts before stand-ins."""
    return mandate.posts_for(role, within, _LEVEL_OF_TIER.get(tier))
