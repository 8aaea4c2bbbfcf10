"""Pages of objections: of the public without account, and of those who handle them."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.notices.models.objections import Objection, PublicAttempt
from honours.notices.operations.objections_handling import Acceptance, accept_objection
from honours.notices.operations.objections_messages import write_message
from honours.notices.vocabulary import Naming, ObjectionState
from tests import factories
from tests.notices.objection_desk import (
    CONTENT,
    EDUCATION,
    LEAD,
    NAME,
    NUMBER,
    PERSONAL,
    TELEPHONE,
    desk_in,
    today,
)

CODE = re.compile(r"(?:[2-9A-HJ-NP-Z]{5}-){4}[2-9A-HJ-NP-Z]{5}")
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture
def desk(db):
    return desk_in(factories.city())


def text_of(response):
    return response.content.decode()


def address(name, *args):
    return reverse(f"notices:{name}", args=args)


def typed(desk, **known):
    usual = {
        "entry": str(desk.entry.pk),
        "ground": "untrue_deeds",
        "content": CONTENT,
        "naming": "named",
        "party": "person",
        "name": NAME,
        "telephone": TELEPHONE,
        "identity_number": NUMBER,
    }
    return {**usual, **known}


def sent(client, desk, *, after=10, **known):
    """The public form, opened and sent so many seconds later."""
    page = address("object", desk.notice.public_key)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        opened = text_of(client.get(page))
    token = re.search(r'name="form_token"\s+value="([^"]+)"', opened).group(1)
    with time_machine.travel(now + timedelta(seconds=after), tick=False):
        return client.post(page, typed(desk, form_token=token, **known))


# The public.


def test_somebody_objects_without_account_and_follows_it_to_an_appeal(client, desk):
    receipt = sent(client, desk)
    assert receipt.status_code == 200
    assert "no-store" in receipt["Cache-Control"]
    code = CODE.search(text_of(receipt)).group(0)
    case = Objection.objects.get()
    assert case.entered_by is None

    assert client.get(address("public_objection")).url == address("public_objections")
    answer = client.post(address("public_objections"), {"code": code.lower()})
    assert answer.url == address("public_objection")
    assert "收到" in text_of(client.get(answer.url))
    client.post(address("public_message"), {"text": "补充一个证人。"})

    accept_objection(case, Acceptance(), by=desk.inspector)
    write_message(case, "请说明哪一年。", by=desk.inspector)
    page = text_of(client.get(address("public_objection")))
    assert "请说明哪一年。" in page
    assert "补充一个证人。" in page
    assert desk.inspector.name not in page.replace(LEAD, "")

    Objection.objects.filter(pk=case.pk).update(state=ObjectionState.RECEIVED, handler=None)
    desk.answered(case)
    page = text_of(client.get(address("public_objection")))
    assert "您反映的问题已查清。" in page
    assert client.post(address("public_appeal"), {"content": "不服。"}).status_code == 302
    page = text_of(client.get(address("public_objection")))
    assert "复核申请" in page
    assert "不服答复，申请复核" not in page


def test_no_ground_is_chosen_before_somebody_chooses_it(client, desk):
    page = text_of(client.get(address("object", desk.notice.public_key)))
    choices = page.split('name="ground"', 1)[1].split("</select>", 1)[0]
    assert re.search(r'<option value=""\s+selected', choices)
    assert choices.count("selected") == 1
    answer = sent(client, desk, ground="")
    assert "请选择" in text_of(answer)
    assert not Objection.objects.exists()


def test_nothing_about_a_reader_is_kept_on_the_server(client, desk):
    """Even where an official of the same machine is signed in."""
    client.force_login(desk.inspector)
    sent(client, desk)
    code = CODE.search(text_of(sent(client, desk, naming="anonymous", name=""))).group(0)
    client.post(address("public_objections"), {"code": code})
    client.post(address("public_objections"), {"code": "WRONG"})
    client.get(address("public_objection"))

    assert "claimed_objection" not in str(dict(client.session))
    filed = Entry.objects.filter(verb__startswith="notices.")
    assert {entry.actor for entry in filed} <= {"(反映人)", ""}
    refused = Entry.objects.get(verb="workflow.attempt.refuse")
    assert refused.actor == ""


def test_leaving_forgets_the_objection_and_so_does_time(client, desk):
    code = CODE.search(text_of(sent(client, desk))).group(0)
    client.post(address("public_objections"), {"code": code})
    client.post(address("public_leave"))
    assert client.get(address("public_objection")).status_code == 302

    client.post(address("public_objections"), {"code": code})
    with time_machine.travel(timezone.now() + timedelta(minutes=21)):
        assert client.get(address("public_objection")).status_code == 302
        assert client.post(address("public_message"), {"text": "在吗"}).status_code == 302


def test_bad_input_keeps_what_was_typed(client, desk):
    response = sent(client, desk, name="", content="很长的一段反映。", identity_number="123")
    page = text_of(response)

    assert response.status_code == 422
    assert "很长的一段反映。" in page
    assert "实名反映请填写姓名" in page
    assert not Objection.objects.exists()

    desk.notice.identity_number_required = True
    desk.notice.save()
    response = sent(client, desk, identity_number="11010519491231002")
    assert response.status_code == 422
    assert 'value="11010519491231002"' in text_of(response)


def test_machines_are_turned_away_without_a_riddle(client, desk):
    assert sent(client, desk, after=1).status_code == 422
    assert sent(client, desk, website="http://spam").status_code == 422
    assert client.post(address("object", desk.notice.public_key), typed(desk)).status_code == 422
    stale = sent(client, desk, after=5 * 60 * 60)
    assert "打开得太久" in text_of(stale)
    assert not Objection.objects.exists()


def test_a_page_that_lay_too_long_can_be_sent_again(client, desk):
    now = timezone.now()
    stale = text_of(sent(client, desk, after=5 * 60 * 60))
    token = re.search(r'name="form_token"\s+value="([^"]+)"', stale).group(1)
    with time_machine.travel(now + timedelta(hours=5, seconds=30), tick=False):
        again = client.post(
            address("object", desk.notice.public_key), typed(desk, form_token=token)
        )
    assert again.status_code == 200


def test_too_many_forms_from_one_place_are_slowed_down(client, desk):
    for _ in range(10):
        assert sent(client, desk).status_code == 200
    assert "次数过多" in text_of(sent(client, desk))
    assert Objection.objects.count() == 10


def test_guessing_codes_is_slowed_down(client, desk):
    code = CODE.search(text_of(sent(client, desk))).group(0)
    for number in range(10):
        assert client.post(address("public_objections"), {"code": str(number)}).status_code == 422
    assert "次数过多" in text_of(client.post(address("public_objections"), {"code": code}))
    assert PublicAttempt.objects.filter(kind="claim").count() == 10


def test_files_come_with_the_form_and_bad_ones_are_refused_with_it(client, desk):
    good = [SimpleUploadedFile(f"证据{n}.pdf", PDF) for n in range(2)]
    assert sent(client, desk, materials=good).status_code == 200
    bad = SimpleUploadedFile("a.exe", b"MZ", "application/pdf")
    assert sent(client, desk, materials=[bad]).status_code == 422
    many = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(6)]
    assert "最多交5个文件" in text_of(sent(client, desk, materials=many))
    assert Objection.objects.count() == 1


def test_after_the_last_day_the_form_says_so_and_still_takes_it(client, desk):
    desk.notice.posted_on = today() - timedelta(days=9)
    desk.notice.ends_on = desk.notice.objections_until = today() - timedelta(days=1)
    desk.notice.save()
    page = address("object", desk.notice.public_key)
    assert "仍可提交" in text_of(client.get(page))
    assert "张三丰" not in text_of(client.get(page))
    assert sent(client, desk, entry="0").status_code == 200


def test_a_notice_nobody_posted_has_no_form(client, desk):
    assert client.get(address("object", "nosuchkey")).status_code == 404


def test_an_identity_number_is_asked_for_only_where_the_notice_demands_it(client, desk):
    assert sent(client, desk).status_code == 200
    assert not Objection.objects.get().gives_identity_number
    desk.notice.identity_number_required = True
    desk.notice.save()
    assert sent(client, desk).status_code == 200
    assert Objection.objects.first().gives_identity_number


def test_a_list_says_whom_somebody_waits_for(client, desk):
    case = desk.filed().objection
    write_message(case, "有人看到吗？")
    client.force_login(desk.inspector)
    assert "待回复" in text_of(client.get(address("objections")))


def test_a_refused_message_stays_and_says_why(client, desk):
    code = CODE.search(text_of(sent(client, desk))).group(0)
    client.post(address("public_objections"), {"code": code})
    refused = client.post(address("public_appeal"), {"content": "现在就不服。"})
    assert refused.status_code == 422
    assert "现在就不服。" in text_of(refused)
    assert "还没有答复" in text_of(refused)


def test_files_lose_the_names_that_may_tell_whose_they_are(client, desk):
    sent(client, desk, materials=[SimpleUploadedFile(f"{NAME}的证据.pdf", PDF)])
    client.force_login(desk.inspector)
    page = text_of(client.get(address("objection", Objection.objects.get().pk)))
    assert "异议材料.pdf" in page
    assert NAME not in page


def test_an_anonymous_form_keeps_no_name_whatever_was_typed(client, desk):
    sent(client, desk, naming="anonymous")
    case = Objection.objects.get()
    assert case.naming == Naming.ANONYMOUS
    assert not hasattr(case, "identity")


# Those who handle.


def done(client, case, deed, **known):
    return client.post(address("objection_deed", case.pk, deed), known)


def test_a_case_is_handled_on_its_pages_from_the_letter_to_the_end(client, desk):
    client.force_login(desk.inspector)
    entering = address("enter_objection", desk.notice.pk)
    assert client.get(entering).status_code == 200
    letter = typed(desk, channel="letter", arrived_on=f"{today()}")
    entered = client.post(entering, letter)
    assert CODE.search(text_of(entered))
    assert entered["Cache-Control"] == "no-store"
    case = Objection.objects.get()
    assert case.entered_by == desk.inspector

    steps = (
        ("accept", {"answer_due_on": f"{today() + timedelta(days=20)}"}),
        ("inquire", {}),
        ("inquiry", {"on": f"{today()}", "account": "调阅档案。"}),
        ("materials", {"materials": SimpleUploadedFile("档案.pdf", PDF)}),
        ("message", {"text": "请补充。"}),
        ("propose", {"conclusion": "partly", "outcome": "keep", "text": "部分属实。"}),
    )
    for deed, given in steps:
        assert client.get(address("objection_deed", case.pk, deed)).status_code == 200
        assert done(client, case, deed, **given).status_code == 302, deed
    client.force_login(desk.leader)
    assert done(client, case, "return", reason="再查。").status_code == 302
    client.force_login(desk.inspector)
    done(client, case, "propose", conclusion="unfounded", outcome="keep", text="不属实。")
    client.force_login(desk.leader)
    assert done(client, case, "confirm").status_code == 302
    assert done(client, case, "handler", to=desk.colleague.pk, reason="出差").status_code == 302
    client.force_login(desk.colleague)
    assert done(client, case, "answer", answer="经查不属实。").status_code == 302
    assert done(client, case, "close").status_code == 302
    assert done(client, case, "appeal", content="不服。").status_code == 302

    case.refresh_from_db()
    assert case.state == ObjectionState.CLOSED
    page = text_of(client.get(address("objection", case.pk)))
    for shown in ("调阅档案。", "不属实。", "经查不属实。", "请补充。", "档案.pdf", "已申请复核"):
        assert shown in page
    appealed = case.appeal
    assert done(client, appealed, "refer").status_code == 302
    review = {"conclusion": "unfounded", "outcome": "keep", "text": "同意。", "source": "省函1号"}
    assert done(client, appealed, "record_review", **review).status_code == 302
    assert "省函1号" in text_of(client.get(address("objection", appealed.pk)))


def test_a_deed_that_is_refused_keeps_what_was_typed_and_says_why(client, desk):
    case = desk.filed().objection
    client.force_login(desk.inspector)
    given = {"ground": "late", "disposition": "declined", "answer": "已经逾期。"}
    refused = done(client, case, "decline", **given)
    assert refused.status_code == 422
    assert "不属于“超过异议期限”" in text_of(refused)
    assert "已经逾期。" in text_of(refused)
    assert "不由您办理" in text_of(client.get(address("objection_deed", case.pk, "close")))
    assert client.get(address("objection_deed", case.pk, "nothing")).status_code == 404

    given = {"ground": "out_of_scope", "disposition": "petition", "answer": "与公示无关。"}
    assert done(client, case, "decline", **given).status_code == 302
    assert "转信访办理" in text_of(client.get(address("objection", case.pk)))


def test_the_seal_is_broken_on_one_page_only(client, desk):
    case = desk.filed().objection
    accept_objection(case, Acceptance(), by=desk.inspector)
    client.force_login(desk.inspector)
    assert "写明理由，启封身份" in text_of(client.get(address("objection", case.pk)))
    assert client.get(address("objection_identity", case.pk)).status_code == 200
    assert client.post(address("objection_identity", case.pk), {}).status_code == 422
    opened = client.post(address("objection_identity", case.pk), {"reason": "核对年份"})
    assert all(secret in text_of(opened) for secret in PERSONAL)
    assert opened["Cache-Control"] == "no-store"
    assert done(client, case, "identify", found="confirmed").status_code == 302

    page = text_of(client.get(address("objection", case.pk)))
    assert "因“核对年份”启封" in page
    assert "主要领导还没有阅知" in page
    client.force_login(desk.leader)
    assert "待阅知的身份启封（1）" in text_of(client.get(address("objections")))
    done(client, case, "note")
    assert "已阅知" in text_of(client.get(address("objection", case.pk)))
    assert (
        client.post(address("objection_identity", case.pk), {"reason": "想看"}).status_code == 403
    )


def test_no_page_list_or_export_shows_who_objects(client, desk):
    receipt = desk.filed()
    case = receipt.objection
    accept_objection(case, Acceptance(), by=desk.inspector)
    client.post(address("public_objections"), {"code": receipt.claim_code})
    pages = [text_of(client.get(address("public_objection")))]
    for user in (desk.inspector, desk.colleague, desk.leader):
        client.force_login(user)
        pages += [
            text_of(client.get(page))
            for page in (
                address("objections"),
                address("objection", case.pk),
                address("objection_identity", case.pk),
                *(address("objection_deed", case.pk, deed) for deed in ("message", "handler")),
                "/",
            )
        ]
        for kind in ("csv", "xlsx"):
            pages.append(exported(client.get(address("objections"), {"export": kind}), kind))
    assert str(case) in pages[-1]
    for secret in PERSONAL:
        assert not [page for page in pages if secret in page]
    for page in pages:
        assert receipt.claim_code not in page


def exported(response, kind):
    content = b"".join(response.streaming_content)
    if kind == "csv":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def test_only_handlers_open_the_pages_and_the_named_body_never_does(client, desk):
    case = desk.filed().objection
    others = [
        desk.insider,
        factories.official(desk.here, Role.EXAMINER, LEAD, jurisdiction="巴中市"),
        factories.official(desk.here, Role.HEAD, EDUCATION),
        factories.official(desk.here, Role.INSPECTOR, EDUCATION, jurisdiction="巴中市"),
        desk.here.audit_administrator,
    ]
    for user in others:
        client.force_login(user)
        assert client.get(address("objection", case.pk)).status_code == 404
        assert client.get(address("objection_identity", case.pk)).status_code == 404
        assert client.get(address("objection_deed", case.pk, "accept")).status_code == 404
        assert str(case) not in text_of(client.get(address("objections")))
    client.force_login(desk.leader)
    assert client.get(address("enter_objection", desk.notice.pk)).status_code == 404
    client.logout()
    assert client.get(address("objection", case.pk)).status_code == 302
    assert client.get(address("objections")).status_code == 302


def test_the_workbench_brings_a_case_to_its_handlers_and_not_to_the_named_body(client, desk):
    case = desk.filed().objection
    for user, sees in ((desk.inspector, True), (desk.insider, False)):
        client.force_login(user)
        assert (address("objection", case.pk) in text_of(client.get("/"))) is sees


def test_a_file_goes_to_handlers_and_into_the_book(client, desk):
    sent(client, desk, materials=[SimpleUploadedFile("证据.pdf", PDF)])
    case = Objection.objects.get()
    client.force_login(desk.inspector)
    link = re.search(
        r'href="([^"]+/files/\d+/)"', text_of(client.get(address("objection", case.pk)))
    ).group(1)
    assert client.get(link).content == PDF
    [entry] = Entry.objects.filter(verb="notices.objection.open_file")
    assert "证据" not in json.dumps(entry.detail, ensure_ascii=False)
    client.force_login(desk.insider)
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("name", ["objections", "objection"])
def test_queries_do_not_grow_with_rows(client, desk, django_assert_max_num_queries, name):
    case = desk.filed().objection
    client.force_login(desk.inspector)
    page = address(name, case.pk) if name == "objection" else address(name)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _ in range(3):
        desk.filed()
        if case.state == ObjectionState.RECEIVED:
            accept_objection(case, Acceptance(), by=desk.inspector)
            Objection.objects.filter(pk=case.pk).update(state=ObjectionState.RECEIVED)
        write_message(case, "又一条。")
    with django_assert_max_num_queries(60) as many:
        client.get(page)
    assert len(many) <= len(few) + 1
