"""Words of commending: what is held, who is put forward, and how far it has come."""

from honours.kernel.terms import Term


class EditionState(Term):
    """How far one time of holding a commendation has come."""

    PLANNED = "planned", "筹备"
    OPEN = "open", "推荐中"
    REVIEWING = "reviewing", "评审"
    DECIDED = "decided", "已表彰"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


class NominationState(Term):
    """How far a nomination has climbed."""

    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待单位审签"
    RECOMMENDED = "recommended", "单位已推荐"
    REPORTED = "reported", "已报市级"
    FIRST_REVIEWED = "first_reviewed", "初审通过"
    SECOND_REVIEWED = "second_reviewed", "复审通过"
    PROPOSED = "proposed", "拟表彰"
    COMMENDED = "commended", "已表彰"
    NOT_CHOSEN = "not_chosen", "未入选"
    LAPSED = "lapsed", "逾期未报"
    WITHDRAWN = "withdrawn", "已撤回"
    STRUCK = "struck", "已取消资格"
    SHELVED = "shelved", "未报出，本届取消"
    CALLED_OFF = "called_off", "随本届取消"


OUT_OF_THE_RACE = (
    NominationState.NOT_CHOSEN,
    NominationState.LAPSED,
    NominationState.WITHDRAWN,
    NominationState.STRUCK,
    NominationState.SHELVED,
    NominationState.CALLED_OFF,
)
"""Where a road ended without an honour."""


class SlateState(Term):
    """How far a unit's ordered list has come."""

    COMPOSING = "composing", "编排中"
    SUBMITTED = "submitted", "待签批"
    SIGNED = "signed", "已报送"
    ACCEPTED = "accepted", "上级已审核"


class Tier(Term):
    """The step of the climb a list, an opinion or a notice belongs to."""

    UNIT = "unit", "单位"
    COUNTY = "county", "县级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"


class Round(Term):
    """Of two paper rounds the first carries no seal, the second does (R220)."""

    FIRST = "first", "初审"
    SECOND = "second", "正式推荐"


class ComposingStep(Term):
    """What is done to one line while a list is composed."""

    UP = "up", "上移"
    DOWN = "down", "下移"
    OUT = "out", "移出"
    RESERVE = "reserve", "列为备选"
    LIST = "list", "编入名单"


class Milestone(Term):
    """The dates of an edition."""

    NOMINATIONS_DUE = "nominations_due", "单位推荐截止"
    COUNTY_DUE = "county_due", "县级报送截止"
    FIRST_REVIEW = "first_review", "初审"
    SEALED_DUE = "sealed_due", "正式材料截止"
    SECOND_REVIEW = "second_review", "复审"
    DECISION = "decision", "作出决定"
    CEREMONY = "ceremony", "表彰"


class Composition(Term):
    """Who stands behind one nomination."""

    SINGLE = "single", "一人"
    COUPLE = "couple", "夫妻（家庭）"
    POSTHUMOUS = "posthumous", "追授"


class VoteKind(Term):
    """Who voted on the recommendation (R218)."""

    STAFF_CONGRESS = "staff_congress", "职工代表大会"
    STAFF_MEETING = "staff_meeting", "职工大会"
    RESIDENTS = "residents", "居民会议"
    VILLAGERS = "villagers", "村民会议"


class DecisionState(Term):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "送审"
    ISSUED = "issued", "已印发"


class HonourState(Term):
    """Whether an honour stands. Falling with its batch says nothing against its holder."""

    IN_FORCE = "in_force", "有效"
    REVOKED = "revoked", "已撤销"
    FELL_WITH_BATCH = "fell_with_batch", "随批次撤回"


class RevocationState(Term):
    DRAFT = "draft", "拟稿"
    REPORTED = "reported", "单位已报告"
    CHECKED = "checked", "原申报单位已查核"
    REVOKED = "revoked", "已批准撤销"
    DISMISSED = "dismissed", "不予撤销"
    CLOSED = "closed", "随整批撤回终止"


class RevocationGround(Term):
    """Why an honour may be taken back (R303 to R305, R309)."""

    FRAUD = "fraud", "弄虚作假骗取荣誉"
    CONCEALMENT = "concealment", "申报时隐瞒严重错误"
    PROCEDURE = "procedure", "严重违反规定程序"
    DISMISSAL = "dismissal", "受开除处分"
    CRIME = "crime", "受刑事处罚"
    COLLECTIVE_OFFENCE = "collective_offence", "集体严重违法违纪，影响恶劣"
    PROBATION = "probation", "受留用察看以上处分"
    UNTRUE_DEEDS = "untrue_deeds", "主要事迹严重失实"
    UNLAWFUL_DEPARTURE = "unlawful_departure", "非法离境"
    OTHER_LAW = "other_law", "法律、法规规定的其他情形"


class BatchWithdrawalState(Term):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "送审"
    CARRIED_OUT = "carried_out", "已撤回"


class RecoveredThing(Term):
    """What has to come back after an honour fell (R308, R312)."""

    CERTIFICATE = "certificate", "证书"
    MEDAL = "medal", "奖章"
    PLAQUE = "plaque", "奖牌"
    PRIZE_MONEY = "prize_money", "奖金"
    APPROVAL_FORM = "approval_form", "审批表"
    DECISION_PAPER = "decision_paper", "命名决定"
    BENEFITS = "benefits", "待遇"


class LifeEventKind(Term):
    """What is reported of a holder afterwards (R337)."""

    TRANSFERRED = "transferred", "调离"
    STUDYING = "studying", "深造"
    ABROAD = "abroad", "长期出国"
    RETIRED = "retired", "离退休"
    DECEASED = "deceased", "去世"


class PaperKind(Term):
    """The papers that stand behind a nomination, kept under lock."""

    PHOTO = "photo", "二寸免冠照片"
    SPOUSE_PHOTO = "spouse_photo", "配偶二寸免冠照片"
    MINUTES = "minutes", "职工（代表）大会纪要"
    CONSENT = "consent", "本人签字的公示同意书"
    HOUSEHOLD = "household", "户口本"
    EXEMPTION = "exemption", "豁免证明"
    OTHER = "other", "其他材料"


class RuleKind(Term):
    """What a rule of an edition says, and how ``quotas.ratios`` stores it."""

    RATIO = "ratio", "比例"
    BAR = "bar", "不得参评"
    LIMIT = "limit", "数量"


class Work(Term):
    """Long work of commending, done in the background (see ``tasks.py``)."""

    PRINT_CERTIFICATES = "commendations.print_certificates", "打印证书"
    BUILD_ARCHIVE = "commendations.build_archive", "生成归档包"
    TAKE_IN_FILE = "commendations.take_in_file", "识读推荐表"
