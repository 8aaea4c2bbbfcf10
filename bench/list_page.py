"""The list page over 100,000 activities on SQLite, with filter and search, for a city examiner.

Baseline in the same run and process: a bare Django view on the same database with two queries (a
count and 50 rows) and a plain template; both through the same client and middleware. Each size
lives in a process and a home of its own. Target: at most three times the bare page.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

SIZES = (10_000, 100_000)
LARGEST_RATIO = 3.0
ROOT = Path(__file__).resolve().parents[1]


def run() -> None:
    """Print rows, seconds, queries, peak memory and the ratio to the bare page."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "HONOURS_HOME": home, "PYTHONPATH": str(ROOT)}
            environment.pop("HONOURS_DATABASE_URL", None)
            answer = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", "bench.list_page", str(size)],
                capture_output=True,
                text=True,
                check=True,
                cwd=ROOT,
                env=environment,
            )
        _print(size, json.loads(answer.stdout))


def _print(size: int, measured: dict[str, Any]) -> None:
    bare = next(iter(measured["pages"].values()))["seconds"]
    print(f"{size:,} rows, peak {measured['megabytes']:.0f} MB")
    for name, page in measured["pages"].items():
        ratio = page["seconds"] / bare
        verdict = "met" if ratio <= LARGEST_RATIO else "NOT MET"
        print(
            f"  {name:34} {page['seconds'] * 1000:7.2f} ms  {page['queries']:2} queries  "
            f"{ratio:5.2f} × bare  {verdict}"
        )


def _child(size: int) -> None:
    """The settings are ready before the measuring module, which needs models, is loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honours.config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    pages = import_module("bench._list_page").measured(size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "megabytes": peak}))


if __name__ == "__main__":
    _child(int(sys.argv[1]))
