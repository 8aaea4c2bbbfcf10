"""The system administrator changes the tree on pages: asked, rehearsed, confirmed, done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import Organization, Post, Succession
from honours.directory.operations.mergers import abolish_organization, merge_organizations
from honours.directory.operations.organizations import place_organization
from honours.directory.permissions import mandate_of
from honours.directory.queries import ancestors_on, name_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from tests.factories import appointed, city, official

pytestmark = pytest.mark.django_db

DAY = date(2015, 1, 1)
BEFORE = DAY - timedelta(days=1)
FOUNDING = {
    "name": "巴中市文化局",
    "short_names": "市文化局、文化局",
    "kind": "department",
    "level": "city",
    "division": "5119",
    "since": "2015-01-01",
}
RENAMING = {"name": "巴中市卫生和计划生育委员会", "short_name": "市卫计委", "on": "2015-01-01"}
PLACING = {"under": "巴州区", "on": "2015-01-01"}
MERGING = {"into": "市教育局", "on": "2015-01-01", "basis": "机构改革方案"}
SPLITTING = {"into": "市教育局\n\n市人社局", "on": "2015-01-01", "basis": "机构改革方案"}
ABOLISHING = {"on": "2015-01-01", "basis": "批复"}
BY_DEED = {
    "found": FOUNDING,
    "rename": RENAMING,
    "place": PLACING,
    "merge": MERGING,
    "split": SPLITTING,
    "abolish": ABOLISHING,
}


@pytest.fixture
def here():
    return city()


@pytest.fixture
def bureau(here):
    return here["巴中市卫生局"]


@pytest.fixture
def change(client, here, bureau):
    """Posts a change as the system administrator; confirmed unless told otherwise."""
    client.force_login(here.system_administrator)

    def change(deed, fields, one=bureau, **more):
        address = f"/organizations/{one.pk}/change/{deed}/"
        return client.post(address, {"confirmed": "yes", **fields, **more})

    return change


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize(("deed", "fields"), BY_DEED.items())
def test_a_change_is_shown_first_and_nothing_is_done_before_it_is_confirmed(
    change, client, bureau, deed, fields
):
    entries = Entry.objects.count()
    assert client.get(f"/organizations/{bureau.pk}/change/{deed}/").status_code == 200
    answer = change(deed, fields, confirmed="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="confirmed"' in page
    assert "2015年1月1日" in page
    carried = dict(answer.context["confirmation"].hidden)
    assert carried == fields
    assert Entry.objects.count() == entries
    assert change(deed, carried).status_code == 302
    assert Entry.objects.count() > entries


@pytest.mark.parametrize(("deed", "fields"), BY_DEED.items())
def test_only_the_system_administrator_over_it_changes_an_organization(
    change, client, here, bureau, deed, fields
):
    strangers = [
        here.security_administrator,
        official(here, Role.HEAD, "巴中市卫生局"),
        official(here, Role.SYSTEM_ADMINISTRATOR, "通江县"),
    ]
    for stranger in strangers:
        client.force_login(stranger)
        assert change(deed, fields).status_code == 403
    assert Organization.objects.get(pk=bureau.pk).abolished_on is None


def test_an_organization_is_founded_with_its_short_names(change, here):
    answer = change("found", FOUNDING, one=here["巴中市"])
    founded = Organization.objects.get(name="巴中市文化局")
    assert answer.headers["Location"] == f"/organizations/{founded.pk}/"
    assert founded.is_within(here["巴中市"])
    assert founded.established_on == DAY
    assert [row.name for row in founded.names.filter(is_short=True)] == ["市文化局", "文化局"]


def test_a_name_that_a_sibling_bears_is_refused_beside_the_field(change, here, bureau):
    for deed, fields, one in (
        ("found", FOUNDING | {"name": "巴中市教育局"}, here["巴中市"]),
        ("rename", RENAMING | {"name": "巴中市教育局"}, bureau),
        ("rename", RENAMING | {"name": "巴中市卫生局"}, bureau),
    ):
        answer = change(deed, fields, one=one)
        assert answer.status_code == 422
        assert answer.context["form"].errors["name"]
    assert Entry.objects.filter(verb="workflow.attempt.refuse").count() == 3


def test_a_malformed_division_is_told_beside_the_field(change, here):
    answer = change("found", FOUNDING | {"division": "511"}, one=here["巴中市"])
    assert "2、4、6、9或12位" in answer.context["form"].errors["division"][0]


def test_a_renaming_keeps_the_name_of_before(change, client, bureau):
    change("rename", RENAMING)
    assert name_on(bureau, BEFORE) == "巴中市卫生局"
    assert name_on(bureau, DAY) == RENAMING["name"]
    page = client.get(f"/organizations/{bureau.pk}/").content.decode()
    assert "2014-12-31" in page
    assert "市卫计委" in page
    answer = change("rename", RENAMING | {"name": "又改"})
    assert "不晚于现行记录" in answer.context["form"].errors["on"][0]


def test_another_superior_is_found_by_name(change, client, here, bureau):
    change("place", PLACING)
    assert ancestors_on(bureau, DAY)[-1] == here["巴州区"]
    assert ancestors_on(bureau, BEFORE)[-1] == here["巴中市"]
    page = client.get(f"/organizations/{bureau.pk}/").content.decode()
    assert "历次隶属" in page


def test_nothing_is_placed_below_itself(change, here):
    answer = change("place", PLACING | {"under": "诺江镇"}, one=here["通江县"])
    assert "不能作为其上级" in answer.context["form"].errors["under"][0]


def test_a_merger_takes_several_and_names_who_carries_on(change, client, here, bureau):
    head = official(here, Role.HEAD, "巴中市卫生局")
    shown = change("merge", MERGING | {"others": "市人社局"}, confirmed="")
    assert "在任职务1个" in shown.content.decode()
    answer = change("merge", MERGING | {"others": "市人社局"})
    successor = here["巴中市教育局"]
    assert answer.headers["Location"] == f"/organizations/{successor.pk}/"
    assert {row.earlier for row in Succession.objects.filter(later=successor)} == {
        bureau,
        here["巴中市人力资源和社会保障局"],
    }
    assert not mandate_of(head).posts
    page = client.get(f"/organizations/{successor.pk}/").content.decode()
    assert "承接谁的职责" in page
    assert "机构改革方案" in page


def test_a_split_needs_two_successors_that_stand(change, here, bureau):
    answer = change("split", SPLITTING | {"into": "市教育局\n巴中市教育局"})
    assert "至少有两个" in answer.context["form"].errors["into"][0]
    answer = change("split", SPLITTING | {"into": "市教育局\n教育局\n没有的局"})
    assert [error[:4] for error in answer.context["form"].errors["into"]] == ["第2行：", "第3行："]
    change("split", SPLITTING)
    assert bureau.successions.count() == 2


def test_what_has_subordinates_is_not_abolished(change, client, here):
    for deed, fields in (("abolish", ABOLISHING), ("split", SPLITTING)):
        answer = change(deed, fields, one=here["通江县"])
        assert answer.status_code == 422
        assert "下面还有“通江县教育局”、“诺江镇”" in answer.content.decode()


def test_after_its_end_nothing_more_is_offered_or_done(change, client, here, bureau):
    assert f"/organizations/{bureau.pk}/change/abolish/" in page_of(client, bureau)
    change("abolish", ABOLISHING)
    bureau.refresh_from_db()
    assert bureau.abolished_on == DAY
    assert Entry.objects.get(verb="directory.organization.abolish").actor == "system"
    assert "/change/" not in page_of(client, bureau)
    for deed, fields in BY_DEED.items():
        answer = change(deed, fields)
        assert answer.status_code == 422
        assert "已于2015-01-01撤销" in answer.content.decode()


def page_of(client, one):
    return client.get(f"/organizations/{one.pk}/").content.decode()


def test_an_unknown_change_is_not_found(change):
    assert change("bless", {}).status_code == 404


def test_posts_given_after_the_end_but_before_it_was_known_end_now(here, bureau):
    today = timezone.localdate()
    spans = [(date(2009, 1, 1), None), (DAY, None), (today + timedelta(days=9), None)]
    posts = [
        appointed(
            here, official(here, Role.FILER, "巴中市教育局"), Role.HEAD, bureau.name, since=s
        )
        for s, _ in spans
    ]
    abolish_organization(bureau, on=DAY, by=here.system_administrator)
    ends = [Post.objects.get(pk=post.pk).until for post in posts]
    assert ends == [BEFORE, today, today + timedelta(days=9)]


def test_nobody_is_appointed_to_what_does_not_stand(here, bureau):
    abolish_organization(bureau, on=DAY, by=here.system_administrator)
    clerk = official(here, Role.FILER, "巴中市教育局")
    with pytest.raises(Refusal) as refusal:
        appointed(here, clerk, Role.HEAD, "巴中市卫生局", since=DAY)
    assert codes(refusal) == ["already-abolished"]


def test_a_day_before_it_was_established_is_refused(change, here, bureau):
    change("found", FOUNDING, one=here["巴中市"])
    founded = Organization.objects.get(name="巴中市文化局")
    with pytest.raises(Refusal) as refusal:
        place_organization(bureau, under=founded, on=BEFORE, by=here.system_administrator)
    assert codes(refusal) == ["not-yet-established"]


def test_what_carries_on_is_neither_itself_nor_its_subordinate(here):
    county, town = here["通江县"], here["诺江镇"]
    for into in (county, town):
        with pytest.raises(Refusal) as refusal:
            merge_organizations([county], into=into, on=DAY, by=here.system_administrator)
        assert codes(refusal) == ["succeeds-itself"]


def test_duties_pass_only_to_what_the_administrator_reaches(here):
    local = official(here, Role.SYSTEM_ADMINISTRATOR, "通江县")
    with pytest.raises(PermissionDenied):
        merge_organizations([here["诺江镇"]], into=here["巴州区"], on=DAY, by=local)
