"""A matter is handed over to a named colleague (转办); to-dos follow it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Post, User
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.queries import holders_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.models import Assignment, Stateful
from honours.workflow.vocabulary import CommonVerb


@transaction.atomic
def hand_over(matter: Stateful, *, to: User, reason: str, by: User) -> Assignment:
    """Leave the next move of the matter to a colleague who holds the same role over it.

    It lasts until the matter leaves its state or is handed over again. Raises
    ``PermissionDenied`` where the user could not move the matter himself, and ``Refusal`` where
    the colleague could not either or no reason is given.
    """
    rows = type(matter)._base_manager.select_related("organization")
    locked = rows.select_for_update(of=("self",)).get(pk=matter.pk)
    post = _own_post(locked, mandate_of(by))
    _refuse_unfit(locked, post, to, reason, by)
    now = timezone.now()
    current = Assignment.objects.filter(subject=locked.subject(), ended_at=None)
    current.update(ended_at=now)
    assignment = Assignment.objects.create(
        subject=locked.subject(),
        state=locked.state,
        role=post.role,
        user=to,
        by=by,
        reason=reason.strip(),
        at=now,
    )
    record(
        f"{locked.matter_kind()}.{CommonVerb.HAND_OVER}",
        subject=locked.subject(),
        actor=by.username,
        organization=str(post.organization_id),
        to=to.username,
        state=locked.state,
    )
    return assignment


def _own_post(matter: Stateful, mandate: Mandate) -> Post:
    moves = matter.lifecycle.moves_from(matter.state)
    for move in moves:
        if post := mandate.post_for(
            move.role, matter.organization, matter.lifecycle.desk_for(move)
        ):
            return post
    roles = "、".join(dict.fromkeys(move.role.label for move in moves)) or "无"
    raise PermissionDenied(
        f"“转办”须由管辖“{matter.organization}”、现在可以办理该事项的人员提出（{roles}）。"
    )


def _refuse_unfit(matter: Stateful, post: Post, to: User, reason: str, by: User) -> None:
    findings = []
    if not reason.strip():
        findings.append(
            Finding(
                "reason-needed", "转办须写明理由。", remedy="请填写理由后再办。", field="reason"
            )
        )
    if to.pk == by.pk:
        findings.append(
            Finding("handed-to-oneself", "不能转办给自己。", remedy="请另选同事。", field="to")
        )
    fitting = holders_of(Role(post.role), matter.organization)
    if to.pk not in {user.pk for user in fitting}:
        label = Role(post.role).label
        findings.append(
            Finding(
                "colleague-without-role",
                f"“{to}”不具有管辖“{matter.organization}”的“{label}”职责。",
                remedy="请改选具有同一职责的同事。",
                field="to",
            )
        )
    if findings:
        raise Refusal(*findings)
