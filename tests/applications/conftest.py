"""A city with a county, and everybody who has a part in an application."""

from datetime import date
from types import SimpleNamespace

import pytest

from honours.applications.operations import chain
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.directory.vocabulary import Role
from tests.factories import city, official

TODAY = date(2023, 3, 1)
FILLED = {
    ApplicationField.NAME: "通江县教育工作先进集体和先进个人",
    ApplicationField.HOSTS: "通江县人民政府",
    ApplicationField.CO_HOSTS: "通江县教育局",
    ApplicationField.BASIS: "《中华人民共和国教师法》第三十三条",
    ApplicationField.PERIOD: "5年1次",
    ApplicationField.PLANNED: "2023年9月10日",
    ApplicationField.SCOPE: "全县教育系统",
    ApplicationField.AUDIENCES: "学校、教师",
    ApplicationField.COLLECTIVE_POOL: "120",
    ApplicationField.INDIVIDUAL_POOL: "3000",
    ApplicationField.COLLECTIVES: "10",
    ApplicationField.INDIVIDUALS: "30",
    ApplicationField.PRIZES: "先进集体、先进个人",
    ApplicationField.CONDITIONS: "师德高尚，业绩突出",
    ApplicationField.PROCEDURE: "推荐、审核、公示、审定",
    ApplicationField.REWARD: "颁发奖牌、证书",
    ApplicationField.LEADERSHIP: "县教育工作领导小组",
    ApplicationField.FUNDING: "县财政预算",
    ApplicationField.AWARD_FORM: "县人民政府发文表彰",
    ApplicationField.CHARGES_FEE: "否",
    ApplicationField.COMPULSORY: "否",
    ApplicationField.TIED_TO_BENEFITS: "否",
    ApplicationField.MATCHING: "否",
    ApplicationField.BURDEN: "否",
}


@pytest.fixture
def here(db):
    return city()


@pytest.fixture
def people(here):
    """The unit, the county and the city, each with its posts."""
    county = {"jurisdiction": "通江县"}
    whole = {"jurisdiction": "巴中市"}
    office, bureau = "通江县教育局", "巴中市人力资源和社会保障局"
    return SimpleNamespace(
        filer=official(here, Role.FILER, office, username="filer"),
        colleague=official(here, Role.FILER, office, username="colleague"),
        head=official(here, Role.HEAD, office, username="head"),
        county_examiner=official(
            here, Role.EXAMINER, "通江县", username="county_examiner", **county
        ),
        county_leader=official(
            here, Role.LEADER_IN_CHARGE, "通江县", username="county_leader", **county
        ),
        examiner=official(here, Role.EXAMINER, bureau, username="examiner", **whole),
        leader=official(here, Role.LEADER_IN_CHARGE, bureau, username="leader", **whole),
        city_filer=official(here, Role.FILER, "巴中市教育局", username="city_filer"),
        city_head=official(here, Role.HEAD, "巴中市教育局", username="city_head"),
    )


@pytest.fixture
def draft(here, people):
    """A county bureau's draft for a new item, not yet filled in."""
    request = Request(ApplicationKind.SET_UP, here["通江县教育局"], 2023)
    return begin_application(request, by=people.filer, on=TODAY)


@pytest.fixture
def filled(draft, people):
    return save_draft(draft, FILLED, version=0, by=people.filer)


@pytest.fixture
def at_city(filled, people):
    """The same, brought before the city."""
    chain.submit_application(filled, by=people.filer, on=TODAY)
    chain.sign_application(filled, by=people.head)
    chain.examine_in_county(filled, by=people.county_examiner)
    return chain.propose_for_county(filled, by=people.county_leader)


@pytest.fixture
def reported(at_city, people):
    chain.study_application(at_city, opinion="符合条件，建议上报。", by=people.examiner)
    chain.agree_application(at_city, by=people.leader)
    return chain.report_application(
        at_city, number="巴评组〔2023〕4号", on=TODAY, by=people.examiner
    )
