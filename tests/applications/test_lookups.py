"""What is looked up about an application: its company, its like, its hosts, its papers."""

from datetime import date

import pytest

from honours.applications.intake import faults_in, read_entry, text_of
from honours.applications.operations import chain, sharing
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.queries.judging import facts_of
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.directory.vocabulary import Level, OrganizationKind
from honours.policies.models import Document
from honours.registry.operations.activities import Registration, register_activity
from honours.registry.operations.standings import StandingOrder, change_standing
from honours.registry.vocabulary import Audience, PeriodKind
from tests.applications.conftest import FILLED, TODAY

F = ApplicationField


def begun(here, people, fields=FILLED, kind=ApplicationKind.TEMPORARY):
    request = Request(kind, here["通江县教育局"], 2023)
    application = begin_application(request, by=people.colleague, on=TODAY)
    return save_draft(application, fields, version=0, by=people.colleague)


def registered(here, people, name, level, unit):
    particulars = {"name": name, "level": level, "hosts": ["四川省教育厅"]}
    return register_activity(
        Registration(here[unit], particulars), by=people.examiner, on=date(2023, 1, 5)
    )


def test_drafts_of_others_do_not_count_and_what_was_submitted_does(here, filled, people):
    other = begun(here, people, FILLED | {F.NAME: "通江县劳动模范"})
    assert facts_of(filled, TODAY).item.yearly_count == 1

    chain.submit_application(other, by=people.colleague, on=TODAY)

    facts = facts_of(filled, TODAY)
    assert (facts.item.yearly_count, facts.times_this_year) == (2, 1)


def test_the_same_item_asked_for_twice_in_a_year_is_counted(here, filled, people):
    chain.submit_application(begun(here, people), by=people.colleague, on=TODAY)

    assert facts_of(filled, TODAY).times_this_year == 2


def test_the_same_or_a_similar_item_above_is_found(here, filled, people):
    registered(here, people, "巴中市教育工作先进集体和先进个人", Level.CITY, "巴中市教育局")

    (twin,) = facts_of(filled, TODAY).item.upper_duplicates

    assert (twin.name, twin.level) == ("巴中市教育工作先进集体和先进个人", Level.CITY)


def test_what_was_revoked_and_comes_back_is_found(here, filled, people):
    gone = registered(
        here, people, "通江县教育工作先进集体和先进个人", Level.COUNTY, "通江县教育局"
    )
    order = StandingOrder(gone, "revoke", "清理撤销", "巴清联办〔2010〕5号")
    change_standing(order, effective_on=date(2023, 2, 1), by=people.examiner)

    item = facts_of(filled, TODAY).item

    assert item.revived_from.revoked_on == date(2023, 2, 1)
    assert not item.same_level_duplicates


def test_the_same_item_of_the_same_place_is_found(here, filled, people):
    registered(here, people, "通江县教育工作先进集体和先进个人", Level.COUNTY, "通江县教育局")

    assert len(facts_of(filled, TODAY).item.same_level_duplicates) == 1


def test_its_own_item_is_not_its_double(here, people):
    own = registered(
        here, people, "通江县教育工作先进集体和先进个人", Level.COUNTY, "通江县教育局"
    )
    request = Request(ApplicationKind.HOLD, here["通江县教育局"], 2023, own)
    application = begin_application(request, by=people.filer, on=TODAY)

    facts = facts_of(application, TODAY)

    assert not facts.item.same_level_duplicates
    assert facts.changed == frozenset()


def test_hosts_are_known_by_the_tree_or_by_how_they_are_called(filled, people):
    hosts = {F.HOSTS: "通江县教育局、通江县人民政府、中共通江县委、通江县林业局、先进集体评选组"}
    save_draft(filled, hosts, version=1, by=people.filer)

    assert facts_of(filled, TODAY).item.host_kinds == (
        OrganizationKind.DEPARTMENT,
        OrganizationKind.GOVERNMENT,
        OrganizationKind.PARTY,
        OrganizationKind.DEPARTMENT,
        None,
    )


