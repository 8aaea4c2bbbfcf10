"""Several officials at once, on a real PostgreSQL: one wins, nothing is done twice."""

from datetime import date

from honours.campaigns.models import Decision, Declaration, Filing
from honours.campaigns.operations.campaigns import enlist_units, move_campaign, plan_campaign
from honours.campaigns.operations.decisions import Opinion, propose_decision
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import DeclarationState, Outcome
from honours.directory.vocabulary import Role
from honours.registry.models import Activity
from honours.workflow.models import Passage
from tests import factories
from tests.campaigns.conftest import (
    COUNTY,
    EDUCATION,
    HEALTH,
    JUDGED,
    LEAD,
    brought_rules,
    item,
    plan_of,
)
from tests.workflow.test_races import outcomes_of

SIGNED = date(2010, 5, 4)
UNITS = (EDUCATION, HEALTH, COUNTY)


def opened(here):
    """A campaign that is open, and who examines for it. Nothing is rolled back on this server."""
    examiner = factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    leader = factories.official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市")
    campaign = plan_campaign(plan_of(here, brought_rules()), by=examiner)
    enlist_units(campaign, [here[unit] for unit in UNITS], by=examiner)
    return move_campaign(campaign, "open", by=leader), examiner


def submitted(campaign, here, unit, names):
    declaration = campaign.declarations.select_related("organization", "campaign").get(
        organization=here[unit]
    )
    clerk = factories.official(here, Role.FILER, unit)
    for name in names:
        file_activity(declaration, item(name), by=clerk)
    return submit_declaration(declaration, by=clerk)


def fresh(model, pk):
    return model.objects.select_related("organization", "campaign").get(pk=pk)


def test_of_two_examiners_who_judge_one_item_at_once_one_succeeds(on_postgres):
    here = factories.city()
    campaign, examiner = opened(here)
    colleague = factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    declaration = submitted(campaign, here, EDUCATION, ["巴中市优秀教师"])
    head = factories.official(here, Role.HEAD, EDUCATION)
    sign_declaration(declaration, by=head, on=SIGNED)
    filing = fresh(Filing, Filing.objects.get().pk)
    screen_filings(campaign, [filing], by=examiner, on=JUDGED)

    def judging(by, outcome):
        opinion = Opinion(outcome, "经研究。")
        return lambda: propose_decision(fresh(Filing, filing.pk), opinion, by=by)

    outcomes = outcomes_of(
        [judging(examiner, Outcome.RETAIN), judging(colleague, Outcome.REVOKE)] * 4
    )

    assert sorted(outcomes) == ["done"] + ["not-possible-now"] * 7
    assert Decision.objects.count() == 1
    assert Passage.objects.filter(verb="propose").count() == 1


def test_of_twenty_signatures_under_one_declaration_one_counts(on_postgres):
    here = factories.city()
    campaign, _ = opened(here)
    declaration = submitted(campaign, here, EDUCATION, ["巴中市优秀教师", "巴中市优秀学生"])
    head = factories.official(here, Role.HEAD, EDUCATION)

    outcomes = outcomes_of(
        [lambda: sign_declaration(fresh(Declaration, declaration.pk), by=head, on=SIGNED)] * 20
    )

    assert sorted(outcomes) == ["done"] + ["not-possible-now"] * 19
    assert Declaration.objects.get(pk=declaration.pk).state == DeclarationState.SIGNED
    assert Activity.objects.count() == 2


def test_units_that_sign_at_once_get_numbers_of_their_own(on_postgres):
    here = factories.city()
    campaign, _ = opened(here)
    deeds = []
    for unit in UNITS:
        declaration = submitted(campaign, here, unit, [f"{unit}先进{n}" for n in range(4)])
        head = factories.official(here, Role.HEAD, unit)
        deeds.append(
            lambda pk=declaration.pk, by=head: sign_declaration(
                fresh(Declaration, pk), by=by, on=SIGNED
            )
        )

    assert outcomes_of(deeds) == ["done"] * 3
    assert len(set(Activity.objects.values_list("number", flat=True))) == 12
