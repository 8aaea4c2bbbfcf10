"""The composer and the page of an edition in Chromium: for axe, at three widths, with a mouse."""

import pytest
from django.conf import settings

from honours.commendations.operations.slates import SlateKey, compose_slate, open_slate
from honours.commendations.queries.slates import roster_of
from honours.commendations.vocabulary import Tier
from honours.quotas.vocabulary.places import CandidateKind
from tests.browser import NARROW, OFFICE, PHONE, assert_accessible
from tests.commendations.nominees import submitted
from tests.commendations.town import COUNTY_EDUCATION, town

pytestmark = pytest.mark.browser

HEAD = {"rank": "县处级副职", "is_leading": "是", "is_front_line": "否"}


@pytest.fixture
def office(live_server, page, client):
    """Opens addresses as somebody who has signed in."""

    def signed_in(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return signed_in


@pytest.fixture
def composed(transactional_db):
    """A list of two, one of them a head too many, and one more beside it."""
    here = town()
    edition, unit = here.opened(), here[COUNTY_EDUCATION]
    head = submitted(edition, unit, here.county_clerk, **HEAD)
    others = [submitted(edition, unit, here.county_clerk) for _ in range(2)]
    key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
    slate = open_slate(key, by=here.county_clerk)
    compose_slate(slate, [head, others[0]], by=here.county_clerk)
    return here, edition, slate, [head, *others]


def test_a_list_is_composed_with_the_rules_judged_beside_it(office, live_server, composed):
    here, edition, slate, (head, first, second) = composed
    page = office(here.county_clerk)
    for size in (OFFICE, PHONE, NARROW):
        page.set_viewport_size(size)
        for address in (f"slates/{slate.pk}/", f"editions/{edition.pk}/"):
            page.goto(f"{live_server.url}/commendations/{address}")
            page.wait_for_load_state("networkidle")
            assert_accessible(page)
    page.set_viewport_size(OFFICE)
    page.goto(f"{live_server.url}/commendations/slates/{slate.pk}/")
    page.get_by_role("heading", name="最小调整方案：调整1处").wait_for()
    page.locator(f'button[value="down:{head.pk}"]').click()
    page.locator(f'button[value="up:{head.pk}"]').wait_for()
    page.locator(f'button[value="out:{head.pk}"]').click()
    page.locator(f'button[value="list:{head.pk}"]').wait_for()
    page.locator(f'button[value="list:{second.pk}"]').click()
    page.locator(f'button[value="out:{second.pk}"]').wait_for()
    assert [one.pk for one in roster_of(slate).listed] == [first.pk, second.pk]
