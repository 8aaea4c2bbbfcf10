"""Spreadsheets as they come: good rows kept, faulty ones told, corrected ones changed alone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from xlsxwriter import Workbook

from honours.campaigns.forms import uploads as upload_forms
from honours.campaigns.models import ColumnMemory, Filing, Upload
from honours.campaigns.operations.uploads import confirm_columns, read_upload, receive_upload
from honours.campaigns.vocabulary import Undertaking, UploadState
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, LEAD

HEADING = ["序号", "项目名称", "主办单位", "设立依据", "周期"]
ROWS = [
    ["1", "巴中市优秀教师", "市教育局", "《教师法》第三十三条", "5年"],
    ["2", "巴中市优秀学生", "市教育局", "无", "每年"],
    ["合计", "2", "", "", ""],
]


def sheet(rows, heading=HEADING, title="巴中市评比达标表彰活动项目登记表"):
    into = BytesIO()
    with Workbook(into, {"in_memory": True}) as book:
        page = book.add_worksheet("登记表")
        for number, row in enumerate([[title], heading, *rows]):
            page.write_row(number, 0, row)
    return into.getvalue()


def sent(cleanup, content, unit=EDUCATION, by=None, name="登记表.xlsx"):
    return receive_upload(
        cleanup.campaign,
        cleanup.here[unit],
        file_name=name,
        content=content,
        by=by or cleanup.clerk,
    )


def test_title_rows_and_totals_are_no_filings_and_a_second_time_nothing_changes(cleanup):
    first = read_upload(sent(cleanup, sheet(ROWS)), by=cleanup.clerk)
    again = read_upload(sent(cleanup, sheet(ROWS)), by=cleanup.clerk)

    assert (first.created, first.faulty, first.phase) == (2, 0, UploadState.READ)
    assert sum(first.set_aside.values()) >= 1
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Filing.objects.filter(undertaking=Undertaking.OWN).count() == 2


def test_a_corrected_row_changes_alone(cleanup):
    read_upload(sent(cleanup, sheet(ROWS)), by=cleanup.clerk)
    corrected = [ROWS[0], [*ROWS[1][:4], "2年"]]

    again = read_upload(sent(cleanup, sheet(corrected)), by=cleanup.clerk)

    assert (again.created, again.changed, again.unchanged) == (0, 1, 1)
    assert Filing.objects.get(name="巴中市优秀学生").period_months == 24


def test_an_unsure_column_is_asked_once_for_each_issuer(cleanup):
    odd = ["序号", "项目名称", "主办单位", "甲", "周期"]
    upload = sent(cleanup, sheet(ROWS, odd))
    assert upload.phase == UploadState.MAPPING
    labels = dict.fromkeys(odd, "") | {"项目名称": "name", "甲": "basis", "周期": "period"}
    with pytest.raises(Refusal) as refusal:
        confirm_columns(upload, {"甲": "basis"}, by=cleanup.clerk)
    assert [finding.code for finding in refusal.value.findings] == ["name-column-missing"]

    read_upload(confirm_columns(upload, labels, by=cleanup.clerk), by=cleanup.clerk)

    assert sent(cleanup, sheet(ROWS, odd)).phase == UploadState.READING
    assert ColumnMemory.objects.get().organization == cleanup.here[EDUCATION]
    assert Filing.objects.get(name="巴中市优秀教师").basis_text == "《教师法》第三十三条"


def test_the_lead_bureaus_file_names_units_row_by_row(cleanup):
    heading = [*HEADING, "填报单位"]
    rows = [[*ROWS[0], EDUCATION], [*ROWS[1], HEALTH], ["3", "某奖", "某局", "无", "1年", "某局"]]
    upload = read_upload(
        sent(cleanup, sheet(rows, heading), LEAD, cleanup.examiner), by=cleanup.examiner
    )

    assert (upload.created, upload.faulty) == (2, 1)
    assert upload.faults.get().code == "unit-unknown"
    units = set(Filing.objects.values_list("organization__name", flat=True))
    assert units == {EDUCATION, HEALTH}


def test_a_unit_does_not_file_for_another_by_spreadsheet(cleanup):
    rows = [[*ROWS[0], HEALTH]]
    upload = read_upload(sent(cleanup, sheet(rows, [*HEADING, "填报单位"])), by=cleanup.clerk)
    assert (upload.created, upload.faulty) == (0, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("宏.xlsm", b"PK\x03\x04"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(600)),
        ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("空.csv", b""),
    ],
    ids=["macro", "broken", "encrypted", "empty"],
)
def test_what_cannot_be_taken_is_refused_beside_the_field(client, cleanup, name, content):
    client.force_login(cleanup.clerk)
    url = reverse("campaigns:upload_file", args=[cleanup.campaign.pk, cleanup.here[EDUCATION].pk])

    response = client.post(url, {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_says_how_large_and_what_to_do(client, cleanup, monkeypatch):
    monkeypatch.setattr(upload_forms, "FILE_BYTES", 10)
    client.force_login(cleanup.clerk)
    url = reverse("campaigns:upload_file", args=[cleanup.campaign.pk, cleanup.here[EDUCATION].pk])
    response = client.post(url, {"file": SimpleUploadedFile("大.xlsx", sheet(ROWS))})
    assert response.status_code == 422
    assert "超过20MB" in response.content.decode()


def test_rows_cost_queries_by_the_part_and_not_by_the_row(cleanup, django_assert_max_num_queries):
    def many(count):
        rows = [[str(n), f"巴中市先进{n}号", "市教育局", "无", "5年"] for n in range(count)]
        return sent(cleanup, sheet(rows))

    few, more = many(20), many(400)
    with django_assert_max_num_queries(40):
        read_upload(few, by=cleanup.clerk)
    with django_assert_max_num_queries(40):
        read_upload(more, by=cleanup.clerk)
    assert Filing.objects.count() == 400


def test_a_unit_that_was_not_called_upon_sends_nothing(cleanup):
    from_outside = "通江县教育局"
    with pytest.raises(Refusal) as refusal:
        sent(cleanup, sheet(ROWS), from_outside, _clerk_of(cleanup, from_outside))
    assert [finding.code for finding in refusal.value.findings] == ["unit-not-enlisted"]


def _clerk_of(cleanup, unit):
    return factories.official(cleanup.here, Role.FILER, unit)
