"""One of everything in the small city, made through operations, and one person for each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.management import call_command

from honours.audit.models import Entry
from honours.audit.operations import seal
from honours.campaigns.models import Campaign, Declaration, Filing, Lead, Resolution, Upload
from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    record_resolution,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.leads import record_unfiled
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import read_upload, receive_upload
from honours.campaigns.vocabulary import Work
from honours.directory.models import Duty, Organization, StandIn, User
from honours.directory.operations.posts import appoint_stand_in, assign_duty
from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.jobs.models import Job
from honours.jobs.operations import start_job
from honours.policies.models import Document, Receipt
from honours.policies.operations.receipts import send_document
from honours.quotas.models import AllocationPlan, Ledger
from honours.registry.models import Activity
from honours.reports.models import Report
from honours.reports.operations.drafting import draft_report
from tests import factories
from tests.applications.town import ApplicationTown, applications_in
from tests.campaigns.conftest import COUNTY, EDUCATION, HEALTH, JUDGED, LEAD, Cleanup
from tests.campaigns.test_chain import item
from tests.clearances.town import ClearanceTown, clearances_in
from tests.commendations.after_town import AfterTown, after_in
from tests.commendations.sweep import CommendationTown, commendations_in
from tests.commendations.sweep_climbed import ClimbedTown, climbed_in
from tests.journeys.sheets import register_of_education
from tests.notices.objection_town import ObjectionTown, objection_town
from tests.notices.town import NoticeTown, notices_in
from tests.quotas.town import ledger_in, plan_in

SHOWN_NAME = "巴中市十佳学校评比"
DUE = date(2030, 1, 1)


@dataclass(frozen=True)
class Town:
    """What the addresses of the site name, and who opens them."""

    people: Mapping[Role, User]
    clerk: User
    organization: Organization
    campaign: Campaign
    declaration: Declaration
    filing: Filing
    upload: Upload
    lead: Lead
    resolution: Resolution
    activity: Activity
    document: Document
    receipt: Receipt
    report: Report
    job: Job
    duty: Duty
    stand_in: StandIn
    entry: Entry
    ledger: Ledger
    plan: AllocationPlan
    applications: ApplicationTown
    clearances: ClearanceTown
    commendations: CommendationTown
    after: AfterTown
    notices: NoticeTown
    objections: ObjectionTown
    climbed: ClimbedTown


def town(cleanup: Cleanup, folder) -> Town:
    here, examiner = cleanup.here, cleanup.examiner
    people = _people(cleanup)
    filings = _filed(cleanup)
    resolution = _resolved(cleanup, filings[:2])
    upload = _uploaded(cleanup, folder)
    unfiled = record_unfiled(
        cleanup.campaign, here[HEALTH], item("巴中市卫生先进单位"), by=examiner, on=JUDGED
    )
    duty = Duty(post=cleanup.head.posts.get(), subject="按期报送", until=date(2010, 5, 31))
    stand_in = StandIn(
        post=cleanup.clerk.posts.get(),
        substitute=people[Role.HEAD],
        since=date(2010, 1, 1),
        until=DUE,
        reason="外出学习",
    )
    document = cleanup.campaign.basis
    activity = Activity.objects.get(name=SHOWN_NAME)
    ledger = ledger_in(here, examiner)
    seal()
    commendations = commendations_in(here, here[EDUCATION], people, cleanup.clerk)
    return Town(
        people=people,
        clerk=cleanup.clerk,
        organization=here[EDUCATION],
        campaign=cleanup.campaign,
        declaration=cleanup.declaration_of(EDUCATION),
        filing=filings[2],
        upload=upload,
        lead=unfiled.campaign.leads.get(),
        resolution=resolution,
        activity=activity,
        document=document,
        receipt=send_document(document, to=[here[EDUCATION]], due_on=DUE, by=examiner)[0],
        report=draft_report(
            cleanup.campaign, addressee="中共巴中市委", cut_off_on=date(2010, 11, 1), by=examiner
        ),
        job=_job(cleanup),
        duty=assign_duty(duty, by=cleanup.leader),
        stand_in=appoint_stand_in(stand_in, by=cleanup.clerk),
        entry=Entry.objects.filter(subject=activity.subject()).earliest("pk"),
        ledger=ledger,
        plan=plan_in(ledger, here, examiner),
        applications=applications_in(here, here[EDUCATION], people, cleanup.clerk, cleanup.head),
        clearances=clearances_in(here[LEAD], examiner, cleanup.leader),
        commendations=commendations,
        after=after_in(commendations.submitted, examiner),
        notices=notices_in(here[EDUCATION], cleanup.clerk, cleanup.head),
        objections=objection_town(here, people),
        climbed=climbed_in(here, people, cleanup.clerk, cleanup.head),
    )


def _people(cleanup: Cleanup) -> dict[Role, User]:
    known = {
        Role.FILER: cleanup.clerk,
        Role.HEAD: cleanup.head,
        Role.EXAMINER: cleanup.examiner,
        Role.LEADER_IN_CHARGE: cleanup.leader,
        Role.SYSTEM_ADMINISTRATOR: cleanup.here.system_administrator,
        Role.SECURITY_ADMINISTRATOR: cleanup.here.security_administrator,
        Role.AUDIT_ADMINISTRATOR: cleanup.here.audit_administrator,
    }
    assert set(ADMINISTRATORS) <= set(known)
    return {
        role: known.get(role)
        or factories.official(cleanup.here, role, LEAD, jurisdiction="巴中市")
        for role in Role
    }


def _filed(cleanup: Cleanup) -> list[Filing]:
    """Four items, screened; the last two still lie on the desk."""
    declaration = cleanup.declaration_of(EDUCATION)
    for name, particulars in (
        ("巴中市优秀教师", {}),
        (SHOWN_NAME, {"charges_fee": True}),
        ("巴中市十佳学校评选", {"charges_fee": True}),
        ("巴中市教育宣传先进单位", {"basis_text": "无"}),
    ):
        file_activity(declaration, item(name, **particulars), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    filings = list(Filing.objects.select_related("organization", "campaign", "activity"))
    screen_filings(cleanup.campaign, filings, by=cleanup.examiner, on=JUDGED)
    return sorted(filings, key=lambda filing: filing.pk)


def _resolved(cleanup: Cleanup, filings: list[Filing]) -> Resolution:
    accept_proposals(filings, by=cleanup.examiner, rectify_by=DUE)
    confirm_decisions(filings, by=cleanup.leader, on=date(2010, 7, 1))
    draft = ResolutionDraft(
        "第一次联席会议决议", date(2010, 8, 20), "同意。", "巴清联纪〔2010〕1号"
    )
    resolution = record_resolution(cleanup.campaign, filings, draft, by=cleanup.examiner)
    notify_units(cleanup.campaign, by=cleanup.examiner)
    return resolution


def _uploaded(cleanup: Cleanup, folder) -> Upload:
    """A file of a county bureau, with one faulty row."""
    clerk = factories.official(cleanup.here, Role.FILER, COUNTY)
    path = register_of_education(folder / "登记表.xlsx")
    upload = receive_upload(
        cleanup.campaign,
        cleanup.here[COUNTY],
        file_name=path.name,
        content=path.read_bytes(),
        by=clerk,
    )
    return read_upload(upload, by=clerk)


def _job(cleanup: Cleanup) -> Job:
    started = start_job(
        Work.SEARCH_DUPLICATES,
        by=cleanup.examiner,
        organization=cleanup.campaign.organization,
        arguments={"campaign_id": cleanup.campaign.pk},
    )
    call_command("work", once=True)
    return started
