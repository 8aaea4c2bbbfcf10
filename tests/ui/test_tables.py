from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString

from honours.ui.tables import Column, Heading, Look, RowDrawer, Table, shown
from tests.ui.models import Sample
from tests.ui.samples import Standing


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("9.30"), "9.30"),
        (date(2010, 6, 1), "2010-06-01"),
        (datetime(2010, 6, 1, 1, 30, tzinfo=UTC), "2010-06-01 09:30"),
        (Standing.RETAINED, "保留"),
    ],
)
def test_a_value_is_shown_as_people_write_it(value, text):
    assert shown(value) == text


def test_what_is_marked_safe_stays_as_it_is_and_nothing_else_does():
    columns = [
        Column("name", "名", text=lambda row: SafeString("<b>粗</b>")),
        Column("host", "主办"),
    ]
    html = RowDrawer(columns).draw([Sample(pk=1, host="<i>")])
    assert "<b>粗</b>" in html
    assert "&lt;i&gt;" in html


def test_a_word_without_a_tone_is_neutral_and_no_word_is_no_badge():
    column = Column("standing", "状态", look=Look.WORD)
    assert "word-neutral" in RowDrawer([column]).draw([Sample(pk=1, standing="新")])
    assert "word-" not in RowDrawer([column]).draw([Sample(pk=1, standing="")])


def test_a_small_table_lets_through_what_is_marked_safe_only():
    body = Table("表", [Heading("一"), Heading("二")], [[SafeString("<b>粗</b>"), "<i>"]]).body
    assert "<b>粗</b>" in body
    assert "&lt;i&gt;" in body


def test_a_row_that_does_not_fit_its_headings_is_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        _ = Table("表", [Heading("一")], [[1, 2]]).body
