"""Words of a ratio rule: its six parts, and how a list stands to it."""

from honours.kernel.terms import Term


class BaseSource(Term):
    """分母从何而来。"""

    LIST = "list", "名单人数"
    PLACES = "places", "推荐名额"
    OUTSIDE = "outside", "名单以外的数字"
    NONE = "nothing", "不按比例"


class BoundDirection(Term):
    CEILING = "ceiling", "上限"
    FLOOR = "floor", "下限"


class Rounding(Term):
    """取整方法。法规未写明的，上限向下、下限向上。"""

    NATURAL = "natural", "上限向下取整、下限向上取整"
    DOWN = "down", "向下取整"
    UP = "up", "向上取整"
    HALF_UP = "half_up", "四舍五入"


class RatioStage(Term):
    """比例适用于哪一步。"""

    RECOMMENDED = "recommended", "推荐"
    FIRST_REVIEW = "first_review", "初审"
    FORMAL = "formal", "正式推荐"
    RESULT = "result", "表彰结果"


class Strictness(Term):
    """文件用语的轻重。"""

    ABSOLUTE = "absolute", "必须遵守"
    IN_PRINCIPLE = "in_principle", "原则上遵守，突破的须书面说明"
    ADVISORY = "advisory", "只作提示"


class SmallQuotaMeasure(Term):
    """名额少按什么计。"""

    PLACES = "places", "分配名额"
    BASE = "base", "比例的分母"


class RatioState(Term):
    """一份名单对一条规则。"""

    MET = "met", "符合"
    BROKEN = "broken", "不符合"
    ADVISED = "advised", "提示"
    NOT_APPLICABLE = "not_applicable", "不适用"
    UNKNOWN = "unknown", "缺数据"


class Aspect(Term):
    """条件可以问到的事实。"""

    KIND = "kind", "类别"
    IDENTITY = "identity", "身份类别"
    GENDER = "gender", "性别"
    ETHNICITY = "ethnicity", "民族"
    POLITICAL_STATUS = "political_status", "政治面貌"
    UNIT_NATURE = "unit_nature", "单位性质"
    UNIT_LEVEL = "unit_level", "单位级别"
    RANK = "rank", "行政级别"
    TITLE = "title", "拟授称号"
    REGION = "region", "地区"


class PlainFact(Term):
    """只有是与否的事实。"""

    IS_LEADING = "is_leading", "担任领导职务"
    IS_FRONT_LINE = "is_front_line", "一线"
    IS_MINORITY = "is_minority", "少数民族"
    HAS_SENIOR_TITLE = "has_senior_title", "高级职称"
    DOES_RESEARCH = "does_research", "仍从事科研教学"
    IS_ENTERPRISE_HEAD = "is_enterprise_head", "企业负责人"
