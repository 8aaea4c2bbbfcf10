"""The demo city: the seed's own figures, each computed from records that people made."""

from datetime import date

import pytest
from django.urls import reverse

from honours.audit.models import Entry
from honours.audit.queries import first_broken_entry
from honours.campaigns.models import Campaign, Decision, Filing, Screening, UnitTask, Upload
from honours.campaigns.queries.progress import target_standings
from honours.campaigns.queries.tallies import tally
from honours.campaigns.vocabulary import DeclarationState, FilingState, Outcome, Step, UploadState
from honours.commendations.models.decisions import Certificate, Honour
from honours.commendations.models.editions import Edition
from honours.commendations.operations.signing import sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.roll import checked_certificate
from honours.commendations.queries.slates import proposal_for, roster_of
from honours.commendations.vocabulary import EditionState, HonourState, Tier
from honours.config.demo.files import accounts, filings
from honours.config.demo.founding import PASSWORD
from honours.config.demo.loading import is_loaded, load_city
from honours.config.guide import steps_of_commending, steps_of_the_chain
from honours.directory.models import Duty, Organization, Post, User
from honours.directory.queries import children_on, name_on
from honours.directory.vocabulary import ADMINISTRATORS
from honours.kernel.verdicts import Refusal
from honours.policies.models import Receipt
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.models import Activity
from honours.registry.vocabulary import Standing
from honours.reports.models import Report
from honours.reports.queries.figures import figure_sheet
from honours.reports.vocabulary import FigureKey, ReportState, Rounding
from tests import factories

YEAR_END = date(2010, 12, 31)
COMMENDED = {
    FigureKey.COLLECTIVES: 21,
    FigureKey.PERSONS: 76,
    FigureKey.EXCESS_COUNTIES: 1,
    FigureKey.EXCESS_DEPARTMENTS: 1,
    FigureKey.REPLACED_LISTS: 3,
    FigureKey.OBJECTIONS_SUSTAINED: 0,
}


def test_seventy_five_filed_seven_revoked_eight_suspended(cleanup):
    counted = tally(cleanup)

    assert (counted.own, counted.undertaken) == (75, 2)
    assert counted.outcomes == {Outcome.RETAIN: 60, Outcome.REVOKE: 7, Outcome.SUSPEND: 8}


def test_the_reduction_is_seven_of_seventy_five_and_misses_its_target(cleanup):
    (standing,) = target_standings(cleanup)

    assert (standing.reached.numerator, standing.reached.denominator) == (7, 75)
    assert not standing.is_met


def test_the_register_stands_as_the_conference_resolved(cleanup):
    standings = Activity.objects.filter(filings__campaign=cleanup).values_list("state", flat=True)

    assert sorted(standings) == sorted(
        [Standing.RETAINED] * 60 + [Standing.REVOKED] * 7 + [Standing.SUSPENDED] * 8
    )


def test_the_report_prints_the_same_figures(cleanup):
    sheet = figure_sheet(cleanup, YEAR_END, Rounding.HALF_UP)

    said = {key: sheet[key].value for key in (FigureKey.COUNTED, FigureKey.REVOKED)}
    assert {key: int(value) for key, value in said.items()} == {
        FigureKey.COUNTED: 75,
        FigureKey.REVOKED: 7,
    }
    assert int(sheet[FigureKey.SUSPENDED].value) == 8
    assert sheet.is_target_met is False
    assert Report.objects.get(campaign=cleanup).state == ReportState.SIGNING


def test_the_city_commended_twenty_one_collectives_and_seventy_six_persons(cleanup):
    sheet = figure_sheet(cleanup, YEAR_END, Rounding.HALF_UP)

    assert {key: int(sheet[key].value) for key in COMMENDED} == COMMENDED
    assert Honour.objects.filter(state=HonourState.IN_FORCE).count() == 21 + 76


def test_a_certificate_of_the_demo_is_found_genuine_by_anybody(city, client):
    certificate = Certificate.objects.select_related("honour").first()

    page = client.get(reverse("commendations:public_certificate", args=[certificate.key]))

    assert page.status_code == 200
    assert certificate.honour.holder in page.content.decode()
    assert checked_certificate(certificate.key).is_unaltered


