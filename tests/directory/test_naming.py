"""Which organization a text means, in the words that units write."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from honours.directory.models import Organization
from honours.directory.naming import NameIndex, organization_named
from honours.directory.operations.organizations import (
    NewOrganization,
    plant_organizations,
    rename_organization,
)
from honours.directory.queries import name_on
from honours.directory.readings import bare_spellings, placed_spellings, short_place
from honours.directory.vocabulary import Level, OrganizationKind
from tests.factories import city

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text())
DAY = date(2010, 6, 1)


@pytest.fixture
def here(db):
    return city()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_name_means_what_officials_mean_by_it(here, case):
    found = organization_named(case["text"], DAY)
    assert [one.name for one in found.candidates] == case["means"]
    assert (found.only is None) == (len(case["means"]) != 1)
    expected = {0: ["organization-unknown"], 1: []}.get(
        len(case["means"]), ["organization-ambiguous"]
    )
    assert [finding.code for finding in found.findings()] == expected


def another_city(here, *names):
    place = NewOrganization("达州市", OrganizationKind.PLACE, Level.CITY, "5117", here["四川省"])
    bureaus = [
        NewOrganization(name, OrganizationKind.DEPARTMENT, Level.CITY, "5117", place)
        for name in names
    ]
    return plant_organizations([place, *bureaus])


def test_the_same_unit_in_two_cities_is_never_guessed(here):
    another_city(here, "达州市人力资源和社会保障局")
    found = organization_named("市人社局", DAY)
    assert {one.name for one in found.candidates} == {
        "巴中市人力资源和社会保障局",
        "达州市人力资源和社会保障局",
    }
    [finding] = found.findings()
    assert "四川省达州市人力资源和社会保障局" in finding.message
    assert finding.remedy


def test_the_place_of_the_question_tells_two_cities_apart(here):
    place, _ = another_city(here, "达州市人力资源和社会保障局")
    assert organization_named("市人社局", DAY, within=place).only.division == "5117"
    assert organization_named("市人社局", DAY, within=here["巴中市"]).only.division == "5119"


def test_a_former_name_is_found_and_the_name_of_the_day_goes_before_it(here):
    bureau = here["巴中市卫生局"]
    rename_organization(
        bureau, "巴中市卫生健康委员会", on=date(2019, 1, 1), by=here.system_administrator
    )
    for text in ("巴中市卫生局", "市卫健委", "巴中市卫生健康委"):
        assert organization_named(text, DAY).only == bureau
    place = Organization.objects.get(name="巴中市")
    [later] = plant_organizations(
        [
            NewOrganization(
                "巴中市卫生局",
                OrganizationKind.DEPARTMENT,
                Level.CITY,
                "5119",
                place,
                since=date(2020, 1, 1),
            )
        ]
    )
    assert organization_named("巴中市卫生局", date(2010, 6, 1)).only == bureau
    assert organization_named("巴中市卫生局", date(2021, 6, 1)).only == later


def test_documents_print_the_name_of_the_day(here):
    bureau = here["巴中市卫生局"]
    rename_organization(
        bureau, "巴中市卫生健康委员会", on=date(2019, 1, 1), by=here.system_administrator
    )
    assert name_on(bureau, date(2018, 12, 31)) == "巴中市卫生局"
    assert name_on(bureau, date(2019, 1, 1)) == "巴中市卫生健康委员会"
    assert name_on(bureau, date(1900, 1, 1)) == "巴中市卫生健康委员会"


def test_an_index_costs_two_queries_however_many_names_are_asked(here, django_assert_num_queries):
    with django_assert_num_queries(2):
        index = NameIndex(DAY)
        for case in CASES:
            index.find(case["text"])


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("巴中市", "巴中"),
        ("凉山彝族自治州", "凉山"),
        ("通江县", "通江"),
        ("达县", "达县"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
    ],
)
def test_places_lose_their_ending_but_never_become_one_character(place, short):
    assert short_place(place) == short


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("中共巴中市委组织部", "市委组织部"),
        ("中共巴中市委组织部", "组织部"),
        ("共青团巴中市委员会", "团市委"),
        ("巴中市人民政府办公室", "市政府办"),
        ("巴中市发展和改革委员会", "市发改委"),
    ],
)
def test_party_and_youth_bodies_go_by_the_names_people_use(name, bare):
    assert bare in bare_spellings(name, ("四川省", "巴中市"))
    assert bare not in placed_spellings(name, ("四川省", "巴中市"))


def test_a_body_outside_every_place_has_only_its_own_names():
    assert "教育部" in placed_spellings("教育部", ())
    assert "教育部" in bare_spellings("教育部", ())
