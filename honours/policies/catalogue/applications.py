"""What a yearly application has to say, by when, and who approves it."""

from collections.abc import Mapping

from honours.kernel.rules import Tightening
from honours.policies.catalogue.words import RuleWords, Shape

OF_APPLICATIONS: Mapping[str, RuleWords] = {
    "approving_levels": RuleWords("有权审批项目的层级", Tightening.FEWER_WORDS, "R041 R042"),
    "application_due": RuleWords("年度申请截止日", Tightening.NEARER, "R117 R118 R119", Shape.DAY),
    "explanation_due": RuleWords("未开展项目书面说明截止日", Tightening.NEARER, "R070", Shape.DAY),
    "application_fields": RuleWords("申报表必填栏目", Tightening.MORE_WORDS, "R123 R124"),
    "basis_text_attached": RuleWords("须附政策依据", Tightening.TRUE, "R124"),
    "applications_per_year_max": RuleWords("同一项目每年申报次数上限", Tightening.LOWER, "R114"),
    "renewed_by_application": RuleWords(
        "须重新申请方可调整的要素", Tightening.MORE_WORDS, "R063 R066"
    ),
    "occasion_words": RuleWords("未经批准不得围绕评选的时点", Tightening.MORE_WORDS, "R028"),
}
