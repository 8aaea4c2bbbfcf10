"""A posted notice in the small city, whoever handles objections to it, and whom it names."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.kernel.calendar import DayUnit
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import Objector, Receipt, Submission, file_objection
from honours.notices.operations.objections_findings import (
    Judgement,
    confirm_finding,
    propose_finding,
)
from honours.notices.operations.objections_handling import (
    Acceptance,
    accept_objection,
    answer_objection,
    begin_inquiry,
    close_objection,
    record_inquiry,
)
from honours.notices.vocabulary import (
    Channel,
    Conclusion,
    Ground,
    NoticeKind,
    NoticeLevel,
    NoticeState,
    ObjectionOutcome,
    PostmarkRule,
)
from tests import factories

LEAD = "巴中市人力资源和社会保障局"
EDUCATION = "巴中市教育局"
HEALTH = "巴中市卫生局"
SUBJECT = "commendations.nomination:7"
NAME, TELEPHONE, NUMBER = "欧阳有异议", "13900001234", "11010519491231002X"
UNIT, SEAL = "某某小学校", "盖有公章一枚"
PERSONAL = (NAME, TELEPHONE, NUMBER, UNIT, SEAL)
"""What no page, list, entry of the book or log may ever show."""
OBJECTOR = Objector(
    name=NAME, identity_number=NUMBER, telephone=TELEPHONE, unit=UNIT, seal_note=SEAL
)
CONTENT = "公示事迹中“连续五年获奖”不实，2008年并无此奖，可查学校档案。"


def today() -> date:
    return timezone.localdate()


@dataclass(frozen=True)
class Desk:
    """The notice, its one entry (of the education bureau), and the people."""

    here: factories.City
    notice: Notice
    entry: NoticeEntry
    inspector: User
    colleague: User
    leader: User
    insider: User
    """An inspector of the lead bureau who also has a post in the bureau that is named."""

    def submission(self, **known: object) -> Submission:
        usual = {"ground": Ground.UNTRUE_DEEDS, "content": CONTENT, "entry": self.entry}
        return Submission(**{**usual, **known})

    def filed(self, objector: Objector | None = OBJECTOR, **known: object) -> Receipt:
        return file_objection(self.notice, self.submission(**known), objector)

    def letter(self, objector: Objector | None = OBJECTOR, **known: object) -> Receipt:
        letter = self.submission(channel=Channel.LETTER, **known)
        return file_objection(self.notice, letter, objector, by=self.inspector)

    def inquired(self, objection: Objection) -> Objection:
        accept_objection(objection, Acceptance(), by=self.inspector)
        begin_inquiry(objection, by=self.inspector)
        record_inquiry(
            objection, on=today(), account="到学校查阅了2008年档案。", by=self.inspector
        )
        return objection

    def found(
        self,
        objection: Objection,
        conclusion: Conclusion = Conclusion.SUSTAINED,
        outcome: ObjectionOutcome = ObjectionOutcome.REMOVE,
    ) -> Objection:
        self.inquired(objection)
        judgement = Judgement(conclusion=conclusion, outcome=outcome, text="经查，所获奖项有误。")
        propose_finding(objection, judgement, by=self.inspector)
        return confirm_finding(objection, by=self.leader)

    def answered(self, objection: Objection, *known: object) -> Objection:
        self.found(objection, *known)
        return answer_objection(objection, "您反映的问题已查清。", by=self.inspector)

    def closed(self, objection: Objection, *known: object) -> Objection:
        return close_objection(self.answered(objection, *known), by=self.inspector)


def notice_of(here: factories.City, organization: str = LEAD, **known: object) -> Notice:
    """A notice in its days: posted three days ago, objections for three days more."""
    usual = {
        "organization": here[organization],
        "state": NoticeState.POSTED,
        "kind": NoticeKind.CANDIDATE,
        "level": NoticeLevel.CITY,
        "subject_of": "commendations.slate:1",
        "title": "拟推荐先进个人公示",
        "conditions": "在岗五年以上。",
        "scope": "全市",
        "receiving_office": "人事监察科",
        "office_telephone": "0827-0000000",
        "office_address": "巴中市",
        "length": 5,
        "unit": DayUnit.WORKING_DAYS,
        "posted_on": today() - timedelta(days=3),
        "ends_on": today() + timedelta(days=3),
        "objections_until": today() + timedelta(days=3),
        "postmark_rule": PostmarkRule.ARRIVAL,
    }
    return Notice.objects.create(**{**usual, **known})


def entry_of(notice: Notice, here: factories.City, unit: str = EDUCATION) -> NoticeEntry:
    return NoticeEntry.objects.create(
        notice=notice,
        order=notice.entries.count() + 1,
        subject=SUBJECT,
        name="张三丰",
        unit=unit,
        account="连续五年获奖。",
        organization=here[unit],
    )


def desk_in(here: factories.City) -> Desk:
    inspector, colleague, leader, insider = (
        factories.official(here, role, LEAD, jurisdiction="巴中市")
        for role in (Role.INSPECTOR, Role.INSPECTOR, Role.PRINCIPAL_LEADER, Role.INSPECTOR)
    )
    factories.appointed(here, insider, Role.FILER, EDUCATION)
    notice = notice_of(here)
    entry = entry_of(notice, here)
    return Desk(here, notice, entry, inspector, colleague, leader, insider)
