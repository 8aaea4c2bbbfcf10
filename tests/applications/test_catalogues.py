"""Notice, the province's answer, the catalogue of the year, and what the register makes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from honours.applications.models import Application, CatalogueEntry
from honours.applications.operations import chain
from honours.applications.operations.answers import Reply, put_on_notice, record_answers
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.catalogues import (
    Issue,
    explain_unheld,
    publish_catalogue,
    record_held,
)
from honours.applications.operations.drafts import save_draft
from honours.applications.queries.catalogues import (
    approved_item,
    catalogue_of,
    issues_of,
    unheld_entries,
    visible_entries,
)
from honours.applications.vocabulary import (
    Answer,
    ApplicationField,
    ApplicationKind,
    ApplicationState,
    EntryState,
)
from honours.audit.models import Entry
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.notices.checks.periods import OwnTerms
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import EntryDraft, NoticeDraft, Office, draft_notice
from honours.notices.operations.notices import end_notice, post_notice
from honours.notices.operations.waivers import Waiver, waive_notice
from honours.notices.vocabulary import CarrierKind, NoticeKind, NoticeLevel
from honours.policies.models import Document
from honours.policies.vocabulary import DocumentKind, DocumentState
from honours.registry.models import Activity, Lineage
from honours.registry.operations.activities import Registration, register_activity
from honours.registry.vocabulary import PeriodKind, Standing
from honours.workflow.deadlines import remind
from honours.workflow.models import Deadline, Reminder
from tests.applications.conftest import FILLED, TODAY
from tests.policies.samples import import_shipped

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LATER = date(2023, 4, 20)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def reply_document(db):
    return Document.objects.create(
        number="川评组办函〔2023〕12号",
        title="关于同意2023年度市县评比达标表彰项目的函",
        issuer="四川省评比达标表彰工作协调小组办公室",
        level=Level.PROVINCE,
        kind=DocumentKind.PROVINCIAL_DOCUMENT,
        issued_on=date(2023, 4, 18),
        state=DocumentState.ISSUED,
    )


@pytest.fixture
def waived(here, people):
    """Registers that an application need not be put to the public, and moves it on."""

    def waive(application):
        waiver = Waiver(
            application.subject(),
            NoticeLevel.CITY,
            "涉密",
            "巴中市评比协调小组",
            TODAY,
            "保密规定",
        )
        waive_notice(here["巴中市"], waiver, by=people.examiner)
        return put_on_notice(application, by=people.examiner, on=TODAY)

    return waive


@pytest.fixture
def answer(people, reply_document):
    def record(application, answer=Answer.AGREED, **more):
        return record_answers(
            [Reply(application, answer, **more)],
            document=reply_document,
            decided_on=date(2023, 4, 18),
            by=people.examiner,
            on=LATER,
        )[0]

    return record


@pytest.fixture
def approved(reported, waived, answer):
    waived(reported)
    answer(reported)
    return reported


@pytest.fixture
def published(here, people, approved):
    issue = Issue(here["巴中市"], 2023, LATER)
    return publish_catalogue(issue, [approved], by=people.examiner)


@pytest.fixture
def climbed(people, waived, answer):
    """Takes a draft about a registered item all the way to the province's answer."""

    def climb(application, **more):
        chain.submit_application(application, by=people.filer, on=TODAY)
        chain.sign_application(application, by=people.head)
        chain.examine_in_county(application, by=people.county_examiner)
        chain.propose_for_county(application, by=people.county_leader)
        chain.study_application(application, opinion="同意。", by=people.examiner)
        chain.agree_application(application, by=people.leader)
        chain.report_application(application, number="报〔2023〕5号", on=TODAY, by=people.examiner)
        waived(application)
        answer(application, **more)
        return application

    return climb


def registered(here, people, name):
    particulars = {
        "name": name,
        "level": Level.COUNTY,
        "hosts": ["通江县人民政府"],
        "period_kind": PeriodKind.REGULAR,
        "period_months": 24,
    }
    return register_activity(
        Registration(here["通江县教育局"], particulars), by=people.examiner, on=TODAY
    )


