"""Pages of the province's answer, the catalogue of the year, and tables of applications."""

import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from honours.applications.models import Application, CatalogueEntry
from honours.applications.operations.answers import Reply, record_answers
from honours.applications.operations.catalogues import Issue, publish_catalogue
from honours.applications.vocabulary import Answer, ApplicationField, ApplicationState
from honours.directory.vocabulary import Level, Role
from honours.registry.operations.activities import Registration, register_activity
from honours.spreadsheets.reading import open_workbook
from tests.applications.conftest import FILLED
from tests.applications.test_catalogues import LATER, reply_document, waived
from tests.factories import official

__all__ = ["reply_document", "waived"]
NAME = FILLED[ApplicationField.NAME]


@pytest.fixture(autouse=True)
def april():
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def on_notice(reported, waived):
    return waived(reported)


@pytest.fixture
def entry(here, people, on_notice, reply_document):
    record_answers(
        [Reply(on_notice, Answer.AGREED)],
        document=reply_document,
        decided_on=LATER,
        by=people.examiner,
        on=LATER,
    )
    issue = Issue(here["巴中市"], 2023, LATER)
    return publish_catalogue(issue, [on_notice], by=people.examiner).entries.get()


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, *keys):
    return reverse(f"applications:{name}", args=keys)


def answered(application, document, **more):
    key = application.pk
    given = {"document": document.pk, "decided_on": "2023-04-18"}
    return given | {f"{name}_{key}": text for name, text in more.items()}


def test_the_answer_is_recorded_and_the_item_published(here, people, on_notice, reply_document):
    client = as_(people.examiner)
    page = client.get(url("application", on_notice.pk)).content.decode()
    assert f"{url('answers')}?ids={on_notice.pk}" in page
    shown = client.get(url("answers"), {"ids": on_notice.pk}).content.decode()
    assert NAME in shown

    given = answered(on_notice, reply_document, answer="agreed_adjusted", individuals="20")
    assert client.post(url("answers"), given).url == url("waiting")
    on_notice.refresh_from_db()
    assert (on_notice.state, on_notice.individuals) == (ApplicationState.APPROVED, 20)

    assert NAME in client.get(url("publish")).content.decode()
    published = {
        "place": here["巴中市"].pk,
        "year": 2023,
        "as_of": "2023-04-20",
        "items": [on_notice.pk],
    }
    answer = client.post(url("publish"), published)
    assert answer.url == url("issue", here["巴中市"].pk, 2023)
    assert NAME in client.get(answer.url).content.decode()


