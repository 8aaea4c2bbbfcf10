"""Where a notice hangs and what changes it: every change extends the period and says why."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.calendar import DayUnit
from honours.kernel.verdicts import Refusal
from honours.notices.checks.periods import OwnTerms
from honours.notices.operations.carriers import (
    CarrierDraft,
    Proof,
    add_carrier,
    prove_carrier,
    remove_carrier,
)
from honours.notices.operations.changes import (
    Change,
    change_notice,
    correct_entry,
    extend_notice,
    remove_entry,
)
from honours.notices.operations.drafts import draft_notice
from honours.notices.operations.extending import end_after, end_counted_again, missed_days
from honours.notices.operations.notices import end_notice, post_notice
from honours.notices.queries.calendar import work_calendar
from honours.notices.queries.contents import content_digest
from honours.notices.queries.notices import carriers_of, shown_entries
from honours.notices.queries.standings import notice_standing
from honours.notices.vocabulary import CarrierKind, ChangeKind, NoticeState
from tests.factories import official
from tests.notices.conftest import ENDS_ON, LI, PDF, POSTED_ON, moment

MONDAY, TUESDAY = date(2024, 2, 5), date(2024, 2, 6)
FRIDAY = date(2024, 2, 2)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_a_carrier_hangs_with_its_proof_under_lock(posted, hang):
    carrier = hang(posted)

    (hung,) = carriers_of(posted)
    assert hung.carrier == carrier
    assert [proof.media_type for proof in hung.proofs] == ["application/pdf"]
    assert not posted.changes.exists()
    verbs = Entry.objects.filter(verb__startswith="notices.carrier").values_list("verb", flat=True)
    assert sorted(verbs) == ["notices.carrier.add", "notices.carrier.prove"]


def test_a_proof_may_come_later_but_no_other_kind_of_file(posted, hang, clerk):
    carrier = hang(posted, proof=False)

    with pytest.raises(Refusal):
        prove_carrier(carrier, Proof("木马.exe", b"MZ\x90\x00"), by=clerk)
    prove_carrier(carrier, Proof("照片.pdf", PDF), by=clerk)

    (hung,) = carriers_of(posted)
    assert len(hung.proofs) == 1


def test_a_draft_hangs_nowhere(notice, hang):
    with pytest.raises(Refusal) as refused:
        hang(notice)

    assert codes(refused) == ["not-possible-now"]


def test_a_closed_notice_takes_no_more_proofs(posted, hang, head, clerk):
    carrier = hang(posted)
    end_notice(posted, on=TUESDAY, by=head)
    prove_carrier(carrier, Proof("照片.pdf", PDF), by=clerk)
    posted.refresh_from_db()
    type(posted).objects.filter(pk=posted.pk).update(state=NoticeState.CLOSED)
    carrier.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        prove_carrier(carrier, Proof("照片.pdf", PDF), by=clerk)

    assert codes(refused) == ["not-possible-now"]


@pytest.mark.parametrize(
    ("at", "code"),
    [(POSTED_ON - timedelta(days=1), "carrier-before-notice"), (FRIDAY, "carrier-in-the-future")],
    ids=["早于公示", "晚于现在"],
)
def test_a_carrier_hangs_neither_before_the_notice_nor_in_the_future(posted, clerk, at, code):
    draft = CarrierDraft(CarrierKind.WEBSITE, "市政府网站", moment(at))

    with pytest.raises(Refusal) as refused:
        add_carrier(posted, draft, now=moment(POSTED_ON, 12), by=clerk)

    assert codes(refused) == [code]


def test_hung_later_than_posted_the_period_runs_from_the_first_carrier(posted, hang):
    hang(posted, FRIDAY)

    posted.refresh_from_db()
    # 2月2日、4日（调休）、5日、6日、7日。
    assert posted.ends_on == date(2024, 2, 7)
    assert posted.changes.get().kind == ChangeKind.POSTED_LATE


def test_a_second_carrier_hung_later_changes_nothing(posted, hang):
    hang(posted)
    hang(posted, FRIDAY, place="市政府网站")

    posted.refresh_from_db()
    assert posted.ends_on == ENDS_ON


def test_a_carrier_taken_down_early_has_its_missing_days_run_again(posted, hang, clerk):
    hang(posted)
    website = hang(posted, place="市政府网站")

    remove_carrier(website, at=moment(FRIDAY), now=moment(FRIDAY, 12), reason="网站维护", by=clerk)

    posted.refresh_from_db()
    change = posted.changes.get()
    # 2月2日、4日、5日三个工作日少了，顺延到2月6日、7日、8日。
    assert (change.old_ends_on, change.new_ends_on) == (ENDS_ON, date(2024, 2, 8))
    assert posted.ends_on == date(2024, 2, 8)
    assert "3个工作日" in change.what
    assert change.why == "网站维护"


def test_a_carrier_taken_down_after_the_end_changes_nothing(posted, hang, head, clerk):
    carrier = hang(posted)
    end_notice(posted, on=TUESDAY, by=head)

    remove_carrier(carrier, at=moment(TUESDAY), now=moment(TUESDAY), reason="期满", by=clerk)

    assert not posted.changes.exists()


def test_taken_down_on_the_day_off_after_the_last_working_day_nothing_is_missed(
    draft, clerk, head, hang, calendar
):
    own = OwnTerms(3, DayUnit.WORKING_DAYS, counts_first_day=True, basis="评选通知")
    posted = post_notice(draft_notice(draft(own=own), by=clerk), on=POSTED_ON, by=head)
    carrier = hang(posted)

    remove_carrier(carrier, at=moment(date(2024, 2, 3)), now=moment(MONDAY), reason="撤", by=clerk)

    assert posted.ends_on == FRIDAY
    assert not posted.changes.exists()


@pytest.mark.parametrize(
    ("at", "reason", "code"),
    [
        (moment(POSTED_ON, 8), "维护", "carrier-down-early"),
        (moment(FRIDAY), " ", "reason-needed"),
    ],
    ids=["早于张贴", "没有原因"],
)
def test_a_removal_says_a_true_time_and_why(posted, hang, clerk, at, reason, code):
    carrier = hang(posted)

    with pytest.raises(Refusal) as refused:
        remove_carrier(carrier, at=at, now=moment(MONDAY), reason=reason, by=clerk)

    assert codes(refused) == [code]


def test_a_carrier_is_taken_down_once(posted, hang, clerk):
    carrier = hang(posted)
    remove_carrier(carrier, at=moment(FRIDAY), now=moment(MONDAY), reason="维护", by=clerk)

    with pytest.raises(Refusal) as refused:
        remove_carrier(carrier, at=moment(MONDAY), now=moment(MONDAY), reason="维护", by=clerk)

    assert codes(refused) == ["carrier-down-already"]


def test_a_draft_has_no_carrier_to_take_down(posted, hang, clerk):
    carrier = hang(posted)
    type(posted).objects.filter(pk=posted.pk).update(state=NoticeState.CLOSED)

    with pytest.raises(Refusal) as refused:
        remove_carrier(carrier, at=moment(FRIDAY), now=moment(MONDAY), reason="维护", by=clerk)

    assert codes(refused) == ["not-possible-now"]


def test_hanging_nowhere_it_does_not_end_and_hung_again_it_runs_the_days_owed(
    posted, hang, clerk, head
):
    carrier = hang(posted)
    remove_carrier(carrier, at=moment(FRIDAY), now=moment(FRIDAY, 12), reason="损坏", by=clerk)
    with pytest.raises(Refusal) as refused:
        end_notice(posted, on=date(2024, 2, 9), by=head)
    assert codes(refused) == ["notice-hangs-nowhere"]

    hang(posted, date(2024, 2, 7))

    posted.refresh_from_db()
    restored = posted.changes.last()
    # 已公示1月31日、2月1日；其余3个工作日为2月7日、8日、9日。
    assert restored.kind == ChangeKind.CARRIER_RESTORED
    assert posted.ends_on == date(2024, 2, 9)
    assert "2个工作日" in restored.what


def test_the_days_shown_before_a_gap_leave_out_a_first_day_that_does_not_count(
    draft, clerk, head, hang, calendar
):
    own = OwnTerms(5, DayUnit.WORKING_DAYS, counts_first_day=False, basis="评选通知")
    posted = post_notice(draft_notice(draft(own=own), by=clerk), on=POSTED_ON, by=head)
    carrier = hang(posted)
    remove_carrier(carrier, at=moment(FRIDAY), now=moment(FRIDAY, 12), reason="损坏", by=clerk)

    hang(posted, date(2024, 2, 8))

    # 已公示2月1日一个工作日；其余4个为2月8日、9日、18日（调休）、19日。
    posted.refresh_from_db()
    assert posted.ends_on == date(2024, 2, 19)


def test_hung_again_after_every_day_was_shown_nothing_is_owed(posted, hang, clerk):
    carrier = hang(posted)
    remove_carrier(carrier, at=moment(TUESDAY), now=moment(TUESDAY), reason="期满", by=clerk)

    hang(posted, date(2024, 2, 7))

    assert not posted.changes.exists()


def test_changed_words_start_the_period_again_and_are_shown_anew(posted, clerk):
    before = posted.content_digest
    change = Change(
        {"office_telephone": "0827-5260002", "scope": posted.scope}, "电话有误", FRIDAY
    )

    change_notice(posted, change, by=clerk)

    posted.refresh_from_db()
    noted = posted.changes.get()
    assert (posted.office_telephone, posted.ends_on) == ("0827-5260002", date(2024, 2, 7))
    assert noted.what == "更改了受理电话，公示期自2024-02-02重新计算"
    assert posted.content_digest == content_digest(posted) != before


def test_a_change_on_the_first_day_costs_no_day(posted, clerk):
    change_notice(posted, Change({"title": "更正的标题"}, "错字", POSTED_ON), by=clerk)

    posted.refresh_from_db()
    assert posted.ends_on == ENDS_ON
    assert posted.changes.get().what == "更改了标题"


def test_a_changed_notice_is_found_under_its_new_title(posted, clerk):
    change_notice(posted, Change({"title": "劳动模范推荐公示"}, "错字", POSTED_ON), by=clerk)

    assert type(posted).objects.filter(search_text__matches="劳动模范").exists()


@pytest.mark.parametrize(
    ("words", "why", "code"),
    [
        ({"title": "新标题"}, " ", "reason-needed"),
        ({}, "有误", "nothing-changed"),
        ({"office_telephone": "13800138000"}, "有误", "mobile-number-shown"),
        ({"office_address": ""}, "有误", "notice-without-office"),
    ],
    ids=["没有原因", "没有变化", "个人手机", "没有地址"],
)
def test_a_change_is_refused_that_no_notice_could_show(posted, clerk, words, why, code):
    with pytest.raises(Refusal) as refused:
        change_notice(posted, Change(words, why, FRIDAY), by=clerk)

    assert codes(refused) == [code]
    posted.refresh_from_db()
    assert posted.ends_on == ENDS_ON


def test_an_entry_is_corrected_before_everybody(posted, clerk):
    entry = posted.entries.get(order=1)

    correct_entry(entry, Change({"unit": "巴中市第二中学"}, "单位有误", FRIDAY), by=clerk)

    posted.refresh_from_db()
    assert posted.changes.get().what.startswith("更正了第1项的单位")
    assert posted.ends_on == date(2024, 2, 7)


def test_a_correction_that_shows_too_much_names_its_field(posted, clerk):
    entry = posted.entries.get(order=2)
    change = Change({"account": "电话13800138000"}, "补充", FRIDAY)

    with pytest.raises(Refusal) as refused:
        correct_entry(entry, change, by=clerk)

    assert refused.value.findings[0].field == "account"
    entry.refresh_from_db()
    assert "138" not in entry.account


def test_a_notice_grows_longer_and_objections_with_it(posted, clerk):
    extend_notice(posted, ends_on=date(2024, 2, 9), why="群众要求", on=FRIDAY, by=clerk)

    posted.refresh_from_db()
    assert (posted.ends_on, posted.objections_until) == (date(2024, 2, 9), date(2024, 2, 9))


def test_a_notice_never_grows_shorter(posted, clerk):
    with pytest.raises(Refusal) as refused:
        extend_notice(posted, ends_on=FRIDAY, why="提前", on=FRIDAY, by=clerk)

    assert codes(refused) == ["notice-not-longer"]


def test_a_draft_is_not_changed_this_way(notice, clerk):
    with pytest.raises(Refusal) as refused:
        extend_notice(notice, ends_on=FRIDAY, why="延长", on=FRIDAY, by=clerk)

    assert codes(refused) == ["not-possible-now"]


def test_an_outsider_changes_nothing(posted, here):
    stranger = official(here, Role.HEAD, "巴中市卫生局")
    with pytest.raises(PermissionDenied, match="更改公示"):
        change_notice(posted, Change({"title": "新"}, "改", FRIDAY), by=stranger)


def test_somebody_is_taken_off_and_the_others_go_on(posted, clerk):
    entry = posted.entries.get(order=2)

    remove_entry(entry, reason="异议成立", on=FRIDAY, by=clerk)

    posted.refresh_from_db()
    assert [one.order for one in shown_entries(posted)] == [1]
    assert posted.ends_on == ENDS_ON
    assert posted.content_digest == content_digest(posted)
    assert posted.changes.get().what == "撤下第2项"
    standing = notice_standing(LI.subject, on=FRIDAY)
    assert standing.is_removed


def test_nobody_is_taken_off_twice_without_reason_or_from_a_draft(posted, clerk):
    entry = posted.entries.get(order=2)
    with pytest.raises(Refusal) as refused:
        remove_entry(entry, reason=" ", on=FRIDAY, by=clerk)
    assert codes(refused) == ["reason-needed"]
    remove_entry(entry, reason="本人去世", on=FRIDAY, by=clerk)
    with pytest.raises(Refusal) as refused:
        remove_entry(entry, reason="本人去世", on=FRIDAY, by=clerk)
    assert codes(refused) == ["entry-removed-already"]


def test_a_draft_loses_nobody_this_way(notice, clerk):
    with pytest.raises(Refusal) as refused:
        remove_entry(notice.entries.get(order=1), reason="去世", on=FRIDAY, by=clerk)

    assert codes(refused) == ["not-possible-now"]


def test_a_draft_has_no_period_to_reckon_with(notice):
    known = work_calendar(POSTED_ON)

    assert missed_days(notice, POSTED_ON, known) == 0
    with pytest.raises(ValueError, match="顺延"):
        end_after(notice, 1, known)
    type(notice).objects.filter(pk=notice.pk).update(length=None)
    notice.refresh_from_db()
    with pytest.raises(ValueError, match="期限"):
        end_counted_again(notice, POSTED_ON, known)


def test_taken_down_on_a_first_day_that_does_not_count_only_the_others_are_missed(
    draft, clerk, head, hang, calendar
):
    own = OwnTerms(2, DayUnit.WORKING_DAYS, counts_first_day=False, basis="评选通知")
    posted = post_notice(draft_notice(draft(own=own), by=clerk), on=POSTED_ON, by=head)
    carrier = hang(posted)

    remove_carrier(
        carrier, at=moment(POSTED_ON, 10), now=moment(POSTED_ON, 12), reason="损坏", by=clerk
    )

    # 原为2月1日、2日；少的两天顺延为2月4日（调休）、5日。
    posted.refresh_from_db()
    assert posted.ends_on == MONDAY
