"""kill -9 in the midst of writing: what was acknowledged is there, with its entry, and proved."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
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
SERVER_KILLS = 2
PATIENCE = 30
"""Seconds that a writer may take until its first acknowledged write on a busy machine."""


class Writers:
    """Processes that write and acknowledge; see ``tests.audit.writer``."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.acknowledged: list[str] = []
        self._pids: dict[str, int] = {}
        self._names = (f"w{number}" for number in count())
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.audit.writer"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def __enter__(self) -> "Writers":
        return self

    def __exit__(self, *error: object) -> None:
        """Ends when the last writer is dead: only then does the pipe close."""
        for pid in self._pids.values():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._parent.stdin.close()
        self._listener.join(PATIENCE)
        self._parent.wait(PATIENCE)
        self._parent.stdout.close()

    def start(self, number: int) -> list[str]:
        """The names of so many new writers, each of which has acknowledged a write."""
        names = [next(self._names) for _ in range(number)]
        self._parent.stdin.write("".join(f"{name}\n" for name in names))
        self._parent.stdin.flush()
        until = time.monotonic() + PATIENCE
        while not {f"{name}-0" for name in names} <= set(self.acknowledged):
            assert time.monotonic() < until, "a writer has not come to its first write"
            time.sleep(0.01)
        return names

    def kill(self, name: str) -> None:
        os.kill(self._pids[name], signal.SIGKILL)

    def _listen(self) -> None:
        for line in self._parent.stdout:
            name, number = line.split()
            if name in self._pids:
                self.acknowledged.append(f"{name}-{number}")
            else:
                self._pids[name] = int(number)


def kill_writers(environment: dict[str, str]) -> list[str]:
    """20 kills, four writers at a time, each at a moment nobody chose."""
    with Writers(environment) as writers:
        for _ in range(KILLS // AT_ONCE):
            for name in writers.start(AT_ONCE):
                wait_a_moment()
                writers.kill(name)
    return writers.acknowledged


def wait_a_moment() -> None:
    time.sleep(random.uniform(0.01, 0.2))  # noqa: S311 - a moment, not a secret


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
    with scratch_server() as server:
        execute(server, "CREATE DATABASE book")
        environment = environment_of(address_of(server, "book"))
        migrate(environment)
        with Writers(environment) as writers:
            for _ in range(SERVER_KILLS):
                writers.start(4)
                wait_a_moment()
                _kill_server(server.get_pid())
                server = start(server.pgdata)  # noqa: PLW2901 - the same folder, recovered
        here = database_from(address_of(server, "book"), ROOT)
        with django_db_blocker.unblock(), as_default_database(here):
            check(writers.acknowledged)


def _kill_server(pid: int) -> None:
    """The postmaster and all its children at once, as when the machine's power fails."""
    postmaster = psutil.Process(pid)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        process.kill()
    psutil.wait_procs(family, timeout=10)
