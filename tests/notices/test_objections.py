"""Objections on their road: taken in, accepted or not, found, answered, appealed."""

import json
import logging
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.notices.models.notices import NoticeEntry
from honours.notices.models.objections import (
    IdentityOpening,
    Objection,
    ObjectionMessage,
    ObjectorIdentity,
)
from honours.notices.operations import objections
from honours.notices.operations.objections import (
    Evidence,
    Objector,
    attach_evidence,
    file_objection,
)
from honours.notices.operations.objections_appeals import appeal
from honours.notices.operations.objections_claims import claim
from honours.notices.operations.objections_findings import (
    Judgement,
    confirm_finding,
    propose_finding,
    record_review,
    return_finding,
)
from honours.notices.operations.objections_handling import (
    Acceptance,
    Decline,
    accept_objection,
    answer_objection,
    begin_inquiry,
    change_handler,
    close_objection,
    decline_objection,
    record_inquiry,
    refer_objection,
)
from honours.notices.operations.objections_identity import (
    identify_objector,
    note_openings,
    open_identity,
)
from honours.notices.operations.objections_messages import MESSAGES_IN_A_ROW, write_message
from honours.notices.queries.objections import (
    count_objections,
    objection_standing,
    objection_standings,
    objections_visible_to,
    openings_to_note,
    rules_for,
)
from honours.notices.vocabulary import (
    Channel,
    Conclusion,
    DeclineGround,
    Disposition,
    Ground,
    Identification,
    Naming,
    NoticeState,
    ObjectionOutcome,
    ObjectionState,
    PostmarkRule,
    Speaker,
)
from honours.privacy.queries import attachments_of
from honours.workflow.models import Deadline, Passage
from tests import factories
from tests.notices.objection_desk import (
    CONTENT,
    EDUCATION,
    HEALTH,
    LEAD,
    NAME,
    NUMBER,
    OBJECTOR,
    PERSONAL,
    SUBJECT,
    TELEPHONE,
    desk_in,
    entry_of,
    notice_of,
    today,
)

PIXEL = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
SUSTAINED = Judgement(
    conclusion=Conclusion.SUSTAINED, outcome=ObjectionOutcome.REMOVE, text="奖项不实。"
)


@pytest.fixture
def desk(db):
    return desk_in(factories.city())


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def late_by(desk, days):
    """Move the notice into the past: its last day for objections was so many days ago."""
    notice = desk.notice
    notice.posted_on = today() - timedelta(days=days + 10)
    notice.ends_on = notice.objections_until = today() - timedelta(days=days)
    notice.save()


# Coming in.


def test_the_public_files_without_account_and_only_a_digest_of_the_code_is_kept(desk):
    receipt = desk.filed()

    kept = Objection.objects.get()
    assert kept.state == ObjectionState.RECEIVED
    assert kept.organization == desk.here[LEAD]
    assert kept.named == desk.here[EDUCATION]
    assert kept.arrived_on == today()
    assert kept.entered_by is None
    assert str(kept) == f"异议第{kept.pk}号"
    assert receipt.claim_code not in json.dumps(dump_of_tables())
    assert receipt.claim_code.replace("-", "") not in json.dumps(dump_of_tables())
    assert claim(receipt.claim_code.lower().replace("-", " "), client="a") == kept


def dump_of_tables():
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - tables of our own
            found[table] = [[str(value) for value in row] for row in cursor.fetchall()]
    return found


def test_neither_identity_nor_content_stands_readable_in_any_table(desk):
    desk.answered(desk.filed().objection)
    text = json.dumps(dump_of_tables(), ensure_ascii=False)

    for secret in (*PERSONAL, CONTENT, "到学校查阅", "您反映的问题已查清", "所获奖项有误"):
        assert secret not in text


def test_who_objects_is_not_printed_by_accident(desk):
    assert NAME not in repr(OBJECTOR)


def test_a_notice_without_its_day_has_no_rules(desk):
    desk.notice.posted_on = None
    with pytest.raises(TypeError, match="没有公示日期"):
        rules_for(desk.notice)


