"""What one deed does to a matter that it holds is saved at once and written down at its end."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.minutes import Minutes
from honours.workflow.models import Assignment
from honours.workflow.operations import advance, advance_held, begin_in
from honours.workflow.queries import history_of
from tests.workflow.conftest import RULES
from tests.workflow.models import Facts, Petition, Stage


@pytest.fixture
def minutes():
    return Minutes()


@pytest.fixture
def petition(here, clerk, minutes):
    begun = begin_in(minutes, Petition(organization=here["巴中市教育局"]), by=clerk)
    minutes.write()
    return advance(begun, "submit", by=clerk, facts=Facts(), rules=RULES)


def verbs(petition):
    return [passage.verb for passage in history_of(petition)]


def test_a_matter_begun_is_there_before_the_minutes_tell_of_it(here, clerk, minutes):
    begun = begin_in(minutes, Petition(organization=here["巴中市教育局"]), by=clerk)
    assert Petition.objects.get().state == Stage.DRAFT
    assert minutes.has_passed(begun)
    assert verbs(begun) == []
    minutes.note(begun, "look", by=clerk, pages=3)
    with CaptureQueriesContext(connection) as queries:
        minutes.write()
    inserts = [one for one in queries if one["sql"].startswith("INSERT")]
    assert (verbs(begun), len(inserts)) == (["begin"], 2)
    told = Entry.objects.get(verb="petitions.petition.look")
    assert (told.subject, told.actor, told.detail) == (begun.subject(), "clerk", {"pages": 3})
    assert told.organization == str(begun.organization_id)


def test_a_matter_held_moves_with_all_that_was_changed_of_it(petition, clerk, examiner):
    Assignment.objects.create(
        subject=petition.subject(),
        state=Stage.SUBMITTED,
        role=Role.EXAMINER,
        user=examiner,
        by=clerk,
        at=timezone.now(),
    )
    minutes, petition.title = Minutes(), "改过的请示"
    assert advance_held(minutes, petition, "examine", by=examiner) is petition
    stored = Petition.objects.get()
    assert (stored.state, stored.title) == (petition.state, "改过的请示")
    assert stored.state == Stage.EXAMINED
    assert Assignment.objects.get().ended_at is not None
    minutes.write()
    assert verbs(petition) == ["begin", "submit", "examine"]
    assert Entry.objects.get(verb="petitions.petition.examine").detail["source"] == "submitted"


def test_who_may_not_move_it_leaves_matter_and_minutes_as_they_were(petition, clerk):
    minutes = Minutes()
    with pytest.raises(PermissionDenied):
        advance_held(minutes, petition, "examine", by=clerk)
    assert minutes == Minutes()
    assert petition.state == Petition.objects.get().state == Stage.SUBMITTED


def test_what_several_sign_is_not_done_in_passing(petition, examiner):
    advance(petition, "examine", by=examiner)
    with pytest.raises(Refusal) as refusal:
        advance_held(Minutes(), petition, "cosign", by=examiner)
    assert [finding.code for finding in refusal.value.findings] == ["signed-one-by-one"]
