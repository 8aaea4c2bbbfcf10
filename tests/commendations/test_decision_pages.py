"""The pages of deciding: drafted, looked at, issued, printed, packed, and what it is made of."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Certificate, Decision, Honour
from honours.commendations.operations.choosing import choose
from honours.commendations.operations.editions import review_edition
from honours.commendations.vocabulary import DecisionState, EditionState
from honours.jobs.models import Job
from honours.quotas.models import Movement
from tests.commendations.climbing import NUMBER, noticed, reviewed_twice, unit_slate
from tests.commendations.decided import issued
from tests.commendations.nominees import submitted
from tests.commendations.town import EDUCATION

WORDS = {
    "heading": "巴中市人民政府关于表彰2010年度先进工作者的决定",
    "issuers": "巴中市人民政府",
    "preamble": "一年来，涌现出一批先进典型。",
}


def url(name, *arguments):
    return reverse(f"commendations:{name}", args=arguments)


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(datetime(2010, 12, 20, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def chosen(here, edition):
    """Two teachers chosen, put to the public, no decision drafted yet."""
    agreed = {"consent_given_on": "2010-09-05"}
    nominations = [submitted(edition, here[EDUCATION], here.clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, nominations, unit=EDUCATION)
    reviewed_twice(here, edition, nominations)
    review_edition(edition, by=here.examiner)
    choose(edition, nominations, by=here.examiner)
    return nominations


def test_a_decision_is_drafted_corrected_and_issued_through_its_pages(
    here, edition, chosen, client
):
    client.force_login(here.examiner)
    shown = client.get(url("decisions")).content.decode()
    assert url("draft_decision", edition.pk) in shown
    refused = client.post(url("draft_decision", edition.pk), {**WORDS, "preamble": ""})
    assert refused.status_code == 422
    client.post(url("draft_decision", edition.pk), WORDS)
    found = Decision.objects.get()
    text = client.get(url("decision", found.pk)).content.decode()
    assert "签发以前还要解决" in text
    assert "决定授予" in text
    noticed(here, edition)
    text = client.get(url("decision", found.pk)).content.decode()
    assert "可以签发" in text
    client.post(url("amend_decision", found.pk), {**WORDS, "issuers": "巴中市人民政府\n\n"})
    assert client.get(url("move_decision", found.pk, "submit")).status_code == 200
    client.post(url("move_decision", found.pk, "submit"))
    client.force_login(here.principal)
    address = url("move_decision", found.pk, "issue")
    wrong = client.post(address, {"number": "巴府发[2010]28号", "on": "2010-12-20"})
    assert wrong.status_code == 422
    assert "巴府发[2010]28号" in wrong.content.decode()
    assert client.post(address, {"number": NUMBER, "on": "2010-12-20"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.number) == (DecisionState.ISSUED, NUMBER)
    assert Honour.objects.count() == 2


def test_a_decision_goes_back_to_whoever_drafted_it(here, edition, chosen, client):
    client.force_login(here.examiner)
    client.post(url("draft_decision", edition.pk), WORDS)
    found = Decision.objects.get()
    client.post(url("move_decision", found.pk, "submit"))
    client.force_login(here.principal)
    assert client.get(url("return_decision", found.pk)).status_code == 200
    client.post(url("return_decision", found.pk), {"reason": "标题不准确。"})
    found.refresh_from_db()
    assert found.state == DecisionState.DRAFT


def test_a_draft_is_seen_by_those_over_the_body_alone(here, edition, chosen, client):
    client.force_login(here.examiner)
    client.post(url("draft_decision", edition.pk), WORDS)
    found = Decision.objects.get()
    client.force_login(here.county_examiner)
    assert client.get(url("decision", found.pk)).status_code == 404
    assert client.get(url("draft_decision", edition.pk)).status_code == 403
    assert client.get(url("move_decision", found.pk, "abolish")).status_code == 404


def test_the_word_file_is_the_very_paper_whose_digest_was_kept(here, edition, client):
    found = issued(here, edition)
    client.force_login(here.clerk)
    answer = client.get(url("decision_paper", found.pk))
    assert sha256(answer.content).hexdigest() == found.docx_digest
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        assert "word/document.xml" in opened.namelist()


def test_the_composition_shows_each_share_with_both_numbers(here, edition, client):
    found = issued(here, edition)
    client.force_login(here.examiner)
    text = client.get(url("composition", found.pk)).content.decode()
    for word in ("签发时的构成", "县处级干部", "女性", "少数民族", "中共党员", "行政级别", "地区"):
        assert word in text
    assert "2010-12-20" in text


def test_certificates_are_printed_in_the_background_and_handed_to_the_body(here, edition, client):
    found = issued(here, edition)
    client.force_login(here.examiner)
    assert client.get(url("certificates", found.pk)).status_code == 404
    answer = client.post(url("print_certificates", found.pk))
    call_command("work", once=True)
    job = Job.objects.latest("pk")
    assert answer.url == reverse("jobs:progress", args=[job.pk])
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    printed = client.get(url("certificates", found.pk))
    assert printed.content.startswith(b"%PDF")
    assert "下载荣誉证书（2份）.pdf" in client.get(url("decision", found.pk)).content.decode()
    client.force_login(here.clerk)
    assert client.get(url("certificates", found.pk)).status_code == 403
    assert client.post(url("print_certificates", found.pk)).status_code == 403


def test_the_archive_package_lists_every_file_with_its_digest_and_closes_the_edition(
    here, edition, client
):
    found = issued(here, edition)
    client.force_login(here.examiner)
    assert client.post(url("close_edition", found.pk)).status_code == 422
    client.post(url("build_archive", found.pk))
    call_command("work", once=True)
    assert Job.objects.latest("pk").state == "done"
    answer = client.get(url("archive", found.pk))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        names = set(opened.namelist()) - {"manifest.json"}
        assert names == set(manifest["files"])
        for name in names:
            assert manifest["files"][name]["sha256"] == sha256(opened.read(name)).hexdigest()
        notices = json.loads(opened.read("公示.json"))
        journal = list(
            csv.DictReader(io.StringIO(opened.read("名额台账.csv").decode("utf-8-sig")))
        )
    first = Movement.objects.filter(ledger__subject=edition.subject()).order_by("pk")[0]
    assert journal[0]["时间"] == f"{timezone.localtime(first.at):%Y-%m-%d %H:%M:%S}"
    numbers = set(edition.nominations.values_list("number", flat=True))
    assert {row["事项"] for row in journal} - {""} <= numbers
    assert {"表彰决定.docx", "荣誉名册.xlsx", "推荐汇总表.xlsx", "名额台账.csv"} <= names
    assert any(name.startswith("公示证明/") for name in names)
    assert manifest["decision"] == NUMBER
    assert notices[0]["carriers"][0]["place"] == "市人社局公告栏"
    assert entries_about(edition.subject()).filter(verb="commendations.edition.open_archive")
    client.post(url("close_edition", found.pk))
    edition.refresh_from_db()
    assert edition.state == EditionState.ARCHIVED
    client.force_login(here.clerk)
    assert client.get(url("archive", found.pk)).status_code == 403


def test_the_pages_ask_no_more_of_the_database_for_three_than_for_one(here, edition, client):
    found = issued(here, edition, persons=3)
    client.force_login(here.examiner)
    pages = [url("decision", found.pk), url("decisions"), url("roll"), url("public_roll")]
    client.get(pages[0])
    counted = []
    for left in (3, 1):
        gone = [honour.pk for honour in Honour.objects.order_by("pk")[left:]]
        Certificate.objects.filter(honour__in=gone).delete()
        Honour.objects.filter(pk__in=gone).delete()
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            counts.append(len(asked))
        counted.append(counts)
    assert counted[0] == counted[1]


def test_a_day_to_come_is_refused(here, edition, chosen, client):
    noticed(here, edition)
    client.force_login(here.examiner)
    client.post(url("draft_decision", edition.pk), WORDS)
    found = Decision.objects.get()
    client.post(url("move_decision", found.pk, "submit"))
    client.force_login(here.principal)
    later = date(2999, 1, 1)
    answer = client.post(
        url("move_decision", found.pk, "issue"), {"number": NUMBER, "on": later.isoformat()}
    )
    assert answer.status_code == 422
    assert "日期还没有到" in answer.content.decode()
