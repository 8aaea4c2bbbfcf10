"""``honours remind``: write down the reminders of the day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from honours.workflow.deadlines import remind


class Command(BaseCommand):
    help = "提醒临近和超过期限的事项；同一天可以反复运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="按哪一天提醒（默认今天）")

    def handle(self, *, on: str | None, verbosity: int, **options: Any) -> None:
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError:
            raise CommandError(f"“{on}”不是日期，请写作2010-06-01。") from None
        made = remind(day)
        if verbosity:
            self.stdout.write(f"{day}：新增提醒{len(made)}条。")
