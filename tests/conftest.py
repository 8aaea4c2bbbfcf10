"""What every test has. Its home for data and keys comes from ``tests.postgres``, loaded first."""

import pytest


@pytest.fixture(autouse=True)
def _static_files_on_demand(settings):
    # Each test client would otherwise list two thousand icons before its first answer.
    settings.WHITENOISE_AUTOREFRESH = True
