"""Nominees as filers would type them, and the deeds that put them forward."""

import itertools
from datetime import UTC, datetime
from functools import cache

import time_machine

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import file_nomination, submit_nomination
from honours.commendations.operations.papers import add_paper
from honours.commendations.queries.nominations import Parts
from honours.commendations.vocabulary import PaperKind
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Role
from honours.privacy.models import Attachment
from honours.privacy.readings.identity_numbers import check_sign
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.town import LEAD, Town
from tests.privacy.conftest import picture

SEPTEMBER = datetime(2010, 9, 10, 8, tzinfo=UTC)
_serial = itertools.count(1)


def identity_number(born: str = "19700512", *, serial: int | None = None) -> str:
    """A number whose check sign is right; even serials are women's."""
    signs = f"511921{born}{serial if serial is not None else next(_serial) * 2 % 1000:03d}"
    return signs + check_sign(signs)


def account(about: str) -> str:
    """An account that resembles no other: long enough to be compared."""
    return "".join(
        f"{about}{number}{about}做成{about}{number * 13}件{about}。" for number in range(1, 40)
    )


def person(**given: str) -> dict[str, str]:
    """A complete person, all entries as typed."""
    number = given.get("identity_number") or identity_number()
    name = given.get("name", f"向{number[-4:]}")
    return {
        "composition": "一人",
        "unit": "通江县实验小学",
        "name": name,
        "gender": "女",
        "ethnicity": "汉族",
        "born_on": "1970-05",
        "political_status": "中共党员",
        "education": "大学本科",
        "identity_category": "专业技术人员",
        "rank": "无级别",
        "is_leading": "否",
        "is_front_line": "是",
        "is_enterprise_head": "否",
        "unit_nature": "事业单位",
        "post": "教师",
        "working_since": "1990年9月",
        "service_years": "20",
        "identity_number": number,
        "telephone": "13900001234",
        "account": account(name),
        "brief": f"{name}扎根乡村教育二十年。",
        "consent_given_on": "2010-09-05",
        **given,
    }


def collective(**given: str) -> dict[str, str]:
    name = given.get("collective_name", f"第{next(_serial)}教研组")
    return {
        "unit": "通江县实验小学",
        "collective_name": name,
        "nature": "事业单位",
        "unit_level": "班组、科室、队、站",
        "superior": "通江县教育局",
        "headcount": "12",
        "head_name": "何青",
        "head_telephone": "13900004321",
        "is_front_line": "是",
        "account": account(name),
        "brief": f"{name}十年坚守。",
        **given,
    }


def filed(edition: Edition, unit: Organization, by: User, **given: str) -> Parts:
    """A nomination of a person with the photograph, saved but not handed on."""
    parts = filed_without_papers(edition, unit, by, **given)
    photographed(parts.nomination, by)
    if len(parts.persons) > 1:
        photographed(parts.nomination, by, PaperKind.SPOUSE_PHOTO)
    return parts


def filed_without_papers(edition: Edition, unit: Organization, by: User, **given: str) -> Parts:
    """The same before anything was uploaded."""
    with time_machine.travel(SEPTEMBER, tick=False):
        return file_nomination(edition, unit, CandidateKind.PERSON, person(**given), by=by)


def photographed(
    nomination: Nomination, by: User, kind: PaperKind = PaperKind.PHOTO
) -> Attachment:
    """The photograph that no person is handed on without."""
    return add_paper(nomination, kind, file_name="照片.jpg", content=portrait(), by=by)


@cache
def portrait() -> bytes:
    """The smallest photograph that is taken, drawn once for all."""
    return picture(200, 250)


def filed_collective(edition: Edition, unit: Organization, by: User, **given: str) -> Parts:
    with time_machine.travel(SEPTEMBER, tick=False):
        texts = collective(**given)
        return file_nomination(edition, unit, CandidateKind.COLLECTIVE, texts, by=by)


def submitted(edition: Edition, unit: Organization, by: User, **given: str) -> Nomination:
    """A nomination on the desk of the unit's head, its place held."""
    parts = filed(edition, unit, by, **given)
    with time_machine.travel(SEPTEMBER, tick=False):
        return submit_nomination(parts.nomination, by=by)


def member_over(here: Town) -> User:
    """Somebody who sees the city's nominations but reads nobody's name."""
    return factories.official(here.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
