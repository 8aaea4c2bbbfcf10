"""Words for what the workflow itself does with a matter, whatever its lifecycle."""

from honours.kernel.terms import Term


class CommonVerb(Term):
    """Moves that every lifecycle has. Their verbs may not be used for others."""

    BEGIN = "begin", "建立"
    SEND_BACK = "send_back", "退回"
    WITHDRAW = "withdraw", "取回"
    HAND_OVER = "hand_over", "转办"
    SUMMON = "summon", "确定会签人"
    SIGN = "add_signature", "签署"


class ReminderKind(Term):
    """Why a reminder stands on a workbench."""

    SOON = "soon", "临近期限"
    OVERDUE = "overdue", "已逾期"
    ESCALATED = "escalated", "逾期报告"
