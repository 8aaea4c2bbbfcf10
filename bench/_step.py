"""``python -m bench._step MODULE FUNCTION JSON``: one step of a measure in a process of its own.

The settings are ready before the module, which needs models, is loaded. The answer is the last
line that is printed, as JSON.
"""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]


def step(environment: dict[str, str], module: str, function: str, *given: Any) -> Any:
    """Have it done elsewhere; what it answers."""
    answer = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "bench._step", module, function, json.dumps(given)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    return json.loads(answer.stdout.splitlines()[-1])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honours.config.settings")
    django.setup()
    print(json.dumps(getattr(import_module(sys.argv[1]), sys.argv[2])(*json.loads(sys.argv[3]))))
