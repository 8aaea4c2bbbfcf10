"""Forty at once, on a real PostgreSQL: never one place more than there is, and nobody stuck."""

from collections import Counter

from django.db.models import Sum

from honours.directory.vocabulary import Role
from honours.quotas.models import Account, Claim, Movement
from honours.quotas.operations.holding import hold_place, release_places, use_places
from honours.quotas.operations.issuing import (
    issue_places,
    reallocate_places,
    recall_places,
    return_places,
)
from honours.quotas.operations.ledgers import Authorised
from honours.quotas.vocabulary.places import ClaimStage, MovementVerb, Purpose
from tests import factories
from tests.quotas.town import (
    COUNTY,
    EDITION,
    EDUCATION,
    EITHER,
    HEALTH,
    OTHER_COUNTY,
    PERSON,
    nomination,
    places,
)
from tests.workflow.test_races import outcomes_of

AT_ONCE = 40
PLACES = 7


def test_of_forty_nominations_for_seven_places_seven_succeed(on_postgres):
    year = places()
    year.issue(巴州区=PLACES)
    clerks = [factories.official(year.here, Role.FILER, COUNTY) for _ in range(4)]

    def holding(number):
        clerk = clerks[number % len(clerks)]
        return lambda: hold_place(EDITION, nomination(number), year[COUNTY], PERSON, by=clerk)

    outcomes = outcomes_of([holding(number) for number in range(AT_ONCE)])

    assert Counter(outcomes) == {"done": PLACES, "quota-exceeded": AT_ONCE - PLACES}
    assert Claim.objects.filter(stage=ClaimStage.HELD).count() == PLACES
    assert (year.standing(COUNTY).available, year.standing(COUNTY).held) == (0, PLACES)


def test_of_forty_clicks_for_one_nomination_one_place_is_held(on_postgres):
    year = places()
    year.issue(巴州区=PLACES)

    def hold():
        hold_place(EDITION, nomination(1), year[COUNTY], PERSON, by=year.clerk)

    assert outcomes_of([hold] * AT_ONCE) == ["done"] * AT_ONCE
    assert Movement.objects.filter(verb=MovementVerb.HOLD).count() == 1


def test_forty_that_hand_out_take_back_shift_and_hold_never_wait_in_a_circle(on_postgres):
    year = places(Authorised(PERSON, 30), Authorised(EITHER, 6))
    year.issue(巴州区=5, 通江县=5, 巴中市教育局=5, 巴中市卫生局=5)
    either = [year.order(name, 1, EITHER) for name in (COUNTY, OTHER_COUNTY, EDUCATION, HEALTH)]
    issue_places(year.ledger, either, by=year.examiner)
    names = (COUNTY, OTHER_COUNTY, EDUCATION, HEALTH)
    ledger, by = year.ledger, year.examiner

    def deed(number):
        here, there = names[number % 4], names[(number // 2 + 1) % 4]
        one = year.order(here, 1)

        def hold():
            hold_place(EDITION, nomination(number), year[here], PERSON, by=by)
            if number % 3 == 0:
                release_places(EDITION, [nomination(number)], by=by)
            elif number % 3 == 1:
                use_places(EDITION, [nomination(number)], by=by)

        return (
            hold,
            lambda: issue_places(ledger, [year.order(name, 1) for name in {here, there}], by=by),
            lambda: reallocate_places(ledger, one, year[there], by=by, reason="调剂"),
            lambda: recall_places(ledger, one, by=by, reason="收回"),
            lambda: return_places(ledger, one, by=by, reason="退回"),
        )[number % 5]

    outcomes = outcomes_of([deed(number) for number in range(AT_ONCE)])

    assert set(outcomes) <= {"done", "quota-exceeded", "not-enough-places", "not-beside"}
    assert outcomes.count("done") >= AT_ONCE // 2
    assert Account.objects.aggregate(Sum("balance"))["balance__sum"] == 0
    out = Account.objects.exclude(purpose=Purpose.SOURCE).aggregate(Sum("balance"))
    assert out["balance__sum"] == 36
    held = Account.objects.filter(purpose=Purpose.HELD).aggregate(Sum("balance"))
    assert held["balance__sum"] == Claim.objects.filter(stage=ClaimStage.HELD).count()
