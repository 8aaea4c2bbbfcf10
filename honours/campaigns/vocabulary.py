"""Words of a clean-up campaign: its stages, steps, filings and what becomes of them."""

from honours.kernel.terms import Term


class Stage(Term):
    """The states of a campaign: three stages between preparing and closing."""

    PREPARING = "preparing", "筹备"
    SELF_CORRECTION = "self_correction", "自查自纠"
    EXAMINATION = "examination", "审核公示"
    INSTITUTION = "institution", "建章立制"
    CLOSED = "closed", "办结"


class Step(Term):
    """The five steps that every unit is led through."""

    SURVEY = "survey", "调查摸底"
    FILING = "filing", "填表登记"
    SCREENING = "screening", "甄别审核"
    FOCUS = "focus", "明确重点"
    FEEDBACK = "feedback", "反馈信息"


class Measure(Term):
    """What a campaign can set itself a target for."""

    REDUCTION = "reduction", "减幅"


class Light(Term):
    GREEN = "green", "已完成"
    YELLOW = "yellow", "临期"
    RED = "red", "逾期"
    GREY = "grey", "未到期"


class Undertaking(Term):
    """Whose item it is. Only own items count; the others are counted where they are owned."""

    OWN = "own", "自办"
    UNDERTAKEN = "undertaken", "承办"
    ASSISTED = "assisted", "协办"


class DeclarationState(Term):
    """The states of what one unit declares: its filings together, or a zero return."""

    COMPILING = "compiling", "填报中"
    SUBMITTED = "submitted", "待签"
    SIGNED = "signed", "已报送"


class FilingState(Term):
    ENTERED = "entered", "填报"
    FILED = "filed", "已报"
    PROPOSED = "proposed", "已甄别"
    CONFIRMED = "confirmed", "已复核"
    DECIDED = "decided", "已定"
    NOTIFIED = "notified", "已反馈"
    ACKNOWLEDGED = "acknowledged", "已认可"
    CONTESTED = "contested", "申辩中"


class Outcome(Term):
    """What becomes of an item."""

    RETAIN = "retain", "保留"
    REVOKE = "revoke", "撤销"
    MERGE = "merge", "合并"
    SUSPEND = "suspend", "暂停"
    RECTIFY = "rectify", "限期整改"
    TRANSFER = "transfer", "移交"


class ResolutionState(Term):
    """The states of what the joint conference resolves. Only an effective one binds."""

    DRAFTED = "drafted", "会签中"
    COSIGNED = "cosigned", "已会签"
    EFFECTIVE = "effective", "已生效"
    DROPPED = "dropped", "未通过"


class LeadSource(Term):
    """Where a lead on an unfiled or differing item comes from."""

    UPPER_ONLY = "upper_only", "上级列有、本级未报"
    LOWER_ONLY = "lower_only", "本级上报、上级未列"
    DIFFERS = "differs", "两级所填不一致"
    FOUND = "found", "检查发现"


class LeadState(Term):
    OPEN = "open", "待核"
    CONFIRMED = "confirmed", "属实"
    DISMISSED = "dismissed", "不属实"


class UploadState(Term):
    RECEIVED = "received", "已收到"
    MAPPING = "mapping", "待确认栏目"
    READING = "reading", "识读中"
    READ = "read", "已识读"
    REFUSED = "refused", "未受理"


class Work(Term):
    """Long work of a clean-up, done in the background (see ``tasks.py``)."""

    SCREEN = "campaigns.screen", "甄别审核"
    SEARCH_DUPLICATES = "campaigns.search_duplicates", "查找重复与变相恢复"
    READ_UPLOAD = "campaigns.read_upload", "识读登记表"
