"""The demo's processes end together; its command says what happened."""

import io
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from honours.config.demo import serving
from honours.config.management.commands import demo
from honours.kernel.verdicts import Finding, Refusal

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
FAILS = [sys.executable, "-c", "raise SystemExit(3)"]
IGNORES = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]


@pytest.fixture
def run(monkeypatch):
    """Serve with two other programs; what was started is kept in ``run.children``."""
    started = []
    popen = serving.subprocess.Popen

    def remember(command, **options):
        started.append(popen(command, **options))
        return started[-1]

    def serve(web, worker, *, answers, when_open=lambda: None):
        monkeypatch.setattr(serving.subprocess, "Popen", remember)
        monkeypatch.setattr(serving, "_web", lambda port: web)
        monkeypatch.setattr(serving, "_worker", lambda: worker)
        monkeypatch.setattr(serving, "_answers", lambda port: answers)
        return serving.serve(1, when_open=when_open)

    serve.children = started
    return serve


def interrupt():
    raise KeyboardInterrupt


def test_when_one_process_fails_the_other_is_ended_and_the_code_told(run):
    assert run(FAILS, SLEEPS, answers=False) == 3
    assert all(child.returncode is not None for child in run.children)


def test_ctrl_c_ends_both(run):
    assert run(SLEEPS, SLEEPS, answers=True, when_open=interrupt) == 0
    assert all(child.returncode is not None for child in run.children)


def test_a_process_that_will_not_end_is_killed(run, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_TO_END", 0.3)

    def wait_until_it_ignores():
        time.sleep(1.5)
        raise KeyboardInterrupt

    assert run(IGNORES, SLEEPS, answers=True, when_open=wait_until_it_ignores) == 0
    assert all(child.returncode is not None for child in run.children)


def test_the_web_server_has_threads_and_stays_on_this_machine():
    command = serving._web(8001)

    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--interface") + 1] == "wsgi"
    assert int(command[command.index("--blocking-threads") + 1]) > 1
    assert serving._worker()[-3] == "work"


@pytest.fixture
def loaded(monkeypatch):
    """As though the city had been loaded before."""
    monkeypatch.setattr(demo, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(demo, "load_city", lambda tell: tell("已经装载"))


def test_loading_alone_opens_nothing(loaded, monkeypatch):
    monkeypatch.setattr(demo, "serve", lambda *_, **__: pytest.fail("不该打开"))
    said = io.StringIO()

    call_command("demo", load_only=True, stdout=said)

    assert "就绪" in said.getvalue()


def test_it_tells_the_address_the_password_and_everybodys_job(loaded, monkeypatch):
    def serve(port, *, when_open):
        when_open()
        return 0

    monkeypatch.setattr(demo, "serve", serve)
    said = io.StringIO()

    call_command("demo", port=serving.next_free(18_500), stdout=said)

    told = said.getvalue()
    assert "http://127.0.0.1:" in told
    assert demo.PASSWORD in told
    assert all(account.job in told for account in demo.accounts())
    assert "演示已结束" in told


def test_a_server_that_falls_is_told(loaded, monkeypatch):
    monkeypatch.setattr(demo, "serve", lambda *_, **__: 5)

    with pytest.raises(CommandError, match="意外结束（5）"):
        call_command("demo", port=serving.next_free(18_500), stdout=io.StringIO())


def test_why_nothing_was_loaded_is_told_with_what_to_do(loaded, monkeypatch):
    def refuse(_):
        raise Refusal(Finding("not-a-demo", "不是演示数据。", remedy="请换目录。"))

    monkeypatch.setattr(demo, "load_city", refuse)

    with pytest.raises(CommandError, match=r"不是演示数据。请换目录。"):
        call_command("demo", load_only=True, stdout=io.StringIO())
