"""One objection in the small city, for the sweep of every page."""

from dataclasses import dataclass

from honours.directory.models import User
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import Evidence, Submission, file_objection
from honours.notices.operations.objections_handling import Acceptance, accept_objection
from honours.notices.vocabulary import Ground
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of
from tests import factories
from tests.notices.objection_desk import CONTENT, OBJECTOR, entry_of, notice_of

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class ObjectionTown:
    """A case that is being handled, and a file of it."""

    case: Objection
    file: Attachment

    @property
    def notice_pk(self) -> int:
        return int(self.case.notice_id)

    @property
    def public_key(self) -> str:
        return str(self.case.notice.public_key)


def objection_town(here: factories.City, inspector: User) -> ObjectionTown:
    notice = notice_of(here, subject_of="commendations.slate:900")
    submission = Submission(
        ground=Ground.UNTRUE_DEEDS, content=CONTENT, entry=entry_of(notice, here)
    )
    case = file_objection(
        notice, submission, OBJECTOR, evidence=(Evidence("证据.pdf", PDF),)
    ).objection
    accept_objection(case, Acceptance(), by=inspector)
    return ObjectionTown(case, attachments_of(case.subject()).get())
