"""The demo's own processes: a web server and a background worker, ended together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
SECONDS_TO_END = 10
PORTS_TRIED = 50
PAUSE = 0.3


def is_free(port: int) -> bool:
    """Whether this machine would let a server listen there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def next_free(port: int) -> int | None:
    return next((one for one in range(port + 1, port + PORTS_TRIED) if is_free(one)), None)


def serve(port: int, *, when_open: Callable[[], None]) -> int:
    """Run both processes until one of them ends or somebody interrupts; the exit code.

    ``when_open`` is called once pages are answered.
    """
    environment = {**os.environ, "HONOURS_DEMO": "1"}
    children = [
        subprocess.Popen(command, env=environment)  # noqa: S603  our own programs
        for command in (_web(port), _worker())
    ]
    with _interrupted_by(signal.SIGTERM):
        try:
            while _running(children) and not _answers(port):
                time.sleep(PAUSE)
            if _running(children):
                when_open()
            while _running(children):
                time.sleep(PAUSE)
            return next(child.returncode for child in children if child.returncode is not None)
        except KeyboardInterrupt:
            return 0
        finally:
            _end(children)


def _web(port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": str(port),
        "--workers": "1",
        "--blocking-threads": "4",
        "--log-level": "warning",
    }
    flat = [word for pair in options.items() for word in pair]
    return [_program("granian"), *flat, "--no-ws", "honours.config.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "-m", "honours", "work", "--verbosity", "0"]


def _program(name: str) -> str:
    """The console script that came with this Python, or the one on the path."""
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    return beside or name


def _running(children: Sequence[subprocess.Popen[bytes]]) -> bool:
    return all(child.poll() is None for child in children)


def _answers(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        return probe.connect_ex((HOST, port)) == 0


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, wait, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextmanager
def _interrupted_by(number: signal.Signals) -> Iterator[None]:
    """Let another signal end us as Ctrl-C does, so that no child is left behind."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(number, interrupt)
    try:
        yield
    finally:
        signal.signal(number, before)
