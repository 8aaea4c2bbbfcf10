"""Every figure equals what a plain count of the rows says, whatever happened to them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from honours.campaigns.models import Campaign, Decision, Declaration, Filing, Lead, Resolution
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
from honours.directory.models import Duty, Post
from honours.directory.vocabulary import Level, Role
from honours.registry.models import Activity
from honours.reports.queries.figures import figure_sheet, missed_target
from honours.reports.vocabulary import FigureKey, Rounding
from tests import factories
from tests.reports.conftest import LEAD

CUT_OFF = date(2010, 9, 1)
DUE = date(2010, 5, 10)
DAYS = st.sampled_from([DUE - timedelta(3), DUE + timedelta(3), CUT_OFF, CUT_OFF + timedelta(1)])


@dataclass(frozen=True)
class Item:
    """One filing as imagined: when it was entered, and how it was resolved each round."""

    undertaking: Undertaking
    entered_on: date | None
    is_unfiled: bool
    rounds: tuple[tuple[Outcome, date | None], ...]
    state: FilingState

    @property
    def is_counted(self) -> bool:
        is_own = self.undertaking is Undertaking.OWN
        return is_own and self.entered_on is not None and self.entered_on <= CUT_OFF

    @property
    def outcome(self) -> Outcome | None:
        resolved = [what for what, held in self.rounds if held is not None and held <= CUT_OFF]
        return resolved[-1] if self.is_counted and resolved else None


ITEMS = st.builds(
    Item,
    undertaking=st.sampled_from([Undertaking.OWN, Undertaking.OWN, Undertaking.UNDERTAKEN]),
    entered_on=st.none() | DAYS,
    is_unfiled=st.booleans(),
    rounds=st.lists(st.tuples(st.sampled_from(list(Outcome)), st.none() | DAYS), max_size=2).map(
        tuple
    ),
    state=st.sampled_from(list(FilingState)),
)
UNITS = st.lists(
    st.tuples(st.sampled_from(list(DeclarationState)), st.none() | DAYS, st.booleans()),
    min_size=3,
    max_size=3,
)


def save(cleanup, items: list[Item], units: list[tuple]) -> None:
    campaign = cleanup.campaign
    declarations = list(Declaration.objects.order_by("pk"))
    for declaration, (state, signed_on, is_zero) in zip(declarations, units, strict=True):
        Declaration.objects.filter(pk=declaration.pk).update(
            state=state, signed_on=signed_on, is_zero_return=is_zero
        )
    resolutions: dict[date, Resolution] = {}
    for number, one in enumerate(items):
        filing = _filing(campaign, declarations[number % 3], one, number)
        for round_number, (outcome, held_on) in enumerate(one.rounds, start=1):
            if held_on is not None and held_on not in resolutions:
                resolutions[held_on] = Resolution.objects.create(
                    campaign=campaign,
                    organization=campaign.organization,
                    state=ResolutionState.EFFECTIVE,
                    title="决议",
                    held_on=held_on,
                    text="同意。",
                    recorded_by=cleanup.examiner,
                )
            Decision.objects.create(
                filing=filing,
                round=round_number,
                proposal=outcome,
                outcome=outcome,
                proposed_by=cleanup.examiner,
                resolution=resolutions.get(held_on),
            )


def _filing(campaign: Campaign, declaration: Declaration, one: Item, number: int) -> Filing:
    particulars = {"name": f"某奖{number}", "level": Level.CITY}
    activity = None
    if one.entered_on is not None and one.undertaking is Undertaking.OWN:
        activity = Activity.objects.create(
            organization=declaration.organization,
            state="registered",
            number=f"T{number}",
            registered_on=one.entered_on,
            **particulars,
        )
    return Filing.objects.create(
        campaign=campaign,
        declaration=declaration,
        organization=declaration.organization,
        undertaking=one.undertaking,
        sequence=number,
        row_key=str(number),
        activity=activity,
        is_found_unfiled=one.is_unfiled,
        state=one.state,
        **particulars,
    )


def expected(items: list[Item], units: list[tuple]) -> dict[FigureKey, int]:
    """The same questions asked of the imagined rows, with nothing but Python."""
    counted = [one for one in items if one.is_counted]
    filed = [
        (signed_on, is_zero)
        for state, signed_on, is_zero in units
        if state is DeclarationState.SIGNED and signed_on is not None and signed_on <= CUT_OFF
    ]
    outcomes = [one.outcome for one in counted]
    named = {
        Outcome.RETAIN: FigureKey.RETAINED,
        Outcome.REVOKE: FigureKey.REVOKED,
        Outcome.MERGE: FigureKey.MERGED,
        Outcome.SUSPEND: FigureKey.SUSPENDED,
        Outcome.RECTIFY: FigureKey.RECTIFIED,
        Outcome.TRANSFER: FigureKey.TRANSFERRED,
    }
    held = {day for one in items for _, day in one.rounds if day is not None and day <= CUT_OFF}
    return {
        FigureKey.UNITS: 3,
        FigureKey.UNITS_FILED: len(filed),
        FigureKey.UNITS_ZERO: sum(is_zero for _, is_zero in filed),
        FigureKey.UNITS_LATE: sum(day > DUE for day, _ in filed),
        FigureKey.UNITS_NEVER: 3 - len(filed),
        FigureKey.COUNTED: len(counted),
        FigureKey.FILED: sum(not one.is_unfiled for one in counted),
        FigureKey.FOUND: sum(one.is_unfiled for one in counted),
        FigureKey.UNDERTAKEN: sum(
            one.undertaking is not Undertaking.OWN
            and one.state is not FilingState.ENTERED
            and units[number % 3][1] is not None
            and units[number % 3][1] <= CUT_OFF
            for number, one in enumerate(items)
        ),
        **{key: outcomes.count(outcome) for outcome, key in named.items()},
        FigureKey.UNDECIDED: outcomes.count(None),
        FigureKey.ACKNOWLEDGED: sum(one.state is FilingState.ACKNOWLEDGED for one in counted),
        FigureKey.CONTESTED: sum(
            one.state is FilingState.CONTESTED or len(one.rounds) > 1 for one in counted
        ),
        FigureKey.MEETINGS: len(held),
    }


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
@given(items=st.lists(ITEMS, max_size=12), units=UNITS)
def test_every_figure_is_what_a_plain_count_says(cleanup, items, units):
    with transaction.atomic():
        save(cleanup, items, units)
        sheet = figure_sheet(cleanup.campaign, CUT_OFF, Rounding.HALF_UP)
        transaction.set_rollback(True)
    plain = expected(items, units)

    assert {key: sheet[key].value for key in plain} == plain
    assert all(len(sheet[key].records.keys) == number for key, number in plain.items())
    gone = plain[FigureKey.REVOKED] + plain[FigureKey.MERGED]
    rate = sheet[FigureKey.REDUCTION]
    assert (rate.numerator, rate.denominator) == (gone, plain[FigureKey.COUNTED])
    is_judged = plain[FigureKey.COUNTED] > 0 and plain[FigureKey.MEETINGS] > 0
    is_met = is_judged and Decimal(gone) / plain[FigureKey.COUNTED] >= Decimal("0.7")
    assert sheet.is_target_met is (is_met if is_judged else None)
    assert bool(missed_target(sheet, cleanup.campaign)) is (sheet.is_target_met is False)


def test_the_report_and_the_page_of_the_campaign_say_the_same(office):
    sheet = figure_sheet(office.campaign, date(2010, 12, 31), Rounding.HALF_UP)
    counted = tally(office.campaign)
    (standing,) = target_standings(office.campaign)

    rate = sheet[FigureKey.REDUCTION]
    assert sheet[FigureKey.COUNTED].value == counted.own
    assert sheet[FigureKey.REVOKED].value == counted.outcomes[Outcome.REVOKE]
    assert (rate.numerator, rate.denominator) == (
        standing.reached.numerator,
        standing.reached.denominator,
    )
    assert sheet.is_target_met is standing.is_met


def test_nothing_decided_after_the_cut_off_day_is_counted(office):
    before = figure_sheet(office.campaign, date(2010, 8, 19), Rounding.HALF_UP)
    on_the_day = figure_sheet(office.campaign, date(2010, 8, 20), Rounding.HALF_UP)

    assert before[FigureKey.REVOKED].value == 0
    assert before[FigureKey.UNDECIDED].value == 4
    assert on_the_day[FigureKey.REVOKED].value == 2


def test_leads_count_open_and_settled(office):
    for state in LeadState:
        Lead.objects.create(
            campaign=office.campaign,
            organization=office.campaign.organization,
            source=LeadSource.FOUND,
            summary="某奖",
            state=state,
        )

    sheet = figure_sheet(office.campaign, CUT_OFF, Rounding.HALF_UP)

    assert (sheet[FigureKey.LEADS_OPEN].value, sheet[FigureKey.LEADS_SETTLED].value) == (1, 2)


def test_documents_are_named_as_the_basis_and_what_carries_it_out(office):
    sheet = figure_sheet(office.campaign, CUT_OFF, Rounding.HALF_UP)

    assert "（巴清联办〔2010〕5号）" in sheet[FigureKey.BASIS].words
    assert sheet[FigureKey.ISSUED].names == (
        "《关于进一步清理规范市政府部门评比达标表彰活动的通知》（巴人公〔2010〕10号）",
    )


@pytest.mark.parametrize(
    ("role", "key", "name"),
    [
        (Role.PRINCIPAL_LEADER, FigureKey.PRINCIPAL, "局主要领导"),
        (Role.LEADER_IN_CHARGE, FigureKey.IN_CHARGE, "分管领导"),
        (Role.EXAMINER, FigureKey.OFFICES, "公务员管理科"),
        (Role.INSPECTOR, FigureKey.OFFICES, "人事监察科"),
    ],
)
def test_duties_of_the_bureau_name_offices_and_no_persons(office, role, key, name):
    here = office.cleanup.here
    holder = factories.official(here, role, LEAD, jurisdiction="巴中市", username="holder")
    elsewhere = factories.official(here, Role.HEAD, "巴中市卫生局", username="elsewhere")
    for user in (holder, elsewhere):
        post = Post.objects.get(user=user)
        Duty.objects.create(post=post, subject="归口申报", basis="巴人公〔2010〕10号一")
        Duty.objects.create(post=post, subject="干部培训", basis="巴人公〔2010〕1号")

    sheet = figure_sheet(office.campaign, CUT_OFF, Rounding.HALF_UP)

    assert (sheet[key].value, sheet[key].words) == (1, name)
    Duty.objects.create(post=Post.objects.get(user=holder), subject="清理评比达标表彰活动")
    again = figure_sheet(office.campaign, CUT_OFF, Rounding.HALF_UP)
    assert (again[key].value, again[key].words) == (2, name)
