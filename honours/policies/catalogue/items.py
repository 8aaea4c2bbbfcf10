"""What an item may be: the regime it falls under, its basis, what it asks of others, its name."""

from collections.abc import Mapping

from honours.kernel.rules import Tightening
from honours.policies.catalogue.words import RuleWords

OF_ITEMS: Mapping[str, RuleWords] = {
    # Which regime an item falls under.
    "central_decisions_excluded": RuleWords(
        "党中央、国务院决定开展的项目不适用", Tightening.NEARER, "R002"
    ),
    "matters_excluded": RuleWords("不适用的考核、评定事项", Tightening.FEWER_WORDS, "R003 R004"),
    "internal_items_excluded": RuleWords(
        "只面向本单位内设机构和人员的项目不适用", Tightening.NEARER, "R005 R006"
    ),
    "model_creation_apart": RuleWords("创建示范活动另按专门办法管理", Tightening.NEARER, "R009"),
    "model_creation_exceptions": RuleWords("不属于创建示范的事项", Tightening.FEWER_WORDS, "R010"),
    "festivals_apart": RuleWords("节庆活动另按专门办法管理", Tightening.NEARER, "R014"),
    "social_organizations_apart": RuleWords(
        "社会组织的评比达标表彰另按专门办法管理", Tightening.NEARER, "R024 R133"
    ),
    "civil_servant_rewards_apart": RuleWords(
        "公务员奖励另按奖励规定管理", Tightening.NEARER, "R019"
    ),
    "institution_rewards_apart": RuleWords(
        "事业单位工作人员奖励另按奖励规定管理", Tightening.NEARER, "R020"
    ),
    # On what an item may stand.
    "accepted_basis_kinds": RuleWords(
        "可以作为设立依据的文件种类", Tightening.FEWER_WORDS, "R085 R089 情况报告二"
    ),
    "accepted_basis_kinds_below_province": RuleWords(
        "省级以下项目可以作为设立依据的文件种类", Tightening.FEWER_WORDS, "R041 R042 R044"
    ),
    "self_set_levels_revoked": RuleWords(
        "自行设置的项目不再保留的层级", Tightening.MORE_WORDS, "R088 R094"
    ),
    "unlawful_suspended": RuleWords("依据不符合规定的一律暂停办理", Tightening.NEARER, "R102"),
    "unfiled_revoked": RuleWords("未上报的项目列入撤销", Tightening.TRUE, "R076 情况报告二"),
    "forbidden_hosts": RuleWords("不得举办的单位（层级和类别）", Tightening.MORE_WORDS, "R113"),
    # What an item may not do to those it reaches.
    "fee_allowed": RuleWords("可否向参评单位和个人收费", Tightening.FALSE, "R086 R285 情况报告二"),
    "compulsion_allowed": RuleWords("可否强制参加", Tightening.FALSE, "情况报告二"),
    "benefit_tie_allowed": RuleWords("可否与经济利益挂钩", Tightening.FALSE, "情况报告二"),
    "burden_allowed": RuleWords(
        "可否加重基层、企业和群众负担", Tightening.FALSE, "R086 情况报告二"
    ),
    "matching_allowed": RuleWords("可否要求下级配套开展", Tightening.FALSE, "R071 R130 R131"),
    # How an item may be called.
    "forbidden_name_words": RuleWords(
        "未经批准名称不得含有的字样", Tightening.MORE_WORDS, "R026 R027 R040"
    ),
    "piggyback_words": RuleWords("未经批准不得借以设奖颁奖的场合", Tightening.MORE_WORDS, "R029"),
    "commercial_words": RuleWords("不得使用的营利性名目", Tightening.MORE_WORDS, "R031"),
    "medal_words": RuleWords("未经批准不得颁授的奖项", Tightening.MORE_WORDS, "R034"),
    "evasion_words": RuleWords("曾被通报的变相评比名目", Tightening.MORE_WORDS, "R038 R323 R325"),
    "name_length_max": RuleWords("项目名称最多字数", Tightening.LOWER, "R120"),
    "name_carries_region": RuleWords("市县项目名称须冠以本地区称谓", Tightening.TRUE, "R121"),
}
