"""``honours demo``: load the demo city where it is not loaded yet, and serve it."""

import time
import unicodedata
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from honours.config.demo.files import accounts
from honours.config.demo.founding import PASSWORD
from honours.config.demo.loading import load_city
from honours.config.demo.serving import HOST, is_free, next_free, serve
from honours.kernel.verdicts import Refusal


class Command(BaseCommand):
    help = (
        "装载演示城市（2010年的巴中市，人名虚构）并在本机打开；再次运行时直接打开。"
        "按 Ctrl+C 结束。Load the demo city and serve it on this machine."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="端口（默认8000）")
        parser.add_argument("--load-only", action="store_true", help="只装载，不打开")

    def handle(self, *, port: int, load_only: bool, **options: Any) -> None:
        if not load_only:
            _require_free(port)
        self._prepare()
        if load_only:
            return
        self._say("启动网页服务和后台程序……Starting ...")
        answer = serve(port, when_open=lambda: self._tell_where(port))
        self.stdout.write("演示已结束。The demo has ended.")
        if answer:
            raise CommandError(f"网页服务或后台程序意外结束（{answer}）。")

    def _prepare(self) -> None:
        began = time.monotonic()
        self._say("准备数据库……Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        try:
            load_city(self._say)
        except Refusal as refusal:
            told = "".join(f"{finding.message}{finding.remedy}" for finding in refusal.findings)
            raise CommandError(told) from None
        self._say(f"就绪，用时{time.monotonic() - began:.1f}秒。Ready.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _tell_where(self, port: int) -> None:
        self._say(f"\n打开 Open:  http://{HOST}:{port}/")
        self._say(f"演示账号的密码 Password:  {PASSWORD}\n")
        rows = [("账号", "姓名", "单位和职责", "来这里做什么")]
        rows += [
            (one.username, one.name, f"{one.organization} {one.title or one.role}", one.job)
            for one in accounts()
        ]
        widths = [max(_width(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            cells = (_padded(cell, width) for cell, width in zip(row, widths, strict=True))
            self._say("  ".join(cells).rstrip())
        self._say("\n按 Ctrl+C 结束。Press Ctrl+C to stop.")


def _require_free(port: int) -> None:
    if not 1 <= port <= 65535:
        raise CommandError(f"端口{port}不在1至65535之间。")
    if is_free(port):
        return
    other = next_free(port)
    hint = f"可以改用：honours demo --port {other}" if other else "请另选一个端口。"
    raise CommandError(f"端口{port}已被别的程序占用。Port {port} is in use. {hint}")


def _width(text: str) -> int:
    """Columns on a console: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
