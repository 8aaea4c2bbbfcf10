"""Words of notices, of their carriers and of what changes them."""

from honours.kernel.terms import Term


class NoticeKind(Term):
    """What is put to the public. Their periods are ruled apart."""

    ITEM = "item", "项目公示"
    CANDIDATE = "candidate", "人选公示"
    INTERNAL = "internal", "系统内部荣誉公示"


class NoticeLevel(Term):
    """Where it is put to the public: each level is a notice of its own."""

    UNIT = "unit", "单位公示"
    COUNTY = "county", "县级公示"
    CITY = "city", "市级公示"
    PROVINCE = "province", "省级公示"
    NATION = "nation", "全国公示"


class NoticeState(Term):
    DRAFT = "draft", "拟稿"
    POSTED = "posted", "公示中"
    EXPIRED = "expired", "期满"
    CLOSED = "closed", "结束"
    WITHDRAWN = "withdrawn", "已撤回"


class PostmarkRule(Term):
    """Which postmark decides whether a letter came in time."""

    ARRIVAL = "arrival", "到达邮戳"
    DISPATCH = "dispatch", "发出邮戳"


class CarrierKind(Term):
    """Where people can read the notice."""

    WEBSITE = "website", "网站"
    BULLETIN_BOARD = "bulletin_board", "公告栏"
    NEWSPAPER = "newspaper", "报纸"
    BROADCAST = "broadcast", "广播电视"
    INTRANET = "intranet", "单位内网"
    MESSAGE_ACCOUNT = "message_account", "政务新媒体"
    OTHER = "other", "其他"


class ChangeKind(Term):
    """What happened to a notice after it was planned or posted."""

    POSTED_LATE = "posted_late", "延后发布"
    CONTENT = "content", "更改内容"
    CARRIER_REMOVED = "carrier_removed", "载体撤下"
    CARRIER_RESTORED = "carrier_restored", "恢复公示"
    EXTENDED = "extended", "延长公示"
    CALENDAR = "calendar", "放假安排变动"
    ENTRY_REMOVED = "entry_removed", "撤下对象"


class CalendarSource(Term):
    """Where the days of a calendar year were taken from."""

    LIBRARY = "library", "随程序提供"
    NOTICE = "notice", "依通知登记"


class ObjectionState(Term):
    """The states of an objection (异议). Declined and closed ones no longer stand in the way."""

    RECEIVED = "received", "收到"
    REFERRED = "referred", "已转上级复核"
    DECLINED = "declined", "不予受理"
    ACCEPTED = "accepted", "已受理"
    INQUIRING = "inquiring", "核查中"
    PROPOSED = "proposed", "待认定"
    FOUND = "found", "已认定"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


ENDED = (ObjectionState.DECLINED, ObjectionState.CLOSED)
"""Where an objection no longer stands in the way of an approval."""


class Channel(Term):
    """How an objection came."""

    WEB = "web", "网上提交"
    LETTER = "letter", "来信"
    TELEPHONE = "telephone", "来电"
    VISIT = "visit", "来访"
    EMAIL = "email", "电子邮件"


class Naming(Term):
    """Whether the objector gives a name."""

    NAMED = "named", "实名"
    ANONYMOUS = "anonymous", "匿名"


class Party(Term):
    """Who objects."""

    PERSON = "person", "个人"
    UNIT = "unit", "单位"


class Ground(Term):
    """What an objection is about."""

    UNTRUE_DEEDS = "untrue_deeds", "事迹不实"
    INELIGIBLE = "ineligible", "不符合评选条件"
    FALSE_STATUS = "false_status", "身份、职务或职级不实"
    MISCONDUCT = "misconduct", "违纪违法"
    PROCEDURE = "procedure", "推荐、公示程序不合规定"
    ITEM = "item", "项目设立不合规定"
    OTHER = "other", "其他"


class DeclineGround(Term):
    """Why an objection is not accepted."""

    LATE = "late", "超过异议期限"
    NOT_AS_DEMANDED = "not_as_demanded", "没有按要求实名"
    UNCLEAR_ANONYMOUS = "unclear_anonymous", "匿名且线索不清"
    OUT_OF_SCOPE = "out_of_scope", "与公示事项无关"
    REPEATED = "repeated", "同一事实已有认定"


class Disposition(Term):
    """What becomes of an objection that is not accepted; it is kept and answered either way."""

    DECLINED = "declined", "不予受理"
    PETITION = "petition", "转信访办理"


class Conclusion(Term):
    """What an inquiry came to."""

    SUSTAINED = "sustained", "成立"
    PARTLY = "partly", "部分成立"
    UNFOUNDED = "unfounded", "不成立"


class ObjectionOutcome(Term):
    """What has to be done about the matter that was objected to. The rooms above do it."""

    KEEP = "keep", "维持"
    REMOVE = "remove", "取消资格"
    REPLACE = "replace", "取消资格，可以递补"
    RENOTICE = "renotice", "更正后重新公示"


class Identification(Term):
    """What came of checking that the objector is who the letter says."""

    UNCHECKED = "unchecked", "未核实"
    CONFIRMED = "confirmed", "属实"
    FALSE = "false", "冒名或查无此人"


class Speaker(Term):
    """Who wrote a message."""

    OBJECTOR = "objector", "反映人"
    HANDLER = "handler", "办理人"
