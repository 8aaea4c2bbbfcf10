"""A book to write in, on each database, and a hand that reaches around its triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from honours.audit.operations import record

APPEND_ONLY = import_module("honours.audit.migrations.0002_append_only")


@pytest.fixture(params=["usual", "postgres"])
def either_database(request):
    request.getfixturevalue("on_postgres" if request.param == "postgres" else "db")
    return request.param


def write(count: int, *, first: int = 1) -> None:
    for number in range(first, first + count):
        record("registry.activity.keep", subject=f"registry.activity:{number}", actor="user:7")


@contextmanager
def triggers_dropped() -> Iterator[None]:
    """What an owner of the database can do, and what nobody else can."""
    with connection.cursor() as cursor:
        editor = SimpleNamespace(
            connection=connection, execute=lambda sql, params=None: cursor.execute(sql)
        )
        APPEND_ONLY.allow_changes(None, editor)
        yield
        APPEND_ONLY.forbid_changes(None, editor)


def tamper(*statements: str) -> None:
    with triggers_dropped(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
