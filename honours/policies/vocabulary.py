"""Words for documents and the rules that stand in them."""

from honours.kernel.terms import Term


class DocumentKind(Term):
    """What sort of document it is; the first eight are sorts of lawful basis."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    CENTRAL_DOCUMENT = "central_document", "党中央、国务院文件"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    PROVINCIAL_DOCUMENT = "provincial_document", "省委、省政府文件"
    SUPERIOR_DEPARTMENT_DOCUMENT = "superior_department_document", "上级部门文件"
    OWN_DOCUMENT = "own_document", "本级文件"
    NOTICE = "notice", "公告、公示与通报"
    FORM = "form", "表格与填报说明"


class DocumentState(Term):
    DRAFT = "draft", "拟稿"
    ISSUED = "issued", "印发"
    REPEALED = "repealed", "废止"


class Force(Term):
    """Whether a document binds on a given day."""

    NOT_YET = "not_yet", "尚未施行"
    IN_FORCE = "in_force", "现行有效"
    ENDED = "ended", "已失效"
    UNKNOWN = "unknown", "施行日期不详"


class LinkKind(Term):
    FORWARDS = "forwards", "转发"
    BASED_ON = "based_on", "依据"
    REPEALS = "repeals", "废止"
    AMENDS = "amends", "修订"


class Enforcement(Term):
    """Who sees to it that a clause is kept."""

    CHECK = "check", "系统校验"
    HUMAN_STEP = "human_step", "人工环节"
    NOBODY = "nobody", "无人落实"


class ValueKind(Term):
    """What sort of value a rule takes."""

    NUMBER = "number", "数字"
    WORDS = "words", "词语列表"
    FLAG = "flag", "是否"
    TEXT = "text", "文字"
    REPEAL = "repeal", "停止执行"


class Confidence(Term):
    """How surely the source was read; printed beside every value."""

    HIGH = "high", "见原文或官方报道"
    MEDIUM = "medium", "见转述"
    LOW = "low", "据推断"


class Secrecy(Term):
    """What may be marked on paper. Only the first may enter this system."""

    NONE = "none", "不涉密"
    SECRET = "secret", "秘密"
    CONFIDENTIAL = "confidential", "机密"
    TOP_SECRET = "top_secret", "绝密"
