"""Drafts saved as one types, by one or several people; nothing typed is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.applications.intake import faults_in
from honours.applications.models import Application, Contributor
from honours.applications.operations import chain, sharing
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import discard_draft, save_draft
from honours.applications.queries.judging import judge_application, judge_typed
from honours.applications.vocabulary import ApplicationField, ApplicationKind, Part
from honours.audit.models import Entry
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Refusal
from honours.registry.operations.activities import Registration, register_activity
from honours.registry.operations.standings import StandingOrder, change_standing
from honours.registry.vocabulary import PeriodKind
from tests.applications.conftest import FILLED, TODAY
from tests.factories import official

NAME, SCOPE, PERIOD = ApplicationField.NAME, ApplicationField.SCOPE, ApplicationField.PERIOD


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def activity(here, people):
    particulars = {
        "name": "通江县优秀教师评选",
        "level": Level.COUNTY,
        "hosts": ["通江县教育局"],
        "period_kind": PeriodKind.REGULAR,
        "period_months": 24,
        "collectives": 5,
        "last_held_on": date(2021, 9, 10),
        "charges_fee": False,
    }
    return register_activity(
        Registration(here["通江县教育局"], particulars), by=people.examiner, on=TODAY
    )


@pytest.fixture
def another(here, people):
    particulars = {"name": "通江县优秀班主任评选", "level": Level.COUNTY}
    return register_activity(
        Registration(here["通江县教育局"], particulars), by=people.examiner, on=TODAY
    )


def test_an_application_is_filled_in_from_the_register(here, people, activity):
    request = Request(ApplicationKind.ADJUST, here["通江县教育局"], 2023, activity)

    application = begin_application(request, by=people.filer, on=TODAY)

    assert application.name == "通江县优秀教师评选"
    assert application.raw == {
        "name": "通江县优秀教师评选",
        "hosts": "通江县教育局",
        "basis_kind": "未写明",
        "period": "2年1次",
        "last_held_on": "2021年9月10日",
        "collectives": "5",
        "charges_fee": "否",
    }
    assert [c.part for c in application.contributors.all()] == [Part.FILER]


def test_an_application_begins_only_where_kind_item_and_year_fit(here, people, activity, another):
    unit = here["通江县教育局"]
    misfits = [
        (Request(ApplicationKind.EXIT, unit, 2023), "activity-missing"),
        (Request(ApplicationKind.SET_UP, unit, 2023, activity), "activity-not-new"),
        (Request(ApplicationKind.MERGE, unit, 2023, activity), "partners-missing"),
        (Request(ApplicationKind.MERGE, unit, 2023, activity, (activity,)), "partners-missing"),
        (Request(ApplicationKind.HOLD, unit, 2023, activity, (another,)), "partners-not-asked"),
        (Request(ApplicationKind.HOLD, unit, 2025, activity), "year-out-of-reach"),
    ]
    for request, code in misfits:
        with pytest.raises(Refusal) as refusal:
            begin_application(request, by=people.filer, on=TODAY)
        assert codes(refusal) == [code]


def test_the_same_draft_is_not_begun_twice(here, people, activity):
    request = Request(ApplicationKind.EXIT, here["通江县教育局"], 2023, activity)
    begin_application(request, by=people.filer, on=TODAY)

    with pytest.raises(Refusal) as refusal:
        begin_application(request, by=people.colleague, on=TODAY)

    assert codes(refusal) == ["draft-open"]


def test_what_was_revoked_is_not_asked_for_again_as_it_was(here, people, activity):
    order = StandingOrder(activity, "revoke", "清理撤销", "巴清联办〔2010〕5号")
    change_standing(order, effective_on=TODAY, by=people.examiner)

    with pytest.raises(Refusal) as refusal:
        begin_application(
            Request(ApplicationKind.HOLD, here["通江县教育局"], 2023, activity),
            by=people.filer,
            on=TODAY,
        )

    assert codes(refusal) == ["activity-not-in-force"]


def test_nobody_begins_for_others_or_about_what_he_may_not_see(here, people, activity):
    with pytest.raises(PermissionDenied):
        begin_application(
            Request(ApplicationKind.SET_UP, here["通江县教育局"], 2023),
            by=people.city_filer,
            on=TODAY,
        )
    with pytest.raises(PermissionDenied, match="管辖范围"):
        begin_application(
            Request(ApplicationKind.HOLD, here["巴中市教育局"], 2023, activity),
            by=people.city_filer,
            on=TODAY,
        )


def test_what_is_typed_becomes_values(filled):
    filled.refresh_from_db()

    assert filled.hosts == ["通江县人民政府"]
    assert (filled.period_kind, filled.period_months) == (PeriodKind.REGULAR, 60)
    assert filled.planned_on == date(2023, 9, 10)
    assert (filled.collectives, filled.individuals) == (10, 30)
    assert filled.basis_kind == "law"
    assert filled.demands_matching is False


def test_what_cannot_be_read_is_kept_beside_its_finding(filled, people):
    saved = save_draft(
        filled,
        {PERIOD: "看情况", ApplicationField.PLANNED: "13月", ApplicationField.COLLECTIVES: "若干"},
        version=1,
        by=people.filer,
    )
    saved.refresh_from_db()

    assert saved.raw["period"] == "看情况"
    assert (saved.planned_on, saved.collectives, saved.period_months) == (None, None, None)
    found = {(finding.code, str(finding.field)) for finding in faults_in(saved.raw)}
    assert {
        ("field-unreadable", "period"),
        ("field-unreadable", "planned_on"),
        ("field-unreadable", "collectives"),
    } <= found


def test_saving_costs_few_queries(filled, people):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        save_draft(filled, {NAME: "通江县教育先进个人"}, version=1, by=people.filer)

    asked = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= 8, asked


def test_saving_nothing_new_changes_nothing(filled, people):
    before = Entry.objects.count()

    saved = save_draft(filled, FILLED, version=1, by=people.filer)

    assert saved.edit == 1
    assert Entry.objects.count() == before


def test_two_people_in_different_fields_do_not_disturb_each_other(filled, people):
    save_draft(filled, {NAME: "通江县教育先进个人"}, version=1, by=people.filer)
    saved = save_draft(filled, {SCOPE: "全县中小学"}, version=1, by=people.colleague)

    assert (saved.name, saved.scope, saved.edit) == ("通江县教育先进个人", "全县中小学", 3)
    assert saved.edited["name"]["by"] == "filer"
    assert saved.edited["scope"]["name"] == people.colleague.name


def test_two_people_in_one_field_see_both_texts(filled, people):
    save_draft(filled, {NAME: "甲名称"}, version=1, by=people.filer)

    with pytest.raises(Refusal) as refusal:
        save_draft(filled, {NAME: "乙名称", SCOPE: "全县"}, version=1, by=people.colleague)

    (finding,) = refusal.value.findings
    assert finding.code == "changed-meanwhile"
    assert finding.detail == {"您填写的": "乙名称", "现有内容": "甲名称"}
    assert Application.objects.get().scope == "全县教育系统"


def test_two_tabs_of_one_person_see_both_texts(filled, people):
    save_draft(filled, {NAME: "甲名称"}, version=1, by=people.filer, page="tab-1")
    assert (
        save_draft(filled, {NAME: "甲的名称"}, version=1, by=people.filer, page="tab-1").edit == 3
    )

    with pytest.raises(Refusal, match="您自己在另一个页面修改") as refusal:
        save_draft(filled, {NAME: "乙名称"}, version=1, by=people.filer, page="tab-2")

    (finding,) = refusal.value.findings
    assert finding.detail == {"您填写的": "乙名称", "现有内容": "甲的名称"}
    saved = save_draft(filled, {NAME: "乙名称"}, version=3, by=people.filer, page="tab-2")
    assert saved.name == "乙名称"


def test_whoever_has_seen_the_other_text_may_replace_it(filled, people):
    save_draft(filled, {NAME: "甲名称"}, version=1, by=people.filer)

    assert save_draft(filled, {NAME: "乙名称"}, version=2, by=people.colleague).name == "乙名称"


def test_the_names_of_fields_are_in_the_book_and_their_texts_are_not(filled):
    entry = Entry.objects.get(verb="applications.application.save")

    assert entry.actor == "filer"
    assert set(entry.detail["fields"]) == set(FILLED)
    assert "教师法" not in str(entry.detail)


def test_the_undertaker_in_the_hosts_brackets_gives_way_to_its_own_field(draft, people):
    hosts = {ApplicationField.HOSTS: "通江县人民政府（通江县教育局）"}
    saved = save_draft(draft, hosts, version=0, by=people.filer)
    assert saved.co_hosts == ["通江县教育局"]

    own = {ApplicationField.CO_HOSTS: "通江县体育局"}
    saved = save_draft(draft, own, version=1, by=people.filer)
    again = {ApplicationField.HOSTS: "通江县委（通江县教育局）"}
    assert save_draft(draft, again, version=2, by=people.filer).co_hosts == ["通江县体育局"]


def test_a_chosen_kind_of_basis_goes_before_what_the_text_sounds_like(draft, people):
    chosen = {ApplicationField.BASIS_KIND: "地方性法规", ApplicationField.BASIS: "《教师法》"}

    assert save_draft(draft, chosen, version=0, by=people.filer).basis_kind == "local_regulation"


def test_only_those_with_a_part_write(here, filled, people):
    official(here, Role.HEAD, "通江县教育局", username="watcher")
    with pytest.raises(PermissionDenied, match="受邀"):
        save_draft(filled, {NAME: "改名"}, version=1, by=people.head)

    sharing.invite_contributor(filled, people.head, Part.DRAFTER, by=people.filer)
    assert save_draft(filled, {NAME: "改名"}, version=1, by=people.head).name == "改名"

    sharing.invite_contributor(filled, people.head, Part.REVIEWER, by=people.filer)
    with pytest.raises(PermissionDenied):
        save_draft(filled, {NAME: "再改"}, version=2, by=people.head)


def test_a_part_can_be_taken_away_and_strangers_get_none(filled, people):
    sharing.invite_contributor(filled, people.head, Part.DRAFTER, by=people.filer)
    part = Contributor.objects.get(user=people.head)
    sharing.dismiss_contributor(part, by=people.colleague)
    with pytest.raises(PermissionDenied):
        save_draft(filled, {NAME: "改名"}, version=1, by=people.head)
    with pytest.raises(Refusal) as refusal:
        sharing.invite_contributor(filled, people.city_head, Part.DRAFTER, by=people.filer)
    assert codes(refusal) == ["contributor-outside"]
    with pytest.raises(PermissionDenied):
        save_draft(filled, {NAME: "改名"}, version=1, by=people.city_filer)


def test_what_is_submitted_is_not_written_any_more(filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)

    with pytest.raises(Refusal) as refusal:
        save_draft(filled, {NAME: "改名"}, version=1, by=people.filer)

    assert codes(refusal) == ["not-being-written"]


def test_a_draft_is_thrown_away_unless_it_was_submitted(here, filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)
    with pytest.raises(Refusal) as refusal:
        discard_draft(filled, by=people.filer)
    assert codes(refusal) == ["already-submitted"]

    other = begin_application(
        Request(ApplicationKind.TEMPORARY, here["通江县教育局"], 2023), by=people.filer, on=TODAY
    )
    discard_draft(other, by=people.colleague)
    assert list(Application.objects.all()) == [filled]
    assert Entry.objects.filter(verb="applications.application.discard").count() == 1


def test_what_is_typed_is_judged_as_it_would_be_when_saved(filled, people):
    typed = {PERIOD: "看情况", NAME: "通江县中国好教师"}

    while_typing = judge_typed(filled, typed, TODAY)
    assert filled.raw["period"] == "5年1次"
    saved = save_draft(filled, typed, version=1, by=people.filer)

    assert while_typing == judge_application(saved, TODAY)
    assert not while_typing.passed


@pytest.mark.parametrize(
    ("content", "taken"), [("%PDF-1.4\n%%EOF\n", True), ("MZ program", False)]
)
def test_papers_of_the_basis_are_kept_where_somebody_can_read_them(filled, people, content, taken):
    paper = sharing.Paper("依据.pdf", content.encode())
    if not taken:
        with pytest.raises(Refusal):
            sharing.attach_basis(filled, paper, by=people.filer)
        return
    attachment = sharing.attach_basis(filled, paper, by=people.filer)
    assert attachment.subject == filled.subject()
    sharing.detach_basis(filled, attachment, by=people.colleague)


def test_papers_stay_once_the_application_has_gone(here, filled, people):
    paper = sharing.Paper("依据.pdf", b"%PDF-1.4\n%%EOF\n")
    attachment = sharing.attach_basis(filled, paper, by=people.filer)
    with pytest.raises(PermissionDenied):
        sharing.detach_basis(filled, attachment, by=people.city_filer)
    other = begin_application(
        Request(ApplicationKind.TEMPORARY, here["通江县教育局"], 2023), by=people.filer, on=TODAY
    )
    with pytest.raises(PermissionDenied, match="不属于"):
        sharing.detach_basis(other, attachment, by=people.filer)
    chain.submit_application(filled, by=people.filer, on=TODAY)
    with pytest.raises(Refusal) as refusal:
        sharing.detach_basis(filled, attachment, by=people.filer)
    assert codes(refusal) == ["not-being-written"]


def test_judging_what_is_typed_costs_the_same_however_long_the_register_is(here, filled, people):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            judge_typed(filled, {NAME: "通江县优秀教师"}, TODAY)
        return len(queries)

    first = asked()
    for number in range(3):
        particulars = {"name": f"巴中市优秀教师第{number}类", "level": Level.CITY}
        register_activity(
            Registration(here["巴中市教育局"], particulars), by=people.examiner, on=TODAY
        )

    assert first <= asked() <= 16
