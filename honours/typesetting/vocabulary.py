"""Closed words of official documents: their kinds, their urgency, the typefaces they use."""

from typing import Self

from honours.kernel.terms import Term


class Direction(Term):
    """Where a document travels in the tree of organs."""

    UPWARD = "upward", "上行"
    DOWNWARD = "downward", "下行"
    LEVEL = "level", "平行"


class DocumentKind(Term):
    """The fifteen kinds of 《党政机关公文处理工作条例》第八条, with their usual direction."""

    direction: Direction

    def __new__(cls, code: str, label: str, direction: Direction) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.direction = direction
        return member

    RESOLUTION = "resolution", "决议", Direction.DOWNWARD
    DECISION = "decision", "决定", Direction.DOWNWARD
    ORDER = "order", "命令", Direction.DOWNWARD
    COMMUNIQUE = "communique", "公报", Direction.DOWNWARD
    PROCLAMATION = "proclamation", "公告", Direction.DOWNWARD
    ANNOUNCEMENT = "announcement", "通告", Direction.DOWNWARD
    OPINION = "opinion", "意见", Direction.DOWNWARD
    NOTICE = "notice", "通知", Direction.DOWNWARD
    CIRCULAR = "circular", "通报", Direction.DOWNWARD
    REPORT = "report", "报告", Direction.UPWARD
    REQUEST = "request", "请示", Direction.UPWARD
    REPLY = "reply", "批复", Direction.DOWNWARD
    MOTION = "motion", "议案", Direction.LEVEL
    LETTER = "letter", "函", Direction.LEVEL
    MINUTES = "minutes", "纪要", Direction.DOWNWARD


class Urgency(Term):
    """GB/T 9704-2012 7.2.3."""

    EXTRA = "extra", "特急"
    PRESSING = "pressing", "加急"


class Face(Term):
    """Typefaces by the name Word knows them under; none of them is shipped."""

    IMITATION_SONG = "仿宋_GB2312", "仿宋"
    BOLDFACE = "黑体", "黑体"
    REGULAR_SCRIPT = "楷体_GB2312", "楷体"
    SONG = "宋体", "宋体"
    TITLE_SONG = "方正小标宋简体", "小标宋体"


class Alignment(Term):
    """How text stands in a table cell."""

    LEFT = "left", "居左"
    CENTRE = "center", "居中"
    RIGHT = "right", "居右"
