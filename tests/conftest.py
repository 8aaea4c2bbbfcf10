"""What every test has. Its home for data and keys comes from ``tests.postgres``, loaded first."""

import pytest
from hypothesis import settings as hypothesis_settings

# How long one example takes says more of the machine's other work than of ours.
hypothesis_settings.register_profile("honours", deadline=None)
hypothesis_settings.load_profile("honours")


@pytest.fixture(autouse=True)
def _static_files_on_demand(settings):
    # Each test client would otherwise list two thousand icons before its first answer.
    settings.WHITENOISE_AUTOREFRESH = True
