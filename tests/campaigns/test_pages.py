"""Pages of the clean-up: each opens for whom it is meant, and stays shut for everybody else."""

import pytest
from django.urls import reverse

from honours.campaigns.models import Filing
from honours.campaigns.operations.decisions import (
    accept_proposals,
    confirm_decisions,
)
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import FilingState
from honours.directory.vocabulary import Role
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED

LED_ONLY = ("desk", "duplicates", "leads", "conference", "upper_list", "unfiled", "consolidated")
FOR_ALL = ("campaign", "matrix", "filings", "results")


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"campaigns:{name}", args=args))


@pytest.mark.parametrize("name", FOR_ALL + LED_ONLY)
def test_the_lead_bureau_opens_every_page(client, cleanup, filed, name):
    assert page(client, cleanup.examiner, name, cleanup.campaign.pk).status_code == 200


@pytest.mark.parametrize("name", FOR_ALL)
def test_a_unit_opens_the_pages_that_concern_it(client, cleanup, filed, name):
    assert page(client, cleanup.clerk, name, cleanup.campaign.pk).status_code == 200


@pytest.mark.parametrize("name", LED_ONLY)
def test_the_pages_of_the_lead_bureau_do_not_exist_for_a_unit(client, cleanup, name):
    assert page(client, cleanup.clerk, name, cleanup.campaign.pk).status_code == 404


@pytest.mark.parametrize("name", FOR_ALL + LED_ONLY)
def test_a_campaign_does_not_exist_for_units_outside_it(client, cleanup, name):
    stranger = factories.official(cleanup.here, Role.FILER, "通江县教育局")
    assert page(client, stranger, name, cleanup.campaign.pk).status_code == 404


def test_a_unit_sees_its_own_filings_and_no_others(client, cleanup, filed):
    health = factories.official(cleanup.here, Role.FILER, HEALTH)

    own = page(client, cleanup.clerk, "filings", cleanup.campaign.pk).content.decode()
    others = page(client, health, "filings", cleanup.campaign.pk).content.decode()

    assert "巴中市优秀教师" in own
    assert "巴中市优秀教师" not in others
    assert page(client, health, "filing", filed[0].pk).status_code == 404


def test_an_item_is_filed_signed_and_screened_through_the_pages(client, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    client.force_login(cleanup.clerk)
    client.post(
        reverse("campaigns:enter", args=[declaration.pk]),
        {
            "undertaking": "own",
            "name": "巴中市十佳学校评比",
            "kind": "appraisal",
            "hosts": "巴中市教育局",
            "basis_text": "无",
            "period": "每年",
            "charges_fee": "true",
        },
    )
    client.post(reverse("campaigns:submit", args=[declaration.pk]))
    client.force_login(cleanup.head)
    listed = client.get(reverse("campaigns:sign", args=[declaration.pk])).content.decode()
    client.post(reverse("campaigns:sign", args=[declaration.pk]), {"confirmed": "yes"})
    client.force_login(cleanup.examiner)
    client.post(
        reverse("campaigns:screen", args=[cleanup.campaign.pk]), {"rules_on": "2010-06-01"}
    )
    filing = Filing.objects.get()
    card = client.get(reverse("campaigns:card", args=[cleanup.campaign.pk, filing.pk]))

    assert "巴中市十佳学校评比" in listed
    assert filing.state == FilingState.FILED
    assert "收取费用" in card.content.decode() or "收费" in card.content.decode()
    assert "撤销" in card.content.decode()


def test_saving_an_opinion_leads_to_the_next_item(client, cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    client.force_login(cleanup.examiner)

    response = client.post(
        reverse("campaigns:card", args=[cleanup.campaign.pk, filed[0].pk]),
        {"outcome": "retain", "reason": ""},
        follow=True,
    )

    assert f"/desk/{filed[1].pk}/?" in response.redirect_chain[-1][0]


def test_what_was_typed_survives_a_refusal_on_the_card(client, cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    client.force_login(cleanup.examiner)

    response = client.post(
        reverse("campaigns:card", args=[cleanup.campaign.pk, filed[1].pk]),
        {"outcome": "merge", "reason": "与另一项相同"},
    )

    assert response.status_code == 422
    assert "与另一项相同" in response.content.decode()
    assert "并入哪一个项目" in response.content.decode()


def test_a_bulk_deed_lists_the_items_before_it_is_done(client, cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    client.force_login(cleanup.examiner)
    url = reverse("campaigns:bulk", args=[cleanup.campaign.pk, "accept"])
    ids = {"ids": [filing.pk for filing in filed]}

    asked = client.post(url, ids).content.decode()
    still = set(Filing.objects.values_list("state", flat=True))
    client.post(url, {**ids, "confirmed": "yes"})

    assert "巴中市优秀教师" in asked
    assert still == {FilingState.FILED}
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.PROPOSED}


def test_the_conference_resolves_its_list_and_units_answer(client, cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)
    confirm_decisions(filed, by=cleanup.leader, on=JUDGED)
    client.force_login(cleanup.examiner)
    client.post(
        reverse("campaigns:conference", args=[cleanup.campaign.pk]),
        {
            "title": "第一次会议决议",
            "held_on": "2010-08-20",
            "text": "同意。",
            "ids": [filing.pk for filing in filed],
        },
    )
    client.post(reverse("campaigns:notify", args=[cleanup.campaign.pk]))
    client.force_login(cleanup.head)
    shown = client.get(reverse("campaigns:results", args=[cleanup.campaign.pk])).content.decode()
    client.post(
        reverse("campaigns:acknowledge", args=[cleanup.campaign.pk]), {"ids": [filed[0].pk]}
    )
    client.post(
        reverse("campaigns:contest", args=[filed[1].pk]),
        {"confirmed": "yes", "reason": "所收为教材费。"},
    )

    assert "撤销" in shown
    assert list(Filing.objects.order_by("pk").values_list("state", flat=True)) == [
        FilingState.ACKNOWLEDGED,
        FilingState.CONTESTED,
    ]
