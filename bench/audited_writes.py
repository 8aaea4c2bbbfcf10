"""Audited writes a second on PostgreSQL with 8 writers, against the same writes without audit.

Two kinds of write, each one transaction: a decision as the workflow makes it (a row locked and
changed, its passage inserted), which the target is for, and the worst case, a single row inserted
and nothing read, which no page of ours does. Short rounds with and without audit take turns in
the same processes, so that a busy machine slows both alike. In the rounds called sealed, a
sealer works beside the writers on the same machine.
"""

import multiprocessing
import os
import resource
import statistics
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier, Event

import django
from django.db import transaction

from tests.postgres import (
    ROOT,
    address_of,
    as_default_database,
    environment_of,
    execute,
    migrate,
    scratch_server,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honours.config.settings")
django.setup()

from django.contrib.sessions.models import Session  # noqa: E402 - models need the set-up

from honours.audit.operations import record, seal  # noqa: E402
from honours.config.database import database_from  # noqa: E402

WRITERS = 8
WRITES_EACH = 25
ROUNDS = 24
TARGET = 0.70
KINDS = ("decision", "insert")
MODES = ("bare", "audited", "sealed")
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


Seconds = dict[tuple[str, str], list[float]]


def run() -> None:
    """Print rows, seconds, peak memory and the ratio for each kind of write."""
    with scratch_server() as server:
        execute(server, "CREATE DATABASE bench")
        address = address_of(server, "bench")
        migrate(environment_of(address))
        seconds = _measure(address)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for kind in KINDS:
        for mode in MODES:
            print(_line(kind, mode, seconds, peak))


def _line(kind: str, mode: str, seconds: Seconds, peak: float) -> str:
    rows = ROUNDS * WRITERS * WRITES_EACH
    took, bare = sum(seconds[kind, mode]), sum(seconds[kind, "bare"])
    rounds = zip(seconds[kind, "bare"], seconds[kind, mode], strict=True)
    middle = statistics.median(one / other for one, other in rounds)
    return (
        f"audited_writes {kind:<8} {mode:<7} {rows:,} writes {took:6.2f} s {rows / took:6,.0f}/s"
        f" peak {peak:.0f} MB a process, ratio {bare / took:.2f} (median round {middle:.2f},"
        f" target {TARGET:.2f})"
    )


def _measure(address: str) -> Seconds:
    """Seconds of each round, by kind and mode."""
    context = multiprocessing.get_context("fork")
    start, end = context.Barrier(WRITERS + 1), context.Barrier(WRITERS + 1)
    sealing = context.Event()
    rounds = [(kind, mode) for kind in KINDS for _ in range(ROUNDS) for mode in MODES]
    rounds = [(kind, "warm-up") for kind in KINDS] + rounds
    writers = [
        context.Process(target=_write, args=(address, number, rounds, (start, end)))
        for number in range(WRITERS)
    ]
    sealer = context.Process(target=_seal, args=(address, sealing), daemon=True)
    for process in (*writers, sealer):
        process.start()
    seconds: Seconds = {each: [] for each in rounds}
    for kind, mode in rounds:
        if mode == "sealed":
            sealing.set()
        start.wait()
        began = time.perf_counter()
        end.wait()
        seconds[kind, mode].append(time.perf_counter() - began)
        sealing.clear()
    for writer in writers:
        writer.join()
    sealer.terminate()
    sealer.join()
    return seconds


def _write(
    address: str,
    writer: int,
    rounds: list[tuple[str, str]],
    barriers: tuple[Barrier, Barrier],
) -> None:
    start, end = barriers
    with as_default_database(database_from(address, ROOT)):
        Session.objects.create(session_key=f"own-{writer}", session_data="", expire_date=NEVER)
        for turn, (kind, mode) in enumerate(rounds):
            work = _insert if kind == "insert" else _decide
            start.wait()
            for number in range(WRITES_EACH):
                with transaction.atomic():
                    work(writer, f"{writer}-{turn}-{number}")
                    if mode != "bare":
                        record(
                            "bench.row.write",
                            subject=f"bench.row:{number}",
                            actor="user:7",
                            organization="organization:3",
                            source="draft",
                            target="submitted",
                        )
            end.wait()


def _insert(writer: int, key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=NEVER)


def _decide(writer: int, key: str) -> None:
    matter = Session.objects.select_for_update().get(session_key=f"own-{writer}")
    matter.session_data = key
    matter.save(update_fields=["session_data"])
    _insert(writer, key)


def _seal(address: str, sealing: Event) -> None:
    """Ten times a second while the round lasts; once a second would be usual."""
    with as_default_database(database_from(address, ROOT)):
        while sealing.wait():
            seal()
            time.sleep(0.1)
