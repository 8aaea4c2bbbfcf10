"""The pages of the register before axe, on an office screen and on a phone."""

from datetime import date

import pytest
from django.conf import settings

from honours.registry.operations.standings import StandingOrder, change_standings
from tests.browser import OFFICE, PHONE, assert_accessible

pytestmark = pytest.mark.browser


@pytest.fixture
def office(transactional_db, live_server, page, client, examiner):
    """The browser, with the examiner signed in."""
    client.force_login(examiner)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_every_page_of_the_register_is_accessible(office, live_server, register, examiner, size):
    activity, _ = register("教育系统先进学校评选", "教育系统先进学校评选表彰")
    orders = [StandingOrder(activity, "suspend", "加重负担", "甲第三条")]
    change_standings(orders, effective_on=date(2010, 12, 20), by=examiner)
    office.set_viewport_size(size)
    base = f"/registry/{activity.pk}/"
    for address in (
        "/registry/",
        "/registry/?as_of=2010-07-01",
        "/registry/due/",
        "/registry/register/",
        base,
        f"{base}?as_of=2010-07-01",
        f"{base}similar/",
        f"{base}correct/",
        f"{base}standing/retain/",
    ):
        office.goto(live_server.url + address)
        assert_accessible(office)
