"""The database holds the balance by itself: on SQLite here, on PostgreSQL in the same words."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from honours.kernel.verdicts import Refusal
from honours.quotas.models import Account, Ledger, Movement
from honours.quotas.operations.holding import (
    free_places,
    hold_place,
    release_places,
    use_places,
)
from honours.quotas.operations.issuing import (
    issue_places,
    reallocate_places,
    recall_places,
    return_places,
    sanction_places,
)
from honours.quotas.operations.ledgers import Authorised, authorise_places
from honours.quotas.operations.moving import Order
from honours.quotas.queries.standings import quota_standings
from honours.quotas.vocabulary.places import ClaimStage, MovementVerb, Purpose
from tests.quotas.town import (
    COLLECTIVE,
    COUNTY,
    COUNTY_EDUCATION,
    EDITION,
    EDUCATION,
    EITHER,
    LEAD,
    OTHER_COUNTY,
    PERSON,
    nomination,
    places,
)


def moved(ledger, debit, credit, count):
    """A movement written around every operation."""
    return Movement.objects.create(
        ledger=ledger,
        debit=debit,
        credit=credit,
        places=count,
        verb=MovementVerb.ISSUE,
        actor="nobody",
        actor_name="无",
        at=timezone.now(),
    )


@contextmanager
def refused_by_the_database(words):
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        yield


def account_of(year, name, purpose=Purpose.AVAILABLE, kind=PERSON):
    return Account.objects.get(organization=year[name], purpose=purpose, kind=kind)


def balances():
    return dict(Account.objects.order_by("pk").values_list("pk", "balance"))


def held_by_the_database(year):
    """Every way round the operations that we know of, and what the database says to it."""
    year.issue(巴州区=5, 通江县=2)
    before = balances()
    county, other = account_of(year, COUNTY), account_of(year, OTHER_COUNTY)
    with refused_by_the_database("no_place_beyond_what_there_is"):
        moved(year.ledger, county, other, 6)
    with refused_by_the_database("a_movement_moves_places"):
        moved(year.ledger, county, other, 0)
    with refused_by_the_database("a_movement_has_two_accounts"):
        moved(year.ledger, county, county, 1)
    with refused_by_the_database("不属同一名额"):
        moved(year.ledger, county, account_of(year, LEAD, kind=COLLECTIVE), 1)
    with refused_by_the_database("不属同一名额"):
        elsewhere = Ledger.objects.create(
            subject="commendations.edition:8",
            organization=year.ledger.organization,
            region=year.ledger.region,
            opened_at=timezone.now(),
        )
        moved(elsewhere, county, other, 1)
    source = account_of(year, LEAD, Purpose.SOURCE)
    with refused_by_the_database("no_place_beyond_what_there_is"):
        moved(year.ledger, source, account_of(year, LEAD), 1)
    for change in (
        {"balance": 50},
        {"balance": 0},
        {"organization": year[EDUCATION]},
        {"kind": COLLECTIVE},
        {"title": "劳动模范"},
        {"purpose": Purpose.USED},
    ):
        with refused_by_the_database("只能由流水变动"):
            Account.objects.filter(pk=county.pk).update(**change)
    with refused_by_the_database("只能由流水变动"):
        Account.objects.create(
            ledger=year.ledger,
            organization=year[EDUCATION],
            kind=PERSON,
            purpose=Purpose.AVAILABLE,
            balance=3,
        )
    with refused_by_the_database("only_a_source_is_authorised"):
        Account.objects.filter(pk=county.pk).update(authorised=9)
    with refused_by_the_database("no_place_beyond_what_there_is"):
        Account.objects.filter(pk=source.pk).update(authorised=70)
    with refused_by_the_database("只增不改"):
        Movement.objects.update(places=1)
    with refused_by_the_database("只增不改"):
        Movement.objects.filter(places=5).delete()
    assert balances() == before


@pytest.mark.django_db
def test_the_database_refuses_every_other_hand():
    held_by_the_database(places())


@pytest.mark.django_db
def test_a_movement_is_not_replaced_under_its_own_number():
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is a word of SQLite")
    year = places()
    columns = "ledger_id, debit_id, credit_id, places, verb, matter, reason, document, actor"
    with refused_by_the_database("只增不改"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO quotas_movement (id, {columns}, actor_name, at) "  # noqa: S608
            f"SELECT id, {columns}, actor_name, at FROM quotas_movement"
        )
    assert year.standing(LEAD).available == 76


def test_postgresql_refuses_every_other_hand_too(on_postgres):
    held_by_the_database(places())


NAMES = (COUNTY, OTHER_COUNTY, COUNTY_EDUCATION, EDUCATION)
names = st.sampled_from(NAMES)
kinds = st.sampled_from((PERSON, COLLECTIVE, EITHER))
counts = st.integers(0, 6)
matters = st.integers(1, 6)
REASON = "核定"


class LedgerMachine(RuleBasedStateMachine):
    """Any deeds in any order; whatever is refused must change nothing."""

    @initialize()
    def open(self):
        self.savepoint = transaction.savepoint()
        self.year = places(Authorised(PERSON, 9), Authorised(COLLECTIVE, 4), Authorised(EITHER, 3))
        self.granted = 16
        self.may_hold = True

    def teardown(self):
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def attempt(self, deed):
        before = balances()
        try:
            deed()
        except Refusal:
            after = balances()
        else:
            return True
        assert after == before
        return False

    def order(self, name, places, kind):
        return Order(self.year[name], kind, places)

    @rule(kind=kinds, more=counts)
    def authorise(self, kind, more):
        granted = [Authorised(kind, more)]
        year = self.year
        if self.attempt(
            lambda: authorise_places(year.ledger, granted, document="补", by=year.examiner)
        ):
            self.granted += more

    @rule(wanted=st.lists(st.tuples(names, counts, kinds), min_size=1, max_size=3))
    def issue(self, wanted):
        orders = [self.order(*one) for one in wanted]
        self.attempt(lambda: issue_places(self.year.ledger, orders, by=self.year.examiner))

    @rule(
        name=names, places=counts, kind=kinds, deed=st.sampled_from((recall_places, return_places))
    )
    def give_back(self, name, places, kind, deed):
        order = self.order(name, places, kind)
        year = self.year
        self.attempt(lambda: deed(year.ledger, order, by=year.examiner, reason=REASON))

    @rule(name=names, to=names, places=counts, kind=kinds)
    def reallocate(self, name, to, places, kind):
        order, year = self.order(name, places, kind), self.year
        self.attempt(
            lambda: reallocate_places(
                year.ledger, order, year[to], by=year.examiner, reason=REASON
            )
        )

    @rule(name=names, places=counts, kind=kinds)
    def sanction(self, name, places, kind):
        order, year = self.order(name, places, kind), self.year
        self.attempt(
            lambda: sanction_places(
                year.ledger, order, by=year.examiner, reason=REASON, document="文件"
            )
        )

    @rule(number=matters, name=names, kind=st.sampled_from((PERSON, COLLECTIVE)))
    def hold(self, number, name, kind):
        year = self.year
        matter = nomination(number)
        self.attempt(lambda: hold_place(EDITION, matter, year[name], kind, by=year.examiner))

    @rule(
        numbers=st.lists(matters, min_size=1, max_size=3),
        end=st.sampled_from(("use", "release", "refill", "forfeit")),
    )
    def settle(self, numbers, end):
        chosen, by = [nomination(number) for number in numbers], self.year.examiner
        deeds = {
            "use": lambda: use_places(EDITION, chosen, by=by),
            "release": lambda: release_places(EDITION, chosen, by=by),
            "refill": lambda: free_places(EDITION, chosen, may_refill=True, by=by, reason=REASON),
            "forfeit": lambda: free_places(
                EDITION, chosen, may_refill=False, by=by, reason=REASON
            ),
        }
        self.attempt(deeds[end])

    @invariant()
    def balances_add_up(self):
        if not hasattr(self, "year"):
            return
        accounts = list(Account.objects.all())
        assert sum(account.balance for account in accounts) == 0
        out = sum(account.balance for account in accounts if account.purpose != Purpose.SOURCE)
        assert out == self.granted
        assert all(
            account.balance >= 0 for account in accounts if account.purpose != Purpose.SOURCE
        )

    @invariant()
    def what_came_is_somewhere(self):
        if not hasattr(self, "year"):
            return
        for one in quota_standings(EDITION).values():
            lying = one.available + one.held + one.used + one.sanctioned + one.forfeited
            assert one.received == lying + one.below

    @invariant()
    def every_held_place_is_one_nomination_s(self):
        if not hasattr(self, "year"):
            return
        for purpose, stage in ((Purpose.HELD, ClaimStage.HELD), (Purpose.USED, ClaimStage.USED)):
            lying = sum(account.balance for account in Account.objects.filter(purpose=purpose))
            claims = self.year.ledger.claims.filter(stage=stage).count()
            assert lying == claims


@pytest.mark.django_db
def test_no_sequence_of_deeds_breaks_the_balance():
    LedgerMachine.TestCase.settings = settings(
        max_examples=12, stateful_step_count=25, deadline=None
    )
    LedgerMachine.TestCase().runTest()
