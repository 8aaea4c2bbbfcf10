"""Changes of standing: together or not at all, each with its own reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honours.audit.models import Entry
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity, StandingChange
from honours.registry.operations.standings import StandingOrder, change_standing, change_standings
from honours.registry.vocabulary import Regime, Standing
from honours.workflow.models import Passage

DECIDED_ON = date(2010, 12, 20)
CLAUSE = "巴清联办〔2010〕5号第三条"


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def order(activity, verb="revoke", reason="没有依据", **more) -> StandingOrder:
    return StandingOrder(activity, verb, reason, CLAUSE, **more)


def test_each_order_keeps_its_own_reason_in_the_passage_and_in_the_timeline(register, examiner):
    first, second, third = register("甲评选", "乙评选", "丙评选")
    orders = [
        order(first, reason="收费", decided_by="联席会议第2次会议"),
        order(second, reason="重复设置"),
        order(third, "retain", "有法律依据"),
    ]
    changed = change_standings(orders, effective_on=DECIDED_ON, by=examiner)
    assert {one.name: one.state for one in changed} == {
        "甲评选": Standing.REVOKED,
        "乙评选": Standing.REVOKED,
        "丙评选": Standing.RETAINED,
    }
    for activity, reason in ((first, "收费"), (second, "重复设置"), (third, "有法律依据")):
        assert Passage.objects.filter(subject=activity.subject()).last().reason == reason
        assert activity.standing_changes.last().reason == reason
    change = first.standing_changes.last()
    assert (change.citation, change.effective_on) == (CLAUSE, DECIDED_ON)
    assert (change.decided_by, second.standing_changes.last().decided_by) == (
        "联席会议第2次会议",
        str(examiner),
    )
    verbs = Entry.objects.filter(subject=third.subject()).order_by("pk").values_list("verb")
    assert [verb for (verb,) in verbs] == ["registry.activity.begin", "registry.activity.retain"]


def test_queries_grow_with_verbs_and_not_with_orders(register, examiner):
    counts = []
    for total in (1, 3, 9):
        activities = register(*(f"{total}中第{number}项" for number in range(total)))
        with CaptureQueriesContext(connection) as queries:
            orders = [order(activity) for activity in activities]
            change_standings(orders, effective_on=DECIDED_ON, by=examiner)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_what_already_stands_as_ordered_is_left_alone(activity, examiner):
    change_standings([order(activity)], effective_on=DECIDED_ON, by=examiner)
    assert change_standings([order(activity)], effective_on=DECIDED_ON, by=examiner) == []
    assert activity.standing_changes.count() == 2


def test_one_order_that_cannot_be_carried_out_stops_all(register, examiner):
    first, second = register("甲评选", "乙评选")
    change_standings([order(second)], effective_on=DECIDED_ON, by=examiner)
    with pytest.raises(Refusal) as refusal:
        change_standings(
            [order(first, "suspend"), order(second, "suspend")],
            effective_on=DECIDED_ON,
            by=examiner,
        )
    assert codes(refusal) == ["not-possible-now"]
    assert Activity.objects.get(pk=first.pk).state == Standing.REGISTERED
    assert first.standing_changes.count() == 1


@pytest.mark.parametrize(
    ("verb", "reason", "code"),
    [("abolish", "甲", "no-such-move"), ("revoke", "  ", "reason-needed")],
)
def test_an_unknown_verb_and_a_missing_reason_are_refused(activity, examiner, verb, reason, code):
    with pytest.raises(Refusal) as refusal:
        change_standings([order(activity, verb, reason)], effective_on=DECIDED_ON, by=examiner)
    assert codes(refusal) == [code]


def test_no_change_takes_effect_ahead_of_its_day(activity, examiner):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refusal) as refusal:
        change_standings([order(activity)], effective_on=tomorrow, by=examiner)
    assert codes(refusal) == ["day-in-the-future"]
    assert StandingChange.objects.count() == 1


def test_whoever_has_no_post_over_the_activity_is_told_so(activity, clerk):
    with pytest.raises(Refusal) as refusal:
        change_standings([order(activity)], effective_on=DECIDED_ON, by=clerk)
    assert codes(refusal) == ["not-your-post"]
    with pytest.raises(PermissionDenied):
        change_standing(order(activity), effective_on=DECIDED_ON, by=clerk)


def test_a_merged_activity_says_into_which_until_it_is_reopened(register, examiner):
    first, second = register("甲评选", "乙评选")
    merging = order(first, "merge", merged_into=second)
    change_standing(merging, effective_on=DECIDED_ON, by=examiner)
    assert Activity.objects.get(pk=first.pk).merged_into == second
    change_standing(order(first, "reopen"), effective_on=DECIDED_ON, by=examiner)
    assert Activity.objects.get(pk=first.pk).merged_into is None


def test_a_transfer_settles_the_regime_and_keeps_it_in_the_revisions(activity, examiner):
    transfer = order(activity, "transfer", regime=Regime.FESTIVAL, decided_by="联席会议")
    change_standing(transfer, effective_on=DECIDED_ON, by=examiner)
    assert Activity.objects.get(pk=activity.pk).regime == Regime.FESTIVAL
    assert activity.regime_settlements.get().settled_by == "联席会议"
    assert activity.revisions.last().particulars["regime"] == "festival"


def test_by_hand_a_change_needs_its_clause_and_a_merger_its_target(activity, examiner):
    with pytest.raises(Refusal) as refusal:
        change_standing(
            StandingOrder(activity, "merge", "重复"), effective_on=DECIDED_ON, by=examiner
        )
    assert codes(refusal) == ["citation-missing", "merged-into-missing"]
    merging = order(activity, "merge", merged_into=activity)
    with pytest.raises(Refusal) as refusal:
        change_standing(merging, effective_on=DECIDED_ON, by=examiner)
    assert codes(refusal) == ["merged-into-itself"]