def test_an_anonymous_objection_has_no_identity_at_all(desk):
    objection = desk.filed(None).objection

    assert objection.naming == Naming.ANONYMOUS
    assert not ObjectorIdentity.objects.exists()
    with pytest.raises(Refusal) as refused:
        open_identity(accepted(desk, objection), reason="联系", by=desk.inspector)
    assert codes(refused) == ["no-identity"]


def accepted(desk, objection, **known):
    return accept_objection(objection, Acceptance(**known), by=desk.inspector)


def test_a_letter_is_entered_by_an_inspector_and_by_nobody_else(desk):
    receipt = desk.letter(arrived_on=today(), postmark_on=today() - timedelta(days=2))
    assert receipt.objection.entered_by == desk.inspector

    letter = desk.submission(channel=Channel.LETTER)
    with pytest.raises(PermissionDenied, match="人事监察科"):
        file_objection(desk.notice, letter, by=desk.leader)
    with pytest.raises(Refusal) as refused:
        file_objection(desk.notice, letter, by=desk.insider)
    assert codes(refused) == ["own-case"]
    assert Objection.objects.count() == 1


def test_what_is_missing_is_told_all_at_once_and_nothing_is_kept(desk):
    elsewhere = entry_of(notice_of(desk.here, subject_of="commendations.slate:2"), desk.here)
    faulty = desk.submission(
        content=" ", entry=elsewhere, arrived_on=today(), postmark_on=today() + timedelta(days=1)
    )
    with pytest.raises(Refusal) as refused:
        file_objection(desk.notice, faulty, Objector(name="", identity_number="1"))

    assert codes(refused)[:3] == ["entry-elsewhere", "content-missing", "objector-name-missing"]
    assert codes(refused)[-1] == "sent-after-arrival"
    assert not Objection.objects.exists()


def test_one_form_makes_one_objection_however_often_it_is_sent(desk):
    file_objection(desk.notice, desk.submission(), form_token="a-token")
    with pytest.raises(Refusal) as refused:
        file_objection(desk.notice, desk.submission(), form_token="a-token")
    assert codes(refused) == ["sent-twice"]


def test_two_clicks_at_the_same_moment_make_one_objection(desk, monkeypatch):
    monkeypatch.setattr(objections, "_refuse_sent_twice", lambda token: None)
    file_objection(desk.notice, desk.submission(), form_token="a-token")
    with pytest.raises(Refusal) as refused:
        file_objection(desk.notice, desk.submission(), form_token="a-token")
    assert codes(refused) == ["sent-twice"]

    monkeypatch.setattr(objections, "new_claim_code", lambda: "A" * 25)
    desk.filed()
    with pytest.raises(IntegrityError):
        desk.filed()


def test_a_notice_that_was_withdrawn_takes_no_objection(desk):
    desk.notice.state = NoticeState.WITHDRAWN
    desk.notice.save()
    with pytest.raises(Refusal) as refused:
        desk.filed()
    assert codes(refused) == ["notice-not-posted"]


def test_evidence_is_kept_encrypted_and_what_would_act_is_refused(desk):
    receipt = file_objection(
        desk.notice, desk.submission(), evidence=(Evidence("证据.pdf", PIXEL),)
    )
    [kept] = attachments_of(receipt.objection.subject())
    assert kept.added_by == "(反映人)"

    with pytest.raises(Refusal) as refused:
        attach_evidence(receipt.objection, Evidence("病毒.exe", b"MZ"), by=desk.inspector)
    assert codes(refused) == ["file-kind-unknown"]


# Who handles it.


