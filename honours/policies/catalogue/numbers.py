"""How often and how many, what stands twice or comes back, and what a clean-up demands."""

from collections.abc import Mapping

from honours.kernel.rules import Tightening
from honours.policies.catalogue.words import RuleWords

OF_NUMBERS: Mapping[str, RuleWords] = {
    # How often, and how many.
    "period_years_min": RuleWords("市县项目最短周期（年）", Tightening.HIGHER, "R115 R116"),
    "period_binding": RuleWords("须按登记的周期开展，不得提前", Tightening.TRUE, "R063 R106"),
    "temporary_allowed": RuleWords("县级可否开展临时性项目", Tightening.FALSE, "R069"),
    "yearly_max_city": RuleWords("市级党委、政府每年项目数上限", Tightening.LOWER, "R108 R110"),
    "yearly_max_county": RuleWords(
        "县级党委、政府每年项目数上限", Tightening.LOWER, "R109 R111 R112"
    ),
    "collectives_max": RuleWords("省级以下项目先进集体名额上限", Tightening.LOWER, "R136"),
    "individuals_max": RuleWords("省级以下项目先进个人名额上限", Tightening.LOWER, "R137"),
    # What stands twice, or comes back.
    "upper_duplicates_allowed": RuleWords(
        "上级已设的项目，下级可否再设相同或类似项目", Tightening.FALSE, "R122"
    ),
    "duplicates_merged": RuleWords("同级重复的项目一律合并", Tightening.TRUE, "R082"),
    "duplicate_audiences_suspended": RuleWords(
        "面向这些对象重复设置的项目一律暂停办理", Tightening.MORE_WORDS, "R102"
    ),
    "comprehensive_max": RuleWords("每个系统保留的综合性项目数上限", Tightening.LOWER, "R093"),
    "revival_accepted": RuleWords("撤销、退出后可否再设同类项目", Tightening.FALSE, "R068"),
    # What a clean-up itself demands.
    "new_items_frozen": RuleWords("清理期间不得举办新的活动", Tightening.TRUE, "R090"),
    "running_basis_kinds": RuleWords(
        "清理期间可以继续举办的项目的依据种类", Tightening.FEWER_WORDS, "R091"
    ),
    "retention_reason_required": RuleWords("拟保留项目须写明理由", Tightening.TRUE, "R081"),
    "reduction_target_min": RuleWords("清理减幅目标", Tightening.HIGHER, "R099"),
}
