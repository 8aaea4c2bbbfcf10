"""Who may be put forward, and what has to be handed in."""

from collections.abc import Mapping

from honours.kernel.rules import Tightening
from honours.policies.catalogue.words import RuleWords

OF_COMMENDATIONS: Mapping[str, RuleWords] = {
    "service_years_min": RuleWords(
        "人选在本单位的最低工作年限（年）", Tightening.HIGHER, "R202 R203 R204"
    ),
    "same_honour_new_merit_years": RuleWords(
        "已获同一称号的不再参评，近几年（年）有新的突出贡献的除外", Tightening.LOWER, "R205"
    ),
    "upper_honour_new_merit_years": RuleWords(
        "已获省部级以上荣誉的一般不参评，近几年（年）有新的突出贡献的除外",
        Tightening.LOWER,
        "R206",
    ),
    "prior_honour_needed": RuleWords(
        "推荐上级表彰须以下一级荣誉为基础", Tightening.TRUE, "R207 R208"
    ),
    "clean_years": RuleWords("近几年（年）未发生违法违纪", Tightening.HIGHER, "R210"),
    "excluded_persons": RuleWords("不参加评选的人员", Tightening.MORE_WORDS, "R212"),
    "excluded_collectives": RuleWords(
        "不作为集体参加评选的单位", Tightening.MORE_WORDS, "R141 R153"
    ),
    "consent_beforehand": RuleWords(
        "须事先征得评选办公室同意的人选", Tightening.MORE_WORDS, "R219"
    ),
    "farmer_papers": RuleWords("推荐对象为农民时须附的材料", Tightening.MORE_WORDS, "R233"),
}
