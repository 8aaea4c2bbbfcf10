"""A worker inside the test's own process: it keeps the test's connection and signals."""

import signal

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker

from honours.jobs.management.commands import work


@pytest.fixture
def work_once(db, monkeypatch):
    """Does what ``honours work --once`` does, within the test's transaction."""
    for module in (work, db_worker):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)
    usual = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    yield lambda: call_command("work", once=True)
    for name, handler in usual.items():
        signal.signal(name, handler)
