"""Pages of the lead bureau off the main road: stages, long work, all found at once, ways back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry as BookEntry
from honours.campaigns.models import Filing, Screening
from honours.campaigns.operations.decisions import (
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    cosign_resolution,
    record_resolution,
)
from honours.campaigns.operations.declarations import submit_declaration
from honours.campaigns.operations.feedback import notify_units
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    ResolutionState,
    Stage,
    Step,
)
from honours.directory.vocabulary import Role
from honours.jobs.models import Job
from honours.jobs.operations import do_job
from honours.jobs.vocabulary import JobState
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, JUDGED, LEAD, item
from tests.campaigns.test_chain import RESOLVED, resolve
from tests.campaigns.test_uploads import sheet


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def bureau(client, cleanup):
    client.force_login(cleanup.examiner)
    return client


@pytest.fixture
def screened(cleanup, filed):
    screen_filings(cleanup.campaign, filed, by=cleanup.examiner, on=JUDGED)
    return filed


def test_the_leader_opens_the_next_stage_after_being_asked(client, cleanup):
    client.force_login(cleanup.leader)
    url = at("move", cleanup.campaign.pk, "examine")
    asked = text(client.get(url))
    cleanup.campaign.refresh_from_db()
    before = cleanup.campaign.state
    done = client.post(url, {"confirmed": "yes"})
    cleanup.campaign.refresh_from_db()

    assert "转入审核公示" in asked
    assert (before, cleanup.campaign.state) == (Stage.SELF_CORRECTION, Stage.EXAMINATION)
    assert done["Location"] == at("campaign", cleanup.campaign.pk)


def finished(response):
    """The job that the page started, done."""
    job = Job.objects.latest("pk")
    assert response["Location"] == reverse("jobs:progress", args=[job.pk])
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    return job


def test_everything_on_the_desk_is_screened_in_the_background(bureau, cleanup, filed):
    pk = cleanup.campaign.pk
    chosen = finished(bureau.post(at("screen", pk), {"rules_on": "2010-06-01"}))
    finished(bureau.post(at("screen", pk), {"rules_on": "2010-02-30"}))

    assert (chosen.done, chosen.total) == (2, 2)
    assert chosen.result == {"filings": 2, "next_url": at("desk", pk)}
    days = Screening.objects.order_by("pk").values_list("rules_on", flat=True)
    assert list(days)[:2] == [JUDGED] * 2
    # No such day: the campaign's own last day judges instead.
    assert {day.isoformat() for day in list(days)[2:]} == {"2010-12-31"}


def test_duplicates_are_sought_in_the_background_and_shown_with_their_addresses(bureau, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    for name in ("巴中市先进教育工作者", "巴中市教育先进工作者表彰"):
        file_activity(declaration, item(name), by=cleanup.clerk)
    job = finished(bureau.post(at("search_duplicates", cleanup.campaign.pk)))
    page = text(bureau.get(at("duplicates", cleanup.campaign.pk)))

    assert job.result["groups"] == 1
    assert all(at("filing", filing.pk) in page for filing in Filing.objects.all())


def test_the_superiors_list_is_taken_from_its_spreadsheet(bureau, cleanup):
    rows = [
        ["1", "巴中市优秀教师", EDUCATION, "无", "5年", EDUCATION],
        ["2", "", "", "", "", ""],
        ["3", "巴中市白衣天使", HEALTH, "无", "每年", "某处"],
    ]
    content = sheet(rows, ["序号", "项目名称", "主办单位", "设立依据", "周期", "填报单位"])
    bureau.post(
        at("upper_list", cleanup.campaign.pk),
        {"source": "省清单", "file": SimpleUploadedFile("清单.xlsx", content), "items": "\n ；"},
    )

    items = cleanup.campaign.upper_items.order_by("pk")
    assert [(one.name, one.hosts, one.period_months) for one in items] == [
        ("巴中市优秀教师", [EDUCATION], 60),
        ("巴中市白衣天使", [HEALTH], 12),
    ]
    assert [one.organization for one in items] == [cleanup.here[EDUCATION], None]


def test_an_item_found_unfiled_is_entered_on_its_page(bureau, cleanup):
    response = bureau.post(
        at("unfiled", cleanup.campaign.pk),
        {
            "unit": cleanup.here[HEALTH].pk,
            "name": "巴中市白衣天使",
            "hosts": "巴中市卫生局",
            "basis_text": "",
            "remarks": "检查时发现。",
        },
    )

    filing = Filing.objects.get()
    assert response["Location"] == at("filing", filing.pk)
    assert (filing.is_found_unfiled, filing.organization) == (True, cleanup.here[HEALTH])


def test_lights_are_shown_and_exported_with_the_deed_in_the_book(bureau, cleanup, filed):
    url = at("matrix", cleanup.campaign.pk)
    red = text(bureau.get(url + "?only=red"))
    file = b"".join(bureau.get(url + "?only=red&export=csv").streaming_content).decode()

    assert "逾期" in red
    assert HEALTH in file
    assert "迟34天" in file
    entry = BookEntry.objects.get(verb="campaigns.matrix.export")
    assert entry.subject == cleanup.campaign.subject()


def test_the_list_is_exported_with_the_filter_in_the_book(bureau, cleanup, filed):
    url = at("filings", cleanup.campaign.pk) + "?called=教师&export=csv"
    file = b"".join(bureau.get(url).streaming_content).decode()

    assert "巴中市优秀教师" in file
    assert "十佳学校" not in file
    assert BookEntry.objects.filter(verb="campaigns.filing.export").count() == 1


def test_results_that_were_not_sent_back_yet_are_not_acknowledged(client, cleanup, filed):
    resolve(cleanup, filed)
    client.force_login(cleanup.head)
    response = client.post(at("acknowledge", cleanup.campaign.pk), {"ids": [filed[0].pk, "x"]})

    filed[0].refresh_from_db()
    assert response.status_code == 422
    assert filed[0].state == FilingState.DECIDED


def test_what_is_contested_is_shown_before_it_is_contested(client, cleanup, filed):
    resolve(cleanup, filed)
    notify_units(cleanup.campaign, by=cleanup.examiner, on=RESOLVED)
    client.force_login(cleanup.head)
    asked = text(client.get(at("contest", filed[1].pk)))

    assert "巴中市十佳学校评比" in asked
    assert "撤销" in asked


def test_the_clerk_takes_back_and_the_head_returns_a_declaration(client, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    file_activity(declaration, item("巴中市优秀教师"), by=cleanup.clerk)
    states = []
    for user, way, values in (
        (cleanup.clerk, "take_back", {}),
        (cleanup.head, "send_back", {"to": "compiling", "reason": "漏填一项。"}),
    ):
        declaration.refresh_from_db()
        submit_declaration(declaration, by=cleanup.clerk)
        client.force_login(user)
        done = client.post(at(way, "declaration", declaration.pk), values)
        declaration.refresh_from_db()
        states.append((done["Location"], declaration.state))

    assert states == [(at("declaration", declaration.pk), DeclarationState.COMPILING)] * 2


def test_a_lead_is_taken_back_on_its_page(bureau, lead):
    settled = lead.settle("confirm")
    done = bureau.post(at("take_back", "lead", settled.pk))

    settled.refresh_from_db()
    assert done["Location"] == at("lead", settled.pk)
    assert settled.state == "open"


def test_a_signed_resolution_is_sent_back_on_its_page(bureau, cleanup, screened):
    member = factories.official(cleanup.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
    accept_proposals(screened, by=cleanup.examiner)
    confirm_decisions(screened, by=cleanup.leader, on=JUDGED)
    draft = ResolutionDraft("决议", RESOLVED, "同意。", is_cosigned=True)
    drafted = record_resolution(cleanup.campaign, screened, draft, by=cleanup.examiner)
    signed = cosign_resolution(drafted, by=member)
    done = bureau.post(
        at("send_back", "resolution", signed.pk), {"to": "drafted", "reason": "文字有误。"}
    )

    signed.refresh_from_db()
    assert done["Location"] == at("resolution", signed.pk)
    assert signed.state == ResolutionState.DRAFTED


def test_what_was_just_saved_is_undone_from_the_next_card(bureau, cleanup, screened):
    card = at("card", cleanup.campaign.pk, screened[0].pk)
    following = bureau.post(card, {"outcome": "retain", "reason": ""}, follow=True)
    undo = following.context["just_done"]
    back = bureau.post(undo["url"], {"next_card": "yes"})
    nothing = bureau.get(at("desk", cleanup.campaign.pk) + f"?done={screened[0].pk}", follow=True)

    assert undo["name"] == "巴中市优秀教师"
    assert back["Location"] == card
    assert nothing.context["just_done"] is None
    assert set(Filing.objects.values_list("state", flat=True)) == {FilingState.FILED}


def test_a_step_due_soon_and_one_due_later_look_different(bureau, cleanup):
    today = timezone.localdate()
    steps = cleanup.campaign.steps
    steps.update(due_on=today + timedelta(days=30))
    steps.filter(step=Step.SURVEY).update(due_on=today + timedelta(days=3))

    file = b"".join(
        bureau.get(at("matrix", cleanup.campaign.pk) + "?export=csv").streaming_content
    ).decode()

    row = next(line for line in file.splitlines() if HEALTH in line).split(",")
    assert row[3].endswith('日到期"')
    assert all(cell.endswith('未到期"') for cell in row[4:])
    assert "逾期" not in file


def test_an_item_says_how_often_and_for_how_many_it_is(bureau, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    said = {}
    for months in (None, 1, 12, 18, 60):
        numbers = {"pool": 120, "fee_total": 1200, "collectives": 20, "individuals": 50}
        entry = item(f"巴中市先进{months}", period_months=months, **numbers)
        filing = file_activity(declaration, entry, by=cleanup.clerk)
        facts = bureau.get(at("filing", filing.pk)).context["facts"]
        said[months] = {fact.label: fact.value for fact in facts}

    periods = [said[months]["周期"] for months in (1, 12, 18, 60)]
    assert periods == ["每月一次", "每年一次", "每18个月一次", "每5年一次"]
    assert said[None]["周期"] not in periods
    assert said[1]["表彰名额"] == "集体20个，个人50名"
    assert (said[1]["参评总数"], said[1]["收费总额"]) == ("120", "1,200.00元")
