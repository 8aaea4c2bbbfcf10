"""Editions: planned, opened under the rules of the day, frozen from then on."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.queries import entries_about
from honours.commendations.models.editions import Edition
from honours.commendations.operations.editions import (
    EditionPlan,
    TitlePlan,
    amend_edition,
    cancel_edition,
    open_edition,
    plan_edition,
    review_edition,
    set_consent_text,
    set_milestones,
    set_titles,
)
from honours.commendations.queries.editions import editions_seen_by
from honours.commendations.readings.edition_rules import rules_frozen
from honours.commendations.vocabulary import EditionState, Milestone
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.quotas.models import Account
from honours.quotas.vocabulary.places import CandidateKind, Purpose
from honours.registry.operations.standings import StandingOrder, change_standing
from tests.commendations.town import DIVISION_HEADS, LEAD, OPENED


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def test_opening_freezes_the_rules_as_they_stand(here) -> None:
    edition = open_edition(here.planned(), by=here.leader, on=OPENED)
    assert edition.state == EditionState.OPEN
    assert rules_frozen(edition.frozen).ratios == (DIVISION_HEADS,)
    assert edition.frozen["rules_on"] == "2010-09-01"
    with pytest.raises(Refusal) as refusal:
        set_titles(edition, [TitlePlan(CandidateKind.PERSON, "标兵", 99)], by=here.examiner)
    assert codes(refusal) == ["rules-are-frozen"]


@pytest.mark.parametrize(("includes", "authorised"), [(False, 12), (True, 10)])
def test_the_ledger_holds_what_may_be_put_forward(here, includes: bool, authorised: int) -> None:
    planned = here.planned(differential=Decimal("1.2"), places_include_differential=includes)
    edition = open_edition(planned, by=here.leader, on=OPENED)
    account = Account.objects.get(
        ledger__subject=edition.subject(), kind=CandidateKind.PERSON, purpose=Purpose.SOURCE
    )
    assert account.authorised == authorised


def test_a_plan_with_holes_tells_each_of_them_and_stays_a_plan(here) -> None:
    plan = EditionPlan(here.activity, here[LEAD], here["巴中市"], "空白届次", 2010, Level.CITY)
    edition = plan_edition(plan, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        open_edition(edition, by=here.leader, on=OPENED)
    assert codes(refusal) == [
        "approval-missing",
        "conditions-missing",
        "scope-missing",
        "places-missing",
        "consent-text-missing",
        "milestones-missing",
    ]
    assert Edition.objects.get(pk=edition.pk).state == EditionState.PLANNED


def test_dates_run_in_order_and_after_opening_are_only_put_off(here) -> None:
    edition = here.planned()
    backwards = {
        Milestone.NOMINATIONS_DUE: date(2010, 12, 1),
        Milestone.FIRST_REVIEW: date(2010, 11, 1),
        Milestone.DECISION: date(2010, 12, 20),
    }
    set_milestones(edition, backwards, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        open_edition(edition, by=here.leader, on=OPENED)
    assert codes(refusal) == ["milestones-out-of-order"]
    edition = here.opened()
    sooner = {
        Milestone.NOMINATIONS_DUE: date(2010, 9, 10),
        Milestone.FIRST_REVIEW: date(2010, 10, 20),
        Milestone.DECISION: date(2010, 12, 20),
    }
    with pytest.raises(Refusal) as refusal:
        set_milestones(edition, sooner, by=here.examiner)
    assert codes(refusal) == ["dates-only-put-off"]


def test_what_was_revoked_is_not_held(here) -> None:
    edition = here.planned()
    order = StandingOrder(here.activity, "revoke", "清理撤销", "巴清联办〔2010〕5号")
    change_standing(order, effective_on=OPENED, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        open_edition(edition, by=here.leader, on=OPENED)
    assert codes(refusal) == ["activity-not-in-force"]


def test_an_item_is_not_held_again_before_its_time(here) -> None:
    edition = here.planned()
    here.activity.period_kind, here.activity.period_months = "regular", 60
    here.activity.last_held_on = date(2008, 9, 1)
    here.activity.save()
    with pytest.raises(Refusal) as refusal:
        open_edition(edition, by=here.leader, on=OPENED)
    assert codes(refusal) == ["too-early-again"]
    assert "2013年1月1日" in refusal.value.findings[0].message


def test_names_are_needed_and_taken_once(here) -> None:
    taken = here.planned().name
    for name, code in (("  ", "name-missing"), (taken, "edition-there-already")):
        plan = EditionPlan(here.activity, here[LEAD], here["巴中市"], name, 2010, Level.CITY)
        with pytest.raises(Refusal) as refusal:
            plan_edition(plan, by=here.examiner)
        assert codes(refusal) == [code]


def test_only_the_lead_bureau_plans_and_only_its_leader_opens(here) -> None:
    edition = here.planned()
    with pytest.raises(PermissionDenied):
        amend_edition(edition, {"scope": "全省"}, by=here.clerk)
    for by in (here.examiner, here.county_leader):
        with pytest.raises(PermissionDenied):
            open_edition(edition, by=by, on=OPENED)


def test_changes_to_a_plan_stand_in_the_book_by_field(here) -> None:
    edition = amend_edition(here.planned(), {"scope": "全市教师"}, by=here.examiner)
    amended = entries_about(edition.subject()).get(verb="commendations.edition.amend")
    assert amended.detail == {"fields": ["scope"]}


def test_an_empty_consent_text_is_refused_and_versions_count_up(here) -> None:
    edition = here.planned()
    with pytest.raises(Refusal) as refusal:
        set_consent_text(edition, " ", by=here.examiner)
    assert codes(refusal) == ["consent-text-missing"]
    assert set_consent_text(edition, "第二版文本。", by=here.examiner).version == 2


def test_plans_are_seen_by_who_runs_them_and_open_editions_by_everybody_in_their_region(
    here,
) -> None:
    planned, opened = here.planned(), here.opened()
    assert set(editions_seen_by(mandate_of(here.examiner))) == {planned, opened}
    assert set(editions_seen_by(mandate_of(here.county_clerk))) == {opened}
    administrator = here.here.system_administrator
    assert not editions_seen_by(mandate_of(administrator)).exists()


def test_an_edition_is_reviewed_or_cancelled_with_a_reason(here) -> None:
    edition = review_edition(here.opened(), by=here.examiner)
    assert edition.state == EditionState.REVIEWING
    with pytest.raises(Refusal) as refusal:
        cancel_edition(edition, reason=" ", by=here.leader)
    assert codes(refusal) == ["reason-needed"]
    cancelled = cancel_edition(edition, reason="上级要求暂缓", by=here.leader)
    assert cancelled.state == EditionState.CANCELLED
