"""The pages of reports in a real browser: accessible at every width; figures lead to records."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import NARROW, OFFICE, PHONE, assert_accessible, browser, page
from tests.reports.conftest import drafted, signed

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"office": OFFICE, "phone": PHONE, "narrow": NARROW}


@pytest.fixture
def signed_in(transactional_db, live_server, page, office):
    client = Client()
    client.force_login(office.examiner)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


def test_every_page_is_accessible_and_a_figure_opens_its_records(live_server, signed_in, office):
    sent = signed(office, drafted(office))
    draft = drafted(office, "")
    addresses = {
        "list": reverse("reports:reports"),
        "begin": reverse("reports:begin"),
        "draft": reverse("reports:report", args=[draft.pk]),
        "words": reverse("reports:words", args=[draft.pk, "ahead"]),
        "rate": reverse("reports:figure", args=[draft.pk, "reduction"]),
        "sent": reverse("reports:report", args=[sent.pk]),
    }
    for name, address in addresses.items():
        for width, size in SIZES.items():
            signed_in.set_viewport_size(size)
            signed_in.goto(live_server.url + address)
            _keep_picture(signed_in, f"{name}-{width}")
            assert_accessible(signed_in)

    signed_in.set_viewport_size(OFFICE)
    signed_in.goto(live_server.url + addresses["sent"])
    signed_in.click("#figure_12_1")
    signed_in.wait_for_url("**/figures/filed/")
    assert signed_in.get_by_text("巴中市优秀教师").count() == 1


def _keep_picture(page, name):
    """Pictures for people, where ``HONOURS_PICTURES`` names a folder."""
    if folder := os.environ.get("HONOURS_PICTURES"):
        page.screenshot(path=Path(folder) / f"reports-{name}.png", full_page=True)
