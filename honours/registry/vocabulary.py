"""Words of the register: what an activity is, under which regime, and how it stands."""

from honours.kernel.terms import Term


class Regime(Term):
    """Which body of rules governs it. Settled first: the regimes exclude each other."""

    COMMENDATION = "commendation", "评比达标表彰"
    MODEL_CREATION = "model_creation", "创建示范"
    FESTIVAL = "festival", "节庆活动"
    SOCIAL_ORGANIZATION = "social_organization", "社会组织评比"
    STAFF_REWARD = "staff_reward", "公务员、事业单位奖励"
    NOT_APPLICABLE = "not_applicable", "不适用"


class ActivityKind(Term):
    APPRAISAL = "appraisal", "评比"
    STANDARDS = "standards", "达标"
    COMMENDATION = "commendation", "表彰"


class Standing(Term):
    """How an activity stands in the register."""

    REGISTERED = "registered", "已登记"
    RETAINED = "retained", "保留"
    SUSPENDED = "suspended", "暂停"
    REVOKED = "revoked", "撤销"
    MERGED = "merged", "合并"
    RECTIFYING = "rectifying", "限期整改"
    TRANSFERRED = "transferred", "移交"
    EXITED = "exited", "退出"


class BasisKind(Term):
    """What sort of document an activity says it stands on."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    CENTRAL_DOCUMENT = "central_document", "党中央、国务院文件"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    PROVINCIAL_DOCUMENT = "provincial_document", "省委、省政府文件"
    SUPERIOR_DEPARTMENT_DOCUMENT = "superior_department_document", "上级部门文件"
    OWN_DOCUMENT = "own_document", "本级文件"
    NONE = "none", "无依据"
    UNKNOWN = "unknown", "未写明"


class PeriodKind(Term):
    REGULAR = "regular", "定期"
    ONCE = "once", "一次性"
    IRREGULAR = "irregular", "不定期"
    SPAN = "span", "指定年度"
    UNKNOWN = "unknown", "未写明"


class Audience(Term):
    """Whom an activity is aimed at."""

    PARTY_AND_GOVERNMENT = "party_and_government", "党政机关"
    INSTITUTIONS = "institutions", "事业单位"
    ENTERPRISES = "enterprises", "企业"
    VILLAGES = "villages", "村、社区"
    TOWNSHIPS = "townships", "乡镇、街道"
    PUBLIC = "public", "群众"
    OWN_STAFF = "own_staff", "本单位内设机构和人员"


class LineageKind(Term):
    RENAMED = "renamed", "更名"
    MERGED = "merged", "并入"
    SPLIT = "split", "分设"
    REVIVED = "revived", "恢复"


class RegisterDeed(Term):
    """What is done to an entry of the register besides changing its standing."""

    CORRECT = "correct", "更正"
    SETTLE_REGIME = "settle_regime", "归类"
    EXPORT = "export", "导出"
    TIE = "tie", "登记沿革"
    RECORD = "record", "登记届次"
