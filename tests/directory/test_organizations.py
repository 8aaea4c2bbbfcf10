"""Organizations change on a day: names, superiors, mergers, divisions."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import Organization
from honours.directory.operations.divisions import import_divisions
from honours.directory.operations.mergers import merge_organizations, split_organization
from honours.directory.operations.organizations import (
    NewOrganization,
    bring_up_to_date,
    found_organization,
    place_organization,
    plant_organizations,
    rename_organization,
)
from honours.directory.permissions import mandate_of
from honours.directory.queries import ancestors_on, children_on, name_on, successors_of
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.kernel.verdicts import Refusal
from tests.factories import city, official

DAY = date(2015, 1, 1)
HEADER = "code,name,parent,level\n"


@pytest.fixture
def here(db):
    return city()


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def department(name, superior):
    return NewOrganization(name, OrganizationKind.DEPARTMENT, Level.CITY, "5119", superior)


def names(organizations):
    return [one.name for one in organizations]


def sound():
    return Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_planted_tree_is_the_tree_that_the_library_would_have_made(here):
    assert sound()
    assert names(Organization.objects.get_children(here["通江县"])) == ["通江县教育局", "诺江镇"]


def test_what_is_planted_later_comes_after_what_stands(here):
    plant_organizations([department("巴中市文化局", here["巴中市"])])
    plant_organizations([NewOrganization("重庆市", OrganizationKind.PLACE, Level.PROVINCE, "50")])
    assert sound()
    assert names(Organization.objects.get_children(here["巴中市"]))[-1] == "巴中市文化局"


def test_planting_the_same_twice_in_one_list_plants_it_once(here):
    new = department("巴中市文化局", here["巴中市"])
    assert len(plant_organizations([new, new])) == 1


def test_a_superior_that_is_nowhere_is_refused(here):
    lost = department("巴中市文化局", department("没有的局", here["巴中市"]))
    with pytest.raises(Refusal) as refusal:
        plant_organizations([lost])
    assert codes(refusal) == ["superior-unknown"]


def test_the_system_administrator_founds_below_his_reach_and_nobody_else_does(here):
    new = department("巴中市文化局", here["巴中市"])
    founded = found_organization(new, by=here.system_administrator)
    assert founded.is_within(here["巴中市"])
    entry = Entry.objects.get(subject=f"directory.organization:{founded.pk}")
    assert entry.actor == "system"
    for other in (here.security_administrator, official(here, Role.HEAD, "巴中市")):
        with pytest.raises(PermissionDenied, match="系统管理员"):
            found_organization(department("另一个局", here["巴中市"]), by=other)
    top = NewOrganization("重庆市", OrganizationKind.PLACE, Level.PROVINCE, "50")
    with pytest.raises(PermissionDenied):
        found_organization(top, by=here.system_administrator)


def test_a_renaming_takes_effect_on_its_day(here):
    bureau = here["巴中市卫生局"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    rename_organization(bureau, "巴中市卫健委", on=tomorrow, by=here.system_administrator)
    assert bureau.name == "巴中市卫生局"
    assert name_on(bureau, tomorrow) == "巴中市卫健委"
    assert bring_up_to_date(tomorrow) == 1
    assert bring_up_to_date(tomorrow) == 0
    bureau.refresh_from_db()
    assert bureau.name == "巴中市卫健委"


def test_changes_are_recorded_in_the_order_of_their_days(here):
    bureau = here["巴中市卫生局"]
    rename_organization(
        bureau, "巴中市卫健委", on=DAY, by=here.system_administrator, short_name="市卫健委"
    )
    with pytest.raises(Refusal) as refusal:
        rename_organization(bureau, "再改", on=DAY, by=here.system_administrator)
    assert codes(refusal) == ["not-in-order-of-days"]
    place_organization(bureau, under=here["巴州区"], on=DAY, by=here.system_administrator)
    with pytest.raises(Refusal) as refusal:
        place_organization(bureau, under=here["巴中市"], on=DAY, by=here.system_administrator)
    assert codes(refusal) == ["not-in-order-of-days"]


def test_another_superior_changes_reach_today_and_the_tree_of_then_stays(here):
    examiner = official(here, Role.EXAMINER, "巴州区")
    county = here["通江县"]
    place_organization(county, under=here["巴州区"], on=DAY, by=here.system_administrator)
    assert sound()
    town = Organization.objects.get(name="诺江镇")
    assert mandate_of(examiner).reaches(town)
    before, after = DAY - timedelta(days=1), DAY
    assert names(ancestors_on(town, before)) == ["四川省", "巴中市", "通江县"]
    assert names(ancestors_on(town, after)) == ["四川省", "巴中市", "巴州区", "通江县"]
    assert "通江县" in names(children_on(here["巴中市"], before))
    assert "通江县" not in names(children_on(here["巴中市"], after))
    assert names(children_on(None, after)) == ["四川省"]


def test_a_future_superior_waits_for_its_day(here):
    tomorrow = timezone.localdate() + timedelta(days=1)
    county = here["通江县"]
    place_organization(county, under=here["巴州区"], on=tomorrow, by=here.system_administrator)
    assert not county.is_within(here["巴州区"])
    assert bring_up_to_date(tomorrow) == 1
    county.refresh_from_db()
    assert county.is_within(here["巴州区"])


def test_nothing_is_placed_under_its_own_subordinate(here):
    with pytest.raises(Refusal) as refusal:
        place_organization(
            here["巴中市"], under=here["通江县"], on=DAY, by=here.system_administrator
        )
    assert codes(refusal) == ["superior-is-subordinate"]


def test_after_a_merger_the_successor_reaches_the_old_records_and_nobody_acts_for_the_old(here):
    old, new = here["巴中市卫生局"], here["巴中市教育局"]
    before = official(here, Role.HEAD, "巴中市卫生局")
    successor = official(here, Role.HEAD, "巴中市教育局")
    merge_organizations([old], into=new, on=DAY, by=here.system_administrator, basis="机构改革")
    old.refresh_from_db()
    assert mandate_of(successor).reaches(old)
    assert not mandate_of(before).posts
    assert mandate_of(before, DAY - timedelta(days=1)).posts
    assert [row.later for row in successors_of(old, DAY)] == [new]
    assert successors_of(old, DAY - timedelta(days=1)) == []
    assert "巴中市卫生局" not in names(children_on(new, DAY))
    assert Entry.objects.get(verb="directory.organization.merged").detail["later"] == new.pk


def test_a_split_names_every_successor_and_happens_once(here):
    old = here["巴中市卫生局"]
    into = [here["巴中市教育局"], here["巴中市人力资源和社会保障局"]]
    split_organization(old, into=into, on=DAY, by=here.system_administrator)
    assert [row.later for row in successors_of(old, DAY)] == into
    with pytest.raises(Refusal) as refusal:
        split_organization(old, into=into, on=DAY, by=here.system_administrator)
    assert codes(refusal) == ["already-abolished"]


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "divisions.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_divisions_come_in_whatever_the_order_and_only_once(db, tmp_path):
    rows = "511902,巴州区,5119,县级\n51,四川省,,省级\n511902001,东城街道,511902,乡级\n"
    path = table(tmp_path, f"{HEADER}{rows}5119,巴中市,51,地级\n")
    assert len(import_divisions(path).added) == 4
    assert sound()
    town = Organization.objects.get(division="511902001")
    assert (town.kind, town.level, town.depth) == ("township", "township", 4)
    again = import_divisions(path)
    assert (again.added, again.known, again.named_otherwise) == ([], 4, [])


def test_a_place_under_another_name_is_told_and_left_alone(here, tmp_path):
    read = import_divisions(table(tmp_path, f"{HEADER}5119,巴中新市,51,地级\n"))
    assert [(one.name, name) for one, name in read.named_otherwise] == [("巴中市", "巴中新市")]
    assert here["巴中市"].name == "巴中市"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("5a,某省,,省级", "应为2、4、6、9或12位数字"),
        ("51,四川省,,省级\n51,四川省,,省级", "重复"),
        ("51,,,省级", "没有名称"),
        ("51,四川省,,大省", "层级“大省”"),
        ("5119,巴中市,51,地级", "上级“51”不在文件里"),
        ("50,重庆市,,省级\n5119,巴中市,50,地级", "不以上级代码"),
    ],
)
def test_a_faulty_line_is_told_by_number_and_nothing_is_imported(db, tmp_path, line, told):
    with pytest.raises(Refusal, match=told) as refusal:
        import_divisions(table(tmp_path, f"{HEADER}{line}\n"))
    assert "第" in refusal.value.findings[0].message
    assert not Organization.objects.exists()


def test_a_file_of_another_kind_is_refused_with_what_to_do(db, tmp_path):
    with pytest.raises(Refusal) as refusal:
        import_divisions(tmp_path / "nothing.csv")
    assert codes(refusal) == ["file-missing"]
    with pytest.raises(Refusal) as refusal:
        import_divisions(table(tmp_path, "代码,名称\n"))
    assert codes(refusal) == ["columns-missing"]
    with pytest.raises(Refusal) as refusal:
        import_divisions(table(tmp_path, f"{HEADER}51,四川省,,省级\n", encoding="gbk"))
    assert codes(refusal) == ["file-unreadable"]


def test_the_page_of_a_merged_body_leads_to_its_successor(client, here):
    old, new = here["巴中市卫生局"], here["巴中市教育局"]
    merge_organizations([old], into=new, on=DAY, by=here.system_administrator)
    client.force_login(official(here, Role.HEAD, "巴中市"))
    page = client.get(f"/organizations/{old.pk}/").content.decode()
    assert "职责由谁承接" in page
    assert f"/organizations/{new.pk}/" in page
    assert "撤销日期" in page
    assert "承接“巴中市卫生局”的职责" in client.get(f"/organizations/{new.pk}/").content.decode()
