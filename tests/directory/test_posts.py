"""Who may appoint whom, and what an appointment lets a person do."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.models import Duty, Post, StandIn
from honours.directory.operations.accounts import close_account, open_account
from honours.directory.operations.posts import (
    Founders,
    appoint,
    appoint_stand_in,
    assign_duty,
    dismiss,
    end_stand_in,
    found_administration,
    fulfil_duty,
)
from honours.directory.permissions import mandate_of, may_act
from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.kernel.verdicts import Refusal
from tests.factories import SINCE, appointed, city, official

pytestmark = pytest.mark.django_db

FAR = date(2099, 12, 31)


@pytest.fixture
def here():
    return city()


def newcomer(here, username="new"):
    return open_account(username, name="新人", by=here.system_administrator)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_an_appointment_lets_a_person_act_there_and_is_in_the_book(here):
    clerk = official(here, Role.FILER, "巴中市教育局")
    assert may_act(clerk, Role.FILER, within=here["巴中市教育局"])
    assert not may_act(clerk, Role.FILER, within=here["巴中市卫生局"])
    entry = Entry.objects.get(verb="directory.post.appoint", detail__holder=clerk.username)
    assert entry.actor == "security"
    assert entry.detail["role"] == "filer"


@pytest.mark.parametrize("who", ["system_administrator", "audit_administrator"])
def test_only_the_security_administrator_appoints(here, who):
    post = Post(user=newcomer(here), role=Role.FILER, organization=here["巴中市"], since=SINCE)
    with pytest.raises(PermissionDenied, match="安全管理员"):
        appoint(post, by=getattr(here, who))
    assert not post.user.posts.exists()


def test_a_security_administrator_appoints_only_within_his_reach(here):
    local = official(here, Role.SECURITY_ADMINISTRATOR, "巴州区")
    reaching_out = Post(
        user=newcomer(here),
        role=Role.EXAMINER,
        organization=here["巴州区教育局"],
        jurisdiction=here["巴中市"],
        since=SINCE,
    )
    with pytest.raises(PermissionDenied):
        appoint(reaching_out, by=local)


def test_nobody_appoints_himself(here):
    security = here.security_administrator
    post = Post(user=security, role=Role.FILER, organization=here["巴中市"], since=SINCE)
    with pytest.raises(Refusal) as refusal:
        appoint(post, by=security)
    assert codes(refusal) == ["appoints-oneself"]


@pytest.mark.parametrize("held", list(Role))
@pytest.mark.parametrize("wanted", list(Role))
def test_an_administrator_holds_no_other_role(here, held, wanted):
    user = newcomer(here)
    appointed(here, user, held, "巴中市教育局")
    post = Post(user=user, role=wanted, organization=here["巴中市卫生局"], since=SINCE)
    if held == wanted or not {held, wanted} & set(ADMINISTRATORS):
        if held in ADMINISTRATORS:
            return  # the same administrator's role elsewhere: the constraint has the word
        appoint(post, by=here.security_administrator)
        return
    with pytest.raises(Refusal) as refusal:
        appoint(post, by=here.security_administrator)
    [finding] = refusal.value.findings
    assert finding.code == "administrators-apart"
    assert str(finding.citation) == "GB/T 22239—20198.1.4.2 d)"
    assert finding.remedy


def test_the_database_is_the_last_wall_between_administrators(here):
    with pytest.raises(IntegrityError):
        Post.objects.create(
            user=here.system_administrator,
            role=Role.AUDIT_ADMINISTRATOR,
            organization=here["巴中市"],
            jurisdiction=here["巴中市"],
            since=SINCE,
        )


def test_a_role_may_follow_another_when_the_first_has_ended(here):
    user = newcomer(here)
    post = appointed(here, user, Role.SYSTEM_ADMINISTRATOR, "巴中市")
    dismiss(post, on=date(2010, 5, 31), by=here.security_administrator)
    appointed(here, user, Role.FILER, "巴中市教育局", since=date(2010, 6, 1))
    assert mandate_of(user, date(2010, 5, 31)).holds(Role.SYSTEM_ADMINISTRATOR)
    assert not mandate_of(user, date(2010, 6, 1)).holds(Role.SYSTEM_ADMINISTRATOR)


def test_the_same_post_is_not_granted_twice(here):
    clerk = official(here, Role.FILER, "巴中市教育局")
    with pytest.raises(Refusal) as refusal:
        appointed(here, clerk, Role.FILER, "巴中市教育局")
    assert codes(refusal) == ["already-held"]


def test_the_same_role_may_be_held_in_two_spans_that_do_not_meet(here):
    clerk = official(here, Role.FILER, "巴中市教育局")
    post = Post(
        user=clerk,
        role=Role.FILER,
        organization=here["巴中市教育局"],
        since=date(2008, 1, 1),
        until=date(2008, 12, 31),
    )
    assert appoint(post, by=here.security_administrator).pk


def test_a_closed_account_gets_no_post_and_has_no_mandate(here):
    clerk = official(here, Role.FILER, "巴中市教育局")
    close_account(clerk, by=here.system_administrator)
    assert mandate_of(clerk).posts == ()
    with pytest.raises(Refusal) as refusal:
        appointed(here, clerk, Role.HEAD, "巴中市教育局")
    assert codes(refusal) == ["account-closed"]


def test_a_dismissal_cannot_precede_the_appointment(here):
    post = official(here, Role.FILER, "巴中市教育局").posts.get()
    with pytest.raises(Refusal) as refusal:
        dismiss(post, on=SINCE - timedelta(days=1), by=here.security_administrator)
    assert codes(refusal) == ["ends-before-it-begins"]


def test_the_first_administrators_are_seated_only_once(here):
    founders = Founders(newcomer(here, "a1"), newcomer(here, "b1"), newcomer(here, "c1"))
    with pytest.raises(Refusal) as refusal:
        found_administration(founders, here["巴中市"], since=SINCE)
    assert codes(refusal) == ["administrators-exist"]


def stand_in_for(user, substitute, since, until):
    return StandIn(
        post=user.posts.get(), substitute=substitute, since=since, until=until, reason="外出学习"
    )


def test_a_stand_in_acts_between_his_days_only(here):
    head, deputy = official(here, Role.HEAD, "巴中市教育局"), newcomer(here)
    stand_in = stand_in_for(head, deputy, date(2010, 6, 1), date(2010, 6, 30))
    appoint_stand_in(stand_in, by=head)
    days = [date(2010, 5, 31), date(2010, 6, 1), date(2010, 6, 30), date(2010, 7, 1)]
    assert [mandate_of(deputy, day).holds(Role.HEAD) for day in days] == [
        False,
        True,
        True,
        False,
    ]
    assert Entry.objects.get(verb="directory.standin.appoint").detail["substitute"] == "new"


def test_a_stand_in_acts_no_longer_than_the_post_lasts(here):
    head, deputy = official(here, Role.HEAD, "巴中市教育局"), newcomer(here)
    appoint_stand_in(stand_in_for(head, deputy, date(2010, 6, 1), FAR), by=head)
    dismiss(head.posts.get(), on=date(2010, 6, 15), by=here.security_administrator)
    assert mandate_of(deputy, date(2010, 6, 15)).holds(Role.HEAD)
    assert not mandate_of(deputy, date(2010, 6, 16)).holds(Role.HEAD)


def test_a_stand_in_can_be_called_off(here):
    head, deputy = official(here, Role.HEAD, "巴中市教育局"), newcomer(here)
    today = timezone.localdate()
    stand_in = appoint_stand_in(stand_in_for(head, deputy, today, FAR), by=head)
    end_stand_in(stand_in, on=today, by=here.security_administrator)
    assert mandate_of(deputy, today).holds(Role.HEAD)
    assert not mandate_of(deputy, today + timedelta(days=1)).holds(Role.HEAD)
    end_stand_in(stand_in, on=today - timedelta(days=1), by=head)
    assert not StandIn.objects.exists()


def test_a_colleague_may_not_end_somebody_elses_stand_in(here):
    head, deputy = official(here, Role.HEAD, "巴中市教育局"), newcomer(here)
    stand_in = appoint_stand_in(stand_in_for(head, deputy, SINCE, FAR), by=head)
    with pytest.raises(PermissionDenied):
        end_stand_in(stand_in, on=SINCE, by=deputy)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("self", "stands-in-for-oneself"),
        ("backwards", "ends-before-it-begins"),
        ("administrator", "administrators-apart"),
    ],
)
def test_an_unfit_stand_in_is_refused(here, change, code):
    head = official(here, Role.HEAD, "巴中市教育局")
    stand_in = stand_in_for(head, newcomer(here), SINCE, FAR)
    match change:
        case "self":
            stand_in.substitute = head
        case "backwards":
            stand_in.until = SINCE - timedelta(days=1)
        case "administrator":
            stand_in.substitute = here.audit_administrator
    with pytest.raises(Refusal) as refusal:
        appoint_stand_in(stand_in, by=head)
    assert codes(refusal) == [code]


def test_an_administrators_post_has_no_stand_in(here):
    stand_in = stand_in_for(here.system_administrator, newcomer(here), SINCE, FAR)
    with pytest.raises(Refusal) as refusal:
        appoint_stand_in(stand_in, by=here.system_administrator)
    assert codes(refusal) == ["administrators-apart"]


def test_a_leader_lays_a_duty_on_a_post_and_its_holder_meets_it(here):
    leader = official(here, Role.LEADER_IN_CHARGE, "巴中市")
    clerk = official(here, Role.FILER, "巴中市教育局")
    duty = assign_duty(Duty(post=clerk.posts.get(), subject="年度清理"), by=leader)
    fulfil_duty(duty, on=date(2010, 6, 1), by=clerk)
    assert Duty.objects.get().fulfilled_on == date(2010, 6, 1)


def test_a_clerk_lays_no_duties_and_meets_only_his_own(here):
    clerk = official(here, Role.FILER, "巴中市教育局")
    other = official(here, Role.FILER, "巴中市卫生局")
    leader = official(here, Role.LEADER_IN_CHARGE, "巴中市")
    with pytest.raises(PermissionDenied, match="分管领导"):
        assign_duty(Duty(post=clerk.posts.get(), subject="年度清理"), by=other)
    duty = assign_duty(Duty(post=clerk.posts.get(), subject="年度清理"), by=leader)
    with pytest.raises(PermissionDenied):
        fulfil_duty(duty, on=SINCE, by=other)
    assert fulfil_duty(duty, on=SINCE, by=leader).fulfilled_on == SINCE
