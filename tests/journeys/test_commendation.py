"""The story of a commendation, by people in real browsers: nominated, climbed through four desks,
put to the public, objected to, decided, checked by anybody, and taken back."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Browser

from honours.audit.models import Entry
from honours.audit.operations import seal
from honours.audit.queries import first_broken_entry
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.notices.models.notices import Notice
from honours.notices.operations.calendar import seed_calendar
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.browser import OFFICE
from tests.commendations.nominees import submitted
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, LEAD, Town, town
from tests.journeys import climbing, deciding
from tests.journeys.people import Seat, seats
from tests.privacy.conftest import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GOOD, FALSE = "向明月", "陈云生"
NOMINATING = datetime(2010, 9, 10, 1, tzinfo=UTC)
REVIEWING = datetime(2010, 10, 20, 1, tzinfo=UTC)
NOTICED = datetime(2010, 11, 1, 1, tzinfo=UTC)
AFTERWARDS = datetime(2010, 11, 15, 1, tzinfo=UTC)
DECIDING = datetime(2010, 12, 20, 1, tzinfo=UTC)
REVOKING = datetime(2011, 5, 4, 1, tzinfo=UTC)
REPORTED = "已签批报送，名单上的推荐对象一并上报。"
PASSED = {
    Round.FIRST: "已签批，名单上的推荐对象已通过初审。",
    Round.SECOND: "已签批，名单上的推荐对象已通过复审。",
}


@pytest.fixture
def here() -> Town:
    seed_calendar()
    return town()


@pytest.fixture
def edition(here: Town) -> Edition:
    return here.opened()


@pytest.fixture
def inspector(here: Town) -> User:
    return factories.official(here.here, Role.INSPECTOR, LEAD, jurisdiction="巴中市")


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "公示照片.jpg"
    path.write_bytes(picture())
    return path


def test_a_commendation_from_the_form_to_the_roll_and_off_it_again(
    live_server, browser, here, edition, inspector, proof
):
    start, address = reverse("commendations:editions"), live_server.url
    with time_machine.travel(NOMINATING) as clock:
        unit = (here.county_clerk, here.county_head, here.county_examiner, here.county_leader)
        with seats(browser, address, *unit, then=start) as taken:
            _the_county_recommends(taken, here, edition)
        clock.move_to(REVIEWING)
        with seats(browser, address, here.examiner, here.leader, then=start) as taken:
            _the_city_reviews_twice(taken, edition)
        clock.move_to(NOTICED)
        people = (here.examiner, here.lead_head, inspector, here.principal)
        with seats(browser, address, *people, then=start) as taken:
            code = _the_public_objects(taken, browser, address, edition, proof, clock)
        clock.move_to(AFTERWARDS)
        with seats(browser, address, here.examiner, then=start) as (examiner,):
            deciding.the_notice_is_over(examiner, _notice())
        clock.move_to(DECIDING)
        with seats(browser, address, here.examiner, here.principal, then=start) as taken:
            honour = _the_principal_decides(taken, edition)
        with _passer_by(browser, address) as public:
            deciding.the_answer_is_read(public, code)
            deciding.the_certificate_is_checked(public, honour, "证书真实，荣誉有效")
        clock.move_to(REVOKING)
        people = (here.county_clerk, here.county_head, here.examiner, here.principal)
        with seats(browser, address, *people, then=start) as taken:
            _it_is_taken_back(taken, honour, proof)
        with _passer_by(browser, address) as public:
            _everybody_sees_it_is_gone(public, honour)
        _the_books_agree(here, edition)


def _the_county_recommends(taken: list[Seat], here: Town, edition: Edition) -> None:
    clerk, head, examiner, leader = taken
    climbing.the_clerk_nominates(clerk, here, edition, GOOD)
    unit = here[COUNTY_EDUCATION]
    submitted(edition, unit, here.county_clerk, name=FALSE, consent_given_on="2010-09-05")
    climbing.the_list_is_composed(clerk, edition, COUNTY_EDUCATION)
    climbing.the_list_is_signed(head, "同意推荐。", told=REPORTED)
    climbing.the_list_is_taken_over(examiner)
    climbing.the_list_is_gathered(examiner, edition, COUNTY_BUREAU)
    climbing.the_list_is_signed(leader, "同意上报。", told=REPORTED)


def _the_city_reviews_twice(taken: list[Seat], edition: Edition) -> None:
    examiner, leader = taken
    climbing.the_list_is_taken_over(examiner)
    for word in Round:
        climbing.the_list_is_gathered(examiner, edition, f"{LEAD}{word.label}")
        climbing.the_list_is_signed(leader, "同意。", told=PASSED[word])
    deciding.candidates_are_chosen(examiner, edition)


def _the_public_objects(
    taken: list[Seat],
    browser: Browser,
    address: str,
    edition: Edition,
    proof: Path,
    clock: time_machine.Traveller,
) -> str:
    examiner, head, inspector, principal = taken
    notice = deciding.the_notice_is_drafted(examiner, edition)
    deciding.the_notice_is_posted(head, notice)
    deciding.the_notice_hangs(examiner, notice, proof)
    with _passer_by(browser, address) as public:
        code = deciding.somebody_objects(public, notice, FALSE, clock)
    deciding.the_inspector_inquires(inspector)
    deciding.the_leader_confirms_the_finding(principal)
    deciding.the_inspector_answers(inspector)
    deciding.the_finding_is_carried_out(examiner, edition, FALSE)
    return code


def _the_principal_decides(taken: list[Seat], edition: Edition):
    examiner, principal = taken
    deciding.the_decision_is_drafted(examiner, edition)
    honour = deciding.the_decision_is_issued(principal)
    assert honour.holder == GOOD
    return honour


def _it_is_taken_back(taken: list[Seat], honour, paper: Path) -> None:
    clerk, head, examiner, principal = taken
    deciding.the_unit_reports(clerk, head, honour, paper)
    deciding.the_honour_is_taken_back(examiner, principal)
    examiner.open(reverse("commendations:roll"))
    assert "撤销" in examiner.row(honour.number).inner_text()
    clerk.open(reverse("commendations:honour", args=[honour.pk]))
    clerk.sees("撤销", "尚未交回")


def _everybody_sees_it_is_gone(public: Seat, honour) -> None:
    deciding.the_certificate_is_checked(public, honour, "证书不再有效")
    public.open(f"{reverse('commendations:public_roll')}?q={honour.holder}")
    public.sees("撤销")


def _the_books_agree(here: Town, edition: Edition) -> None:
    """What the ledger, the roads and the audit book say of it afterwards."""
    states = dict(Nomination.objects.values_list("persons__name_index", "state"))
    assert Counter(states.values()) == Counter([NominationState.COMMENDED, NominationState.STRUCK])
    kind = CandidateKind.PERSON
    standing = quota_standing(edition.subject(), here[COUNTY_EDUCATION], kind)
    assert (standing.held, standing.used) == (0, 1)
    tiers = Endorsement.objects.filter(nomination__state=NominationState.COMMENDED)
    assert list(tiers.order_by("pk").values_list("tier", flat=True)) == [
        Tier.UNIT,
        Tier.COUNTY,
        Tier.CITY,
        Tier.CITY,
    ]
    seal()
    assert first_broken_entry() is None
    told = set(Entry.objects.values_list("actor", "verb"))
    expected = {
        (here.county_clerk.username, "commendations.nomination.submit"),
        (here.county_head.username, "commendations.slate.sign"),
        (here.county_leader.username, "commendations.slate.approve"),
        (here.leader.username, "commendations.slate.approve"),
        (here.lead_head.username, "notices.notice.post"),
        (here.principal.username, "notices.objection.confirm"),
        (here.examiner.username, "commendations.nomination.strike"),
        (here.principal.username, "commendations.decision.issue"),
        (here.principal.username, "commendations.honour.revoke"),
    }
    assert expected <= told
    assert not any(
        GOOD in str(detail) for detail in Entry.objects.values_list("detail", flat=True)
    )


def _notice() -> Notice:
    return Notice.objects.get()


@contextmanager
def _passer_by(browser: Browser, address: str) -> Iterator[Seat]:
    """Anybody, without account."""
    context = browser.new_context(viewport=OFFICE, locale="zh-CN")
    yield Seat(context.new_page(), address)
    context.close()
