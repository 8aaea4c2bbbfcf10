"""What officials have laid down about looking: ``allowed.yaml``."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def lines() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "allowed.yaml").read_text("utf-8"))
