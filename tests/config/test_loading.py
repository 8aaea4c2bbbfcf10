"""Loading beside other data is refused; the command says what is wrong and what to do."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from honours.config.demo.loading import is_loaded, load_city
from honours.config.demo.serving import HOST, is_free, next_free
from honours.kernel.verdicts import Refusal
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # the whole city is walked through its years first, beside the other tests
"""Seconds: machines that test several things at once are slow to load a city."""


def test_it_is_never_loaded_beside_other_data(db):
    factories.city()

    with pytest.raises(Refusal) as refusal:
        load_city(lambda _: None)

    assert [finding.code for finding in refusal.value.findings] == ["not-a-demo"]
    assert not is_loaded()


@pytest.fixture
def taken():
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_told_with_the_next_free_one(taken):
    assert not is_free(taken)

    with pytest.raises(CommandError, match=f"端口{taken}已被别的程序占用") as error:
        call_command("demo", port=taken)

    assert f"honours demo --port {next_free(taken)}" in str(error.value)


def test_a_port_that_is_none_is_told():
    with pytest.raises(CommandError, match="端口70000不在1至65535之间"):
        call_command("demo", port=70000)


def test_it_loads_serves_and_ends_with_everything_it_started(tmp_path):
    port = next_free(18_000)
    environment = {**os.environ, "HONOURS_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("HONOURS_DATABASE_URL", None)
    command = [sys.executable, "-m", "honours", "demo", "--port", str(port)]
    with (tmp_path / "said.txt").open("w+", encoding="utf-8") as said:
        demo = subprocess.Popen(  # noqa: S603  our own command
            command, env=environment, cwd=ROOT, stdout=said, stderr=said, start_new_session=True
        )
        try:
            page = _opened(f"http://{HOST}:{port}/organizations/sign-in/", demo)
            demo.send_signal(signal.SIGINT)
            code = demo.wait(timeout=30)
        finally:
            if demo.poll() is None:
                os.killpg(demo.pid, signal.SIGKILL)
                demo.wait()
        said.seek(0)
        told = said.read()

    assert "这是演示" in page
    assert code == 0, told
    assert f"http://{HOST}:{port}/" in told
    assert "county-clerk" in told
    assert is_free(port)
    assert not _left_of(demo.pid)


def _opened(address: str, demo: subprocess.Popen[bytes]) -> str:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and demo.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
                return answer.read().decode()
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"演示没有在{PATIENCE}秒内打开（{demo.poll()}）。")


def _left_of(session: int) -> list[str]:
    """Processes of that session that are still there."""
    left = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            left.append(status.parent.name)
    return left
