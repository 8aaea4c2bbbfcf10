"""What pages count is what anybody would count by hand, whatever has become of the items."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from honours.campaigns.models import Decision, Filing, Lead, Resolution
from honours.campaigns.queries.progress import target_standings
from honours.campaigns.queries.tallies import tally
from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    LeadSource,
    LeadState,
    Outcome,
    ResolutionState,
    Undertaking,
)
from honours.directory.vocabulary import Level
from honours.registry.operations.activities import Registration, register_many
from tests.campaigns.conftest import COUNTY, EDUCATION, HEALTH, JUDGED, item


@dataclass(frozen=True)
class Drawn:
    """One item: whose it is, how far it came, and what each round made of it."""

    undertaking: Undertaking
    state: FilingState
    is_registered: bool
    is_found_unfiled: bool
    resolved: tuple[Outcome, ...]
    pending: Outcome | None

    @property
    def is_counted(self) -> bool:
        return self.undertaking is Undertaking.OWN and self.is_registered

    @property
    def became(self) -> Outcome | None:
        return self.resolved[-1] if self.is_counted and self.resolved else None


OUTCOMES = st.sampled_from(Outcome)
ITEMS = st.lists(
    st.builds(
        Drawn,
        undertaking=st.sampled_from(Undertaking),
        state=st.sampled_from(FilingState),
        is_registered=st.booleans(),
        is_found_unfiled=st.booleans(),
        resolved=st.lists(OUTCOMES, max_size=3).map(tuple),
        pending=st.none() | OUTCOMES,
    ),
    max_size=12,
)
DECLARATIONS = st.tuples(
    *(st.tuples(st.sampled_from(DeclarationState), st.booleans()) for _ in range(3))
)
LEADS = st.lists(st.sampled_from(LeadState), max_size=4)


class Bench:
    """One campaign whose rows are laid down as drawn, without anybody's deeds."""

    def __init__(self, cleanup):
        self.cleanup, self.campaign = cleanup, cleanup.campaign
        unit = cleanup.here[EDUCATION]
        entered = Registration(unit, item("巴中市优秀教师").particulars)
        (self._activity,) = register_many([entered], by=cleanup.examiner, on=JUDGED)
        self._resolution = Resolution.objects.create(
            campaign=self.campaign,
            organization=self.campaign.organization,
            state=ResolutionState.EFFECTIVE,
            title="决议",
            held_on=JUDGED,
            text="同意。",
            recorded_by=cleanup.examiner,
        )

    def lay(self, items, declarations, leads):
        for unit, (state, is_zero) in zip((EDUCATION, HEALTH, COUNTY), declarations, strict=True):
            self.campaign.declarations.filter(organization=self.cleanup.here[unit]).update(
                state=state, is_zero_return=is_zero
            )
        Lead.objects.bulk_create(
            Lead(
                campaign=self.campaign,
                organization=self.campaign.organization,
                source=LeadSource.FOUND,
                state=state,
                summary="线索",
            )
            for state in leads
        )
        filings = Filing.objects.bulk_create(
            self._filing(number, drawn) for number, drawn in enumerate(items)
        )
        Decision.objects.bulk_create(
            decision
            for filing, drawn in zip(filings, items, strict=True)
            for decision in self._decisions(filing, drawn)
        )

    def _filing(self, number, drawn):
        declaration = self.cleanup.declaration_of(EDUCATION)
        return Filing(
            campaign=self.campaign,
            declaration=declaration,
            organization=declaration.organization,
            state=drawn.state,
            undertaking=drawn.undertaking,
            sequence=number,
            row_key=str(number),
            activity=self._activity if drawn.is_registered else None,
            is_found_unfiled=drawn.is_found_unfiled,
            name=f"项目{number}",
            level=Level.CITY,
        )

    def _decisions(self, filing, drawn):
        rounds = [(outcome, self._resolution) for outcome in drawn.resolved]
        rounds += [(drawn.pending, None)] if drawn.pending else []
        for number, (outcome, resolution) in enumerate(rounds, start=1):
            yield Decision(
                filing=filing,
                round=number,
                proposal=Outcome.RETAIN,
                outcome=outcome,
                resolution=resolution,
                decided_on=date(2010, 8, 20) if resolution else None,
                proposed_by=self.cleanup.examiner,
            )


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(items=ITEMS, declarations=DECLARATIONS, leads=LEADS)
def _counts_agree(bench, items, declarations, leads):
    with transaction.atomic():
        bench.lay(items, declarations, leads)
        counted = tally(bench.campaign)
        (standing,) = target_standings(bench.campaign)
        transaction.set_rollback(True)

    signed = [is_zero for state, is_zero in declarations if state is DeclarationState.SIGNED]
    assert (counted.units, counted.units_signed, counted.units_zero) == (
        3,
        len(signed),
        sum(signed),
    )
    assert counted.own == sum(drawn.is_counted for drawn in items)
    assert counted.undertaken == sum(
        drawn.undertaking is not Undertaking.OWN and drawn.state is not FilingState.ENTERED
        for drawn in items
    )
    assert counted.found_unfiled == sum(drawn.is_found_unfiled for drawn in items)
    assert counted.by_state == Counter(drawn.state for drawn in items)
    assert counted.in_state(*FilingState) == len(items)
    assert counted.outcomes == Counter(drawn.became for drawn in items if drawn.became)
    assert counted.open_leads == leads.count(LeadState.OPEN)
    gone = sum(drawn.became in (Outcome.REVOKE, Outcome.MERGE) for drawn in items)
    assert (standing.reached.numerator, standing.reached.denominator) == (gone, counted.own)
    wanted = Fraction(standing.target.at_least)
    assert standing.is_met is bool(counted.own and Fraction(gone, counted.own) >= wanted)


def test_every_count_equals_the_count_by_hand(cleanup):
    _counts_agree(Bench(cleanup))
