"""Who may touch a notice, when, and how it is held meanwhile."""

from django.core.exceptions import PermissionDenied

from honours.directory.models import Organization, Post, User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.notices import Notice
from honours.notices.vocabulary import NoticeState
from honours.workflow.operations import advance
from honours.workflow.queries import open_moves

DRAFTING_ROLES = (Role.FILER, Role.HEAD, Role.EXAMINER)


def locked(notice: Notice) -> Notice:
    """The notice as it stands now, held until the transaction ends."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=notice.pk)


def move(
    notice: Notice,
    deed: str,
    *,
    by: User,
    facts: object = None,
    rules: Rules | None = None,
    reason: str = "",
) -> Notice:
    """Make the move by whichever hand is the user's: the unit's head, or the lead bureau."""
    verbs = {each.verb for each in open_moves(notice, mandate_of(by))}
    verb = f"{deed}_by_lead" if deed not in verbs and f"{deed}_by_lead" in verbs else deed
    return advance(notice, verb, by=by, facts=facts, rules=rules, reason=reason)


def require_drafter(by: User, deed: str, *, within: Organization) -> Post:
    """The user's post that may write notices of the unit. Raises ``PermissionDenied``."""
    mandate = mandate_of(by)
    for role in DRAFTING_ROLES:
        if post := mandate.post_for(role, within):
            return post
    roles = "、".join(role.label for role in DRAFTING_ROLES)
    raise PermissionDenied(f"“{deed}”须由管辖“{within}”、具有“{roles}”之一职责的人员办理。")


def refuse_unless(notice: Notice, state: NoticeState, deed: str) -> None:
    """Raises ``Refusal`` where the notice is in any other state."""
    if notice.state != state:
        raise Refusal(
            Finding(
                "not-possible-now",
                f"“{notice.state_label}”状态下不能办理“{deed}”。",
                remedy=f"只有“{state.label}”的公示可以办理。",
            )
        )
