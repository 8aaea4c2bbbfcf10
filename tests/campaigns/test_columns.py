"""Columns in other words and orders: guessed with a confidence, corrected once, remembered."""

import pytest

from honours.campaigns.columns.fields import PERSONAL, ROW_KEY_HEADING, FilingField
from honours.campaigns.columns.guessing import (
    SURE,
    apply_mapping,
    guess_columns,
    header_signature,
    recognise,
)
from honours.campaigns.columns.headings import EXACT


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("序号 主办部门 项目名称 周期", "sequence hosts name period"),
        ("序号 项目名称 主办(承办)单位 周期", "sequence name hosts period"),
        ("序号 主办单位 承办单位 项目名称", "sequence hosts co_hosts name"),
        ("序号 名称 牵头单位 备注", "sequence name hosts remarks"),
        ("序号 项目名称 主办单位 处理决定", "sequence name hosts proposal"),
        ("获奖单位 奖励(命名)名称 授奖(命名)单位", "- name hosts"),
        (
            "申报单位（盖章） 申报时间 项目名称 主办单位（承办单位） 设立依据 活动周期 评选范围 "
            "参评总数 表彰名额 奖项设置 奖励标准 经费来源",
            "filing_unit - name hosts basis period scope pool quota prizes reward funding",
        ),
        (
            "序号 评比达标表彰项目 收费标准(元) 设立依据 自查清理意见 2016年度收费总额(万元) "
            "是否强制会员参加 强制涉及金额 自行减免会费 具体情况",
            "sequence name fees basis proposal fee_total compulsory - - -",
        ),
        (
            "是否与职称、利益挂钩 是否要求县级配套 是否加重企业负担 拟保留的理由 最近一次评选时间 "
            "首次批准日期 面向哪些对象 获奖人数 活动经费来源情况",
            "tied_benefits matching_demands burden retention_reason last_held_on "
            "established_on audiences quota funding",
        ),
    ],
)
def test_real_headings_are_understood(heading, fields):
    guesses = guess_columns(heading.split())
    sure = [str(guess.field) if guess.is_sure and guess.field else "-" for guess in guesses]
    assert sure == fields.split()


def test_every_field_is_named_by_its_own_wording():
    for field in FilingField:
        heading = ROW_KEY_HEADING if field is FilingField.ROW_KEY else field.label
        (guess,) = guess_columns([heading])
        assert (guess.field, guess.is_sure) == (field, True)


def test_no_heading_belongs_to_two_fields():
    assert all(recognise(word) == 1.0 for word in EXACT)


def test_personal_columns_are_recognised_so_that_they_can_be_left_out():
    guesses = guess_columns(["联系人", "联系电话", "身份证号码", "手机"])
    assert {guess.field for guess in guesses} == PERSONAL


SAMPLES = [
    [
        "1",
        "市教育局",
        "全市教育系统先进集体",
        "5年",
        "《教育法》第十三条",
        "13800000000",
        "财政3万元",
        "",
    ],
    [
        "2",
        "市卫生局",
        "全市卫生系统先进个人",
        "每年",
        "巴卫发〔2008〕3号",
        "13900000000",
        "2万元",
        "",
    ],
]


def test_unknown_headings_are_guessed_from_what_stands_below_and_shown():
    labels = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]
    guesses = guess_columns(labels, SAMPLES)
    assert [guess.field and guess.field.value for guess in guesses] == [
        "sequence", "hosts", "name", "period", "basis", "telephone", "funding", None,
    ]  # fmt: skip
    assert not any(guess.is_sure for guess in guesses)
    assert all(guess.why for guess in guesses)


def test_a_vague_heading_is_confirmed_or_overruled_by_what_stands_below():
    (agreed,) = guess_columns(["时间"], [["2008年5月"], ["2009年"]])
    assert (agreed.field, agreed.confidence) == (FilingField.LAST_HELD_ON, 0.75)
    (overruled,) = guess_columns(["奖励表彰情况"], [["市教育局"], ["市卫生局"]])
    assert overruled.field is FilingField.HOSTS
    (kept,) = guess_columns(["评比表彰活动"], [["市教育局"], ["市卫生局"]])
    assert kept.field is FilingField.NAME


def test_two_columns_may_not_hold_the_same_field_unless_it_is_spread():
    guesses = guess_columns(["名称", "项目名称", "集体名额", "个人名额"])
    assert [guess.field for guess in guesses] == [
        FilingField.NAME, None, FilingField.QUOTA, FilingField.QUOTA,
    ]  # fmt: skip
    assert "更像" in guesses[1].why


def test_a_correction_by_label_or_place_prevails():
    guesses = guess_columns(["名称", "甲", "乙"])
    corrected = apply_mapping(guesses, {"甲": "hosts", "2": "period", "名称": ""})
    assert [guess.field for guess in corrected] == [None, FilingField.HOSTS, FilingField.PERIOD]
    assert [guess.is_sure for guess in corrected] == [True] * 3
    assert apply_mapping(guesses, None) == guesses
    assert apply_mapping(guesses, {"别的": "name"}) == guesses


def test_a_signature_is_the_same_for_the_same_heading_in_other_widths():
    signature = header_signature(["序 号", "主办（承办）单位", "", ""])
    assert signature == header_signature(["序号", "主办(承办)单位"])
    assert signature != header_signature(["主办(承办)单位", "序号"])
    assert len(signature) == 32
    assert SURE < 1


def test_a_title_is_no_heading():
    assert (
        recognise(
            "关于印发《市政府部门评比达标表彰活动项目清理工作方案》的通知（征求意见稿）附件一"
        )
        == 0
    )
    assert recognise("") == 0
