"""The pages of notices: each opens, says what it must, and keeps what was typed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.notices.models.calendar import CalendarYear
from honours.notices.models.notices import Notice, NoticeWaiver
from honours.notices.operations.drafts import draft_notice
from honours.notices.vocabulary import NoticeState
from tests.factories import official
from tests.notices.conftest import PDF, POSTED_ON

LINES = "张文清；巴中市第一中学；；任教二十年。\n李建平；巴中市第二中学；先进工作者；任教三十年。"


def typed(here, **changes):
    return {
        "organization": here["巴中市教育局"].pk,
        "kind": "candidate",
        "level": "unit",
        "title": "先进个人拟推荐对象公示",
        "conditions": "满五年。",
        "scope": "全市教育系统",
        "receiving_office": "市人社局公务员管理科",
        "office_telephone": "0827-5260001",
        "office_address": "江北大道1号",
        "entries": LINES,
        "names_are": "persons",
        "consent_version": "第1版",
        "unit": "working_days",
        "length": "5",
        "length_basis": "评选通知第四条",
        "names_shown_days_after": "0",
        **changes,
    }


@pytest.fixture
def at_work(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def on(monkeypatch):
    """Sets the day on which pages are opened."""

    def set_day(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: day)

    return set_day


def test_a_clerk_drafts_a_notice_on_a_page(at_work, here, calendar):
    answer = at_work.post(reverse("notices:draft"), typed(here))

    notice = Notice.objects.get()
    assert answer.url == reverse("notices:notice", args=[notice.pk])
    assert [(one.name, one.honour_title) for one in notice.entries.all()] == [
        ("张文清", ""),
        ("李建平", "先进工作者"),
    ]
    assert "拟稿" in at_work.get(answer.url).content.decode()


def test_a_line_that_cannot_be_read_is_named_and_what_was_typed_stays(at_work, here, calendar):
    answer = at_work.post(reverse("notices:draft"), typed(here, entries="张文清，第一中学"))

    told = answer.content.decode()
    assert answer.status_code == 422
    assert "第1行" in told
    assert "张文清，第一中学" in told


def test_rows_pasted_from_a_table_are_read(at_work, here, calendar):
    pasted = "张文清\t巴中市第一中学\t\t任教二十年。\n"

    at_work.post(reverse("notices:draft"), typed(here, entries=pasted))

    assert Notice.objects.get().entries.get().unit == "巴中市第一中学"


def test_a_draft_written_anew_keeps_what_the_lines_do_not_show(at_work, notice, here):
    page = reverse("notices:amend", args=[notice.pk])
    shown = at_work.get(page).context["form"].initial

    at_work.post(page, typed(here, entries=shown["entries"], title="改过的标题"))

    notice.refresh_from_db()
    assert notice.title == "改过的标题"
    assert notice.entries.get(order=1).subject == "commendations.nomination:1"


def test_a_refusal_stands_beside_the_form(at_work, posted, here):
    answer = at_work.post(reverse("notices:amend", args=[posted.pk]), typed(here))

    assert answer.status_code == 422
    assert "公示中" in answer.content.decode()


def test_the_head_posts_after_being_asked(client, notice, head, on):
    on(POSTED_ON)
    client.force_login(head)
    page = reverse("notices:move", args=[notice.pk, "post"])
    assert "公众即可看到名单" in client.get(page).content.decode()

    client.post(page, {"confirmed": "yes"})

    notice.refresh_from_db()
    assert (notice.state, notice.posted_on) == (NoticeState.POSTED, POSTED_ON)


def test_a_notice_is_ended_closed_and_withdrawn_on_pages(client, posted, head, hang, on):
    hang(posted)
    client.force_login(head)
    on(date(2024, 2, 6))

    for deed in ("end", "close"):
        client.post(reverse("notices:move", args=[posted.pk, deed]), {"confirmed": "yes"})

    posted.refresh_from_db()
    assert posted.state == NoticeState.CLOSED
    answer = client.post(reverse("notices:move", args=[posted.pk, "take_down"]), {})
    assert answer.status_code == 422


def test_a_notice_is_withdrawn_with_the_reason_typed(client, posted, head):
    client.force_login(head)

    client.post(
        reverse("notices:move", args=[posted.pk, "take_down"]),
        {"confirmed": "yes", "reason": "名单有误"},
    )

    posted.refresh_from_db()
    assert posted.state == NoticeState.WITHDRAWN


def test_an_unknown_move_is_no_page(at_work, posted):
    assert at_work.get(reverse("notices:move", args=[posted.pk, "forget"])).status_code == 404


def test_the_page_counts_the_days_down(at_work, posted, on):
    on(date(2024, 2, 2))

    told = at_work.get(reverse("notices:notice", args=[posted.pk])).content.decode()

    assert "已公示 <b>2个工作日</b>，还有 <b>3个工作日</b>，共 <b>5个工作日</b>" in told
    assert "春节调休上班" in told


def test_a_carrier_is_hung_proved_and_taken_down_on_pages(at_work, posted, on):
    page = reverse("notices:hang", args=[posted.pk])
    given = {"kind": "website", "place": "市政府网站", "at": "2024-01-31T09:00"}
    proof = SimpleUploadedFile("截图.pdf", PDF, "application/pdf")

    at_work.post(page, {**given, "proof": proof})
    carrier = posted.carriers.get()
    more = SimpleUploadedFile("照片.pdf", PDF, "application/pdf")
    at_work.post(reverse("notices:prove", args=[carrier.pk]), {"proof": more})
    shown = at_work.get(reverse("notices:notice", args=[posted.pk])).content.decode()
    at_work.post(
        reverse("notices:take_down", args=[carrier.pk]),
        {"at": "2024-02-02T09:00", "reason": "维护"},
    )

    carrier.refresh_from_db()
    posted.refresh_from_db()
    assert "证明2" in shown
    assert carrier.removal_reason == "维护"
    assert posted.ends_on == date(2024, 2, 8)


def test_a_proof_is_opened_and_the_book_says_by_whom(at_work, posted, hang, clerk):
    carrier = hang(posted)
    shown = at_work.get(reverse("notices:notice", args=[posted.pk])).context["carriers"]
    kept = shown[0].proofs[0]

    answer = at_work.get(reverse("notices:proof", args=[carrier.pk, kept.pk]))

    assert answer.content == PDF
    entry = Entry.objects.get(verb="notices.carrier.open_proof")
    assert entry.actor == clerk.username
    other = at_work.get(reverse("notices:proof", args=[carrier.pk, kept.pk + 1]))
    assert other.status_code == 404


def test_a_proof_too_large_is_refused_beside_its_field(at_work, posted, hang, monkeypatch):
    monkeypatch.setattr("honours.notices.forms.fields.PROOF_BYTES", 5)
    carrier = hang(posted)

    answer = at_work.post(
        reverse("notices:prove", args=[carrier.pk]),
        {"proof": SimpleUploadedFile("截图.pdf", PDF, "application/pdf")},
    )

    assert "超过10MB" in answer.content.decode()


def test_words_entries_and_length_change_on_pages(at_work, posted, on):
    on(date(2024, 2, 2))
    page = reverse("notices:change", args=[posted.pk])
    words = at_work.get(page).context["form"].initial
    entry = posted.entries.get(order=1)
    said = {"name": entry.name, "unit": "巴中市第三中学", "account": entry.account}

    at_work.post(page, {**words, "scope": "全市", "why": "范围有误"})
    at_work.post(reverse("notices:correct", args=[entry.pk]), {**said, "why": "单位有误"})
    at_work.post(
        reverse("notices:extend", args=[posted.pk]), {"ends_on": "2024-02-20", "why": "群众要求"}
    )
    at_work.post(reverse("notices:take_off", args=[entry.pk]), {"reason": "本人放弃"})

    posted.refresh_from_db()
    assert (posted.scope, posted.ends_on) == ("全市", date(2024, 2, 20))
    told = at_work.get(reverse("notices:notice", args=[posted.pk])).content.decode()
    assert "更正了第1项的单位" in told
    assert "本人放弃" in told


@pytest.mark.parametrize("name", ["change", "extend", "hang"])
def test_every_form_of_a_notice_opens(at_work, posted, name):
    assert at_work.get(reverse(f"notices:{name}", args=[posted.pk])).status_code == 200


def test_every_form_of_a_part_opens(at_work, posted, hang):
    carrier, entry = hang(posted), posted.entries.first()
    for name, part in (
        ("prove", carrier),
        ("take_down", carrier),
        ("correct", entry),
        ("take_off", entry),
    ):
        assert at_work.get(reverse(f"notices:{name}", args=[part.pk])).status_code == 200


def test_the_sheet_and_the_preview_show_what_will_be_seen(at_work, notice):
    for name in ("sheet", "preview"):
        told = at_work.get(reverse(f"notices:{name}", args=[notice.pk])).content.decode()
        assert "张文清" in told
        assert "data:image/svg+xml" in told


def test_a_secret_subject_is_waived_on_a_page(client, examiner, here):
    client.force_login(examiner)
    page = reverse("notices:waive")
    assert client.get(page, {"subject": "commendations.slate:9"}).status_code == 200

    client.post(
        page,
        {
            "organization": here["巴中市"].pk,
            "subject_of": "commendations.slate:9",
            "level": "city",
            "reason": "涉密岗位",
            "approved_by": "市委分管领导",
            "on": "2024-01-31",
            "citation": "评选通知第六条",
        },
    )

    assert NoticeWaiver.objects.get().level == "city"


def test_strangers_see_nothing_of_a_notice(client, posted, hang, here):
    carrier = hang(posted)
    client.force_login(official(here, Role.FILER, "巴中市卫生局"))

    for page in (
        reverse("notices:notice", args=[posted.pk]),
        reverse("notices:take_down", args=[carrier.pk]),
        reverse("notices:correct", args=[posted.entries.first().pk]),
    ):
        assert client.get(page).status_code == 404
    assert posted.title not in client.get(reverse("notices:notices")).content.decode()


def test_whoever_may_not_draft_is_told_so(client, here):
    client.force_login(official(here, Role.INSPECTOR, "巴中市教育局"))

    assert client.get(reverse("notices:draft")).status_code == 403


def test_the_list_filters_searches_and_is_taken_out_with_a_record(at_work, posted):
    page = reverse("notices:notices")

    assert posted.title in at_work.get(page, {"state": "posted"}).content.decode()
    assert posted.title not in at_work.get(page, {"state": "draft"}).content.decode()
    assert posted.title in at_work.get(page, {"q": "截止日期:2024-02"}).content.decode()
    taken = b"".join(at_work.get(page, {"export": "csv"}).streaming_content).decode()
    assert posted.title in taken
    assert Entry.objects.get(verb="notices.notice.export").detail["rows"] == 1
    workbook = at_work.get(page, {"export": "xlsx"})
    assert b"".join(workbook.streaming_content).startswith(b"PK")


def test_the_list_costs_the_same_for_one_notice_and_for_three(
    at_work, draft, clerk, calendar, django_assert_num_queries
):
    page = reverse("notices:notices")
    draft_notice(draft(), by=clerk)
    at_work.get(page)
    with CaptureQueriesContext(connection) as counted:
        at_work.get(page)
    for number in (2, 3):
        draft_notice(draft(subject_of=f"commendations.slate:{number}"), by=clerk)
    with django_assert_num_queries(len(counted)):
        at_work.get(page)


def test_a_year_shows_its_make_up_days_and_what_it_rests_on(at_work, calendar):
    told = at_work.get(reverse("notices:calendar"), {"year": "2024"}).content.decode()

    assert "春节调休" in told
    assert "chinesecalendar" in told


@pytest.mark.parametrize("asked", ["2099", "9999", "0001", "x", "²024"])
def test_a_year_not_published_says_so_and_no_year_breaks_the_page(at_work, calendar, asked):
    answer = at_work.get(reverse("notices:calendar"), {"year": asked})

    assert answer.status_code == 200


def test_an_examiner_registers_a_year_on_a_page(client, examiner, calendar):
    client.force_login(examiner)
    page = reverse("notices:register_calendar")
    assert client.get(page, {"year": "2027"}).status_code == 200

    answer = client.post(
        page,
        {
            "year": "2027",
            "document": "国办发明电〔2026〕9号",
            "published_on": "2026-11-04",
            "1-begins_on": "2027-02-05",
            "1-ends_on": "2027-02-11",
            "1-made_up_on": "2027-01-31、2027-02-20",
        },
    )

    assert answer.url.endswith("year=2027")
    assert CalendarYear.objects.get(year=2027).days.count() == 7


def test_a_faulty_row_of_a_year_is_marked_in_its_place(client, examiner, calendar):
    client.force_login(examiner)
    given = {"year": "2027", "document": "通知", "published_on": "2026-11-04"}
    page = reverse("notices:register_calendar")

    half = client.post(page, {**given, "1-begins_on": "2027-02-05"})
    wrong = client.post(
        page,
        {
            **given,
            "3-begins_on": "2027-05-01",
            "3-ends_on": "2027-05-03",
            "3-made_up_on": "2027-05-06",
        },
    )
    odd = client.post(page, {**given, "3-made_up_on": "五月六日"})

    assert "1-ends_on" in half.context["form"].errors
    assert "3-made_up_on" in wrong.context["form"].errors
    assert "3-made_up_on" in odd.context["form"].errors
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_only_examiners_register_a_year(at_work):
    assert at_work.get(reverse("notices:register_calendar")).status_code == 403


def test_another_page_brings_what_a_new_notice_says(client, clerk):
    client.force_login(clerk)
    brought = {"subject": "applications.application:3", "title": "拟设项目公示", "kind": "item"}
    page = client.get(reverse("notices:draft"), brought)
    initial = page.context["form"].initial
    assert (initial["title"], initial["kind"]) == ("拟设项目公示", "item")
    assert initial["subject_of"] == "applications.application:3"
