"""Who may make a move: the right post, and not the hand that made the move to be checked."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from honours.directory.models import Post, User
from honours.directory.permissions import Mandate
from honours.kernel.lifecycle import Move
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.models import Passage, Stateful


def post_for(
    move: Move, matter: Stateful, mandate: Mandate, *, by: User, road: Iterable[Passage] = ()
) -> Post:
    """The post under which the user may make the move.

    Raises ``PermissionDenied`` naming the role where no post reaches the matter, and ``Refusal``
    where every such post belongs to somebody who made a move that this one has to check.
    Standing in does not help: neither the stand-in nor the absent holder checks his own work.
    """
    desk = matter.lifecycle.desk_for(move)
    posts = list(mandate.posts_for(move.role, matter.organization, desk))
    if not posts:
        raise role_needed(move.label, (move.role,), matter, desk)
    makers = makers_of(move, road)
    for post in posts:
        if not makers & {by.username, post.user.username}:
            return post
    checked = "、".join(
        sorted({passage.label for passage in road if passage.verb in move.apart_from})
    )
    raise Refusal(
        Finding(
            "maker-is-checker",
            f"“{checked}”由您（或您所代的人）办理，不能再由您办理“{move.label}”。",
            remedy=f"请由另一位具有“{move.role.label}”职责的人员办理。",
        )
    )


def require_move(matter: Stateful, verb: str, mandate: Mandate) -> Move:
    """The move, before its page is shown to somebody. Reads nothing.

    Raises ``Refusal`` where it cannot be made in this state, and ``PermissionDenied`` naming the
    role where no post reaches the matter in it.
    """
    move = matter.lifecycle.find(verb, matter.state)
    desk = matter.lifecycle.desk_for(move)
    if not mandate.may(move.role, matter.organization, desk):
        raise role_needed(move.label, (move.role,), matter, desk)
    return move


def makers_of(move: Move, road: Iterable[Passage]) -> set[str]:
    """Login names of everybody who answers for a move that this one has to check."""
    return {
        person
        for passage in road
        if passage.verb in move.apart_from
        for person in passage.people()
    }


def role_needed(
    label: str, roles: Iterable[Term], matter: Stateful, desk: Term | None
) -> PermissionDenied:
    """The denial that names what is missing; to be raised by the caller."""
    named = "或".join(f"“{role.label}”" for role in roles)
    whose = f"{desk.label}单位中" if desk else ""
    return PermissionDenied(
        f"“{label}”须由{whose}管辖“{matter.organization}”、具有{named}职责的人员办理。"
    )


def on_behalf_of(post: Post, by: User) -> str:
    """The login name of the absent holder, or nothing where the post is the user's own."""
    return "" if post.user_id == by.pk else post.user.username


def post_in_words(post: Post, by: User) -> str:
    """``巴中市教育局 局长``, or ``巴中市教育局 局长（代张明）`` for a stand-in."""
    return str(post) if post.user_id == by.pk else f"{post}（代{post.user}）"