def test_the_rules_of_that_june_propose_all_but_two_of_the_decisions(cleanup):
    first = Screening.objects.filter(filing__campaign=cleanup).order_by("filing", "pk")
    proposals = {one.filing_id: one.proposal for one in reversed(first)}
    counted = list(proposals.values())

    assert counted.count(Outcome.REVOKE) == 8
    assert counted.count(Outcome.SUSPEND) == 8
    assert {one.rules_on for one in first} == {date(2010, 6, 1)}


def test_whoever_departs_from_a_proposal_says_why(cleanup):
    departing = [
        one
        for one in Decision.objects.filter(filing__campaign=cleanup).select_related("filing")
        if one.outcome != one.proposal
    ]

    assert {one.filing.name: (one.outcome, one.round) for one in departing} == {
        "巴中市双拥模范单位命名": (Outcome.RETAIN, 1),
        "巴中市食品卫生信得过单位评比": (Outcome.SUSPEND, 2),
    }
    assert all(one.reason for one in departing)


def test_a_contest_was_resolved_in_a_second_round(cleanup):
    contested = Filing.objects.get(name="巴中市食品卫生信得过单位评比")

    rounds = list(contested.decisions.values_list("round", "outcome"))
    assert rounds == [(1, Outcome.REVOKE), (2, Outcome.SUSPEND)]
    assert contested.state == FilingState.ACKNOWLEDGED
    assert cleanup.resolutions.count() == 2


def test_every_unit_signed_one_late_one_with_nothing_to_file(cleanup):
    counted = tally(cleanup)
    tasks = UnitTask.objects.filter(campaign=cleanup, step=Step.FILING)
    late = tasks.filter(done_on__gt=cleanup.steps.get(step=Step.FILING).due_on)

    assert (counted.units, counted.units_signed, counted.units_zero) == (28, 28, 1)
    assert [task.organization.name for task in late] == ["巴中市旅游局"]
    assert not UnitTask.objects.filter(campaign=cleanup, done_on=None).exists()


def test_filings_came_as_spreadsheets_and_the_counties_in_one(cleanup):
    uploads = Upload.objects.filter(campaign=cleanup)
    consolidated = uploads.get(organization=cleanup.organization, file_name__contains="汇总")

    assert set(uploads.values_list("phase", "faulty")) == {(UploadState.READ, 0)}
    units = consolidated.filings.values_list("organization__name", flat=True).distinct()
    assert set(units) == {one.unit for one in filings() if one.is_consolidated}


def test_the_lists_of_both_levels_were_reconciled(cleanup):
    assert cleanup.upper_items.count() == 5
    assert cleanup.leads.exists()
    assert tally(cleanup).open_leads == 0


def test_likenesses_are_grouped(cleanup):
    groups = [
        {member["name"] for member in group.members} for group in cleanup.duplicate_groups.all()
    ]
    assert {"巴中市诚信经营企业评选", "巴中市诚信经营企业评比", "南江县诚信经营企业评选"} in groups


def test_bodies_bear_the_names_of_their_day(city):
    lead = Organization.objects.get(name="巴中市人力资源和社会保障局")
    region = Organization.objects.get(name="巴中市")

    assert name_on(lead, date(2010, 3, 1)) == "巴中市人事局"
    assert "恩阳区" not in {one.name for one in children_on(region, date(2010, 6, 1))}
    assert "恩阳区" in {one.name for one in children_on(region, date(2013, 6, 1))}


def test_three_people_administer_and_hold_nothing_else(city):
    posts = Post.objects.filter(user__username__in=["system", "security", "audit"])

    assert sorted(posts.values_list("role", flat=True)) == sorted(ADMINISTRATORS)
    assert posts.values("user").distinct().count() == 3


def test_leaders_and_offices_have_the_duties_of_the_notice(city):
    duties = Duty.objects.select_related("post__user")

    assert {duty.post.user.username for duty in duties} == {
        "principal",
        "leader",
        "examiner",
        "inspector",
    }
    assert all("巴人公〔2010〕10号" in duty.basis for duty in duties)


def test_both_documents_were_sent_and_two_units_have_yet_to_sign(city):
    owed = Receipt.objects.filter(received_at=None).select_related("organization", "document")

    assert Receipt.objects.count() == 2 * 28
    assert {(one.organization.name, one.document.number) for one in owed} == {
        ("巴中市教育局", "巴人公〔2010〕10号"),
        ("通江县人事局", "巴人公〔2010〕10号"),
    }


