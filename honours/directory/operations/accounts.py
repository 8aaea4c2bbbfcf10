"""Accounts are opened, closed and given passwords by the system administrator alone."""

import re
import secrets

from axes.utils import reset
from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.audit.operations import digest, record
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.directory.queries import posts_held
from honours.directory.readings import normal_username
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on paper."""
USERNAME = re.compile(r"[\w.@-]{2,60}")


@transaction.atomic
def open_account(username: str, *, name: str, by: User) -> User:
    """A new account, under the one spelling of its name. Nobody can sign in with it yet."""
    _require_over(by, Role.SYSTEM_ADMINISTRATOR, "开设账号", None)
    spelling = normal_username(username)
    if not USERNAME.fullmatch(spelling):
        raise Refusal(
            Finding(
                "username-malformed",
                "登录名须为2至60个字母、数字或“._@-”。",
                remedy="请改用单位拼写加序号，如“jyj01”。",
                field="username",
            )
        )
    if User.objects.filter(username=spelling).exists():
        raise Refusal(
            Finding(
                "username-taken",
                f"登录名“{spelling}”已被使用（全角半角、大小写视为相同）。",
                remedy="请换一个登录名；同一人不必重复开设账号。",
                field="username",
            )
        )
    user = User.objects.create_user(spelling, name=name)
    _record("open", user, by)
    return user


@transaction.atomic
def issue_password(user: User, *, by: User) -> str:
    """A password for one sign-in, to be handed over in person; it has to be changed at once."""
    _require_over(by, Role.SYSTEM_ADMINISTRATOR, "发放初始密码", user)
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _record("issue_password", user, by)
    return password


@transaction.atomic
def change_password(user: User, password: str) -> User:
    """The user's own new password, after the form has checked it."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record("change_password", user, user)
    return user


@transaction.atomic
def close_account(user: User, *, by: User) -> User:
    """From now on nobody signs in with it and none of its posts counts; its records stay."""
    _require_over(by, Role.SYSTEM_ADMINISTRATOR, "停用账号", user)
    if user.pk == by.pk:
        raise Refusal(
            Finding("own-account", "不能停用自己的账号。", remedy="请由另一位系统管理员办理。")
        )
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("close", user, by)
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User) -> User:
    _require_over(by, Role.SYSTEM_ADMINISTRATOR, "启用账号", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("reopen", user, by)
    return user


@transaction.atomic
def unlock_account(user: User, *, by: User) -> int:
    """Lift the lock that failed sign-ins put on; how many failures were forgotten."""
    _require_over(by, Role.SECURITY_ADMINISTRATOR, "解除锁定", user)
    forgotten = int(reset(username=user.username))
    _record("unlock", user, by)
    return forgotten


def _require_over(by: User, role: Role, deed: str, user: User | None) -> None:
    """Only an administrator who reaches every post of the account may touch it."""
    mandate = mandate_of(by)
    if not mandate.holds(role):
        raise PermissionDenied(f"“{deed}”须由{role.label}办理。")
    if user is None:
        return
    for post in posts_held().filter(user=user).select_related("organization"):
        if not mandate.may(role, post.organization):
            raise PermissionDenied(f"“{deed}”须由管辖“{post.organization}”的{role.label}办理。")


def _record(verb: str, user: User, by: User) -> None:
    record(
        f"directory.user.{verb}",
        subject=f"directory.user:{user.pk}",
        actor=by.username,
        username=digest(user.username),
    )
