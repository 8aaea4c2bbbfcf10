"""The commendation that measures of nominations put rows into: edition, units, clerks."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from honours.commendations.models.editions import Edition
from honours.commendations.operations.editions import (
    TitlePlan,
    open_edition,
    set_milestones,
    set_titles,
)
from honours.commendations.vocabulary import Milestone
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level, Role
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION, OPENED, Town, town
from tests.factories import official

HEALTH = "巴中市卫生局"
SECOND_COUNTY = "巴州区教育局"
UNITS = (EDUCATION, HEALTH, COUNTY_EDUCATION, SECOND_COUNTY)
PLACES = 6_000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class BusyTown:
    """An edition open today, and two clerks in each of four units."""

    here: Town
    edition: Edition
    units: tuple[Organization, ...]
    clerks: tuple[tuple[User, Organization], ...]


def busy_town() -> BusyTown:
    here = town()
    edition = _edition(here)
    units = tuple(here[name] for name in UNITS)
    ledger = Ledger.objects.get(subject=edition.subject())
    person, share = CandidateKind.PERSON, PLACES // len(UNITS)
    places = [here[name] for name in (EDUCATION, HEALTH, "通江县", "巴州区")]
    orders = [Order(one, person, share) for one in places]
    issue_places(ledger, orders, by=here.examiner, document="名额分配表")
    issue_places(ledger, [Order(units[2], person, share)], by=here.county_examiner)
    second = official(here.here, Role.EXAMINER, "巴州区", jurisdiction="巴州区")
    issue_places(ledger, [Order(units[3], person, share)], by=second)
    clerks = tuple(
        (official(here.here, Role.FILER, name), here[name]) for name in UNITS for _ in range(2)
    )
    return BusyTown(here, edition, units, clerks)


def _edition(here: Town) -> Edition:
    """Of a province's level, since a city's may not have so many places."""
    edition = here.planned()
    Edition.objects.filter(pk=edition.pk).update(
        level=Level.PROVINCE, year=timezone.localdate().year
    )
    edition.refresh_from_db()
    titles = [
        TitlePlan(CandidateKind.PERSON, "先进工作者", PLACES),
        TitlePlan(CandidateKind.COLLECTIVE, "先进集体", 40),
    ]
    set_titles(edition, titles, by=here.examiner)
    today = timezone.localdate()
    dates = {
        Milestone.NOMINATIONS_DUE: today + 20 * DAY,
        Milestone.FIRST_REVIEW: today + 30 * DAY,
        Milestone.DECISION: today + 40 * DAY,
    }
    set_milestones(edition, dates, by=here.examiner)
    return open_edition(edition, by=here.leader, on=OPENED)
