"""Writers and sealers at the same time, with real transactions on a real PostgreSQL."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction

from honours.audit.models import Checkpoint, Entry, Leaf, Unsealed
from honours.audit.operations import record, seal
from honours.audit.queries import first_broken_entry
from tests.audit.conftest import write

WRITERS = 8
WRITES_EACH = 60
PATIENCE = 20


def in_thread(work, *arguments):
    """The work, with a connection of its own that is closed behind it."""
    try:
        return work(*arguments)
    finally:
        connections.close_all()


def test_eight_writers_and_two_sealers_miss_nothing_and_seal_nothing_twice(on_postgres):
    done = threading.Event()

    def write_on(number: int) -> int:
        chance = random.Random(number)  # noqa: S311 - a schedule, not a secret
        kept = 0
        for _ in range(WRITES_EACH):
            with transaction.atomic():
                for _ in range(chance.randint(1, 3)):
                    record("test.row.write", subject=f"test.row:{number}", actor="u")
                    done.wait(chance.random() / 200)
                is_withdrawn = chance.random() < 0.2
                transaction.set_rollback(is_withdrawn)
            kept += not is_withdrawn
        return kept

    def seal_on() -> None:
        while not done.is_set():
            seal()

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        sealers = [pool.submit(in_thread, seal_on) for _ in range(2)]
        writers = [pool.submit(in_thread, write_on, number) for number in range(WRITERS)]
        kept = sum(writer.result() for writer in writers)
        done.set()
        for sealer in sealers:
            sealer.result()
    seal()
    entries = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    leaves = list(Leaf.objects.values_list("entry_id", flat=True))
    assert len(entries) >= kept > WRITERS * WRITES_EACH / 2
    assert sorted(leaves) == entries
    assert Checkpoint.objects.count() > 10, "the sealers worked while the writers wrote"
    assert not Unsealed.objects.exists()
    assert first_broken_entry() is None


def test_an_entry_committed_after_a_later_one_was_sealed_is_sealed_next(on_postgres):
    written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> int:
        with transaction.atomic():
            entry = record("test.row.write", subject="slow", actor="u")
            written.set()
            assert may_commit.wait(PATIENCE)
        return entry.pk

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(in_thread, write_slowly)
        assert written.wait(PATIENCE)
        fast = record("test.row.write", subject="fast", actor="u").pk
        assert seal().size == 1
        may_commit.set()
        assert slow.result() < fast
    assert seal().size == 2
    assert list(Leaf.objects.order_by("position").values_list("entry_id", flat=True)) == [
        fast,
        slow.result(),
    ]
    assert first_broken_entry() is None


def test_writers_do_not_wait_for_the_sealer(on_postgres):
    write(3)

    def write_impatiently() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
            write(1, first=4)

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        assert seal().size == 3
        pool.submit(in_thread, write_impatiently).result()
    assert seal().size == 4


def test_the_sealer_does_not_wait_for_writers(on_postgres):
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        write(1)
        assert pool.submit(in_thread, seal).result(PATIENCE) is None
    assert seal().size == 1


def test_the_verifier_raises_no_alarm_while_the_book_grows(on_postgres):
    write(50)
    seal()
    done = threading.Event()

    def grow() -> None:
        while not done.is_set():
            write(3)
            seal()

    with ThreadPoolExecutor(1) as pool:
        growing = pool.submit(in_thread, grow)
        found = [first_broken_entry() for _ in range(30)]
        done.set()
        growing.result()
    assert found == [None] * 30
