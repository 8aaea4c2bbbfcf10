"""The main pages in Chromium: for screen readers, fingers and narrow windows."""

import os
from pathlib import Path

import pytest
from django.test import Client

from honours.directory.vocabulary import Role
from tests.browser import NARROW, OFFICE, PHONE, barriers_on
from tests.pages.routes import routes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    Role.FILER: (
        "workbench",
        "campaigns:campaign",
        "campaigns:declaration",
        "campaigns:enter",
        "campaigns:results",
    ),
    Role.HEAD: ("workbench", "campaigns:sign", "campaigns:contest"),
    Role.EXAMINER: (
        "workbench",
        "directory:organizations",
        "directory:organization",
        "directory:stand_ins",
        "policies:documents",
        "policies:document",
        "registry:activities",
        "registry:activity",
        "campaigns:campaigns",
        "campaigns:campaign",
        "campaigns:matrix",
        "campaigns:filings",
        "campaigns:filing",
        "campaigns:upload",
        "campaigns:columns",
        "campaigns:card",
        "campaigns:duplicates",
        "campaigns:leads",
        "campaigns:lead",
        "campaigns:conference",
        "campaigns:resolution",
        "reports:reports",
        "reports:begin",
        "reports:report",
        "reports:figure",
    ),
    Role.SYSTEM_ADMINISTRATOR: ("directory:accounts",),
    Role.SECURITY_ADMINISTRATOR: ("directory:posts",),
}


@pytest.mark.parametrize("size", [OFFICE, PHONE, NARROW], ids=["office", "phone", "narrow"])
def test_the_main_pages_are_for_everybody(live_server, page, everything, size):
    page.set_viewport_size(size)
    by_name = {route.name: route for route in routes()}
    faults = []
    for role, names in PAGES.items():
        client = Client()
        client.force_login(everything.people[role])
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.clear_cookies()
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        for name in names:
            page.goto(live_server.url + by_name[name].address(everything))
            _keep_picture(page, f"{role.value}-{name.replace(':', '-')}-{size['width']}")
            if told := barriers_on(page):
                faults += [f"{role.label} {name}: {one}" for one in told]
    assert not faults, "\n".join(faults)


def _keep_picture(page, name):
    """Pictures for people, where ``HONOURS_PICTURES`` names a folder."""
    if folder := os.environ.get("HONOURS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
