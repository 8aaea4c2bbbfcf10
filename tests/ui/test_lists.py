import csv
import io
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from honours.kernel.verdicts import Refusal
from honours.ui import keyset
from honours.ui.asking import question
from honours.ui.exports import Writers, wanted_export
from tests.ui.models import Sample
from tests.ui.samples import LIST

pytestmark = pytest.mark.usefixtures("sample_site")


def names(html):
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', html)


def links(html, rel):
    return [
        unquote(found).replace("&amp;", "&")
        for found in re.findall(rf'rel="{rel}"\s+href="([^"]*)"', html)
    ]


def seen(client, query=""):
    return client.get(f"/list/{query}").content.decode()


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_number_of_queries_does_not_grow_with_rows(
    client, samples, django_assert_num_queries, count
):
    samples(count)
    with django_assert_num_queries(1):
        assert len(names(seen(client))) == count


@pytest.mark.parametrize(
    ("query", "queries"), [("", 2), ("?q=劳动 状态:保留", 3), ("?sort=-quota&level=city", 2)]
)
def test_a_page_of_many_takes_as_many_queries_as_a_page_of_few(
    client, samples, django_assert_num_queries, query, queries
):
    for count in (130, 260):
        samples(count)
        with django_assert_num_queries(queries):
            seen(client, query)


@pytest.mark.parametrize("sort", ["name", "-name", "quota", "-quota"])
def test_turning_all_pages_forward_and_back_meets_each_row_once(client, samples, sort):
    samples(65)
    html, forward = seen(client, f"?sort={sort}"), []
    while True:
        forward.append(names(html))
        following = links(html, "next")
        if not following:
            break
        html = seen(client, following[0])
    assert [len(page) for page in forward] == [20, 20, 20, 5]
    assert len({name for page in forward for name in page}) == 65
    back = [forward[-1]]
    while earlier := links(html, "prev"):
        html = seen(client, earlier[0])
        back.append(names(html))
    assert back[::-1] == forward


def test_a_page_mark_that_means_nothing_leads_to_the_first_page(client, samples):
    samples(30)
    first = names(seen(client))
    for mark in ("x", "W10", "WyJhIiwgImIiXQ", "%E4%B8%AD", "bnVsbA"):
        assert names(seen(client, f"?after={mark}")) == first


