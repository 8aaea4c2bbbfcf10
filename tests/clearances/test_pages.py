"""The pages behind the login: who sees them, what they do, how much they ask of the database."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.clearances.checks.answers import AnswerGiven
from honours.clearances.models import (
    ClearanceLink,
    ClearanceRequest,
    Disqualifier,
    DisqualifierHit,
    MatrixRow,
    Waiver,
)
from honours.clearances.operations.asking import send_requests
from honours.clearances.vocabulary import Opinion
from honours.directory.vocabulary import Role
from tests import factories
from tests.clearances.answering import answered
from tests.clearances.conftest import CITY, IDENTITY, LEAD, cadre, head
from tests.clearances.test_answer_pages import PDF, SIGNED
from tests.clearances.town import clearances_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def examiner(client, asking):
    client.force_login(asking.examiner)
    return client


def url(name, *args):
    return reverse(f"clearances:{name}", args=args)


def text_of(response):
    return response.content.decode()


def asked(asking, number=1, **changes):
    return asking.ask(head(number), **{"only": frozenset({"tax"})} | changes)[0]


def test_the_list_shows_persons_by_a_mask_and_exports_them_so(examiner, asking):
    asked(asking)

    page = examiner.get(url("requests"))
    file = b"".join(examiner.get(url("requests"), {"export": "csv"}).streaming_content).decode()

    assert "赵*1" in text_of(page)
    assert "赵企1" not in text_of(page) + file
    assert "赵*1" in file
    assert Entry.objects.filter(verb="clearances.clearancerequest.export").exists()


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ({"state": "answered"}, 1),
        ({"opinion": "unfit"}, 1),
        ({"stands": "adverse"}, 1),
        ({"stands": "stale"}, 1),
        ({"stands": "late"}, 1),
        ({"q": "部门:税务"}, 2),
        ({"q": "征求日期:2018"}, 0),
        ({"q": "对象类别:企业负责人"}, 2),
    ],
)
def test_the_list_is_filtered_by_its_address(examiner, asking, question, count):
    answered(asking, [asked(asking)], AnswerGiven(Opinion.UNFIT, "欠税。"))
    asked(asking, 2)

    page = examiner.get(url("requests"), question)

    assert text_of(page).count('id="row-') == count


def test_the_list_costs_as_many_queries_for_three_as_for_one(examiner, asking):
    counts = []
    for number in (1, 2, 3):
        asked(asking, number)
        with CaptureQueriesContext(connection) as run:
            examiner.get(url("requests"))
        counts.append(len(run))

    assert counts[1] == counts[2]  # the first visit begins a session


def test_the_links_and_the_matrix_cost_the_same_however_many_there_are(examiner, asking):
    counts = {name: [] for name in ("links", "matrix", "disqualifiers")}
    for number in (1, 2, 3):
        asking.issue([asked(asking, number)])
        for name, found in counts.items():
            with CaptureQueriesContext(connection) as run:
                assert examiner.get(url(name)).status_code == 200
            found.append(len(run))

    assert all(found[1] == found[2] for found in counts.values())


def test_a_batch_is_asked_and_sent_in_two_pages(examiner, asking):
    given = {
        "organization": asking.here[LEAD].pk,
        "asked_on": "2019-05-06",
        "due_on": "2019-05-20",
        "objects": f"赵企；甲厂；厂长；企业负责人；；commendations.nomination:1\n"
        f"钱干；某局；科长；机关事业单位干部+党政领导干部；{IDENTITY}；\n\n孙厂;;;企业",
    }
    drawn = examiner.post(url("ask"), given, follow=True)
    made = list(ClearanceRequest.objects.order_by("pk"))
    ids = [request.pk for request in made]
    shown = examiner.post(url("send"), {"ids": ids})
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    sent = examiner.post(url("send"), {"ids": ids, "confirmed": "yes", "expires_on": day})

    assert "已拟制4件" in text_of(drawn)
    assert "向4个部门各生成一个答复链接" in text_of(shown)
    assert text_of(sent).count("/clearances/answer/") == ClearanceLink.objects.count() == 4
    assert sent["Cache-Control"] == "no-store"
    assert {request.state for request in ClearanceRequest.objects.all()} == {"sent"}
    assert "巴中市税务局" in text_of(examiner.get(url("links")))


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        ("；甲厂；；企业", "第1行没有名称"),
        ("赵企；甲厂；厂长；老板", "不在可选之列"),
        (f"甲厂；；；企业；{IDENTITY}", "是集体，不填身份证号码"),
        ("钱干；某局；科长；机关事业单位干部；511902198001011239", "第1行"),
        ("\n".join(["赵企；甲厂；厂长；企业负责人"] * 201), "最多200个"),
        ("农民；某村；；一线职工、农民", "没有需要发出"),
    ],
)
def test_faulty_lines_of_a_batch_are_told(examiner, asking, objects, said):
    given = {
        "organization": asking.here[LEAD].pk,
        "asked_on": "2019-05-06",
        "due_on": "2019-05-20",
        "objects": objects,
    }

    response = examiner.post(url("ask"), given)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not ClearanceRequest.objects.exists()


def test_nothing_ticked_and_a_day_past_are_told(examiner, asking):
    request = asked(asking)

    nothing = examiner.post(url("send"), {}, follow=True)
    past = examiner.post(
        url("send"), {"ids": [request.pk], "confirmed": "yes", "expires_on": "2019-01-01"}
    )

    assert "请勾选" in text_of(nothing)
    assert past.status_code == 422
    assert "失效时间已过" in text_of(past)


def test_one_question_is_worked_on_from_its_page(examiner, asking):
    request = asked(asking)
    send_requests([request], by=asking.examiner)
    page = text_of(examiner.get(url("request", request.pk)))
    assert "登记书面答复" in page

    chased = examiner.post(url("chase", request.pk), follow=True)
    faulty = examiner.post(url("paper", request.pk), SIGNED | {"opinion": "unfit"})
    scan = SimpleUploadedFile("意见表.pdf", PDF)
    entered = examiner.post(
        url("paper", request.pk),
        SIGNED
        | {"valid_until": "2019-12-31", "opinion": "unfit", "statement": "欠税。", "scan": scan},
        follow=True,
    )
    again = examiner.post(
        url("again", request.pk), {"asked_on": "2019-06-01", "due_on": "2019-06-10"}, follow=True
    )

    assert "逾期" in text_of(chased)
    assert faulty.status_code == 422
    assert "须写明具体情况" in text_of(faulty)
    assert "欠税。" in text_of(entered)
    assert "意见表.pdf" in text_of(entered)
    assert "已拟制重新征求" in text_of(again)


def test_a_file_is_opened_by_whoever_sees_the_question_and_written_down(examiner, asking):
    [issued] = asking.issue([asked(asking)])
    given = SIGNED | {"opinion_1": "no_objection", "scan": SimpleUploadedFile("a.pdf", PDF)}
    examiner.post(reverse("clearances:answer", args=[issued.token]), given)
    request = ClearanceRequest.objects.get()
    page = text_of(examiner.get(url("request", request.pk)))
    address = page.split('href="')[1:]
    [file] = [one.split('"')[0] for one in address if "/files/" in one]

    response = examiner.get(file)

    assert response.content == PDF
    assert Entry.objects.filter(verb="clearances.clearancerequest.open_file").exists()
    assert examiner.get(url("file", request.pk, 999)).status_code == 404


def test_a_question_is_withdrawn_from_its_page(examiner, asking):
    request = asked(asking)

    examiner.get(url("chase", request.pk))
    response = examiner.post(url("withdraw", request.pk), {"reason": "撤下。"}, follow=True)

    assert "已撤回" in text_of(response)


def test_a_leader_notes_why_a_body_is_waived(client, asking):
    request = asked(asking)
    client.force_login(asking.leader)

    given = {"body": request.body_id, "reason": "无此项业务。"}
    response = client.post(url("waive", request.pk), given, follow=True)

    assert "无此项业务。" in text_of(response)
    assert Waiver.objects.get().about == request.about


def test_what_is_tied_to_no_record_cannot_be_waived(client, asking):
    loose = head().__class__("", "赵企", head().kinds)
    request = asking.ask(loose)[0]
    client.force_login(asking.leader)

    assert client.get(url("waive", request.pk)).status_code == 404


@pytest.mark.parametrize(
    ("asked_on", "is_sealed", "shown", "hidden"),
    [
        (date(2017, 5, 8), False, ["巴中市工商行政管理局意见", "初审用，不盖章"], ["盖章处"]),
        (date(2019, 5, 6), True, ["巴中市市场监督管理局意见", "局盖章处"], ["工商"]),
    ],
)
def test_the_printed_form_bears_the_name_of_the_day_and_its_seal_place(
    examiner, asking, asked_on, is_sealed, shown, hidden
):
    wanted = frozenset({"industry_commerce"})
    request = asked(asking, only=wanted, asked_on=asked_on, is_sealed_round=is_sealed)

    page = text_of(examiner.get(url("printed_form", request.pk)))

    assert "企业负责人征求意见表" in page
    assert all(word in page for word in shown)
    assert not any(word in page for word in hidden)


def test_the_paper_alone_carries_the_whole_number_and_the_book_says_who_took_it(examiner, asking):
    [request] = asking.ask(cadre(), only=frozenset({"discipline_supervision"}))

    assert IDENTITY not in text_of(examiner.get(url("request", request.pk)))
    assert IDENTITY in text_of(examiner.get(url("printed_form", request.pk)))
    entry = Entry.objects.get(verb="clearances.clearancerequest.print")
    assert entry.actor == asking.examiner.username


def test_an_answered_form_is_printed_with_its_answer(examiner, asking):
    request = asked(asking)
    answered(asking, [request], AnswerGiven(Opinion.OBJECTION, "正在稽查。"))

    page = text_of(examiner.get(url("printed_form", request.pk)))

    assert "☑有不同意见" in page
    assert "正在稽查。" in page


def test_the_matrix_shows_what_applied_on_a_day_in_a_place(examiner, asking):
    old = text_of(examiner.get(url("matrix"), {"day": "2010-10-01", "place": "3701"}))
    new = text_of(examiner.get(url("matrix"), {"day": "2021-07-01", "place": "3701"}))
    odd = examiner.get(url("matrix"), {"day": "2021-13-01"})

    assert "环境保护局" in old.partition("各行")[0]
    assert "生态环境局" in new.partition("各行")[0]
    assert "待核" in new.partition("参照口径")[2]
    assert odd.status_code == 200


def test_a_row_is_added_and_ended_on_pages(examiner, asking):
    given = {
        "kind": "enterprise",
        "body": asking.body("audit_office").pk,
        "is_required": "on",
        "document": "某办法",
        "clause": "第一条",
        "place": CITY,
        "since": "2012-01-01",
    }
    added = examiner.post(url("add_row"), given, follow=True)
    twice = examiner.post(url("add_row"), given)
    row = MatrixRow.objects.get(document="某办法")
    ended = examiner.post(url("end_row", row.pk), {"until": "2015-12-31"}, follow=True)

    assert "已增补" in text_of(added)
    assert twice.status_code == 422
    assert "已停用" in text_of(ended)


def test_a_bar_is_added_recorded_lifted_and_ended_on_pages(examiner, asking):
    law = {
        "ground_name": "安全生产被一票否决",
        "certifier": asking.body("work_safety").pk,
        "document": "某办法",
        "clause": "第二条",
        "place": CITY,
        "since": "2012-01-01",
    }
    examiner.post(url("add_disqualifier"), law)
    bar = Disqualifier.objects.get(document="某办法")
    held = {
        "organization": asking.here[LEAD].pk,
        "disqualifier": bar.pk,
        "about": "commendations.nomination:1",
        "object_name": "赵企一",
        "happened_on": "2019-01-01",
        "evidence": "巴应急函〔2019〕1号。",
    }
    early = examiner.post(url("record_hit"), held | {"happened_on": "2011-01-01"})
    examiner.post(url("record_hit"), held)
    hit = DisqualifierHit.objects.get()
    listed = text_of(examiner.get(url("disqualifiers")))
    examiner.post(url("lift_hit", hit.pk), {"on": "2019-07-01", "reason": "已整改。"})
    examiner.post(url("end_disqualifier", bar.pk), {"until": "2020-12-31"})
    hit.refresh_from_db()
    bar.refresh_from_db()

    assert early.status_code == 422
    assert "赵*一" in listed
    assert "赵企一" not in listed
    assert (hit.lifted_on, bar.until) == (date(2019, 7, 1), date(2020, 12, 31))


def test_a_link_is_revoked_from_its_page(examiner, asking):
    [issued] = asking.issue([asked(asking)])

    assert "停用链接" in text_of(examiner.get(url("link", issued.link.pk)))
    examiner.post(url("revoke", issued.link.pk))

    assert "停用链接" not in text_of(examiner.get(url("link", issued.link.pk)))
    assert ClearanceLink.objects.get().revoked_at is not None


def test_a_collective_is_shown_by_its_name(examiner, asking):
    ground = {"document": "某办法", "clause": "一", "place": CITY, "since": "2012-01-01"}
    body = {"kind": "enterprise", "body": asking.body("tax").pk, "is_required": "on"}
    examiner.post(url("add_row"), ground | body)
    factory = head().__class__("x", "巴中市甲厂", (type(head().kinds[0]).ENTERPRISE,))
    asking.ask(factory)

    assert "巴中市甲厂" in text_of(examiner.get(url("requests")))


@pytest.mark.parametrize("role", [Role.FILER, Role.HEAD, Role.CONFERENCE_MEMBER])
def test_who_does_not_handle_such_questions_finds_none(client, asking, role):
    request = asked(asking)
    client.force_login(factories.official(asking.here, role, LEAD, jurisdiction="巴中市"))

    assert "赵*1" not in text_of(client.get(url("requests")))
    for name in ("request", "paper", "again", "withdraw", "chase", "waive", "printed_form"):
        assert client.get(url(name, request.pk)).status_code == 404
    for name in ("ask", "add_row", "record_hit", "add_disqualifier"):
        assert client.get(url(name)).status_code == 403


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("again", {"asked_on": "2019-06-10", "due_on": "2019-06-01"}),
        ("withdraw", {"reason": ""}),
        ("waive", {"body": "", "reason": ""}),
    ],
)
def test_what_cannot_be_done_keeps_its_form(client, asking, name, change):
    request = asked(asking)
    answered(asking, [request])
    client.force_login(asking.leader if name == "waive" else asking.examiner)

    assert client.post(url(name, request.pk), change).status_code == 422


@pytest.mark.parametrize("name", ["add_disqualifier", "end_disqualifier", "lift_hit", "end_row"])
def test_forms_of_bars_and_rows_open_empty(examiner, asking, name):
    town = clearances_in(asking.here[LEAD], asking.examiner, asking.leader)
    args = {"end_disqualifier": town.bar, "lift_hit": town.hit, "end_row": town.row}

    response = examiner.get(url(name, *([args[name].pk] if name in args else [])))

    assert response.status_code == 200


def test_a_file_that_is_too_large_is_told_before_it_is_read(examiner, asking, monkeypatch):
    monkeypatch.setattr("honours.clearances.forms.answers.FILE_BYTES", 10)
    request = asked(asking)
    send_requests([request], by=asking.examiner)
    scan = SimpleUploadedFile("意见表.pdf", PDF)

    given = SIGNED | {"opinion": "no_objection", "scan": scan}
    response = examiner.post(url("paper", request.pk), given)

    assert response.status_code == 422
    assert "超过8MB" in text_of(response)


def test_a_paper_answer_may_come_without_its_scan(examiner, asking):
    request = asked(asking)
    send_requests([request], by=asking.examiner)

    examiner.post(url("paper", request.pk), SIGNED | {"opinion": "no_objection"})

    assert ClearanceRequest.objects.get().state == "answered"


def test_the_shipped_rows_are_brought_in_by_a_command_once(db, capsys):
    call_command("import_clearances")
    call_command("import_clearances")

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("共新增部门")
    assert "没有新增" in second