def asked(here, people, kind, activity, fields, *partners):
    request = Request(kind, here["通江县教育局"], 2023, activity, partners)
    application = begin_application(request, by=people.filer, on=TODAY)
    return save_draft(application, fields, version=0, by=people.filer)


def test_without_a_notice_it_is_not_on_notice(reported, people):
    with pytest.raises(Refusal) as refusal:
        put_on_notice(reported, by=people.examiner, on=TODAY)

    assert codes(refusal) == ["notice-missing"]


def test_nothing_is_approved_while_its_notice_runs(here, reported, people, answer):
    seed_calendar()
    draft = NoticeDraft(
        organization=here["通江县教育局"],
        kind=NoticeKind.ITEM,
        level=NoticeLevel.CITY,
        subject_of=reported.subject(),
        title="2023年度拟报项目公示",
        conditions="见申报表",
        scope="全市",
        office=Office("市人社局公务员管理科", "0827-5260001", "江北大道1号"),
        entries=(
            EntryDraft(reported.name, "通江县教育局", "", reported.subject(), is_person=False),
        ),
        own=OwnTerms(5, "working_days", counts_first_day=True, basis="通知第四条"),
    )
    notice = draft_notice(draft, by=people.filer)
    post_notice(notice, on=date(2023, 3, 6), by=people.head)
    at = datetime(2023, 3, 6, 1, tzinfo=UTC)
    carrier = CarrierDraft(CarrierKind.WEBSITE, "市政府网站", at, Proof("证明.pdf", PDF))
    add_carrier(notice, carrier, now=at + timedelta(minutes=1), by=people.filer)
    put_on_notice(reported, by=people.examiner, on=date(2023, 3, 6))
    with pytest.raises(Refusal) as refusal:
        answer(reported)
    assert "notice-not-over" in codes(refusal)

    end_notice(notice, on=date(2023, 3, 13), by=people.head)

    assert answer(reported).answer == Answer.AGREED


def test_the_province_answers_with_its_document(approved, answer):
    approved.refresh_from_db()

    assert approved.state == ApplicationState.APPROVED
    assert approved.approval.document.number == "川评组办函〔2023〕12号"
    assert approved.versions.last().occasion == "approved"
    entry = Entry.objects.get(verb="applications.approval.record")
    assert entry.detail["answer"] == "agreed"


def test_a_citys_document_approves_nothing(reported, waived, answer, reply_document):
    import_shipped()
    waived(reported)
    Document.objects.filter(pk=reply_document.pk).update(level=Level.CITY)
    reply_document.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        answer(reported)

    assert codes(refusal) == ["not-an-approver"]


def test_an_answer_is_complete_and_of_a_day_that_fits(reported, waived, people, reply_document):
    waived(reported)
    period = ApplicationField.PERIOD
    wrong = [
        (Reply(reported, Answer.AGREED_ADJUSTED), "elements-missing"),
        (Reply(reported, Answer.AGREED, {period: "5年1次"}), "elements-not-asked"),
        (Reply(reported, Answer.AGREED_ADJUSTED, {period: "不知道"}), "field-unreadable"),
    ]
    for reply, code in wrong:
        with pytest.raises(Refusal) as refusal:
            record_answers(
                [reply],
                document=reply_document,
                decided_on=date(2023, 4, 18),
                by=people.examiner,
                on=LATER,
            )
        assert codes(refusal) == [code]
    with pytest.raises(Refusal) as refusal:
        record_answers(
            [Reply(reported, Answer.AGREED)],
            document=reply_document,
            decided_on=date(2023, 4, 1),
            by=people.examiner,
            on=date(2023, 3, 31),
        )
    assert codes(refusal) == ["document-not-yet", "day-in-the-future"]


def test_what_was_adjusted_goes_on_as_it_was_approved(reported, waived, answer):
    waived(reported)

    approval = answer(
        reported,
        Answer.AGREED_ADJUSTED,
        elements={ApplicationField.COLLECTIVES: "8", ApplicationField.PERIOD: "3年1次"},
        note="名额从严",
    )

    reported.refresh_from_db()
    assert (reported.collectives, reported.period_months) == (8, 36)
    assert approval.changed == ["collectives", "period"]
    first, last = reported.versions.first(), reported.versions.last()
    assert (first.content["collectives"], last.content["collectives"]) == ("10", "8")


