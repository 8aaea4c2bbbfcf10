"""How long something is put to the public, and which objections are taken."""

from collections.abc import Mapping

from honours.kernel.rules import Tightening
from honours.policies.catalogue.words import RuleWords

OF_NOTICES: Mapping[str, RuleWords] = {
    # notices: how long something is put to the public, and how the days are counted.
    "item_notice_working_days_min": RuleWords(
        "项目公示最少工作日数", Tightening.HIGHER, "R128 R129"
    ),
    "candidate_notice_working_days_min": RuleWords(
        "人选公示最少工作日数", Tightening.HIGHER, "R241 R242 R243 R244 R245"
    ),
    "candidate_notice_calendar_days_min": RuleWords(
        "人选公示最少自然日数", Tightening.HIGHER, "R250"
    ),
    "candidate_notice_days_min": RuleWords(
        "人选公示最少天数（只写“天”）", Tightening.HIGHER, "R246"
    ),
    "internal_notice_days_min": RuleWords(
        "系统内部荣誉部门内公示最少天数（只写“天”）", Tightening.HIGHER, "R249"
    ),
    "notice_counts_first_day": RuleWords(
        "公示首日计入公示期", Tightening.NEARER, "R257 R258 R259 R260 R261"
    ),
    "notice_contents": RuleWords("公示须写明的内容", Tightening.MORE_WORDS, "R240"),
    "secret_notice_waived": RuleWords("涉密的可以不公示", Tightening.NEARER, "R129 R251"),
    # notices: which objections are taken.
    "letters_by_arrival": RuleWords(
        "信函以到达日邮戳为准（“否”为以寄出邮戳为准）", Tightening.NEARER, "R252 R253"
    ),
    "objection_real_name": RuleWords(
        "反映异议须实名（单位盖章、个人留电话）", Tightening.TRUE, "R254"
    ),
    "objection_identity_number": RuleWords("个人反映异议须写身份证号", Tightening.TRUE, "R255"),
    "unclear_anonymous_declined": RuleWords(
        "线索不清的匿名反映公示期间不予受理", Tightening.TRUE, "R256"
    ),
}
