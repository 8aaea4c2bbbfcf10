"""A deferred library is there when it is asked, and not before."""

import sys

import pytest

from honours.kernel.deferred import DeferredLibrary


def test_it_is_loaded_when_first_asked() -> None:
    sys.modules.pop("colorsys", None)
    library = DeferredLibrary("colorsys")
    assert "colorsys" not in sys.modules
    assert library.rgb_to_hsv(1, 1, 1) == (0.0, 0.0, 1)
    assert "colorsys" in sys.modules


def test_what_is_not_installed_is_told_by_name() -> None:
    with pytest.raises(ModuleNotFoundError, match="nowhere_at_all"):
        DeferredLibrary("nowhere_at_all").anything  # noqa: B018
