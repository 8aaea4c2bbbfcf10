"""Every address of the clean-up, opened by each kind of person: nobody reaches what is not his."""

import pytest
from django.urls import URLPattern, reverse

from honours.campaigns.models import Filing
from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    record_resolution,
)
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import receive_upload
from honours.campaigns.urls import urlpatterns
from honours.directory.vocabulary import Role
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED, LEAD

OPEN_TO_ALL = {"campaigns", "template"}
OF_THE_UNIT = {
    "campaign",
    "matrix",
    "filings",
    "results",
    "filing",
    "amend",
    "discard",
    "declaration",
    "enter",
    "sign",
    "upload",
    "columns",
    "marked",
    "upload_file",
    "contest",
}
SHARED = {"campaign", "matrix", "filings", "results"}
"""Every unit called upon opens these, and finds its own rows there."""
POSTED = {
    "bulk",
    "refile",
    "zero",
    "survey",
    "submit",
    "screen",
    "search_duplicates",
    "notify",
    "acknowledge",
    "move_resolution",
    "take_back",
}
CONDITIONAL = {"send_back", "hand_over"}
"""Of the unit's matters too, but only while somebody has a way back or a next step."""
NAMES = [pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)]
SHUT = {403, 404}


class Addresses:
    """The address of each name, on matters of one campaign and one unit."""

    def __init__(self, cleanup, upload, resolution):
        filing = Filing.objects.order_by("pk").first()
        campaign, declaration = cleanup.campaign.pk, filing.declaration_id
        unit = cleanup.here[EDUCATION].pk
        matters = {
            "filings/<int:pk>": [filing.pk],
            "declarations/": [declaration],
            "uploads/": [upload.pk],
            "leads/<int:pk>": [cleanup.campaign.leads.get().pk],
            "resolutions/": [resolution.pk],
            "<int:pk>/": [campaign],
        }
        special = {
            "card": [campaign, filing.pk],
            "upload_file": [campaign, unit],
            "bulk": [campaign, "accept"],
            "move": [campaign, "examine"],
            "move_resolution": [resolution.pk, "drop"],
            **{name: ["filing", filing.pk] for name in ("send_back", "take_back", "hand_over")},
        }
        self._arguments = {}
        for pattern in urlpatterns:
            route = str(pattern.pattern)
            found = [args for start, args in matters.items() if route.startswith(start)]
            self._arguments[pattern.name] = special.get(pattern.name, found[0] if found else [])

    def of(self, name):
        return reverse(f"campaigns:{name}", args=self._arguments[name])


@pytest.fixture
def addresses(cleanup, filed, lead):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed[1:], by=cleanup.examiner)
    confirm_decisions(filed[1:], by=cleanup.leader, on=JUDGED)
    draft = ResolutionDraft("决议", JUDGED, "同意。")
    resolution = record_resolution(cleanup.campaign, filed[1:], draft, by=cleanup.examiner)
    content = "项目名称,甲\n某奖,x\n".encode()
    upload = receive_upload(
        cleanup.campaign,
        cleanup.here[EDUCATION],
        file_name="表.csv",
        content=content,
        by=cleanup.clerk,
    )
    return Addresses(cleanup, upload, resolution)


def status(client, user, name, addresses):
    client.force_login(user)
    method = client.post if name in POSTED else client.get
    return method(addresses.of(name)).status_code


@pytest.mark.parametrize("name", NAMES)
def test_the_lead_bureau_reaches_every_page(client, cleanup, addresses, name):
    found = status(client, cleanup.examiner, name, addresses)
    # What only a unit's own people may do is refused even to the lead bureau.
    of_the_unit = {"refile", "zero", "survey", "submit", "hand_over"}
    assert found in {200, 302, 422} | (SHUT if name in of_the_unit else set())


@pytest.mark.parametrize("name", [name for name in NAMES if name not in CONDITIONAL | POSTED])
def test_a_unit_reaches_its_own_pages_and_none_of_the_lead_bureau(
    client, cleanup, addresses, name
):
    found = status(client, cleanup.clerk, name, addresses)
    is_open = name in OPEN_TO_ALL | OF_THE_UNIT
    assert (found not in SHUT) is is_open


@pytest.mark.parametrize("name", NAMES)
def test_another_unit_reaches_no_page_of_this_one(client, cleanup, addresses, name):
    other = factories.official(cleanup.here, Role.FILER, HEALTH)
    found = status(client, other, name, addresses)
    if name in OPEN_TO_ALL | SHARED:
        assert found == 200
    elif name == "acknowledge":  # ticks nothing of others: nothing happens
        assert found == 302
    else:
        assert found in SHUT


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN_TO_ALL])
def test_nobody_outside_the_campaign_reaches_anything(client, cleanup, addresses, name):
    stranger = factories.official(cleanup.here, Role.HEAD, "通江县教育局")
    assert status(client, stranger, name, addresses) in SHUT


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN_TO_ALL])
def test_administrators_reach_no_business_record(client, cleanup, addresses, name):
    assert status(client, cleanup.here.system_administrator, name, addresses) in SHUT


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN_TO_ALL])
def test_a_clerk_of_the_lead_bureau_leads_nothing(client, cleanup, addresses, name):
    clerk = factories.official(cleanup.here, Role.FILER, LEAD)
    found = status(client, clerk, name, addresses)
    assert (found in SHUT) is (name not in SHARED | {"acknowledge"})


@pytest.mark.parametrize("name", NAMES)
def test_nobody_opens_anything_unasked(client, addresses, name):
    method = client.post if name in POSTED else client.get
    response = method(addresses.of(name))
    assert response.status_code == 302
    assert "next=" in response["Location"]
