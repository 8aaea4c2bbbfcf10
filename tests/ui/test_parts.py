from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from honours.ui import charts
from honours.ui.parts import Chart, Gauge, Light, Point, Progress, Signal, day_in_words
from tests.ui.samples import Standing


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def gauge(numerator, denominator, target="0.7", **more):
    target = None if target is None else Decimal(target)
    return Gauge("减幅", numerator, denominator, "撤销", "登记", target, **more)


@pytest.mark.parametrize(
    ("measured", "percent", "is_met"),
    [
        (gauge(7, 75), "9.3", False),
        (gauge(15, 75), "20.0", False),
        (gauge(53, 75), "70.7", True),
        (gauge(6996, 10000), "70.0", False),
        (gauge(1, 5, "0.2", is_ceiling=True), "20.0", True),
        (gauge(2, 5, "0.2", is_ceiling=True), "40.0", False),
        (gauge(1, 16, None), "6.3", None),
    ],
)
def test_a_rate_is_judged_before_rounding_and_printed_after_it(measured, percent, is_met):
    assert (str(measured.percent), measured.is_met) == (percent, is_met)


def test_a_rate_of_nothing_is_no_rate():
    empty = gauge(0, 0)
    assert (empty.share, empty.percent, empty.is_met) == (None, None, None)
    html = drawn("{% gauge measured %}", measured=empty)
    assert "暂无数据" in html
    assert "gauge-fill" not in html


def test_a_gauge_shows_what_it_was_computed_from():
    html = drawn("{% gauge measured %}", measured=gauge(15, 75, url="/figures/1/"))
    for words in (
        "撤销",
        "<b>15</b>",
        "登记",
        "<b>75</b>",
        "四舍五入",
        "未达目标70.0%",
        "/figures/1/",
    ):
        assert words in html
    assert "已达目标" in drawn("{% gauge measured %}", measured=gauge(75, 75))
    assert "目标" not in drawn("{% gauge measured %}", measured=gauge(75, 75, None))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_gauge_never_draws_beyond_its_track(numerator, denominator):
    filled, target = charts.gauge_widths(gauge(numerator, denominator), 400)
    assert 0 <= Decimal(filled) <= 400
    assert Decimal(target) == 280


@given(st.lists(st.integers(0, 10**9), max_size=12))
def test_bars_and_points_stay_inside_the_drawing(values):
    chart = Chart("图", "说明", [Point(str(value), value) for value in values])
    for bar in charts.bars(chart):
        assert 0 <= Decimal(bar.width) <= charts.BAR_ROOM
        assert bar.top + 20 <= charts.bars_height(chart)
    for mark in charts.marks(chart):
        assert 0 <= Decimal(mark.left) <= charts.WIDTH
        assert 0 <= Decimal(mark.top) <= charts.TREND_TOP + charts.TREND_HEIGHT


@pytest.mark.parametrize("tag", ["bar_chart", "trend_chart"])
def test_a_chart_has_words_and_a_table_beside_the_drawing(tag):
    chart = Chart("各县项目", "巴州最多。", [Point("巴州区", 11, "/x/"), Point("通江县", 9)], "项")
    html = drawn("{% " + tag + " chart %}", chart=chart)
    for words in (
        "<title>各县项目</title>",
        "<desc>巴州最多。</desc>",
        "<table",
        'href="/x/"',
        "11",
    ):
        assert words in html
    assert "暂无数据" in drawn("{% " + tag + " chart %}", chart=Chart("空", "无", []))


def test_a_word_is_shown_by_its_label_and_escaped():
    assert drawn("{% badge word 'good' %}", word=Standing.RETAINED) == (
        '<span class="word word-good">保留</span>'
    )
    assert "&lt;b&gt;" in drawn("{% badge word %}", word="<b>")
    assert drawn("{% badge word %}", word="") == ""


def test_a_light_says_in_words_and_shape_what_it_says_in_colour():
    shapes = {drawn("{% light one %}", one=signal.value).split('"')[3] for signal in Signal}
    assert len(shapes) == len(Signal)
    assert "逾期3天" in drawn("{% light one %}", one=Light(Signal.RED, "逾期3天"))
    assert "正常" in drawn("{% light 'green' %}")


def test_progress_stays_between_nothing_and_all():
    assert [Progress("读取", done, 10, "/").percent for done in (0, 5, 10, 11)] == [
        0,
        50,
        100,
        100,
    ]
    assert Progress("读取", 3, 0, "/").percent == 0


def test_progress_asks_again_until_it_is_finished():
    template = "{% include 'ui/_progress.html' %}"
    running = drawn(template, progress=Progress("读取", 5, 10, "/jobs/1/"))
    assert 'hx-get="/jobs/1/"' in running
    done = drawn(
        template, progress=Progress("读取", 10, 10, "/jobs/1/", True, next_url="/result/")
    )
    assert "hx-get" not in done
    assert 'href="/result/"' in done


def test_days_are_written_as_documents_write_them():
    assert day_in_words(date(2010, 6, 1)) == "2010年6月1日"
