"""Words of clearances: about whom bodies are asked, what they answer, what stands in the way."""

from honours.kernel.terms import Term


class ObjectKind(Term):
    """What sort of object bodies are asked about. One object may be of several kinds."""

    EVERY = "every", "各类对象"
    LEADING_CADRE = "leading_cadre", "党政领导干部"
    PUBLIC_CADRE = "public_cadre", "机关事业单位干部"
    INSTITUTION_CADRE = "institution_cadre", "事业单位干部"
    DIVISION_CADRE = "division_cadre", "处级干部"
    ENTERPRISE_HEAD = "enterprise_head", "企业负责人"
    STATE_ENTERPRISE_HEAD = "state_enterprise_head", "国有企业负责人"
    FRONT_LINE = "front_line", "一线职工、农民"
    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "事业单位集体"
    AGENCY = "agency", "机关集体"


COLLECTIVES = frozenset({ObjectKind.ENTERPRISE, ObjectKind.INSTITUTION, ObjectKind.AGENCY})
"""Kinds that are no persons: their names are public."""

IMPLIED = {
    ObjectKind.LEADING_CADRE: (ObjectKind.PUBLIC_CADRE,),
    ObjectKind.INSTITUTION_CADRE: (ObjectKind.PUBLIC_CADRE,),
    ObjectKind.DIVISION_CADRE: (ObjectKind.PUBLIC_CADRE,),
    ObjectKind.STATE_ENTERPRISE_HEAD: (ObjectKind.ENTERPRISE_HEAD,),
}
"""Who is one of these is one of those too."""


class FormKind(Term):
    """The printed forms of asking (forms.json E19, rules R271 and R272)."""

    PUBLIC_CADRE = "public_cadre_form", "机关事业单位干部征求意见表"
    ENTERPRISE_HEAD = "enterprise_head_form", "企业负责人征求意见表"
    FRONT_LINE = "front_line_form", "一线职工和农民征求意见表"
    ENTERPRISE = "enterprise_form", "企业征求意见表"
    COLLECTIVE = "collective_form", "事业单位集体征求意见表"


class RequestState(Term):
    DRAFTED = "drafted", "拟制"
    SENT = "sent", "已发出"
    OVERDUE = "overdue", "逾期"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "撤回"


WAITING = (RequestState.DRAFTED, RequestState.SENT, RequestState.OVERDUE)
"""States in which an answer is still to come."""


class DeclarationState(Term):
    """How it stands with a leader's word that nobody has to be asked."""

    IN_FORCE = "in_force", "有效"
    CANCELLED = "cancelled", "已取消"


class Opinion(Term):
    """What a body can answer."""

    NO_OBJECTION = "no_objection", "无不同意见"
    OBJECTION = "objection", "有不同意见"
    UNFIT = "unfit", "不宜表彰"


class Channel(Term):
    """How an answer came."""

    LINK = "link", "在线答复"
    PAPER = "paper", "书面答复"


class Condition(Term):
    """How it stands with one body that has to be asked about one object."""

    CLEAR = "clear", "无不同意见"
    ADVERSE = "adverse", "有不同意见或不宜表彰"
    STALE = "stale", "已过有效期"
    PENDING = "pending", "已征求，未答复"
    MISSING = "missing", "未征求"
    WAIVED = "waived", "已说明免予征求"


class LinkState(Term):
    """How it stands with a link. Not a lifecycle: it follows from dates."""

    OPEN = "open", "待答复"
    ANSWERED = "used", "已答复"
    EXPIRED = "expired", "已过期"
    REVOKED = "revoked_link", "已停用"


class Credibility(Term):
    """How far a shipped row can be relied on."""

    HIGH = "high", "原文可核"
    MEDIUM = "medium", "转述，较可信"
    LOW = "low", "待核"
    OWN = "own", "本地录入"
