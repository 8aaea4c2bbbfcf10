"""Signing in and out, lock-out, idle time, first passwords, the post one acts with."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import StandIn, User
from honours.directory.operations.accounts import (
    close_account,
    issue_password,
    open_account,
    reopen_account,
    unlock_account,
)
from honours.directory.operations.posts import appoint_stand_in
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from tests.factories import PASSWORD, appointed, city, official, with_password

SIGN_IN = "/organizations/sign-in/"
PAGE = "/organizations/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return city()


@pytest.fixture
def clerk(here):
    return with_password(official(here, Role.FILER, "巴中市教育局", username="zhang"))


def sign_in(client, username="zhang", password=PASSWORD):
    return client.post(SIGN_IN, {"username": username, "password": password})


def is_signed_in(client):
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize("spelling", ["zhang", "Zhang", "ｚｈａｎｇ", " ZHANG "])
def test_one_account_answers_to_every_spelling_of_its_name(client, clerk, spelling):
    assert sign_in(client, spelling).status_code == 302
    assert is_signed_in(client)
    entry = Entry.objects.get(verb="directory.user.sign_in")
    assert entry.subject == f"directory.user:{clerk.pk}"


def test_passwords_are_kept_as_argon2(clerk):
    assert User.objects.get(pk=clerk.pk).password.startswith("argon2$")


def test_a_wrong_password_is_told_and_recorded_without_the_name(client, clerk):
    answer = sign_in(client, password="wrong")
    assert "不正确" in answer.content.decode()
    entry = Entry.objects.get(verb="directory.user.fail_sign_in")
    assert "zhang" not in str(entry.detail)
    assert entry.actor == ""


def test_five_failures_lock_the_account_even_against_the_right_password(client, clerk, caplog):
    for spelling in ["zhang", "Zhang", "ZHANG", "ｚｈａｎｇ", "zhang"]:
        answer = sign_in(client, spelling, "wrong")
    assert answer.status_code == 429
    assert "锁定" in answer.content.decode()
    assert sign_in(client).status_code == 429
    assert not is_signed_in(client)
    assert "zhang" not in caplog.text
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert sign_in(client).status_code == 302


def test_the_security_administrator_lifts_a_lock(client, here, clerk):
    for _ in range(5):
        sign_in(client, password="wrong")
    with pytest.raises(Exception, match="安全管理员"):
        unlock_account(clerk, by=here.system_administrator)
    assert unlock_account(clerk, by=here.security_administrator)
    assert sign_in(client).status_code == 302
    assert Entry.objects.filter(verb="directory.user.unlock", actor="security").exists()


def test_a_closed_account_signs_in_no_more_until_it_is_reopened(client, here, clerk):
    close_account(clerk, by=here.system_administrator)
    assert sign_in(client).status_code == 200
    reopen_account(clerk, by=here.system_administrator)
    assert sign_in(client).status_code == 302


def test_nobody_closes_his_own_account(here):
    with pytest.raises(Refusal) as refusal:
        close_account(here.system_administrator, by=here.system_administrator)
    assert refusal.value.findings[0].code == "own-account"


@pytest.mark.parametrize("username", ["ｚｈａｎｇ", "x", "a b", "甲" * 61])
def test_a_name_that_is_taken_or_malformed_opens_no_account(here, clerk, username):
    with pytest.raises(Refusal):
        open_account(username, name="某", by=here.system_administrator)


def test_signing_out_ends_the_session_for_good(client, clerk):
    sign_in(client)
    cookie = client.cookies["sessionid"].value
    answer = client.post("/organizations/sign-out/")
    assert answer["Clear-Site-Data"]
    client.cookies["sessionid"] = cookie
    assert not is_signed_in(client)


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (32, False)])
def test_an_idle_session_ends_after_half_an_hour(client, clerk, minutes, stays):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        sign_in(client)
        assert is_signed_in(client)
    with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
        assert is_signed_in(client) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (17, False)])
def test_an_administrators_idle_session_ends_after_a_quarter(client, here, minutes, stays):
    with_password(here.audit_administrator)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        sign_in(client, "audit")
        assert is_signed_in(client)
    with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
        assert is_signed_in(client) is stays


def test_a_busy_session_ends_after_eight_hours(client, clerk):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client)
        for _ in range(23):
            clock.shift(timedelta(minutes=20))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=25))
        assert not is_signed_in(client)


def test_an_idle_fragment_sends_the_whole_page_to_the_sign_in(client, clerk):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        sign_in(client)
        is_signed_in(client)
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        answer = client.get(PAGE, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Redirect"]) == (204, SIGN_IN)


def test_what_was_entered_in_a_session_that_is_over_is_given_back(client, clerk):
    now, long = timezone.now(), "从教二十年，三千个家访夜晚。"
    with time_machine.travel(now, tick=False):
        sign_in(client)
        is_signed_in(client)
    entered = {"account": long, "csrfmiddlewaretoken": "x" * 30, "password1": "secret words"}
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        idle = client.post(PAGE, entered)
        signed_out = client.post(PAGE, entered)
        by_itself = client.post(PAGE, entered, headers={"HX-Request": "true"})
        nothing_entered = client.post(PAGE, {"step": "up"})
    for answer in (idle, signed_out):
        page = answer.content.decode()
        assert (answer.status_code, answer["Cache-Control"]) == (401, "private, no-store")
        assert long in page
        assert "secret words" not in page
    assert by_itself.status_code == 401
    assert nothing_entered.status_code == 302


def test_pages_behind_the_sign_in_are_not_kept_by_browsers(client, clerk):
    client.force_login(clerk)
    assert "no-store" in client.get(PAGE)["Cache-Control"]


def test_a_first_password_has_to_be_changed_before_anything_else(client, here, clerk):
    first = issue_password(clerk, by=here.system_administrator)
    sign_in(client, password=first)
    assert client.get(PAGE)["Location"] == "/organizations/password/"
    change = {
        "old_password": first,
        "new_password1": "twelve-long-words",
        "new_password2": "twelve-long-words",
    }
    assert client.post("/organizations/password/", change)["Location"] == "/"
    assert is_signed_in(client)
    assert Entry.objects.filter(verb="directory.user.change_password", actor="zhang").exists()


@pytest.mark.parametrize("chosen", ["short", "password1234", PASSWORD, "123456789012"])
def test_a_poor_or_unchanged_password_is_not_taken(client, clerk, chosen):
    client.force_login(clerk)
    change = {"old_password": PASSWORD, "new_password1": chosen, "new_password2": chosen}
    assert client.post("/organizations/password/", change).status_code == 200
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_a_password_is_issued_only_by_the_system_administrator_who_reaches_the_person(here, clerk):
    local = official(here, Role.SYSTEM_ADMINISTRATOR, "通江县")
    for stranger in (here.security_administrator, local):
        with pytest.raises(Exception, match="系统管理员"):
            issue_password(clerk, by=stranger)


def test_somebody_with_two_posts_chooses_the_one_he_acts_with(client, here, clerk):
    head = appointed(here, clerk, Role.HEAD, "巴中市卫生局")
    client.force_login(clerk)
    page = client.get(PAGE).content.decode()
    assert "巴中市卫生局 · 单位负责人" in page
    client.post("/organizations/switch-post/", {"post": head.pk})
    assert client.get(PAGE).context["acting"]["organization"] == "巴中市卫生局"
    client.post("/organizations/switch-post/", {"post": "0"})
    assert client.get(PAGE).context["acting"]["organization"] == "巴中市教育局"


def test_a_chosen_post_narrows_the_mandate_and_when_it_ends_nothing_is_left(here, clerk):
    head = appointed(here, clerk, Role.HEAD, "巴中市卫生局")
    clerk.acting_post_id = head.pk
    assert [post.role for post in mandate_of(clerk).posts] == [Role.HEAD]
    head.until = timezone.localdate() - timedelta(days=1)
    head.save()
    assert mandate_of(clerk).posts == ()


def test_nobody_chooses_a_post_that_he_does_not_hold(client, here, clerk):
    foreign = official(here, Role.HEAD, "巴中市卫生局").posts.get()
    client.force_login(clerk)
    answer = client.post("/organizations/switch-post/", {"post": foreign.pk}, follow=False)
    assert answer.status_code == 302
    assert client.get(PAGE).context["acting"]["organization"] == "巴中市教育局"


def test_an_ended_choice_asks_to_choose_again(client, here, clerk):
    head = appointed(here, clerk, Role.HEAD, "巴中市卫生局")
    client.force_login(clerk)
    client.post("/organizations/switch-post/", {"post": head.pk})
    head.until = timezone.localdate() - timedelta(days=1)
    head.save()
    acting = client.get(PAGE).context["acting"]
    assert acting["post"] == "请重新选择"
    assert len(acting["others"]) == 0 or acting["others"][0]["label"].startswith("巴中市教育局")


def test_a_stand_in_sees_for_whom_he_may_act(client, here, clerk):
    head = official(here, Role.HEAD, "巴中市卫生局")
    today = timezone.localdate()
    appoint_stand_in(
        StandIn(post=head.posts.get(), substitute=clerk, since=today, until=today, reason="出差"),
        by=head,
    )
    client.force_login(clerk)
    assert "单位负责人（代巴中市卫生局单位负责人）" in client.get(PAGE).content.decode()


def test_every_address_of_the_directory_asks_for_a_sign_in(client, here):
    for name in ("organizations", "people", "accounts", "posts", "stand_ins", "password"):
        assert client.get(reverse(f"directory:{name}")).status_code == 302
