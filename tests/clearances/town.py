"""One of everything of this room in a city that stands already, for the sweep over all pages."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from honours.clearances.checks.answers import AnswerGiven, Signing
from honours.clearances.models import (
    Body,
    ClearanceLink,
    ClearanceRequest,
    Disqualifier,
    DisqualifierHit,
    MatrixRow,
)
from honours.clearances.operations.answers import SentFile, answer_by_link, waive
from honours.clearances.operations.asking import AskedObject, AskPlan, ask_clearances
from honours.clearances.operations.disqualifiers import HitDraft, record_hit
from honours.clearances.operations.importing import import_shipped
from honours.clearances.operations.links import issue_links
from honours.clearances.operations.matrix import GroundDraft, add_disqualifier, add_row
from honours.clearances.vocabulary import ObjectKind, Opinion
from honours.directory.models import Organization, User
from honours.privacy.models import Attachment

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LAW = GroundDraft("巴评表〔2010〕1号", "第三条", "5119", date(2010, 1, 1))


@dataclass(frozen=True)
class ClearanceTown:
    """A question answered with a scan, a link that is open, a row, a bar, a record, a waiver."""

    request: ClearanceRequest
    link: ClearanceLink
    token: str
    file: Attachment
    row: MatrixRow
    bar: Disqualifier
    hit: DisqualifierHit


def clearances_in(lead: Organization, examiner: User, leader: User) -> ClearanceTown:
    import_shipped(by="tests")
    tax = Body.objects.get(code="tax")
    row = add_row(ObjectKind.ENTERPRISE, tax, LAW, is_required=True, by=examiner)
    bar = add_disqualifier("安全生产被一票否决", tax, LAW, by=examiner)
    objects = [
        AskedObject(f"commendations.nomination:{number}", name, (ObjectKind.ENTERPRISE,))
        for number, name in enumerate(("巴中市甲厂", "巴中市乙厂"), start=1)
    ]
    day = date(2010, 6, 1)
    plan = AskPlan(lead, "5119", day, day + timedelta(days=14), validity_months=6)
    first, second = ask_clearances(objects, plan, by=examiner)
    expires_at = timezone.now() + timedelta(days=7)
    [done] = issue_links([first], expires_at=expires_at, by=examiner)
    [open_one] = issue_links([second], expires_at=expires_at, by=examiner)
    answer_by_link(
        done.link,
        {1: AnswerGiven(Opinion.NO_OBJECTION)},
        Signing("李某某", "科长", day),
        scan=SentFile("意见表.pdf", PDF),
    )
    held = HitDraft("commendations.nomination:9", "巴中市丙厂", day, "巴安监函〔2010〕1号。")
    hit = record_hit(bar, held, organization=lead, by=examiner)
    waive(lead, "commendations.nomination:2", tax, reason="该厂刚由税务部门评为A级。", by=leader)
    file = Attachment.objects.get(subject=done.link.subject())
    return ClearanceTown(first, open_one.link, open_one.token, file, row, bar, hit)
