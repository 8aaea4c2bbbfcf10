"""The list of 100,000 nominations, filtered, searched, deep, exported, for a city's examiner.

Names are encrypted columns; what opening them costs is shown apart. Baselines in the same
process: a bare Django view that asks four queries (session, user, a count, fifty rows) for the
pages; a cursor into ``csv.writer`` and xlsxwriter alone for the exports. Each step has a process
of its own. Targets: twice the bare page, at most 1.5 times from 10,000 to 100,000 rows, 0.3 and
0.45 of the ceilings, and 30 MB more memory. On SQLite and on PostgreSQL.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench._step import step
from tests.postgres import address_of, environment_of, execute, scratch_server

MEASURES = "bench._nomination_list"
SIZES = (10_000, 100_000)
LARGEST_RATIO, LARGEST_GROWTH, LARGEST_MEMORY = 2.0, 1.5, 30
LEAST_OF = {"csv": 0.30, "xlsx": 0.45}


def run() -> None:
    """Print, for each database and size, pages and exports against their baselines."""
    for database in ("sqlite", "postgresql"):
        before: dict[str, Any] = {}
        for size in SIZES:
            with _database(database) as environment:
                before = _one_size(database, size, environment, before)


@contextmanager
def _database(kind: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as home:
        if kind == "sqlite":
            yield environment_of(home=home)
            return
        with scratch_server() as server:
            execute(server, "CREATE DATABASE bench")
            yield environment_of(address_of(server, "bench"), home=home)


def _one_size(
    database: str, size: int, environment: dict[str, str], before: dict[str, Any]
) -> dict[str, Any]:
    who = step(environment, MEASURES, "filled", size)
    names = step(environment, MEASURES, "names_apart")
    told = step(environment, MEASURES, "pages", size, who)
    print(f"{database}, {size:,} nominations; opening fifty names {names:.2f} ms")
    bare = next(iter(told.values()))["seconds"]
    for name, page in told.items():
        _print_page(name, page, bare, before.get(name))
    if size == SIZES[-1]:
        for kind, least in LEAST_OF.items():
            _print_export(kind, step(environment, MEASURES, "exported", kind, who), least)
    return dict(told)


def _print_page(
    name: str, page: dict[str, float], bare: float, before: dict[str, float] | None
) -> None:
    ratio = page["seconds"] / bare
    growth = page["seconds"] / before["seconds"] if before else 1.0
    is_met = ratio <= LARGEST_RATIO and growth <= LARGEST_GROWTH
    print(
        f"  {name:44} {page['seconds'] * 1000:7.2f} ms CPU {page['wall'] * 1000:7.2f} ms clock "
        f"{page['queries']:2} queries  {ratio:5.2f} × bare"
        + (f"  grew {growth:4.2f} ×" if before else "")
        + ("" if is_met else "  NOT MET")
    )


def _print_export(kind: str, told: dict[str, float], least: float) -> None:
    ratio = told["rate"] / told["limit"]
    print(
        f"  export {kind}: {told['rows']:,} rows, {told['rate']:,.0f} rows/s of CPU, "
        f"{ratio:.2f} of {told['limit']:,.0f} ({'met' if ratio >= least else 'NOT MET'}, "
        f"target {least}); first byte {told['first'] * 1000:.0f} ms; memory + {told['growth']:.0f}"
        f" MB ({'met' if told['growth'] <= LARGEST_MEMORY else 'NOT MET'})\n"
        f"    µs a row: read {told['read']:.0f} (of which opening the name {told['open']:.0f}), "
        f"shown {told['show']:.0f}, written {told['write']:.0f}"
    )
