"""The small lifecycle of ``models.py``: its table, and its place among the models."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from honours.directory.vocabulary import Role
from honours.kernel.rules import Rules
from honours.workflow import queries
from tests.factories import city, official
from tests.workflow.models import Petition

RULES = Rules.on_day(date(2010, 6, 1), [])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        make_table()


@pytest.fixture(autouse=True)
def _petitions_are_known(monkeypatch):
    known = SimpleNamespace(get_models=lambda: [*apps.get_models(), Petition])
    monkeypatch.setattr(queries, "apps", known)


def make_table():
    if Petition._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Petition)


@pytest.fixture
def here(db):
    return city()


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局", username="clerk")


@pytest.fixture
def examiner(here):
    return official(
        here,
        Role.EXAMINER,
        "巴中市人力资源和社会保障局",
        jurisdiction="巴中市",
        username="examiner",
    )
