"""The entries of a nomination: each cell of the official forms, and how its text is read.

One table serves the page, the spreadsheet and the printed form. A code names the entry
everywhere; the second person of a couple has the same entries with ``SPOUSE`` before the code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from honours.commendations.readings import values
from honours.commendations.readings.lines import read_honours, read_ranks
from honours.commendations.vocabulary import Composition, VoteKind
from honours.kernel.terms import Term
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    Gender,
    IdentityCategory,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.traits import ExemptionReason, Trait

SPOUSE = "spouse_"
"""Before the codes of the second person of a couple."""


class Part(Term):
    """Which row of a nomination an entry belongs to."""

    MATTER = "matter", "推荐情况"
    PERSON = "person", "本人情况"
    SECOND = "second", "配偶情况"
    COLLECTIVE = "collective", "集体情况"
    HONOURS = "honours", "曾获荣誉"
    RANKS = "ranks", "任职经历"
    VOTE = "vote", "民主推荐"
    CONSENT = "consent", "公示同意"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One entry. ``column`` is where its value is kept; ``read`` raises ``Refusal``.

    ``is_personal``: shown masked to whoever may not see it, and never printed in a message.
    """

    code: str
    label: str
    part: Part
    column: str
    read: Callable[[str], Any]
    terms: type[Term] | None = None
    is_flag: bool = False
    is_several: bool = False
    is_long: bool = False
    is_personal: bool = False
    help_text: str = ""


@cache
def fields_for(kind: str) -> Mapping[str, EntryField]:
    """Every entry that a nomination of this kind has, by code, in the order of the form."""
    parts = _COLLECTIVE if kind == CandidateKind.COLLECTIVE else (*_PERSON, *_SPOUSE, *_RANKS)
    shown = (*_MATTER, *parts, *_HONOURS, *_STORY, *_VOTE, *_CONSENT)
    return {
        one.code: one
        for one in shown
        if kind != CandidateKind.COLLECTIVE or one.code != "composition"
    }


def second_person(code: str) -> str:
    return f"{SPOUSE}{code}"


