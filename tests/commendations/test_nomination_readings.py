"""What people type into the cells of the forms, and how texts are told apart."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honours.commendations.likeness.marks import ALIKE, MARKS, marks_of, resemblance
from honours.commendations.readings.entries import as_written, fields_for
from honours.commendations.readings.lengths import counted_signs
from honours.commendations.readings.lines import (
    read_honours,
    read_ranks,
    written_honour,
    written_rank,
)
from honours.commendations.readings.titles import title_for
from honours.commendations.readings.unread import kept_texts, unread_findings, unread_texts
from honours.commendations.readings.values import day_of
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.people import Rank

KEY = b"k" * 32
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=80, max_size=300)


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("gender", "女", "female"),
        ("gender", "female", "female"),
        ("rank", "县处级副职", "deputy_division"),
        ("is_leading", "是", True),
        ("is_leading", "无", False),
        ("service_years", "２０年", 20),
        ("working_since", "1990.9", date(1990, 9, 1)),
        ("born_on", "1970年5月", "1970-05"),
        ("born_on", "1970年5月12日", "1970-05-12"),
        ("breached_on", "没有", "none"),
        ("telephone", "139 0000 1234", "139 0000 1234"),
        ("telephone", "0827-5260000转801", "0827-5260000转801"),
        ("telephone", "（０８２７）5260000、13900001234", "（０８２７）5260000、13900001234"),
        ("spouse_telephone", "+8613900001234", "+8613900001234"),
        ("breached_on", "2008年3月", "2008-03"),
        ("tags", "市管干部，离退休人员、市管干部", ["city_managed_cadre", "retired"]),
    ],
)
def test_entries_are_read_as_people_write_them(code, typed, value):
    assert fields_for("person")[code].read(typed) == value


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("gender", "中"),
        ("is_leading", "也许"),
        ("service_years", "多年"),
        ("service_years", "99999"),
        ("eligible", "1" * 12),
        ("held_on", "2010年9月"),
        ("working_since", "1990年"),
        ("name", "长" * 51),
        ("telephone", "1390000123"),
        ("telephone", "12345678901"),
        ("telephone", "见名单"),
        ("telephone", "13900001234、1390000"),
        ("telephone", "13900001234、" * 4),
        ("tags", "市管干部、县管人员"),
        ("past_honours", "2008年5月 四川省劳动模范"),
        ("past_honours", "2008年5月 先进单位评选组 先进"),
        ("past_honours", "很久以前 四川省人民政府 劳动模范"),
        ("ranks", "2008年5月 县长级"),
        ("ranks", "乡科级正职"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(code, typed):
    with pytest.raises(Refusal) as refusal:
        fields_for("person")[code].read(typed)
    assert refusal.value.findings[0].remedy


@pytest.mark.parametrize("kind", ["person", "collective"])
def test_codes_and_labels_are_told_apart(kind):
    labels = [one.label for one in fields_for(kind).values()]
    assert len(labels) == len(set(labels))


def test_several_honours_stand_on_lines_or_between_semicolons():
    typed = "2008年5月 四川省人民政府 四川省劳动模范；2009.6，通江县委，优秀党员，县级 新贡献"
    first, second = read_honours(typed)
    assert (first.level, first.granted_on) == (Level.PROVINCE, date(2008, 5, 1))
    assert (second.level, second.has_new_merit) == (Level.COUNTY, True)


def test_lines_are_written_as_they_are_read():
    honours = read_honours("2008年5月 四川省人民政府 四川省劳动模范 省级 新贡献")
    assert read_honours("\n".join(map(written_honour, honours))) == honours
    ranks = read_ranks("2003-01 乡科级副职\n2008-02 乡科级正职")
    assert ranks[-1].rank is Rank.SECTION
    assert read_ranks("\n".join(map(written_rank, ranks))) == ranks


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_unread_texts_come_back_as_they_were(texts):
    assert unread_texts(kept_texts(texts)) == texts


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        (
            "working_since",
            "2010-02-30",
            "“参加工作时间”没有读懂：“2010-02-30”不是日历上有的日期。",
        ),
        ("born_on", "2010-02-30", "“出生年月”没有读懂：不是日历上有的日期。"),
        ("born_on", "１２３４年5月", "“出生年月”没有读懂：年份不合常理，请核对。"),
        ("spouse_deceased_on", "哪天", ""),
        ("rank", "县长级", "“行政级别”没有读懂：没有“县长级”这一项。"),
    ],
)
def test_why_a_text_was_not_read_is_told_without_repeating_what_is_personal(code, typed, told):
    findings = list(unread_findings("person", kept_texts({code: typed})))
    assert [finding.message for finding in findings] == ([told] if told else [])
    assert all(finding.field == code and finding.remedy for finding in findings)


def test_what_can_be_read_by_now_is_no_longer_held_against_it():
    assert not list(unread_findings("person", kept_texts({"born_on": "1970-05"})))


@given(st.text())
def test_blanks_and_line_breaks_never_count(text):
    assert counted_signs(text) == counted_signs(f" {text}\n　")


@given(HAN)
@settings(max_examples=30, deadline=None)
def test_the_same_account_is_wholly_alike_and_its_marks_need_the_key(text):
    marks = marks_of(text, KEY)
    assert resemblance(marks, marks_of(f"{text}。\n", KEY)) == 1
    assert not set(marks) & set(marks_of(text, b"j" * 32))
    assert len(marks) <= MARKS


def test_a_copied_half_is_alike_and_two_lives_are_not():
    one = "".join(f"第{n}年他在{n * 3}户人家修了{n * 5}米水渠。" for n in range(40))
    half = one[: len(one) // 2] + "".join(f"她教过{n * 11}个孩子读{n}首诗。" for n in range(12))
    other = "".join(f"她教过{n * 11}个孩子读{n}首诗。" for n in range(40))
    assert resemblance(marks_of(one, KEY), marks_of(half, KEY)) >= ALIKE
    assert resemblance(marks_of(one, KEY), marks_of(other, KEY)) < ALIKE


def test_short_texts_and_none_have_no_marks():
    assert marks_of("扎根乡村。", KEY) == ()
    assert resemblance((), marks_of("字" * 100, KEY)) == Decimal(0)


class Named:
    def __init__(self, name, *statuses):
        self.name, self.statuses = name, list(statuses)


def test_a_title_that_names_the_status_goes_before_one_for_everybody():
    for_all, workers, models = Named("模范"), Named("先进工作者", "organ"), Named("劳模", "firm")
    assert title_for([for_all, workers], "organ") is workers
    assert title_for([workers, for_all], "firm") is for_all
    assert title_for([workers, models], "") is workers
    with pytest.raises(Refusal):
        title_for([], "organ")


def test_kept_months_and_days_are_days_again():
    assert day_of("1970-05") == date(1970, 5, 1)
    assert day_of("1970-05-12") == date(1970, 5, 12)
    assert day_of("none") is None


def test_values_are_written_as_they_would_be_typed():
    fields = fields_for("person")
    assert as_written(fields["tags"], ["retired"]) == "离退休人员"
    assert as_written(fields["is_leading"], False) == "否"
    assert as_written(fields["breached_on"], "none") == "无"
    assert as_written(fields["post"], None) == ""
