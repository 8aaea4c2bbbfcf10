"""Ways back: sent back, taken back, handed over; the matrix tells the truth after each."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.campaigns.models import Filing, UnitTask
from honours.campaigns.operations.decisions import (
    Opinion,
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    propose_decision,
    record_resolution,
)
from honours.campaigns.operations.declarations import submit_declaration
from honours.campaigns.operations.feedback import acknowledge_results, contest_result, notify_units
from honours.campaigns.operations.filings import refile, return_filing
from honours.campaigns.operations.returns import give_back, take_back
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import DeclarationState, FilingState, Outcome, Step
from honours.directory.models import StandIn
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity
from honours.workflow.models import Assignment, Deadline
from honours.workflow.queries import road_of, timeline_of
from honours.workflow.todos import todos_of
from tests import factories
from tests.campaigns.conftest import EDUCATION, JUDGED, LEAD
from tests.campaigns.test_chain import RESOLVED, resolve


@pytest.fixture
def proposed(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filed, by=cleanup.examiner)
    return filed


def task(cleanup, step):
    return UnitTask.objects.get(organization=cleanup.here[EDUCATION], step=step)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_the_leader_sends_a_proposal_back_and_the_matrix_opens_again(cleanup, proposed):
    confirm_decisions(proposed, by=cleanup.leader, on=JUDGED)
    assert task(cleanup, Step.SCREENING).done_on == JUDGED

    back = give_back(proposed[0], to=FilingState.FILED, reason="理由不足。", by=cleanup.leader)

    assert back.state == FilingState.FILED
    assert task(cleanup, Step.SCREENING).done_on is None
    assert task(cleanup, Step.FILING).done_on is not None
    propose_decision(proposed[0], Opinion(Outcome.RETAIN), by=cleanup.examiner)
    assert proposed[0].decisions.count() == 1


def test_the_examiner_may_not_send_back_what_he_proposed(cleanup, proposed):
    with pytest.raises(PermissionDenied, match="分管领导"):
        give_back(proposed[0], to=FilingState.FILED, reason="改主意。", by=cleanup.examiner)


def test_a_return_without_a_reason_is_refused(cleanup, filed):
    with pytest.raises(Refusal) as refusal:
        return_filing(filed[0], reason=" ", by=cleanup.examiner)
    assert codes(refusal) == ["reason-needed"]


def test_one_item_comes_back_alone_and_is_filed_again_under_its_number(cleanup, filed):
    number = filed[0].activity.number
    return_filing(filed[0], reason="周期有误。", by=cleanup.examiner)
    assert task(cleanup, Step.FILING).done_on is None
    assert Filing.objects.get(pk=filed[1].pk).state == FilingState.FILED

    refile(Filing.objects.get(pk=filed[0].pk), by=cleanup.head)

    assert task(cleanup, Step.FILING).done_on is not None
    assert Activity.objects.filter(number=number).count() == 1
    assert Activity.objects.count() == 2


def test_the_examiner_takes_his_own_opinion_back(cleanup, proposed):
    taken = take_back(proposed[0], by=cleanup.examiner)
    assert taken.state == FilingState.FILED


def test_nobody_takes_back_what_another_did(cleanup, proposed):
    other = factories.official(cleanup.here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    with pytest.raises(Refusal) as refusal:
        take_back(proposed[0], by=other)
    assert codes(refusal) == ["nothing-to-withdraw"]


def test_what_has_entered_the_register_is_not_taken_back(cleanup, filed):
    with pytest.raises(Refusal) as refusal:
        take_back(filed[0], by=cleanup.head)
    assert codes(refusal) == ["not-taken-back"]


def test_a_clerk_takes_back_what_the_head_has_not_signed_and_is_reminded_again(cleanup, here):
    declaration = cleanup.declaration_of(EDUCATION)
    declaration.is_zero_return = True
    submit_declaration(declaration, by=cleanup.clerk)
    assert Deadline.objects.get(subject=declaration.subject(), met_at=None).state == "submitted"

    taken = take_back(declaration, by=cleanup.clerk)

    assert taken.state == DeclarationState.COMPILING
    assert Deadline.objects.get(subject=declaration.subject(), met_at=None).state == "compiling"


def test_a_contest_is_taken_back_and_its_day_to_answer_still_counts(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)
    contested = contest_result(filed[1], reason="不服。", by=cleanup.head, on=RESOLVED)
    assert task(cleanup, Step.FOCUS).done_on is None

    taken = take_back(contested, by=cleanup.head)

    assert taken.state == FilingState.NOTIFIED
    due = Deadline.objects.get(subject=taken.subject(), met_at=None)
    assert (due.due_on - RESOLVED).days == cleanup.campaign.contest_days


def test_an_acknowledgement_is_taken_back_and_the_last_step_opens_again(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)
    acknowledge_results(filed, by=cleanup.head, on=RESOLVED)
    assert task(cleanup, Step.FEEDBACK).done_on == RESOLVED

    take_back(filed[0], by=cleanup.head)

    assert task(cleanup, Step.FEEDBACK).done_on is None


def test_a_lead_is_taken_back_and_falls_due_again(cleanup, lead):
    from_book = give_back  # a settled lead has no returner: only its maker takes it back
    settled = lead.settle("dismiss")
    with pytest.raises(Refusal):
        from_book(settled, to=settled.lifecycle.initial, reason="重核", by=cleanup.examiner)

    taken = take_back(settled, by=cleanup.examiner)

    assert taken.state == "open"
    assert Deadline.objects.get(subject=taken.subject(), met_at=None).due_on == taken.due_on


def test_what_the_conference_is_signing_is_neither_returned_nor_taken_back(cleanup, proposed):
    factories.official(cleanup.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
    confirm_decisions(proposed, by=cleanup.leader, on=JUDGED)
    draft = ResolutionDraft("决议", RESOLVED, "同意。", is_cosigned=True)
    record_resolution(cleanup.campaign, proposed, draft, by=cleanup.examiner)

    for deed in (
        lambda: return_filing(
            proposed[0], to=FilingState.PROPOSED, reason="再议。", by=cleanup.leader
        ),
        lambda: take_back(proposed[0], by=cleanup.leader),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert codes(refusal) == ["under-signature"]


def test_an_item_is_handed_to_a_colleague_on_the_page_and_moves_to_his_list(
    client, cleanup, filed
):
    colleague = factories.official(cleanup.here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    client.force_login(cleanup.examiner)
    url = reverse("campaigns:hand_over", args=["filing", filed[0].pk])

    empty = client.post(url, {"to": colleague.pk, "reason": ""})
    done = client.post(url, {"to": colleague.pk, "reason": "出差。"})

    assert (empty.status_code, done.status_code) == (422, 302)
    assert Assignment.objects.get().user == colleague
    mine = {todo.matter.pk for todo in todos_of(cleanup.examiner) if todo.kind_label == "填报事项"}
    assert filed[0].pk not in mine


def test_a_page_offers_only_the_ways_that_lead_somewhere(client, cleanup, proposed):
    def shown(user, pk):
        client.force_login(user)
        return client.get(reverse("campaigns:filing", args=[pk])).content.decode()

    assert "取回" in shown(cleanup.examiner, proposed[0].pk)
    assert "退回" not in shown(cleanup.examiner, proposed[0].pk)
    assert "退回" in shown(cleanup.leader, proposed[0].pk)
    assert "取回" not in shown(cleanup.leader, proposed[0].pk)
    assert "退回" not in shown(cleanup.clerk, proposed[0].pk)


def test_steps_back_are_made_through_the_pages(client, cleanup, proposed):
    client.force_login(cleanup.leader)
    url = reverse("campaigns:send_back", args=["filing", proposed[0].pk])
    unreasoned = client.post(url, {"to": "filed", "reason": ""})
    returned = client.post(url, {"to": "filed", "reason": "依据不明。"})
    client.force_login(cleanup.examiner)
    taken = client.post(reverse("campaigns:take_back", args=["filing", proposed[1].pk]))

    assert [unreasoned.status_code, returned.status_code, taken.status_code] == [422, 302, 302]
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.FILED}


def test_nobody_sends_back_or_hands_over_what_is_not_his(client, cleanup, proposed):
    client.force_login(cleanup.clerk)
    for name in ("send_back", "hand_over"):
        url = reverse(f"campaigns:{name}", args=["filing", proposed[0].pk])
        assert client.get(url).status_code == 403
    unknown = reverse("campaigns:send_back", args=["campaign", cleanup.campaign.pk])
    assert client.get(unknown).status_code == 404


def test_a_stand_in_acts_under_the_absent_holders_name(cleanup, filed):
    post = cleanup.examiner.posts.get()
    deputy = factories.official(cleanup.here, Role.FILER, LEAD)
    StandIn.objects.create(
        post=post, substitute=deputy, since=date(2010, 1, 1), until=date(2099, 1, 1)
    )
    return_filing(filed[0], reason="周期有误。", by=deputy)

    last = timeline_of(filed[0])[-1]

    assert "代" in last.who
    assert road_of(Filing.objects.get(pk=filed[0].pk))[-1].target == FilingState.ENTERED
