"""An open clean-up with its people, and Chromium to sit them at."""

import pytest

from honours.directory.models import User
from honours.directory.vocabulary import Role
from tests import factories
from tests.browser import browser
from tests.campaigns.conftest import LEAD, Cleanup, basis, cleanup, here

__all__ = ["basis", "browser", "cleanup", "here"]


@pytest.fixture
def principal(cleanup: Cleanup) -> User:
    """主要领导: signs the report of the clean-up."""
    return factories.official(cleanup.here, Role.PRINCIPAL_LEADER, LEAD, jurisdiction="巴中市")
