"""The pages of editions: planned, opened with what freezes told, followed to the end."""

from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.commendations.models.editions import Edition, EditionRule
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.operations.editions import review_edition
from honours.commendations.operations.signing import return_slate
from honours.commendations.readings.known_rules import KNOWN_RULES
from honours.commendations.readings.rule_terms import rule_of, stored, terms_of, with_terms
from honours.commendations.views.edition_facts import terms_told
from honours.commendations.vocabulary import EditionState, NominationState
from tests.commendations.climbing import county_slate, reviewed_twice, unit_slate
from tests.commendations.nominees import SEPTEMBER, submitted
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION, LEAD


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel(SEPTEMBER):
        yield


@pytest.fixture
def signed_in(client):
    """The client of somebody who has signed in."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


def url(name, *args):
    return reverse(f"commendations:{name}", args=args)


def plan(here, **given):
    post = here.examiner.posts.get()
    return {
        "activity": here.activity.pk,
        "post": post.pk,
        "name": "2010年度先进工作者评选",
        "year": 2010,
        "level": "city",
        "differential": "1.2",
        "reserve_places": 0,
        "account_length": 2000,
        "brief_length": 300,
        "rank_watch_days": 180,
        "form_copies": 3,
        **given,
    }


def test_an_edition_is_planned_filled_in_and_opened_by_its_leader(here, signed_in):
    office = signed_in(here.examiner)
    assert office.get(url("plan_edition")).status_code == 200
    answer = office.post(
        url("plan_edition"),
        plan(here, basis_text="川评组办〔2010〕8号", conditions="群众公认。", scope="全市。"),
    )
    edition = Edition.objects.get()
    assert answer.url == url("edition_titles", edition.pk)
    assert str(edition.organization) == LEAD
    office.post(
        url("edition_titles", edition.pk),
        {"kind-0": "person", "name-0": "先进工作者", "places-0": 10, "statuses-0": ["organ"]},
    )
    assert edition.titles.get().statuses == ["organ"]
    office.post(url("edition_rules", edition.pk), {"add": ["division-cadres-of-places"]})
    office.post(
        url("edition_timetable", edition.pk),
        {
            "nominations_due": "2010-09-30",
            "first_review": "2010-10-20",
            "decision": "2010-12-20",
        },
    )
    office.post(url("edition_consent", edition.pk), {"consent": "本人同意公示姓名和单位。"})
    leader = signed_in(here.leader)
    told = leader.get(url("move_edition", edition.pk, "open")).content.decode()
    assert "没有发现问题" in told
    assert "县处级干部不超过推荐名额的20%" in told
    assert leader.post(url("move_edition", edition.pk, "open")).status_code == 302
    edition.refresh_from_db()
    assert edition.state == EditionState.OPEN
    page = leader.get(url("edition", edition.pk)).content.decode()
    assert reverse("quotas:ledger", args=[edition.subject()]) in page


def test_opening_a_plan_with_holes_is_refused_with_every_reason(here, signed_in):
    office = signed_in(here.examiner)
    office.post(url("plan_edition"), plan(here))
    edition = Edition.objects.get()
    leader = signed_in(here.leader)
    answer = leader.post(url("move_edition", edition.pk, "open"))
    assert answer.status_code == 422
    assert "没有填写评选条件" in answer.content.decode()
    edition.refresh_from_db()
    assert edition.state == EditionState.PLANNED


def test_a_taken_name_stands_beside_its_field_and_what_was_typed_stays(here, signed_in):
    taken = here.planned()
    answer = signed_in(here.examiner).post(
        url("plan_edition"), plan(here, name=taken.name, scope="全市教师")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "已经建立" in text
    assert "全市教师" in text


def test_a_rule_is_set_to_the_editions_own_paper(here, signed_in):
    edition = here.planned()
    office = signed_in(here.examiner)
    page = office.get(url("edition_rules", edition.pk)).content.decode()
    assert 'value="20"' in page
    sent = {
        "percent-0": "15",
        "fewer_than-0": "0",
        "stages-0": ["formal"],
        "strictness-0": "in_principle",
        "document-0": "巴人发〔2010〕9号",
        "clause-0": "第二条",
        "add": ["women-wanted", "bureau-persons-barred"],
    }
    assert office.post(url("edition_rules", edition.pk), sent).status_code == 302
    first, women, bar = EditionRule.objects.filter(edition=edition)
    assert (first.body["bound"]["share"], first.body["small_quota"]) == ("0.15", None)
    assert (first.document, women.kind, bar.kind) == ("巴人发〔2010〕9号", "ratio", "bar")
    gone = {f"drop-{row}": "on" for row in range(3)}
    again = {
        f"{name}-{row}": value
        for row in range(3)
        for name, value in (("percent", "10"), ("strictness", "absolute"))
    }
    office.post(url("edition_rules", edition.pk), {**again, **gone})
    assert not edition.rules.exists()


def test_a_rule_that_cannot_be_read_is_told_and_does_not_break_the_page(here, signed_in):
    edition = here.planned()
    EditionRule.objects.create(edition=edition, kind="ratio", name="残缺的规则", body={})
    office = signed_in(here.examiner)
    assert "读不通" in office.get(url("edition", edition.pk)).content.decode()
    assert "残缺的规则" in office.get(url("edition_rules", edition.pk)).content.decode()


@pytest.mark.parametrize("code", KNOWN_RULES)
def test_every_known_rule_is_kept_as_stored_and_cites_its_paper(code):
    rule = KNOWN_RULES[code].rule
    assert rule_of(*stored(rule)) == rule
    assert with_terms(rule, terms_of(rule)) == rule
    assert rule.citation is not None


def test_plans_are_changed_only_by_who_runs_them_and_seen_by_nobody_else(here, signed_in):
    planned, opened = here.planned(), here.opened()
    clerk = signed_in(here.county_clerk)
    assert clerk.get(url("edition", planned.pk)).status_code == 404
    assert clerk.get(url("edition", opened.pk)).status_code == 200
    assert clerk.get(url("plan_edition")).status_code == 403
    for name in ("amend_edition", "edition_titles", "edition_rules", "edition_timetable"):
        assert clerk.get(url(name, opened.pk)).status_code == 403
    office = signed_in(here.examiner)
    answer = office.post(url("amend_edition", opened.pk), plan(here))
    assert answer.status_code == 422
    assert "已经冻结" in answer.content.decode()
    administrator = signed_in(here.here.system_administrator)
    assert administrator.get(url("edition", opened.pk)).status_code == 404


def test_dates_are_put_off_but_not_brought_forward(here, signed_in):
    edition = here.opened()
    office = signed_in(here.examiner)
    dates = {"nominations_due": "2010-10-08", "first_review": "2010-10-20"}
    late = office.post(url("edition_timetable", edition.pk), {**dates, "decision": "2010-12-25"})
    assert late.status_code == 302
    early = office.post(url("edition_timetable", edition.pk), {**dates, "decision": "2010-12-01"})
    assert early.status_code == 422


def test_an_edition_is_called_off_with_a_reason(here, signed_in):
    edition = here.opened()
    leader = signed_in(here.leader)
    assert (
        leader.post(url("move_edition", edition.pk, "cancel"), {"reason": ""}).status_code == 422
    )
    done = leader.post(url("move_edition", edition.pk, "cancel"), {"reason": "上级要求暂缓"})
    assert done.status_code == 302
    assert "已取消" in leader.get(url("edition", edition.pk)).content.decode()


def test_the_page_tells_who_has_reported(here, edition, signed_in):
    unit = here[COUNTY_EDUCATION]
    one = submitted(edition, unit, here.county_clerk)
    page = signed_in(here.county_examiner).get(url("edition", edition.pk)).content.decode()
    assert "尚未报送" in page
    unit_slate(here, edition, [one])
    page = signed_in(here.county_examiner).get(url("edition", edition.pk)).content.decode()
    assert "已报送，1个／名额4个" in page


def test_pages_cost_no_more_queries_with_more_rows(here, signed_in):
    here.opened()
    office = signed_in(here.examiner)
    office.get(url("editions"))
    counts: dict[str, list[int]] = {"editions": [], "edition": []}
    for _ in range(2):
        for name, args in (("editions", ()), ("edition", (Edition.objects.first().pk,))):
            with CaptureQueriesContext(connection) as queries:
                assert office.get(url(name, *args)).status_code == 200
            counts[name].append(len(queries))
        here.opened()
        here.opened()
    assert counts["editions"][0] == counts["editions"][1]
    assert counts["edition"][0] == counts["edition"][1]


def test_the_climb_shows_every_opinion_and_strikes_out_the_void(here, edition, signed_in):
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    slate = unit_slate(here, edition, [one])
    return_slate(slate, reason="次序有误。", by=here.county_examiner)
    page = signed_in(here.county_head).get(url("climb", one.pk)).content.decode()
    assert "<s>同意推荐。</s>" in page
    assert "已作废" in page
    assert signed_in(here.clerk).get(url("climb", one.pk)).status_code == 404


def test_the_provinces_answer_is_recorded_by_the_office_that_runs_the_edition(
    here, edition, signed_in
):
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    unit_slate(here, edition, [one])
    given = {"opinion": "同意。", "document": "川评组办〔2010〕30号", "on": "2010-09-09"}
    assert signed_in(here.county_clerk).post(url("climb", one.pk), given).status_code == 403
    office = signed_in(here.examiner)
    assert office.post(url("climb", one.pk), {**given, "document": ""}).status_code == 422
    assert office.post(url("climb", one.pk), given).status_code == 302
    assert Endorsement.objects.get(tier="province").document == "川评组办〔2010〕30号"


@pytest.fixture
def passed(here, edition):
    """Two that passed both reviews; the edition is under review."""
    agreed = {"consent_given_on": "2010-09-05"}
    unit = here[COUNTY_EDUCATION]
    pair = [submitted(edition, unit, here.county_clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, pair)
    county_slate(here, edition, pair)
    reviewed_twice(here, edition, pair)
    review_edition(edition, by=here.examiner)
    return pair


def test_who_is_to_be_commended_is_ticked_with_places_and_ratios_told(
    here, edition, passed, signed_in
):
    office = signed_in(here.examiner)
    address = url("choose", edition.pk)
    chosen = {"chosen": [passed[0].pk]}
    panel = office.post(address, chosen, headers={"HX-Request": "true"}).content.decode()
    assert "已选1" in panel
    assert "<html" not in panel
    tried = office.post(address, {**chosen, "deed": "try"}).content.decode()
    assert "已勾选1个" in tried
    assert Nomination.objects.filter(state=NominationState.PROPOSED).count() == 0
    assert office.post(address, {"deed": "confirm"}).status_code == 422
    asked = office.post(address, {**chosen, "deed": "choose"}).content.decode()
    assert "data-confirm" not in asked
    assert passed[1].number in asked
    assert f"{passed[0].number} ·" not in asked
    assert Nomination.objects.filter(state=NominationState.SECOND_REVIEWED).count() == 2
    assert office.post(address, {**chosen, "deed": "confirm"}).status_code == 302
    states = Nomination.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [NominationState.PROPOSED, NominationState.NOT_CHOSEN]


def test_who_passes_nobody_over_is_not_asked_twice(here, edition, passed, signed_in):
    everybody = {"chosen": [one.pk for one in passed], "deed": "choose"}
    assert signed_in(here.examiner).post(url("choose", edition.pk), everybody).status_code == 302


def test_before_the_review_it_is_told_what_closes_and_who_has_not_reported(
    here, edition, signed_in
):
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    page = signed_in(here.examiner).get(url("move_edition", edition.pk, "review"))
    text = page.content.decode()
    assert "不能再推荐新的对象" in text
    assert EDUCATION in text
    assert "个人名额6个，还没有送出名单" in text
    assert "待单位审签1件" in text
    unit_slate(here, edition, [one])
    text = signed_in(here.examiner).get(page.wsgi_request.path).content.decode()
    assert "单位已推荐1件" in text


def test_only_the_office_that_runs_it_chooses(here, edition, signed_in):
    assert signed_in(here.county_clerk).get(url("choose", edition.pk)).status_code == 403


def test_a_unit_that_may_nominate_begins_on_the_edition_page(here, client):
    edition, unit = here.opened(), here[COUNTY_EDUCATION]
    page = reverse("commendations:edition", args=[edition.pk])
    begin = reverse("commendations:nominate", args=[edition.pk, unit.pk, "collective"])
    client.force_login(here.county_clerk)
    assert begin in client.get(page).content.decode()
    client.force_login(here.county_head)
    assert begin not in client.get(page).content.decode()


def test_the_list_of_editions_asks_for_the_year_once(here, client):
    here.opened()
    client.force_login(here.examiner)
    url = reverse("commendations:editions")
    assert "年份" not in client.get(url).content.decode()
    assert client.get(url, {"q": "年份:2010"}).content.decode().count("2010年度第1次评选") == 1


@pytest.mark.parametrize(
    ("multiple", "told"),
    [(Decimal("1.00"), "等额"), (Decimal("1.20"), "差额，每100个名额推荐120名")],
)
def test_a_differential_is_told_in_words(multiple, told):
    edition = Edition(differential=multiple)
    (fact,) = [one for one in terms_told(edition) if one.label == "等额或差额"]
    assert fact.value == told