def test_a_refusal_of_the_province_ends_it_with_its_reason(reported, answer):
    with pytest.raises(Refusal) as refusal:
        answer(reported, Answer.REFUSED)
    assert codes(refusal) == ["reason-needed"]

    answer(reported, Answer.REFUSED, note="省级已设")

    assert reported.state == ApplicationState.REFUSED


def test_a_new_item_enters_register_and_catalogue(here, published, approved):
    approved.refresh_from_db()
    activity = approved.activity

    assert activity.name == "通江县教育工作先进集体和先进个人"
    assert activity.established_on == date(2023, 4, 18)
    assert published.issue == 1
    item = approved_item(activity, 2023)
    assert (item.collectives, item.individuals, item.document) == (
        10,
        30,
        "川评组办函〔2023〕12号",
    )
    assert approved_item(activity, 2024) is None
    assert [entry.name for entry in catalogue_of(2023, here["通江县"])] == [activity.name]
    assert not catalogue_of(2023, here["巴州区"])


def test_every_further_issue_has_its_number(here, people, published):
    assert [one.issue for one in issues_of(2023, here["巴中市"])] == [1]
    with pytest.raises(Refusal) as refusal:
        publish_catalogue(Issue(here["巴中市"], 2023, LATER), [], by=people.examiner)
    assert codes(refusal) == ["catalogue-empty"]


def test_nothing_of_another_year_or_unapproved_or_by_strangers_is_published(
    here, people, approved
):
    with pytest.raises(Refusal) as refusal:
        publish_catalogue(Issue(here["巴中市"], 2024, LATER), [approved], by=people.examiner)
    assert codes(refusal) == ["not-of-this-catalogue"]
    with pytest.raises(Refusal) as refusal:
        publish_catalogue(Issue(here["巴州区"], 2023, LATER), [approved], by=people.examiner)
    assert codes(refusal) == ["not-of-this-catalogue"]
    request = Request(ApplicationKind.TEMPORARY, here["通江县教育局"], 2023)
    draft = begin_application(request, by=people.filer, on=TODAY)
    with pytest.raises(Refusal) as refusal:
        publish_catalogue(Issue(here["巴中市"], 2023, LATER), [draft], by=people.examiner)
    assert codes(refusal) == ["not-possible-now"]
    with pytest.raises(PermissionDenied):
        publish_catalogue(Issue(here["巴中市"], 2023, LATER), [approved], by=people.leader)


def test_an_adjustment_changes_the_register_and_keeps_the_wording_before(here, people, climbed):
    activity = registered(here, people, "通江县优秀教师评选")
    fields = FILLED | {
        ApplicationField.NAME: "通江县优秀教师评选",
        ApplicationField.REASON: "与五年周期一致",
    }
    application = climbed(asked(here, people, ApplicationKind.ADJUST, activity, fields))

    publish_catalogue(Issue(here["巴中市"], 2023, LATER), [application], by=people.examiner)

    activity.refresh_from_db()
    assert activity.period_months == 60
    assert activity.revisions.last().reason == "依川评组办函〔2023〕12号批复"


def test_an_item_held_as_registered_only_enters_the_catalogue(here, people, climbed):
    activity = registered(here, people, "通江县优秀教师评选")
    application = asked(
        here,
        people,
        ApplicationKind.HOLD,
        activity,
        {field: text for field, text in FILLED.items() if field is not ApplicationField.PERIOD}
        | {ApplicationField.NAME: "通江县优秀教师评选"},
    )

    publish_catalogue(
        Issue(here["巴中市"], 2023, LATER), [climbed(application)], by=people.examiner
    )

    assert approved_item(activity, 2023).period_months == 24


def test_merged_items_leave_the_register_for_the_one_they_go_into(here, people, climbed):
    kept = registered(here, people, "通江县优秀教师评选")
    gone = registered(here, people, "通江县师德标兵评选")
    fields = FILLED | {ApplicationField.REASON: "内容相近"}
    application = climbed(asked(here, people, ApplicationKind.MERGE, kept, fields, gone))

    publish_catalogue(Issue(here["巴中市"], 2023, LATER), [application], by=people.examiner)

    gone.refresh_from_db()
    assert (gone.state, gone.merged_into) == (Standing.MERGED, kept)
    assert Lineage.objects.get().later == kept


