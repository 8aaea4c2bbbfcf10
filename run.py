#!/usr/bin/env python3
"""Honours on a fresh machine: needs Python 3.11 and this folder, nothing else.

python3 run.py demo     install, load the demo city, serve it
python3 run.py test     install, run the tests
python3 run.py check    format, lint, types, contracts, templates, migrations, tests
python3 run.py bench    measure, as ratios against a baseline in the same run
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NEEDED = (3, 11)
LOCK_FOR = {"demo": "core", "test": "test", "check": "test", "bench": "test"}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in LOCK_FOR:
        print(__doc__.strip())
        return 0 if arguments[:1] in ([], ["-h"], ["--help"]) else 2
    if sys.version_info < NEEDED:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Honours needs Python 3.11 or newer; this is {found}. Try: python3.11 run.py ...")
        return 2
    command, rest = arguments[0], arguments[1:]
    install(LOCK_FOR[command])
    return COMMANDS[command](rest)


def install(lock: str) -> None:
    """Make the environment match the lock file; do nothing where it already does."""
    path = ROOT / "requirements" / f"{lock}.lock"
    wanted = hashlib.sha256(path.read_bytes() + str(PYTHON).encode()).hexdigest()
    stamp = VENV / f"{lock}.installed"
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        print("Making a virtual environment in .venv ...", flush=True)
        _make_environment()
    print(
        f"Installing the locked packages of {path.name} (once; minutes on a slow line) ...",
        flush=True,
    )
    options = [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--disable-pip-version-check",
        "--quiet",
    ]
    run([PYTHON, "-m", "pip", "install", *options, "-r", path])
    _put_the_command_in_place()
    stamp.write_text(wanted)


def _put_the_command_in_place() -> None:
    """``.venv/bin/honours``: the console script for this folder, as an installed one would be."""
    script = BIN / "honours"
    script.write_text(
        f"#!{PYTHON}\nimport sys\n\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from honours.__main__ import main\n\nmain()\n",
        encoding="utf-8",
    )
    script.chmod(0o755)


def _make_environment() -> None:
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        print("This Python has no venv module. On Debian and Ubuntu: apt install python3.11-venv")
        raise SystemExit(2) from None


def demo(rest: list[str]) -> int:
    return manage("demo", *rest)


def test(rest: list[str]) -> int:
    """The tests, shared out over the cores."""
    return python("-m", "pytest", "-n", "auto", *rest)


def check(rest: list[str]) -> int:
    """Every gate, each once; the first that fails stops the run."""
    for words in CHECKS:
        print(f"\n== {' '.join(words)}", flush=True)
        failed = subprocess.call([BIN / words[0], *words[1:]], cwd=ROOT)
        if failed:
            return failed
    return test(["--cov=honours", "--cov-report=term:skip-covered", "--cov-fail-under=95", *rest])


def bench(rest: list[str]) -> int:
    return python("-m", "bench", *rest)


CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("djlint", "--check", "--lint", "honours"),
    ("python", "-m", "honours", "makemigrations", "--check", "--dry-run"),
)
COMMANDS = {"demo": demo, "test": test, "check": check, "bench": bench}


def manage(*words: str) -> int:
    return python("-m", "honours", *words)


def python(*words: str) -> int:
    return subprocess.call([PYTHON, *words], cwd=ROOT)


def run(words: list[object]) -> None:
    finished = subprocess.call([str(word) for word in words], cwd=ROOT)
    if finished:
        raise SystemExit(finished)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
