"""Applications for the sweep of all pages: a draft with everything on it, one at the city."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from honours.applications.models import Application, CatalogueEntry, Contributor
from honours.applications.operations import chain
from honours.applications.operations.answers import Reply, put_on_notice, record_answers
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.catalogues import Issue, publish_catalogue
from honours.applications.operations.drafts import save_draft
from honours.applications.operations.intake import Intake, take_in_table
from honours.applications.operations.sharing import Paper, attach_basis, invite_contributor
from honours.applications.vocabulary import Answer, ApplicationKind, Part
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level, Role
from honours.notices.operations.waivers import Waiver, waive_notice
from honours.notices.vocabulary import NoticeLevel
from honours.policies.models import Document
from honours.policies.vocabulary import DocumentKind, DocumentState
from honours.privacy.models import Attachment
from tests import factories
from tests.applications.conftest import FILLED

PDF = b"%PDF-1.4\n%%EOF\n"
TABLE = "申报类型,项目名称,主办单位\n设立,巴中市表格里的项目,巴中市教育局\n"


@dataclass(frozen=True)
class ApplicationTown:
    """What the addresses of applications name."""

    unit: Organization
    place: Organization
    draft: Application
    returned: Application
    contributor: Contributor
    paper: Attachment
    entry: CatalogueEntry


def applications_in(
    here: factories.City, unit: Organization, people: dict[Role, User], clerk: User, head: User
) -> ApplicationTown:
    """``clerk`` and ``head`` are of the unit, a city's department."""
    today = timezone.localdate()
    draft = _filled(unit, clerk, today)
    paper = attach_basis(draft, Paper("依据.pdf", PDF), by=clerk)
    contributor = invite_contributor(draft, head, Part.REVIEWER, by=clerk)
    signed = _signed(_filled(unit, clerk, today), clerk, head, today)
    entry = _published(here, _signed(_filled(unit, clerk, today), clerk, head, today), people)
    table = Intake(unit, today.year, "申报表.csv", TABLE.encode())
    take_in_table(table, by=clerk, on=today)
    return ApplicationTown(unit, here["巴中市"], draft, signed, contributor, paper, entry)


def _filled(unit: Organization, clerk: User, today: date) -> Application:
    request = Request(ApplicationKind.SET_UP, unit, today.year)
    draft = begin_application(request, by=clerk, on=today)
    return save_draft(draft, FILLED, version=0, by=clerk)


def _signed(application: Application, clerk: User, head: User, today: date) -> Application:
    chain.submit_application(application, by=clerk, on=today)
    return chain.sign_application(application, by=head)


def _published(
    here: factories.City, application: Application, people: dict[Role, User]
) -> CatalogueEntry:
    examiner, leader = people[Role.EXAMINER], people[Role.LEADER_IN_CHARGE]
    today = timezone.localdate()
    chain.study_application(application, opinion="同意上报。", by=examiner)
    chain.agree_application(application, by=leader)
    chain.report_application(application, number="巴评组〔2023〕4号", on=today, by=examiner)
    waiver = Waiver(
        application.subject(), NoticeLevel.CITY, "涉密", "巴中市评比协调小组", today, "保密规定"
    )
    waive_notice(here["巴中市"], waiver, by=examiner)
    put_on_notice(application, by=examiner, on=today)
    document = _answer(today)
    reply = Reply(application, Answer.AGREED)
    record_answers([reply], document=document, decided_on=today, by=examiner, on=today)
    issue = Issue(here["巴中市"], today.year, today)
    return publish_catalogue(issue, [application], by=examiner).entries.get()


def _answer(today: date) -> Document:
    return Document.objects.create(
        number="川评组办函〔2023〕12号",
        title="关于同意评比达标表彰项目的函",
        issuer="四川省评比达标表彰工作协调小组办公室",
        level=Level.PROVINCE,
        kind=DocumentKind.PROVINCIAL_DOCUMENT,
        issued_on=today,
        state=DocumentState.ISSUED,
    )
