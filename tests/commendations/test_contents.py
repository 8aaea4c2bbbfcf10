"""What was handed in is what is judged: a value changed past the system is found out."""

import pytest
import time_machine
from django.db import connection

from honours.audit.queries import entries_about
from honours.commendations.checks.nominating import judge_handed_in
from honours.commendations.models.nominations import Nomination, PastHonour, Person
from honours.commendations.operations.nominations import (
    return_nomination,
    save_nomination,
    submit_nomination,
)
from honours.commendations.queries.candidates import facts_of
from honours.commendations.queries.contents import altered, content_digest
from honours.commendations.queries.nominations import parts_of
from honours.commendations.queries.terms import rules_for
from honours.commendations.vocabulary import NominationState
from tests.commendations.nominees import SEPTEMBER, submitted
from tests.commendations.town import COUNTY_EDUCATION


@pytest.fixture
def handed_in(here, edition):
    return submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)


@pytest.fixture
def another(here, edition):
    return submitted(edition, here[COUNTY_EDUCATION], here.county_clerk, name="李四")


def is_altered(nomination) -> bool:
    return bool(altered(parts_of([Nomination.objects.get(pk=nomination.pk)])))


def test_the_book_holds_a_digest_of_what_was_handed_in_and_no_word_of_it(handed_in):
    entry = entries_about(handed_in.subject()).get(verb="commendations.nomination.hand_in")
    parts = parts_of([handed_in])[handed_in.pk]
    assert entry.detail == {"content": content_digest(parts)}
    assert parts.persons[0].name not in str(entry.detail)


def test_what_nobody_touched_is_as_it_was_handed_in(handed_in):
    assert not is_altered(handed_in)


@pytest.mark.parametrize(
    "change",
    [
        lambda nomination: Person.objects.filter(nomination=nomination).update(rank="clerk"),
        lambda nomination: Person.objects.filter(nomination=nomination).update(name="王五"),
        lambda nomination: Nomination.objects.filter(pk=nomination.pk).update(
            account="另写的事迹"
        ),
        lambda nomination: PastHonour.objects.create(
            nomination=nomination,
            title="劳动模范",
            granted_by="某市人民政府",
            granted_on="2005-05-01",
            level="city",
        ),
    ],
    ids=["级别", "姓名", "事迹", "曾获荣誉"],
)
def test_a_value_written_past_the_system_is_found_and_stops_it(handed_in, change):
    change(handed_in)
    assert is_altered(handed_in)
    facts = facts_of(Nomination.objects.filter(pk=handed_in.pk))[handed_in.pk]
    findings = judge_handed_in(facts, rules_for(handed_in.edition)).findings
    told = next(finding for finding in findings if finding.code == "altered-outside")
    assert told.is_blocking
    assert "审计簿" in told.message
    assert told.remedy


def test_two_peoples_sealed_numbers_cannot_be_exchanged_unseen(handed_in, another):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nomination_id, name FROM commendations_person WHERE nomination_id IN (%s, %s)",
            [handed_in.pk, another.pk],
        )
        sealed = dict(cursor.fetchall())
        for to, of in ((handed_in, another), (another, handed_in)):
            cursor.execute(
                "UPDATE commendations_person SET name = %s WHERE nomination_id = %s",
                [sealed[of.pk], to.pk],
            )
    assert is_altered(handed_in)
    assert is_altered(another)


def test_returned_changed_and_handed_in_again_it_is_known_by_its_new_words(here, handed_in):
    return_nomination(
        handed_in, to=NominationState.DRAFT, reason="请补充事迹", by=here.county_head
    )
    again = Nomination.objects.get(pk=handed_in.pk)
    save_nomination(again, {"post": "教务主任"}, version=again.version, by=here.county_clerk)
    assert not is_altered(again), "a draft is nobody's business yet"
    with time_machine.travel(SEPTEMBER, tick=False):
        submit_nomination(again, by=here.county_clerk)
    assert not is_altered(again)
