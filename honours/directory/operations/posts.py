"""Posts, stand-ins and duties: what lets a person act, for whom, until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from honours.audit.operations import record
from honours.directory.models import Duty, Organization, Post, StandIn, User
from honours.directory.operations.demands import refuse_backwards, refuse_unless_standing
from honours.directory.permissions import Mandate, mandate_of, require
from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.kernel.verdicts import Citation, Finding, Refusal

SEPARATION = Citation("GB/T 22239—2019", "8.1.4.2 d)")
"""应授予管理用户所需的最小权限，实现管理用户的权限分离。"""
LEADERS = (Role.PRINCIPAL_LEADER, Role.LEADER_IN_CHARGE, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Founders:
    """The three administrators of an installation that has none yet."""

    system: User
    security: User
    audit: User


@transaction.atomic
def found_administration(
    founders: Founders, organization: Organization, *, since: date
) -> list[Post]:
    """Seat the first three administrators. Only while there is not one. For commands alone."""
    if Post.objects.filter(role__in=ADMINISTRATORS).exists():
        raise Refusal(
            Finding(
                "administrators-exist",
                "系统已有管理员，不能再次初始化。",
                SEPARATION,
                remedy="请由现任安全管理员办理任免。",
            )
        )
    seated = zip((founders.system, founders.security, founders.audit), ADMINISTRATORS, strict=True)
    return [
        _seat(
            Post(
                user=user,
                role=role,
                organization=organization,
                jurisdiction=organization,
                since=since,
            ),
            actor="console",
        )
        for user, role in seated
    ]


@transaction.atomic
def appoint(post: Post, *, by: User) -> Post:
    """Grant the post described by an unsaved row. For the security administrator alone.

    ``jurisdiction`` may be left out: then it is the organization itself. Raises ``Refusal`` where
    administrators' and other posts would meet in one person, the post is held already, or the
    organization does not stand on the day.
    """
    if post.jurisdiction_id is None:
        post.jurisdiction = post.organization
    role = Role.SECURITY_ADMINISTRATOR
    require(by, role, "任命", within=post.organization)
    require(by, role, "任命", within=post.jurisdiction)
    User.objects.select_for_update().get(pk=post.user_id)
    _refuse_oneself(post.user, by)
    _refuse_closed(post.user)
    refuse_backwards(post.since, post.until, "任职")
    refuse_unless_standing(post.organization, post.since, "organization")
    _refuse_two_in_one(post)
    return _seat(post, actor=by.username)


@transaction.atomic
def dismiss(post: Post, *, on: date, by: User) -> Post:
    """End a post; ``on`` is its last day."""
    require(by, Role.SECURITY_ADMINISTRATOR, "免职", within=post.organization)
    refuse_backwards(post.since, on, "任职", "on")
    post.until = on
    post.save(update_fields=["until"])
    record(
        "directory.post.dismiss",
        subject=f"directory.post:{post.pk}",
        actor=by.username,
        organization=str(post.organization_id),
        effective_on=on,
    )
    return post


@transaction.atomic
def appoint_stand_in(stand_in: StandIn, *, by: User) -> StandIn:
    """Let somebody act with an absent holder's post, as the unsaved row says.

    For the holder himself or the security administrator. Administrators' posts have no stand-in.
    """
    post = stand_in.post
    if post.user_id != by.pk:
        require(by, Role.SECURITY_ADMINISTRATOR, "指定代理人", within=post.organization)
    _refuse_closed(stand_in.substitute)
    _refuse_unfit_stand_in(stand_in)
    stand_in.save(force_insert=True)
    record(
        "directory.standin.appoint",
        subject=f"directory.standin:{stand_in.pk}",
        actor=by.username,
        post=post.pk,
        substitute=stand_in.substitute.username,
        since=stand_in.since,
        until=stand_in.until,
    )
    return stand_in


@transaction.atomic
def end_stand_in(stand_in: StandIn, *, on: date, by: User) -> StandIn:
    """Call the stand-in off; ``on`` is his last day, the day before he began if he never acts."""
    if stand_in.post.user_id != by.pk:
        organization = stand_in.post.organization
        require(by, Role.SECURITY_ADMINISTRATOR, "结束代理", within=organization)
    record(
        "directory.standin.end",
        subject=f"directory.standin:{stand_in.pk}",
        actor=by.username,
        effective_on=on,
    )
    if on < stand_in.since:
        stand_in.delete()
        return stand_in
    stand_in.until = min(on, stand_in.until)
    stand_in.save(update_fields=["until"])
    return stand_in


@transaction.atomic
def assign_duty(duty: Duty, *, by: User) -> Duty:
    """Lay a duty on a post, as the unsaved row says. For a leader over its organization."""
    _require_leader(by, duty.post.organization, "分派职责")
    duty.save(force_insert=True)
    record(
        "directory.duty.assign",
        subject=f"directory.duty:{duty.pk}",
        actor=by.username,
        post=duty.post_id,
        until=duty.until,
    )
    return duty


@transaction.atomic
def fulfil_duty(duty: Duty, *, on: date, by: User) -> Duty:
    """Say that a duty has been met. For the holder of the post, or a leader over him."""
    if duty.post_id not in {post.pk for post in mandate_of(by).posts}:
        _require_leader(by, duty.post.organization, "确认履职")
    duty.fulfilled_on = on
    duty.save(update_fields=["fulfilled_on"])
    record(
        "directory.duty.fulfil",
        subject=f"directory.duty:{duty.pk}",
        actor=by.username,
        effective_on=on,
    )
    return duty


def _seat(post: Post, *, actor: str) -> Post:
    post.save(force_insert=True)
    record(
        "directory.post.appoint",
        subject=f"directory.post:{post.pk}",
        actor=actor,
        organization=str(post.organization_id),
        role=post.role,
        holder=post.user.username,
        jurisdiction=post.jurisdiction_id,
        since=post.since,
    )
    return post


def _require_leader(by: User, organization: Organization, deed: str) -> None:
    mandate: Mandate = mandate_of(by)
    if not any(mandate.may(role, organization) for role in LEADERS):
        named = "、".join(role.label for role in LEADERS)
        raise PermissionDenied(f"“{deed}”须由管辖“{organization}”的{named}之一办理。")


def _refuse_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise Refusal(
            Finding(
                "appoints-oneself",
                "安全管理员不能给自己任命职务。",
                SEPARATION,
                remedy="请由另一位安全管理员办理。",
                field="user",
            )
        )


def _refuse_closed(user: User) -> None:
    if not user.is_active:
        raise Refusal(
            Finding(
                "account-closed",
                f"“{user}”的账号已停用。",
                remedy="请先由系统管理员启用账号，或改选他人。",
                field="user",
            )
        )


def _refuse_two_in_one(post: Post) -> None:
    """One person is one kind of administrator or none, and holds a post only once."""
    overlapping = Q(until=None) | Q(until__gte=post.since)
    if post.until is not None:
        overlapping &= Q(since__lte=post.until)
    for held in post.user.posts.filter(overlapping).select_related("organization"):
        if held.role == post.role and held.organization_id == post.organization_id:
            raise Refusal(
                Finding(
                    "already-held",
                    f"“{post.user}”已任“{held}”（{held.since}起）。",
                    remedy="不必重复任命；如须调整，请先免去原职。",
                    field="user",
                )
            )
        administrators = {held.role, post.role} & set(ADMINISTRATORS)
        if administrators and held.role != post.role:
            raise Refusal(
                Finding(
                    "administrators-apart",
                    f"“{post.user}”现任“{Role(held.role).label}”，"
                    f"不能同时担任“{Role(post.role).label}”：三类管理员须由不同人员担任，"
                    "且不兼办业务。",
                    SEPARATION,
                    remedy=f"请改任他人，或先免去其“{Role(held.role).label}”职务。",
                    field="user",
                )
            )


def _refuse_unfit_stand_in(stand_in: StandIn) -> None:
    post, substitute = stand_in.post, stand_in.substitute
    if post.user_id == substitute.pk:
        raise Refusal(
            Finding(
                "stands-in-for-oneself",
                "代理人不能是本人。",
                remedy="请另选代理人。",
                field="substitute",
            )
        )
    refuse_backwards(stand_in.since, stand_in.until, "代理")
    day_before = stand_in.since - timedelta(days=1)
    held = substitute.posts.filter(Q(until=None) | Q(until__gt=day_before))
    if post.role in ADMINISTRATORS or held.filter(role__in=ADMINISTRATORS).exists():
        raise Refusal(
            Finding(
                "administrators-apart",
                "管理员职务不能由他人代理，管理员也不代理业务职务。",
                SEPARATION,
                remedy="请由安全管理员任命另一位管理员，或另选代理人。",
            )
        )
