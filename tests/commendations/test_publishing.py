"""Candidates put to the public, level by level: with consent, from the list as it stands."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.operations.choosing import choose
from honours.commendations.operations.editions import review_edition
from honours.commendations.operations.papers import withdraw_consent
from honours.commendations.operations.publishing import Publication, draft_candidate_notice
from honours.commendations.operations.signing import sign_slate
from honours.kernel.calendar import DayUnit
from honours.kernel.verdicts import Refusal
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.drafts import Office
from honours.notices.operations.notices import post_notice
from honours.notices.vocabulary import NoticeLevel, NoticeState
from tests.commendations.climbing import county_slate, reviewed_twice, submitted_slate, unit_slate
from tests.commendations.nominees import submitted
from tests.commendations.town import COUNTY_EDUCATION

AGREED = {"consent_given_on": "2010-09-05"}
OFFICE = Office("通江县教育局人事股", "0827-7210000", "通江县诺江镇")
TERMS = OwnTerms(5, DayUnit.WORKING_DAYS, False, None, "川评组办〔2010〕8号")


@pytest.fixture
def pair(here, edition):
    unit = here[COUNTY_EDUCATION]
    return [submitted(edition, unit, here.county_clerk, **AGREED) for _ in range(2)]


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def test_a_units_list_is_put_to_the_public_in_its_order_with_who_put_each_forward(
    here, edition, pair
) -> None:
    slate = submitted_slate(here, edition, pair[::-1])
    notice = draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    assert (notice.level, notice.subject_of) == (NoticeLevel.UNIT, slate.subject())
    assert (notice.state, notice.conditions) == (NoticeState.DRAFT, edition.conditions)
    entries = list(notice.entries.all())
    assert [entry.subject for entry in entries] == [one.subject() for one in pair[::-1]]
    first = entries[0]
    assert (first.consent_version, first.honour_title) == ("1", "先进工作者")
    assert first.nominator == here[COUNTY_EDUCATION]
    assert first.account.endswith("扎根乡村教育二十年。")
    (entry,) = entries_about(slate.subject()).filter(verb="commendations.notice.draft")
    assert first.name not in str(entry.detail)


def test_without_consent_nobody_is_put_to_the_public(here, edition) -> None:
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    slate = submitted_slate(here, edition, [one])
    withdraw_consent(one, on=date(2010, 9, 20), by=here.county_clerk)
    with pytest.raises(Refusal) as refusal:
        draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    assert codes(refusal) == ["publication-without-consent"]
    assert one.number in str(refusal.value.findings[0].message)
    assert not Notice.objects.exists()


def test_a_list_that_is_not_settled_is_not_put_to_the_public(here, edition, pair) -> None:
    slate = unit_slate(here, edition, pair)
    with pytest.raises(Refusal) as refusal:
        draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    assert codes(refusal) == ["list-not-settled"]


def test_an_edition_puts_nobody_to_the_public_before_somebody_is_proposed(here, edition) -> None:
    with pytest.raises(Refusal) as refusal:
        draft_candidate_notice(edition, Publication(OFFICE, TERMS), by=here.examiner)
    assert codes(refusal) == ["edition-not-reviewed", "nobody-to-publish"]


def test_another_unit_writes_no_notice_of_the_list(here, edition, pair) -> None:
    slate = submitted_slate(here, edition, pair)
    with pytest.raises(PermissionDenied):
        draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.clerk)


def test_a_list_whose_notice_runs_is_not_signed(here, edition, pair) -> None:
    seed_calendar()
    slate = submitted_slate(here, edition, pair)
    notice = draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    post_notice(notice, on=date(2010, 9, 13), by=here.county_head)
    with time_machine.travel("2010-09-14 08:00", tick=False), pytest.raises(Refusal) as refusal:
        sign_slate(slate, opinion="同意推荐。", by=here.county_head)
    assert "notice-not-over" in codes(refusal)


def test_the_page_shows_what_the_public_will_read_and_one_click_drafts_it(
    here, edition, pair, client
) -> None:
    slate = submitted_slate(here, edition, pair)
    client.force_login(here.county_clerk)
    address = reverse("commendations:publish_slate", args=[slate.pk])
    page = client.get(address).content.decode()
    assert "公众将会看到的内容" in page
    assert "扎根乡村教育二十年" in page
    assert "13900001234" not in page
    sent = {
        "scope": "通江县教育系统",
        "receiving_office": OFFICE.name,
        "office_telephone": OFFICE.telephone,
        "office_address": OFFICE.address,
        "length": "5",
        "unit": "working_days",
        "length_basis": "川评组办〔2010〕8号",
    }
    answer = client.post(address, sent)
    notice = Notice.objects.get()
    assert answer.url == reverse("notices:notice", args=[notice.pk])
    assert notice.scope == "通江县教育系统"
    again = client.get(address).content.decode()
    assert OFFICE.telephone in again


def test_the_citys_page_takes_whom_the_edition_proposes(here, edition, pair, client) -> None:
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    review_edition(edition, by=here.examiner)
    edition.refresh_from_db()
    choose(edition, pair[:1], by=here.examiner)
    client.force_login(here.examiner)
    page = client.get(reverse("commendations:publish_edition", args=[edition.pk]))
    assert [entry.subject for entry in page.context["entries"]] == [pair[0].subject()]
    client.force_login(here.clerk)
    refused = client.get(reverse("commendations:publish_edition", args=[edition.pk]))
    assert refused.status_code == 403


def test_a_list_with_a_running_notice_gets_no_second_one(here, edition, pair) -> None:
    slate = submitted_slate(here, edition, pair)
    draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    with pytest.raises(Refusal) as refusal:
        draft_candidate_notice(slate, Publication(OFFICE, TERMS), by=here.county_clerk)
    assert codes(refusal) == ["notice-exists"]
