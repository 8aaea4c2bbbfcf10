"""A heavy outside library that only a few requests need: named at the top, loaded on first use.

Every web process would otherwise carry its memory and its half second from the start. For
libraries only: modules of the house are imported as they are, so that no circle can hide.
"""

from importlib import import_module
from typing import Any


class DeferredLibrary:
    """Stands for a module until somebody asks it for something."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
