"""A notice from its draft to its end, and everything that is refused on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from honours.audit.models import Entry
from honours.audit.queries import entries_about
from honours.directory.vocabulary import Role
from honours.kernel.calendar import DayUnit
from honours.kernel.digests import in_groups
from honours.kernel.verdicts import Refusal
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.drafts import amend_notice, draft_notice
from honours.notices.operations.notices import (
    close_notice,
    end_notice,
    post_notice,
    withdraw_notice,
)
from honours.notices.operations.waivers import Waiver, waive_notice
from honours.notices.queries.contents import content_digest, public_content
from honours.notices.queries.notices import names_shown_until, public_notice, shows_names
from honours.notices.queries.standings import notice_standing, notice_standings
from honours.notices.vocabulary import ChangeKind, NoticeKind, NoticeLevel, NoticeState
from tests.factories import official
from tests.notices.conftest import ENDS_ON, LI, POSTED_ON, ZHANG

SLATE = "commendations.slate:1"
ZHANG_SUBJECT, LI_SUBJECT = ZHANG.subject, LI.subject


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_a_clerk_drafts_a_notice_with_its_entries_in_order(notice):
    assert notice.state == NoticeState.DRAFT
    assert [(one.order, one.name) for one in notice.entries.all()] == [
        (1, "张文清"),
        (2, "李建平"),
    ]
    assert len(notice.public_key) == 16


def test_names_and_accounts_stand_encrypted_in_the_database(notice):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, account FROM notices_noticeentry")
        stored = str(cursor.fetchall())

    assert "张文清" not in stored
    assert "二十年" not in stored


def test_only_somebody_of_the_unit_drafts(here, draft):
    stranger = official(here, Role.FILER, "巴中市卫生局")

    with pytest.raises(PermissionDenied, match="拟写公示"):
        draft_notice(draft(), by=stranger)


def test_a_private_number_is_not_even_drafted(draft, clerk):
    told = replace(ZHANG, account="身份证号511902199001010010")

    with pytest.raises(Refusal) as refused:
        draft_notice(draft(entries=(LI, told)), by=clerk)

    (finding,) = refused.value.findings
    assert (finding.code, finding.field) == ("identity-number-shown", "entries-2-account")
    assert not Notice.objects.exists()


def test_one_subject_has_one_running_notice_at_a_level(notice, draft, clerk):
    with pytest.raises(Refusal) as refused:
        draft_notice(draft(), by=clerk)

    assert codes(refused) == ["notice-exists"]
    assert draft_notice(draft(level=NoticeLevel.CITY), by=clerk).pk


def test_a_draft_is_written_anew(notice, draft, clerk):
    amend_notice(notice, draft(title="更正后的标题", entries=(LI,)), by=clerk)

    notice.refresh_from_db()
    assert notice.title == "更正后的标题"
    assert [one.name for one in notice.entries.all()] == ["李建平"]
    assert entries_about(notice.subject()).first().verb == "notices.notice.amend"


def test_a_posted_notice_is_not_written_anew(posted, draft, clerk):
    with pytest.raises(Refusal) as refused:
        amend_notice(posted, draft(), by=clerk)

    assert codes(refused) == ["not-possible-now"]


def test_posting_freezes_the_terms_and_the_days(posted):
    assert (posted.state, posted.posted_on, posted.ends_on, posted.objections_until) == (
        NoticeState.POSTED,
        POSTED_ON,
        ENDS_ON,
        ENDS_ON,
    )
    assert (posted.length, posted.unit) == (5, DayUnit.WORKING_DAYS)
    assert posted.counts_first_day is True


def test_the_last_day_for_objections_is_a_date_of_its_own(draft, clerk, head, calendar):
    own = OwnTerms(5, DayUnit.WORKING_DAYS, counts_first_day=True, basis="皖办明电〔2020〕4号")
    written = draft(own=own, objections_until=date(2020, 5, 21))

    posted = post_notice(draft_notice(written, by=clerk), on=date(2020, 5, 14), by=head)

    assert (posted.ends_on, posted.objections_until) == (date(2020, 5, 20), date(2020, 5, 21))


def test_objections_may_not_stop_before_the_notice_does(draft, clerk, head, calendar):
    notice = draft_notice(draft(objections_until=date(2024, 2, 2)), by=clerk)

    with pytest.raises(Refusal) as refused:
        post_notice(notice, on=POSTED_ON, by=head)

    assert codes(refused) == ["objections-end-early"]
    notice.refresh_from_db()
    assert (notice.state, notice.ends_on) == (NoticeState.DRAFT, None)


def test_who_drafted_it_does_not_post_it(draft, head, calendar):
    notice = draft_notice(draft(), by=head)

    with pytest.raises(Refusal) as refused:
        post_notice(notice, on=POSTED_ON, by=head)

    assert codes(refused) == ["maker-is-checker"]


def test_the_lead_bureau_posts_at_its_level(draft, examiner, leader, here, calendar):
    lead = here["巴中市人力资源和社会保障局"]
    notice = draft_notice(draft(organization=lead, level=NoticeLevel.CITY), by=examiner)

    posted = post_notice(notice, on=POSTED_ON, by=leader)

    assert posted.state == NoticeState.POSTED


def test_nobody_is_named_without_consent_or_legal_basis(draft, clerk, head, calendar):
    bare = replace(ZHANG, consent_version="")
    notice = draft_notice(draft(entries=(LI, bare)), by=clerk)

    with pytest.raises(Refusal) as refused:
        post_notice(notice, on=POSTED_ON, by=head)

    (finding,) = refused.value.findings
    assert finding.code == "publication-without-consent"
    assert "个人信息保护法" in str(finding.citation)


def test_a_year_without_calendar_stops_the_posting(draft, clerk, head, calendar):
    notice = draft_notice(draft(), by=clerk)

    with pytest.raises(Refusal) as refused:
        post_notice(notice, on=date(calendar[-1] + 1, 3, 1), by=head)

    assert codes(refused) == ["calendar-not-published"]


def test_nobody_guesses_a_length_where_no_rule_says_one(draft, clerk, head, calendar):
    notice = draft_notice(draft(own=OwnTerms()), by=clerk)

    with pytest.raises(Refusal) as refused:
        post_notice(notice, on=POSTED_ON, by=head)

    assert codes(refused) == ["notice-length-unknown"]


def test_posted_late_the_whole_period_runs_from_the_real_day(draft, clerk, head, calendar):
    planned = draft(planned_on=date(2024, 1, 30), objections_until=date(2024, 2, 4))

    posted = post_notice(draft_notice(planned, by=clerk), on=POSTED_ON, by=head)

    change = posted.changes.get()
    assert change.kind == ChangeKind.POSTED_LATE
    assert "2024-01-30" in change.what
    assert "2024-02-05" in change.why
    assert posted.ends_on == ENDS_ON
    # 计划1月30日起至2月4日（调休上班），异议同日截止；晚一天，两个日期都顺延一天。
    assert posted.objections_until == date(2024, 2, 5)


def test_posted_as_planned_nothing_is_noted(draft, clerk, head, calendar):
    posted = post_notice(
        draft_notice(draft(planned_on=POSTED_ON), by=clerk), on=POSTED_ON, by=head
    )

    assert not posted.changes.exists()


def test_what_the_public_sees_is_in_the_book_under_the_unit_alone(posted, clerk, head):
    shown = Entry.objects.get(verb="notices.notice.show", subject=posted.subject())

    assert shown.actor == "巴中市教育局"
    assert shown.detail["content"] == in_groups(content_digest(posted))
    assert shown.detail["ends_on"] == "2024-02-05"


def test_no_name_ever_enters_the_book(expired):
    told = " ".join(str(entry.detail) for entry in Entry.objects.all())

    assert "张文清" not in told
    assert "李建平" not in told


def test_a_notice_does_not_end_on_its_last_day(posted, hang, head):
    hang(posted)

    with pytest.raises(Refusal) as refused:
        end_notice(posted, on=ENDS_ON, by=head)

    (finding,) = refused.value.findings
    assert finding.code == "notice-still-running"
    assert "2024-02-05" in finding.message


def test_a_draft_does_not_end(notice, head):
    with pytest.raises(Refusal) as refused:
        end_notice(notice, on=ENDS_ON, by=head)

    assert codes(refused) == ["not-possible-now"]


def test_a_notice_does_not_end_without_proof_that_it_hung(posted, hang, head):
    hang(posted, proof=False)

    with pytest.raises(Refusal) as refused:
        end_notice(posted, on=ENDS_ON + timedelta(days=1), by=head)

    assert codes(refused) == ["notice-without-proof"]


def test_a_notice_closes_after_the_last_day_for_objections(expired, head):
    assert expired.state == NoticeState.EXPIRED

    closed = close_notice(expired, on=ENDS_ON + timedelta(days=1), by=head)

    assert (closed.state, closed.closed_on) == (NoticeState.CLOSED, date(2024, 2, 6))


def test_a_notice_is_withdrawn_with_a_reason(posted, head):
    with pytest.raises(Refusal) as refused:
        withdraw_notice(posted, reason=" ", by=head)
    assert codes(refused) == ["reason-needed"]

    withdrawn = withdraw_notice(posted, reason="名单有误", by=head)

    assert withdrawn.state == NoticeState.WITHDRAWN
    assert not shows_names(withdrawn, POSTED_ON)


def test_a_draft_is_withdrawn_too_and_was_never_public(notice, head):
    withdraw_notice(notice, reason="不再推荐", by=head)

    assert public_notice(notice.public_key) is None


def test_names_are_shown_to_the_end_and_not_a_day_longer(expired):
    assert names_shown_until(expired) == ENDS_ON
    assert shows_names(expired, ENDS_ON)
    assert not shows_names(expired, ENDS_ON + timedelta(days=1))


def test_a_unit_may_show_the_names_some_days_longer(draft, clerk, head, calendar):
    notice = draft_notice(draft(names_shown_days_after=3), by=clerk)

    posted = post_notice(notice, on=POSTED_ON, by=head)

    assert names_shown_until(posted) == ENDS_ON + timedelta(days=3)


def test_a_draft_shows_nothing(notice):
    assert names_shown_until(notice) is None
    assert public_notice(notice.public_key) is None


def test_the_public_content_holds_no_more_than_it_may(posted):
    content = public_content(posted)

    assert content["公示截止"] == "2024-02-05"
    assert [set(row) for row in content["名单"]] == [
        {"次序", "姓名", "单位", "拟授称号", "简要事迹"}
    ] * 2


def test_a_standing_tells_whether_one_may_go_on(posted, hang, head):
    running = notice_standing(ZHANG_SUBJECT, on=date(2024, 2, 1))
    assert (running.exists, running.is_over) == (True, False)
    assert "2024-02-05" in running.reason_open

    late = notice_standing(ZHANG_SUBJECT, on=date(2024, 2, 6))
    assert late.reason_open == "公示期已过，还没有办理期满"

    hang(posted)
    end_notice(posted, on=date(2024, 2, 6), by=head)
    over = notice_standing(ZHANG_SUBJECT, NoticeLevel.UNIT, on=date(2024, 2, 6))
    assert (over.is_over, over.reason_open, over.open_objections) == (True, "", 0)
    assert not notice_standing(ZHANG_SUBJECT, NoticeLevel.CITY, on=date(2024, 2, 6)).exists


def test_a_draft_stands_open_and_a_withdrawn_notice_does_not_count(notice, head):
    drafted = notice_standing(SLATE, on=POSTED_ON)
    assert drafted.reason_open == "公示还是拟稿，没有发布"

    withdraw_notice(notice, reason="不再推荐", by=head)

    assert not notice_standing(SLATE, on=POSTED_ON).exists


def test_the_latest_notice_of_a_subject_counts(expired, draft, clerk, head, here):
    lead = draft(level=NoticeLevel.CITY)
    draft_notice(lead, by=clerk)

    standing = notice_standing(LI_SUBJECT, on=date(2024, 2, 6))

    assert (standing.level, standing.state) == (NoticeLevel.CITY, NoticeState.DRAFT)


def test_many_standings_cost_as_many_queries_as_one(
    expired, draft, clerk, django_assert_max_num_queries
):
    others = tuple(replace(ZHANG, subject=f"commendations.nomination:{n}") for n in range(9, 30))
    draft_notice(draft(subject_of="commendations.slate:2", entries=others), by=clerk)
    wanted = [ZHANG_SUBJECT, LI_SUBJECT, *(one.subject for one in others), "commendations.slate:2"]

    with django_assert_max_num_queries(6):
        found = notice_standings(wanted, on=date(2024, 2, 6))

    assert sum(one.exists for one in found.values()) == len(wanted)


def test_a_secret_subject_is_waived_with_reason_approver_and_ground(here, examiner):
    waiver = Waiver(
        "commendations.slate:9",
        NoticeLevel.CITY,
        "涉密岗位",
        "市委分管领导",
        date(2024, 1, 31),
        "评选通知第六条",
    )

    waive_notice(here["巴中市"], waiver, by=examiner)

    standing = notice_standing("commendations.slate:9", NoticeLevel.CITY, on=date(2024, 2, 1))
    assert (standing.is_waived, standing.exists) == (True, False)
    assert notice_standing("commendations.slate:9", on=date(2024, 2, 1)).is_waived
    with pytest.raises(Refusal) as refused:
        waive_notice(here["巴中市"], replace(waiver, reason=" ", citation=""), by=examiner)
    assert codes(refused) == ["waiver-incomplete", "waiver-without-ground", "waived-already"]


def test_only_an_examiner_waives_a_notice(here, clerk):
    waiver = Waiver("a.b:1", NoticeLevel.UNIT, "涉密", "市委", date(2024, 1, 31), "第六条")

    with pytest.raises(PermissionDenied, match="登记不公示"):
        waive_notice(here["巴中市教育局"], waiver, by=clerk)


def test_items_are_put_to_the_public_without_anybodys_consent(draft, clerk, head, calendar):
    item = replace(
        ZHANG, name="巴中市先进学校评选", is_person=False, consent_version="", account="拟新设。"
    )
    written = draft(kind=NoticeKind.ITEM, subject_of="applications.application:3", entries=(item,))

    posted = post_notice(draft_notice(written, by=clerk), on=POSTED_ON, by=head)

    assert posted.state == NoticeState.POSTED


def test_the_database_itself_refuses_a_posted_notice_without_its_days(posted):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=posted.pk).update(ends_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=posted.pk).update(objections_until=POSTED_ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeEntry.objects.filter(notice=posted).update(order=1)
