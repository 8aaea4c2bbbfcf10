"""What a draft may lack and nobody hands in without: papers, consent, the leaders' meeting."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import time_machine
import yaml
from django.urls import reverse

from honours.audit.models import Entry
from honours.commendations.checks.nominating import judge_handed_in, judge_nomination
from honours.commendations.models.nominations import Consent, Nomination, Person
from honours.commendations.operations.decisions import issue_decision
from honours.commendations.operations.nominations import save_nomination, submit_nomination
from honours.commendations.operations.papers import add_paper, withdraw_consent
from honours.commendations.operations.signing import accept_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.vocabulary import NominationState, PaperKind, Tier
from honours.kernel.verdicts import Refusal, Weight
from honours.policies.operations.rulebook import import_rulebooks
from honours.privacy.models import Attachment
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.climbing import (
    DECIDED,
    NUMBER,
    drafted_decision,
    noticed,
    reviewed_twice,
    unit_slate,
)
from tests.commendations.nominees import (
    SEPTEMBER,
    filed,
    filed_without_papers,
    photographed,
    portrait,
    submitted,
)
from tests.commendations.test_nomination_checks import facts_in, rules_of
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, EDUCATION
from tests.policies.samples import rulebook

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "handing_in.yaml").read_text(encoding="utf-8")
)
PHOTOGRAPHED = [PaperKind.PHOTO.label]


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


def facts_of_case(case):
    """The facts of the case, with the papers and the consent that it speaks of."""
    facts = facts_in(case)
    papers = frozenset(PaperKind.from_label(word) for word in case.get("材料", PHOTOGRAPHED))
    agreed = case.get("改", {}).get("consent_given_on", "2010-09-05")
    day = date.fromisoformat(str(agreed)) if agreed and facts.is_person else None
    return replace(facts, papers=papers, consent_given_on=day)


def lacking(verdict, weight):
    return [one for one in verdict.findings if one.weight is weight]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_what_a_draft_lacks_stands_in_the_way_once_it_is_handed_in(case):
    facts, rules = facts_of_case(case), rules_of(case)
    draft, handed_in = judge_nomination(facts, rules), judge_handed_in(facts, rules)
    waiting, refused = lacking(draft, Weight.MISSING), lacking(handed_in, Weight.BLOCKING)
    assert [f"{one.field} {one.code}" for one in waiting] == case["缺"]
    assert draft.passed
    assert handed_in.passed is (not case["缺"])
    assert refused == [replace(one, weight=Weight.BLOCKING) for one in waiting]
    assert all(one.remedy and one.message for one in refused)
    assert case.get("办法", "") in "".join(one.remedy for one in refused)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["缺"]], ids=lambda case: case["事例"]
)
def test_once_supplied_nothing_stands_in_the_way(case):
    supplied = {**case, **case["补齐"]}
    assert judge_handed_in(facts_of_case(supplied), rules_of(case)).passed


def came_without_photograph(nomination):
    """As rows did that were handed in before anybody asked for one."""
    Person.objects.filter(nomination=nomination).update(photo=None)
    Attachment.objects.filter(subject=nomination.subject()).delete()


def refused_on_handing_in(nomination, by):
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(nomination, by=by)
    stands = [one for one in refusal.value.findings if one.is_blocking]
    assert Nomination.objects.get(pk=nomination.pk).state == NominationState.DRAFT
    return [(one.field, one.code) for one in stands]


def test_without_a_photograph_it_is_kept_as_a_draft_and_handed_in_after_the_upload(
    here, edition, unit
):
    clerk = here.county_clerk
    draft = filed_without_papers(edition, unit, clerk).nomination
    saved = save_nomination(draft, {"post": "校长"}, version=1, by=clerk).nomination
    assert saved.version == 2
    assert refused_on_handing_in(draft, clerk) == [("photo", "photo-missing")]
    photographed(draft, clerk)
    with time_machine.travel(SEPTEMBER):
        assert submit_nomination(draft, by=clerk).state == NominationState.SUBMITTED


def test_a_farmer_is_handed_in_with_the_household_register_where_the_rules_ask_for_it(here, unit):
    rule = "{key: farmer_papers, value: [户口本], confidence: 见转述, source_row: R233}"
    import_rulebooks((rulebook(rule=rule),), by="tester")
    edition, clerk = here.opened(), here.county_clerk
    farmer = {"identity_category": "农民"}
    draft = filed(edition, unit, clerk, **farmer).nomination
    assert refused_on_handing_in(draft, clerk) == [("household", "farmer-papers-missing")]
    add_paper(draft, PaperKind.HOUSEHOLD, file_name="户口本.jpg", content=portrait(), by=clerk)
    with time_machine.travel(SEPTEMBER):
        assert submit_nomination(draft, by=clerk).state == NominationState.SUBMITTED


def test_the_refused_attempt_and_the_upload_stand_in_the_book(client, here, edition, unit):
    draft = filed_without_papers(edition, unit, here.county_clerk).nomination
    client.force_login(here.county_clerk)
    with time_machine.travel(SEPTEMBER):
        answer = client.post(reverse("commendations:submit_nomination", args=[draft.pk]))
    assert answer.status_code == 422
    assert "照片和材料" in answer.content.decode()
    told = Entry.objects.get(verb="workflow.attempt.refuse")
    assert told.actor == here.county_clerk.username
    assert "photo-missing" in told.detail["codes"]
    photographed(draft, here.county_clerk)
    added = Entry.objects.get(verb="commendations.nomination.add_paper")
    assert (added.subject, added.detail["purpose"]) == (draft.subject(), "photo")


def test_the_head_signs_for_nobody_whose_consent_was_taken_back(here, edition, unit):
    one = submitted(edition, unit, here.county_clerk)
    withdraw_consent(one, on=SEPTEMBER.date(), by=here.county_clerk)
    with pytest.raises(Refusal) as refusal:
        unit_slate(here, edition, [one])
    stands = {finding.code for finding in refusal.value.findings if finding.is_blocking}
    assert stands == {"consent-withdrawn"}


def test_the_county_takes_over_but_does_not_pass_on_who_came_without_papers(here, edition, unit):
    one = submitted(edition, unit, here.county_clerk)
    slate = unit_slate(here, edition, [one])
    came_without_photograph(one)
    with time_machine.travel(SEPTEMBER):
        accept_slate(slate, by=here.county_examiner)
        key = SlateKey(
            edition, here[COUNTY_BUREAU], CandidateKind.PERSON, Tier.COUNTY, here["通江县"]
        )
        gathered = open_slate(key, by=here.county_examiner)
        compose_slate(gathered, [one], by=here.county_examiner)
        submit_slate(gathered, by=here.county_examiner)
        with pytest.raises(Refusal) as refusal:
            sign_slate(gathered, opinion="同意上报。", by=here.county_leader)
    (finding,) = [each for each in refusal.value.findings if each.is_blocking]
    assert finding.code == "photo-missing"
    assert finding.message.startswith(f"{one.number}：")


def test_nobody_is_commended_without_papers_or_after_taking_the_consent_back(here, edition):
    one = submitted(edition, here[EDUCATION], here.clerk)
    unit_slate(here, edition, [one], unit=EDUCATION)
    reviewed_twice(here, edition, [one])
    decision = drafted_decision(here, edition, [one])
    noticed(here, edition)
    came_without_photograph(one)
    Consent.objects.update(withdrawn_on=date(2010, 12, 1))
    with pytest.raises(Refusal) as refusal:
        issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
    stands = [each for each in refusal.value.findings if each.is_blocking]
    assert {each.code for each in stands} == {"photo-missing", "consent-withdrawn"}
    assert all(each.message.startswith(f"{one.number}：") for each in stands)
