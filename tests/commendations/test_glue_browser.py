"""From review to notice and findings, in a real browser: legible, and on a phone as well."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from honours.clearances.models import Body
from honours.clearances.operations.importing import import_shipped
from honours.clearances.operations.matrix import add_row
from honours.clearances.vocabulary import ObjectKind
from honours.notices.vocabulary import ObjectionOutcome
from tests.browser import OFFICE, PHONE, assert_accessible
from tests.commendations.climbing import (
    county_slate,
    drafted_decision,
    noticed,
    reviewed_twice,
    unit_slate,
)
from tests.commendations.nominees import submitted
from tests.commendations.test_clearing import LAW
from tests.commendations.test_objecting import objected
from tests.commendations.town import COUNTY_EDUCATION, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS", "")


def test_notice_clearances_and_findings_are_legible_to_everybody(
    transactional_db, page, live_server
) -> None:
    here = town()
    edition = here.opened()
    unit = here[COUNTY_EDUCATION]
    agreed = {"consent_given_on": "2010-09-05"}
    pair = [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    drafted_decision(here, edition, pair)
    noticed(here, edition)
    objected(here, pair[0], ObjectionOutcome.REMOVE)
    import_shipped(by="tests")
    add_row(
        ObjectKind.EVERY, Body.objects.get(code="tax"), LAW, is_required=True, by=here.examiner
    )
    client = Client()
    client.force_login(here.examiner)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    addresses = {
        name: reverse(f"commendations:{name}", args=[edition.pk])
        for name in ("edition", "publish_edition", "clearing", "outcomes")
    }
    addresses["outcome"] = reverse("commendations:outcome", args=[pair[0].pk])
    addresses["workbench"] = "/"
    for name, address in addresses.items():
        page.set_viewport_size(OFFICE)
        page.goto(live_server.url + address)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
        if name not in ("edition", "workbench"):
            assert_accessible(page)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + addresses["publish_edition"])
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "phone.png", full_page=True)
    assert_accessible(page)
