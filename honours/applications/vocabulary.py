"""Words of the yearly application: what is asked for, how far it has come, what was answered."""

from honours.kernel.terms import Term


class ApplicationKind(Term):
    """What a body asks for (R064); an item that stands is asked for again to be held (R127)."""

    SET_UP = "set_up", "设立"
    HOLD = "hold", "按期开展"
    ADJUST = "adjust", "调整"
    MERGE = "merge", "合并"
    TEMPORARY = "temporary", "临时"
    EXIT = "exit", "退出"


ABOUT_AN_ACTIVITY = (
    ApplicationKind.HOLD,
    ApplicationKind.ADJUST,
    ApplicationKind.MERGE,
    ApplicationKind.EXIT,
)
"""Kinds that speak of an item which stands in the register."""


class ApplicationState(Term):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待负责人签字"
    AT_COUNTY = "at_county", "待县级审核"
    COUNTY_EXAMINED = "county_examined", "待县级提出"
    AT_CITY = "at_city", "待市级研究"
    STUDIED = "studied", "待市级同意"
    AGREED = "agreed", "待报省"
    REPORTED = "reported", "已报省"
    ON_NOTICE = "on_notice", "公示中"
    APPROVED = "approved", "省已批复"
    PUBLISHED = "published", "已列入目录"
    DECLINED = "declined", "不予受理"
    REFUSED = "refused", "省不同意"


LIVE = tuple(
    state
    for state in ApplicationState
    if state not in (ApplicationState.DECLINED, ApplicationState.REFUSED)
)
"""Applications that still count, or have come through."""


class ApplicationField(Term):
    """What an application says, in the order of the printed forms (渭南, 山东)."""

    NAME = "name", "项目名称"
    KIND = "kind", "类别"
    HOSTS = "hosts", "主办单位"
    CO_HOSTS = "co_hosts", "承办单位"
    REASON = "reason", "申请理由"
    BASIS = "basis_text", "设立依据"
    BASIS_KIND = "basis_kind", "依据种类"
    PERIOD = "period", "活动周期"
    LAST_HELD = "last_held_on", "上次开展时间"
    PLANNED = "planned_on", "拟开展时间"
    SCOPE = "scope", "评选范围"
    AUDIENCES = "audiences", "面向对象"
    COLLECTIVE_POOL = "collective_pool", "参评集体总数"
    INDIVIDUAL_POOL = "individual_pool", "参评个人总数"
    COLLECTIVES = "collectives", "集体名额"
    INDIVIDUALS = "individuals", "个人名额"
    PRIZES = "prizes", "奖项设置"
    CONDITIONS = "conditions", "评选条件"
    PROCEDURE = "procedure", "评选程序"
    REWARD = "reward", "奖励标准"
    LEADERSHIP = "leadership", "组织领导"
    FUNDING = "funding", "经费来源"
    AWARD_FORM = "award_form", "表彰形式"
    CHARGES_FEE = "charges_fee", "是否收费"
    COMPULSORY = "is_compulsory", "是否强制参加"
    TIED_TO_BENEFITS = "is_tied_to_benefits", "是否与利益挂钩"
    MATCHING = "demands_matching", "是否要求下级配套"
    BURDEN = "burdens_grassroots", "是否加重基层和群众负担"
    REMARKS = "remarks", "备注"


COLUMNS: dict[ApplicationField, tuple[str, ...]] = {
    field: (field.value,) for field in ApplicationField
} | {ApplicationField.PERIOD: ("period_kind", "period_months")}
"""The columns that each field of the form fills."""


class Part(Term):
    """What somebody does for an application that several people write."""

    FILER = "filer", "经办人"
    DRAFTER = "drafter", "起草人"
    REVIEWER = "reviewer", "校核人"


WRITERS = (Part.FILER, Part.DRAFTER)


class Occasion(Term):
    """Why a version was kept."""

    SUBMITTED = "submitted", "提交"
    RETURNED = "returned", "退回"
    APPROVED = "approved", "批复"


class Answer(Term):
    """What the province answered."""

    AGREED = "agreed", "同意"
    AGREED_ADJUSTED = "agreed_adjusted", "调整后同意"
    REFUSED = "refused", "不同意"


class EntryState(Term):
    """How an item of the year's catalogue was carried out."""

    LISTED = "listed", "待开展"
    HELD = "held", "已开展"
    EXPLAINED = "explained", "未开展，已说明"
    LEFT = "left", "已退出"


class Deed(Term):
    """What is done to an application besides moving it."""

    SAVE = "save", "保存草稿"
    INVITE = "invite", "邀请参与填写"
    DISMISS = "dismiss", "取消参与填写"
    ATTACH = "attach", "附依据文本"
    DETACH = "detach", "撤下依据文本"
    OPEN_PAPER = "open_paper", "查阅依据文本"
    RETURN_FIELDS = "return_fields", "退回修改"
    DISCARD = "discard", "删除草稿"
    TAKE_IN = "take_in", "用表格批量申报"
