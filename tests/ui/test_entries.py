"""Long forms drawn in Python: labelled, escaped, told at their place."""

import pytest

from honours.ui.entries import Entry, EntryLook, drawn, hidden, told

CHOICES = ("男", "女")


def test_a_line_bears_its_label_help_and_value():
    markup = drawn(Entry("name", "姓名", help_text="写全名。", is_needed=True), '向"明"<b>')
    assert '<label class="field-label" for="id_name">姓名 ＊</label>' in markup
    assert 'aria-describedby="id_name_helptext"' in markup
    assert "向&quot;明&quot;&lt;b&gt;" in markup
    assert "<b>" not in markup


def test_what_stands_against_it_is_tied_to_the_input():
    markup = drawn(Entry("name", "姓名", help_text="写全名。"), "", ["没有填写。"])
    assert 'aria-describedby="id_name_helptext id_name_error" aria-invalid="true"' in markup
    assert "<span>没有填写。</span>" in markup
    assert "has-error" in markup


@pytest.mark.parametrize(
    ("value", "selected"),
    [
        ("女", '<option value="女" selected>'),
        ("", '<option value="">请选择</option>'),
        ("不详", '<option value="不详" selected>不详（未读懂）</option>'),
    ],
)
def test_a_choice_shows_what_was_chosen_even_where_it_is_none_of_them(value, selected):
    markup = drawn(Entry("gender", "性别", EntryLook.CHOICE, CHOICES), value)
    assert selected in markup
    assert markup.count(" selected") == bool(value)


def test_prose_is_metered_by_its_limit():
    markup = drawn(Entry("account", "事迹", EntryLook.PROSE, rows=9, limit=300), "一\n二")
    assert 'rows="9"' in markup
    assert 'data-limit="300"' in markup
    assert ">\n一\n二</textarea>" in markup


def test_boxes_stand_under_a_legend_and_keep_their_ticks():
    entry = Entry("tags", "类别", EntryLook.TICKS, ("甲", "乙"), help_text="可多选。")
    markup = drawn(entry, "乙", ["核对。"])
    assert '<legend class="field-label">类别</legend>' in markup
    assert markup.count("checked") == 1
    assert markup.count("is-invalid") == 3


def test_hidden_values_go_along():
    assert hidden("version", 3) == '<input type="hidden" name="version" value="3" id="id_version">'
    assert 'value=""' in hidden("nomination", None)


def test_what_stands_against_an_entry_is_told_anew_in_the_same_place():
    place = 'id="id_name_faults" data-faults-of="id_name"'
    assert place in drawn(Entry("name", "姓名"), "")
    assert told("name", [], is_anew=True) == f'<div {place} hx-swap-oob="innerHTML"></div>'
    assert "<span>&lt;b&gt;</span>" in told("name", ["<b>"], is_anew=True)
