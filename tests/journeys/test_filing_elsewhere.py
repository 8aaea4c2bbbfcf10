"""Filing and signing away from the office: on a phone, and in a browser without script."""

import pytest
from django.urls import reverse

from tests.browser import PHONE, assert_accessible
from tests.journeys.filing import the_clerk_enters_one_by_hand, the_clerk_files, the_head_signs
from tests.journeys.people import seats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "how",
    [{"viewport": PHONE, "has_touch": True}, {"java_script_enabled": False}],
    ids=["on a phone", "without script"],
)
def test_a_unit_files_and_signs(live_server, browser, cleanup, tmp_path, how):
    campaigns = reverse("campaigns:campaigns")
    people = (cleanup.clerk, cleanup.head)
    with seats(browser, live_server.url, *people, then=campaigns, **how) as (clerk, head):
        the_clerk_files(clerk, cleanup, tmp_path)
        the_clerk_enters_one_by_hand(clerk, cleanup)
        the_head_signs(head, cleanup)
        if "viewport" in how:
            assert_accessible(clerk.page)
            assert_accessible(head.page)
