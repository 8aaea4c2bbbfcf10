"""The climb from a unit's list to the decision, and what stops it on the way."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Honour
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.models.slates import SlateFlag
from honours.commendations.operations.choosing import ExcessMeasure, choose, record_excess
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.operations.judging import judge_flag
from honours.commendations.operations.signing import accept_slate, return_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.slate_board import deeds_open_on
from honours.commendations.queries.slates import proposal_for, roster_of
from honours.commendations.vocabulary import EditionState, NominationState, Round, Tier
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Refusal
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.climbing import (
    DECIDED,
    NUMBER,
    city_slate,
    county_slate,
    decided,
    drafted_decision,
    noticed,
    reviewed_twice,
    submitted_slate,
    unit_slate,
)
from tests.commendations.nominees import SEPTEMBER, submitted
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def state_of(nomination: Nomination) -> str:
    return Nomination.objects.get(pk=nomination.pk).state


@pytest.fixture
def pair(here, edition):
    """Two of the county's teachers on their head's desk."""
    unit = here[COUNTY_EDUCATION]
    agreed = {"consent_given_on": "2010-09-05"}
    return [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]


def test_the_whole_climb_ends_on_the_honours_roll(here, edition, pair) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    decision = decided(here, edition, pair)
    honours = list(Honour.objects.order_by("number"))
    assert [honour.nomination_id for honour in honours] == [one.pk for one in pair]
    assert honours[0].certificate.number == f"{NUMBER}-0001"
    assert decision.composition["persons"]["total"] == 2
    assert decision.edition.activity.editions.get().held_on == DECIDED
    edition.refresh_from_db()
    assert edition.state == EditionState.DECIDED
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert (standing.held, standing.used) == (0, 2)


def test_every_level_leaves_its_opinion_and_only_the_second_round_is_sealed(
    here, edition, pair
) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    opinions = Endorsement.objects.filter(nomination=pair[1]).order_by("pk")
    assert [(one.tier, one.round, one.is_sealed, one.rank_in_list) for one in opinions] == [
        (Tier.UNIT, Round.FIRST, False, 2),
        (Tier.COUNTY, Round.FIRST, False, 2),
        (Tier.CITY, Round.FIRST, False, 2),
        (Tier.CITY, Round.SECOND, True, 2),
    ]


def test_a_citys_own_unit_goes_past_the_county(here, edition) -> None:
    one = submitted(edition, here[EDUCATION], here.clerk)
    unit_slate(here, edition, [one], unit=EDUCATION)
    assert state_of(one) == NominationState.REPORTED


def test_a_list_with_too_many_heads_is_not_signed_and_the_smallest_change_is_told(
    here, edition
) -> None:
    unit = here[COUNTY_EDUCATION]
    heads = [
        submitted(
            edition,
            unit,
            here.county_clerk,
            rank="县处级副职",
            is_leading="是",
            is_front_line="否",
        )
        for _ in range(2)
    ]
    with pytest.raises(Refusal) as refusal:
        unit_slate(here, edition, heads)
    assert codes(refusal) == ["ratio-exceeded"]
    front = submitted(edition, unit, here.county_clerk)
    slate = heads[0].lines.get().slate
    change = proposal_for(roster_of(slate))
    assert change is not None
    assert change.touched == 2
    assert front.subject() in {one.key for one in change.result}
    assert heads[0].subject() not in {one.key for one in change.result}


def test_who_insists_signs_in_writing_and_the_county_can_only_return_the_list(
    here, edition
) -> None:
    unit = here[COUNTY_EDUCATION]
    head = submitted(edition, unit, here.county_clerk, rank="县处级正职", is_leading="是")
    slate = unit_slate(here, edition, [head], insistence="该同志事迹特别突出。")
    with pytest.raises(Refusal) as refusal:
        accept_slate(slate, by=here.county_examiner)
    assert "ratio-exceeded" in codes(refusal)
    excess = record_excess(
        slate,
        ExcessMeasure(
            ("县处级干部超出1名",), "提出批评，收回1个名额，改报一线。", "巴人发〔2010〕31号", 1, 1
        ),
        by=here.county_examiner,
    )
    returned = return_slate(slate, reason="领导偏多，改报一线。", by=here.county_examiner)
    assert returned.state == "composing"
    assert state_of(head) == NominationState.SUBMITTED
    assert not Endorsement.objects.filter(nomination=head, superseded_on=None).exists()
    standing = quota_standing(edition.subject(), unit, CandidateKind.PERSON)
    assert (standing.sanctioned, excess.places_taken_back) == (1, 1)
    assert entries_about(slate.subject()).filter(verb="commendations.slate.excess").exists()


def test_a_rank_changed_just_before_filing_is_flagged_and_has_to_be_judged(here, edition) -> None:
    unit = here[COUNTY_EDUCATION]
    ranks = "2006年1月 县处级副职\n2010年8月 乡科级正职"
    one = submitted(edition, unit, here.county_clerk, rank="乡科级正职", ranks=ranks)
    slate = unit_slate(here, edition, [one])
    flag = SlateFlag.objects.get(slate=slate)
    assert flag.code == "rank-changed-before-filing"
    with pytest.raises(Refusal) as refusal:
        accept_slate(slate, by=here.county_examiner)
    assert codes(refusal) == ["flags-unjudged"]
    judge_flag(flag, "已调阅任免文件，属正常改任。", by=here.county_examiner)
    assert accept_slate(slate, by=here.county_examiner).state == "accepted"


def test_who_submits_does_not_sign_and_a_county_does_not_act_for_the_city(
    here, edition, pair
) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    city = here["巴中市"]
    key = SlateKey(edition, city, CandidateKind.PERSON, Tier.CITY, city)
    with pytest.raises(PermissionDenied):
        open_slate(key, by=here.county_examiner)


def test_only_those_that_the_level_below_left_there_can_be_listed(here, edition, pair) -> None:
    with pytest.raises(Refusal) as refusal:
        city_slate(here, edition, pair, Round.FIRST)
    assert set(codes(refusal)) == {"not-for-this-slate"}


def test_an_empty_list_and_a_missing_opinion_are_refused(here, edition, pair) -> None:
    unit = here[COUNTY_EDUCATION]
    with time_machine.travel(SEPTEMBER, tick=False):
        key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
        slate = open_slate(key, by=here.county_clerk)
        with pytest.raises(Refusal) as refusal:
            submit_slate(slate, by=here.county_clerk)
        assert codes(refusal) == ["slate-empty"]
        compose_slate(slate, pair, by=here.county_clerk)
        submit_slate(slate, by=here.county_clerk)
        with pytest.raises(Refusal) as refusal:
            sign_slate(slate, opinion=" ", by=here.county_head)
        assert codes(refusal) == ["opinion-missing"]
        with pytest.raises(Refusal) as refusal:
            compose_slate(slate, pair, by=here.county_clerk)
        assert codes(refusal) == ["slate-has-left"]


def test_nothing_is_decided_before_the_notice_is_over(here, edition, pair) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    decision = drafted_decision(here, edition, pair)
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
    assert set(codes(refusal)) >= {"notice-missing"}
    assert not Honour.objects.exists()
    noticed(here, edition)
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number="巴府发[2010]28号", by=here.principal, on=DECIDED)
    assert "document-number-brackets" in codes(refusal)


def test_of_more_than_there_are_places_some_are_passed_over_and_their_places_freed(
    here, edition, pair
) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    with pytest.raises(Refusal) as refusal:
        choose(edition, [], by=here.examiner)
    assert codes(refusal) == ["nobody-chosen"]
    choose(edition, pair[:1], by=here.examiner)
    assert state_of(pair[0]) == NominationState.PROPOSED
    assert state_of(pair[1]) == NominationState.NOT_CHOSEN
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], CandidateKind.PERSON)
    assert standing.held == 1


def test_whoever_would_sign_a_list_returns_it_and_nobody_else_does(here, edition, pair) -> None:
    waiting = submitted_slate(here, edition, pair)
    for by in (here.county_clerk, here.county_leader, here.county_examiner, here.leader):
        with pytest.raises(PermissionDenied):
            return_slate(waiting, reason="次序有误。", by=by)
    with pytest.raises(Refusal) as refusal:
        return_slate(waiting, reason=" ", by=here.county_head)
    assert codes(refusal) == ["reason-needed"]
    assert deeds_open_on(waiting, mandate_of(here.county_head)).send_back
    assert not deeds_open_on(waiting, mandate_of(here.county_leader)).send_back
    assert return_slate(waiting, reason="次序有误。", by=here.county_head).state == "composing"


def test_a_leader_returns_the_gathered_list_to_its_composer_and_the_city_the_signed_one(
    here, edition, pair
) -> None:
    unit_slate(here, edition, pair)
    signed = county_slate(here, edition, pair)
    assert not deeds_open_on(signed, mandate_of(here.county_leader)).send_back
    with pytest.raises(PermissionDenied):
        return_slate(signed, reason="再议。", by=here.county_leader)
    assert deeds_open_on(signed, mandate_of(here.examiner)).send_back

    back = return_slate(signed, reason="请核对次序。", by=here.examiner)

    assert (back.state, state_of(pair[0])) == ("composing", NominationState.RECOMMENDED)
    with time_machine.travel(SEPTEMBER, tick=False):
        again = submit_slate(back, by=here.county_examiner)
    for by in (here.county_examiner, here.leader, here.lead_head):
        with pytest.raises(PermissionDenied):
            return_slate(again, reason="再议。", by=by)
    back = return_slate(again, reason="请补一名一线人选。", by=here.county_leader)
    assert (back.state, state_of(pair[0])) == ("composing", NominationState.RECOMMENDED)
    history = [entry.verb for entry in entries_about(back.subject())]
    assert history.count("commendations.slate.send_back") == 2


def test_a_county_returns_a_list_that_it_took_over_until_it_has_reported_it(
    here, edition, pair
) -> None:
    signed = unit_slate(here, edition, pair)
    with time_machine.travel(SEPTEMBER, tick=False):
        taken = accept_slate(signed, by=here.county_examiner)
    with pytest.raises(PermissionDenied):
        return_slate(taken, reason="再议。", by=here.county_head)
    back = return_slate(taken, reason="材料不全。", by=here.county_examiner)
    assert (back.state, state_of(pair[0])) == ("composing", NominationState.SUBMITTED)
    with time_machine.travel(SEPTEMBER, tick=False):
        submit_slate(back, by=here.county_clerk)
        sign_slate(back, opinion="同意推荐。", by=here.county_head)
    county_slate(here, edition, pair)
    back.refresh_from_db()
    with pytest.raises(PermissionDenied):
        return_slate(back, reason="材料不全。", by=here.county_examiner)
    assert state_of(pair[0]) == NominationState.REPORTED
