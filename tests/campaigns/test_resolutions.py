"""What the joint conference signs: nothing takes effect before every member has."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    carry_out_resolution,
    confirm_decisions,
    cosign_resolution,
    drop_resolution,
    record_resolution,
)
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.queries.decisions import agenda
from honours.campaigns.queries.tallies import tally
from honours.campaigns.vocabulary import FilingState, ResolutionState
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity
from honours.registry.vocabulary import Standing
from tests import factories
from tests.campaigns.conftest import JUDGED, LEAD
from tests.campaigns.test_chain import RESOLVED

DRAFT = ResolutionDraft("第一次联席会议决议", RESOLVED, "同意。", "巴清联纪〔2010〕1号", True)


@pytest.fixture
def confirmed(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)
    confirm_decisions(filed, by=cleanup.leader, on=JUDGED)
    return filed


@pytest.fixture
def members(cleanup):
    return [
        factories.official(cleanup.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
        for _ in range(3)
    ]


@pytest.fixture
def drafted(cleanup, confirmed, members):
    return record_resolution(cleanup.campaign, confirmed, DRAFT, by=cleanup.examiner)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_nothing_is_decided_while_a_member_has_not_signed(cleanup, drafted, members):
    for member in members[:2]:
        cosign_resolution(drafted, by=member, opinion="同意。")

    with pytest.raises(Refusal) as refusal:
        carry_out_resolution(drafted, by=cleanup.examiner)

    assert codes(refusal) == ["not-possible-now"]
    assert drafted.state == ResolutionState.DRAFTED
    assert tally(cleanup.campaign).outcomes == {}
    assert agenda(cleanup.campaign) == []


def test_once_every_member_has_signed_the_decisions_take_effect(cleanup, drafted, members):
    for member in members:
        cosign_resolution(drafted, by=member)
    assert drafted.state == ResolutionState.COSIGNED

    carry_out_resolution(drafted, by=cleanup.examiner)

    assert drafted.decisions.count() == 2
    assert set(cleanup.campaign.filings.values_list("state", flat=True)) == {FilingState.DECIDED}
    assert Activity.objects.filter(state=Standing.REVOKED).count() == 1


def test_a_resolution_that_fails_frees_its_items(cleanup, drafted):
    drop_resolution(drafted, reason="两名成员不同意。", by=cleanup.examiner)

    assert len(agenda(cleanup.campaign)) == 2
    again = record_resolution(
        cleanup.campaign,
        list(cleanup.campaign.filings.select_related("organization", "campaign", "activity")),
        ResolutionDraft("第二次决议", RESOLVED, "同意。"),
        by=cleanup.examiner,
    )
    assert again.state == ResolutionState.EFFECTIVE


def test_an_item_lies_before_one_resolution_at_a_time(cleanup, drafted, confirmed):
    with pytest.raises(Refusal) as refusal:
        record_resolution(cleanup.campaign, confirmed[:1], DRAFT, by=cleanup.examiner)
    assert codes(refusal) == ["put-to-another"]
    assert cleanup.campaign.resolutions.count() == 1


def test_joint_signing_needs_somebody_to_sign(cleanup, confirmed):
    with pytest.raises(Refusal) as refusal:
        record_resolution(cleanup.campaign, confirmed, DRAFT, by=cleanup.examiner)
    assert codes(refusal) == ["no-conference-member"]
    assert not cleanup.campaign.resolutions.exists()


def test_an_empty_list_is_refused(cleanup):
    with pytest.raises(Refusal) as refusal:
        record_resolution(cleanup.campaign, [], DRAFT, by=cleanup.examiner)
    assert codes(refusal) == ["empty-list"]


def test_whoever_is_no_member_does_not_sign(cleanup, drafted):
    with pytest.raises(PermissionDenied):
        cosign_resolution(drafted, by=cleanup.examiner)


def test_the_conference_is_held_on_the_pages(client, cleanup, confirmed, members):
    client.force_login(cleanup.examiner)
    conference = reverse("campaigns:conference", args=[cleanup.campaign.pk])
    values = {"title": "决议", "held_on": "2010-08-20", "text": "同意。", "is_cosigned": "on"}
    empty = client.post(conference, values)
    client.post(conference, {**values, "ids": [filing.pk for filing in confirmed]})
    resolution = cleanup.campaign.resolutions.get()
    cosign = reverse("campaigns:move_resolution", args=[resolution.pk, "cosign"])
    for member in members:
        client.force_login(member)
        client.post(cosign, {"opinion": "同意。"})
    client.force_login(cleanup.examiner)
    client.post(reverse("campaigns:move_resolution", args=[resolution.pk, "carry_out"]))
    page = client.get(reverse("campaigns:resolution", args=[resolution.pk])).content.decode()
    unknown = client.post(reverse("campaigns:move_resolution", args=[resolution.pk, "forge"]))

    assert empty.status_code == 422
    assert "同意。</textarea>" in empty.content.decode()
    assert unknown.status_code == 404
    assert "已生效" in page
    assert page.count("签署") >= len(members)
    resolution.refresh_from_db()
    assert resolution.state == ResolutionState.EFFECTIVE


def test_a_resolution_is_dropped_on_its_page(client, cleanup, drafted):
    client.force_login(cleanup.examiner)
    client.post(
        reverse("campaigns:move_resolution", args=[drafted.pk, "drop"]), {"opinion": "未通过。"}
    )
    drafted.refresh_from_db()
    assert drafted.state == ResolutionState.DROPPED
