"""The pages of the room: what each shows, to whom, and that they do not slow down with rows."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.quotas.models import AllocationPlan, Movement
from honours.quotas.operations.holding import hold_place
from honours.quotas.operations.issuing import issue_places
from honours.quotas.vocabulary.places import PlanState
from honours.spreadsheets.streaming import write_table
from tests import factories
from tests.quotas.town import (
    CITY,
    COLLECTIVE,
    COUNTY,
    COUNTY_EDUCATION,
    EDITION,
    EDUCATION,
    HEALTH,
    LEAD,
    OTHER_COUNTY,
    PERSON,
    nomination,
    places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    opened = places()
    opened.issue(巴州区=5, 通江县=3)
    hold_place(EDITION, nomination(7), opened[COUNTY], PERSON, by=opened.clerk)
    return opened


@pytest.fixture
def signed_in(client, year):
    client.force_login(year.examiner)
    return client


def page(name, *more):
    return reverse(f"quotas:{name}", args=[EDITION, *more])


def shown(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def posted(client, address, **said):
    response = client.post(address, said)
    return response, response.content.decode()


def test_the_issuer_sees_every_row_and_the_sums(signed_in):
    told = shown(signed_in, page("ledger"))
    for name in (LEAD, COUNTY, OTHER_COUNTY, "合计"):
        assert name in told
    assert "已用0、占用1、可用75" in told
    assert "发放名额" in told
    assert "2010年度巴中市先进评选" in shown(signed_in, reverse("quotas:ledgers"))


def test_a_county_sees_its_own_row_and_those_below(client, year):
    issue_places(year.ledger, [year.order(COUNTY_EDUCATION, 2)], by=year.county_examiner)
    client.force_login(year.clerk)
    for address in (page("ledger"), page("journal")):
        told = shown(client, address)
        table = told[told.index("<tbody") :]
        assert COUNTY in table
        assert COUNTY_EDUCATION in table
        assert OTHER_COUNTY not in table
    assert "退回名额" in shown(client, page("ledger"))
    assert "收回名额" not in shown(client, page("ledger"))


def test_who_has_nothing_in_it_finds_no_ledger(client, year):
    stranger = factories.official(year.here, Role.FILER, HEALTH)
    for user in (stranger, year.here.system_administrator):
        client.force_login(user)
        for address in (page("ledger"), page("journal"), page("allocate"), page("authorise")):
            assert client.get(address).status_code == 404
        assert EDITION not in shown(client, reverse("quotas:ledgers"))


@pytest.mark.parametrize("name", ["ledger", "journal", "plans"])
def test_queries_do_not_grow_with_rows(signed_in, year, name):
    shown(signed_in, page(name))
    counts = []
    for unit in (EDUCATION, HEALTH):
        with CaptureQueriesContext(connection) as told:
            shown(signed_in, page(name))
        counts.append(len(told))
        issue_places(year.ledger, [year.order(unit, 2)], by=year.examiner)
    assert counts[0] == counts[1]


def test_the_table_and_the_journal_are_taken_as_files_and_that_is_recorded(signed_in):
    answer = signed_in.get(page("ledger") + "?export=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert [COUNTY, "个人", 5] in [[str(row[0]).strip("　"), row[1], row[2]] for row in rows]
    answer = signed_in.get(page("journal") + "?export=csv&verb=hold")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "第7号" in lines[1]
    taken = Entry.objects.filter(verb="quotas.ledger.export")
    assert sorted(entry.detail["kind"] for entry in taken) == ["csv", "xlsx"]


def test_the_journal_is_filtered_by_deed_kind_unit_and_day(signed_in):
    for query, there, absent in (
        ("verb=hold", "第7号", "通江县"),
        ("unit=通江", "通江县", "第7号"),
        ("kind=collective", "下达总额", "第7号"),
        ("at=2001", "<b>0</b>", "第7号"),
    ):
        told = shown(signed_in, f"{page('journal')}?{query}")
        listed = told[told.index('id="list"') :]
        assert there in listed
        assert absent not in listed


@pytest.mark.parametrize(
    ("verb", "said", "standing"),
    [
        ("issue", {"document": "分配表"}, {"available": 6}),
        ("recall", {"reason": "逾期"}, {"available": 2, "recalled": 2}),
        ("sanction", {"reason": "超比例", "document": "通报"}, {"available": 2, "sanctioned": 2}),
        ("reallocate", {"reason": "调剂"}, {"available": 2, "shifted_out": 2}),
        ("return", {"reason": "不需要"}, {"available": 2, "returned": 2}),
    ],
)
def test_each_deed_has_its_form(signed_in, year, verb, said, standing):
    address = page("deed", verb)
    shown(signed_in, address)
    chosen = {"organization": year[COUNTY].pk, "line": "person|", "places": 2, **said}
    if verb == "reallocate":
        chosen["to"] = year[OTHER_COUNTY].pk
    answer, _ = posted(signed_in, address, **chosen)
    assert answer.status_code == 302
    county = year.standing(COUNTY)
    assert {name: getattr(county, name) for name in standing} == standing


def test_a_refused_form_keeps_what_was_entered_and_says_why_beside_the_field(signed_in, year):
    address = page("deed", "recall")
    said = {"organization": year[COUNTY].pk, "line": "person|", "places": 9, "reason": "太多"}
    answer, told = posted(signed_in, address, **said)
    assert answer.status_code == 422
    assert "可用的个人名额只有4个，不能收回9个" in told
    assert 'value="9"' in told
    assert "太多" in told
    assert Entry.objects.filter(verb="workflow.attempt.refuse").exists()


def test_the_issuer_adds_places_that_a_document_grants(signed_in, year):
    shown(signed_in, page("authorise"))
    said = {"kind": "person", "title": "劳动模范", "places": 2, "document": "补充通知"}
    answer, _ = posted(signed_in, page("authorise"), **said)
    assert answer.status_code == 302
    assert year.standing(LEAD, title="劳动模范").available == 2
    assert posted(signed_in, page("authorise"), kind="person")[0].status_code == 422


def test_units_do_not_reach_the_deeds_of_the_issuer(client, year):
    client.force_login(year.clerk)
    for address in (page("deed", "issue"), page("authorise"), page("allocate")):
        assert client.get(address).status_code == 403
    client.force_login(year.examiner)
    assert client.get(page("deed", "steal")).status_code == 404
    year.examiner.posts.update(role=Role.LEADER_IN_CHARGE)
    assert client.get(page("deed", "return")).status_code == 403


TABLE = (
    "单位；人数；产值；最少；最多\n巴州区；700；30；；6\n通江县；250；20；；\n市教育局；50；0；1；"
)
ASKED = {
    "line": "person|",
    "total": 10,
    "method": "largest_remainder",
    "weights": "人数 50，产值 50",
    "document": "巴人社〔2010〕10号",
}


def test_an_allocation_is_computed_shown_kept_approved_and_issued(signed_in, year):
    assert "通江县；；；" in shown(signed_in, page("allocate"))
    answer, told = posted(signed_in, page("allocate"), **ASKED, table=TABLE)
    assert answer.status_code == 200
    assert "50%×本单位人数÷各单位人数合计" in told
    assert "第1轮：10个名额，3个单位" in told
    assert EDUCATION in told
    assert not AllocationPlan.objects.exists()
    answer, _ = posted(signed_in, page("allocate"), **ASKED, table=TABLE, keep="yes")
    plan = AllocationPlan.objects.get()
    address = reverse("quotas:plan", args=[plan.pk])
    assert answer["Location"] == address
    assert f"第{plan.pk}号" in shown(signed_in, page("plans"))
    assert "按此发放" not in shown(signed_in, address)
    leader = factories.official(year.here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction=CITY)
    signed_in.force_login(leader)
    assert "批准" in shown(signed_in, address)
    signed_in.post(reverse("quotas:move_plan", args=[plan.pk, "approve"]))
    signed_in.force_login(year.examiner)
    issue = reverse("quotas:move_plan", args=[plan.pk, "issue"])
    answer, told = posted(signed_in, issue)
    assert "将10个个人名额发给下列单位" in told
    assert AllocationPlan.objects.get().state == PlanState.APPROVED
    posted(signed_in, issue, confirmed="yes")
    assert AllocationPlan.objects.get().state == PlanState.ISSUED
    assert year.standing(COUNTY).issued == 5 + 6
    assert leader.name in shown(signed_in, address)
    assert signed_in.post(reverse("quotas:move_plan", args=[plan.pk, "eat"])).status_code == 404


def test_a_sheet_that_is_sent_comes_back_as_text_to_correct(signed_in):
    sent = io.BytesIO()
    rows = [("巴州区", 700, 9), ("通江县", 300, ""), ("合计", 999, "")]
    write_table(["单位", "人数", "最多"], rows, sent, title="依据表")
    file = SimpleUploadedFile("依据.xlsx", sent.getvalue())
    answer, told = posted(signed_in, page("allocate"), **{**ASKED, "weights": "", "file": file})
    assert answer.status_code == 200
    assert "巴州区；700；；9" in told
    assert "合计印作999，各行相加是1000" in told


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"table": ""}, "请填写依据表"),
        ({"table": "甲；乙"}, "没有找到写着“单位”的表头"),
        ({"weights": "人数 40"}, "权重"),
        ({"table": TABLE.replace("通江县", "某某县")}, "某某县"),
        ({"total": 0}, "不能小于1"),
        ({"file": "big"}, "超过5MB"),
    ],
)
def test_what_cannot_be_computed_is_said_and_what_was_typed_stays(
    signed_in, monkeypatch, said, why
):
    if said.get("file"):
        monkeypatch.setattr("honours.quotas.forms.FILE_BYTES", 3)
        said = {"file": SimpleUploadedFile("大.xlsx", b"0123456789")}
    answer, told = posted(signed_in, page("allocate"), **{**ASKED, "table": TABLE, **said})
    assert answer.status_code == 422
    assert why in told
    assert "巴人社〔2010〕10号" in told


@pytest.mark.parametrize("method", ["sainte_lague", "dhondt", "adams"])
def test_divisor_methods_show_their_quotients(signed_in, method):
    said = {**ASKED, "method": method, "table": TABLE}
    _, told = posted(signed_in, page("allocate"), **said)
    assert "末位商" in told
    assert "余数位次" not in told


def test_who_hands_out_for_two_chooses_for_which(client, year):
    issue_places(year.ledger, [year.order(OTHER_COUNTY, 1, COLLECTIVE)], by=year.examiner)
    factories.appointed(year.here, year.county_examiner, Role.EXAMINER, OTHER_COUNTY)
    client.force_login(year.county_examiner)
    assert COUNTY_EDUCATION in shown(client, page("allocate"))
    told = shown(client, f"{page('allocate')}?giver={year[OTHER_COUNTY].pk}")
    assert "通江县教育局；" in told
    assert "巴州区教育局；" not in told


def test_ties_are_told(signed_in):
    said = {**ASKED, "weights": "", "total": 3, "table": "单位；人数\n巴州区；1\n通江县；1\n\n；"}
    _, told = posted(signed_in, page("allocate"), **said)
    assert "巴州区、通江县对最后的名额条件相同" in told


def test_nothing_moves_by_looking(signed_in, year):
    before = Movement.objects.count()
    for verb in ("issue", "recall", "reallocate", "sanction", "return"):
        shown(signed_in, page("deed", verb))
    assert Movement.objects.count() == before
