"""A file goes back with its faults marked, is corrected, and changes those rows and no others."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from xlsxwriter import Workbook

from honours.audit.models import Entry as BookEntry
from honours.campaigns.models import Filing, Upload
from honours.campaigns.vocabulary import UploadState
from honours.jobs.models import Job
from honours.jobs.operations import do_job
from honours.jobs.vocabulary import JobState
from honours.spreadsheets.reading import open_workbook
from tests.campaigns.conftest import EDUCATION
from tests.campaigns.test_uploads import sheet

HEADING = ["序号", "项目名称", "主办单位", "设立依据", "设立时间", "周期"]
ROWS = [
    ["1", "巴中市优秀教师", "市教育局", "《教师法》第三十三条", "2008年5月", "5年"],
    ["2", "巴中市优秀学生", "市教育局", "无", "2008年13月", "每年"],
    ["3", "巴中市先进学校", "市教育局", "无", "2009年", "2年"],
]


def corrected(marked, corrections):
    """The marked file as a person saves it: every sheet kept, some words typed over."""
    into = BytesIO()
    with Workbook(into, {"in_memory": True}) as book:
        for one in open_workbook(marked, "表.xlsx").sheets:
            page = book.add_worksheet(one.name)
            for number, values in one.values():
                page.write_row(number - 1, 0, [corrections.get(str(v), v) for v in values])
    return into.getvalue()


def sent(client, cleanup, content, name="登记表.xlsx"):
    """Send the file on the unit's page and let the worker read it."""
    url = reverse("campaigns:upload_file", args=[cleanup.campaign.pk, cleanup.here[EDUCATION].pk])
    response = client.post(url, {"file": SimpleUploadedFile(name, content)})
    job = Job.objects.latest("pk")
    assert response["Location"] == reverse("jobs:progress", args=[job.pk])
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.result["next_url"] == reverse("campaigns:upload", args=[job.arguments["upload_id"]])
    return Upload.objects.latest("pk")


@pytest.fixture
def unit(client, cleanup):
    client.force_login(cleanup.clerk)
    return client


def marked_file_of(client, upload):
    response = client.get(reverse("campaigns:marked", args=[upload.pk]))
    assert "filename*=UTF-8''" in response["Content-Disposition"]
    return response.content


def test_a_marked_file_sent_again_changes_the_corrected_rows_and_no_others(unit, cleanup):
    first = sent(unit, cleanup, sheet(ROWS, HEADING))
    told = unit.get(reverse("campaigns:upload", args=[first.pk])).content.decode()
    before = {filing.name: filing.pk for filing in Filing.objects.all()}
    marked = marked_file_of(unit, first)

    second = sent(
        unit,
        cleanup,
        corrected(marked, {"2008年13月": "2008年12月", "巴中市先进学校": "巴中市文明校园"}),
        "登记表（已标注）.xlsx",
    )

    assert (first.created, first.faulty, first.phase) == (2, 1, UploadState.READ)
    assert "2008年13月" in told
    assert (second.created, second.changed, second.unchanged, second.faulty) == (1, 1, 1, 0)
    after = {filing.name: filing.pk for filing in Filing.objects.all()}
    assert set(after) == {"巴中市优秀教师", "巴中市优秀学生", "巴中市文明校园"}
    assert after["巴中市优秀教师"] == before["巴中市优秀教师"]
    assert after["巴中市文明校园"] == before["巴中市先进学校"]
    amended = BookEntry.objects.filter(verb="campaigns.filing.amend")
    assert [entry.subject for entry in amended] == [f"campaigns.filing:{after['巴中市文明校园']}"]


def test_a_marked_file_sent_back_uncorrected_changes_nothing(unit, cleanup):
    first = sent(unit, cleanup, sheet(ROWS, HEADING))

    again = sent(unit, cleanup, marked_file_of(unit, first))

    assert (again.created, again.changed, again.unchanged, again.faulty) == (0, 0, 2, 1)
    assert Filing.objects.count() == 2
    assert set(Filing.objects.values_list("upload", flat=True)) == {first.pk}


def test_a_file_marked_twice_still_tells_its_rows_apart(unit, cleanup):
    first = sent(unit, cleanup, sheet(ROWS, HEADING))
    second = sent(unit, cleanup, marked_file_of(unit, first))

    third = sent(
        unit, cleanup, corrected(marked_file_of(unit, second), {"2008年13月": "2008年1月"})
    )

    assert (third.created, third.changed, third.unchanged, third.faulty) == (1, 0, 2, 0)
