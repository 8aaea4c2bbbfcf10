"""A decision, an honour and what came after, for the sweep of all pages.

The climb has tests of its own: here the records begin where the sweep needs them.
"""

from dataclasses import dataclass
from datetime import date

from honours.audit.operations import seal
from honours.commendations.models.decisions import (
    BatchWithdrawal,
    Certificate,
    Decision,
    Honour,
    Recovery,
    Revocation,
)
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.archiving import MEDIA_TYPE
from honours.commendations.operations.archiving import PURPOSE as ARCHIVE
from honours.commendations.operations.certificates import book_issue, new_certificates
from honours.commendations.operations.printing_certificates import PURPOSE as CERTIFICATES
from honours.commendations.operations.revocations import draft_revocation
from honours.commendations.vocabulary import RecoveredThing
from honours.directory.models import User
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_made_file
from honours.privacy.queries import attachments_of
from honours.privacy.vocabulary import FileKind
from honours.workflow.operations import begin
from tests.commendations.decided import GROUND, PAPERS

CONFERRED = date(2010, 12, 20)
NUMBER = "巴府发〔2010〕6号"


@dataclass(frozen=True)
class AfterTown:
    """What the addresses of deciding and after name."""

    decision: Decision
    honour: Honour
    certificate: Certificate
    case: Revocation
    paper: Attachment
    recovery: Recovery
    withdrawal: BatchWithdrawal


def after_in(nomination: Nomination, examiner: User) -> AfterTown:
    edition = nomination.edition
    decision = begin(
        Decision(
            organization=edition.organization,
            edition=edition,
            number=NUMBER,
            heading="关于表彰2010年度先进工作者的决定",
            issuers=["巴中市人民政府"],
            preamble="为表彰先进，作出如下决定。",
            issued_on=CONFERRED,
        ),
        by=examiner,
    )
    honour = begin(_honour(decision, nomination), by=examiner)
    certificates = new_certificates([honour], NUMBER)
    Certificate.objects.bulk_create(certificates)
    book_issue(certificates, decision)
    unit = nomination.organization
    case = draft_revocation(honour, GROUND, papers=PAPERS, reported_by=unit, by=examiner)
    withdrawal = BatchWithdrawal(
        organization=decision.organization, decision=decision, cause="未经批准。", citation="依据"
    )
    kept = {"content": b"%PDF-1.7", "by": examiner.username}
    keep_made_file(
        decision.subject(),
        purpose=CERTIFICATES,
        file_name="荣誉证书.pdf",
        media_type=FileKind.PDF,
        **kept,
    )
    keep_made_file(
        edition.subject(), purpose=ARCHIVE, file_name="归档包.zip", media_type=MEDIA_TYPE, **kept
    )
    seal()
    return AfterTown(
        decision=decision,
        honour=honour,
        certificate=honour.certificate,
        case=case,
        paper=attachments_of(case.subject()).get(),
        recovery=Recovery.objects.create(honour=honour, thing=RecoveredThing.CERTIFICATE),
        withdrawal=begin(withdrawal, by=examiner),
    )


def _honour(decision: Decision, nomination: Nomination) -> Honour:
    return Honour(
        organization=decision.organization,
        number="2010-0001-0001",
        decision=decision,
        nomination=nomination,
        kind=nomination.kind,
        title=nomination.title.name,
        holder="向明月",
        unit=nomination.unit,
        region=nomination.region,
        level=decision.edition.level,
        conferred_on=CONFERRED,
    )
