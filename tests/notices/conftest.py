"""A small city, its calendar, and notices in every state, all through the operations."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from honours.directory.vocabulary import Role
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import EntryDraft, NoticeDraft, Office, draft_notice
from honours.notices.operations.notices import end_notice, post_notice
from honours.notices.vocabulary import CarrierKind, NoticeKind, NoticeLevel
from tests.browser import browser, page  # noqa: F401
from tests.factories import City, city, official

POSTED_ON = date(2024, 1, 31)
ENDS_ON = date(2024, 2, 5)
"""Five working days counting the first: Sunday the 4th was made up for the Spring Festival."""
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OFFICE = Office("巴中市人力资源和社会保障局公务员管理科", "0827-5260001", "巴州区江北大道1号")
FIVE = OwnTerms(5, DayUnit.WORKING_DAYS, counts_first_day=True, basis="本次评选通知第四条")
ZHANG = EntryDraft(
    "张文清",
    "巴中市第一中学",
    "任教二十年，所带班级连续三年为市先进。",
    subject="commendations.nomination:1",
    consent_version="2024年第1版",
)
LI = replace(ZHANG, name="李建平", subject="commendations.nomination:2")


@pytest.fixture
def here(db) -> City:
    return city()


@pytest.fixture
def calendar(db) -> list[int]:
    return seed_calendar()


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局")


@pytest.fixture
def head(here):
    return official(here, Role.HEAD, "巴中市教育局")


@pytest.fixture
def examiner(here):
    return official(here, Role.EXAMINER, "巴中市人力资源和社会保障局", jurisdiction="巴中市")


@pytest.fixture
def leader(here):
    return official(
        here, Role.LEADER_IN_CHARGE, "巴中市人力资源和社会保障局", jurisdiction="巴中市"
    )


@pytest.fixture
def draft(here):
    """What a unit's clerk would write, changed as the test says."""

    def drafted(**changes) -> NoticeDraft:
        return replace(
            NoticeDraft(
                organization=here["巴中市教育局"],
                kind=NoticeKind.CANDIDATE,
                level=NoticeLevel.UNIT,
                subject_of="commendations.slate:1",
                title="巴中市教育系统先进个人拟推荐对象公示",
                conditions="在教育教学一线工作满五年。",
                scope="全市教育系统",
                office=OFFICE,
                entries=(ZHANG, LI),
                own=FIVE,
            ),
            **changes,
        )

    return drafted


@pytest.fixture
def notice(draft, clerk, calendar) -> Notice:
    """A draft."""
    return draft_notice(draft(), by=clerk)


@pytest.fixture
def posted(notice, head) -> Notice:
    """A notice that runs from 31 January to 5 February 2024."""
    return post_notice(notice, on=POSTED_ON, by=head)


@pytest.fixture
def hang(clerk):
    """Hangs a notice on a board, with its proof, on a day at nine in the morning."""

    def hung(notice, on=POSTED_ON, *, place="校门公告栏", proof=True):
        at = moment(on)
        draft = CarrierDraft(
            CarrierKind.BULLETIN_BOARD, place, at, Proof("证明.pdf", PDF) if proof else None
        )
        return add_carrier(notice, draft, now=at + timedelta(minutes=1), by=clerk)

    return hung


@pytest.fixture
def expired(posted, hang, head) -> Notice:
    """Its period is over."""
    hang(posted)
    return end_notice(posted, on=ENDS_ON + timedelta(days=1), by=head)


def moment(day: date, hour: int = 9) -> datetime:
    """An hour of a day in Beijing."""
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)
