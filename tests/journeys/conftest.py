"""An open clean-up with its people, and Chromium to sit them at."""

import pytest

from honours.directory.models import User
from honours.directory.vocabulary import Role
from tests import factories
from tests.browser import browser
from tests.campaigns.conftest import LEAD, Cleanup, basis, cleanup, here

CONFERENCE = "巴中市评比达标表彰工作联席会议"
__all__ = ["basis", "browser", "cleanup", "here"]


@pytest.fixture
def principal(cleanup: Cleanup) -> User:
    """主要领导: signs the report of the clean-up."""
    return factories.official(cleanup.here, Role.PRINCIPAL_LEADER, LEAD, jurisdiction="巴中市")


@pytest.fixture
def member(cleanup: Cleanup) -> User:
    """联席会议成员: signs resolutions."""
    return factories.official(
        cleanup.here, Role.CONFERENCE_MEMBER, CONFERENCE, jurisdiction="巴中市"
    )
