"""A notice as pairs of words, for officials and for the public alike."""

from honours.kernel.calendar import DayUnit
from honours.notices.models.notices import Notice
from honours.ui.parts import Fact, day_in_words

FIRST_DAY = {True: "首日计入", False: "次日起算", None: "按本地规定"}


def period_facts(notice: Notice) -> list[Fact]:
    """How long the notice runs, how its days are counted, and on what that rests."""
    facts = [Fact("公示期", length_in_words(notice), note=notice.terms_citation)]
    if notice.length_basis:
        facts.append(Fact("公示期依据", notice.length_basis))
    if notice.planned_on:
        facts.append(Fact("计划公示日期", day_in_words(notice.planned_on)))
    days = (
        ("公示日期", notice.posted_on),
        ("公示截止", notice.ends_on),
        ("异议截止", notice.objections_until),
        ("结束日期", notice.closed_on),
    )
    facts += [Fact(label, day_in_words(day)) for label, day in days if day]
    if notice.postmark_rule:
        facts.append(Fact("信函", f"以{notice.get_postmark_rule_display()}为准"))
    if notice.real_name_required:
        facts.append(Fact("实名", "单位反映须加盖公章，个人反映须实名并留联系电话"))
    if notice.identity_number_required:
        facts.append(Fact("身份证号", "个人反映须写明身份证号（只供核实，不公开）"))
    return facts


def contents_facts(notice: Notice) -> list[Fact]:
    """What the notice says beside its names, and where objections go."""
    return [
        Fact("公示单位", notice.organization),
        Fact("种类", notice.get_kind_display()),
        Fact("层级", notice.get_level_display()),
        Fact("评选条件", notice.conditions),
        Fact("公示范围", notice.scope),
        *office_facts(notice),
    ]


def office_facts(notice: Notice) -> list[Fact]:
    """The office that receives objections."""
    facts = [
        Fact("受理单位", notice.receiving_office),
        Fact("受理电话", notice.office_telephone),
        Fact("受理地址", notice.office_address),
    ]
    if notice.office_email:
        facts.append(Fact("受理邮箱", notice.office_email))
    return facts


def length_in_words(notice: Notice) -> str:
    if not notice.length or not notice.unit:
        return "发布时按本地规定确定"
    first = FIRST_DAY[notice.counts_first_day]
    return f"{DayUnit(notice.unit).counted(notice.length)}，{first}"


def announcement(notice: Notice) -> str:
    """The opening of the sheet that is hung on a board, as one paragraph."""
    told = f"现将{notice.scope}范围内的公示对象予以公示。公示期{length_in_words(notice)}"
    until = notice.objections_until
    if notice.posted_on is None or notice.ends_on is None or until is None:
        return f"{told}。对公示对象有异议的，请向{notice.receiving_office}反映。"
    span = f"自{day_in_words(notice.posted_on)}至{day_in_words(notice.ends_on)}"
    asked = f"请在{day_in_words(until)}（含当日）以前向{notice.receiving_office}反映"
    return f"{told}，{span}。对公示对象有异议的，{asked}。"
