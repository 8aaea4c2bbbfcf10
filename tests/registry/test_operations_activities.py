"""Entering, correcting, tying, holding: done, refused, forbidden, and what the book says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity, Edition, Lineage, Particulars
from honours.registry.operations.activities import (
    Registration,
    correct_activity,
    record_edition,
    register_activity,
    register_many,
    tie_lineage,
)
from honours.registry.operations.freezes import freeze, lift_freeze
from honours.registry.operations.regimes import settle_regime
from honours.registry.vocabulary import BasisKind, LineageKind, Regime, Standing
from tests.factories import official
from tests.registry.conftest import REGISTERED_ON, particulars

TODAY = date(2011, 3, 1)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def test_activities_are_numbered_in_the_order_given_and_stand_as_registered(register):
    first, second = register("甲评选", "乙评选")
    assert [first.number, second.number] == ["2010-000001", "2010-000002"]
    assert {first.state, second.state} == {Standing.REGISTERED}
    assert first.standing_changes.get().effective_on == REGISTERED_ON
    assert first.revisions.get().particulars["name"] == "甲评选"


def test_each_year_counts_for_itself_and_goes_on_where_it_stopped(register):
    register("甲评选")
    assert register("乙评选", on=date(2011, 1, 1))[0].number == "2011-000001"
    assert register("丙评选")[0].number == "2010-000002"


def test_nothing_registered_takes_no_number(examiner, register):
    assert register_many([], by=examiner, on=REGISTERED_ON) == []
    assert register("甲评选")[0].number == "2010-000001"


def test_queries_do_not_grow_with_the_rows(register):
    register("先行登记")
    counts = []
    for total in (1, 3, 40):
        with CaptureQueriesContext(connection) as queries:
            register(*(f"{total}中第{number}项评选" for number in range(total)))
        counts.append(len(queries))
    # SQLite takes fewer rows in a statement than 40 activities are: it may need a second one.
    assert counts[0] == counts[1] >= counts[2] - 2


def test_every_registration_stands_in_the_audit_book(activity):
    assert Entry.objects.filter(subject=activity.subject()).get().verb == (
        "registry.activity.begin"
    )


def test_derived_columns_follow_from_what_was_registered(activity):
    row = Activity.objects.get(pk=activity.pk)
    assert row.host_text == "巴中市教育局"
    assert row.sort_key.startswith("xian1 jin4")
    assert row.next_on == date(2011, 1, 1)
    assert list(Activity.objects.filter(search_text__matches="教育局")) == [activity]


def test_a_registration_can_be_taken_from_what_a_filing_states(here, examiner, activity):
    copied = Registration.of(activity, organization=here["巴州区教育局"])
    other = register_many([copied], by=examiner, on=TODAY)[0]
    assert (other.name, other.raw) == (activity.name, activity.raw)
    assert isinstance(other, Particulars)


def test_an_examiner_registers_one_outside_a_clean_up(here, examiner):
    registration = Registration(here["巴中市教育局"], particulars())
    made = register_activity(registration, by=examiner, on=TODAY)
    assert made.number == "2011-000001"


def test_while_frozen_new_activities_are_refused_with_the_clause(here, examiner):
    freeze(
        here["巴中市"],
        since=REGISTERED_ON,
        citation="巴清联办〔2010〕5号",
        cause="c:1",
        by=examiner,
    )
    registration = Registration(here["巴州区教育局"], particulars())
    with pytest.raises(Refusal) as refusal:
        register_activity(registration, by=examiner, on=REGISTERED_ON)
    assert codes(refusal) == ["frozen"]
    assert refusal.value.findings[0].citation.document == "巴清联办〔2010〕5号"
    assert not Activity.objects.exists()


def test_a_law_lifts_an_activity_over_the_freeze(here, examiner):
    freeze(here["巴中市"], since=REGISTERED_ON, citation="甲", cause="c:1", by=examiner)
    lawful = particulars(basis_kind=BasisKind.LAW)
    registration = Registration(here["巴中市教育局"], lawful)
    assert register_activity(registration, by=examiner, on=REGISTERED_ON).pk


def test_a_freeze_binds_its_own_place_and_days_alone(here, examiner):
    freeze(here["通江县"], since=REGISTERED_ON, citation="甲", cause="c:1", by=examiner)
    elsewhere = Registration(here["巴州区教育局"], particulars())
    assert register_activity(elsewhere, by=examiner, on=REGISTERED_ON).pk
    before = Registration(here["通江县教育局"], particulars())
    assert register_activity(before, by=examiner, on=REGISTERED_ON - timedelta(days=1)).pk
    assert lift_freeze("c:1", by=examiner, on=date(2010, 12, 1)) == 1
    assert register_activity(before, by=examiner, on=date(2010, 12, 1)).pk
    verbs = Entry.objects.filter(subject="c:1").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["registry.freeze.begin", "registry.freeze.lift"]


def test_only_an_examiner_over_the_place_registers(here, clerk):
    registration = Registration(here["巴中市教育局"], particulars())
    with pytest.raises(PermissionDenied):
        register_activity(registration, by=clerk, on=TODAY)
    county = official(here, Role.EXAMINER, "巴州区", jurisdiction="巴州区")
    with pytest.raises(PermissionDenied):
        register_activity(registration, by=county, on=TODAY)


def test_nothing_is_registered_ahead_of_its_day(here, examiner):
    registration = Registration(here["巴中市教育局"], particulars())
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refusal) as refusal:
        register_activity(registration, by=examiner, on=tomorrow)
    assert codes(refusal) == ["day-in-the-future"]


def test_a_correction_keeps_the_earlier_wording_and_is_found_by_the_new(activity, examiner):
    changed = {"name": "优秀学校评选", "hosts": ["巴中市教育局", "巴中市财政局"]}
    correct_activity(activity, changed, reason="名称有误", by=examiner, on=TODAY)
    assert list(Activity.objects.filter(search_text__matches="优秀学校")) == [activity]
    assert Activity.objects.get(pk=activity.pk).host_text == "巴中市教育局、巴中市财政局"
    names = [row.particulars["name"] for row in activity.revisions.all()]
    assert names == ["先进学校评选", "优秀学校评选"]
    entry = Entry.objects.filter(subject=activity.subject()).latest("pk")
    assert entry.verb == "registry.activity.correct"
    assert entry.detail == {"fields": ["name", "hosts"]}


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"name": "优秀学校评选"}, " ", "reason-missing"),
        ({"name": "先进学校评选"}, "核对", "nothing-to-correct"),
    ],
)
def test_a_correction_without_reason_or_change_is_refused(
    activity, examiner, changes, reason, code
):
    with pytest.raises(Refusal) as refusal:
        correct_activity(activity, changes, reason=reason, by=examiner, on=TODAY)
    assert codes(refusal) == [code]
    assert activity.revisions.count() == 1


def test_only_an_examiner_corrects(activity, clerk):
    with pytest.raises(PermissionDenied):
        correct_activity(activity, {"name": "甲"}, reason="乙", by=clerk, on=TODAY)


def test_lineage_is_tied_once_and_never_in_a_circle(register, examiner):
    first, second, third = register("甲评选", "乙评选", "丙评选")
    tie_lineage(first, second, LineageKind.RENAMED, on=TODAY, by=examiner)
    tie_lineage(second, third, LineageKind.MERGED, on=TODAY, note="合并", by=examiner)
    for earlier, later, code in (
        (third, first, "lineage-circle"),
        (first, first, "lineage-circle"),
        (first, second, "lineage-known"),
    ):
        with pytest.raises(Refusal) as refusal:
            tie_lineage(earlier, later, LineageKind.REVIVED, on=TODAY, by=examiner)
        assert codes(refusal) == [code]
    assert Lineage.objects.count() == 2
    assert Entry.objects.filter(verb="registry.lineage.tie").count() == 2


def test_only_an_examiner_ties_lineage(register, clerk):
    first, second = register("甲评选", "乙评选")
    with pytest.raises(PermissionDenied):
        tie_lineage(first, second, LineageKind.RENAMED, on=TODAY, by=clerk)


def test_the_latest_edition_moves_the_next_lawful_day(activity, examiner):
    record_edition(activity, held_on=date(2011, 5, 4), label="第二届", individuals=5, by=examiner)
    row = Activity.objects.get(pk=activity.pk)
    assert (row.last_held_on, row.next_on) == (date(2011, 5, 4), date(2013, 1, 1))
    assert Entry.objects.latest("pk").detail == {"held_on": "2011-05-04"}


def test_an_earlier_edition_entered_late_moves_nothing(activity, examiner):
    record_edition(activity, held_on=date(2007, 5, 4), by=examiner)
    assert Activity.objects.get(pk=activity.pk).last_held_on == date(2009, 5, 4)
    assert activity.revisions.count() == 1


def test_the_first_edition_of_an_activity_never_held_counts(register, examiner):
    (never_held,) = register("新设评选", last_held_on=None)
    assert never_held.next_on is None
    record_edition(never_held, held_on=date(2010, 9, 10), by=examiner)
    assert Activity.objects.get(pk=never_held.pk).next_on == date(2012, 1, 1)


def test_an_edition_is_entered_once_and_not_ahead(activity, examiner):
    record_edition(activity, held_on=TODAY, by=examiner)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day, code in ((TODAY, "edition-known"), (tomorrow, "day-in-the-future")):
        with pytest.raises(Refusal) as refusal:
            record_edition(activity, held_on=day, by=examiner)
        assert codes(refusal) == [code]
    assert Edition.objects.count() == 1


def test_only_an_examiner_enters_editions(activity, clerk):
    with pytest.raises(PermissionDenied):
        record_edition(activity, held_on=TODAY, by=clerk)


def test_a_settled_regime_says_who_settled_it(activity, examiner):
    settle_regime(activity, Regime.FESTIVAL, reason="属节庆", by=examiner, on=TODAY)
    settlement = activity.regime_settlements.get()
    assert settlement.settled_by == examiner.name
    assert Activity.objects.get(pk=activity.pk).regime == Regime.FESTIVAL
    assert activity.revisions.last().particulars["regime"] == "festival"
    assert Entry.objects.latest("pk").detail == {"regime": "festival"}


def test_a_regime_is_settled_by_examiners_and_with_a_reason(activity, examiner, clerk):
    with pytest.raises(PermissionDenied):
        settle_regime(activity, Regime.FESTIVAL, reason="属节庆", by=clerk, on=TODAY)
    with pytest.raises(Refusal) as refusal:
        settle_regime(activity, Regime.FESTIVAL, reason="", by=examiner, on=TODAY)
    assert codes(refusal) == ["reason-missing"]
