"""The small city with one of everything in it."""

import pytest

from tests.browser import browser, page
from tests.campaigns.conftest import basis, cleanup, here
from tests.pages.town import Town, town

__all__ = ["basis", "browser", "cleanup", "here", "page"]


@pytest.fixture
def everything(cleanup, tmp_path) -> Town:
    return town(cleanup, tmp_path)
