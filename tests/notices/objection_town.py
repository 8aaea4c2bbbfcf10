"""Two objections in the small city, one found out about, for the sweep of every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import Evidence, Submission, file_objection
from honours.notices.operations.objections_findings import Judgement, propose_finding
from honours.notices.operations.objections_handling import (
    Acceptance,
    accept_objection,
    begin_inquiry,
    record_inquiry,
)
from honours.notices.operations.objections_messages import write_message
from honours.notices.vocabulary import Conclusion, Ground, ObjectionOutcome
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of
from tests import factories
from tests.notices.objection_desk import CONTENT, OBJECTOR, entry_of, notice_of, today

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class ObjectionTown:
    """A case that is being handled, and a file of it; one with its inquiry and finding."""

    case: Objection
    file: Attachment
    found: Objection

    @property
    def notice_pk(self) -> int:
        return int(self.case.notice_id)

    @property
    def public_key(self) -> str:
        return str(self.case.notice.public_key)


def objection_town(here: factories.City, people: Mapping[Role, User]) -> ObjectionTown:
    inspector = people[Role.INSPECTOR]
    notice = notice_of(here, subject_of="commendations.slate:900")
    submission = Submission(
        ground=Ground.UNTRUE_DEEDS, content=CONTENT, entry=entry_of(notice, here)
    )
    case = file_objection(
        notice, submission, OBJECTOR, evidence=(Evidence("证据.pdf", PDF),)
    ).objection
    accept_objection(case, Acceptance(), by=inspector)
    found = _found(file_objection(notice, submission, OBJECTOR).objection, people)
    return ObjectionTown(case, attachments_of(case.subject()).get(), found)


def _found(case: Objection, people: Mapping[Role, User]) -> Objection:
    inspector = people[Role.INSPECTOR]
    accept_objection(case, Acceptance(), by=inspector)
    begin_inquiry(case, by=inspector)
    write_message(case, "请说明哪一年的奖项不实。", by=inspector)
    write_message(case, "是2008年的。")
    record_inquiry(case, on=today(), account="到学校查阅了2008年档案。", by=inspector)
    judgement = Judgement(
        conclusion=Conclusion.SUSTAINED, outcome=ObjectionOutcome.REMOVE, text="所获奖项有误。"
    )
    return propose_finding(case, judgement, by=inspector)
