"""To-dos follow states, roles, hand-overs, signatures and deadlines; nobody stores them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from honours.audit.models import Entry
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.ui.parts import Signal
from honours.workflow.assignments import hand_over
from honours.workflow.deadlines import remind, set_deadline
from honours.workflow.models import Deadline, Reminder
from honours.workflow.operations import advance, begin, begin_many
from honours.workflow.queries import reminders_for
from honours.workflow.todos import counts_of, todos_of
from tests.factories import appointed, official
from tests.workflow.conftest import RULES
from tests.workflow.models import Facts, Petition, Stage

DUE = date(2010, 6, 30)


@pytest.fixture
def petition(here, clerk):
    return begin(Petition(organization=here["巴中市教育局"], title="请示一"), by=clerk)


@pytest.fixture
def colleague(here):
    return official(here, Role.FILER, "巴中市教育局", username="colleague")


def submitted(petition, clerk):
    return advance(petition, "submit", by=clerk, facts=Facts(), rules=RULES)


def verbs(user):
    return [[move.verb for move in todo.moves] for todo in todos_of(user)]


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_a_matter_waits_for_whoever_can_move_it(petition, clerk, examiner, here):
    stranger = official(here, Role.FILER, "巴中市卫生局")
    assert (verbs(clerk), verbs(examiner), verbs(stranger)) == ([["submit"]], [], [])
    submitted(petition, clerk)
    assert (verbs(clerk), verbs(examiner)) == ([], [["examine", "reject"]])
    [todo] = todos_of(examiner)
    assert (todo.title, todo.kind_label, todo.organization.name) == (
        "请示一",
        "请示",
        "巴中市教育局",
    )
    assert counts_of(examiner) == [(Petition, Stage.SUBMITTED, 1)]


def test_what_one_made_oneself_does_not_wait_to_be_checked_by_oneself(petition, clerk, here):
    appointed(here, clerk, Role.EXAMINER, "巴中市")
    submitted(petition, clerk)
    assert verbs(clerk) == [["reject"]]


def test_without_a_post_nothing_waits(here, petition):
    assert todos_of(here.audit_administrator) == []


def test_a_matter_handed_over_waits_for_the_colleague_alone(petition, clerk, colleague):
    hand_over(petition, to=colleague, reason="休假", by=clerk)
    assert (verbs(clerk), verbs(colleague)) == ([], [["submit"]])
    assert todos_of(colleague)[0].is_handed_over
    entry = Entry.objects.get(verb="petitions.petition.hand_over")
    assert entry.detail["to"] == "colleague"
    hand_over(petition, to=clerk, reason="休假结束", by=colleague)
    assert verbs(colleague) == []


def test_a_hand_over_ends_when_the_matter_moves(petition, clerk, colleague, examiner):
    hand_over(petition, to=colleague, reason="休假", by=clerk)
    submitted(petition, colleague)
    advance(petition, "reject", by=examiner, reason="补充")
    assert verbs(clerk) == verbs(colleague) == [["submit"]]


def test_a_matter_is_handed_over_only_among_those_who_could_move_it(petition, clerk, examiner):
    with pytest.raises(PermissionDenied, match="填报人"):
        hand_over(petition, to=clerk, reason="休假", by=examiner)
    with pytest.raises(Refusal) as refusal:
        hand_over(petition, to=examiner, reason="休假", by=clerk)
    assert codes(refusal) == ["colleague-without-role"]
    with pytest.raises(Refusal) as refusal:
        hand_over(petition, to=clerk, reason=" ", by=clerk)
    assert codes(refusal) == ["reason-needed", "handed-to-oneself"]


def test_whoever_has_signed_or_is_not_in_turn_has_nothing_to_do(petition, clerk, examiner, here):
    members = [official(here, Role.CONFERENCE_MEMBER, "巴中市") for _ in range(2)]
    leaders = [official(here, Role.LEADER_IN_CHARGE, "巴中市") for _ in range(2)]
    submitted(petition, clerk)
    advance(petition, "examine", by=examiner)
    assert [verbs(member) for member in members] == [[["cosign"]], [["cosign"]]]
    advance(petition, "cosign", by=members[0])
    assert [verbs(member) for member in members] == [[], [["cosign"]]]
    advance(petition, "cosign", by=members[1])
    advance(petition, "approve", by=leaders[0])
    assert [verbs(leader) for leader in leaders] == [[], [["approve"]]]


@pytest.mark.parametrize(
    ("today", "signal"),
    [
        (DUE - timedelta(days=4), Signal.GREEN),
        (DUE - timedelta(days=3), Signal.YELLOW),
        (DUE, Signal.YELLOW),
        (DUE + timedelta(days=1), Signal.RED),
    ],
)
def test_the_light_of_a_to_do_follows_its_deadline(petition, clerk, today, signal):
    set_deadline(petition, DUE, by=clerk)
    [todo] = todos_of(clerk, today=today)
    assert (todo.signal, todo.due_on) == (signal, DUE)


def test_the_urgent_stand_first_and_what_has_no_deadline_last(here, clerk):
    late, soon, never = begin_many(
        [Petition(organization=here["巴中市教育局"], title=title) for title in "甲乙丙"], by=clerk
    )
    set_deadline(soon, DUE, by=clerk)
    set_deadline(late, DUE - timedelta(days=9), by=clerk)
    todos = todos_of(clerk, today=DUE)
    assert [todo.matter for todo in todos] == [late, soon, never]
    assert todos[-1].signal is Signal.NONE


def test_more_matters_cost_no_more_queries(here, clerk, django_assert_max_num_queries):
    counts = []
    for number in (1, 30):
        begin_many([Petition(organization=here["巴中市教育局"]) for _ in range(number)], by=clerk)
        with django_assert_max_num_queries(25) as used:
            for todo in todos_of(clerk):
                assert todo.organization.name
        counts.append(len(used))
    assert counts[0] == counts[1]


def test_a_long_list_is_cut_but_counted_whole(here, clerk):
    begin_many([Petition(organization=here["巴中市教育局"]) for _ in range(5)], by=clerk)
    assert len(todos_of(clerk, limit=3)) == 3
    assert counts_of(clerk) == [(Petition, Stage.DRAFT, 5)]


def test_a_deadline_reminds_then_tells_it_is_late_then_reports_it_above(petition, clerk, here):
    leader = official(here, Role.LEADER_IN_CHARGE, "巴中市")
    set_deadline(petition, DUE, by=clerk, escalate_to=Role.LEADER_IN_CHARGE)
    seen = []
    for day in (DUE - timedelta(days=4), DUE - timedelta(days=3), DUE, DUE + timedelta(days=1)):
        remind(day)
        remind(day)
        seen.append(
            [
                [reminder.kind for reminder in reminders_for(mandate_of(user))]
                for user in (clerk, leader)
            ]
        )
    assert seen == [
        [[], []],
        [["soon"], []],
        [["soon"], []],
        [["soon", "overdue"], ["escalated"]],
    ]
    assert reminders_for(Mandate(())) == []
    assert Petition.objects.get().state == Stage.DRAFT


def test_a_deadline_without_anybody_above_escalates_to_nobody(petition, clerk):
    set_deadline(petition, DUE, by=clerk)
    assert [reminder.kind for reminder in remind(DUE + timedelta(days=9))] == ["overdue"]


def test_a_deadline_is_met_when_the_matter_moves(petition, clerk):
    set_deadline(petition, DUE, by=clerk)
    remind(DUE)
    submitted(petition, clerk)
    assert Deadline.objects.get().met_at
    assert reminders_for(mandate_of(clerk)) == []
    assert remind(DUE + timedelta(days=9)) == []


def test_another_day_replaces_the_deadline_and_its_reminders(petition, clerk):
    set_deadline(petition, DUE, by=clerk)
    remind(DUE)
    set_deadline(petition, DUE + timedelta(days=30), by=clerk)
    assert Deadline.objects.get().due_on == DUE + timedelta(days=30)
    assert not Reminder.objects.exists()


def test_the_command_reminds_on_the_day_it_is_told(petition, clerk, capsys):
    set_deadline(petition, DUE, by=clerk)
    call_command("remind", on="2010-07-01")
    assert "新增提醒1条" in capsys.readouterr().out
    call_command("remind", verbosity=0)
    with pytest.raises(CommandError, match="不是日期"):
        call_command("remind", on="六月")
