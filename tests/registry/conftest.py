from datetime import date

import pytest

from honours.directory.vocabulary import Level, Role
from honours.registry.models import Activity
from honours.registry.operations.activities import Registration, register_many
from tests.browser import browser, page  # noqa: F401
from tests.factories import City, city, official

REGISTERED_ON = date(2010, 6, 1)


@pytest.fixture
def here(db) -> City:
    return city()


@pytest.fixture
def examiner(here):
    return official(here, Role.EXAMINER, "巴中市人力资源和社会保障局", jurisdiction="巴中市")


@pytest.fixture
def clerk(here):
    """Fills in for the city's education bureau, and sees that bureau alone."""
    return official(here, Role.FILER, "巴中市教育局")


def particulars(name: str = "先进学校评选", **changes):
    """What a registration needs at the least, and a period that can be reckoned with."""
    return {
        "name": name,
        "level": Level.CITY,
        "kind": "appraisal",
        "hosts": ["巴中市教育局"],
        "period_kind": "regular",
        "period_months": 24,
        "last_held_on": date(2009, 5, 4),
        "raw": {"period": "2年", "hosts": "市教育局"},
        **changes,
    }


@pytest.fixture
def register(here, examiner):
    """Enters activities of one organization and returns them in order."""

    def entered(
        *names, organization="巴中市教育局", on=REGISTERED_ON, **changes
    ) -> list[Activity]:
        registrations = [
            Registration(here[organization], particulars(name, **changes)) for name in names
        ]
        return register_many(registrations, by=examiner, on=on)

    return entered


@pytest.fixture
def activity(register) -> Activity:
    return register("先进学校评选")[0]
