"""The register of any day: the last word recorded of those in effect by then."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from honours.registry.models import Activity
from honours.registry.operations.activities import correct_activity
from honours.registry.operations.standings import StandingOrder, change_standings
from honours.registry.queries.standings import (
    activities_as_of,
    may_be_held,
    particulars_on,
    standing_on,
)
from honours.registry.vocabulary import Regime, Standing
from tests.registry.conftest import REGISTERED_ON

FIRST, LAST = date(2010, 1, 1), date(2012, 12, 31)
CHANGES = some.lists(
    some.tuples(some.integers(0, 30), some.dates(FIRST, LAST)), min_size=0, max_size=6
)


def changed(activity: Activity, choices, examiner) -> list[tuple[Standing, date]]:
    """Makes moves picked from those open at each time; what was decided, and from which day."""
    done = []
    for pick, day in choices:
        moves = activity.lifecycle.moves_from(activity.state)
        if not moves:
            break
        move = moves[pick % len(moves)]
        order = StandingOrder(activity, move.verb, "理由", "依据")
        change_standings([order], effective_on=day, by=examiner)
        done.append((move.target, day))
    return done


@given(choices=CHANGES, days=some.lists(some.dates(FIRST, LAST), min_size=1, max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_standing_of_a_day_is_that_of_the_last_change_in_effect(
    register, examiner, choices, days
):
    (activity,) = register("先进学校评选")
    done = [(Standing.REGISTERED, REGISTERED_ON), *changed(activity, choices, examiner)]
    for day in days:
        in_effect = [standing for standing, since in done if since <= day]
        expected = in_effect[-1] if day >= REGISTERED_ON else None
        assert standing_on(activity, day) == expected
        listed = activities_as_of(day, Activity.objects.filter(pk=activity.pk)).first()
        assert (listed.standing_then if listed else None) == expected
    assert standing_on(activity, LAST) == activity.state


def test_what_was_said_of_a_day_is_the_last_revision_in_effect(activity, examiner):
    on = date(2011, 5, 1)
    correct_activity(activity, {"name": "优秀学校评选"}, reason="更名", by=examiner, on=on)
    rows = Activity.objects.all()
    for day, name in ((REGISTERED_ON, "先进学校评选"), (on, "优秀学校评选")):
        assert particulars_on(activity, day).particulars["name"] == name
        assert activities_as_of(day, rows).get().particulars_then["name"] == name
    day_before = REGISTERED_ON - timedelta(days=1)
    assert particulars_on(activity, day_before) is None
    assert not activities_as_of(day_before, rows).exists()


@pytest.mark.parametrize(
    ("changes", "is_due"),
    [
        ({}, True),
        ({"last_held_on": date(2010, 5, 4)}, False),
        ({"last_held_on": None}, False),
        ({"period_kind": "once", "period_months": None, "raw": {}}, False),
        ({"regime": Regime.COMMENDATION}, True),
        ({"regime": Regime.FESTIVAL}, False),
    ],
)
def test_an_activity_is_due_when_its_period_has_run_out(register, changes, is_due):
    register("先进学校评选", **changes)
    assert may_be_held(Activity.objects.all(), date(2011, 1, 1)).exists() is is_due
    assert not may_be_held(Activity.objects.all(), date(2010, 12, 31)).exists()


def test_what_was_suspended_or_revoked_is_never_due(register, examiner):
    suspended, revoked, _ = register("甲评选", "乙评选", "丙评选")
    orders = [
        StandingOrder(suspended, "suspend", "甲", "乙"),
        StandingOrder(revoked, "revoke", "甲", "乙"),
    ]
    change_standings(orders, effective_on=REGISTERED_ON, by=examiner)
    assert [each.name for each in may_be_held(Activity.objects.all())] == ["丙评选"]
