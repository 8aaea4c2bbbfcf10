"""Words of a 情况报告: its road, its figures, its parts."""

from typing import Self

from honours.kernel.terms import Term


class ReportState(Term):
    """The states of a report. Signing sends it: from then on nothing in it changes."""

    DRAFT = "draft", "拟稿"
    REVIEW = "review", "审签"
    SIGNING = "signing", "待签发"
    SENT = "sent", "报送"


class Rounding(Term):
    """How a rate is cut to one decimal. 贵州 once printed 96.7% for 96.76%: that is truncation."""

    HALF_UP = "half_up", "四舍五入，保留一位小数"
    TRUNCATED = "truncated", "截尾，保留一位小数"


class Shape(Term):
    """What a figure is: a number of records, a share of two numbers, or the records' names."""

    COUNT = "count", "计数"
    RATE = "rate", "比率"
    LISTING = "listing", "列举"
    SETTING = "setting", "规定值"


class FigureKey(Term):
    """Every figure a report can print: its code, its name, its unit, its shape.

    The name is also the slot that officials write in braces: ``{填报事项}``.
    """

    unit: str
    shape: Shape

    def __new__(cls, code: str, label: str = "", unit: str = "项", shape: str = "count") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.unit = unit
        member.shape = Shape(shape)
        return member

    BASIS = "basis", "依据文件", "件", Shape.LISTING
    FORWARDED = "forwarded", "转发文件", "件", Shape.LISTING
    ISSUED = "issued", "印发文件", "件", Shape.LISTING
    PRINCIPAL = "principal", "负总责", "条", Shape.LISTING
    IN_CHARGE = "in_charge", "具体负责", "条", Shape.LISTING
    OFFICES = "offices", "专门办事机构", "条", Shape.LISTING
    UNITS = "units", "应报单位", "个单位"
    UNITS_FILED = "units_filed", "已报送单位", "个单位"
    UNITS_ZERO = "units_zero", "零报告单位", "个单位"
    UNITS_LATE = "units_late", "逾期报送单位", "个单位"
    UNITS_NEVER = "units_never", "未报送单位", "个单位"
    FILED = "filed", "填报事项"
    FOUND = "found", "漏报查出事项"
    COUNTED = "counted", "纳入清理事项"
    UNDERTAKEN = "undertaken", "承办协办事项"
    RETAINED = "retained", "保留事项"
    REVOKED = "revoked", "撤销事项"
    MERGED = "merged", "合并事项"
    SUSPENDED = "suspended", "暂停事项"
    RECTIFIED = "rectified", "限期整改事项"
    TRANSFERRED = "transferred", "移交事项"
    UNDECIDED = "undecided", "尚未审定事项"
    REDUCTION = "reduction", "减幅", "%", Shape.RATE
    REDUCTION_SUSPENDED = "reduction_suspended", "连同暂停的比例", "%", Shape.RATE
    TARGET = "target", "减幅目标", "%", Shape.SETTING
    MEETINGS = "meetings", "联席会议决议", "次"
    ACKNOWLEDGED = "acknowledged", "单位认可事项"
    CONTESTED = "contested", "单位申辩事项"
    LEADS_SETTLED = "leads_settled", "办结线索", "条"
    LEADS_OPEN = "leads_open", "待核线索", "条"
    COLLECTIVES = "collectives", "表彰集体", "个"
    PERSONS = "persons", "表彰个人", "名"
    FRONT_LINE = "front_line", "一线个人", "名"
    DIVISION_HEADS = "division_heads", "县处级个人", "名"
    FRONT_LINE_SHARE = "front_line_share", "一线占比", "%", Shape.RATE
    DIVISION_HEADS_SHARE = "division_heads_share", "县处级占比", "%", Shape.RATE
    CANDIDATE_NOTICES = "candidate_notices", "人选公示", "次"
    OBJECTIONS = "objections", "公示异议", "件"
    OBJECTIONS_SUSTAINED = "objections_sustained", "异议成立", "件"
    EXCESS_COUNTIES = "excess_counties", "超比例报送的县（区）", "个"
    EXCESS_DEPARTMENTS = "excess_departments", "超比例报送的市级部门", "个"
    REPLACED_LISTS = "replaced_lists", "改报一线的名单", "份"
    HONOURS_REVOKED = "honours_revoked", "撤销荣誉", "项"


class Setting(Term):
    """What a report says of itself; slots like figures, but nothing is counted."""

    CUT_OFF = "cut_off", "截止日期"
    YEAR = "year", "年份"
    WHOLE = "whole", "地区"
    SUPERIOR = "superior", "受文机关"
    ORIGINAL = "original", "原报告"


class Part(Term):
    """A place in the report where an official's own words stand before the computed ones."""

    OPENING = "opening", "引言"
    MOBILISED = "mobilised", "广泛深入动员"
    DEPLOYED = "deployed", "部署具体工作"
    PUBLICISED = "publicised", "加大宣传力度"
    GOALS = "goals", "目标任务明确"
    PRINCIPLES = "principles", "坚持清理原则"
    STEPS = "steps", "明确方法步骤"
    NORMS = "norms", "建立规范评比达标表彰机制"
    INSPECTION = "inspection", "建立评比表彰督查机制"
    ACCOUNTABILITY = "accountability", "建立问责机制"
    PROBLEMS = "problems", "存在的问题和不足"
    AHEAD = "ahead", "今后打算"
