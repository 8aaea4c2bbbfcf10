"""``honours found``: the first three administrators of an empty installation, and its calendar."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from honours.directory.models import Organization, User
from honours.directory.operations.accounts import issue_password
from honours.directory.operations.posts import Founders, found_administration
from honours.kernel.verdicts import Refusal
from honours.notices.operations.calendar import seed_calendar


class Command(BaseCommand):
    help = "设立系统、安全、审计三个管理员，各给一个初始密码，并装入工作日历。只能办一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", required=True, metavar="代码", help="管辖地区的行政区划代码")
        for name, label in (("system", "系统"), ("security", "安全"), ("audit", "审计")):
            parser.add_argument(f"--{name}", required=True, help=f"{label}管理员的登录名")

    def handle(self, *, at: str, system: str, security: str, audit: str, **options: Any) -> None:
        if len({system, security, audit}) < 3:
            raise CommandError("三个管理员须由三个人担任，登录名不能相同。")
        organization = Organization.objects.filter(division=at).order_by("depth").first()
        if organization is None:
            raise CommandError(f"没有代码为{at}的地区，请先运行 honours import-divisions。")
        try:
            passwords = _found(organization, (system, security, audit))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        for username, password in passwords.items():
            self.stdout.write(f"{username}　初始密码：{password}")
        self.stdout.write("初始密码只显示这一次；首次登录须修改。")


@transaction.atomic
def _found(organization: Organization, usernames: tuple[str, str, str]) -> dict[str, str]:
    users = [User.objects.create_user(username, name=username) for username in usernames]
    found_administration(Founders(*users), organization, since=timezone.localdate())
    seed_calendar()
    return {user.username: issue_password(user, by=users[0]) for user in users}
