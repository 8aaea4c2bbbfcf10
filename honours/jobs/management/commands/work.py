"""One process for small installations: background work, the seal, reminders, lost jobs."""

import logging
import os
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from honours.audit.operations import seal
from honours.directory.operations.organizations import bring_up_to_date
from honours.jobs.operations import reap_jobs

logger = logging.getLogger(__name__)


@dataclass
class Chore:
    """Something to be done again and again, ``every`` so many seconds."""

    name: str
    every: float
    do: Callable[[], Any]
    next_at: float = field(default=0)


def chores() -> list[Chore]:
    return [
        Chore("给审计簿加封", 2, seal),
        Chore("清理中断的任务", 60, reap_jobs),
        Chore("更新到期的单位变动", 600, lambda: bring_up_to_date(timezone.localdate())),
        Chore("提醒临近期限的事项", 600, lambda: call_command("remind", verbosity=0)),
    ]


class Command(BaseCommand):
    help = "在一个进程里办理后台任务、给审计簿加封、提醒期限、清理中断的任务（Ctrl+C 结束）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="把现有的任务和例行工作各办一遍，然后结束"
        )

    def handle(self, *, once: bool, verbosity: int, **options: Any) -> None:
        if once:
            call_command("db_worker", batch=True, verbosity=0, reload=False)
            do_due(chores(), time.monotonic())
            self.stdout.write("后台任务和例行工作已办一遍。")
            return
        self.stdout.write("后台程序已启动：办理任务、加封审计簿、提醒期限。按 Ctrl+C 结束。")
        threading.Thread(target=keep_doing, args=(chores(),), name="chores", daemon=True).start()
        call_command("db_worker", interval=0.5, verbosity=verbosity, reload=False)


def keep_doing(due: list[Chore], pause: Callable[[float], None] = time.sleep) -> None:
    """Until the process ends. Should this fail in a way nobody foresaw, the process ends too:
    a worker that has stopped sealing must not look healthy."""
    try:
        while True:
            do_due(due, time.monotonic())
            pause(0.5)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def do_due(due: list[Chore], now: float) -> None:
    """Do each chore whose time has come; one the database refuses is tried again next time."""
    for chore in due:
        if chore.next_at > now:
            continue
        chore.next_at = now + chore.every
        close_old_connections()
        try:
            chore.do()
        except DatabaseError:
            logger.warning("例行工作“%s”这次未办成，稍后再试。", chore.name, exc_info=True)
