"""Words for places: whom they are for, where they lie, what moves them."""

from honours.kernel.terms import Term


class CandidateKind(Term):
    """Whom a place is for. Some tables leave the choice open: collective or person, not both."""

    COLLECTIVE = "collective", "集体"
    PERSON = "person", "个人"
    EITHER = "either", "集体或个人"


class Purpose(Term):
    """Where a place lies. ``SOURCE`` alone runs below zero: it is what the plan authorised."""

    SOURCE = "source", "计划总额"
    AVAILABLE = "available", "可用"
    HELD = "held", "占用"
    USED = "used", "已用"
    SANCTIONED = "sanctioned", "核减"
    FORFEITED = "forfeited", "不再补报"


class MovementVerb(Term):
    """What moves places from one account to another."""

    AUTHORISE = "authorise", "下达总额"
    ISSUE = "issue", "发放"
    HOLD = "hold", "占用"
    RELEASE = "release", "释放"
    USE = "use", "使用"
    FORFEIT = "forfeit", "不再补报"
    RETURN = "return", "退回"
    RECALL = "recall", "收回"
    REALLOCATE = "reallocate", "调剂"
    SANCTION = "sanction", "核减"


class Figure(Term):
    """What the ledger tells of an organization, in the order of the sum."""

    ISSUED = "issued", "发放"
    SHIFTED_IN = "shifted_in", "调入"
    SHIFTED_OUT = "shifted_out", "调出"
    RETURNED = "returned", "退回"
    RECALLED = "recalled", "收回"
    BELOW = "below", "下达"
    HELD = "held", "占用"
    USED = "used", "已用"
    SANCTIONED = "sanctioned", "核减"
    FORFEITED = "forfeited", "不再补报"
    AVAILABLE = "available", "可用"


LYING = (Figure.HELD, Figure.USED, Figure.SANCTIONED, Figure.FORFEITED, Figure.AVAILABLE)
"""Figures that may be added up over organizations: the places that lie in the account so called.

What is handed on would count twice.
"""
CAME, WENT = "credit", "debit"
MOVED_BY = {
    Figure.ISSUED: ((MovementVerb.ISSUE, CAME), (MovementVerb.AUTHORISE, CAME)),
    Figure.SHIFTED_IN: ((MovementVerb.REALLOCATE, CAME),),
    Figure.SHIFTED_OUT: ((MovementVerb.REALLOCATE, WENT),),
    Figure.RETURNED: ((MovementVerb.RETURN, WENT),),
    Figure.RECALLED: ((MovementVerb.RECALL, WENT),),
    Figure.BELOW: (
        (MovementVerb.ISSUE, WENT),
        (MovementVerb.RETURN, CAME),
        (MovementVerb.RECALL, CAME),
    ),
}
"""By which movements, to or from the organization, the other figures came about."""


class ClaimStage(Term):
    """How far the place of one nomination has come."""

    HELD = "held", "占用中"
    USED = "used", "已使用"
    RELEASED = "released", "已释放"
    FORFEITED = "forfeited", "不再补报"


class PlanState(Term):
    """An allocation between drawing up and carrying out."""

    DRAFT = "draft", "拟稿"
    APPROVED = "approved", "已批准"
    ISSUED = "issued", "已发放"
    DISCARDED = "discarded", "作废"


class RoundingMethod(Term):
    """How fractions of places become places."""

    LARGEST_REMAINDER = "largest_remainder", "最大余数法"
    SAINTE_LAGUE = "sainte_lague", "圣拉格法"
    DHONDT = "dhondt", "洪德法"
    ADAMS = "adams", "亚当斯法"


def line_in_words(kind: str, title: str) -> str:
    """个人, or 个人（劳动模范） where places are for one title alone."""
    label = CandidateKind(kind).label
    return f"{label}（{title}）" if title else label
