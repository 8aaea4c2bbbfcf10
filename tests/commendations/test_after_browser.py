"""The pages of deciding and after in a real browser, at every width."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import NARROW, OFFICE, PHONE, assert_accessible
from tests.commendations.decided import honours_of, issued, revoked
from tests.commendations.town import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def here(transactional_db):
    return town()


def test_deciding_and_after_are_accessible_at_every_width(here, edition, page, live_server):
    decision = issued(here, edition)
    first, second = honours_of(decision)
    case = revoked(here, first)
    client = Client()
    client.force_login(here.examiner)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
    )
    for name, arguments in (
        ("decisions", []),
        ("decision", [decision.pk]),
        ("composition", [decision.pk]),
        ("withdraw_decision", [decision.pk]),
        ("roll", []),
        ("honour", [first.pk]),
        ("revoke_honour", [second.pk]),
        ("revocation", [case.pk]),
        ("public_roll", []),
        ("find_certificate", []),
        ("public_certificate", [first.certificate.key]),
        ("public_certificate", [second.certificate.key]),
    ):
        for size in (OFFICE, PHONE, NARROW):
            page.set_viewport_size(size)
            page.goto(live_server.url + reverse(f"commendations:{name}", args=arguments))
            if SHOTS:
                path = Path(SHOTS) / f"{name}-{arguments}-{size['width']}.png"
                page.screenshot(path=path, full_page=True)
            assert_accessible(page)