def test_an_item_that_leaves_may_not_be_held(here, people, climbed):
    activity = registered(here, people, "通江县优秀教师评选")
    fields = {ApplicationField.REASON: "任务已经完成"}
    application = climbed(asked(here, people, ApplicationKind.EXIT, activity, fields))

    publish_catalogue(Issue(here["巴中市"], 2023, LATER), [application], by=people.examiner)

    activity.refresh_from_db()
    assert activity.state == Standing.EXITED
    assert approved_item(activity, 2023) is None
    assert CatalogueEntry.objects.get().state == EntryState.LEFT
    assert not Deadline.objects.exists()


def test_a_temporary_item_is_registered_for_once(here, people, climbed):
    request = Request(ApplicationKind.TEMPORARY, here["通江县教育局"], 2023)
    application = begin_application(request, by=people.filer, on=TODAY)
    save_draft(application, FILLED, version=0, by=people.filer)

    publish_catalogue(
        Issue(here["巴中市"], 2023, LATER), [climbed(application)], by=people.examiner
    )

    assert Activity.objects.get().period_kind == PeriodKind.ONCE


def test_from_december_on_the_workbench_asks_why_it_was_not_held(people, published):
    entry = published.entries.get()
    mandate = mandate_of(people.head)
    assert Deadline.objects.get().due_on == date(2023, 12, 31)
    assert not unheld_entries(mandate, date(2023, 11, 30))
    assert not remind(date(2023, 11, 30))

    assert list(unheld_entries(mandate, date(2023, 12, 1))) == [entry]
    remind(date(2023, 12, 1))
    remind(date(2024, 1, 2))

    assert {r.role for r in Reminder.objects.all()} == {"filer", "head", "examiner"}


def test_the_head_explains_in_writing_and_is_not_asked_again(people, published):
    entry = published.entries.get()
    with pytest.raises(PermissionDenied):
        explain_unheld(entry, text="因疫情推迟", by=people.filer)
    with pytest.raises(Refusal):
        explain_unheld(entry, text=" ", by=people.head)

    explain_unheld(entry, text="因疫情推迟", by=people.head)

    entry.refresh_from_db()
    assert (entry.state, entry.explanation) == (EntryState.EXPLAINED, "因疫情推迟")
    assert not unheld_entries(mandate_of(people.head), date(2023, 12, 1))


def test_what_was_held_in_its_year_is_not_asked_about(people, published):
    entry = published.entries.get()
    with pytest.raises(Refusal) as refusal:
        record_held(entry, held_on=date(2024, 1, 5), by=people.filer)
    assert codes(refusal) == ["held-in-another-year"]

    record_held(entry, held_on=date(2023, 9, 10), by=people.filer)

    assert not unheld_entries(mandate_of(people.head), date(2023, 12, 1))
    assert approved_item(entry.activity, 2023) is not None


def test_entries_are_seen_within_reach_alone(people, published):
    assert visible_entries(mandate_of(people.filer)).count() == 1
    assert not visible_entries(mandate_of(people.city_filer))


def test_an_item_held_exactly_as_it_stands_leaves_the_register_alone(here, people, climbed):
    activity = registered(here, people, "通江县优秀教师评选")
    application = climbed(asked(here, people, ApplicationKind.HOLD, activity, {}))
    before = activity.revisions.count()

    publish_catalogue(Issue(here["巴中市"], 2023, LATER), [application], by=people.examiner)

    assert activity.revisions.count() == before
    assert approved_item(activity, 2023).name == "通江县优秀教师评选"


def test_what_speaks_of_no_item_is_not_carried_into_the_register(here, people, climbed):
    activity = registered(here, people, "通江县优秀教师评选")
    application = climbed(asked(here, people, ApplicationKind.HOLD, activity, {}))
    Application.objects.filter(pk=application.pk).update(activity=None)

    with pytest.raises(Refusal) as refusal:
        publish_catalogue(Issue(here["巴中市"], 2023, LATER), [application], by=people.examiner)

    assert codes(refusal) == ["activity-missing"]
    application.refresh_from_db()
    assert application.state == ApplicationState.APPROVED
