"""One test for each way a move can end, and what the book says afterwards."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import StandIn
from honours.directory.operations.posts import appoint_stand_in
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.models import Passage
from honours.workflow.operations import (
    advance,
    advance_many,
    begin,
    begin_many,
    send_back,
    withdraw,
)
from honours.workflow.queries import history_of, open_moves, road_of
from tests.factories import appointed, official
from tests.workflow.conftest import RULES
from tests.workflow.models import Facts, Petition, Stage

GOOD = {"facts": Facts(), "rules": RULES}


@pytest.fixture
def petition(here, clerk):
    return begin(Petition(organization=here["巴中市教育局"]), by=clerk)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def verbs(matter):
    return [passage.verb for passage in history_of(matter)]


def test_a_matter_begins_in_the_first_state(petition):
    assert Petition.objects.get().state == Stage.DRAFT
    entry = Entry.objects.get(subject=petition.subject())
    assert (entry.verb, entry.actor) == ("petitions.petition.begin", "clerk")
    assert verbs(petition) == ["begin"]


def test_beginning_nothing_begins_nothing(clerk):
    assert begin_many([], by=clerk) == []


def test_a_lawful_move_changes_state_and_leaves_a_passage_and_an_entry(petition, clerk):
    moved = advance(petition, "submit", by=clerk, facts=Facts(is_odd=True), rules=RULES)
    assert moved is petition
    assert Petition.objects.get().state == petition.state == Stage.SUBMITTED
    passage = history_of(petition)[-1]
    assert (passage.source, passage.target, passage.actor) == ("draft", "submitted", "clerk")
    assert passage.post == "巴中市教育局 填报人"
    entry = Entry.objects.get(verb="petitions.petition.submit")
    assert entry.subject == petition.subject()
    assert entry.detail["rules_on"] == "2010-06-01"
    assert entry.detail["remarks"] == ["odd"]
    assert entry.detail["source"] == "draft"
    assert entry.detail["target"] == "submitted"


def test_nothing_but_the_state_is_saved(petition, clerk):
    petition.title = "未保存"
    advance(petition, "submit", by=clerk, **GOOD)
    assert Petition.objects.get().title == "请示"


def test_a_failed_check_refuses_and_changes_nothing(petition, clerk):
    with pytest.raises(Refusal) as refusal:
        advance(petition, "submit", by=clerk, facts=Facts(missing=2), rules=RULES)
    assert codes(refusal) == ["pages-missing"]
    assert Petition.objects.get().state == petition.state == Stage.DRAFT
    assert verbs(petition) == ["begin"]


def test_a_move_with_checks_needs_rules(petition, clerk):
    with pytest.raises(TypeError, match="规则"):
        advance(petition, "submit", by=clerk)


def test_without_the_post_it_is_forbidden_and_the_role_is_named(petition, here):
    stranger = official(here, Role.FILER, "巴中市卫生局")
    with pytest.raises(PermissionDenied, match=r"巴中市教育局.*填报人"):
        advance(petition, "submit", by=stranger, **GOOD)


def test_what_the_table_does_not_hold_is_refused(petition, clerk):
    with pytest.raises(Refusal) as refusal:
        advance(petition, "close", by=clerk)
    assert codes(refusal) == ["not-possible-now"]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_move_that_needs_a_reason_is_refused_without_one(petition, clerk, examiner, reason):
    advance(petition, "submit", by=clerk, **GOOD)
    with pytest.raises(Refusal) as refusal:
        advance(petition, "reject", by=examiner, reason=reason)
    assert codes(refusal) == ["reason-needed"]
    advance(petition, "reject", by=examiner, reason=" 依据不足 ")
    assert history_of(petition)[-1].reason == "依据不足"


def test_the_words_of_a_reason_stay_out_of_the_book(petition, clerk, examiner):
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "reject", by=examiner, reason="张某某身份证号有误")
    assert "张某某" not in str(Entry.objects.get(verb="petitions.petition.reject").detail)


def test_whoever_made_it_does_not_check_it(petition, clerk, here):
    appointed(here, clerk, Role.EXAMINER, "巴中市")
    advance(petition, "submit", by=clerk, **GOOD)
    with pytest.raises(Refusal) as refusal:
        advance(petition, "examine", by=clerk)
    assert codes(refusal) == ["maker-is-checker"]
    assert "报送" in str(refusal.value)


def stand_in(holder, substitute):
    today = timezone.localdate()
    row = StandIn(
        post=holder.posts.get(), substitute=substitute, since=today, until=today, reason="出差"
    )
    return appoint_stand_in(row, by=holder)


def test_standing_in_for_the_checker_does_not_make_the_maker_his_own_checker(
    petition, clerk, examiner
):
    stand_in(examiner, clerk)
    advance(petition, "submit", by=clerk, **GOOD)
    with pytest.raises(Refusal) as refusal:
        advance(petition, "examine", by=clerk)
    assert codes(refusal) == ["maker-is-checker"]


def test_nobody_checks_what_a_stand_in_made_in_his_name(petition, clerk, examiner, here):
    appointed(here, clerk, Role.EXAMINER, "巴中市")
    substitute = official(here, Role.FILER, "巴中市卫生局")
    row = StandIn(
        post=clerk.posts.get(role=Role.FILER),
        substitute=substitute,
        since=timezone.localdate(),
        until=timezone.localdate(),
        reason="出差",
    )
    appoint_stand_in(row, by=clerk)
    advance(petition, "submit", by=substitute, **GOOD)
    with pytest.raises(Refusal) as refusal:
        advance(petition, "examine", by=clerk)
    assert codes(refusal) == ["maker-is-checker"]
    assert advance(petition, "examine", by=examiner).state == Stage.EXAMINED


def test_a_stand_in_acts_in_the_name_of_the_absent_holder(petition, clerk, examiner, here):
    substitute = official(here, Role.FILER, "巴中市卫生局", username="substitute")
    stand_in(clerk, substitute)
    advance(petition, "submit", by=substitute, **GOOD)
    passage = history_of(petition)[-1]
    assert passage.post == "巴中市教育局 填报人（代巴中市教育局填报人）"
    assert passage.people() == {"clerk", "substitute"}
    entry = Entry.objects.get(verb="petitions.petition.submit")
    assert (entry.actor, entry.detail["on_behalf_of"]) == ("substitute", "clerk")


def test_the_returner_sends_back_to_a_state_it_has_passed(petition, clerk, examiner):
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "examine", by=examiner)
    send_back(petition, to=Stage.DRAFT, reason="材料不全", by=examiner)
    assert Petition.objects.get().state == petition.state == Stage.DRAFT
    assert [passage.verb for passage in road_of(petition)] == ["begin"]
    assert Entry.objects.get(verb="petitions.petition.send_back").detail["target"] == "draft"


def test_a_state_never_passed_is_no_way_back(petition, clerk, examiner):
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "examine", by=examiner)
    for never in (Stage.COSIGNED, Stage.EXAMINED):
        with pytest.raises(Refusal) as refusal:
            send_back(petition, to=never, reason="再议", by=examiner)
        assert codes(refusal) == ["never-passed"]
    assert "已报、拟稿" in refusal.value.findings[0].remedy


def test_sending_back_needs_a_reason_a_returner_and_a_state_that_has_one(
    petition, clerk, examiner
):
    with pytest.raises(Refusal) as refusal:
        send_back(petition, to=Stage.DRAFT, reason="再议", by=examiner)
    assert codes(refusal) == ["no-way-back"]
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "examine", by=examiner)
    with pytest.raises(Refusal) as refusal:
        send_back(petition, to=Stage.DRAFT, reason=" ", by=examiner)
    assert codes(refusal) == ["reason-needed"]
    with pytest.raises(PermissionDenied, match="退回"):
        send_back(petition, to=Stage.DRAFT, reason="再议", by=clerk)


def test_one_takes_back_ones_own_last_move(petition, clerk):
    advance(petition, "submit", by=clerk, **GOOD)
    withdraw(petition, by=clerk)
    assert Petition.objects.get().state == petition.state == Stage.DRAFT
    assert verbs(petition) == ["begin", "submit", "withdraw"]
    assert history_of(petition)[-1].label == "取回（报送）"


def test_what_was_taken_back_was_never_made(petition, clerk, here):
    appointed(here, clerk, Role.EXAMINER, "巴中市")
    other = official(here, Role.FILER, "巴中市教育局")
    advance(petition, "submit", by=clerk, **GOOD)
    withdraw(petition, by=clerk)
    advance(petition, "submit", by=other, **GOOD)
    assert advance(petition, "examine", by=clerk).state == Stage.EXAMINED


def test_nobody_takes_back_what_another_has_moved_on(petition, clerk, examiner):
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "examine", by=examiner)
    with pytest.raises(Refusal) as refusal:
        withdraw(petition, by=clerk)
    assert codes(refusal) == ["nothing-to-withdraw"]


def test_a_beginning_is_not_taken_back(petition, clerk):
    with pytest.raises(Refusal) as refusal:
        withdraw(petition, by=clerk)
    assert codes(refusal) == ["nothing-to-withdraw"]


def test_whoever_lost_the_post_takes_nothing_back(petition, clerk):
    advance(petition, "submit", by=clerk, **GOOD)
    clerk.posts.update(until=date(2010, 1, 1))
    with pytest.raises(PermissionDenied, match="取回"):
        withdraw(petition, by=clerk)


def test_what_others_have_begun_to_sign_is_not_taken_back(petition, clerk, examiner, here):
    members = [official(here, Role.CONFERENCE_MEMBER, "巴中市") for _ in range(2)]
    advance(petition, "submit", by=clerk, **GOOD)
    advance(petition, "examine", by=examiner)
    advance(petition, "cosign", by=members[0])
    with pytest.raises(Refusal) as refusal:
        withdraw(petition, by=examiner)
    assert codes(refusal) == ["signed-meanwhile"]


def test_open_moves_ask_nothing_of_the_database(
    petition, examiner, clerk, django_assert_num_queries
):
    advance(petition, "submit", by=clerk, **GOOD)
    mandates = [mandate_of(clerk), mandate_of(examiner)]
    with django_assert_num_queries(0):
        assert [[move.verb for move in open_moves(petition, mandate)] for mandate in mandates] == [
            [],
            ["examine", "reject"],
        ]


def many(here, clerk, number):
    fresh = [Petition(organization=here["巴中市教育局"]) for _ in range(number)]
    return begin_many(fresh, by=clerk)


def test_a_bulk_move_moves_those_that_may_and_tells_why_of_the_others(here, clerk):
    petitions = many(here, clerk, 3)
    advance(petitions[0], "submit", by=clerk, **GOOD)
    outcome = advance_many(
        petitions,
        "submit",
        by=clerk,
        rules=RULES,
        facts_of=lambda matter: Facts(missing=1 if matter is petitions[1] else 0),
    )
    assert outcome.done == [petitions[2]]
    refused = {matter.pk: findings[0].code for matter, findings in outcome.refused}
    assert refused == {petitions[0].pk: "not-possible-now", petitions[1].pk: "pages-missing"}
    assert [one.state for one in petitions] == ["submitted", "draft", "submitted"]
    assert set(Petition.objects.values_list("pk", "state")) == {
        (one.pk, one.state) for one in petitions
    }
    assert Entry.objects.filter(verb="petitions.petition.submit").count() == 2


def test_a_bulk_move_tells_of_posts_and_of_makers(here, clerk, examiner):
    appointed(here, clerk, Role.EXAMINER, "巴中市")
    petitions = many(here, clerk, 2)
    advance_many(petitions, "submit", by=clerk, rules=RULES, facts_of=lambda matter: Facts())
    outcome = advance_many(petitions, "examine", by=clerk)
    assert {findings[0].code for _, findings in outcome.refused} == {"maker-is-checker"}
    stranger = official(here, Role.FILER, "巴中市卫生局")
    outcome = advance_many(petitions, "examine", by=stranger)
    assert {findings[0].code for _, findings in outcome.refused} == {"not-your-post"}
    assert len(advance_many(petitions, "examine", by=examiner).done) == 2
    outcome = advance_many(
        petitions, "cosign", by=official(here, Role.CONFERENCE_MEMBER, "巴中市")
    )
    assert {findings[0].code for _, findings in outcome.refused} == {"signed-one-by-one"}


def test_in_a_bulk_move_each_matter_keeps_its_own_reason(here, clerk, examiner):
    petitions = many(here, clerk, 3)
    advance_many(petitions, "submit", by=clerk, rules=RULES, facts_of=lambda matter: Facts())
    reasons = {petitions[0].pk: " 依据不足 ", petitions[1].pk: "超出权限", petitions[2].pk: " "}
    outcome = advance_many(
        petitions, "reject", by=examiner, reason=lambda matter: reasons[matter.pk]
    )
    assert [history_of(one)[-1].reason for one in outcome.done] == ["依据不足", "超出权限"]
    [(unreasoned, (finding,))] = outcome.refused
    assert (unreasoned, finding.code) == (petitions[2], "reason-needed")


def test_moving_nothing_in_bulk_does_nothing(clerk):
    assert advance_many([], "submit", by=clerk).done == []


def test_bulk_moves_cost_no_query_for_each_matter(
    here, clerk, examiner, django_assert_max_num_queries
):
    counts = []
    for number in (2, 40):
        with django_assert_max_num_queries(60) as used:
            petitions = many(here, clerk, number)
            advance_many(
                petitions, "submit", by=clerk, rules=RULES, facts_of=lambda matter: Facts()
            )
            advance_many(petitions, "examine", by=examiner)
        counts.append(len(used))
    assert counts[0] == counts[1]


def test_passages_belong_to_their_matter_alone(here, clerk):
    first, second = many(here, clerk, 2)
    advance(first, "submit", by=clerk, **GOOD)
    assert verbs(second) == ["begin"]
    assert Passage.objects.count() == 3
