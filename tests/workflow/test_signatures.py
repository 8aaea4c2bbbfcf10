"""Moves that several people sign: all, any, in turn."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import StandIn
from honours.directory.operations.posts import appoint_stand_in
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.models import Signature
from honours.workflow.operations import advance, begin, send_back
from honours.workflow.queries import history_of, signatures_of, timeline_of
from honours.workflow.signatures import summon_signers
from tests.factories import official
from tests.workflow.conftest import RULES
from tests.workflow.models import Facts, Petition, Stage


@pytest.fixture
def members(here):
    return [
        official(here, Role.CONFERENCE_MEMBER, "巴中市", username=f"member{number}")
        for number in range(3)
    ]


@pytest.fixture
def leaders(here):
    return [
        official(here, Role.LEADER_IN_CHARGE, "巴中市", username=f"leader{number}")
        for number in range(2)
    ]


@pytest.fixture
def petition(here, clerk, examiner, members, leaders):
    matter = begin(Petition(organization=here["巴中市教育局"]), by=clerk)
    advance(matter, "submit", by=clerk, facts=Facts(), rules=RULES)
    return advance(matter, "examine", by=examiner)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_all_sign_before_the_state_moves(petition, members):
    for number, member in enumerate(members):
        assert petition.state == Stage.EXAMINED, number
        advance(petition, "cosign", by=member, reason=f"同意{number}")
    assert Petition.objects.get().state == petition.state == Stage.COSIGNED
    assert [place.opinion for place in signatures_of(petition)] == ["同意0", "同意1", "同意2"]
    assert history_of(petition)[-1].actor == "member2"
    assert Entry.objects.filter(verb="petitions.petition.add_signature", actor="member0").exists()


def test_the_list_is_frozen_with_the_first_signature(petition, members, here):
    advance(petition, "cosign", by=members[0])
    late = official(here, Role.CONFERENCE_MEMBER, "巴中市")
    with pytest.raises(PermissionDenied, match="签署人之列"):
        advance(petition, "cosign", by=late)
    for member in members[1:]:
        advance(petition, "cosign", by=member)
    assert petition.state == Stage.COSIGNED


def test_nobody_signs_twice(petition, members):
    advance(petition, "cosign", by=members[0])
    with pytest.raises(Refusal) as refusal:
        advance(petition, "cosign", by=members[0])
    assert codes(refusal) == ["already-signed"]


def test_a_stand_in_signs_in_the_absent_members_place(petition, members, here):
    substitute = official(here, Role.FILER, "巴中市卫生局", username="substitute")
    today = timezone.localdate()
    appoint_stand_in(
        StandIn(
            post=members[0].posts.get(),
            substitute=substitute,
            since=today,
            until=today,
            reason="出差",
        ),
        by=members[0],
    )
    advance(petition, "cosign", by=substitute)
    place = Signature.objects.get(signer=members[0])
    assert place.signed_by == "substitute"
    with pytest.raises(Refusal):
        advance(petition, "cosign", by=members[0])


def cosigned(petition, members):
    for member in members:
        advance(petition, "cosign", by=member)
    return petition


def test_in_turn_means_in_turn(petition, members, leaders):
    cosigned(petition, members)
    with pytest.raises(Refusal) as refusal:
        advance(petition, "approve", by=leaders[1])
    assert codes(refusal) == ["not-your-turn"]
    assert leaders[0].name in str(refusal.value)
    advance(petition, "approve", by=leaders[0])
    assert petition.state == Stage.COSIGNED
    assert advance(petition, "approve", by=leaders[1]).state == Stage.APPROVED


def test_any_one_is_enough(petition, members, leaders, here):
    principals = [official(here, Role.PRINCIPAL_LEADER, "巴中市") for _ in range(2)]
    cosigned(petition, members)
    for leader in leaders:
        advance(petition, "approve", by=leader)
    assert advance(petition, "close", by=principals[1]).state == Stage.CLOSED


def test_signers_may_be_listed_by_name_and_in_an_order(petition, members, leaders):
    cosigned(petition, members)
    summon_signers(petition, "approve", list(reversed(leaders)), by=leaders[0])
    with pytest.raises(Refusal):
        advance(petition, "approve", by=leaders[0])
    summon_signers(petition, "approve", [leaders[0]], by=leaders[1])
    assert advance(petition, "approve", by=leaders[0]).state == Stage.APPROVED
    assert Entry.objects.filter(verb="petitions.petition.summon").count() == 2


def test_a_list_is_refused_when_it_is_late_or_names_outsiders(petition, members, clerk):
    for wrong in ([clerk], []):
        with pytest.raises(Refusal) as refusal:
            summon_signers(petition, "cosign", wrong, by=members[0])
        assert codes(refusal) == ["signer-without-role"]
    with pytest.raises(PermissionDenied, match="联席会议成员"):
        summon_signers(petition, "cosign", members, by=clerk)
    advance(petition, "cosign", by=members[0])
    with pytest.raises(Refusal) as refusal:
        summon_signers(petition, "cosign", members[:2], by=members[0])
    assert codes(refusal) == ["signing-has-begun"]


def test_after_a_return_everybody_signs_anew(petition, members, examiner, clerk):
    advance(petition, "cosign", by=members[0])
    send_back(petition, to=Stage.SUBMITTED, reason="补充", by=examiner)
    advance(petition, "examine", by=examiner)
    advance(petition, "cosign", by=members[0])
    assert Signature.objects.filter(ended_at=None).count() == 3
    assert len(signatures_of(petition)) == 6


def test_the_timeline_tells_moves_signatures_and_returns_in_order(petition, members, examiner):
    advance(petition, "cosign", by=members[0], reason="同意")
    send_back(petition, to=Stage.SUBMITTED, reason="补充", by=examiner)
    events = timeline_of(petition)
    assert [event.title for event in events] == ["建立", "报送", "审核", "签署", "退回"]
    assert events[3].text == "同意"
    assert events[4].text == "补充"
    assert "巴中市人力资源和社会保障局" in events[4].who
    assert events[4].tone == "warn"
