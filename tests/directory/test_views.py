"""The pages of the directory: who sees what, and what the two administrators do there."""

from datetime import date
from itertools import product

import pytest

from honours.audit.models import Entry
from honours.directory.models import Duty, Post, StandIn, User
from honours.directory.operations.accounts import open_account
from honours.directory.operations.organizations import rename_organization
from honours.directory.operations.posts import dismiss
from honours.directory.vocabulary import ADMINISTRATORS, Role
from tests.factories import SINCE, appointed, city, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return city()


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局")


def text_of(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_tree_opens_at_the_top_and_leads_down(client, here, clerk):
    client.force_login(clerk)
    assert "四川省" in text_of(client, "/organizations/")
    page = text_of(client, f"/organizations/{here['巴中市'].pk}/")
    assert "巴中市教育局" in page
    assert "通江县" in page


def test_a_name_typed_leads_to_what_it_may_mean(client, here, clerk):
    client.force_login(clerk)
    page = text_of(client, "/organizations/", q="教育局")
    assert "巴州区教育局" in page
    assert "巴中市卫生局" not in page
    assert "没有单位" in text_of(client, "/organizations/", q="没有的局")


def test_a_page_shows_the_names_of_the_day_that_is_asked(client, here, clerk):
    bureau = here["巴中市卫生局"]
    rename_organization(bureau, "巴中市卫健委", on=date(2019, 1, 1), by=here.system_administrator)
    client.force_login(clerk)
    address = f"/organizations/{bureau.pk}/"
    assert client.get(address, {"on": "2010-06-01"}).context["title"] == "巴中市卫生局"
    assert client.get(address, {"on": "2020-06-01"}).context["title"] == "巴中市卫健委"
    assert client.get(address, {"on": "no day"}).context["title"] == "巴中市卫健委"


def test_persons_are_shown_only_where_a_post_reaches(client, here, clerk):
    other = official(here, Role.HEAD, "巴中市卫生局")
    client.force_login(clerk)
    assert other.name not in text_of(client, f"/organizations/{here['巴中市卫生局'].pk}/")
    assert other.name not in text_of(client, "/organizations/people/")
    assert clerk.name in text_of(client, f"/organizations/{here['巴中市教育局'].pk}/")
    assert clerk.name in text_of(client, "/organizations/people/")


def test_a_page_costs_the_same_with_more_rows(client, here, clerk, django_assert_max_num_queries):
    client.force_login(clerk)
    address = f"/organizations/{here['巴中市教育局'].pk}/"
    counts = []
    client.get(address)
    for _ in range(2):
        with django_assert_max_num_queries(40) as used:
            client.get(address)
        counts.append(len(used))
        for _ in range(3):
            official(here, Role.FILER, "巴中市教育局")
    assert counts[0] == counts[1]


def test_a_leader_assigns_a_duty_and_the_holder_meets_it(client, here, clerk):
    leader = official(here, Role.HEAD, "巴中市教育局")
    address = f"/organizations/{here['巴中市教育局'].pk}/"
    client.force_login(leader)
    duty = {"post": clerk.posts.get().pk, "subject": "年度清理", "until": "2010-12-31"}
    assert client.post(f"{address}duties/", duty).status_code == 302
    assert "逾期未完成" in text_of(client, address)
    assert client.post(f"{address}duties/", {}).status_code == 200
    client.force_login(clerk)
    client.post(f"/organizations/duties/{Duty.objects.get().pk}/")
    assert Duty.objects.get().fulfilled_on


def test_the_system_administrator_manages_accounts(client, here, clerk):
    client.force_login(here.system_administrator)
    opened = client.post("/organizations/accounts/", {"username": "Li", "name": "李某"})
    assert opened.status_code == 302
    user = User.objects.get(username="li")
    assert "李某" in text_of(client, "/organizations/accounts/")
    issued = client.post(f"/organizations/accounts/{user.pk}/password/")
    user.refresh_from_db()
    assert user.check_password(issued.context["password"])
    for deed, active in (("close", False), ("reopen", True)):
        client.post(f"/organizations/accounts/{user.pk}/{deed}/")
        user.refresh_from_db()
        assert user.is_active is active


def test_the_security_administrator_manages_posts(client, here, clerk):
    client.force_login(here.security_administrator)
    wanted = {
        "user": clerk.pk,
        "organization": "市卫生局",
        "role": "head",
        "since": "2010-01-01",
    }
    assert client.post("/organizations/posts/", wanted).status_code == 302
    post = Post.objects.get(user=clerk, role=Role.HEAD)
    assert post.jurisdiction == here["巴中市卫生局"]
    assert clerk.name in text_of(client, "/organizations/posts/")
    client.post(f"/organizations/posts/{post.pk}/end/")
    post.refresh_from_db()
    assert post.until
    assert client.post(f"/organizations/accounts/{clerk.pk}/unlock/").status_code == 302


@pytest.mark.parametrize("address", ["/organizations/accounts/", "/organizations/posts/"])
def test_the_administrators_pages_are_theirs_alone(client, here, clerk, address):
    for stranger in (clerk, here.audit_administrator):
        client.force_login(stranger)
        answer = client.get(address)
        assert answer.status_code == 403
        assert "管理员" in answer.content.decode()


def test_a_refused_appointment_answers_422_with_clause_and_remedy(client, here, clerk):
    client.force_login(here.security_administrator)
    wanted = {
        "user": clerk.pk,
        "organization": "巴中市",
        "role": "audit_administrator",
        "since": "2010-01-01",
    }
    answer = client.post("/organizations/posts/", wanted)
    assert answer.status_code == 422
    assert "8.1.4.2" in answer.content.decode()
    assert "须由不同人员担任" in answer.context["form"].errors["user"][0]
    assert Entry.objects.get(verb="workflow.attempt.refuse").detail["codes"] == [
        "administrators-apart"
    ]


@pytest.mark.parametrize(
    ("held", "wanted"), [pair for pair in product(ADMINISTRATORS, repeat=2) if pair[0] != pair[1]]
)
def test_the_page_says_why_two_administrators_are_never_one_person(client, here, held, wanted):
    someone = open_account("someone", name="某人", by=here.system_administrator)
    appointed(here, someone, held, "巴中市")
    client.force_login(here.security_administrator)
    fields = {"user": someone.pk, "organization": "巴中市", "role": wanted, "since": "2010-01-01"}
    answer = client.post("/organizations/posts/", fields)
    assert answer.status_code == 422
    [told] = answer.context["form"].errors["user"]
    assert f"现任“{held.label}”，不能同时担任“{wanted.label}”" in told
    assert f"先免去其“{held.label}”职务" in told


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"until": "2009-12-31"}, "until", "早于起始日期"),
        ({"organization": "教育局"}, "organization", "可能是下列单位，请选定其中一个"),
        ({"organization": "没有的局"}, "organization", "没有“没有的局”"),
    ],
)
def test_what_stands_against_an_appointment_is_told_beside_its_field(
    client, here, clerk, fields, field, told
):
    client.force_login(here.security_administrator)
    wanted = {"user": clerk.pk, "organization": "市卫生局", "role": "head", "since": "2010-01-01"}
    answer = client.post("/organizations/posts/", wanted | fields)
    assert answer.status_code == 422
    assert told in answer.context["form"].errors[field][0]
    assert not Post.objects.filter(role="head").exists()


