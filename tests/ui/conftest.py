from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from honours.ui.search import SearchIndex
from tests.browser import browser, page  # noqa: F401
from tests.ui.models import Sample


@pytest.fixture(scope="session")
def _sample_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Sample)
        SearchIndex("Sample").build(editor, Sample)


@pytest.fixture
def samples(_sample_table, db):
    """Makes so many rows: names count up, standings and levels take turns."""

    def make(count, **changes):
        standings, levels = ("retained", "suspended", "revoked"), ("city", "county")
        rows = [
            Sample(
                **{
                    "name": f"第{number:03}届劳动模范评选",
                    "standing": standings[number % 3],
                    "level": levels[number % 2],
                    "quota": number // 2,
                    "begun_on": date(2009 + number % 3, 6, 1),
                    **changes,
                }
            )
            for number in range(count)
        ]
        return Sample.objects.bulk_create(rows)

    yield make
    Sample.objects.all().delete()


@pytest.fixture
def sample_site(settings):
    """The sample pages as the whole site."""
    settings.ROOT_URLCONF = "tests.ui.samples"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
