import io

import pytest
from django.db import connection
from PIL import Image

from tests.privacy.models import Person


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        if Person._meta.db_table not in connection.introspection.table_names():
            editor.create_model(Person)


@pytest.fixture
def keys(settings, tmp_path):
    """A folder of keys of its own, so that keys may be moved and lost."""
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


def picture(width=600, height=800, form="JPEG", mode="RGB", **options) -> bytes:
    written = io.BytesIO()
    color = {
        "RGB": (180, 40, 40),
        "RGBA": (180, 40, 40, 0),
        "CMYK": (0, 90, 90, 20),
        "L": 90,
        "1": 0,
    }
    Image.new(mode, (width, height), color[mode]).save(written, form, **options)
    return written.getvalue()
