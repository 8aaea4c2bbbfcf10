"""Every rule the system applies, by name. Values are dated rows; see ``models.RuleEntry``.

A key stands here only if a check reads it (``tests/architecture/test_rules.py`` holds this); all
other clauses are text to read. ``sources`` names the rows of the collected rules (``R089``) or
the parts of the city's own report (``情况报告二``) that a value of this key is drawn from.

Word lists are written as officials write them: sorts of basis, levels and audiences by their
labels (``法律``), hosts as level and kind together (``县级工作部门``).
"""

from typing import Self

from honours.kernel.rules import RuleTerm, Tightening
from honours.kernel.terms import Term


class Shape(Term):
    """What a value of a rule looks like."""

    NUMBER = "number", "数值"
    FLAG = "flag", "是否"
    WORDS = "words", "词语列表"
    DAY = "day", "月日"


_SHAPES = {
    Tightening.LOWER: Shape.NUMBER,
    Tightening.HIGHER: Shape.NUMBER,
    Tightening.MORE_WORDS: Shape.WORDS,
    Tightening.FEWER_WORDS: Shape.WORDS,
    Tightening.TRUE: Shape.FLAG,
    Tightening.FALSE: Shape.FLAG,
    Tightening.NEARER: Shape.FLAG,
}


class RuleKey(RuleTerm):
    """A key: its code, its wording, which way it tightens, and where its values come from."""

    sources: tuple[str, ...]
    shape: Shape
    """What its values look like; the importer refuses any other."""

    def __new__(
        cls,
        code: str,
        label: str = "",
        tightening: Tightening = Tightening.NEARER,
        sources: str = "",
        shape: Shape | None = None,
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.tightening = tightening
        member.sources = tuple(sources.split())
        member.shape = shape or _SHAPES[tightening]
        return member

    # Which regime an item falls under.
    CENTRAL_DECISIONS_EXCLUDED = (
        "central_decisions_excluded",
        "党中央、国务院决定开展的项目不适用",
        Tightening.NEARER,
        "R002",
    )
    MATTERS_EXCLUDED = (
        "matters_excluded",
        "不适用的考核、评定事项",
        Tightening.FEWER_WORDS,
        "R003 R004",
    )
    INTERNAL_ITEMS_EXCLUDED = (
        "internal_items_excluded",
        "只面向本单位内设机构和人员的项目不适用",
        Tightening.NEARER,
        "R005 R006",
    )
    MODEL_CREATION_APART = (
        "model_creation_apart",
        "创建示范活动另按专门办法管理",
        Tightening.NEARER,
        "R009",
    )
    MODEL_CREATION_EXCEPTIONS = (
        "model_creation_exceptions",
        "不属于创建示范的事项",
        Tightening.FEWER_WORDS,
        "R010",
    )
    FESTIVALS_APART = "festivals_apart", "节庆活动另按专门办法管理", Tightening.NEARER, "R014"
    SOCIAL_ORGANIZATIONS_APART = (
        "social_organizations_apart",
        "社会组织的评比达标表彰另按专门办法管理",
        Tightening.NEARER,
        "R024 R133",
    )
    CIVIL_SERVANT_REWARDS_APART = (
        "civil_servant_rewards_apart",
        "公务员奖励另按奖励规定管理",
        Tightening.NEARER,
        "R019",
    )
    INSTITUTION_REWARDS_APART = (
        "institution_rewards_apart",
        "事业单位工作人员奖励另按奖励规定管理",
        Tightening.NEARER,
        "R020",
    )

    # On what an item may stand.
    ACCEPTED_BASIS_KINDS = (
        "accepted_basis_kinds",
        "可以作为设立依据的文件种类",
        Tightening.FEWER_WORDS,
        "R085 R089 情况报告二",
    )
    ACCEPTED_BASIS_KINDS_BELOW_PROVINCE = (
        "accepted_basis_kinds_below_province",
        "省级以下项目可以作为设立依据的文件种类",
        Tightening.FEWER_WORDS,
        "R041 R042 R044",
    )
    SELF_SET_LEVELS_REVOKED = (
        "self_set_levels_revoked",
        "自行设置的项目不再保留的层级",
        Tightening.MORE_WORDS,
        "R088 R094",
    )
    UNLAWFUL_SUSPENDED = (
        "unlawful_suspended",
        "依据不符合规定的一律暂停办理",
        Tightening.NEARER,
        "R102",
    )
    UNFILED_REVOKED = "unfiled_revoked", "未上报的项目列入撤销", Tightening.TRUE, "R076 情况报告二"
    FORBIDDEN_HOSTS = (
        "forbidden_hosts",
        "不得举办的单位（层级和类别）",
        Tightening.MORE_WORDS,
        "R113",
    )

    # What an item may not do to those it reaches.
    FEE_ALLOWED = (
        "fee_allowed",
        "可否向参评单位和个人收费",
        Tightening.FALSE,
        "R086 R285 情况报告二",
    )
    COMPULSION_ALLOWED = "compulsion_allowed", "可否强制参加", Tightening.FALSE, "情况报告二"
    BENEFIT_TIE_ALLOWED = (
        "benefit_tie_allowed",
        "可否与经济利益挂钩",
        Tightening.FALSE,
        "情况报告二",
    )
    BURDEN_ALLOWED = (
        "burden_allowed",
        "可否加重基层、企业和群众负担",
        Tightening.FALSE,
        "R086 情况报告二",
    )
    MATCHING_ALLOWED = (
        "matching_allowed",
        "可否要求下级配套开展",
        Tightening.FALSE,
        "R071 R130 R131",
    )

    # How an item may be called.
    FORBIDDEN_NAME_WORDS = (
        "forbidden_name_words",
        "未经批准名称不得含有的字样",
        Tightening.MORE_WORDS,
        "R026 R027 R040",
    )
    PIGGYBACK_WORDS = (
        "piggyback_words",
        "未经批准不得借以设奖颁奖的场合",
        Tightening.MORE_WORDS,
        "R029",
    )
    COMMERCIAL_WORDS = "commercial_words", "不得使用的营利性名目", Tightening.MORE_WORDS, "R031"
    MEDAL_WORDS = "medal_words", "未经批准不得颁授的奖项", Tightening.MORE_WORDS, "R034"
    EVASION_WORDS = (
        "evasion_words",
        "曾被通报的变相评比名目",
        Tightening.MORE_WORDS,
        "R038 R323 R325",
    )
    NAME_LENGTH_MAX = "name_length_max", "项目名称最多字数", Tightening.LOWER, "R120"
    NAME_CARRIES_REGION = (
        "name_carries_region",
        "市县项目名称须冠以本地区称谓",
        Tightening.TRUE,
        "R121",
    )

    # How often, and how many.
    PERIOD_YEARS_MIN = "period_years_min", "市县项目最短周期（年）", Tightening.HIGHER, "R115 R116"
    PERIOD_BINDING = "period_binding", "须按登记的周期开展，不得提前", Tightening.TRUE, "R063 R106"
    TEMPORARY_ALLOWED = "temporary_allowed", "县级可否开展临时性项目", Tightening.FALSE, "R069"
    YEARLY_MAX_CITY = (
        "yearly_max_city",
        "市级党委、政府每年项目数上限",
        Tightening.LOWER,
        "R108 R110",
    )
    YEARLY_MAX_COUNTY = (
        "yearly_max_county",
        "县级党委、政府每年项目数上限",
        Tightening.LOWER,
        "R109 R111 R112",
    )
    COLLECTIVES_MAX = "collectives_max", "省级以下项目先进集体名额上限", Tightening.LOWER, "R136"
    INDIVIDUALS_MAX = "individuals_max", "省级以下项目先进个人名额上限", Tightening.LOWER, "R137"

    # What stands twice, or comes back.
    UPPER_DUPLICATES_ALLOWED = (
        "upper_duplicates_allowed",
        "上级已设的项目，下级可否再设相同或类似项目",
        Tightening.FALSE,
        "R122",
    )
    DUPLICATES_MERGED = "duplicates_merged", "同级重复的项目一律合并", Tightening.TRUE, "R082"
    DUPLICATE_AUDIENCES_SUSPENDED = (
        "duplicate_audiences_suspended",
        "面向这些对象重复设置的项目一律暂停办理",
        Tightening.MORE_WORDS,
        "R102",
    )
    COMPREHENSIVE_MAX = (
        "comprehensive_max",
        "每个系统保留的综合性项目数上限",
        Tightening.LOWER,
        "R093",
    )
    REVIVAL_ACCEPTED = "revival_accepted", "撤销、退出后可否再设同类项目", Tightening.FALSE, "R068"

    # What a clean-up itself demands.
    NEW_ITEMS_FROZEN = "new_items_frozen", "清理期间不得举办新的活动", Tightening.TRUE, "R090"
    RUNNING_BASIS_KINDS = (
        "running_basis_kinds",
        "清理期间可以继续举办的项目的依据种类",
        Tightening.FEWER_WORDS,
        "R091",
    )
    RETENTION_REASON_REQUIRED = (
        "retention_reason_required",
        "拟保留项目须写明理由",
        Tightening.TRUE,
        "R081",
    )
    REDUCTION_TARGET_MIN = "reduction_target_min", "清理减幅目标", Tightening.HIGHER, "R099"

    # notices: how long something is put to the public, and how the days are counted.
    ITEM_NOTICE_WORKING_DAYS_MIN = (
        "item_notice_working_days_min",
        "项目公示最少工作日数",
        Tightening.HIGHER,
        "R128 R129",
    )
    CANDIDATE_NOTICE_WORKING_DAYS_MIN = (
        "candidate_notice_working_days_min",
        "人选公示最少工作日数",
        Tightening.HIGHER,
        "R241 R242 R243 R244 R245",
    )
    CANDIDATE_NOTICE_CALENDAR_DAYS_MIN = (
        "candidate_notice_calendar_days_min",
        "人选公示最少自然日数",
        Tightening.HIGHER,
        "R250",
    )
    CANDIDATE_NOTICE_DAYS_MIN = (
        "candidate_notice_days_min",
        "人选公示最少天数（只写“天”）",
        Tightening.HIGHER,
        "R246",
    )
    INTERNAL_NOTICE_DAYS_MIN = (
        "internal_notice_days_min",
        "系统内部荣誉部门内公示最少天数（只写“天”）",
        Tightening.HIGHER,
        "R249",
    )
    NOTICE_COUNTS_FIRST_DAY = (
        "notice_counts_first_day",
        "公示首日计入公示期",
        Tightening.NEARER,
        "R257 R258 R259 R260 R261",
    )
    NOTICE_CONTENTS = "notice_contents", "公示须写明的内容", Tightening.MORE_WORDS, "R240"
    SECRET_NOTICE_WAIVED = (
        "secret_notice_waived",
        "涉密的可以不公示",
        Tightening.NEARER,
        "R129 R251",
    )

    # notices: which objections are taken.
    LETTERS_BY_ARRIVAL = (
        "letters_by_arrival",
        "信函以到达日邮戳为准（“否”为以寄出邮戳为准）",
        Tightening.NEARER,
        "R252 R253",
    )
    OBJECTION_REAL_NAME = (
        "objection_real_name",
        "反映异议须实名（单位盖章、个人留电话）",
        Tightening.TRUE,
        "R254",
    )
    OBJECTION_IDENTITY_NUMBER = (
        "objection_identity_number",
        "个人反映异议须写身份证号",
        Tightening.TRUE,
        "R255",
    )
    UNCLEAR_ANONYMOUS_DECLINED = (
        "unclear_anonymous_declined",
        "线索不清的匿名反映公示期间不予受理",
        Tightening.TRUE,
        "R256",
    )

    # commendations: who may be put forward, and what has to be handed in.
    SERVICE_YEARS_MIN = (
        "service_years_min",
        "人选在本单位的最低工作年限（年）",
        Tightening.HIGHER,
        "R202 R203 R204",
    )
    SAME_HONOUR_NEW_MERIT_YEARS = (
        "same_honour_new_merit_years",
        "已获同一称号的不再参评，近几年（年）有新的突出贡献的除外",
        Tightening.LOWER,
        "R205",
    )
    UPPER_HONOUR_NEW_MERIT_YEARS = (
        "upper_honour_new_merit_years",
        "已获省部级以上荣誉的一般不参评，近几年（年）有新的突出贡献的除外",
        Tightening.LOWER,
        "R206",
    )
    PRIOR_HONOUR_NEEDED = (
        "prior_honour_needed",
        "推荐上级表彰须以下一级荣誉为基础",
        Tightening.TRUE,
        "R207 R208",
    )
    CLEAN_YEARS = "clean_years", "近几年（年）未发生违法违纪", Tightening.HIGHER, "R210"
    EXCLUDED_PERSONS = "excluded_persons", "不参加评选的人员", Tightening.MORE_WORDS, "R212"
    EXCLUDED_COLLECTIVES = (
        "excluded_collectives",
        "不作为集体参加评选的单位",
        Tightening.MORE_WORDS,
        "R141 R153",
    )
    CONSENT_BEFOREHAND = (
        "consent_beforehand",
        "须事先征得评选办公室同意的人选",
        Tightening.MORE_WORDS,
        "R219",
    )
    FARMER_PAPERS = (
        "farmer_papers",
        "推荐对象为农民时须附的材料",
        Tightening.MORE_WORDS,
        "R233",
    )

    # applications: what a yearly application has to say, by when, and who approves it.
    APPROVING_LEVELS = (
        "approving_levels",
        "有权审批项目的层级",
        Tightening.FEWER_WORDS,
        "R041 R042",
    )
    APPLICATION_DUE = (
        "application_due",
        "年度申请截止日",
        Tightening.NEARER,
        "R117 R118 R119",
        Shape.DAY,
    )
    EXPLANATION_DUE = (
        "explanation_due",
        "未开展项目书面说明截止日",
        Tightening.NEARER,
        "R070",
        Shape.DAY,
    )
    APPLICATION_FIELDS = (
        "application_fields",
        "申报表必填栏目",
        Tightening.MORE_WORDS,
        "R123 R124",
    )
    BASIS_TEXT_ATTACHED = "basis_text_attached", "须附政策依据", Tightening.TRUE, "R124"
    APPLICATIONS_PER_YEAR_MAX = (
        "applications_per_year_max",
        "同一项目每年申报次数上限",
        Tightening.LOWER,
        "R114",
    )
    RENEWED_BY_APPLICATION = (
        "renewed_by_application",
        "须重新申请方可调整的要素",
        Tightening.MORE_WORDS,
        "R063 R066",
    )
    OCCASION_WORDS = (
        "occasion_words",
        "未经批准不得围绕评选的时点",
        Tightening.MORE_WORDS,
        "R028",
    )
