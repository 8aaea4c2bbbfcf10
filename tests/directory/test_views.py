"""The pages of the directory: who sees what, and what the two administrators do there."""

from datetime import date

import pytest

from honours.directory.models import Duty, Post, StandIn, User
from honours.directory.operations.organizations import rename_organization
from honours.directory.vocabulary import Role
from tests.factories import SINCE, city, official

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
        "organization": here["巴中市卫生局"].pk,
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
        "organization": here["巴中市"].pk,
        "role": "audit_administrator",
        "since": "2010-01-01",
    }
    answer = client.post("/organizations/posts/", wanted)
    assert answer.status_code == 422
    assert "8.1.4.2" in answer.content.decode()


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
