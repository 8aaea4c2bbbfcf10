"""A unit's own pages: items typed in, changed, taken out; none at all; filed again; files sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from honours.campaigns.models import ColumnMemory, Declaration, Filing, UnitTask, Upload
from honours.campaigns.operations.filings import file_activity, return_filing
from honours.campaigns.vocabulary import DeclarationState, FilingState, Step, UploadState
from honours.directory.vocabulary import Role
from honours.jobs.models import Job
from honours.jobs.operations import do_job
from honours.registry.models import Activity
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, LEAD, item
from tests.campaigns.test_uploads import HEADING, ROWS, sent, sheet

TYPED = {
    "undertaking": "own",
    "name": "巴中市优秀教师",
    "kind": "commendation",
    "hosts": "巴中市教育局",
    "basis_text": "无",
    "period": "每年",
}


@pytest.fixture
def declaration(cleanup):
    return cleanup.declaration_of(EDUCATION)


@pytest.fixture
def unit(client, cleanup):
    client.force_login(cleanup.clerk)
    return client


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def test_one_item_after_another_is_typed_in(unit, declaration):
    url = at("enter", declaration.pk)
    again = unit.post(url, {**TYPED, "again": "yes"})
    last = unit.post(url, {**TYPED, "name": "巴中市优秀学生"})
    faulty = unit.post(url, {**TYPED, "name": "", "remarks": "市里要求"})

    assert again["Location"] == url
    assert last["Location"] == at("declaration", declaration.pk)
    assert faulty.status_code == 422
    assert "市里要求" in faulty.content.decode()
    assert list(declaration.filings.order_by("pk").values_list("sequence", flat=True)) == [1, 2]


def test_a_typed_item_is_changed_on_its_form_which_shows_what_was_typed(unit, declaration):
    unit.post(at("enter", declaration.pk), {**TYPED, "charges_fee": "true"})
    filing = Filing.objects.get()
    url = at("amend", filing.pk)
    shown = unit.get(url).content.decode()
    done = unit.post(url, {**TYPED, "name": "巴中市优秀班主任", "charges_fee": "false"})

    filing.refresh_from_db()
    assert "巴中市优秀教师" in shown
    assert "每年" in shown
    assert done["Location"] == at("declaration", declaration.pk)
    assert (filing.name, filing.charges_fee) == ("巴中市优秀班主任", False)


def test_what_was_typed_survives_where_a_filed_item_can_no_longer_be_changed(unit, filed):
    refused = unit.post(at("amend", filed[0].pk), {**TYPED, "name": "改过的名称"})

    filed[0].refresh_from_db()
    assert refused.status_code == 422
    assert "改过的名称" in refused.content.decode()
    assert "退回" in refused.content.decode()
    assert filed[0].name == "巴中市优秀教师"


def test_an_item_is_taken_out_only_after_asking(unit, cleanup, declaration):
    filing = file_activity(declaration, item("误填"), by=cleanup.clerk)
    url = at("discard", filing.pk)
    asked = unit.post(url).content.decode()
    assert "误填" in asked
    assert Filing.objects.exists()

    done = unit.post(url, {"confirmed": "yes"})

    assert done["Location"] == at("declaration", declaration.pk)
    assert not Filing.objects.exists()


def test_a_unit_with_none_says_so_takes_it_back_and_has_it_signed(unit, cleanup, declaration):
    zero = at("zero", declaration.pk)
    states = []
    for is_zero in ("yes", "no", "yes"):
        unit.post(zero, {"is_zero": is_zero})
        states.append(Declaration.objects.get(pk=declaration.pk).is_zero_return)
    unit.post(at("submit", declaration.pk))
    unit.force_login(cleanup.head)
    asked = unit.get(at("sign", declaration.pk)).content.decode()
    unit.post(at("sign", declaration.pk), {"confirmed": "yes"})

    declaration.refresh_from_db()
    assert states == [True, False, True]
    assert "零报告：本单位没有评比达标表彰活动" in asked
    assert declaration.state == DeclarationState.SIGNED
    assert not declaration.campaign.tasks.filter(
        organization=declaration.organization, done_on=None
    ).exists()


def test_a_finished_survey_is_told_on_the_units_page(unit, declaration):
    unit.post(at("survey", declaration.pk))

    task = UnitTask.objects.get(organization=declaration.organization, step=Step.SURVEY)
    assert task.done_on is not None
    assert unit.get(at("declaration", declaration.pk)).context["surveyed"] == task


def test_an_item_returned_alone_is_filed_again_on_the_units_page(unit, cleanup, filed):
    return_filing(filed[0], reason="周期有误。", by=cleanup.examiner)
    unit.force_login(cleanup.head)
    page = unit.get(at("declaration", filed[0].declaration_id))
    offered = [row["filing"].pk for row in page.context["filings"] if row["may_refile"]]

    done = unit.post(at("refile", filed[0].pk))

    filed[0].refresh_from_db()
    assert offered == [filed[0].pk]
    assert done["Location"] == at("declaration", filed[0].declaration_id)
    assert filed[0].state == FilingState.FILED
    assert Activity.objects.count() == 2


ODD = ["序号", "项目名称", "主办单位", "甲", "周期"]


def test_columns_are_confirmed_on_their_page_and_then_the_file_is_read(unit, cleanup):
    upload = sent(cleanup, sheet(ROWS, ODD))
    url = at("columns", upload.pk)
    led = unit.get(at("upload", upload.pk))
    form = unit.get(url).context["form"]
    labels = {field.label: name for name, field in form.fields.items()}
    chosen = {name: form.fields[name].initial for name in form.fields}

    nameless = unit.post(url, {**chosen, labels["项目名称"]: ""})
    confirmed = unit.post(url, {**chosen, labels["甲"]: "basis"})
    job = Job.objects.get()
    do_job(job.pk)

    upload.refresh_from_db()
    assert led["Location"] == url
    assert nameless.status_code == 422
    assert "项目名称" in nameless.content.decode()
    assert confirmed["Location"] == reverse("jobs:progress", args=[job.pk])
    assert (upload.phase, upload.created) == (UploadState.READ, 2)
    assert ColumnMemory.objects.get().mapping["甲"] == "basis"


def test_a_file_with_an_unsure_column_leads_to_the_page_that_asks(unit, cleanup):
    url = at("upload_file", cleanup.campaign.pk, cleanup.here[EDUCATION].pk)
    response = unit.post(url, {"file": SimpleUploadedFile("表.xlsx", sheet(ROWS, ODD))})

    assert response["Location"] == at("columns", Upload.objects.get().pk)
    assert not Job.objects.exists()


def test_the_lead_bureau_sends_one_file_for_all_units(client, cleanup):
    client.force_login(cleanup.examiner)
    rows = [[*ROWS[0], EDUCATION], [*ROWS[1], HEALTH]]
    url = at("upload_file", cleanup.campaign.pk, cleanup.here[LEAD].pk)
    page = client.get(url)
    content = sheet(rows, [*HEADING, "填报单位"])
    client.post(url, {"file": SimpleUploadedFile("汇总.xlsx", content)})
    do_job(Job.objects.get().pk)
    listed = client.get(at("consolidated", cleanup.campaign.pk)).content.decode()

    assert page.context["cancel_url"] == at("campaign", cleanup.campaign.pk)
    assert Upload.objects.get().created == 2
    assert "汇总.xlsx" in listed


def test_a_unit_that_was_not_called_upon_is_told_so_beside_its_file(client, cleanup):
    client.force_login(factories.official(cleanup.here, Role.FILER, LEAD))
    url = at("upload_file", cleanup.campaign.pk, cleanup.here[LEAD].pk)
    response = client.post(url, {"file": SimpleUploadedFile("表.xlsx", sheet(ROWS))})

    assert response.status_code == 422
    assert "不在本次清理的填报单位之列" in response.content.decode()
    assert not Upload.objects.exists()


def test_the_blank_form_can_be_filled_and_sent_as_it_is(unit, cleanup):
    response = unit.get(at("template"))

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:2] == b"PK"
    assert sent(cleanup, response.content).phase == UploadState.READING
