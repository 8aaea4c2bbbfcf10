"""A notice that runs today in the small city, with its carrier and its proof."""

from dataclasses import dataclass

from django.utils import timezone

from honours.audit.operations import seal
from honours.directory.models import Organization, User
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Carrier, Notice, NoticeEntry
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import EntryDraft, NoticeDraft, Office, draft_notice
from honours.notices.operations.notices import post_notice
from honours.notices.vocabulary import CarrierKind, NoticeKind, NoticeLevel
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass(frozen=True)
class NoticeTown:
    """What the addresses of the room name."""

    notice: Notice
    entry: NoticeEntry
    carrier: Carrier
    proof: Attachment


def notices_in(organization: Organization, clerk: User, head: User) -> NoticeTown:
    seed_calendar()
    now = timezone.now()
    notice = draft_notice(_draft(organization), by=clerk)
    notice = post_notice(notice, on=timezone.localdate(), by=head)
    hung = CarrierDraft(CarrierKind.BULLETIN_BOARD, "大门公告栏", now, Proof("证明.pdf", PDF))
    carrier = add_carrier(notice, hung, now=now, by=clerk)
    seal()
    return NoticeTown(
        notice,
        notice.entries.get(),
        carrier,
        attachments_of(carrier.own_subject()).get(),
    )


def _draft(organization: Organization) -> NoticeDraft:
    """Counted in calendar days: nobody knows the working days of every year to come."""
    return NoticeDraft(
        organization=organization,
        kind=NoticeKind.CANDIDATE,
        level=NoticeLevel.UNIT,
        subject_of="commendations.slate:901",
        title="先进个人拟推荐对象公示",
        conditions="在一线工作满五年。",
        scope="本单位",
        office=Office("市人社局公务员管理科", "0827-5260001", "江北大道1号"),
        entries=(EntryDraft("张文清", "巴中市第一中学", "任教二十年。", consent_version="第1版"),),
        own=OwnTerms(5, DayUnit.CALENDAR_DAYS, counts_first_day=True, basis="评选通知第四条"),
    )
