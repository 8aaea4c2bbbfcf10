"""What anybody sees without an account, for how long, and how it can be verified."""

import json
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils import timezone

from honours.audit.operations import seal
from honours.audit.vocabulary import canonical
from honours.kernel import merkle
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice
from honours.notices.operations.changes import Change, change_notice, remove_entry
from honours.notices.operations.drafts import draft_notice
from honours.notices.operations.notices import close_notice, post_notice, withdraw_notice
from honours.notices.vocabulary import PostmarkRule
from tests.notices.conftest import ENDS_ON, FIVE, OFFICE, POSTED_ON


@pytest.fixture
def on(monkeypatch):
    """Sets the day on which pages are opened."""

    def set_day(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: day)

    return set_day


def page_of(notice, name="public_notice"):
    return reverse(f"notices:{name}", args=[notice.public_key])


def test_anybody_reads_a_running_notice(client, posted, on):
    on(POSTED_ON)

    answer = client.get(page_of(posted))

    told = answer.content.decode()
    for words in ("张文清", "巴中市第一中学", "0827-5260001", "2024年2月5日", "反映异议"):
        assert words in told
    assert "max-age" in answer["Cache-Control"]
    assert answer["Cache-Control"].startswith("public")
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert not answer.cookies


def test_the_day_after_the_last_one_no_name_is_left(client, posted, on):
    on(date(2024, 2, 6))

    told = client.get(page_of(posted)).content.decode()

    assert "张文清" not in told
    assert "二十年" not in told
    assert "公示已结束" in told
    assert client.get(page_of(posted, "public_words")).status_code == 404


def test_a_withdrawn_notice_shows_that_and_no_name(client, posted, head, on):
    on(POSTED_ON)
    withdraw_notice(posted, reason="名单有误", by=head)

    told = client.get(page_of(posted)).content.decode()

    assert "已撤回" in told
    assert "张文清" not in told
    assert "反映异议" not in told


def test_somebody_taken_off_is_no_longer_shown(client, posted, clerk, on):
    on(POSTED_ON)
    remove_entry(posted.entries.get(order=2), reason="异议成立", on=POSTED_ON, by=clerk)

    told = client.get(page_of(posted)).content.decode()

    assert "李建平" not in told
    assert "另有 1 项已从名单中撤下" in told


def test_a_change_is_told_with_its_reason(client, posted, clerk, on):
    on(date(2024, 2, 2))
    change_notice(posted, Change({"scope": "全市"}, "范围有误", date(2024, 2, 2)), by=clerk)

    told = client.get(page_of(posted)).content.decode()

    assert "范围有误" in told
    assert "2024年2月5日改为2024年2月7日" in told


def test_drafts_and_guessed_addresses_are_no_pages(client, notice):
    assert client.get(page_of(notice)).status_code == 404
    assert client.get("/notices/public/2222222222222222/").status_code == 404


def test_the_list_holds_what_runs_today_and_names_nobody(client, posted, on):
    on(ENDS_ON)
    told = client.get(reverse("notices:public_notices")).content.decode()
    assert posted.title in told
    assert "张文清" not in told

    on(date(2024, 2, 6))
    told = client.get(reverse("notices:public_notices")).content.decode()
    assert posted.title not in told
    assert "现在没有公示" in told


def test_a_public_page_takes_nothing(client, posted):
    assert client.post(page_of(posted)).status_code == 405


def test_nobody_keeps_a_page_past_midnight(client, posted, monkeypatch):
    late = datetime(2024, 1, 31, 23, 58, 30, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr("django.utils.timezone.localtime", lambda *given: late)

    answer = client.get(page_of(posted))

    assert answer["Cache-Control"] == "public, max-age=90"


def test_the_words_that_are_handed_out_have_the_digest_that_is_shown(client, posted, on):
    on(POSTED_ON)

    words = client.get(page_of(posted, "public_words"))

    assert sha256(words.content).hexdigest() == posted.content_digest
    assert json.loads(words.content)["名单"][0]["姓名"] == "张文清"


def test_a_person_without_an_account_verifies_a_notice_by_its_proof(client, posted):
    assert client.get(page_of(posted, "public_proof")).status_code == 404
    seal()

    proof = client.get(page_of(posted, "public_proof")).json()

    words = json.dumps(proof["entry"], ensure_ascii=False)
    assert proof["digest_in_entry"] in words
    assert proof["digest_in_entry"].replace(" ", "") == posted.content_digest
    assert posted.organization.name in words
    assert "张文清" not in words
    assert proof["size"] == proof["checkpoint"]["size"]
    path = tuple(bytes.fromhex(node) for node in proof["path"])
    root = bytes.fromhex(proof["checkpoint"]["root"])
    # Raises ProofRefused where the entry is not in the book.
    content = canonical(proof["entry"])
    merkle.verify_inclusion(content, proof["position"], proof["size"], path, root)
    assert "取存在证明" in client.get(page_of(posted)).content.decode()


@pytest.fixture
def second(draft, clerk, head, calendar):
    """Another notice that runs on the same days."""
    drafted = draft_notice(draft(subject_of="commendations.slate:2", title="第二份"), by=clerk)
    return post_notice(drafted, on=POSTED_ON, by=head)


def test_many_notices_come_page_by_page(client, posted, second, on, monkeypatch):
    monkeypatch.setattr("honours.notices.views.public.ON_A_PAGE", 1)
    on(POSTED_ON)

    first = client.get(reverse("notices:public_notices")).content.decode()
    last = client.get(reverse("notices:public_notices"), {"page": "2"}).content.decode()

    assert "下一页" in first
    assert "第二份" in last
    assert "上一页" in last


def test_the_strip_says_why_a_day_does_not_count(client, draft, clerk, head, calendar, on):
    own = replace(FIVE, counts_first_day=False, postmark_rule=PostmarkRule.ARRIVAL)
    written = draft(
        own=own,
        planned_on=date(2024, 1, 30),
        objections_until=date(2024, 2, 10),
        office=replace(OFFICE, email="office@example.com"),
    )
    notice = post_notice(draft_notice(written, by=clerk), on=POSTED_ON, by=head)
    Notice.objects.update(real_name_required=True, identity_number_required=True)
    on(POSTED_ON)

    told = client.get(page_of(notice)).content.decode()

    for words in (
        "公示首日，不计",
        "周末",
        "春节调休上班",
        "仍受理异议",
        "次日起算",
        "计划公示日期",
        "以到达邮戳为准",
        "个人反映须实名",
        "身份证号（只供核实，不公开）",
        "office@example.com",
    ):
        assert words in told


def test_a_closed_notice_says_when(client, expired, head, on):
    close_notice(expired, on=date(2024, 2, 6), by=head)
    on(date(2024, 2, 7))

    assert "结束日期" in client.get(page_of(expired)).content.decode()


def test_a_draft_without_a_length_says_that_the_rules_will_set_it(client, draft, clerk, calendar):
    notice = draft_notice(draft(own=OwnTerms()), by=clerk)
    client.force_login(clerk)

    told = client.get(reverse("notices:sheet", args=[notice.pk])).content.decode()

    assert "发布时按本地规定确定" in told
    assert "请向巴中市人力资源和社会保障局公务员管理科反映" in told
