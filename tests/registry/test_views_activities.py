"""The list of the register: scope, filters, other days, exports, constant queries."""

import csv
import hashlib
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.audit.models import Entry
from honours.directory.models import User
from honours.directory.vocabulary import Level, Role
from honours.kernel.digests import in_groups
from honours.registry.operations.activities import correct_activity
from honours.registry.operations.standings import StandingOrder, change_standings
from tests.factories import official

LIST = "/registry/"
EXPORT_VERB = "registry.activity.export"


@pytest.fixture
def signed_in(client, examiner):
    client.force_login(examiner)
    return client


def listed(client, query: str = "", address: str = LIST) -> str:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    body = response.content.decode()
    return body[body.index('<section id="list"') :]


def test_strangers_are_led_to_the_door_and_posts_decide_what_is_seen(
    client, here, register, clerk
):
    register("市教育局评选")
    register("区教育局评选", organization="巴州区教育局")
    assert client.get(LIST).status_code == 302
    client.force_login(clerk)
    assert "市教育局评选" in listed(client)
    assert "区教育局评选" not in listed(client)
    client.force_login(User.objects.create_user("nobody"))
    assert "教育局评选" not in listed(client)


def test_administrators_see_no_business_records(client, here, register):
    register("市教育局评选")
    client.force_login(here.system_administrator)
    assert "市教育局评选" not in listed(client)


@pytest.mark.parametrize("query", ["", "standing=registered&q=评选", "as_of=2010-07-01"])
def test_the_queries_of_the_list_do_not_grow_with_its_rows(signed_in, register, query):
    listed(signed_in)
    counts = []
    for name in ("甲评选", "乙评选", "丙评选"):
        register(name)
        with CaptureQueriesContext(connection) as queries:
            listed(signed_in, query)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 8


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=revoked", {"乙评选"}),
        ("q=状态:撤销", {"乙评选"}),
        ("q=-状态:撤销", {"甲评选", "丙评选", "丁评选"}),
        ("level=county", {"丙评选"}),
        ("q=层级:县", {"丙评选"}),
        ("kind=standards", {"丁评选"}),
        ("regime=festival", {"丁评选"}),
        ("regime=unsettled", {"甲评选", "乙评选", "丙评选"}),
        ("host=财政局", {"甲评选"}),
        ("q=主办:财政局", {"甲评选"}),
        ("place=511902", {"丙评选"}),
        ("place=5119", {"甲评选", "乙评选", "丙评选", "丁评选"}),
        ("period_kind=once", {"丁评选"}),
        ("year=2011", {"丁评选"}),
        ("q=年份:2009..2010", {"甲评选", "乙评选", "丙评选"}),
        ("q=周期月数:24", {"甲评选", "乙评选", "丙评选"}),
        ("q=最早可开展:2011", {"甲评选", "乙评选", "丙评选"}),
        ("q=丙评", {"丙评选"}),
        ("q=2010-000002", {"乙评选"}),
    ],
)
def test_each_filter_narrows_the_list_down(signed_in, register, examiner, query, found):
    register("甲评选", hosts=["巴中市财政局"])
    (revoked,) = register("乙评选")
    change_standings(
        [StandingOrder(revoked, "revoke", "甲", "乙")], effective_on=date(2010, 9, 1), by=examiner
    )
    register("丙评选", organization="巴州区教育局", level=Level.COUNTY)
    register(
        "丁评选",
        kind="standards",
        regime="festival",
        period_kind="once",
        period_months=None,
        raw={},
        on=date(2011, 2, 1),
    )
    shown = listed(signed_in, query)
    assert {name for name in ("甲评选", "乙评选", "丙评选", "丁评选") if name in shown} == found


def test_another_day_shows_its_own_standing_and_wording(signed_in, activity, examiner):
    order = StandingOrder(activity, "revoke", "没有依据", "甲")
    change_standings([order], effective_on=date(2010, 12, 20), by=examiner)
    changes = {"name": "优秀学校评选", "level": Level.COUNTY}
    correct_activity(activity, changes, reason="更名", by=examiner, on=date(2011, 1, 5))
    then = listed(signed_in, "as_of=2010-07-01&standing=registered&level=city")
    assert "先进学校评选" in then
    assert "优秀学校评选" not in then
    assert f"/registry/{activity.pk}/?as_of=2010-07-01" in then
    assert "先进学校评选" in listed(signed_in, "q=截至:2010-12-31&standing=revoked")
    now = listed(signed_in, "standing=revoked&level=county")
    assert "优秀学校评选" in now
    assert "先进学校评选" not in listed(signed_in, "as_of=2010-05-31")


def test_a_day_that_is_none_is_said_and_nothing_is_listed(signed_in, activity):
    shown = listed(signed_in, "as_of=去年")
    assert "“去年”不是一个日期" in shown
    assert "先进学校评选" not in shown


@pytest.mark.parametrize("sort", ["sort_key", "-sort_key", "-number", "registered_on"])
def test_the_list_can_be_put_in_another_order(signed_in, register, sort):
    register("安全评选", "重要评选")
    shown = listed(signed_in, f"sort={sort}")
    comes_first = shown.index("安全评选") < shown.index("重要评选")
    assert comes_first is not sort.startswith("-")


def test_an_export_holds_what_is_shown_and_is_booked(signed_in, register):
    register("甲评选", "乙评选", "丙达标")
    response = signed_in.get(f"{LIST}?q=评选&export=csv")
    sent = b"".join(response.streaming_content)
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["项目名称", "甲评选", "乙评选"]
    entry = Entry.objects.get(verb=EXPORT_VERB)
    assert entry.detail["rows"] == 2
    assert entry.detail["kind"] == "csv"
    assert entry.detail["is_whole"] is True
    assert entry.detail["sha256"] == in_groups(hashlib.sha256(sent).hexdigest())
    assert "q=" in entry.detail["asked"]


def test_an_export_broken_off_is_booked_as_such(signed_in, register):
    register("甲评选", "乙评选")
    response = signed_in.get(f"{LIST}?export=csv")
    lines = iter(response.streaming_content)
    next(lines)
    response.close()
    assert Entry.objects.get(verb=EXPORT_VERB).detail["is_whole"] is False


def test_a_workbook_is_booked_with_the_digest_of_its_bytes(signed_in, register):
    register("甲评选")
    response = signed_in.get(f"{LIST}?export=xlsx&as_of=2010-07-01")
    sent = b"".join(response.streaming_content)
    detail = Entry.objects.get(verb=EXPORT_VERB).detail
    assert (detail["rows"], detail["sha256"]) == (1, in_groups(hashlib.sha256(sent).hexdigest()))
    assert sent.startswith(b"PK")


def test_what_is_due_is_listed_the_longest_due_first(signed_in, register):
    register("甲评选", last_held_on=date(2006, 5, 1))
    register("乙评选", last_held_on=date(2004, 5, 1))
    register("丙评选", last_held_on=None)
    shown = listed(signed_in, address="/registry/due/")
    assert shown.index("乙评选") < shown.index("甲评选")
    assert "丙评选" not in shown
    response = signed_in.get("/registry/due/?export=csv")
    assert b"".join(response.streaming_content).count(b"\n") == 3


def test_only_examiners_are_offered_to_register(signed_in, client, clerk, here):
    assert "登记项目" in signed_in.get(LIST).content.decode()
    client.force_login(clerk)
    assert 'href="/registry/register/"' not in client.get(LIST).content.decode()
    county = official(here, Role.EXAMINER, "巴州区", jurisdiction="巴州区")
    client.force_login(county)
    assert 'href="/registry/register/"' in client.get(LIST).content.decode()
