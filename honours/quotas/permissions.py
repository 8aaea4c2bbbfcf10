"""Who may move places: whoever answers for the organization that hands out, or has them."""

from django.core.exceptions import PermissionDenied

from honours.directory.models import Organization, User
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.vocabulary import Role

ISSUERS = (Role.EXAMINER, Role.HEAD)
"""Hand places out, take them back, shift and cut them, for the organization they answer for."""
OPENERS = (*ISSUERS, Role.LEADER_IN_CHARGE)
"""Open a ledger: with the leader who starts the edition, its places stand ready."""
HOLDERS = (Role.FILER, Role.HEAD, Role.EXAMINER)
"""Give back places that their own organization got."""


def may_issue(mandate: Mandate, organization: Organization) -> bool:
    return any(mandate.may(role, organization) for role in ISSUERS)


def require_one_of(
    by: User, roles: tuple[Role, ...], deed: str, *, within: tuple[Organization, ...]
) -> None:
    """Raises ``PermissionDenied`` where no post of one of the roles reaches every organization."""
    mandate = mandate_of(by)
    for organization in within:
        if not any(mandate.may(role, organization) for role in roles):
            named = "或".join(f"“{role.label}”" for role in roles)
            raise PermissionDenied(
                f"“{deed}”须由管辖“{organization}”、具有{named}职责的人员办理。"
            )


def require_reach(by: User, deed: str, *, within: tuple[Organization, ...]) -> None:
    """Raises ``PermissionDenied`` where no post with business of its own reaches every one.

    Which role a nomination needs at each step is settled by the lifecycle that asks.
    """
    mandate = mandate_of(by)
    for organization in within:
        if not mandate.reaches(organization):
            raise PermissionDenied(f"“{deed}”须由管辖“{organization}”的人员办理。")
