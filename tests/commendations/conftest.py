"""Fixtures of the second road."""

import pytest

from tests.browser import browser, page  # noqa: F401
from tests.commendations.town import Town, town


@pytest.fixture
def here(db) -> Town:
    return town()


@pytest.fixture
def edition(here):
    """Open for nominations, with places in the education bureau and the county's."""
    return here.opened()
