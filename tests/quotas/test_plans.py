"""An allocation on its road: drawn up by one, approved by another, carried out as approved."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.quotas.apportioning.questions import Contender, Criterion, Question
from honours.quotas.models import AllocationPlan
from honours.quotas.operations.plans import (
    NewPlan,
    approve_plan,
    discard_plan,
    draw_plan,
    issue_plan,
)
from honours.quotas.vocabulary.places import PlanState, RoundingMethod
from tests import factories
from tests.quotas.town import CITY, COUNTY, EDUCATION, LEAD, OTHER_COUNTY, PERSON, places

pytestmark = pytest.mark.django_db
HEADS = {COUNTY: 700, OTHER_COUNTY: 250, "市教育局": 50}


def asked(total=10, heads=HEADS):
    contenders = tuple(Contender(name, (Decimal(count),)) for name, count in heads.items())
    criteria = (Criterion("人数", Decimal(100)),)
    return Question(total, RoundingMethod.LARGEST_REMAINDER, criteria, contenders)


@pytest.fixture
def year():
    return places()


@pytest.fixture
def leader(year):
    return factories.official(year.here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction=CITY)


def drawn(year, question=None, by=None):
    new = NewPlan(year.ledger, year[LEAD], PERSON, "", "方案", question or asked())
    return draw_plan(new, by=by or year.examiner)


def test_a_plan_is_computed_and_kept_under_the_full_names(year):
    plan = drawn(year)
    assert plan.state == PlanState.DRAFT
    assert {line["name"]: line["places"] for line in plan.answer["lines"]} == {
        COUNTY: 7,
        OTHER_COUNTY: 3,
        EDUCATION: 0,
    }
    assert plan.answer["tied"] == [OTHER_COUNTY, EDUCATION]
    assert year.standing(COUNTY).issued == 0


def test_approved_by_somebody_else_it_goes_out_as_shown(year, leader):
    plan = issue_plan(approve_plan(drawn(year), by=leader), by=year.examiner)
    assert plan.state == PlanState.ISSUED
    assert plan.approved_by == leader.name
    assert plan.issued_at
    assert [year.standing(name).available for name in (COUNTY, OTHER_COUNTY)] == [7, 3]
    assert year.standing(LEAD).available == 66


def test_nobody_approves_what_he_drew_up(year, leader):
    factories.appointed(year.here, year.examiner, Role.LEADER_IN_CHARGE, LEAD, jurisdiction=CITY)
    plan = drawn(year)
    with pytest.raises(Refusal) as refusal:
        approve_plan(plan, by=year.examiner)
    assert refusal.value.findings[0].code == "maker-is-checker"
    with pytest.raises(Refusal) as refusal:
        issue_plan(plan, by=year.examiner)
    assert refusal.value.findings[0].code == "not-possible-now"


def test_a_county_draws_up_nothing_for_the_city(year):
    with pytest.raises(PermissionDenied):
        drawn(year, by=year.county_examiner)


def test_organizations_that_the_giver_does_not_serve_are_named(year):
    with pytest.raises(Refusal) as refusal:
        drawn(year, asked(heads={COUNTY: 1, "巴州区教育局": 1, "某局": 1}))
    [finding] = refusal.value.findings
    assert finding.code == "not-a-receiver"
    assert "巴州区教育局、某局" in finding.message


def test_a_plan_for_more_than_there_is_stays_approved_and_hands_out_nothing(year, leader):
    plan = approve_plan(drawn(year, asked(total=100)), by=leader)
    with pytest.raises(Refusal) as refusal:
        issue_plan(plan, by=year.examiner)
    assert refusal.value.findings[0].code == "not-enough-places"
    assert AllocationPlan.objects.get().state == PlanState.APPROVED
    assert year.standing(COUNTY).issued == 0


def test_a_plan_that_was_tampered_with_goes_no_further(year, leader):
    plan = approve_plan(drawn(year), by=leader)
    plan.answer["lines"][0]["places"] = 8
    plan.save()
    with pytest.raises(Refusal) as refusal:
        issue_plan(plan, by=year.examiner)
    assert refusal.value.findings[0].code == "plan-altered"


def test_a_plan_set_aside_stays_to_be_read(year, leader):
    plan = discard_plan(approve_plan(drawn(year), by=leader), by=year.examiner)
    assert plan.state == PlanState.DISCARDED
