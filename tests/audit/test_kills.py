"""kill -9 in the midst of writing: what was acknowledged is there, with its entry, and proved."""

import os
import random
import signal
import subprocess
import sys
import time
from itertools import count

import psutil
import pytest
from django.contrib.sessions.models import Session

from honours.audit.models import Checkpoint, Entry
from honours.audit.operations import seal
from honours.audit.queries import first_broken_entry
from honours.config.database import database_from
from tests.postgres import (
    ROOT,
    address_of,
    as_default_database,
    environment_of,
    execute,
    migrate,
    scratch_server,
    start,
)

KILLS = 20
AT_ONCE = 4
SERVER_KILLS = 4
FIRST_WORDS = 30
"""Seconds that a writer may take until its first acknowledged write on a busy machine."""


class Writer:
    """A process that writes and acknowledges, with the acknowledgements it gave."""

    numbers = count()

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-m", "tests.audit.writer", f"w{next(self.numbers)}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.first = self.process.stdout.readline().strip()
        assert self.first, self.process.stderr.read()

    def kill(self) -> list[str]:
        """kill -9; all that the writer had acknowledged by then."""
        os.kill(self.process.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> list[str]:
        said, _ = self.process.communicate(timeout=FIRST_WORDS)
        # A line cut off by the kill was not an acknowledgement.
        return [self.first, *(line for line in said.split("\n")[:-1])]


def kill_writers(environment: dict[str, str]) -> list[str]:
    """20 kills, four writers at a time, each at a moment nobody chose."""
    acknowledged = []
    for _ in range(KILLS // AT_ONCE):
        writers = [Writer(environment) for _ in range(AT_ONCE)]
        for writer in writers:
            time.sleep(random.uniform(0.01, 0.15))  # noqa: S311 - a moment, not a secret
            acknowledged += writer.kill()
    return acknowledged


def check(acknowledged: list[str]) -> None:
    """Nothing acknowledged is lost, no change lacks its entry, and the book is whole."""
    changes = set(Session.objects.values_list("session_key", flat=True))
    entries = list(Entry.objects.values_list("subject", flat=True))
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= changes
    assert set(entries) == changes
    assert len(entries) == len(changes)
    seal()
    assert first_broken_entry() is None
    assert Checkpoint.objects.latest("size").size == len(entries)


def test_twenty_kills_lose_no_acknowledged_write_on_sqlite(tmp_path, settings, django_db_blocker):
    settings.KEYS = tmp_path / "keys"
    environment = environment_of(home=str(tmp_path))
    migrate(environment)
    acknowledged = kill_writers(environment)
    with django_db_blocker.unblock(), as_default_database(database_from(None, tmp_path)):
        check(acknowledged)


def test_twenty_kills_lose_no_acknowledged_write_on_postgresql(on_postgres):
    check(kill_writers(environment_of(on_postgres)))


@pytest.mark.postgres
def test_killing_the_postgresql_server_loses_no_acknowledged_write(django_db_blocker):
    acknowledged = []
    with scratch_server() as server:
        execute(server, "CREATE DATABASE book")
        environment = environment_of(address_of(server, "book"))
        migrate(environment)
        for _ in range(SERVER_KILLS):
            writers = [Writer(environment) for _ in range(2)]
            time.sleep(random.uniform(0.05, 0.3))  # noqa: S311 - a moment, not a secret
            _kill_server(server.get_pid())
            for writer in writers:
                acknowledged += writer.end()
            server = start(server.pgdata)  # noqa: PLW2901 - the same folder, recovered
        here = database_from(address_of(server, "book"), ROOT)
        with django_db_blocker.unblock(), as_default_database(here):
            check(acknowledged)


def _kill_server(pid: int) -> None:
    """The postmaster and all its children at once, as when the machine's power fails."""
    postmaster = psutil.Process(pid)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        process.kill()
    psutil.wait_procs(family, timeout=10)
