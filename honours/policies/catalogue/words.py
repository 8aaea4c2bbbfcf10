"""What is said of a rule key, and what its values look like."""

from dataclasses import dataclass

from honours.kernel.rules import Tightening
from honours.kernel.terms import Term


class Shape(Term):
    """What a value of a rule looks like."""

    NUMBER = "number", "数值"
    FLAG = "flag", "是否"
    WORDS = "words", "词语列表"
    DAY = "day", "月日"


SHAPES = {
    Tightening.LOWER: Shape.NUMBER,
    Tightening.HIGHER: Shape.NUMBER,
    Tightening.MORE_WORDS: Shape.WORDS,
    Tightening.FEWER_WORDS: Shape.WORDS,
    Tightening.TRUE: Shape.FLAG,
    Tightening.FALSE: Shape.FLAG,
    Tightening.NEARER: Shape.FLAG,
}
"""What values look like where a key does not say otherwise."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The wording of a key, which way it tightens, and where its values come from.

    ``sources`` names the rows of the collected rules (``R089``) or the parts of the city's own
    report (``情况报告二``) that a value of this key is drawn from, with blanks between.
    """

    label: str
    tightening: Tightening
    sources: str
    shape: Shape | None = None
    """``None``: as the way it tightens has it, see ``SHAPES``."""
