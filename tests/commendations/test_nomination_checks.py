"""What stands against a nomination, case by case, as officials would write the cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from honours.commendations.checks.nominating import judge_nomination
from honours.commendations.checks.nomination_facts import (
    AlikeText,
    EditionTerms,
    Encounter,
    PersonFacts,
    TitleTerms,
    UnitFacts,
)
from honours.commendations.checks.nominations import signed_by_another
from honours.commendations.checks.recommending import may_be_published
from honours.commendations.models.editions import Edition, Title
from honours.commendations.models.nominations import Nomination, PastHonour
from honours.commendations.operations.particulars import fill
from honours.commendations.queries import candidates
from honours.commendations.queries.encounters import Found
from honours.commendations.queries.nominations import Parts
from honours.commendations.readings.entries import Part
from honours.commendations.vocabulary import EditionState, NominationState
from honours.directory.models import Organization
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Weight
from honours.policies.readings.shipped import shipped_rules
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.conditions import Aspect, Between
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations import nominees

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "nominations.yaml").read_text(encoding="utf-8")
)
LONG = {
    "二千零一字": "字" * 2001,
    "二千字带空格": "字 \n" * 2000,
    "三百零一字": "字" * 301,
}
WEIGHTS = {"提示": Weight.ADVICE, "缺": Weight.MISSING}
ALWAYS = {
    "photo-missing",
    "consent-missing",
    "identity-number-region-younger",
    "identity-number-region-unknown",
}
"""Said of every nominee here; told apart in tests of their own."""
BUREAU_HEADS = Bar("bureau-heads", "厅局级不参评", Between(Aspect.RANK, lowest=Rank.DEPUTY_BUREAU))
TITLES = (
    TitleTerms("person-1", "先进工作者", "person", ("organ", "institution")),
    TitleTerms("collective-1", "先进集体", "collective"),
)


def terms(day: date, **particulars) -> EditionTerms:
    bars = (BUREAU_HEADS,) if particulars.pop("bars", False) else ()
    plain = {"requires_vote": False, "requires_prior_honour": False, **particulars}
    due = date(2010, 9, 30) if day.year == 2010 else None
    return EditionTerms(
        name="本届评选",
        state=EditionState.OPEN,
        level=Level.CITY,
        titles=TITLES,
        account_length=2000,
        brief_length=300,
        due_on=due,
        bars=bars,
        **plain,
    )


def facts_in(case):
    """The case's texts read into rows that no database ever sees."""
    is_collective = case.get("集体", False)
    kind = CandidateKind.COLLECTIVE if is_collective else CandidateKind.PERSON
    texts = {
        str(code): LONG.get(str(text), str(text)) for code, text in case.get("改", {}).items()
    }
    base = nominees.collective() if is_collective else nominees.person(identity_number=NUMBER)
    title = TITLES[is_collective]
    nomination = Nomination(
        pk=1,
        edition=Edition(pk=1, level=Level.CITY),
        kind=kind,
        title=Title(code=title.code, name=title.name, kind=kind, statuses=list(title.statuses)),
        region=Organization(division="5119"),
        organization=Organization(pk=1),
    )
    parts = Parts(nomination)
    filling = fill(parts, {**base, **texts})
    candidates_of_lines(parts, filling)
    day = date.fromisoformat(str(case.get("日期", "2010-09-10")))
    return candidates._facts(parts, Found(), terms(day, **case.get("本届", {})), day)


def candidates_of_lines(parts, filling):
    """Past honours, as ``keep`` would write them."""

    parts.honours = [
        PastHonour(
            title=line.title,
            granted_by=line.granted_by,
            granted_on=line.granted_on,
            level=line.level,
            has_new_merit=line.has_new_merit,
        )
        for line in filling.lines.get(Part.HONOURS) or ()
    ]


def rules_of(case) -> Rules:
    day = date.fromisoformat(str(case.get("日期", "2010-09-10")))
    return Rules.on_day(day, shipped_rules(), case.get("地区", "5119"))


