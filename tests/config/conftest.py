"""The demo city, loaded once for all tests of a file, and rolled back after."""

import pytest
from django.db import transaction

from honours.campaigns.models import Campaign
from honours.config.demo.loading import load_city
from honours.policies import queries as policies


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """What loading said, line by line. Tests see the city inside savepoints of their own."""
    told: list[str] = []
    policies._known.clear()
    with django_db_blocker.unblock():
        around = transaction.atomic()
        # As Django's own test cases mark theirs: nested durable blocks may run inside.
        around._from_testcase = True
        around.__enter__()
        try:
            load_city(told.append)
            yield told
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            policies._known.clear()


@pytest.fixture
def city(loaded, db):
    return loaded


@pytest.fixture
def cleanup(city):
    return Campaign.objects.get(opens_on__year=2010)