def test_the_book_of_all_that_holds(city):
    assert first_broken_entry() is None


def test_a_second_loading_finds_the_city_and_adds_nothing(city):
    before = (Entry.objects.count(), User.objects.count(), Filing.objects.count())

    assert is_loaded()
    assert load_city(lambda _: None) is False
    assert (Entry.objects.count(), User.objects.count(), Filing.objects.count()) == before


@pytest.mark.parametrize("account", accounts(), ids=lambda account: account.username)
def test_everybody_of_the_demo_meets_a_workbench(account, city, client, settings):
    settings.DEMO = True
    client.force_login(User.objects.get(username=account.username))

    page = client.get("/")

    assert page.status_code == 200
    assert "第一次来" in page.content.decode()


def test_the_exercise_leaves_something_to_do_for_each_link_of_the_chain(city, client):
    exercise = Campaign.objects.latest("opens_on")
    states = set(exercise.filings.values_list("state", flat=True))

    assert states == {FilingState.ENTERED, FilingState.FILED, FilingState.PROPOSED}
    waiting = {}
    for username in ("clerk", "examiner", "leader", "principal"):
        client.force_login(User.objects.get(username=username))
        waiting[username] = [one.title for one in client.get("/").context["waiting"]]
    assert all(waiting.values())
    assert "1项待甄别" in waiting["examiner"]
    assert exercise.declarations.filter(state=DeclarationState.COMPILING).count() == 3


def test_every_step_of_the_guide_opens_for_the_person_it_names(city, client, settings):
    settings.DEMO = True
    steps = steps_of_the_chain()

    assert [step.title for step in steps] == [
        "填报",
        "签字",
        "甄别",
        "复核",
        "审定",
        "答复",
        "报告",
    ]
    for step in steps:
        client.force_login(User.objects.get(username=step.account))
        assert client.get(step.url).status_code == 200, step.title


def test_every_step_of_commending_opens_for_the_person_it_names(city, client, settings):
    settings.DEMO = True
    steps = steps_of_commending()

    assert len(steps) == 7
    for step in steps:
        client.force_login(User.objects.get(username=step.account))
        assert client.get(step.url).status_code == 200, step.title


def test_on_the_edition_of_today_a_list_with_both_heads_is_not_signed(city):
    edition = Edition.objects.get(state=EditionState.OPEN)
    clerk, head = (User.objects.get(username=name) for name in ("clerk", "head"))
    unit = clerk.posts.get().organization
    handed_on = list(edition.nominations.filter(organization=unit, state="submitted"))
    slate = open_slate(SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit), by=clerk)
    compose_slate(slate, handed_on, by=clerk)
    submit_slate(slate, by=clerk)

    with pytest.raises(Refusal) as refusal:
        sign_slate(slate, opinion="同意推荐。", by=head)

    assert [finding.code for finding in refusal.value.findings] == ["ratio-exceeded"]
    change = proposal_for(roster_of(slate))
    assert change is not None
    assert change.touched == 1


def test_one_click_signs_in_as_somebody_of_the_demo(city, client, settings):
    settings.DEMO = True
    page = client.get(reverse("directory:login"))
    assert PASSWORD in page.content.decode()

    answer = client.post(reverse("demo_sign_in"), {"username": "clerk", "next": "/campaigns/"})

    assert answer.url == "/campaigns/"
    assert client.session["_auth_user_id"] == str(User.objects.get(username="clerk").pk)
    away = client.post(reverse("demo_sign_in"), {"username": "head", "next": "//elsewhere/"})
    assert away.url == "/"


def test_outside_the_demo_nobody_signs_in_with_one_click(city, client):
    page = client.get(reverse("directory:login"))

    assert PASSWORD not in page.content.decode()
    assert client.post(reverse("demo_sign_in"), {"username": "clerk"}).status_code == 404


def test_in_the_demo_too_only_its_own_people_do(city, client, settings):
    settings.DEMO = True

    assert client.post(reverse("demo_sign_in"), {"username": "filer-03"}).status_code == 404


def test_whoever_changed_a_password_signs_in_by_hand(city, client, settings):
    settings.DEMO = True
    factories.with_password(User.objects.get(username="clerk"))

    answer = client.post(reverse("demo_sign_in"), {"username": "clerk"})

    assert answer.url == reverse("directory:login")
