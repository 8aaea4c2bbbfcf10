"""Moves that several people sign: all of them, any of them, or one after the other."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Post, User
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.queries import holders_of
from honours.kernel.lifecycle import Move, Signing
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.models import Signature, Stateful
from honours.workflow.permissions import on_behalf_of, role_needed
from honours.workflow.queries import open_signatures
from honours.workflow.vocabulary import CommonVerb


@transaction.atomic
def summon_signers(
    matter: Stateful, verb: str, signers: Sequence[User], *, by: User
) -> list[Signature]:
    """List by name who signs a move, in this order, before anybody has signed.

    Raises ``PermissionDenied`` where the user may not make that move himself, and ``Refusal``
    where signing has begun or somebody on the list does not hold the role.
    """
    type(matter)._base_manager.select_for_update().get(pk=matter.pk)
    move = matter.lifecycle.find(verb, matter.state)
    desk = matter.lifecycle.desk_for(move)
    if not mandate_of(by).may(move.role, matter.organization, desk):
        raise role_needed(move.label, (move.role,), matter, desk)
    standing = open_signatures(matter, verb)
    if any(signature.signed_at for signature in standing):
        raise Refusal(
            Finding(
                "signing-has-begun",
                f"“{move.label}”已有人签署，不能再改签署人。",
                remedy="如须更换，请先退回重新办理。",
            )
        )
    _refuse_outsiders(matter, move, signers)
    Signature.objects.filter(pk__in=[signature.pk for signature in standing]).delete()
    record(
        f"{matter.matter_kind()}.{CommonVerb.SUMMON}",
        subject=matter.subject(),
        actor=by.username,
        verb_signed=verb,
        signers=[signer.username for signer in signers],
    )
    return _list_signers(matter, verb, signers)


def sign(matter: Stateful, move: Move, mandate: Mandate, *, by: User, opinion: str) -> bool:
    """Sign one place; whether the move is now signed by as many as it takes.

    The list is frozen with the first signature: everybody who holds the role over the matter
    that day. Call it with the matter's row locked.
    """
    signatures = open_signatures(matter, move.verb) or _list_signers(
        matter, move.verb, holders_of(move.role, matter.organization)
    )
    mine, post = _own_place(matter, move, signatures, mandate)
    waiting = [signature for signature in signatures if signature.signed_at is None]
    if move.signing is Signing.IN_TURN and waiting[0] is not mine:
        raise Refusal(
            Finding(
                "not-your-turn",
                f"“{move.label}”须依次签署，现在轮到{waiting[0].signer}。",
                remedy="请待前一位签署后再办。",
            )
        )
    mine.signed_at = timezone.now()
    mine.signed_by = by.username
    mine.opinion = opinion
    mine.save(update_fields=["signed_at", "signed_by", "opinion"])
    record(
        f"{matter.matter_kind()}.{CommonVerb.SIGN}",
        subject=matter.subject(),
        actor=by.username,
        verb_signed=move.verb,
        on_behalf_of=on_behalf_of(post, by),
    )
    return move.signing is Signing.ANY or len(waiting) == 1


def _own_place(
    matter: Stateful, move: Move, signatures: Sequence[Signature], mandate: Mandate
) -> tuple[Signature, Post]:
    desk = matter.lifecycle.desk_for(move)
    held = mandate.posts_for(move.role, matter.organization, desk)
    posts = {post.user_id: post for post in held}
    places = [signature for signature in signatures if signature.signer_id in posts]
    if not places:
        raise PermissionDenied(f"您不在“{move.label}”的签署人之列。")
    for place in places:
        if place.signed_at is None:
            return place, posts[place.signer_id]
    raise Refusal(
        Finding(
            "already-signed",
            f"您已签署“{move.label}”，不必重复签署。",
            remedy="请等待其他签署人。",
        )
    )


def _list_signers(matter: Stateful, verb: str, signers: Sequence[User]) -> list[Signature]:
    return Signature.objects.bulk_create(
        Signature(subject=matter.subject(), verb=verb, signer=signer, order=order)
        for order, signer in enumerate(signers, start=1)
    )


def _refuse_outsiders(matter: Stateful, move: Move, signers: Sequence[User]) -> None:
    entitled = {user.pk for user in holders_of(move.role, matter.organization)}
    outsiders = [str(signer) for signer in signers if signer.pk not in entitled]
    if outsiders or not signers:
        named = "、".join(outsiders) or "名单为空"
        raise Refusal(
            Finding(
                "signer-without-role",
                f"签署人须具有“{move.role.label}”职责：{named}。",
                remedy="请改选具有该职责的人员，或先由安全管理员任命。",
            )
        )
