"""Everything that can be found wrong with an item, by code. Codes never change."""

from honours.kernel.terms import Term


class Fault(Term):
    """What is wrong with an item."""

    # On what it stands.
    NO_BASIS = "no-basis", "没有设立依据"
    BASIS_NOT_ACCEPTED = "basis-not-accepted", "依据不符合规定"
    BASIS_SUSPENDED = "basis-suspended", "依据不符合规定（暂停办理）"
    BASIS_DOCUMENT_UNKNOWN = "basis-document-unknown", "依据文件未入库"
    SELF_SET = "self-set", "不得自行设置的层级自设"
    HOST_NOT_ALLOWED = "host-not-allowed", "主办单位不得举办"

    # What it does to those it reaches.
    CHARGES_FEE = "charges-fee", "向参评对象收费"
    COMPULSORY = "compulsory", "强制参加"
    TIED_TO_BENEFITS = "tied-to-benefits", "与经济利益挂钩"
    BURDENS_GRASSROOTS = "burdens-grassroots", "加重基层和群众负担"
    DEMANDS_MATCHING = "demands-matching", "要求下级配套"

    # How it is called.
    FORBIDDEN_NAME_WORD = "forbidden-name-word", "名称含禁用字样"
    PIGGYBACKS = "piggybacks", "借会议节日设奖"
    COMMERCIAL_TITLE = "commercial-title", "营利性名目"
    UNAPPROVED_MEDAL = "unapproved-medal", "擅自颁授奖章称号"
    POSSIBLE_EVASION = "possible-evasion", "疑似变相评比"
    NAME_TOO_LONG = "name-too-long", "名称过长"
    NAME_WITHOUT_REGION = "name-without-region", "名称未冠地区称谓"

    # How often, and how many.
    PERIOD_TOO_SHORT = "period-too-short", "周期过短"
    REPEATED_EARLY = "repeated-early", "未到周期提前开展"
    TEMPORARY = "temporary", "临时性项目"
    TOO_MANY_IN_YEAR = "too-many-in-year", "超过每年项目数"
    TOO_MANY_COLLECTIVES = "too-many-collectives", "集体名额过多"
    TOO_MANY_INDIVIDUALS = "too-many-individuals", "个人名额过多"

    # What stands twice, or comes back.
    DUPLICATES_UPPER = "duplicates-upper", "与上级项目重复"
    DUPLICATES_SAME_LEVEL = "duplicates-same-level", "与同级项目重复"
    DUPLICATE_SUSPENDED = "duplicate-suspended", "面向企事业重复设置"
    TOO_MANY_COMPREHENSIVE = "too-many-comprehensive", "综合性项目过多"
    REVIVED = "revived", "撤销后变相恢复"

    # What the clean-up demands.
    FOUND_UNFILED = "found-unfiled", "漏报后发现"
    NEW_WHILE_FROZEN = "new-while-frozen", "清理期间新设"
    RUNNING_SUSPENDED = "running-suspended", "清理期间暂停在办"

    # What nobody said.
    BASIS_MISSING = "basis-missing", "未写明设立依据"
    HOSTS_MISSING = "hosts-missing", "未写明主办单位"
    HOST_KIND_MISSING = "host-kind-missing", "主办单位类别不明"
    FEE_MISSING = "fee-missing", "未填是否收费"
    COMPULSION_MISSING = "compulsion-missing", "未填是否强制参加"
    BENEFIT_TIE_MISSING = "benefit-tie-missing", "未填是否与利益挂钩"
    BURDEN_MISSING = "burden-missing", "未填是否加重负担"
    MATCHING_MISSING = "matching-missing", "未填是否要求配套"
    PERIOD_MISSING = "period-missing", "未写明周期"
    QUOTA_MISSING = "quota-missing", "未写明名额"
    YEARLY_COUNT_MISSING = "yearly-count-missing", "无法统计当年项目数"
    AUDIENCES_MISSING = "audiences-missing", "未写明面向对象"
    COMPREHENSIVE_MISSING = "comprehensive-missing", "未认定是否综合性项目"
    ESTABLISHED_MISSING = "established-missing", "未写明设立时间"
    REGION_MISSING = "region-missing", "地区称谓不明"
    RETENTION_REASON_MISSING = "retention-reason-missing", "未写明保留理由"
