"""``honours seal-audit``: the sealer, once or on a timer."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections

from honours.audit.operations import seal


class Command(BaseCommand):
    help = "封存审计账本：为已提交的条目排定序位，并签发检查点。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="每隔若干秒封存一次，直到被停止"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]
        if every is None:
            self._seal()
            return
        if every <= 0:
            raise CommandError("--every应为正数（秒）。", returncode=2)
        try:
            while True:
                self._seal_or_say_why_not()
                time.sleep(every)
        except KeyboardInterrupt:
            self.stdout.write("封存已停止。")

    def _seal(self) -> None:
        made = seal()
        if made:
            self.stdout.write(f"已封存至第{made.size}条，树根{made.root}。")
        else:
            self.stdout.write("没有待封存的条目。")

    def _seal_or_say_why_not(self) -> None:
        """A database that restarts must not end the sealer: what waits is sealed next time."""
        close_old_connections()
        try:
            made = seal()
        except OperationalError as error:
            self.stderr.write(f"本次未能封存，稍后再试：{error}")
            return
        if made:
            self.stdout.write(f"已封存至第{made.size}条，树根{made.root}。")