def test_an_adjusted_answer_without_its_elements_stays_on_the_page(
    people, on_notice, reply_document
):
    given = answered(on_notice, reply_document, answer="agreed_adjusted", note="名额从严")
    answer = as_(people.examiner).post(url("answers"), given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "须写明批复了哪些要素" in text
    assert "名额从严" in text


def test_a_document_without_any_answer_records_nothing(people, on_notice, reply_document):
    answer = as_(people.examiner).post(url("answers"), answered(on_notice, reply_document))
    assert answer.status_code == 200
    assert "没有填写任何一项" in answer.content.decode()


def test_an_empty_catalogue_is_not_published(here, people, reported):
    given = {"place": here["巴中市"].pk, "year": 2023, "as_of": "2023-04-20"}
    answer = as_(people.examiner).post(url("publish"), given)
    assert answer.status_code == 422
    assert "没有选择要公布的项目" in answer.content.decode()


def test_only_examiners_record_and_publish(people, reported):
    client = as_(people.filer)
    assert client.get(url("answers")).status_code == 403
    assert client.get(url("publish")).status_code == 403


def test_the_catalogue_is_read_by_whoever_works_here_and_by_no_administrator(here, people, entry):
    place = here["巴中市"].pk
    stranger = as_(official(here, Role.FILER, "巴中市卫生局"))
    assert NAME in stranger.get(url("issue", place, 2023)).content.decode()
    assert stranger.get(url("entry", entry.pk)).status_code == 404
    assert NAME not in stranger.get(url("catalogue")).content.decode()
    assert NAME in as_(people.filer).get(url("catalogue")).content.decode()
    assert as_(here.system_administrator).get(url("issue", place, 2023)).status_code == 403


def test_what_is_not_public_stays_with_those_it_belongs_to(here, people, entry):
    CatalogueEntry.objects.update(is_unlisted=True)
    place = here["巴中市"].pk
    stranger = as_(official(here, Role.FILER, "巴中市卫生局"))
    assert NAME not in stranger.get(url("issue", place, 2023)).content.decode()
    assert NAME in as_(people.examiner).get(url("issue", place, 2023)).content.decode()


def test_an_item_is_said_to_be_held(people, entry):
    client = as_(people.filer)
    assert url("hold", entry.pk) in client.get(url("entry", entry.pk)).content.decode()
    refused = client.post(url("hold", entry.pk), {"held_on": "2022-09-10"})
    assert refused.status_code == 422
    assert client.get(url("hold", entry.pk)).status_code == 200
    assert client.post(url("hold", entry.pk), {"held_on": "2023-04-10"}).status_code == 302
    assert "2023年4月10日" in client.get(url("entry", entry.pk)).content.decode()


def test_in_december_the_unit_explains_what_was_not_held(people, entry):
    with time_machine.travel("2023-12-05"):
        client = as_(people.head)
        assert "还没有开展的项目" in client.get(url("catalogue")).content.decode()
        assert as_(people.filer).get(url("explain", entry.pk)).status_code == 403
        assert client.get(url("explain", entry.pk)).status_code == 200
        client.post(url("explain", entry.pk), {"reason": "受灾停办"})
        assert "受灾停办" in client.get(url("entry", entry.pk)).content.decode()
        assert "还没有开展的项目" not in client.get(url("catalogue")).content.decode()


def test_what_waits_stands_on_the_workbench(people, entry, on_notice):
    page = as_(people.head).get(reverse("workbench")).content.decode()
    assert url("entry", entry.pk) in page


def table(*rows):
    text = "\n".join(",".join(row) for row in rows)
    return SimpleUploadedFile("申报表.csv", text.encode())


def handed_in(client, unit, file):
    return client.post(url("intake"), {"unit": unit.pk, "year": 2024, "file": file})


HEADINGS = ("申报类型", "台账项目名称", "项目名称", "主办单位(承办单位)", "集体名额")


def test_a_table_becomes_drafts_and_comes_back_with_its_faults(here, people):
    client, unit = as_(people.filer), here["通江县教育局"]
    assert client.get(url("intake")).status_code == 200
    answer = handed_in(
        client,
        unit,
        table(
            HEADINGS,
            ("设立", "", "通江县优秀学校", "通江县人民政府（通江县教育局）", "若干"),
            ("增设", "", "通江县优秀教师", "通江县人民政府", "3"),
            ("调整", "没有的项目", "通江县优秀班级", "通江县人民政府", "3"),
        ),
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "没有“增设”这种申报类型" in text
    assert "须指明台账中的项目" in text
    draft = Application.objects.get()
    assert (draft.name, draft.raw["collectives"]) == ("通江县优秀学校", "若干")

    marked = b"".join([client.get(url("marked", unit.pk)).content])
    sheets = open_workbook(marked, "标注.xlsx").sheets
    said = "".join(str(cell) for sheet in sheets for row in sheet.rows() for cell in row.cells)
    assert "集体名额" in said

    again = SimpleUploadedFile("标注.xlsx", marked)
    handed_in(client, unit, again)
    assert Application.objects.count() == 1


def test_an_item_of_the_register_is_found_by_its_name(here, people):
    unit = here["通江县教育局"]
    particulars = {"name": "通江县优秀班级", "level": Level.COUNTY}
    register_activity(Registration(unit, particulars), by=people.examiner, on=LATER)
    handed_in(
        as_(people.filer),
        unit,
        table(HEADINGS, ("退出", "", "通江县优秀班级", "通江县教育局", "")),
    )
    assert Application.objects.get().activity.name == "通江县优秀班级"


def test_a_table_without_applications_is_refused(here, people):
    answer = handed_in(
        as_(people.filer), here["通江县教育局"], table(("姓名", "单位"), ("甲", "乙"))
    )
    assert answer.status_code == 422
    assert "没有找到申报表" in answer.content.decode()


def test_a_number_of_another_unit_is_not_taken(here, people, draft):
    client = as_(people.city_filer)
    rows = table(("申报编号", "项目名称"), (str(draft.pk), "巴中市改名"))
    assert "隐藏的申报编号" in handed_in(client, here["巴中市教育局"], rows).content.decode()
    draft.refresh_from_db()
    assert draft.name == ""


def test_the_blank_table_is_headed_as_it_is_read(people):
    content = as_(people.filer).get(url("blank")).content
    sheet = open_workbook(io.BytesIO(content).getvalue(), "空白表.xlsx").sheets[0]
    said = [cell for row in sheet.rows() for cell in row.cells]
    assert {"申报类型", "项目名称", "主办单位", "是否收费"} <= set(said)


def test_tables_are_for_filers(people):
    client = as_(people.examiner)
    assert client.get(url("intake")).status_code == 403
    assert client.get(url("blank")).status_code == 403
