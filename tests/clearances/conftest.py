"""A small city that asks: its examiner, its leader, its rows of the matrix, three objects."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from honours.clearances.models import Body, ClearanceRequest
from honours.clearances.operations.asking import AskedObject, AskPlan, ask_clearances
from honours.clearances.operations.importing import import_shipped
from honours.clearances.operations.links import IssuedLink, issue_links
from honours.clearances.operations.matrix import GroundDraft, add_row
from honours.clearances.vocabulary import ObjectKind
from honours.directory.models import User
from honours.directory.vocabulary import Role
from tests import factories
from tests.browser import browser, page

__all__ = ["browser", "page"]

LEAD = "巴中市人力资源和社会保障局"
EDUCATION = "巴中市教育局"
COUNTY = "巴州区教育局"
CITY = "5119"
LAID_DOWN = date(2010, 1, 1)
IDENTITY = "511902198001011238"
REQUIRED = (
    (ObjectKind.PUBLIC_CADRE, "discipline_supervision"),
    (ObjectKind.PUBLIC_CADRE, "family_planning"),
    (ObjectKind.ENTERPRISE_HEAD, "industry_commerce"),
    (ObjectKind.ENTERPRISE_HEAD, "national_tax"),
    (ObjectKind.ENTERPRISE_HEAD, "local_tax"),
)


@dataclass(frozen=True)
class Asking:
    """Who asks for the city."""

    here: factories.City
    examiner: User
    leader: User

    def plan(self, asked_on: date = date(2019, 5, 6), **changes: object) -> AskPlan:
        given = {
            "organization": self.here[LEAD],
            "place": CITY,
            "asked_on": asked_on,
            "due_on": asked_on + timedelta(days=14),
            "validity_months": 6,
        }
        return AskPlan(**given | changes)

    def ask(self, *objects: AskedObject, **changes: object) -> list[ClearanceRequest]:
        return ask_clearances(objects, self.plan(**changes), by=self.examiner)

    def issue(self, requests: list[ClearanceRequest]) -> list[IssuedLink]:
        return issue_links(requests, expires_at=in_days(7), by=self.examiner)

    def body(self, code: str) -> Body:
        return Body.objects.get(code=code)


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def head(number: int = 1) -> AskedObject:
    """The head of an enterprise."""
    return AskedObject(
        about=f"commendations.nomination:{number}",
        name=f"赵企{number}",
        kinds=(ObjectKind.ENTERPRISE_HEAD,),
        unit="巴中市甲厂",
        post="厂长",
        id_number=IDENTITY,
    )


def cadre(number: int = 9) -> AskedObject:
    return AskedObject(
        about=f"commendations.nomination:{number}",
        name=f"钱干部{number}",
        kinds=(ObjectKind.PUBLIC_CADRE,),
        unit=EDUCATION,
        post="科长",
        id_number=IDENTITY,
    )


@pytest.fixture
def here(db):
    return factories.city()


@pytest.fixture
def asking(here) -> Asking:
    examiner = factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    leader = factories.official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市")
    import_shipped(by="tests")
    ground = GroundDraft("巴评表〔2010〕1号", "第三条", CITY, LAID_DOWN)
    for kind, code in REQUIRED:
        body = Body.objects.get(code=code)
        add_row(kind, body, ground, is_required=True, by=examiner)
    return Asking(here, examiner, leader)
