"""Run by tests as a process of its own: ``python -m tests.audit.writer``, names on its input.

For each name it starts a child that writes a change and its entry in one transaction, again and
again, and says ``name number`` once the database has said that both are kept. The child seals
now and then, so that the kill that awaits it meets that too. Its first line is ``name pid``.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from itertools import count

import django
from django.db import transaction

os.environ["DJANGO_SETTINGS_MODULE"] = "honours.config.settings"
django.setup()

from django.contrib.sessions.models import Session  # noqa: E402 - models need the set-up

from honours.audit.operations import record, seal  # noqa: E402

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def write_for_ever(name: str) -> None:
    say(name, os.getpid())
    for number in count():
        with transaction.atomic():
            key = f"{name}-{number}"
            Session.objects.create(session_key=key, session_data="", expire_date=NEVER)
            record("test.session.open", subject=key, actor="writer")
        say(name, number)
        if number % 10 == 9:
            seal()


def say(name: str, number: int) -> None:
    """One write to the pipe, so that a line is there whole or not at all."""
    os.write(sys.stdout.fileno(), f"{name} {number}\n".encode())


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if os.fork() == 0:
            write_for_ever(line.strip())
