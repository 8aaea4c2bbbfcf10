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
