"""What can be wrong with an application beside its item. Codes never change."""

from honours.kernel.terms import Term


class ApplicationFault(Term):
    LATE = "late", "逾期报送"
    ASKED_AGAIN = "asked-again", "一年内重复申报"
    FIELD_EMPTY = "field-empty", "必填栏目未填"
    BASIS_TEXT_MISSING = "basis-text-missing", "未附政策依据"
    REASON_EMPTY = "reason-empty", "未写申请理由"
    NOTHING_ADJUSTED = "nothing-adjusted", "没有调整的内容"
    FILING_SUFFICES = "filing-suffices", "报备案即可"
    NEEDS_ADJUSTMENT = "needs-adjustment", "须申请调整"
    ON_AN_OCCASION = "on-an-occasion", "围绕会议、活动、时点评选"
    NOT_AN_APPROVER = "not-an-approver", "批复机关无权审批"
