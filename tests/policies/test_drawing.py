"""The page drawn from the shipped rulebook is current, and drawn by a command."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from honours.policies.readings.absences import absences
from honours.policies.readings.drawing import draw
from tests.policies.samples import shipped

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rulebook.md"


def test_the_page_in_docs_is_current():
    assert PAGE.read_text(encoding="utf-8") == draw(shipped(), absences()), (
        "run: honours draw_rulebook"
    )


def test_the_command_draws_the_page(tmp_path):
    said = StringIO()
    call_command("draw_rulebook", "--to", tmp_path / "rulebook.md", stdout=said)
    assert (tmp_path / "rulebook.md").read_text("utf-8") == draw(shipped(), absences())
    assert "已画出" in said.getvalue()


def test_the_command_says_where_it_cannot_write(tmp_path):
    with pytest.raises(CommandError, match="不能写入"):
        call_command("draw_rulebook", "--to", tmp_path / "nowhere" / "rulebook.md")
