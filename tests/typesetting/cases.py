"""Reads the cases that officials can read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of one file as pytest parameters, under their Chinese names."""
    read = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in read]
