"""A small city with the people who handle documents."""

import pytest
from django.urls import reverse

from honours.directory.vocabulary import Role
from honours.policies import queries
from honours.policies.operations.documents import issue_document, register_document
from tests.factories import city, official
from tests.policies.samples import draft

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


@pytest.fixture
def read(client, clerk):
    client.force_login(clerk)

    def get(name, *args, query="", status=200):
        answer = client.get(reverse(f"policies:{name}", args=args) + query)
        assert answer.status_code == status
        return answer.content.decode()

    return get


@pytest.fixture
def registered(here, examiner):
    return register_document(draft(), organization=here[LEAD], by=examiner)


@pytest.fixture
def issued(registered, leader):
    return issue_document(registered, by=leader)