def test_a_doubtful_name_offers_what_it_may_mean_and_one_is_chosen(client, here, clerk):
    client.force_login(here.security_administrator)
    wanted = {"user": clerk.pk, "organization": "教育局", "role": "head", "since": "2010-01-01"}
    page = client.post("/organizations/posts/", wanted).content.decode()
    assert "四川省巴中市通江县教育局" in page
    county = here["通江县教育局"]
    chosen = {"organization-picked": county.pk}
    assert f'value="{county.pk}"' in page
    assert client.post("/organizations/posts/", wanted | chosen).status_code == 302
    assert Post.objects.get(role="head").organization == county


def test_a_part_of_a_name_is_offered_and_not_taken_for_the_name(client, here, clerk):
    client.force_login(here.security_administrator)
    wanted = {"user": clerk.pk, "organization": "人力资源", "role": "head", "since": "2010-01-01"}
    answer = client.post("/organizations/posts/", wanted)
    assert answer.status_code == 422
    assert "巴中市人力资源和社会保障局" in answer.content.decode()


def test_a_choice_is_only_among_what_the_name_may_mean_and_what_one_administers(
    client, here, clerk
):
    local = official(here, Role.SECURITY_ADMINISTRATOR, "通江县")
    client.force_login(local)
    wanted = {"user": clerk.pk, "organization": "教育局", "role": "head", "since": "2010-01-01"}
    forged = {"organization": "市卫生局", "organization-picked": here["巴中市卫生局"].pk}
    assert client.post("/organizations/posts/", wanted | forged).status_code == 422
    assert client.post("/organizations/posts/", wanted).status_code == 302
    assert Post.objects.get(role="head").organization == here["通江县教育局"]


def test_the_audit_administrator_sees_who_appointed_whom(client, here, clerk):
    post = clerk.posts.get()
    dismiss(post, on=date(2010, 6, 1), by=here.security_administrator)
    client.force_login(here.audit_administrator)
    page = text_of(client, "/organizations/posts/record/")
    assert page.index(clerk.name) < page.index("系统员")
    assert page.count(">security<") == 2
    assert "任免记录" in text_of(client, "/organizations/")
    client.force_login(here.security_administrator)
    assert client.get("/organizations/posts/record/").status_code == 403


def test_one_asks_a_colleague_to_stand_in_and_calls_it_off(client, here, clerk):
    colleague = official(here, Role.FILER, "巴中市卫生局")
    client.force_login(clerk)
    wanted = {
        "post": clerk.posts.get().pk,
        "substitute": colleague.pk,
        "since": str(SINCE),
        "until": "2099-12-31",
        "reason": "学习",
    }
    assert client.post("/organizations/stand-ins/", wanted).status_code == 302
    assert colleague.name in text_of(client, "/organizations/stand-ins/")
    stand_in = StandIn.objects.get()
    client.post(f"/organizations/stand-ins/{stand_in.pk}/end/")
    stand_in.refresh_from_db()
    assert stand_in.until < date(2099, 1, 1)