def test_a_count_stops_at_a_thousand(client, samples):
    samples(1000)
    assert "<b>1000</b>" in seen(client)
    samples(1)
    assert "<b>1000+</b>" in seen(client)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=状态:保留", {0, 3}),
        ("?q=状态:retained 层级:县", {3}),
        ("?q=状态:保留 状态:暂停", {0, 1, 3, 4}),
        ("?standing=retained&standing=revoked", {0, 2, 3, 5}),
        ("?standing=retained&q=层级:市级", {0}),
        ("?q=-状态:保留 -层级:县", {2, 4}),
        ("?q=002", {2}),
        ("?q=劳模", set()),
        ("?q=劳动模范 -003", {0, 1, 2, 4, 5}),
        ("?q=主办:教育", {0, 1, 2, 3, 4, 5}),
        ("?q=主办单位:农业", set()),
        ("?q=名额:1..2", {2, 3, 4, 5}),
        ("?q=名额:2..", {4, 5}),
        ("?q=名额:..0", {0, 1}),
        ("?q=名额:１", {2, 3}),
        ("?q=起始:2009", {0, 3}),
        ("?q=起始:2010-06..2011年6月", {1, 2, 4, 5}),
        ("?q=起始:2010-06-01", {1, 4}),
        ("?q=起始:..2009-12-31", {0, 3}),
        ("?sort=无此列", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_filters_find_what_they_say(client, samples, query, expected):
    samples(6)
    assert {int(name[1:4]) for name in names(seen(client, query))} == expected


@pytest.mark.parametrize(
    ("query", "message", "remedy"),
    [
        ("颜色:红", "没有名为“颜色”的筛选条件。", "可用的有：状态、层级、主办、名额、起始"),
        ("状态:蓝", "“状态”里没有“蓝”", "可用的有：保留、暂停、撤销。"),
        ("名额:五", "“名额”里没有“五”", "名额:5..10"),
        ("起始:2010-13", "“起始”里没有“2010-13”", "2010-06-01"),
        ("起始:昨天", "“起始”里没有“昨天”", "2010-06-01"),
        ("名额:1..2..3", "“名额”里没有", "名额:5..10"),
    ],
)
def test_a_question_nobody_understands_is_answered_with_what_can_be_asked(
    client, samples, query, message, remedy
):
    samples(2)
    html = seen(client, f"?q={query}")
    assert message in html
    assert remedy in html
    assert names(html) == []
    assert "没有符合条件的记录" not in html


def test_each_condition_can_be_taken_away_alone(client, samples):
    samples(3)
    html = seen(client, "?q=状态:保留 劳动&level=city")
    addresses = re.findall(r'<a href="(\?[^"]*|/list/)"><span class="visually-hidden">去掉', html)
    assert [unquote(address).replace("&amp;", "&").replace("+", " ") for address in addresses] == [
        "?q=劳动&level=city",
        "?q=状态:保留&level=city",
        "?q=状态:保留 劳动",
    ]


def test_an_empty_list_says_what_it_is_for_and_a_vain_search_what_to_try(client, samples):
    html = seen(client)
    assert "还没有登记项目" in html
    assert 'href="/sample/new/"' in html
    samples(1)
    assert "没有符合条件的记录" in seen(client, "?q=农机")


def test_htmx_gets_the_list_alone(client, samples):
    samples(1)
    response = client.get("/list/", headers={"HX-Request": "true", "HX-Target": "list"})
    html = response.content.decode()
    assert html.strip().startswith('<section id="list"')
    assert "HX-Request" in response["Vary"]


def test_names_in_rows_are_never_markup(client, samples):
    samples(1, name='<script>alert("1")</script>', host="<b>局</b>")
    html = seen(client, "?bulk")
    assert "<script>alert" not in html
    assert "<b>局</b>" not in html


def test_rows_can_be_ticked_where_something_can_be_done_with_them(client, samples):
    (row,) = samples(1)
    html = seen(client, "?bulk")
    assert f'name="ids" value="{row.pk}" aria-label="选择第000届劳动模范评选"' in html
    assert 'formaction="/confirm/"' in html
    assert "formaction" not in seen(client)


def test_the_way_back_sorts_the_other_way(client, samples):
    samples(2)
    assert 'aria-sort="ascending"' in seen(client)
    html = seen(client, "?sort=-name")
    assert 'aria-sort="descending"' in html
    assert names(html) == ["第001届劳动模范评选", "第000届劳动模范评选"]


def exported(client, query, kind):
    response = client.get(f"/list/{query}&export={kind}")
    assert kind in response["Content-Disposition"]
    body = b"".join(response.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_all_that_the_filter_shows_in_its_order(client, samples, kind):
    samples(90)
    table = exported(client, "?q=状态:保留&sort=-name", kind)
    assert table[0] == ["项目名称", "状态", "层级", "主办单位", "名额", "起始日期"]
    assert len(table) == 31
    assert table[1][:4] == ["第087届劳动模范评选", "保留", "县级", "市教育局"]
    assert table[1][5] == "2009-06-01"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_no_formula_that_someone_typed(client, samples, kind):
    samples(1, name="=1+1", host="@SUM(A1)")
    row = exported(client, "?sort=name", kind)[1]
    neutral = {"csv": ["'=1+1", "'@SUM(A1)"], "xlsx": ["=1+1", "@SUM(A1)"]}
    assert [row[0], row[3]] == neutral[kind]


def test_an_export_takes_one_query_and_starts_before_it_ends(
    client, samples, django_assert_num_queries
):
    samples(50)
    with django_assert_num_queries(1):
        lines = iter(client.get("/list/?export=csv").streaming_content)
        next(lines)
        assert "项目名称" in next(lines).decode()
        assert len(b"".join(lines).splitlines()) == 50


def test_an_export_of_a_question_nobody_understands_is_refused(samples):
    request = RequestFactory().get("/list/", {"q": "颜色:红", "export": "csv"})
    for ask in (LIST.respond, LIST.selected):
        with pytest.raises(Refusal) as refusal:
            ask(request, Sample.objects.all())
        assert [finding.code for finding in refusal.value.findings] == ["unknown-filter"]


def test_a_list_without_writers_refuses_to_export(samples):
    request = RequestFactory().get("/list/", {"export": "xlsx"})
    with pytest.raises(Refusal) as refusal:
        LIST.respond(request, Sample.objects.all())
    assert refusal.value.findings[0].code == "no-such-export"
    assert Writers().offered() == []


@pytest.mark.parametrize(
    ("asked", "kind"), [("csv", "csv"), ("xlsx", "xlsx"), ("exe", ""), ("", "")]
)
def test_a_view_can_ask_which_export_is_wanted(asked, kind):
    assert wanted_export(RequestFactory().get("/", {"export": asked})) == kind


def test_selected_rows_are_those_on_screen(samples):
    samples(6)
    request = RequestFactory().get("/", {"q": "状态:保留", "sort": "-name"})
    assert [row.name[1:4] for row in LIST.selected(request, Sample.objects.all())] == [
        "003",
        "000",
    ]


def test_a_list_without_search_says_how_else_to_ask(samples):
    samples(1)
    plain = replace(LIST, search_field="", filters=LIST.filters[:1])
    request = RequestFactory().get("/", {"q": "劳动"})
    with pytest.raises(Refusal) as refusal:
        plain.selected(request, Sample.objects.all())
    assert refusal.value.findings[0].remedy == "请用筛选条件：状态。"


@pytest.mark.django_db
def test_a_list_without_search_finds_nothing_by_words_and_does_not_break():
    """Most lists have no index of words; asking them for one used to be an error of ours."""
    asked = question(QueryDict("q=劳动 -模范"), LIST.filters, can_search=False)
    assert [finding.code for finding in asked.findings] == ["no-text-search"]
    assert list(asked.narrow(Permission.objects.all(), "")) == []
    assert asked.count_up_to(Permission.objects.all(), "", 10) == 0


@pytest.mark.django_db
def test_a_page_reads_on_where_its_order_follows_another_record():
    session = ContentType.objects.get_for_model(Session)
    names = [f"may_{number}" for number in range(3)]
    Permission.objects.bulk_create(
        [Permission(codename=name, name=name, content_type=session) for name in names]
    )
    rows = Permission.objects.filter(codename__in=names).select_related("content_type")
    order = "content_type__model"
    first = keyset.page(rows, order, QueryDict(), 2)
    second = keyset.page(rows, order, QueryDict(f"after={first.after}"), 2)
    assert [row.codename for row in (*first.rows, *second.rows)] == names


def test_an_empty_page_has_no_neighbours(samples):
    samples(3)
    last = keyset.page(Sample.objects.all(), "name", QueryDict(), 2).after
    Sample.objects.all().delete()
    page = keyset.page(Sample.objects.all(), "name", QueryDict(f"before={last}"), 2)
    assert (page.rows, page.before, page.after) == ([], "", "")