def as_written(field: EntryField, value: Any) -> str:
    """The value as it would be typed: what the form shows again."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.terms is not None:
        codes = value if field.is_several else (value,)
        return "、".join(_label(field.terms, code) for code in codes)
    if field.read is values.month and value.day == 1:
        return f"{value:%Y-%m}"
    is_never = field.column == "breached_on" and value == values.NEVER
    return "无" if is_never else str(value)


def _label(terms: type[Term], code: str) -> str:
    return next((term.label for term in terms if term == code), str(code))


def _term(part: Part, code: str, label: str, terms: type[Term], **more: Any) -> EntryField:
    return EntryField(code, label, part, code, values.one_of(terms), terms, **more)


def _text(part: Part, code: str, label: str, longest: int, **more: Any) -> EntryField:
    return EntryField(code, label, part, code, values.words(longest), **more)


def _telephone(part: Part, code: str, label: str) -> EntryField:
    return EntryField(code, label, part, code, values.telephones, is_personal=True)


def _flag(part: Part, code: str, label: str, **more: Any) -> EntryField:
    return EntryField(code, label, part, code, values.yes_or_no, is_flag=True, **more)


def _named(column: str, made: EntryField) -> EntryField:
    """The same entry, kept in a column of another name."""
    return replace(made, column=column)


_MOST_PEOPLE = 9_999_999
_TRAITS = EntryField(
    "tags",
    "其他类别",
    Part.PERSON,
    "tags",
    values.several_of(Trait),
    Trait,
    is_several=True,
    help_text="符合几项选几项；都不符合的不选。",
)
_BREACH_HELP = "写最近一次违纪违法的时间；近年没有发生过的写“无”。"

_MATTER = (
    _term(Part.MATTER, "composition", "推荐对象", Composition),
    _text(Part.MATTER, "unit", "所在单位", 200, help_text="写单位公章上的全称。"),
    _term(Part.MATTER, "exemption", "豁免情形", ExemptionReason),
    _text(Part.MATTER, "exemption_proof", "豁免证明", 200, help_text="写证明文件的名称和文号。"),
)
_PERSON = (
    _text(Part.PERSON, "name", "姓名", 50, is_personal=True),
    _term(Part.PERSON, "gender", "性别", Gender),
    _term(Part.PERSON, "ethnicity", "民族", Ethnicity),
    EntryField(
        "born_on", "出生年月", Part.PERSON, "born_on", values.written_month, is_personal=True
    ),
    _term(Part.PERSON, "political_status", "政治面貌", PoliticalStatus),
    _text(Part.PERSON, "education", "学历学位", 60),
    _text(Part.PERSON, "professional_title", "职称（技能等级）", 60),
    _term(Part.PERSON, "identity_category", "身份类别", IdentityCategory),
    _term(Part.PERSON, "rank", "行政级别", Rank, help_text="没有级别的选“无级别”。"),
    _flag(Part.PERSON, "is_leading", "是否担任领导职务"),
    _flag(Part.PERSON, "is_front_line", "是否基层一线"),
    _flag(Part.PERSON, "is_enterprise_head", "是否企业负责人"),
    _term(Part.PERSON, "unit_nature", "单位性质", UnitNature),
    _text(Part.PERSON, "post", "职务", 120),
    _text(Part.PERSON, "second_post", "兼任职务", 120),
    EntryField("working_since", "参加工作时间", Part.PERSON, "working_since", values.month),
    EntryField("service_years", "本单位工作年限", Part.PERSON, "service_years", values.count(80)),
    _flag(Part.PERSON, "has_senior_title", "是否有高级职称"),
    _flag(Part.PERSON, "does_research", "是否仍从事科研教学"),
    _text(
        Part.PERSON,
        "identity_number",
        "身份证号",
        40,
        is_personal=True,
        help_text="填写18位号码；保存后只显示一部分，要更改的重新填写全部。",
    ),
    _telephone(Part.PERSON, "telephone", "联系电话"),
    _text(Part.PERSON, "address", "住址", 200, is_personal=True),
    EntryField(
        "discipline",
        "奖惩情况",
        Part.PERSON,
        "discipline",
        values.prose,
        is_long=True,
        is_personal=True,
    ),
    EntryField(
        "breached_on",
        "最近一次违纪违法",
        Part.PERSON,
        "breached_on",
        values.day_or_never,
        is_personal=True,
        help_text=_BREACH_HELP,
    ),
    EntryField(
        "deceased_on", "逝世日期", Part.PERSON, "deceased_on", values.day, is_personal=True
    ),
    _TRAITS,
)
_NOT_OF_THE_SPOUSE = {"deceased_on", "tags", "has_senior_title", "does_research"}
_SPOUSE = tuple(
    replace(one, code=second_person(one.code), label=f"配偶{one.label}", part=Part.SECOND)
    for one in _PERSON
    if one.code not in _NOT_OF_THE_SPOUSE
)
_COLLECTIVE = (
    _named("name", _text(Part.COLLECTIVE, "collective_name", "集体名称", 120)),
    _term(Part.COLLECTIVE, "nature", "单位性质", UnitNature),
    _term(Part.COLLECTIVE, "unit_level", "单位级别", UnitLevel),
    _text(Part.COLLECTIVE, "superior", "上一级单位", 120),
    EntryField("headcount", "人数", Part.COLLECTIVE, "headcount", values.count(_MOST_PEOPLE)),
    _text(Part.COLLECTIVE, "head_name", "负责人", 50, is_personal=True),
    _telephone(Part.COLLECTIVE, "head_telephone", "负责人电话"),
    _flag(Part.COLLECTIVE, "is_front_line", "是否基层一线"),
    EntryField(
        "discipline",
        "奖惩情况",
        Part.COLLECTIVE,
        "discipline",
        values.prose,
        is_long=True,
        is_personal=True,
    ),
    EntryField(
        "breached_on",
        "最近一次违纪违法",
        Part.COLLECTIVE,
        "breached_on",
        values.day_or_never,
        help_text=_BREACH_HELP,
        is_personal=True,
    ),
    replace(_TRAITS, part=Part.COLLECTIVE),
)
_RANKS = (
    EntryField(
        "ranks",
        "任职经历",
        Part.RANKS,
        "ranks",
        read_ranks,
        is_long=True,
        help_text="每次任职写一行：2015年3月 乡科级正职。没有级别的不填。",
    ),
)
_HONOURS = (
    EntryField(
        "past_honours",
        "曾获荣誉",
        Part.HONOURS,
        "past_honours",
        read_honours,
        is_long=True,
        help_text="每项写一行：2018年5月 四川省人民政府 四川省劳动模范 省级。"
        "其后有新的突出贡献的，行末加“新贡献”。没有的不填。",
    ),
)
_STORY = (
    EntryField("account", "主要事迹", Part.MATTER, "account", values.prose, is_long=True),
    EntryField(
        "brief",
        "简要事迹",
        Part.MATTER,
        "brief",
        values.prose,
        is_long=True,
        help_text="公示时刊出，不写身份证号、电话和住址。",
    ),
)
_VOTE = (
    _named("kind", _term(Part.VOTE, "vote_kind", "推荐会议", VoteKind)),
    EntryField("held_on", "会议日期", Part.VOTE, "held_on", values.day),
    EntryField("eligible", "应到人数", Part.VOTE, "eligible", values.count(_MOST_PEOPLE)),
    EntryField("present", "实到人数", Part.VOTE, "present", values.count(_MOST_PEOPLE)),
    EntryField("in_favour", "赞成票", Part.VOTE, "in_favour", values.count(_MOST_PEOPLE)),
    EntryField("against", "反对票", Part.VOTE, "against", values.count(_MOST_PEOPLE)),
    EntryField("abstained", "弃权票", Part.VOTE, "abstained", values.count(_MOST_PEOPLE)),
    EntryField(
        "leadership_met_on", "领导班子集体研究日期", Part.VOTE, "leadership_met_on", values.day
    ),
)
_CONSENT = (
    EntryField(
        "consent_given_on",
        "本人同意公示日期",
        Part.CONSENT,
        "given_on",
        values.day,
        help_text="本人看过本届同意书并签字的日期；未同意的不填，也不能送审和公示。",
    ),
)
