"""What waits on the second road stands on the workbench of whoever does it next."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from honours.commendations.models.slates import Slate
from honours.commendations.operations.editions import review_edition, set_milestones
from honours.commendations.operations.slates import SlateKey, open_slate
from honours.commendations.vocabulary import Milestone, Tier
from honours.config.commending import commending_waits
from honours.directory.permissions import mandate_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.parts import Signal
from honours.workflow.models import Deadline
from tests.commendations.climbing import county_slate, unit_slate
from tests.commendations.conftest import edition, here
from tests.commendations.nominees import filed, submitted
from tests.commendations.town import COUNTY_EDUCATION

__all__ = ["edition", "here"]
DUE = date(2010, 9, 30)


def lines(user, today=DUE - timedelta(days=10)) -> list[str]:
    return [one.title for one in commending_waits(mandate_of(user), today=today)]


@pytest.fixture
def one(here, edition):
    return submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)


def test_drafts_and_papers_to_be_listed_wait_for_the_unit_by_number(here, edition, one) -> None:
    filed(edition, here[COUNTY_EDUCATION], here.county_clerk)
    told = commending_waits(mandate_of(here.county_clerk), today=DUE - timedelta(days=2))
    assert [line.title for line in told] == ["1份推荐材料拟稿，待提交", "1份待编入单位名单"]
    assert (told[0].due_on, told[0].signal) == (DUE, Signal.YELLOW)
    assert told[1].url == reverse("commendations:edition", args=[edition.pk])
    assert lines(here.clerk) == []
    assert lines(here.county_head) == []


def test_days_that_are_past_are_red_and_far_ones_green(here, edition, one) -> None:
    for today, signal in ((DUE + timedelta(days=1), Signal.RED), (date(2010, 9, 1), Signal.GREEN)):
        (line,) = commending_waits(mandate_of(here.county_clerk), today=today)
        assert line.signal is signal


def test_lists_wait_for_whoever_composes_signs_and_takes_them_over(here, edition, one) -> None:
    unit = here[COUNTY_EDUCATION]
    open_slate(
        SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit), by=here.county_clerk
    )
    assert "通江县教育局个人推荐名单" in lines(here.county_clerk)
    Slate.objects.all().delete()
    unit_slate(here, edition, [one])
    assert lines(here.county_examiner) == ["1份待编入县级名单", "通江县教育局个人推荐名单"]
    county_slate(here, edition, [one])
    assert lines(here.examiner) == ["1份待初审", "通江县人事局个人推荐名单"]


def test_an_edition_reminds_by_its_timetable_and_later_when_it_is_put_off(here, edition) -> None:
    (deadline,) = Deadline.objects.filter(subject=edition.subject(), met_at=None)
    assert deadline.due_on == DUE
    dates = {
        Milestone.NOMINATIONS_DUE: date(2010, 10, 8),
        Milestone.FIRST_REVIEW: date(2010, 10, 20),
        Milestone.DECISION: date(2010, 12, 20),
    }
    set_milestones(edition, dates, by=here.examiner)
    (deadline,) = Deadline.objects.filter(subject=edition.subject(), met_at=None)
    assert deadline.due_on == date(2010, 10, 8)
    edition.refresh_from_db()
    review_edition(edition, by=here.examiner)
    (deadline,) = Deadline.objects.filter(subject=edition.subject(), met_at=None)
    assert deadline.due_on == date(2010, 12, 20)


def test_the_front_page_shows_the_edition_to_whoever_leads_it_on(
    here, edition, one, client
) -> None:
    client.force_login(here.examiner)
    words = client.get("/").content.decode()
    assert edition.name in words
    assert "转入评审" in words
    client.force_login(here.county_clerk)
    assert "1份待编入单位名单" in client.get("/").content.decode()


def test_many_cost_as_little_as_one(here, edition, one, django_assert_max_num_queries) -> None:
    mandate = mandate_of(here.county_clerk)
    for _ in range(2):
        submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    with django_assert_max_num_queries(6):
        commending_waits(mandate, today=DUE)