def test_the_place_gives_the_name_that_the_item_carries(filled, people):
    assert facts_of(filled, TODAY).item.region_name == "通江县"


@pytest.mark.parametrize(("number", "known"), [("巴教发〔2009〕3号", True), ("", False)])
def test_the_basis_is_looked_up_in_the_library(filled, people, number, known):
    Document.objects.create(number=number or "其他〔2009〕1号", title="通知", level=Level.CITY)
    save_draft(filled, {F.BASIS: "巴教发〔2009〕3号第二条"}, version=1, by=people.filer)

    assert facts_of(filled, TODAY).item.is_basis_document_known is known


def test_papers_of_the_basis_are_seen(filled, people):
    assert not facts_of(filled, TODAY).has_basis_text
    sharing.attach_basis(filled, sharing.Paper("依据.pdf", b"%PDF-1.4\n%%EOF\n"), by=people.filer)

    assert facts_of(filled, TODAY).has_basis_text


def test_an_unnamed_draft_has_nothing_like_it(draft):
    assert facts_of(draft, TODAY).item.upper_duplicates == ()


@pytest.mark.parametrize(
    ("field", "typed", "values"),
    [
        (F.NAME, "  通江县 教育  ", {"name": "通江县 教育"}),
        (F.KIND, "表彰", {"kind": "commendation"}),
        (F.KIND, "commendation", {"kind": "commendation"}),
        (F.KIND, "", {"kind": ""}),
        (F.BASIS_KIND, "", {"basis_kind": "unknown"}),
        (F.BASIS_KIND, "law", {"basis_kind": "law"}),
        (F.AUDIENCES, "企业、群众", {"audiences": [Audience.ENTERPRISES, Audience.PUBLIC]}),
        (F.PERIOD, "一次性", {"period_kind": PeriodKind.ONCE, "period_months": None}),
        (F.COLLECTIVES, "10个", {"collectives": 10}),
        (F.MATCHING, "否", {"demands_matching": False}),
        (F.REMARKS, "\x00无", {"remarks": "无"}),
    ],
)
def test_texts_become_values(field, typed, values):
    entry = read_entry(field, typed)

    assert entry.values == values
    assert not entry.fault


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (F.NAME, "长" * 201),
        (F.KIND, "别的"),
        (F.BASIS_KIND, "口头"),
        (F.PERIOD, "看情况"),
        (F.PLANNED, "2023年13月"),
        (F.COLLECTIVES, "若干"),
        (F.COLLECTIVES, "99999999999"),
        (F.CHARGES_FEE, "也许"),
    ],
)
def test_what_cannot_be_read_says_so_and_never_fails(field, typed):
    assert [finding.field for finding in faults_in({field: typed}) if finding.is_blocking] == [
        field
    ]


@pytest.mark.parametrize(
    ("field", "values", "text"),
    [
        (F.PERIOD, {"period_kind": "regular", "period_months": "60"}, "5年1次"),
        (F.PERIOD, {"period_kind": "regular", "period_months": "30"}, "30个月1次"),
        (F.PERIOD, {"period_kind": "once", "period_months": None}, "一次性"),
        (F.PERIOD, {"period_kind": "unknown", "period_months": None}, ""),
        (F.PLANNED, {"planned_on": date(2023, 9, 1)}, "2023年9月1日"),
        (F.CHARGES_FEE, {"charges_fee": True}, "是"),
        (F.HOSTS, {"hosts": ["甲局", "乙局"]}, "甲局、乙局"),
        (F.AUDIENCES, {"audiences": ["enterprises"]}, "企业"),
        (F.COLLECTIVES, {"collectives": 0}, "0"),
        (F.SCOPE, {}, ""),
    ],
)
def test_values_are_printed_as_people_write_them(field, values, text):
    assert text_of(field, values) == text


def test_what_was_read_with_a_doubt_only_asks_to_be_looked_at():
    (finding,) = faults_in({F.MATCHING: "否，但鼓励各县参照"})

    assert (finding.code, finding.is_blocking) == ("field-unsure", False)
