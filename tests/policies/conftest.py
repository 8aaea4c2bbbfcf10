"""A small city with the people who handle documents."""

import pytest

from honours.directory.vocabulary import Role
from honours.policies import queries
from tests.factories import city, official

LEAD = "巴中市人力资源和社会保障局"


@pytest.fixture(autouse=True)
def _no_rules_left_over():
    """Tests roll their rows back, which production never does."""
    queries._known.clear()


@pytest.fixture
def here(db):
    return city()


@pytest.fixture
def examiner(here):
    return official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市", username="examiner")


@pytest.fixture
def leader(here):
    return official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市", username="leader")


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局", username="clerk")
