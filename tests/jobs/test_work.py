"""One process does the chores of a small installation, and does not hide that it cannot."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from honours.audit.models import Checkpoint
from honours.audit.operations import record
from honours.jobs.management.commands import work
from honours.jobs.management.commands.work import Chore, do_due, keep_doing


def test_working_once_seals_the_book(work_once, capsys):
    record("tests.thing.do", subject="tests.thing:1", actor="tester")
    work_once()
    assert Checkpoint.objects.get().size >= 1
    assert "办一遍" in capsys.readouterr().out


@pytest.fixture(autouse=True)
def _connections_stay(monkeypatch):
    monkeypatch.setattr(work, "close_old_connections", lambda: None)


def test_a_chore_is_done_when_its_time_has_come():
    done = []
    chore = Chore("数数", 10, lambda: done.append(1))
    for now in (0.0, 5.0, 10.0, 19.0, 20.0):
        do_due([chore], now)
    assert len(done) == 3


def test_a_chore_that_the_database_refuses_is_tried_again(caplog):
    calls = []

    def refused():
        calls.append(1)
        raise DatabaseError("locked")

    chore = Chore("加封", 1, refused)
    do_due([chore], 0)
    do_due([chore], 1)
    assert len(calls) == 2
    assert "稍后再试" in caplog.text


def test_a_worker_that_cannot_do_its_chores_ends(monkeypatch):
    killed = []
    monkeypatch.setattr(work.os, "kill", lambda pid, how: killed.append(how))

    def breaks():
        raise KeyError("bug")

    with pytest.raises(KeyError):
        keep_doing([Chore("加封", 1, breaks)], pause=lambda seconds: None)
    assert killed == [work.signal.SIGTERM]


def test_the_process_does_its_chores_beside_the_queue(monkeypatch, capsys):
    called = []
    monkeypatch.setattr(work, "keep_doing", lambda due: called.append(len(due)))
    monkeypatch.setattr(work, "call_command", lambda name, **how: called.append(name))
    call_command("work")
    assert called in ([4, "db_worker"], ["db_worker", 4])
    assert "已启动" in capsys.readouterr().out
