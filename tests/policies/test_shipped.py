import pytest

from honours.policies.queries import known_rules
from honours.policies.readings.shipped import shipped_rules
from tests.policies.samples import import_shipped


@pytest.mark.django_db
def test_what_is_read_without_a_database_is_what_the_import_brings_in():
    import_shipped()

    assert set(known_rules()) == set(shipped_rules())
