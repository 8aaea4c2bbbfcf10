"""Nominations: typed, kept, checked, submitted with a place, and taken back."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.audit.queries import entries_about
from honours.commendations.models.nominations import Nomination, Person, TextMark
from honours.commendations.operations.nominations import (
    Sent,
    begin_nomination,
    file_form,
    return_nomination,
    save_form,
    save_nomination,
    strike_nomination,
    submit_nomination,
    withdraw_nomination,
)
from honours.commendations.queries.candidates import candidate_facts, facts_of
from honours.commendations.queries.entries import texts_in
from honours.commendations.queries.nominations import parts_of, visible_nominations
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Refusal
from honours.privacy.queries import attachments_of
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations import nominees
from tests.commendations.nominees import SEPTEMBER, filed, filed_collective, submitted
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


@pytest.fixture
def filed_one(here, edition, unit):
    return filed(edition, unit, here.county_clerk)


def held(edition, unit) -> int:
    return quota_standing(edition.subject(), unit, CandidateKind.PERSON).held


def test_everything_typed_is_read_and_shown_again_as_it_would_be_typed(filed_one):
    found = parts_of([filed_one.nomination])[filed_one.nomination.pk]
    texts = texts_in(found)
    assert found.persons[0].working_since == date(1990, 9, 1)
    assert texts["unit_nature"] == "事业单位"
    assert texts["is_leading"] == "否"
    assert texts["born_on"] == "1970-05"
    assert not found.nomination.raw


def test_what_cannot_be_read_stays_as_typed_and_stands_against_submission(here, filed_one):
    clerk, nomination = here.county_clerk, filed_one.nomination
    parts = save_nomination(
        nomination, {"service_years": "好多年", "rank": "县长级"}, version=1, by=clerk
    )
    assert texts_in(parts)["service_years"] == "好多年"
    assert parts.persons[0].service_years is None
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(nomination, by=clerk)
    assert codes(refusal).count("entry-unreadable") == 2
    assert {finding.field for finding in refusal.value.findings} >= {"service_years", "rank"}


def test_nothing_personal_is_readable_in_the_tables(filed_one, here):
    save_nomination(
        filed_one.nomination, {"born_on": "一九七〇年某月"}, version=1, by=here.county_clerk
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commendations_person")
        cells = [str(cell) for row in cursor.fetchall() for cell in row]
        cursor.execute("SELECT * FROM commendations_nomination")
        cells += [str(cell) for row in cursor.fetchall() for cell in row]
    person = filed_one.persons[0]
    for private in (person.name, person.identity_number, "13900001234", "一九七〇年某月"):
        assert not any(private in cell for cell in cells)


def test_two_who_save_the_same_entry_are_told_both_texts_and_nothing_is_lost(here, filed_one):
    clerk, nomination = here.county_clerk, filed_one.nomination
    save_nomination(nomination, {"post": "校长"}, version=1, by=clerk)
    with pytest.raises(Refusal) as refusal:
        save_nomination(
            nomination, {"post": "副校长", "education": "大学本科"}, version=1, by=clerk
        )
    (finding,) = refusal.value.findings
    assert (finding.code, finding.field) == ("saved-by-another", "post")
    assert "校长" in finding.message


def test_the_same_words_saved_again_change_nothing(here, filed_one):
    nomination = filed_one.nomination
    again = save_nomination(nomination, {"post": "教师"}, version=1, by=here.county_clerk)
    assert again.nomination.version == 1


def test_the_title_follows_the_status_by_itself(here, unit):
    edition = here.opened()
    parts = filed(edition, unit, here.county_clerk, unit_nature="机关")
    assert parts.nomination.title.name == "先进工作者"


def test_a_title_that_does_not_fit_the_status_is_refused(here, edition, unit):
    parts = filed(edition, unit, here.county_clerk, unit_nature="国有企业")
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(parts.nomination, by=here.county_clerk)
    assert "title-does-not-fit" in codes(refusal)


def test_submitting_holds_one_place_and_moves_to_the_head(here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    assert nomination.state == NominationState.SUBMITTED
    assert held(edition, unit) == 1
    verbs = [entry.verb for entry in entries_about(nomination.subject())]
    assert "commendations.nomination.submit" in verbs


def test_one_more_than_there_are_places_is_refused_and_stays_a_draft(here, edition, unit):
    for _ in range(4):
        submitted(edition, unit, here.county_clerk)
    fifth = filed(edition, unit, here.county_clerk).nomination
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal):
        submit_nomination(fifth, by=here.county_clerk)
    assert Nomination.objects.get(pk=fifth.pk).state == NominationState.DRAFT
    assert held(edition, unit) == 4


def test_withdrawing_frees_the_place(here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    withdraw_nomination(nomination, reason="本人不愿参评。", by=here.county_head)
    assert nomination.state == NominationState.WITHDRAWN
    assert held(edition, unit) == 0


def test_a_returned_draft_holds_no_place_and_may_be_submitted_again(here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    back = return_nomination(
        nomination, to=NominationState.DRAFT, reason="事迹太空。", by=here.county_head
    )
    assert (back.state, held(edition, unit)) == (NominationState.DRAFT, 0)
    with time_machine.travel(SEPTEMBER):
        submit_nomination(back, by=here.county_clerk)
    assert held(edition, unit) == 1


@pytest.mark.parametrize(("refills", "free"), [(True, 4), (False, 3)])
def test_a_struck_place_is_refilled_only_where_the_edition_says_so(here, unit, refills, free):
    edition = here.opened(refills_failed_places=refills)
    nomination = submitted(edition, unit, here.county_clerk)
    Nomination.objects.filter(pk=nomination.pk).update(state=NominationState.RECOMMENDED)
    nomination.refresh_from_db()
    strike_nomination(nomination, reason="公示查实有虚报。", by=here.county_examiner)
    standing = quota_standing(edition.subject(), unit, CandidateKind.PERSON)
    assert standing.available == free


def test_the_same_person_twice_in_one_edition_is_found_by_the_number(here, edition, unit):
    number = nominees.identity_number()
    first = submitted(edition, unit, here.county_clerk, identity_number=number)
    second = filed(edition, here[EDUCATION], here.clerk, identity_number=number, name="向同志")
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(second.nomination, by=here.clerk)
    (finding,) = [one for one in refusal.value.findings if one.code == "put-forward-twice"]
    assert first.number not in finding.message


def test_a_copied_account_is_flagged_and_named_only_to_those_who_may_see_it(here, edition, unit):
    story = nominees.account("向阳")
    submitted(edition, unit, here.county_clerk, account=story)
    copy = filed(edition, here[EDUCATION], here.clerk, account=story.replace("第3年", "第三年"))
    (seen,) = facts_of([copy.nomination], mandate=mandate_of(here.examiner)).values()
    (unseen,) = facts_of([copy.nomination], mandate=mandate_of(here.clerk)).values()
    assert seen.alike[0].other
    assert unseen.alike[0].other == ""
    assert seen.alike[0].share > unseen.alike[0].share * 0


def test_marks_tell_nothing_of_the_text_and_go_with_a_new_one(here, filed_one):
    before = set(TextMark.objects.values_list("mark", flat=True))
    save_nomination(
        filed_one.nomination,
        {"account": nominees.account("另一个人")},
        version=1,
        by=here.county_clerk,
    )
    after = set(TextMark.objects.values_list("mark", flat=True))
    assert len(before) == len(after) > 0
    assert before.isdisjoint(after)


def test_nobody_submits_himself(here, edition, unit):
    parts = filed(edition, unit, here.county_clerk, name=here.county_clerk.name)
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(parts.nomination, by=here.county_clerk)
    against = [finding.code for finding in refusal.value.findings if finding.is_blocking]
    assert against == ["nominates-oneself"]


def test_couples_have_two_persons_and_a_cleared_second_one_is_gone(here, edition, unit):
    spouse = {f"spouse_{code}": text for code, text in nominees.person(gender="男").items()}
    spouse["spouse_identity_number"] = nominees.identity_number(serial=111)
    couple = filed(edition, unit, here.county_clerk, composition="夫妻（家庭）", **spouse)
    persons = Person.objects.filter(nomination=couple.nomination)
    assert [person.photo.purpose for person in persons] == ["photo", "spouse_photo"]
    with time_machine.travel(SEPTEMBER):
        submit_nomination(couple.nomination, by=here.county_clerk)
    other = filed(edition, unit, here.county_clerk, spouse_name="李明")
    save_nomination(other.nomination, {"spouse_name": ""}, version=1, by=here.county_clerk)
    assert Person.objects.filter(nomination=other.nomination).count() == 1


def test_each_of_a_couple_needs_a_photograph(here, edition, unit):
    couple = {"composition": "夫妻（家庭）", "spouse_name": "李明"}
    parts = nominees.filed_without_papers(edition, unit, here.county_clerk, **couple)
    nominees.photographed(parts.nomination, here.county_clerk)
    with time_machine.travel(SEPTEMBER), pytest.raises(Refusal) as refusal:
        submit_nomination(parts.nomination, by=here.county_clerk)
    assert "spouse-photo-missing" in [finding.code for finding in refusal.value.findings]


def test_the_photograph_of_a_spouse_nobody_named_is_not_taken(here, edition, unit):
    alone = filed(edition, unit, here.county_clerk).nomination
    with pytest.raises(Refusal, match="还没有填写配偶"):
        nominees.photographed(alone, here.county_clerk, PaperKind.SPOUSE_PHOTO)
    assert not attachments_of(alone.subject()).filter(purpose=PaperKind.SPOUSE_PHOTO).exists()


def test_collectives_are_filed_and_judged_like_persons(here, edition, unit):
    parts = filed_collective(edition, unit, here.county_clerk)
    with time_machine.travel(SEPTEMBER):
        nomination = submit_nomination(parts.nomination, by=here.county_clerk)
    (candidate,) = candidate_facts([nomination])
    assert candidate.kind == CandidateKind.COLLECTIVE
    assert nomination.title.name == "先进集体"


def test_drafts_are_seen_by_the_unit_alone(here, edition, unit, filed_one):
    seen = {
        who.username: visible_nominations(mandate_of(who)).count()
        for who in (here.county_clerk, here.county_head, here.examiner, here.clerk)
    }
    assert list(seen.values()) == [1, 1, 0, 0]


def test_only_a_filer_of_the_unit_begins(here, edition, unit):
    with pytest.raises(PermissionDenied):
        begin_nomination(edition, unit, CandidateKind.PERSON, by=here.clerk)


def test_an_edition_that_is_not_open_takes_no_nominations(here, unit):
    with pytest.raises(Refusal) as refusal:
        begin_nomination(here.planned(), unit, CandidateKind.PERSON, by=here.county_clerk)
    assert codes(refusal) == ["edition-not-open"]


def test_facts_of_many_cost_no_more_queries_than_of_few(here, edition, unit):
    for _ in range(2):
        filed(edition, unit, here.county_clerk)
        filed_collective(edition, unit, here.county_clerk)
    rows = visible_nominations(mandate_of(here.county_clerk))
    counts = []
    for some in (list(rows[:2]), list(rows)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            facts_of(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_ranks_reach_the_ratio_rules(here, edition, unit):
    parts = filed(edition, unit, here.county_clerk, rank="县处级副职", is_leading="是")
    (candidate,) = candidate_facts([parts.nomination])
    assert (candidate.rank, candidate.is_leading) == (Rank.DEPUTY_DIVISION, True)


def statements(queries) -> int:
    return len([one for one in queries if "SAVEPOINT" not in one["sql"]])


def test_filing_and_handing_on_at_once_costs_few_statements(here, edition, unit):
    sent = Sent(nominees.collective(), is_handed_on=True)
    with time_machine.travel(SEPTEMBER), CaptureQueriesContext(connection) as queries:
        kept = file_form(edition, unit, CandidateKind.COLLECTIVE, sent, by=here.county_clerk)
    assert kept.refusal is None
    assert kept.parts.nomination.state == NominationState.SUBMITTED
    assert statements(queries) <= 22


def test_saving_and_handing_on_a_draft_at_once_costs_few_statements(here, edition, filed_one):
    draft, sent = filed_one.nomination, Sent({"post": "校长"}, is_handed_on=True)
    with time_machine.travel(SEPTEMBER), CaptureQueriesContext(connection) as queries:
        kept = save_form(draft, sent, version=1, by=here.county_clerk)
    assert kept.parts.nomination.state == NominationState.SUBMITTED
    assert statements(queries) <= 23
