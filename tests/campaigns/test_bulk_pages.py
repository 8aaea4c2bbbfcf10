"""Deeds on many items at once: listed, asked about, done, and the refused told one by one."""

import pytest
from django.urls import reverse

from honours.campaigns.models import Filing
from honours.campaigns.operations.decisions import accept_proposals
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.views import bulk
from honours.campaigns.vocabulary import FilingState
from tests.campaigns.conftest import JUDGED


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def bureau(client, cleanup):
    client.force_login(cleanup.examiner)
    return client


@pytest.fixture
def screened(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    return filed


def test_all_that_the_list_found_is_done_only_while_it_is_still_what_was_shown(
    bureau, cleanup, screened
):
    url = at("bulk", cleanup.campaign.pk, "accept") + "?everything=yes&called=教师"
    asked = bureau.post(url)
    shown = dict(asked.context["confirmation"].hidden)
    stale = bureau.post(url, {"confirmed": "yes", "list": "another"})
    still = set(Filing.objects.values_list("state", flat=True))
    bureau.post(url, {"confirmed": "yes", **shown})

    assert "巴中市优秀教师" in text(asked)
    assert "十佳学校" not in text(asked)
    assert stale.status_code == 200
    assert still == {FilingState.FILED}
    states = dict(Filing.objects.values_list("name", "state"))
    assert states == {
        "巴中市优秀教师": FilingState.PROPOSED,
        "巴中市十佳学校评比": FilingState.FILED,
    }


def test_what_could_not_be_done_to_many_is_told_item_by_item(bureau, cleanup, filed):
    ids = {"ids": [filing.pk for filing in filed], "confirmed": "yes", "chosen_on": "2010-13-01"}
    response = bureau.post(at("bulk", cleanup.campaign.pk, "accept"), ids)

    assert response.status_code == 422
    assert "2项未能办理" in text(response)
    assert text(response).count("尚未甄别") == 2


def test_a_bulk_deed_on_nothing_or_unheard_of_does_nothing(bureau, cleanup, screened):
    pk = cleanup.campaign.pk
    nothing = bureau.post(at("bulk", pk, "confirm"), {"ids": [screened[0].pk, "x"]}, follow=True)
    unheard = bureau.post(at("bulk", pk, "forge"), {"ids": [screened[0].pk]})

    assert "没有可以“复核同意”的事项" in text(nothing)
    assert unheard.status_code == 404


def test_more_than_anybody_reads_is_not_done_at_once(bureau, cleanup, screened, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    url = at("bulk", cleanup.campaign.pk, "accept") + "?everything=yes"
    response = bureau.post(url, {"confirmed": "yes"})

    assert response.status_code == 422
    assert "一次最多办理1项" in text(response)
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.FILED}


def test_the_leader_confirms_the_ticked_ones(client, cleanup, screened):
    accept_proposals(screened, by=cleanup.examiner)
    client.force_login(cleanup.leader)
    ids = {"ids": [screened[0].pk], "confirmed": "yes"}
    client.post(at("bulk", cleanup.campaign.pk, "confirm"), ids)

    states = list(Filing.objects.order_by("pk").values_list("state", flat=True))
    assert states == [FilingState.CONFIRMED, FilingState.PROPOSED]
