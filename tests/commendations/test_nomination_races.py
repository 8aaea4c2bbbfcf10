"""Filers who work at the same moment, on a database with real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connections

from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import save_nomination, submit_nomination
from honours.commendations.vocabulary import NominationState
from honours.kernel.verdicts import Refusal
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.nominees import SEPTEMBER, filed
from tests.commendations.town import COUNTY_EDUCATION, town

PLACES = 4
RIVALS = 8


@pytest.fixture
def stage(on_postgres):
    here = town()
    return here, here.opened(), here[COUNTY_EDUCATION]


def at_once(deed, arguments):
    """Whether each was done; a refusal is an answer, anything else an error."""

    def attempt(given):
        try:
            deed(given)
        except Refusal:
            return False
        finally:
            connections.close_all()
        return True

    with time_machine.travel(SEPTEMBER), ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(attempt, arguments))


def test_no_more_are_handed_on_than_there_are_places(stage):
    here, edition, unit = stage
    drafts = [filed(edition, unit, here.county_clerk).nomination for _ in range(RIVALS)]
    done = at_once(lambda draft: submit_nomination(draft, by=here.county_clerk), drafts)
    assert sum(done) == PLACES
    assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == PLACES
    assert quota_standing(edition.subject(), unit, CandidateKind.PERSON).held == PLACES


def test_of_two_who_save_at_once_one_is_told_of_the_other(stage):
    here, edition, unit = stage
    draft = filed(edition, unit, here.county_clerk).nomination
    done = at_once(
        lambda post: save_nomination(draft, {"post": post}, version=1, by=here.county_clerk),
        ["校长", "主任"],
    )
    assert sorted(done) == [False, True]


def test_one_draft_handed_on_twice_at_once_holds_one_place(stage):
    here, edition, unit = stage
    draft = filed(edition, unit, here.county_clerk).nomination
    done = at_once(lambda one: submit_nomination(one, by=here.county_clerk), [draft, draft])
    assert sorted(done) == [False, True]
    assert quota_standing(edition.subject(), unit, CandidateKind.PERSON).held == 1