def test_the_named_body_never_handles_its_own_case(desk):
    notice = notice_of(desk.here, EDUCATION, subject_of="commendations.slate:3")
    entry = entry_of(notice, desk.here)
    own = file_objection(notice, desk.submission(entry=entry), None).objection
    assert own.organization == desk.here["巴中市"]

    for deed in (
        lambda: accept_objection(own, Acceptance(), by=desk.insider),
        lambda: decline_objection(own, decline_as(DeclineGround.OUT_OF_SCOPE), by=desk.insider),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert "own-case" in codes(refused)
    assert "own-case" in tried_codes(
        lambda: change_handler(own, to=desk.insider, reason="", by=desk.leader)
    )
    assert not objections_visible_to(desk.insider).exists()
    assert accept_objection(own, Acceptance(), by=desk.inspector).handler == desk.inspector


def tried_codes(deed):
    with pytest.raises(Refusal) as refused:
        deed()
    return codes(refused)


def decline_as(ground, **known):
    usual = {"disposition": Disposition.DECLINED, "answer": "不予受理，理由如上。"}
    return Decline(ground=ground, **{**usual, **known})


def test_whoever_put_it_forward_as_its_own_does_not_handle_it_either(desk):
    NoticeEntry.objects.filter(pk=desk.entry.pk).update(nominator=desk.here[LEAD])
    desk.entry.refresh_from_db()
    objection = desk.filed().objection

    assert objection.organization == desk.here["巴中市"]
    assert tried_codes(lambda: accepted(desk, objection)) == ["own-case"]
    assert not objections_visible_to(desk.inspector).exists()


def test_a_case_that_names_a_whole_city_goes_to_the_province(desk):
    NoticeEntry.objects.filter(pk=desk.entry.pk).update(organization=desk.here["巴中市"])
    desk.entry.refresh_from_db()
    assert desk.filed().objection.organization == desk.here["四川省"]


def test_a_case_that_names_everybody_stays_at_the_top(desk):
    NoticeEntry.objects.filter(pk=desk.entry.pk).update(organization=desk.here["四川省"])
    desk.entry.refresh_from_db()
    assert desk.filed().objection.organization == desk.here["四川省"]


def test_an_objection_to_the_procedure_of_a_notice_names_whoever_posted_it(desk):
    procedure = desk.filed(entry=None, ground=Ground.PROCEDURE).objection
    whole = desk.filed(entry=None, ground=Ground.OTHER).objection

    assert (procedure.named, procedure.organization.name) == (desk.here[LEAD], "巴中市")
    assert (whole.named, whole.organization.name) == (None, LEAD)


# Accepting and declining.


@pytest.mark.parametrize(
    ("rule", "sent_after", "expected"),
    [
        (PostmarkRule.ARRIVAL, 0, ["objection-late"]),
        (PostmarkRule.DISPATCH, 0, []),
        (PostmarkRule.DISPATCH, 1, ["objection-late"]),
        (PostmarkRule.DISPATCH, None, ["postmark-missing"]),
    ],
)
def test_a_letter_that_arrives_late_is_judged_by_the_postmark_its_notice_announced(
    desk, rule, sent_after, expected
):
    late_by(desk, 2)
    desk.notice.postmark_rule = rule
    desk.notice.save()
    sent = desk.notice.objections_until
    sent = None if sent_after is None else sent + timedelta(days=sent_after)
    letter = desk.letter(postmark_on=sent).objection

    if expected:
        assert tried_codes(lambda: accepted(desk, letter)) == expected
        assert Objection.objects.get().state == ObjectionState.RECEIVED
    else:
        assert accepted(desk, letter).state == ObjectionState.ACCEPTED


def test_a_postmark_read_later_is_entered_when_the_letter_is_accepted(desk):
    late_by(desk, 2)
    desk.notice.postmark_rule = PostmarkRule.DISPATCH
    desk.notice.save()
    letter = desk.letter().objection
    accepted(desk, letter, postmark_on=desk.notice.objections_until)
    assert Objection.objects.get().postmark_on == desk.notice.objections_until


def test_a_late_objection_is_kept_and_answered_with_its_clause(desk):
    late_by(desk, 1)
    objection = desk.filed().objection
    declined = decline_objection(
        objection,
        decline_as(DeclineGround.LATE, disposition=Disposition.PETITION),
        by=desk.inspector,
    )

    declined.refresh_from_db()
    assert declined.state == ObjectionState.DECLINED
    assert declined.disposition == Disposition.PETITION
    assert declined.decline_citation == "公示“拟推荐先进个人公示”公告事项"
    assert declined.ended_on == today()
    assert objection_standing(SUBJECT, today()).open == 0


def test_nobody_is_turned_away_on_a_ground_that_does_not_hold(desk):
    objection = desk.filed().objection
    late = decline_as(DeclineGround.LATE)
    assert tried_codes(lambda: decline_objection(objection, late, by=desk.inspector)) == [
        "decline-ground-unsupported"
    ]
    mute = decline_as(DeclineGround.OUT_OF_SCOPE, answer=" ")
    assert tried_codes(lambda: decline_objection(objection, mute, by=desk.inspector)) == [
        "answer-missing"
    ]


def test_a_real_name_that_is_demanded_is_asked_for(desk):
    desk.notice.real_name_required = True
    desk.notice.save()
    assert tried_codes(lambda: accepted(desk, desk.filed(None).objection)) == [
        "real-name-demanded"
    ]
    assert accepted(desk, desk.filed().objection).state == ObjectionState.ACCEPTED


def test_the_day_of_the_answer_goes_with_the_case_until_it_is_answered(desk):
    objection = desk.filed().objection
    due = today() + timedelta(days=30)
    accepted(desk, objection, answer_due_on=due)
    begin_inquiry(objection, by=desk.inspector)

    [open_now] = Deadline.objects.filter(met_at=None)
    assert (open_now.due_on, open_now.state) == (due, ObjectionState.INQUIRING)
    assert open_now.escalate_to == Role.PRINCIPAL_LEADER

    record_inquiry(objection, on=today(), account="查阅档案。", by=desk.inspector)
    propose_finding(objection, SUSTAINED, by=desk.inspector)
    return_finding(objection, reason="再查一人", by=desk.leader)
    assert Deadline.objects.get(met_at=None).state == ObjectionState.INQUIRING
    propose_finding(objection, SUSTAINED, by=desk.inspector)
    confirm_finding(objection, by=desk.leader)
    answer_objection(objection, "已查清。", by=desk.inspector)
    assert not Deadline.objects.filter(met_at=None).exists()


def test_impossible_days_are_refused_while_a_case_is_handled(desk):
    objection = accepted(desk, desk.filed().objection)
    begin_inquiry(objection, by=desk.inspector)
    for day in (today() + timedelta(days=1), objection.arrived_on - timedelta(days=1)):
        assert tried_codes(
            lambda day=day: record_inquiry(objection, on=day, account="查", by=desk.inspector)
        ) == ["inquiry-day-impossible"]
    answered = desk.found(desk.filed().objection)
    yesterday = today() - timedelta(days=1)
    assert tried_codes(
        lambda: answer_objection(answered, "查清。", by=desk.inspector, appeal_until=yesterday)
    ) == ["appeal-day-past"]


def test_without_a_day_there_is_no_deadline(desk):
    accepted(desk, desk.filed().objection)
    assert not Deadline.objects.exists()


# Inquiry, finding, answer.


def test_a_finding_rests_on_an_inquiry_and_is_signed_by_another(desk):
    objection = accepted(desk, desk.filed().objection)
    begin_inquiry(objection, by=desk.inspector)
    assert tried_codes(lambda: propose_finding(objection, SUSTAINED, by=desk.inspector)) == [
        "inquiry-missing"
    ]
    record_inquiry(objection, on=today(), account="查阅档案。", by=desk.inspector)
    propose_finding(objection, SUSTAINED, by=desk.inspector)
    with pytest.raises(PermissionDenied, match="主要领导"):
        confirm_finding(objection, by=desk.inspector)

    confirm_finding(objection, by=desk.leader)
    objection.finding.refresh_from_db()
    assert objection.finding.confirmed_by == desk.leader
    assert objection.finding.confirmed_on == today()


def test_one_person_with_both_posts_does_not_sign_what_he_found_himself(desk):
    factories.appointed(desk.here, desk.inspector, Role.PRINCIPAL_LEADER, LEAD)
    objection = desk.inquired(desk.filed().objection)
    propose_finding(objection, SUSTAINED, by=desk.colleague)
    assert tried_codes(lambda: confirm_finding(objection, by=desk.inspector)) == [
        "maker-is-checker"
    ]


def test_whoever_took_part_in_the_inquiry_does_not_sign_either(desk):
    objection = accepted(desk, desk.filed().objection)
    begin_inquiry(objection, by=desk.colleague)
    record_inquiry(objection, on=today(), account="查阅档案。", by=desk.inspector)
    propose_finding(objection, SUSTAINED, by=desk.colleague)
    factories.appointed(desk.here, desk.inspector, Role.PRINCIPAL_LEADER, LEAD)
    assert tried_codes(lambda: confirm_finding(objection, by=desk.inspector)) == ["inquirer-signs"]


@pytest.mark.parametrize(
    ("conclusion", "outcome", "code"),
    [
        (Conclusion.UNFOUNDED, ObjectionOutcome.REMOVE, "unfounded-changes-nothing"),
        (Conclusion.SUSTAINED, ObjectionOutcome.KEEP, "sustained-changes-something"),
    ],
)
def test_conclusion_and_outcome_go_together(desk, conclusion, outcome, code):
    objection = desk.inquired(desk.filed().objection)
    judgement = Judgement(conclusion=conclusion, outcome=outcome, text="如此。")
    assert tried_codes(lambda: propose_finding(objection, judgement, by=desk.inspector)) == [code]
    empty = Judgement(conclusion=Conclusion.PARTLY, outcome=ObjectionOutcome.KEEP, text="")
    assert tried_codes(lambda: propose_finding(objection, empty, by=desk.inspector)) == [
        "text-missing"
    ]


def test_an_inquiry_is_recorded_by_the_handler_while_it_lasts(desk):
    objection = accepted(desk, desk.filed().objection)
    deed = {"on": today(), "account": "查阅档案。"}
    assert tried_codes(lambda: record_inquiry(objection, **deed, by=desk.inspector)) == [
        "not-inquiring"
    ]
    begin_inquiry(objection, by=desk.inspector)
    with pytest.raises(PermissionDenied, match="办理人"):
        record_inquiry(objection, **deed, by=desk.colleague)
    assert tried_codes(
        lambda: record_inquiry(objection, on=today(), account="", by=desk.inspector)
    ) == ["account-missing"]


def test_upper_rooms_are_told_what_has_to_be_done(desk):
    objection = desk.filed().objection
    assert objection_standing(SUBJECT, today()).open == 1
    desk.closed(objection)

    standing = objection_standing(SUBJECT, today())
    assert (standing.open, standing.sustained) == (0, 1)
    assert standing.outcomes == (ObjectionOutcome.REMOVE,)
    assert objection_standing(SUBJECT, today() - timedelta(days=1)).received == 0
    assert count_objections([desk.notice.pk], today())[desk.notice.pk] == standing


def test_standings_of_many_subjects_take_three_queries(desk, django_assert_num_queries):
    other = NoticeEntry.objects.create(
        notice=desk.notice, order=9, subject="commendations.nomination:8", unit="某单位"
    )
    desk.filed()
    desk.filed(entry=None)
    wanted = [SUBJECT, other.subject, desk.notice.subject_of, "commendations.nomination:99"]
    with django_assert_num_queries(3):
        found = objection_standings(wanted, today())

    assert [found[subject].received for subject in wanted] == [2, 1, 2, 0]


def test_a_new_notice_answers_the_finding_that_demanded_one(desk):
    desk.closed(desk.filed().objection, Conclusion.SUSTAINED, ObjectionOutcome.RENOTICE)
    assert objection_standing(SUBJECT, today()).outcomes == (ObjectionOutcome.RENOTICE,)

    again = notice_of(
        desk.here, subject_of="commendations.slate:9", posted_on=today(), title="重新公示"
    )
    entry_of(again, desk.here)
    assert objection_standing(SUBJECT, today()).outcomes == ()


# Appeals.


def test_an_appeal_goes_to_the_level_above_and_to_other_hands(desk):
    county = notice_of(desk.here, "通江县", subject_of="commendations.slate:4")
    entry = entry_of(county, desk.here, "通江县教育局")
    mine = {
        role: factories.official(desk.here, role, "通江县")
        for role in (Role.INSPECTOR, Role.PRINCIPAL_LEADER)
    }
    case = file_objection(county, desk.submission(entry=entry), None).objection
    assert case.organization == desk.here["通江县"]
    accept_objection(case, Acceptance(), by=mine[Role.INSPECTOR])
    assert tried_codes(lambda: appeal(case, "不服。")) == ["not-answered-yet"]
    begin_inquiry(case, by=mine[Role.INSPECTOR])
    record_inquiry(case, on=today(), account="谈话。", by=mine[Role.INSPECTOR])
    kept = Judgement(
        conclusion=Conclusion.UNFOUNDED, outcome=ObjectionOutcome.KEEP, text="不成立。"
    )
    propose_finding(case, kept, by=mine[Role.INSPECTOR])
    confirm_finding(case, by=mine[Role.PRINCIPAL_LEADER])
    answer_objection(case, "不成立。", by=mine[Role.INSPECTOR])
    close_objection(case, by=mine[Role.INSPECTOR])

    again = appeal(case, "档案查得不全。")

    assert again.organization == desk.here["巴中市"]
    assert again.appeal_of == case
    assert again.claim_digest == ""
    assert str(again) == f"复核申请第{again.pk}号"
    assert tried_codes(lambda: appeal(case, "再次不服。")) == ["appealed-once"]
    assert tried_codes(lambda: appeal(again, "再次不服。")) == ["appealed-once"]
    assert objection_standing(SUBJECT, today()).open == 1
    desk.closed(again)
    assert objection_standing(SUBJECT, today()).outcomes == (ObjectionOutcome.REMOVE,)


def test_nobody_judges_on_appeal_what_he_has_judged_before(desk):
    province = factories.official(desk.here, Role.INSPECTOR, "四川省")
    case = desk.answered(desk.filed().objection)
    again = appeal(case, "不服。")
    assert again.organization == desk.here["四川省"]
    factories.appointed(desk.here, desk.inspector, Role.INSPECTOR, "四川省")

    assert tried_codes(lambda: accepted(desk, again)) == ["judged-before"]
    assert accept_objection(again, Acceptance(), by=province).handler == province


def test_an_appeal_to_a_superior_outside_is_passed_on_and_its_finding_recorded(desk):
    case = desk.closed(desk.filed().objection)
    again = appeal(case, "不服。")

    assert again.organization == desk.here[LEAD]
    assert again.referred_to == desk.here["四川省"]
    assert "superior-judges" in tried_codes(
        lambda: accept_objection(again, Acceptance(), by=desk.colleague)
    )
    refer_objection(again, by=desk.colleague)
    reviewed = Judgement(
        conclusion=Conclusion.UNFOUNDED,
        outcome=ObjectionOutcome.KEEP,
        text="省级复核：不成立。",
        source="川评组函〔2010〕3号",
    )
    unsourced = Judgement(
        conclusion=Conclusion.UNFOUNDED, outcome=ObjectionOutcome.KEEP, text="不成立。"
    )
    assert tried_codes(lambda: record_review(again, unsourced, by=desk.colleague)) == [
        "source-missing"
    ]
    record_review(again, reviewed, by=desk.colleague)
    answer_objection(again, "省级复核认为不成立。", by=desk.colleague)
    close_objection(again, by=desk.colleague)
    assert objection_standing(SUBJECT, today()).sustained == 0


def test_what_is_judged_here_is_not_passed_on(desk):
    objection = desk.filed().objection
    assert tried_codes(lambda: refer_objection(objection, by=desk.inspector)) == ["judged-here"]


def test_there_is_no_appeal_above_the_top(desk):
    NoticeEntry.objects.filter(pk=desk.entry.pk).update(organization=desk.here["巴中市"])
    desk.entry.refresh_from_db()
    case = desk.filed().objection
    Objection.objects.filter(pk=case.pk).update(state=ObjectionState.ANSWERED)
    assert tried_codes(lambda: appeal(case, "不服。")) == ["nobody-above"]


def test_an_inspector_enters_an_appeal_that_came_by_letter(desk):
    case = desk.answered(desk.filed().objection)
    with pytest.raises(PermissionDenied):
        appeal(case, "不服。", by=desk.leader)
    assert appeal(case, "不服。", by=desk.colleague).channel == Channel.LETTER


# The sealed identity.


def test_an_identity_is_opened_by_the_handler_for_a_reason_and_everybody_knows(desk):
    objection = accepted(desk, desk.filed().objection)
    opened = open_identity(objection, reason="电话核对年份", by=desk.inspector)

    assert (opened.name, opened.telephone, opened.identity_number) == (NAME, TELEPHONE, NUMBER)
    assert NAME not in repr(opened)
    [row] = IdentityOpening.objects.all()
    assert (row.opened_by, row.reason) == (desk.inspector, "电话核对年份")
    assert LEAD in row.post
    [entry] = Entry.objects.filter(verb="notices.objection.open_identity")
    assert entry.actor == desk.inspector.username
    assert "电话核对年份" not in str(entry.detail)
    assert list(openings_to_note(desk.leader)) == [row]
    assert note_openings(objection, by=desk.leader) == 1
    assert not openings_to_note(desk.leader).exists()


def test_nobody_else_opens_an_identity(desk):
    objection = accepted(desk, desk.filed().objection)
    for other in (desk.colleague, desk.leader):
        with pytest.raises(PermissionDenied):
            open_identity(objection, reason="想看看", by=other)
    assert tried_codes(lambda: open_identity(objection, reason="想看看", by=desk.insider)) == [
        "own-case"
    ]
    assert tried_codes(lambda: open_identity(objection, reason=" ", by=desk.inspector)) == [
        "opening-reason-missing"
    ]
    assert not IdentityOpening.objects.exists()
    assert not openings_to_note(desk.inspector).exists()


def test_a_closed_case_stays_sealed(desk):
    objection = desk.closed(desk.filed().objection)
    assert tried_codes(lambda: open_identity(objection, reason="再看", by=desk.inspector)) == [
        "case-closed"
    ]


def test_a_name_is_checked_by_whoever_opened_it_without_telling_it_to_others(desk):
    objection = accepted(desk, desk.filed().objection)
    assert tried_codes(
        lambda: identify_objector(objection, Identification.CONFIRMED, by=desk.inspector)
    ) == ["identity-not-opened"]
    open_identity(objection, reason="核对姓名", by=desk.inspector)
    identify_objector(objection, Identification.CONFIRMED, by=desk.inspector)
    objection.identity.refresh_from_db()
    assert objection.identity.identification == Identification.CONFIRMED


def test_an_appeal_is_about_the_same_sealed_identity(desk):
    province = factories.official(desk.here, Role.INSPECTOR, "四川省")
    again = appeal(desk.answered(desk.filed().objection), "不服。")
    accept_objection(again, Acceptance(), by=province)
    assert open_identity(again, reason="复核联系", by=province).name == NAME


def test_the_leader_gives_a_case_to_another_hand(desk):
    objection = accepted(desk, desk.filed().objection)
    with pytest.raises(PermissionDenied):
        change_handler(objection, to=desk.colleague, reason="出差", by=desk.inspector)
    change_handler(objection, to=desk.colleague, reason="出差", by=desk.leader)
    objection.refresh_from_db()
    assert open_identity(objection, reason="接办", by=desk.colleague).name == NAME
    with pytest.raises(PermissionDenied):
        open_identity(objection, reason="接办", by=desk.inspector)


def test_neither_book_nor_road_nor_log_ever_holds_who_objects(desk, caplog):
    caplog.set_level(logging.DEBUG)
    objection = desk.filed().objection
    accepted(desk, objection)
    open_identity(objection, reason="联系", by=desk.inspector)
    write_message(objection, "请补充档案号。", by=desk.inspector)
    write_message(objection, f"我是{NAME}，电话{TELEPHONE}")

    book = json.dumps(
        [[entry.verb, entry.subject, entry.actor, entry.detail] for entry in Entry.objects.all()],
        ensure_ascii=False,
    )
    road = json.dumps(list(Passage.objects.values_list()), ensure_ascii=False, default=str)
    for secret in (*PERSONAL, CONTENT):
        assert secret not in book
        assert secret not in road
        assert secret not in caplog.text


# Messages.


def test_two_sides_write_without_names(desk):
    objection = accepted(desk, desk.filed(None).objection)
    write_message(objection, "请说明是哪一年。", by=desk.inspector)
    write_message(objection, "2008年。")

    said = [(one.speaker, one.text) for one in ObjectionMessage.objects.all()]
    assert said == [
        (Speaker.HANDLER, "请说明是哪一年。"),
        (Speaker.OBJECTOR, "2008年。"),
    ]
    with pytest.raises(PermissionDenied):
        write_message(objection, "我来说。", by=desk.colleague)
    assert tried_codes(lambda: write_message(objection, " ")) == ["text-missing"]


def test_the_objector_waits_for_an_answer_after_many_messages(desk):
    objection = accepted(desk, desk.filed(None).objection)
    for number in range(MESSAGES_IN_A_ROW):
        write_message(objection, f"补充{number}")
    assert tried_codes(lambda: write_message(objection, "再补充")) == ["too-many-messages"]
    write_message(objection, "收到。", by=desk.inspector)
    write_message(objection, "再补充")


def test_a_closed_case_is_silent_and_a_declined_one_is_not(desk):
    closed = desk.closed(desk.filed().objection)
    assert tried_codes(lambda: write_message(closed, "还有一事")) == ["case-closed"]
    declined = decline_objection(
        desk.filed().objection, decline_as(DeclineGround.OUT_OF_SCOPE), by=desk.inspector
    )
    write_message(declined, "补充实名：某某。")


# Claim codes.


def test_guessing_claim_codes_is_slowed_down(desk):
    receipt = desk.filed()
    for number in range(10):
        with pytest.raises(Refusal) as refused:
            claim(f"WRONG-{number}", client="1.2.3.4")
        assert codes(refused) == ["claim-code-unknown"]
    assert tried_codes(lambda: claim(receipt.claim_code, client="1.2.3.4")) == ["too-many-tries"]
    assert claim(receipt.claim_code, client="5.6.7.8") == receipt.objection
    [entry] = Entry.objects.filter(verb="notices.attempt.slow_down")
    assert "1.2.3.4" not in str(dump_of_tables())
    assert entry.actor == ""


def test_an_empty_code_is_nobodys(desk):
    Objection.objects.filter(pk=desk.filed().objection.pk).update(claim_digest="")
    assert tried_codes(lambda: claim(" - ", client="a")) == ["claim-code-unknown"]


# Who sees what.


def test_objections_are_seen_by_inspectors_and_the_leader_alone(desk):
    objection = desk.filed().objection
    factories.official(desk.here, Role.INSPECTOR, HEALTH)
    seen = {
        user.username: list(objections_visible_to(user))
        for user in (desk.inspector, desk.colleague, desk.leader)
    }
    assert all(rows == [objection] for rows in seen.values())
    for role in set(Role) - {Role.INSPECTOR, Role.PRINCIPAL_LEADER}:
        if "administrator" not in role:
            other = factories.official(desk.here, role, LEAD, jurisdiction="巴中市")
            assert not objections_visible_to(other).exists()
    for administrator in (desk.here.system_administrator, desk.here.audit_administrator):
        assert not objections_visible_to(administrator).exists()
    for role in (Role.INSPECTOR, Role.PRINCIPAL_LEADER, Role.HEAD):
        named = factories.official(desk.here, role, EDUCATION, jurisdiction="巴中市")
        assert not objections_visible_to(named).exists()
