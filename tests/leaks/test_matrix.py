"""Nobody sees a personal field but where a line says so, and nothing writes one down."""

import json
import logging

import pytest
from django.apps import apps
from django.core import mail
from django.urls import NoReverseMatch

from tests.browser import browser, page  # noqa: F401
from tests.campaigns.conftest import basis, cleanup, here  # noqa: F401
from tests.leaks.fields import PersonalField, personal_fields, planted
from tests.leaks.matrix import Matrix, allowances, not_allowed, published, waited_for
from tests.leaks.town import further_addresses, viewers_of, with_files
from tests.pages.routes import routes
from tests.pages.town import Town, town

pytestmark = pytest.mark.django_db
SHORTEST_TELLING = 2


def test_nobody_sees_what_is_not_for_them(cleanup, tmp_path, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    everything = with_files(town(cleanup, tmp_path))
    viewers = viewers_of(everything, cleanup)
    aviary = planted()
    caplog.clear()

    addresses, lost = _addresses(everything)
    addresses += further_addresses(everything)
    matrix = Matrix(viewers, aviary)
    sightings = matrix.sightings(addresses)

    unwanted = not_allowed(sightings, allowances())
    assert not unwanted, "\n".join(["没有准许而看得到：", *map(str, unwanted)])
    idle = [line for line in allowances() if not any(line.covers(one) for one in sightings)]
    assert not idle, f"用不上的准许：{idle}"
    assert aviary.heard_in(caplog.text) == set()
    assert mail.outbox == []
    assert matrix.faults == set()
    assert lost == [], "tests/pages/routes.py 不知道这些网址要填什么，没有查到。"


def test_every_personal_field_has_a_record_in_the_town(cleanup, tmp_path):  # noqa: F811
    """Else nobody could see whether it leaks. Whoever adds a model adds one of it to the town."""
    with_files(town(cleanup, tmp_path))
    held = {str(canary.field) for canary in planted().canaries}
    missing = {field.record for field in personal_fields() if str(field) not in held}
    awaited = set(waited_for())
    assert missing - awaited == set(), (
        "tests/pages/town.py 里没有这些模型的记录，查不出它们是否泄露。请在其中各添一条，"
        "并在 tests/leaks/allowed.yaml 里写明谁可以在哪里看到。"
    )
    assert awaited - missing == set(), "这些模型已有记录，请从 allowed.yaml 的“待补”里删去。"


def test_no_plain_column_holds_what_an_encrypted_one_holds(cleanup, tmp_path, caplog):  # noqa: F811
    """The audit book, jobs, sessions, search texts, logs: whatever the database keeps in plain."""
    caplog.set_level(logging.DEBUG)
    with_files(town(cleanup, tmp_path))
    written = {str(field): list(_values(field)) for field in personal_fields()}
    plain = {**_plain_columns(), "日志": caplog.text}
    told = {
        f"{field} 的内容出现在 {place}"
        for field, values in written.items()
        for place, text in plain.items()
        if any(value in text for value in values)
    }
    assert told == published()


def _addresses(everything: Town) -> tuple[list[str], list[str]]:
    """Where to go, and which lines of the map nobody has told how to go to."""
    known, lost = [], []
    for route in routes():
        try:
            known.append(route.address(everything))
        except (AssertionError, AttributeError, KeyError, NoReverseMatch):
            lost.append(route.name)
    return known, lost


def _values(field: PersonalField):
    rows = field.model._base_manager.values_list(field.name, flat=True)
    for value in rows:
        if isinstance(value, str) and len(value) > SHORTEST_TELLING:
            yield value


def _plain_columns() -> dict[str, str]:
    personal = {str(field) for field in personal_fields()}
    texts = {}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            name = f"{model._meta.label_lower}.{field.name}"
            if name not in personal and not field.is_relation:
                values = model._base_manager.values_list(field.name, flat=True)
                texts[name] = "\n".join(
                    value
                    if isinstance(value, str)
                    else json.dumps(value, default=str, ensure_ascii=False)
                    for value in values
                )
    return texts
