"""The console script and the bootstrap, as somebody types them."""

import subprocess
import sys
from pathlib import Path

import pytest

from honours.__main__ import main

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_our_own_commands_in_plain_words(words, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["honours", *words])

    main()

    told = capsys.readouterr().out
    assert "用法：honours 命令" in told
    assert "screen" in told
    assert "verify-audit" in told
    assert "collectstatic" not in told


def test_dashes_in_a_command_stand_for_underscores():
    finished = run("-m", "honours", "import-rulebook", "--help")
    assert finished.returncode == 0
    assert "--shipped" in finished.stdout


def test_an_unknown_command_ends_with_an_error():
    finished = run("-m", "honours", "abolish")
    assert finished.returncode != 0
    assert "abolish" in finished.stderr


def test_the_bootstrap_says_how_it_is_used():
    helped, nothing, wrong = run("run.py", "--help"), run("run.py"), run("run.py", "dance")
    assert helped.returncode == nothing.returncode == 0
    assert "python3 run.py demo" in helped.stdout
    assert wrong.returncode == 2
