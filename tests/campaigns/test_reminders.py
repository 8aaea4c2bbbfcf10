"""Deadlines remind and escalate; a freeze refuses; a missed target is said plainly."""

from datetime import date

import pytest
from django.urls import reverse

from honours.campaigns.models import Filing
from honours.campaigns.operations.campaigns import move_campaign
from honours.campaigns.operations.declarations import (
    complete_survey,
)
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import DeclarationState
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.operations.activities import Registration, register_activity
from honours.registry.vocabulary import BasisKind
from honours.workflow.deadlines import remind
from honours.workflow.models import Deadline
from honours.workflow.queries import reminders_for
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED, item
from tests.campaigns.test_chain import RESOLVED, resolve


def due_of(matter):
    return Deadline.objects.get(subject=matter.subject(), met_at=None).due_on


def test_an_open_campaign_reminds_each_unit_of_the_survey_then_of_filing(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    assert due_of(declaration) == date(2010, 3, 31)

    complete_survey(declaration, by=cleanup.clerk, on=date(2010, 3, 20))

    assert due_of(declaration) == date(2010, 5, 10)


def test_a_late_unit_is_reminded_and_the_lead_bureau_hears_but_nothing_is_decided(cleanup):
    remind(date(2010, 4, 2))

    kinds = {
        reminder.kind: reminder.role
        for reminder in reminders_for(mandate_of(cleanup.clerk))
        + reminders_for(mandate_of(cleanup.examiner))
    }
    assert kinds == {"overdue": Role.FILER, "escalated": Role.EXAMINER}
    assert cleanup.declaration_of(EDUCATION).state == DeclarationState.COMPILING


def test_once_signed_nobody_is_reminded(cleanup, filed):
    declaration = cleanup.declaration_of(EDUCATION)
    assert not Deadline.objects.filter(subject=declaration.subject(), met_at=None).exists()


def test_units_are_reminded_to_answer_their_results(cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)

    assert (due_of(filed[0]) - RESOLVED).days == cleanup.campaign.contest_days
    remind(date(2010, 8, 30))
    (reminder,) = {r.role for r in reminders_for(mandate_of(cleanup.head))}
    assert reminder == Role.HEAD


def test_a_lead_that_is_not_cleared_up_comes_before_the_leader(cleanup, lead):
    remind(date(2010, 7, 2))
    told = reminders_for(mandate_of(cleanup.leader))
    assert ("escalated", date(2010, 6, 30)) in {(r.kind, r.deadline.due_on) for r in told}


def test_the_register_refuses_a_new_item_while_the_campaign_runs(cleanup):
    said = item("巴中市新设评选", established_on=date(2010, 4, 1)).particulars
    entry = Registration(cleanup.here[HEALTH], {**said, "basis_kind": BasisKind.OWN_DOCUMENT})
    with pytest.raises(Refusal) as refusal:
        register_activity(entry, by=cleanup.examiner, on=date(2010, 6, 1))
    assert [finding.code for finding in refusal.value.findings] == ["frozen"]
    assert refusal.value.findings[0].citation is not None


def test_what_is_planned_before_its_period_is_found(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    early = item("巴中市优秀教师", last_held_on=date(2009, 9, 1), planned_on=date(2011, 9, 1))
    file_activity(declaration, early, by=cleanup.clerk)
    filing = Filing.objects.select_related("organization", "campaign").get()

    (screening,) = screen_filings(cleanup.campaign, [filing], by=cleanup.examiner, on=JUDGED)

    assert "|repeated-early|" in screening.codes


def test_a_missed_target_is_said_plainly_with_its_clause_once_something_is_resolved(
    client, cleanup, filed
):
    client.force_login(cleanup.examiner)
    url = reverse("campaigns:campaign", args=[cleanup.campaign.pk])
    before = client.get(url).content.decode()
    resolve(cleanup, filed)
    after = client.get(url).content.decode()

    assert "的目标。" not in before
    assert "未达到70%的目标。" in after
    assert "如实报告" in after


def test_a_freeze_ends_with_the_campaign(cleanup):
    principal = factories.official(
        cleanup.here, Role.PRINCIPAL_LEADER, "巴中市人力资源和社会保障局", jurisdiction="巴中市"
    )
    for verb in ("examine", "institute"):
        move_campaign(cleanup.campaign, verb, by=cleanup.leader)
    move_campaign(cleanup.campaign, "close", by=principal)
    said = item("巴中市新设评选", basis_kind=BasisKind.OWN_DOCUMENT).particulars

    entry = Registration(cleanup.here[HEALTH], said)

    # Lifted today: from tomorrow on, and on any day before it began, nothing stands against it.
    assert register_activity(entry, by=cleanup.examiner, on=date(2010, 2, 1)).pk
