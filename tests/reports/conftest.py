"""A campaign with outcomes of every sort, and the people who draft, review, sign and read."""

from dataclasses import dataclass
from datetime import date

import pytest

from honours.campaigns.models import Campaign, Filing
from honours.campaigns.operations.campaigns import enlist_units
from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    record_resolution,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.screening import screen_filings
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.policies import queries as policies
from honours.reports.models import Report
from honours.reports.operations.drafting import HeadDraft, draft_report, set_head
from honours.reports.operations.signing import approve_report, sign_report, submit_report
from honours.reports.vocabulary import Rounding
from tests import factories
from tests.campaigns.conftest import EDUCATION, JUDGED, LEAD, Cleanup, basis, cleanup, here
from tests.campaigns.test_chain import item

__all__ = ["basis", "cleanup", "here"]

CUT_OFF = date(2010, 11, 1)
SIGNED = date(2010, 11, 5)
NUMBER = "巴人社发〔2010〕12号"
CITY_COMMITTEE = "中共巴中市委"


@dataclass(frozen=True)
class Office:
    """The campaign after its first resolution, and whoever writes of it."""

    cleanup: Cleanup
    examiner: User
    leader: User
    principal: User
    reader: User

    @property
    def campaign(self) -> Campaign:
        return self.cleanup.campaign

    @property
    def filings(self) -> list[Filing]:
        return list(Filing.objects.select_related("organization", "campaign").order_by("pk"))


@pytest.fixture(autouse=True)
def _no_rules_left_over():
    """Tests roll their rows back, which production never does."""
    policies._known.clear()


@pytest.fixture
def resolved(cleanup):
    """Four items, signed, screened as the rules propose, confirmed and resolved upon."""
    declaration = cleanup.declaration_of(EDUCATION)
    for name, particulars in (
        ("巴中市优秀教师", {}),
        ("巴中市优秀校长", {}),
        ("巴中市十佳学校评比", {"charges_fee": True}),
        ("巴中市先进企业评比", {"is_tied_to_benefits": True}),
    ):
        file_activity(declaration, item(name, **particulars), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 14))
    resolve(cleanup, list(Filing.objects.select_related("organization", "campaign", "activity")))
    return cleanup


def resolve(cleanup: Cleanup, filings: list[Filing], held_on: date = date(2010, 8, 20)) -> None:
    screen_filings(cleanup.campaign, filings, by=cleanup.examiner, on=JUDGED)
    accept_proposals(filings, by=cleanup.examiner, rectify_by=date(2010, 9, 1))
    confirm_decisions(filings, by=cleanup.leader, on=date(2010, 7, 1))
    draft = ResolutionDraft("第一次联席会议决议", held_on, "同意。", "巴清联纪〔2010〕1号")
    confirmed = [filing for filing in filings if filing.state == "confirmed"]
    record_resolution(cleanup.campaign, confirmed, draft, by=cleanup.examiner)


@pytest.fixture
def office(resolved):
    here = resolved.here
    conference = "巴中市评比达标表彰工作联席会议"
    return Office(
        cleanup=resolved,
        examiner=resolved.examiner,
        leader=resolved.leader,
        principal=factories.official(here, Role.PRINCIPAL_LEADER, LEAD, jurisdiction="巴中市"),
        reader=factories.official(here, Role.CONFERENCE_MEMBER, conference, jurisdiction="巴中市"),
    )


@pytest.fixture
def report(office):
    return drafted(office)


@pytest.fixture
def sent(office, report):
    return signed(office, report)


def drafted(office: Office, number: str = NUMBER, rounding: Rounding = Rounding.HALF_UP) -> Report:
    report = draft_report(
        office.campaign, addressee=CITY_COMMITTEE, cut_off_on=CUT_OFF, by=office.examiner
    )
    head = HeadDraft(report.title, CITY_COMMITTEE, CUT_OFF, number, rounding)
    return set_head(report, head, by=office.examiner)


def signed(office: Office, report: Report, on: date = SIGNED) -> Report:
    submit_report(report, by=office.examiner)
    approve_report(report, by=office.leader)
    return sign_report(report, by=office.principal, on=on)


def call_another_unit(office: Office) -> None:
    """Something that changes a figure after the report was signed."""
    enlist_units(office.campaign, [office.cleanup.here["通江县教育局"]], by=office.examiner)
