"""Pages of documents and rules: what they show, to whom, at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.policies.models import Document
from honours.policies.operations.documents import (
    register_document,
)
from honours.policies.operations.receipts import send_document
from honours.policies.operations.rulebook import import_rulebooks
from tests.policies.conftest import LEAD
from tests.policies.samples import draft, import_shipped, rulebook

FORM = {
    "secrecy": "none",
    "number": "巴人公〔2010〕12号",
    "title": "关于反馈清理结果的通知",
    "issuer": "巴中市人事局",
    "level": "city",
    "kind": "own_document",
    "place": "5119",
    "issued_on": "2010-06-01",
    "clauses_text": "一｜将清理结果与业务主管部门见面。｜审核岗位反馈",
}


@pytest.mark.parametrize("name", ["documents", "register", "rules", "coverage"])
def test_nobody_reads_without_signing_in(client, db, name):
    assert client.get(reverse(f"policies:{name}")).status_code == 302


def test_documents_are_listed_with_their_force_on_the_day_asked(read):
    import_shipped()
    page = read("documents", query="?q=中办发")
    assert "中办发〔2010〕33号" in page
    assert "已失效" in page
    page = read("documents", query="?q=中办发&on=2012-01-01")
    assert "中办发〔2010〕33号" in page
    assert "中办发〔2018〕69号" not in page
    assert "已失效" not in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?level=city", "巴人公〔2010〕10号", "国办发〔2006〕102号"),
        ("?place=00", "国办发〔2006〕102号", "巴人公〔2010〕10号"),
        ("?place=37", "鲁评组办发〔2019〕2号", "巴人公〔2010〕10号"),
        ("?kind=law", "国家勋章和国家荣誉称号法", "巴人公〔2010〕10号"),
        ("?q=%E4%BA%8B%E4%B8%9A%E5%8D%95%E4%BD%8D", "事业单位工作人员奖励规定", "公务员奖励规定"),
    ],
)
def test_documents_are_filtered(read, query, shown, hidden):
    import_shipped()
    page = read("documents", query=query)
    assert shown in page
    assert hidden not in page


def test_a_day_that_is_none_is_told_in_the_list(read):
    assert "“明天”不是一个日期" in read("documents", query="?on=明天")


def test_the_list_of_documents_costs_the_same_for_one_row_and_for_many(read):
    import_rulebooks([rulebook()], by="tester")
    with CaptureQueriesContext(connection) as one:
        read("documents")
    import_shipped()
    with CaptureQueriesContext(connection) as many:
        read("documents", query="?place=00")
    # One more: beyond a page the rows are counted.
    assert len(many) <= len(one) + 1
    assert len(one) <= 12


def test_a_document_shows_its_clauses_values_and_links_both_ways(read):
    import_shipped()
    document = Document.objects.get(number="巴清联办〔2010〕5号")
    page = read("document", document.pk)
    assert "坚决撤销各种脱离实际" in page
    assert reverse("policies:rule", args=["fee_allowed"]) in page
    assert "国办发〔2006〕102号" in page
    assert "被<a" in page
    assert "2010年及月日为本系统演示所定" in page


def test_a_document_costs_the_same_with_one_clause_and_with_many(read):
    import_shipped()
    few, many = (
        Document.objects.get(number=number).pk
        for number in ("国办发〔2006〕102号", "中办发〔2010〕33号")
    )
    read("document", many)  # the first page of a session costs more
    assert _queries(read, "document", many) == _queries(read, "document", few)


def _queries(read, *page):
    with CaptureQueriesContext(connection) as queries:
        read(*page)
    return len(queries)


def test_a_document_whose_text_nobody_found_says_so(read):
    import_shipped()
    document = Document.objects.get(number="中办发〔2018〕69号")
    assert "没有取得全文和条号" in read("document", document.pk)


def test_a_draft_is_hidden_from_other_units(here, read, examiner):
    made = register_document(draft(), organization=here[LEAD], by=examiner)
    read("document", made.pk, status=404)


def test_an_examiner_registers_a_document_by_form(client, here, examiner):
    client.force_login(examiner)
    assert "登记文件" in client.get(reverse("policies:documents")).content.decode()
    assert client.get(reverse("policies:register")).status_code == 200
    answer = client.post(
        reverse("policies:register"), {**FORM, "organization": here[LEAD].pk}, follow=True
    )
    assert answer.status_code == 200
    made = Document.objects.get()
    assert "拟稿" in answer.content.decode()
    assert made.clauses.get().human_step == "审核岗位反馈"


def test_a_draft_is_corrected_by_the_same_form(client, here, examiner):
    made = register_document(draft(), organization=here[LEAD], by=examiner)
    client.force_login(examiner)
    address = reverse("policies:revise", args=[made.pk])
    page = client.get(reverse("policies:document", args=[made.pk])).content.decode()
    assert address in page
    assert "二｜逐一登记。｜审核岗位催报" in client.get(address).content.decode()
    filled = {**FORM, "organization": here[LEAD].pk}
    assert client.post(address, {**filled, "number": "巴人公〔〕1号"}).status_code == 422
    answer = client.post(address, filled, follow=True)
    assert "关于反馈清理结果的通知" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": "巴人公[2010]12号"}, "年份应当用六角括号"),
        ({"secrecy": "secret"}, "本系统不收任何涉密文件"),
        ({"clauses_text": "没有条号"}, "条款第1行"),
        ({"place": "巴中"}, "行政区划代码只有数字"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(client, here, examiner, changes, says):
    client.force_login(examiner)
    filled = {**FORM, "organization": here[LEAD].pk, **changes}
    answer = client.post(reverse("policies:register"), filled)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "关于反馈清理结果的通知" in page
    assert not Document.objects.exists()


def test_an_attempt_to_bring_in_something_classified_is_recorded(client, here, examiner):
    client.force_login(examiner)
    filled = {**FORM, "organization": here[LEAD].pk, "text": "机密★5年"}
    client.post(reverse("policies:register"), filled)
    told = Entry.objects.get(verb="workflow.attempt.refuse")
    assert (told.actor, told.detail["codes"]) == ("examiner", ["document-classified"])
    assert "机密" not in str(told.detail)


def test_a_clerk_has_no_unit_to_register_for(client, here, clerk):
    client.force_login(clerk)
    answer = client.post(reverse("policies:register"), {**FORM, "organization": here[LEAD].pk})
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_the_leader_issues_and_repeals_from_the_page(client, here, examiner, leader):
    made = register_document(draft(), organization=here[LEAD], by=examiner)
    client.force_login(leader)
    page = client.get(reverse("policies:document", args=[made.pk])).content.decode()
    assert reverse("policies:issue", args=[made.pk]) in page
    client.post(reverse("policies:issue", args=[made.pk]))
    repeal = reverse("policies:repeal", args=[made.pk])
    assert client.get(repeal).status_code == 200
    assert client.post(repeal, {"on": "2012-01-01"}).status_code == 422
    answer = client.post(repeal, {"on": "2012-01-01", "reason": "另有新规定。"}, follow=True)
    page = answer.content.decode()
    assert "已失效" in page
    assert "另有新规定。" in page


def test_whoever_may_not_issue_is_told_the_role(client, here, examiner, clerk, leader):
    made = register_document(draft(), organization=here[LEAD], by=examiner)
    client.force_login(examiner)
    answer = client.post(reverse("policies:issue", args=[made.pk]))
    assert answer.status_code == 403
    assert "分管领导" in answer.content.decode()


def test_a_document_is_sent_and_signed_for_on_its_page(client, here, issued, examiner, clerk):
    client.force_login(examiner)
    send = reverse("policies:send", args=[issued.pk])
    assert "巴中市教育局" in client.get(send).content.decode()
    due_on = timezone.localdate() + timedelta(days=5)
    to = [here["巴中市教育局"].pk, here["巴中市卫生局"].pk]
    answer = client.post(send, {"addressees": to, "due_on": due_on}, follow=True)
    assert "已发送2个单位" in answer.content.decode()
    client.force_login(clerk)
    page = client.get(reverse("policies:document", args=[issued.pk])).content.decode()
    mine = issued.receipts.get(organization=here["巴中市教育局"])
    assert reverse("policies:receive", args=[mine.pk]) in page
    answer = client.post(reverse("policies:receive", args=[mine.pk]), follow=True)
    assert "已签收" in answer.content.decode()
    theirs = issued.receipts.get(organization=here["巴中市卫生局"])
    assert client.post(reverse("policies:receive", args=[theirs.pk])).status_code == 403


def test_who_is_late_to_sign_is_shown_in_red(read, here, issued, examiner):
    today = timezone.localdate()
    due = [today, today + timedelta(days=30)]
    for unit, due_on in zip(("巴中市教育局", "巴中市卫生局"), due, strict=True):
        send_document(issued, to=[here[unit]], due_on=due_on, by=examiner)
    issued.receipts.filter(organization=here["巴中市教育局"]).update(
        due_on=today - timedelta(days=3)
    )
    page = read("document", issued.pk)
    assert "逾期3天未签收" in page
    assert "light-none" in page
    issued.receipts.update(due_on=today)
    assert "light-yellow" in read("document", issued.pk)


def test_a_list_can_be_taken_away_as_a_file(client, clerk):
    import_shipped()
    client.force_login(clerk)
    answer = client.get(reverse("policies:documents") + "?export=csv&place=5119")
    assert "巴人公〔2010〕10号" in b"".join(answer.streaming_content).decode()
    answer = client.get(reverse("policies:coverage") + "?export=xlsx")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
