"""The page of one activity, and what an examiner does from there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from honours.audit.models import Entry
from honours.audit.operations import seal
from honours.audit.vocabulary import canonical
from honours.directory.vocabulary import Level
from honours.kernel.merkle import verify_inclusion
from honours.registry.models import Activity
from honours.registry.operations.activities import correct_activity, record_edition, tie_lineage
from honours.registry.operations.freezes import freeze
from honours.registry.operations.regimes import settle_regime
from honours.registry.operations.standings import StandingOrder, change_standings
from honours.registry.vocabulary import LineageKind, Regime, Standing

ON = date(2010, 12, 20)


@pytest.fixture
def signed_in(client, examiner):
    client.force_login(examiner)
    return client


def page_of(client, activity, query: str = "") -> str:
    response = client.get(f"/registry/{activity.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def form_values(**changes):
    """What a filled-in form of particulars posts."""
    return {
        "name": "先进学校评选",
        "kind": "appraisal",
        "level": "city",
        "hosts_text": "巴中市教育局、巴中市财政局",
        "period_text": "5年2次",
        "basis_kind": "own_document",
        "last_held_on": "2009-05-04",
        "audiences": ["institutions", "public"],
        "charges_fee": "False",
        **changes,
    }


def test_out_of_reach_an_activity_does_not_exist(client, clerk, register):
    (elsewhere,) = register("区教育局评选", organization="巴州区教育局")
    address = f"/registry/{elsewhere.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(clerk)
    for page in ("", "similar/", "correct/", "entries/1/", "standing/revoke/"):
        assert client.get(address + page).status_code == 404


def test_the_page_says_everything_the_register_holds(signed_in, register, examiner):
    activity, earlier, later, merged = register("丰收节庆典", "旧评选", "新评选", "并入评选")
    tie_lineage(earlier, activity, LineageKind.RENAMED, on=ON, by=examiner)
    tie_lineage(activity, later, LineageKind.SPLIT, on=ON, by=examiner)
    record_edition(activity, held_on=date(2009, 9, 9), label="第九届", individuals=7, by=examiner)
    orders = [
        StandingOrder(activity, "suspend", "加重负担", "巴清联办〔2010〕5号", "联席会议"),
        StandingOrder(merged, "merge", "重复", "乙", merged_into=activity),
    ]
    change_standings(orders, effective_on=ON, by=examiner)
    settle_regime(activity, Regime.FESTIVAL, reason="属节庆", by=examiner, on=ON)
    shown = page_of(signed_in, activity)
    for words in (
        "原文：市教育局",
        "加重负担",
        "依据：巴清联办〔2010〕5号",
        "联席会议",
        "第九届",
        "表彰个人7名",
        "旧评选",
        "新评选",
        "并入评选",
        "最早2011年1月1日",
        f"{examiner}于2010年12月20日认定：属节庆",
        "归类",
        "待封存",
    ):
        assert words in shown


def test_the_queries_of_the_page_do_not_grow_with_what_it_shows(signed_in, activity, examiner):
    page_of(signed_in, activity)
    counts = []
    for year in (2007, 2008, 2010):
        record_edition(activity, held_on=date(year, 5, 1), by=examiner)
        changes = {"remarks": str(year)}
        correct_activity(activity, changes, reason="补记", by=examiner, on=date(2011, 1, 1))
        with CaptureQueriesContext(connection) as queries:
            page_of(signed_in, activity)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def test_another_day_shows_what_stood_then_and_before_registration_nothing(
    signed_in, activity, examiner
):
    change_standings(
        [StandingOrder(activity, "revoke", "没有依据", "甲")], effective_on=ON, by=examiner
    )
    correct_activity(activity, {"name": "优秀学校评选"}, reason="更名", by=examiner, on=ON)
    then = page_of(signed_in, activity, "?as_of=2010-07-01")
    assert "2010年7月1日当日所载" in then
    assert "<title>先进学校评选" in " ".join(then.split()).replace("<title> ", "<title>")
    assert "更正登记" not in then
    early = signed_in.get(f"/registry/{activity.pk}/?as_of=2010-05-31")
    assert early.status_code == 404


def test_each_sealed_entry_leads_to_a_proof_that_can_be_checked(signed_in, activity):
    entry = Entry.objects.get(subject=activity.subject())
    address = f"/registry/{activity.pk}/entries/{entry.pk}/"
    assert signed_in.get(address).status_code == 422
    seal()
    assert address in page_of(signed_in, activity)
    given = signed_in.get(address).json()
    verify_inclusion(
        canonical(given["entry"]),
        given["position"],
        given["size"],
        [bytes.fromhex(node) for node in given["path"]],
        bytes.fromhex(given["checkpoint"]["root"]),
    )
    other = Entry.objects.exclude(subject=activity.subject()).first()
    assert signed_in.get(f"/registry/{activity.pk}/entries/{other.pk}/").status_code == 404


def test_lookalikes_are_shown_with_their_reasons(signed_in, register):
    activity, *_ = register("全市教育系统先进学校评选", "教育系统先进学校评选表彰", "水利建设达标")
    shown = signed_in.get(f"/registry/{activity.pk}/similar/").content.decode()
    assert "教育系统先进学校评选表彰" in shown
    assert "主办单位一致" in shown
    assert "水利建设达标" not in shown


def test_a_bare_title_is_compared_within_its_own_trade(signed_in, register):
    activity, *_ = register("先进集体", "先进集体评选")
    assert "先进集体评选" in signed_in.get(f"/registry/{activity.pk}/similar/").content.decode()


def test_nothing_alike_is_said(signed_in, activity):
    assert "没有相近的项目" in signed_in.get(f"/registry/{activity.pk}/similar/").content.decode()


def test_an_examiner_registers_by_form(signed_in, here):
    assert signed_in.get("/registry/register/").status_code == 200
    values = form_values(organization=here["巴中市教育局"].pk)
    response = signed_in.post("/registry/register/", values)
    made = Activity.objects.get()
    assert response.url == f"/registry/{made.pk}/"
    assert made.hosts == ["巴中市教育局", "巴中市财政局"]
    assert (made.period_kind, made.period_months) == ("regular", 30)
    assert made.raw["period"] == "5年2次"
    assert (made.charges_fee, made.is_compulsory) == (False, None)
    assert made.audiences == ["institutions", "public"]


def test_while_frozen_the_form_warns_and_the_deed_is_refused_and_booked(signed_in, here, examiner):
    freeze(here["巴中市"], since=ON, citation="巴清联办〔2010〕5号", cause="c:1", by=examiner)
    assert "巴清联办〔2010〕5号" in signed_in.get("/registry/register/").content.decode()
    values = form_values(organization=here["巴中市教育局"].pk)
    response = signed_in.post("/registry/register/", values)
    assert response.status_code == 422
    assert "巴清联办〔2010〕5号" in response.content.decode()
    assert not Activity.objects.exists()
    assert Entry.objects.latest("pk").detail["codes"] == ["frozen"]


def test_units_out_of_reach_cannot_be_registered_for(client, here, examiner):
    client.force_login(examiner)
    values = form_values(organization=here["四川省"].pk)
    assert client.post("/registry/register/", values).status_code == 200
    assert not Activity.objects.exists()


def test_other_posts_may_read_and_not_change(client, clerk, activity):
    client.force_login(clerk)
    assert "更正登记" not in page_of(client, activity)
    for page in ("correct/", "regime/", "edition/", "lineage/", "standing/revoke/"):
        assert client.get(f"/registry/{activity.pk}/{page}").status_code == 403
    assert client.get("/registry/register/").status_code == 403


def test_a_correction_changes_what_was_changed_and_nothing_else(signed_in, activity):
    address = f"/registry/{activity.pk}/correct/"
    form = signed_in.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value not in (None, "")}
    values |= {"scope": "全市各类学校", "reason": "漏填范围", "last_held_on": "2009-05-04"}
    assert signed_in.post(address, values).status_code == 302
    after = Activity.objects.get(pk=activity.pk)
    assert after.scope == "全市各类学校"
    assert after.raw == activity.raw
    assert (after.hosts, after.period_months) == (["巴中市教育局"], 24)
    assert Entry.objects.latest("pk").detail == {"fields": ["scope"]}


@pytest.mark.parametrize(
    ("kind", "months", "raw", "text"),
    [
        ("regular", 24, {"period": "两年一次"}, "两年一次"),
        ("regular", 18, {}, "18个月"),
        ("once", None, {}, "一次性"),
        ("unknown", None, {}, ""),
    ],
)
def test_the_form_shows_the_period_as_it_was_sent_or_as_it_was_read(
    signed_in, register, kind, months, raw, text
):
    (activity,) = register("甲评选", period_kind=kind, period_months=months, raw=raw)
    form = signed_in.get(f"/registry/{activity.pk}/correct/").context["form"]
    assert form["period_text"].value() == text


def test_a_regime_is_settled_by_form_beside_the_suggestion(signed_in, activity):
    address = f"/registry/{activity.pk}/regime/"
    assert "系统按今天的规定建议" in signed_in.get(address).content.decode()
    signed_in.post(address, {"regime": "festival", "reason": "属节庆"})
    assert Activity.objects.get(pk=activity.pk).regime == "festival"


def test_an_edition_and_a_line_of_descent_are_entered_by_form(signed_in, register):
    activity, earlier = register("新评选", "旧评选")
    base = f"/registry/{activity.pk}"
    signed_in.post(f"{base}/edition/", {"held_on": "2010-05-01", "label": "第三届"})
    assert activity.editions.get().label == "第三届"
    values = {"earlier": earlier.number, "kind": "renamed", "on": "2010-05-01"}
    assert signed_in.post(f"{base}/lineage/", values).status_code == 302
    assert activity.ancestors.get().earlier == earlier
    unknown = signed_in.post(f"{base}/lineage/", values | {"earlier": "1999-000001"})
    assert "没有这个编号" in unknown.content.decode()


@pytest.mark.parametrize(
    ("verb", "more", "target"),
    [
        ("revoke", {}, Standing.REVOKED),
        ("transfer", {"regime": "festival"}, Standing.TRANSFERRED),
        ("merge", {"merged_into": "2010-000002"}, Standing.MERGED),
    ],
)
def test_a_standing_is_changed_by_form_with_its_clause(signed_in, register, verb, more, target):
    activity, _ = register("甲评选", "乙评选")
    address = f"/registry/{activity.pk}/standing/{verb}/"
    assert signed_in.get(address).status_code == 200
    today = timezone.localdate().isoformat()
    values = {"reason": "重复", "citation": "甲第三条", "effective_on": today, **more}
    assert signed_in.post(address, values).status_code == 302
    row = Activity.objects.get(pk=activity.pk)
    assert row.state == target
    if verb == "merge":
        assert row.merged_into.number == "2010-000002"


def test_a_move_that_is_not_open_now_is_refused(signed_in, activity):
    assert signed_in.get(f"/registry/{activity.pk}/standing/reopen/").status_code == 422


def test_raw_text_is_shown_only_where_it_was_read_otherwise(signed_in, register):
    (activity,) = register(
        "甲评选",
        level=Level.CITY,
        hosts=["巴中市教育局"],
        raw={"name": "甲评选", "hosts": "教育局"},
    )
    shown = page_of(signed_in, activity)
    assert "原文：教育局" in shown
    assert "原文：甲评选" not in shown
