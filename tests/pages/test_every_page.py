"""Every address of the site, opened by everybody: no errors, no strangers, no loose ends."""

import re

import pytest
from django.db import transaction
from django.urls import clear_script_prefix, reverse, set_script_prefix

from honours.directory.vocabulary import ADMINISTRATORS, Role
from tests.pages.reading import PageParts
from tests.pages.routes import Route, routes
from tests.pages.town import SHOWN_NAME, Town

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "directory:login",
    "demo_sign_in",
    "commendations:public_roll",
    "commendations:find_certificate",
    "commendations:public_certificate",
    "commendations:certificate_proof",
    "clearances:answer",
    "clearances:answer_list",
    "notices:object",
    "notices:public_objections",
    "notices:public_objection",
    "notices:public_message",
    "notices:public_appeal",
    "notices:public_leave",
    "notices:public_notices",
    "notices:public_notice",
    "notices:public_proof",
    "notices:public_words",
}
BUSINESS = (
    "applications",
    "campaigns",
    "registry",
    "reports",
    "jobs",
    "quotas",
    "clearances",
    "commendations",
    "notices",
)
AT_WORK = (Role.FILER, Role.EXAMINER, Role.LEADER_IN_CHARGE, Role.INSPECTOR)
CALM = {200, 302, 403, 404, 405, 422}


def visited(client, route: Route, town: Town, user=None, *, post: bool = False):
    """The answer to one visit; whatever it changed is undone."""
    client.logout()
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        address = route.address(town)
        response = client.post(address) if post else client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def test_nobody_gets_in_without_signing_in(client, everything):
    entrance = reverse("directory:login")
    let_in = []
    for route in routes():
        for post in (False, True):
            response = visited(client, route, everything, post=post)
            is_turned_away = response.status_code == 302 and response.url.startswith(entrance)
            if not is_turned_away and response.status_code != 405:
                let_in.append((route.name, response.status_code))
    assert {name for name, _ in let_in} <= OPEN_TO_ALL


@pytest.mark.parametrize("role", Role, ids=[role.label for role in Role])
def test_no_page_breaks_for_anybody(client, everything, role):
    user = everything.people[role]
    answers = {
        (route.name, post): visited(client, route, everything, user, post=post).status_code
        for route in routes()
        for post in (False, True)
    }
    assert {key: code for key, code in answers.items() if code not in CALM} == {}
    # Whoever came to work finds at least the own workbench and the policies.
    assert answers["workbench", False] == answers["policies:documents", False] == 200


@pytest.mark.parametrize("role", ADMINISTRATORS, ids=[role.label for role in ADMINISTRATORS])
def test_administrators_see_no_business_records(client, everything, role):
    user = everything.people[role]
    seen = []
    for route in routes():
        response = visited(client, route, everything, user)
        if response.status_code != 200:
            continue
        if route.room in BUSINESS and route.asks and route.name not in OPEN_TO_ALL:
            seen.append(route.name)
        if not response.streaming and SHOWN_NAME in response.content.decode(errors="ignore"):
            seen.append(route.name)
    assert seen == []


def test_every_page_is_open_to_somebody(client, everything):
    """So that the other tests do not pass because every page is shut."""
    shut = routes()
    for role in (*AT_WORK, *ADMINISTRATORS):
        user = everything.people[role]
        shut = [
            route
            for route in shut
            if visited(client, route, everything, user).status_code not in (200, 302, 405)
        ]
    assert {route.name for route in shut} == {
        "registry:standing",  # what is revoked cannot be suspended
        "campaigns:hand_over",  # there is no second examiner
        "applications:explain",  # the items of this year's catalogue may still be held
        "commendations:outcome",  # nothing was found against that nomination
        "commendations:slate_excess",  # the list keeps its ratios and its places
    }


def test_every_page_is_built_as_pages_have_to_be(client, everything):
    faults = {}
    for role in (
        Role.EXAMINER,
        Role.FILER,
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
    ):
        for route in routes():
            response = visited(client, route, everything, everything.people[role])
            kind = response.get("Content-Type", "")
            if response.status_code == 302 or not kind.startswith("text/html"):
                continue
            told = PageParts(response.content.decode()).faults()
            policy = response.get("Content-Security-Policy", "")
            if "default-src 'self'" not in policy or "unsafe" in policy:
                told.append("没有内容安全策略")
            if told:
                faults[role.label, route.name] = told
    assert faults == {}


def test_no_link_leaves_the_folder_of_another_site_that_we_may_stand_in(
    client, everything, settings
):
    """``HONOURS_BASE_PATH``: a county may serve the system below a path of its own site."""
    # The job of this city was done before it moved; its result keeps the older address.
    addresses = {
        route.name: route.address(everything)
        for route in routes()
        if route.name != "jobs:progress"
    }
    client.force_login(everything.people[Role.EXAMINER])
    settings.FORCE_SCRIPT_NAME = "/bzgl"
    set_script_prefix("/bzgl/")
    strays = {}
    for name, address in addresses.items():
        page = client.get(address).content.decode(errors="ignore")
        if found := re.findall(r'(?:href|action|src)="/(?!bzgl/|static/)[^"]*"', page):
            strays[name] = found[:3]
    clear_script_prefix()
    assert strays == {}
