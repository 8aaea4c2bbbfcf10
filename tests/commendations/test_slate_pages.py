"""The pages of lists: composed step by step, judged live, signed, taken over, printed."""

import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from honours.audit.queries import entries_about
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Excess, Slate, SlateFlag
from honours.commendations.operations.slates import SlateKey, compose_slate, open_slate
from honours.commendations.queries.slate_board import slates_waiting_on
from honours.commendations.queries.slates import roster_of
from honours.commendations.vocabulary import EditionState, SlateState, Tier
from honours.directory.operations.organizations import NewOrganization, found_organization
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.climbing import unit_slate
from tests.commendations.nominees import SEPTEMBER, member_over, submitted
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, EDUCATION, LEAD

HEAD = {"rank": "县处级副职", "is_leading": "是", "is_front_line": "否"}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel(SEPTEMBER):
        yield


@pytest.fixture
def signed_in(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


@pytest.fixture
def three(here, edition, unit):
    return [submitted(edition, unit, here.county_clerk) for _ in range(3)]


@pytest.fixture
def slate(here, edition, unit):
    key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
    return open_slate(key, by=here.county_clerk)


def url(name, *args):
    return reverse(f"commendations:{name}", args=args)


def order(slate):
    roster = roster_of(slate)
    return [one.pk for one in roster.listed], [one.pk for one in roster.reserves]


def press(client, slate, step, nomination, **more):
    return client.post(url("slate", slate.pk), {"step": f"{step}:{nomination.pk}"}, **more)


def test_a_list_is_opened_and_put_in_order_by_buttons_alone(here, edition, unit, three, signed_in):
    clerk = signed_in(here.county_clerk)
    answer = clerk.post(url("open_slate", edition.pk, unit.pk, "unit", "person", "first"))
    slate = Slate.objects.get()
    assert answer.url == url("slate", slate.pk)
    first, second, third = three
    for step, one in (("list", first), ("list", second), ("list", third), ("up", third)):
        assert press(clerk, slate, step, one).status_code == 302
    assert order(slate) == ([first.pk, third.pk, second.pk], [])
    press(clerk, slate, "down", first)
    press(clerk, slate, "out", second)
    assert order(slate) == ([third.pk, first.pk], [])
    press(clerk, slate, "reserve", first)
    assert order(slate) == ([third.pk], [first.pk])
    part = press(clerk, slate, "list", second, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert order(slate) == ([third.pk, second.pk], [first.pk])


def test_every_rule_is_told_with_its_working_and_clause_while_composing(
    here, edition, unit, slate, signed_in
):
    head = submitted(edition, unit, here.county_clerk, **HEAD)
    clerk = signed_in(here.county_clerk)
    text = press(clerk, slate, "list", head, headers={"HX-Request": "true"}).content.decode()
    assert "县处级干部1名" in text
    assert "超出1名" in text
    assert "川府办发电〔2011〕34号（三）" in text
    assert "县处级干部比例" in text


def test_the_smallest_change_is_told_with_reasons_and_taken_up_on_a_word(
    here, edition, unit, slate, three, signed_in
):
    head = submitted(edition, unit, here.county_clerk, **HEAD)
    compose_slate(slate, [head, three[0]], by=here.county_clerk)
    clerk = signed_in(here.county_clerk)
    page = clerk.get(url("slate_proposal", slate.pk)).content.decode()
    assert "调整1处" in page
    assert "采用" in page
    assert clerk.post(url("slate_proposal", slate.pk)).status_code == 302
    listed, _ = order(slate)
    assert head.pk not in listed
    assert len(listed) == 2
    done = clerk.get(url("slate_proposal", slate.pk)).content.decode()
    assert "不需要调整" in done
    assert clerk.post(url("slate_proposal", slate.pk)).status_code == 422


def test_who_has_nobody_to_put_in_is_told_what_kind_of_person_to_look_for(
    here, edition, unit, slate, signed_in
):
    head = submitted(edition, unit, here.county_clerk, **HEAD)
    compose_slate(slate, [head], by=here.county_clerk)
    clerk = signed_in(here.county_clerk)
    page = clerk.get(url("slate_proposal", slate.pk)).content.decode()
    assert "待定" in page
    clerk.post(url("slate_proposal", slate.pk))
    assert order(slate) == ([], [])


def test_the_list_is_signed_with_an_opinion_and_read_from_then_on(here, slate, three, signed_in):
    compose_slate(slate, three, by=here.county_clerk)
    clerk = signed_in(here.county_clerk)
    assert clerk.post(url("submit_slate", slate.pk)).status_code == 302
    assert press(clerk, slate, "out", three[0]).status_code == 422
    head = signed_in(here.county_head)
    assert "待签批" in head.get(url("slates")).content.decode()
    page = head.get(url("sign_slate", slate.pk)).content.decode()
    assert "坚持报送理由" not in page
    assert head.post(url("sign_slate", slate.pk), {"opinion": ""}).status_code == 422
    assert head.post(url("sign_slate", slate.pk), {"opinion": "同意推荐。"}).status_code == 302
    slate.refresh_from_db()
    assert slate.state == SlateState.SIGNED
    assert 'name="step"' not in head.get(url("slate", slate.pk)).content.decode()


def test_a_broken_ratio_is_signed_only_with_a_reason_and_then_criticised_and_returned(
    here, edition, unit, slate, signed_in
):
    head = submitted(edition, unit, here.county_clerk, **HEAD)
    compose_slate(slate, [head], by=here.county_clerk)
    signed_in(here.county_clerk).post(url("submit_slate", slate.pk))
    signer = signed_in(here.county_head)
    refused = signer.post(url("sign_slate", slate.pk), {"opinion": "特推荐。"})
    assert refused.status_code == 422
    assert "坚持报送理由" in refused.content.decode()
    assert "特推荐。" in refused.content.decode()
    given = {"opinion": "特推荐。", "insistence": "事迹特别突出。"}
    assert signer.post(url("sign_slate", slate.pk), given).status_code == 302
    county = signed_in(here.county_examiner)
    assert county.post(url("accept_slate", slate.pk)).status_code == 422
    told = county.get(url("slate_excess", slate.pk)).content.decode()
    assert "县处级干部1名" in told
    excess = {
        "measure": "提出批评，改报一线。",
        "document": "巴人发〔2010〕31号",
        "places": 1,
        "replaced_heads": 1,
    }
    assert county.post(url("slate_excess", slate.pk), excess).status_code == 302
    assert Excess.objects.get().places_taken_back == 1
    assert county.post(url("return_slate", slate.pk), {"reason": ""}).status_code == 422
    assert county.post(url("return_slate", slate.pk), {"reason": "改报一线。"}).status_code == 302
    slate.refresh_from_db()
    assert slate.state == SlateState.COMPOSING


def test_flags_are_judged_before_the_list_is_taken_over(here, edition, unit, signed_in):
    ranks = "2006年1月 县处级副职\n2010年8月 乡科级正职"
    one = submitted(edition, unit, here.county_clerk, rank="乡科级正职", ranks=ranks)
    slate = unit_slate(here, edition, [one])
    flag = SlateFlag.objects.get()
    county = signed_in(here.county_examiner)
    assert "写明核查结论" in county.get(url("slate", slate.pk)).content.decode()
    assert county.post(url("accept_slate", slate.pk)).status_code == 422
    address = url("judge_flag", slate.pk, flag.pk)
    assert county.get(address).status_code == 200
    assert county.post(address, {"judgement": "属正常改任。"}).status_code == 302
    assert county.post(url("accept_slate", slate.pk)).status_code == 302
    slate.refresh_from_db()
    assert slate.state == SlateState.ACCEPTED


def test_the_county_takes_lists_over_one_after_the_other_and_gathers_them_in_order(
    here, edition, unit, three, signed_in
):
    slate = unit_slate(here, edition, three[::-1])
    county = signed_in(here.county_examiner)
    desk = county.get(url("slates")).content.decode()
    assert "待审核接收" in desk
    bureau = here[COUNTY_BUREAU]
    opened = county.post(url("open_slate", edition.pk, bureau.pk, "county", "person", "first"))
    gathered = Slate.objects.get(tier=Tier.COUNTY)
    assert gathered.region == here["通江县"]
    empty = county.post(url("gather_slate", gathered.pk))
    assert empty.status_code == 422
    assert county.post(url("accept_slate", slate.pk)).url == url("slates")
    assert county.post(url("gather_slate", gathered.pk)).url == opened.url
    assert order(gathered) == ([one.pk for one in three[::-1]], [])


def test_what_a_unit_composes_is_its_own_affair_and_strangers_find_nothing(
    here, slate, three, signed_in
):
    compose_slate(slate, three, by=here.county_clerk)
    for stranger in (here.county_examiner, here.clerk, here.examiner):
        office = signed_in(stranger)
        for name in ("slate", "slate_proposal", "slate_summary", "sign_slate", "return_slate"):
            assert office.get(url(name, slate.pk)).status_code == 404, name
        assert office.post(url("submit_slate", slate.pk)).status_code == 404
    administrator = signed_in(here.here.system_administrator)
    assert administrator.get(url("slate", slate.pk)).status_code == 404


def test_only_the_right_post_composes_signs_and_takes_over(
    here, edition, unit, slate, three, signed_in
):
    head = signed_in(here.county_head)
    assert press(head, slate, "list", three[0]).status_code == 403
    assert (
        head.post(url("open_slate", edition.pk, unit.pk, "unit", "person", "first")).status_code
        == 404
    )
    compose_slate(slate, three, by=here.county_clerk)
    clerk = signed_in(here.county_clerk)
    clerk.post(url("submit_slate", slate.pk))
    assert clerk.post(url("sign_slate", slate.pk), {"opinion": "同意。"}).status_code == 403
    signed_in(here.county_head).post(url("sign_slate", slate.pk), {"opinion": "同意。"})
    assert signed_in(here.county_head).post(url("accept_slate", slate.pk)).status_code == 403


def test_who_may_not_read_names_sees_them_masked(here, edition, unit, signed_in):
    one = submitted(edition, unit, here.county_clerk, name="向明月")
    slate = unit_slate(here, edition, [one])
    member = signed_in(member_over(here))
    for name in ("slate", "slate_summary"):
        text = member.get(url(name, slate.pk)).content.decode()
        assert "向明月" not in text
        assert "向*月" in text


def test_the_summary_is_printed_and_written_in_the_order_of_recommendation(
    here, edition, unit, three, signed_in
):
    slate = unit_slate(here, edition, three[::-1])
    county = signed_in(here.county_examiner)
    page = county.get(url("slate_summary", slate.pk)).content.decode()
    assert "汇总表" in page
    assert "推荐次序" in page
    answer = county.get(url("slate_summary", slate.pk), {"export": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == f"{edition.name}推荐个人汇总表"
    names = [row[1] for row in rows[2:]]
    held = {one.pk: one.persons.get().name for one in Nomination.objects.all()}
    assert names == [held[one.pk] for one in three[::-1]]
    told = [entry for entry in entries_about(slate.subject()) if "export" in entry.verb]
    assert len(told) == 1


def test_the_composer_costs_no_more_queries_with_more_rows(here, edition, unit, slate, signed_in):
    clerk = signed_in(here.county_clerk)
    clerk.get(url("slates"))
    counts: dict[str, list[int]] = {"slate": [], "slates": [], "slate_summary": []}
    listed: list[Nomination] = []
    for more in (1, 2):
        listed += [submitted(edition, unit, here.county_clerk) for _ in range(more)]
        compose_slate(slate, listed, by=here.county_clerk)
        for name, args in (("slate", (slate.pk,)), ("slates", ()), ("slate_summary", (slate.pk,))):
            with CaptureQueriesContext(connection) as queries:
                assert clerk.get(url(name, *args)).status_code == 200
            counts[name].append(len(queries))
    assert all(few == many for few, many in counts.values()), counts


def test_the_lead_bureau_opens_both_rounds_and_nobody_a_round_that_is_not_theirs(
    here, edition, signed_in
):
    office = signed_in(here.examiner)
    lead = here[LEAD]
    for round_word in ("first", "second"):
        answer = office.post(
            url("open_slate", edition.pk, lead.pk, "city", "collective", round_word)
        )
        assert answer.status_code == 302
    assert set(Slate.objects.values_list("round", flat=True)) == {"first", "second"}
    wrong = office.post(url("open_slate", edition.pk, lead.pk, "city", "either", "first"))
    assert wrong.status_code == 404


def test_the_examiner_of_an_office_inside_the_lead_bureau_works_on_the_list_he_opens(
    here, edition, signed_in
):
    lead = here[LEAD]
    office = NewOrganization("公务员管理科", OrganizationKind.OFFICE, Level.CITY, "", lead)
    founded = found_organization(office, by=here.here.system_administrator)
    here.here.organizations[founded.name] = founded
    examiner = factories.official(here.here, Role.EXAMINER, founded.name, jurisdiction="巴中市")
    desk = signed_in(examiner)
    opened = desk.post(url("open_slate", edition.pk, lead.pk, "city", "person", "first"))
    assert desk.get(opened.url).status_code == 200
    assert signed_in(here.county_examiner).get(opened.url).status_code == 404


def test_the_citys_signed_list_and_lists_of_finished_editions_wait_for_nobody(here, edition):
    unit_list = unit_slate(
        here, edition, [submitted(edition, here[EDUCATION], here.clerk)], unit=EDUCATION
    )
    waiting = slates_waiting_on(mandate_of(here.examiner))
    assert list(waiting) == [unit_list]
    Slate.objects.create(
        edition=edition,
        organization=here[LEAD],
        region=here["巴中市"],
        kind=CandidateKind.PERSON,
        tier=Tier.CITY,
        state=SlateState.SIGNED,
    )
    assert list(slates_waiting_on(mandate_of(here.examiner))) == [unit_list]
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.DECIDED)
    assert not slates_waiting_on(mandate_of(here.examiner)).exists()
