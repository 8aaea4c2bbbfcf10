"""The pages of policies in a real browser: accessible at every width, picking a place and day."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from honours.directory.vocabulary import Role
from honours.policies.models import Document
from tests.browser import NARROW, OFFICE, PHONE, assert_accessible, browser, page
from tests.factories import city, official
from tests.policies.conftest import LEAD
from tests.policies.samples import import_shipped

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"office": OFFICE, "phone": PHONE, "narrow": NARROW}


@pytest.fixture
def signed_in(transactional_db, live_server, page):
    here = city()
    user = official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市", username="examiner")
    import_shipped()
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


def test_every_page_is_accessible_at_every_width(live_server, signed_in):
    document = Document.objects.get(number="巴清联办〔2010〕5号")
    addresses = {
        "documents": reverse("policies:documents"),
        "document": reverse("policies:document", args=[document.pk]),
        "register": reverse("policies:register"),
        "send": reverse("policies:send", args=[document.pk]),
        "rules": reverse("policies:rules") + "?place=5119&on=2010-06-01",
        "rule": reverse("policies:rule", args=["fee_allowed"]) + "?place=all&on=2023-01-01",
        "coverage": reverse("policies:coverage"),
    }
    for name, address in addresses.items():
        for width, size in SIZES.items():
            signed_in.set_viewport_size(size)
            signed_in.goto(live_server.url + address)
            _keep_picture(signed_in, f"{name}-{width}")
            assert_accessible(signed_in)


def test_a_place_and_day_are_picked_and_stand_in_the_address(live_server, signed_in):
    signed_in.goto(live_server.url + reverse("policies:rules"))
    signed_in.select_option("#moment-place", "37")
    signed_in.wait_for_url("**place=37**")
    expect(signed_in.locator(".lead-line")).to_contain_text("在山东省适用的规则")


def _keep_picture(page, name):
    """Pictures for people, where ``HONOURS_PICTURES`` names a folder."""
    if folder := os.environ.get("HONOURS_PICTURES"):
        page.screenshot(path=Path(folder) / f"policies-{name}.png", full_page=True)