def said(case) -> list[str]:
    found = judge_nomination(facts_in(case), rules_of(case)).findings
    told = [one for one in found if one.code not in ALWAYS]
    words = {weight: word for word, weight in WEIGHTS.items()}
    return [
        " ".join(part for part in (words.get(one.weight, ""), one.code, one.field) if part)
        for one in told
    ]


NUMBER = nominees.identity_number(serial=2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["事例"])
def test_a_nomination_is_judged_as_the_case_says(case):
    assert said(case) == case["发现"]


def with_facts(**given):
    return replace(facts_in({}), **given)


def codes(facts) -> list[str]:
    return [one.code for one in judge_nomination(facts, rules_of({})).findings]


@pytest.mark.parametrize(
    ("state", "weight"),
    [(NominationState.DRAFT, Weight.ADVICE), (NominationState.SUBMITTED, Weight.BLOCKING)],
)
def test_the_same_person_elsewhere_blocks_once_the_other_has_left_its_desk(state, weight):
    facts = with_facts(encounters=(Encounter(state, is_same_edition=True),))
    (found,) = [
        one
        for one in judge_nomination(facts, rules_of({})).findings
        if one.code == "put-forward-twice"
    ]
    assert found.weight is weight


@pytest.mark.parametrize("state", [NominationState.WITHDRAWN, NominationState.STRUCK])
def test_who_is_out_of_the_race_is_in_nobodys_way(state):
    facts = with_facts(encounters=(Encounter(state, is_same_edition=True),))
    assert "put-forward-twice" not in codes(facts)


def test_an_honour_of_the_same_item_on_the_roll_is_found_even_if_not_stated():
    met = Encounter(
        NominationState.COMMENDED,
        is_same_edition=False,
        title="先进工作者",
        granted_on=date(2005, 5, 1),
        is_same_honour=True,
    )
    assert "honoured-alike-before" in codes(with_facts(encounters=(met,)))


def test_an_alike_account_only_advises_and_names_the_other_to_those_who_may_see_it():
    seen = AlikeText(Decimal("0.8"), is_same_edition=True, other="2010-1-00002（甲校）")
    unseen = AlikeText(Decimal("0.8"), is_same_edition=True)
    told = [
        one.message
        for one in judge_nomination(with_facts(alike=(seen, unseen)), rules_of({})).findings
        if one.code == "account-resembles-another"
    ]
    assert "2010-1-00002（甲校）" in told[0]
    assert "由审核部门核对" in told[1]


def test_a_government_that_stands_in_the_tree_is_no_collective_where_the_rule_holds():
    case = {"集体": True, "日期": "2023-06-01", "地区": "340207"}
    unit = UnitFacts(OrganizationKind.GOVERNMENT, Level.COUNTY)
    facts = replace(facts_in(case), unit=unit)
    found = judge_nomination(facts, rules_of(case)).findings
    assert "collective-excluded" in [one.code for one in found]


def test_an_edition_that_is_reviewed_takes_nothing_more():
    closed = replace(facts_in({}).edition, state=EditionState.REVIEWING)
    assert "edition-not-open" in codes(with_facts(edition=closed))


@pytest.mark.parametrize(
    ("named", "is_same"), [("王明", True), ("王 明", True), ("李红", False), ("", False)]
)
def test_a_signer_is_told_from_the_nominee_by_name_however_it_is_spaced(named, is_same):
    persons = (PersonFacts("本人", name=named),)
    assert bool(list(signed_by_another(with_facts(persons=persons), "王明"))) == is_same


@pytest.mark.parametrize(
    ("given", "withdrawn", "may"),
    [
        (None, None, False),
        (date(2010, 9, 1), None, True),
        (date(2010, 9, 1), date(2010, 9, 5), False),
    ],
)
def test_nothing_is_published_without_consent_that_stands(given, withdrawn, may):
    facts = with_facts(consent_given_on=given, consent_withdrawn_on=withdrawn)
    assert bool(list(may_be_published(facts))) != may
    withdrawn_said = "consent-withdrawn" in codes(facts)
    assert withdrawn_said == (withdrawn is not None)
