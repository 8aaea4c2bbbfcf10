"""The pages of applications: begun, written by two, handed on, returned, compared, printed."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.applications.models import Application
from honours.applications.operations import chain
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.operations.sharing import Paper, attach_basis
from honours.applications.vocabulary import ApplicationField, ApplicationKind, ApplicationState
from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from tests.applications.conftest import FILLED, TODAY
from tests.factories import official
from tests.policies.samples import import_shipped

NAME, SCOPE = ApplicationField.NAME, ApplicationField.SCOPE
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(TODAY):
        yield


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, application, *more):
    return reverse(f"applications:{name}", args=[application.pk, *more])


def typed(edit=0, **fields):
    """A post of the whole form: the page had shown every one of these fields empty."""
    given = {ApplicationField[name].value: text for name, text in fields.items()}
    edits = {f"edit_{code}": edit for code in given}
    return {**given, **edits, "shown": json.dumps(dict.fromkeys(given, ""))}


def test_an_application_is_begun_and_opens_its_form(here, people):
    unit = here["通江县教育局"]
    client = as_(people.filer)
    assert client.get(reverse("applications:begin")).status_code == 200
    answer = client.post(
        reverse("applications:begin"),
        {"organization": unit.pk, "application_kind": "set_up", "year": 2024},
    )
    begun = Application.objects.get()
    assert answer.url == url("draft", begun)
    assert client.get(answer.url).status_code == 200


def test_what_does_not_fit_the_kind_is_told_and_nothing_is_begun(here, people):
    answer = as_(people.filer).post(
        reverse("applications:begin"),
        {"organization": here["通江县教育局"].pk, "application_kind": "adjust", "year": 2024},
    )
    assert answer.status_code == 422
    assert "须指明台账中的项目" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_field_is_saved_as_one_types_and_judged_at_once(draft, people):
    import_shipped()
    answer = as_(people.filer).post(
        url("save", draft), {"charges_fee": "是", "edit_charges_fee": 0}, headers=HTMX
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "draft-saved"
    assert "已自动保存" in text
    assert "巴清联办〔2010〕5号" in text
    assert 'name="edit_charges_fee"' in text
    draft.refresh_from_db()
    assert draft.raw["charges_fee"] == "是"


def test_what_cannot_be_read_is_kept_as_it_was_typed(draft, people):
    client = as_(people.filer)
    client.post(url("save", draft), {"planned_on": "等通知", "edit_planned_on": 0}, headers=HTMX)
    page = client.get(url("draft", draft)).content.decode()
    assert 'value="等通知"' in page
    assert "所填文字已经保留" in page


def test_two_people_in_one_field_see_both_texts_and_choose(draft, people):
    ours, theirs = as_(people.filer), as_(people.colleague)
    theirs.post(url("save", draft), {"name": "同事写的", "edit_name": 0}, headers=HTMX)

    answer = ours.post(url("save", draft), {"name": "我写的", "edit_name": 0}, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(one in text for one in ("同事写的", "我写的", "保留我的", "采用现有内容"))

    whole = typed(NAME="我写的", SCOPE="全县")
    refused = ours.post(url("draft", draft), whole)
    assert refused.status_code == 422
    assert 'value="我写的"' in refused.content.decode()
    draft.refresh_from_db()
    assert (draft.raw.get("name"), draft.raw.get("scope")) == ("同事写的", None)

    taken = ours.post(url("draft", draft), {**whole, "take": "name"})
    assert taken.status_code == 302
    draft.refresh_from_db()
    assert (draft.raw["name"], draft.raw["scope"]) == ("同事写的", "全县")

    kept = ours.post(url("draft", draft), {**whole, "edit_name": draft.edit, "keep": "name"})
    assert kept.status_code == 302
    draft.refresh_from_db()
    assert draft.raw["name"] == "我写的"


def test_two_tabs_of_one_person_do_not_overwrite_each_other(draft, people):
    client = as_(people.filer)
    first, second = (
        client.get(url("draft", draft)).content.decode().split('name="page" value="')[1][:12]
        for _ in range(2)
    )
    assert first != second
    client.post(url("save", draft), {"name": "甲", "edit_name": 0, "page": first}, headers=HTMX)

    answer = client.post(
        url("save", draft), {"name": "乙", "edit_name": 0, "page": second}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "您自己在另一个页面" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.raw["name"] == "甲"


def test_what_one_has_not_touched_does_not_undo_what_the_other_wrote(draft, people):
    as_(people.colleague).post(url("save", draft), {"name": "新名", "edit_name": 0}, headers=HTMX)
    answer = as_(people.filer).post(url("draft", draft), typed(NAME="", SCOPE="全县"))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.raw["name"], draft.raw["scope"]) == ("新名", "全县")


def test_what_stands_against_handing_on_is_told_beside_each_field(draft, people):
    answer = as_(people.filer).post(url("draft", draft), {**typed(SCOPE="全县"), "deed": "submit"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert (
        "“项目名称”没有填写。" in text.partition('id="said-name"')[2].partition("draft-field")[0]
    )
    draft.refresh_from_db()
    assert (draft.state, draft.raw["scope"]) == ("draft", "全县")
    assert Entry.objects.filter(verb="workflow.attempt.refuse").exists()


def test_a_complete_application_is_handed_on(filled, people):
    answer = as_(people.filer).post(url("draft", filled), {"deed": "submit"})
    assert answer.url == url("application", filled)
    filled.refresh_from_db()
    assert filled.state == ApplicationState.SUBMITTED


def test_the_chain_is_walked_over_the_pages(filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)
    steps = (
        (people.head, "sign_to_county", {}),
        (people.county_examiner, "examine_in_county", {"opinion": "属实"}),
        (people.county_leader, "propose_for_county", {"opinion": ""}),
        (people.examiner, "study", {"reason": "符合条件"}),
        (people.leader, "agree", {"opinion": ""}),
        (people.examiner, "report", {"number": "巴评组〔2023〕4号", "on": "2023-03-01"}),
    )
    for who, verb, given in steps:
        client = as_(who)
        page = client.get(url("application", filled)).content.decode()
        assert url("move", filled, verb) in page, verb
        assert client.get(url("move", filled, verb)).status_code == 200
        answer = client.post(url("move", filled, verb), given)
        assert answer.status_code == 302, verb
    filled.refresh_from_db()
    assert filled.state == ApplicationState.REPORTED
    page = as_(people.examiner).get(url("application", filled)).content.decode()
    assert f"{reverse('notices:draft')}?subject={filled.subject()}" in page


def test_a_report_without_its_number_is_refused_at_the_field(at_city, people):
    chain.study_application(at_city, opinion="同意上报。", by=people.examiner)
    chain.agree_application(at_city, by=people.leader)
    answer = as_(people.examiner).post(
        url("move", at_city, "report"), {"number": "", "on": "2023-03-01"}
    )
    assert answer.status_code == 422
    assert 'id="id_number_error"' in answer.content.decode()


def test_a_step_nobody_knows_or_of_another_state_is_not_made(filled, people):
    client = as_(people.filer)
    assert client.get(url("move", filled, "publish")).status_code == 404
    assert client.post(url("move", filled, "study"), {"reason": "好"}).status_code == 422


def returned(application, people, **fields):
    """Sent back over the page, with a reason beside each field."""
    given = {f"why_{ApplicationField[name].value}": why for name, why in fields.items()}
    client = as_(people.examiner)
    assert client.get(url("return", application)).status_code == 200
    return client.post(
        url("return", application), {"to": "draft", "reason": "请修改后再报", **given}
    )


def test_returned_fields_are_open_with_their_reason_and_the_others_only_read(at_city, people):
    assert returned(at_city, people, SCOPE="范围过宽").status_code == 302
    client = as_(people.filer)
    page = client.get(url("draft", at_city)).content.decode()
    assert "范围过宽" in page
    assert 'name="scope"' in page
    assert 'name="name"' not in page
    assert FILLED[NAME] in page
    client.post(url("draft", at_city), typed(1, SCOPE="县属学校"))
    sneaked = client.post(url("save", at_city), {"name": "改名", "edit_name": 9}, headers=HTMX)
    assert sneaked.status_code == 200
    at_city.refresh_from_db()
    assert (at_city.raw["scope"], at_city.name) == ("县属学校", FILLED[NAME])


def test_a_return_to_the_writers_without_fields_is_refused(at_city, people):
    answer = returned(at_city, people)
    assert answer.status_code == 422
    assert "须列明要修改的栏目" in answer.content.decode()


def test_versions_are_compared_in_words(at_city, people):
    returned(at_city, people, SCOPE="范围过宽")
    client = as_(people.filer)
    client.post(url("draft", at_city), {**typed(1, SCOPE="全县中小学"), "deed": "submit"})
    page = client.get(url("versions", at_city), {"earlier": 1, "later": 3}).content.decode()
    assert "第1版与第3版" in page
    assert "〔删〕</span>教育系统" in page
    assert "〔增〕</span>中小学" in page
    alike = client.get(url("versions", at_city), {"earlier": 1, "later": 2}).content.decode()
    assert "各栏内容相同" in alike


def test_one_version_cannot_be_compared(draft, people):
    assert "还不能对照" in as_(people.filer).get(url("versions", draft)).content.decode()


def test_ones_own_step_is_taken_back(filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)
    client = as_(people.filer)
    assert url("take_back", filled) in client.get(url("application", filled)).content.decode()
    assert client.get(url("take_back", filled)).status_code == 200
    assert client.post(url("take_back", filled), {"opinion": "再改一处"}).status_code == 302
    filled.refresh_from_db()
    assert filled.state == ApplicationState.DRAFT
    assert url("take_back", filled) not in client.get(url("application", filled)).content.decode()


def test_colleagues_are_invited_and_dismissed(draft, people):
    client = as_(people.filer)
    assert client.get(url("invite", draft)).status_code == 200
    client.post(url("invite", draft), {"user": people.head.pk, "part": "drafter"})
    part = draft.contributors.get(user=people.head)
    saved = as_(people.head).post(url("save", draft), {"name": "县里", "edit_name": 0})
    assert saved.status_code == 200
    client.post(url("dismiss", draft, part.pk))
    assert not draft.contributors.filter(user=people.head).exists()
    assert as_(people.head).get(url("invite", draft)).status_code == 403


def test_the_text_of_the_basis_is_attached_opened_and_taken_back(draft, people):
    client = as_(people.filer)
    file = SimpleUploadedFile("依据.pdf", b"%PDF-1.4\n%%EOF\n")
    assert client.get(url("attach", draft)).status_code == 200
    assert client.post(url("attach", draft), {"file": file}).status_code == 302
    page = client.get(url("application", draft)).content.decode()
    assert "依据.pdf" in page
    key = int(page.partition(f"/{draft.pk}/papers/")[2].partition("/")[0])
    assert b"%PDF" in as_(people.county_examiner).get(url("paper", draft, key)).content
    assert Entry.objects.filter(
        verb="applications.application.open_paper", actor="county_examiner"
    ).exists()
    assert as_(people.head).get(url("attach", draft)).status_code == 403
    client.post(url("detach", draft, key))
    assert "依据.pdf" not in client.get(url("application", draft)).content.decode()


def test_a_draft_never_submitted_is_discarded_and_no_other(draft, at_city, people):
    client = as_(people.filer)
    assert client.post(url("discard", at_city)).status_code == 422
    again = begin_application(
        Request(ApplicationKind.SET_UP, draft.organization, 2023), by=people.filer, on=TODAY
    )
    assert client.post(url("discard", again)).status_code == 302
    assert not Application.objects.filter(pk=again.pk).exists()


@pytest.mark.parametrize("form", ["weinan", "shandong"])
def test_the_official_form_is_printed(filled, people, form):
    client = as_(people.filer)
    page = client.get(url("print", filled), {"form": form}).content.decode()
    headings = {
        "weinan": ("申报单位(盖章)", "主办单位(承办单位)", "参评总数", "表彰形式"),
        "shandong": ("政策依据", "符合参评条件的集体和个人总数", "奖励办法", "组织领导"),
    }
    assert all(f'<th scope="row">{heading}</th>' in page for heading in headings[form])
    assert "集体120个，个人3000名" in page
    assert client.get(url("pdf", filled, form)).content.startswith(b"%PDF")


def test_the_form_of_the_place_is_shown_first(filled, people):
    page = as_(people.filer).get(url("print", filled)).content.decode()
    assert "通江县人民政府（通江县教育局）" in page
    assert as_(people.filer).get(url("pdf", filled, "other")).status_code == 404


def test_strangers_find_nothing(here, at_city):
    other = as_(official(here, Role.FILER, "巴中市卫生局"))
    for name in ("application", "draft", "versions", "print", "return", "take_back"):
        assert other.get(url(name, at_city)).status_code == 404, name
    assert str(at_city) not in other.get(reverse("applications:applications")).content.decode()


def test_the_lists_show_what_is_mine_what_waits_and_all(at_city, people):
    shown = {
        (who, name): FILLED[NAME]
        in as_(getattr(people, who)).get(reverse(f"applications:{name}")).content.decode()
        for who in ("filer", "examiner", "county_examiner")
        for name in ("own", "waiting", "applications")
    }
    assert shown == {
        ("filer", "own"): True,
        ("filer", "waiting"): False,
        ("filer", "applications"): True,
        ("examiner", "own"): False,
        ("examiner", "waiting"): True,
        ("examiner", "applications"): True,
        ("county_examiner", "own"): False,
        ("county_examiner", "waiting"): False,
        ("county_examiner", "applications"): True,
    }


def test_an_export_is_written_in_the_book(at_city, people):
    answer = as_(people.examiner).get(reverse("applications:applications"), {"export": "csv"})
    assert FILLED[NAME].encode() in b"".join(answer.streaming_content)
    assert Entry.objects.filter(verb="applications.application.export").exists()


def test_the_empty_list_says_by_when_to_apply(here, people):
    import_shipped()
    page = as_(people.filer).get(reverse("applications:own")).content.decode()
    assert "还没有申报" in page
    assert "报送期限" in page
    assert "没有查到本地现行的报送期限规定" in page
    assert reverse("applications:begin") in page


def test_many_are_studied_and_reported_at_once(here, people, at_city):
    second = begin_application(
        Request(ApplicationKind.SET_UP, here["通江县教育局"], 2023), by=people.filer, on=TODAY
    )
    client = as_(people.examiner)
    bulk = reverse("applications:bulk", args=["study"])
    ticked = {"ids": [at_city.pk, second.pk]}
    assert bulk in client.get(reverse("applications:waiting")).content.decode()
    listed = client.post(bulk, ticked).content.decode()
    assert FILLED[NAME] in listed
    assert client.post(bulk, {**ticked, "confirmed": "yes", "reason": ""}).status_code == 422
    answer = client.post(bulk, {**ticked, "confirmed": "yes", "reason": "同意"}, follow=True)
    assert "1份" in answer.content.decode()
    at_city.refresh_from_db()
    second.refresh_from_db()
    assert (at_city.state, second.state) == ("studied", "draft")
    assert client.post(bulk, {}).status_code == 302
    assert client.post(reverse("applications:bulk", args=["approve"])).status_code == 404


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_lists_cost_the_same_for_one_and_for_three(here, people, filled):
    clients = [as_(people.filer), as_(people.examiner)]
    lists = [reverse(f"applications:{name}") for name in ("own", "waiting", "applications")]
    one = [queries_of(client, address) for client in clients for address in lists]
    for number in (2, 3):
        more = begin_application(
            Request(ApplicationKind.SET_UP, here["通江县教育局"], 2023), by=people.filer, on=TODAY
        )
        save_draft(more, {NAME: f"通江县第{number}项"}, version=0, by=people.filer)
    assert [queries_of(client, address) for client in clients for address in lists] == one


def test_pages_of_one_cost_the_same_with_more_beside_it(filled, people):
    client = as_(people.filer)
    pages = [url(name, filled) for name in ("application", "draft")]
    one = [queries_of(client, address) for address in pages]
    for number in range(3):
        paper = Paper(f"{number}.pdf", b"%PDF-1.4\n%%EOF\n")
        attach_basis(filled, paper, by=people.filer)
    assert [queries_of(client, address) for address in pages] == one
