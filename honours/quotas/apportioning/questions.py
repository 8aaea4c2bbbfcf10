"""What an allocation is asked: how many places, by which criteria, between which bounds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import RoundingMethod

WHOLE = Decimal(100)
CELLS_AT_MOST = 60_000
"""Places times organizations. Divisor methods compare as many quotients, exactly."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that counts, and how much of the whole it decides, in per cent."""

    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Contender:
    """One organization: its value for each criterion, its least and its most places."""

    name: str
    values: tuple[Decimal, ...]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    total: int
    method: RoundingMethod
    criteria: tuple[Criterion, ...]
    contenders: tuple[Contender, ...]

    def shares(self) -> tuple[Fraction, ...]:
        """What part of the whole each contender weighs; exact, in the order given."""
        sums = [
            sum(column) for column in zip(*(one.values for one in self.contenders), strict=True)
        ]
        return tuple(
            sum(
                (
                    Fraction(criterion.weight) / 100 * Fraction(value) / Fraction(whole)
                    for criterion, value, whole in zip(
                        self.criteria, one.values, sums, strict=True
                    )
                ),
                Fraction(0),
            )
            for one in self.contenders
        )


def refuse_unanswerable(question: Question) -> None:
    """Raises ``Refusal`` with everything that keeps the question from having an answer."""
    found = [*_of_criteria(question), *_of_contenders(question), *_of_bounds(question)]
    if found:
        raise Refusal(*found)


def weights_are_whole(weights: Iterable[Decimal]) -> Iterator[Finding]:
    """Weights add up to 100%."""
    whole = sum(weights)
    if whole != WHOLE:
        yield Finding(
            "weights-not-whole",
            f"各项依据的权重合计{whole}%，应为100%。",
            remedy="请调整权重。",
            field="weights",
        )


def _of_criteria(question: Question) -> Iterator[Finding]:
    yield from weights_are_whole(criterion.weight for criterion in question.criteria)
    for place, criterion in enumerate(question.criteria):
        if criterion.weight < 0:
            yield Finding("weight-negative", f"“{criterion.name}”的权重为负。", remedy="请改正。")
        if not sum(one.values[place] for one in question.contenders):
            yield Finding(
                "criterion-empty",
                f"“{criterion.name}”各单位合计为0，不能按它分配。",
                remedy="请填写数值，或删去这项依据。",
                field="table",
            )


def _of_contenders(question: Question) -> Iterator[Finding]:
    if not question.contenders:
        yield Finding("no-contenders", "没有列出分配单位。", remedy="请填写单位。", field="table")
    for name, times in Counter(one.name for one in question.contenders).items():
        if times > 1:
            yield Finding(
                "named-twice",
                f"“{name}”列了{times}次。",
                remedy="请合并为一行。",
                field="table",
            )
    for one in question.contenders:
        if any(value < 0 for value in one.values):
            yield Finding(
                "value-negative", f"“{one.name}”有负数。", remedy="请改正。", field="table"
            )
    cells = question.total * len(question.contenders)
    if question.method != RoundingMethod.LARGEST_REMAINDER and cells > CELLS_AT_MOST:
        yield Finding(
            "allocation-too-large",
            f"{len(question.contenders)}个单位分{question.total}个名额，"
            f"用“{question.method.label}”逐个比较量太大。",
            remedy=f"请改用“{RoundingMethod.LARGEST_REMAINDER.label}”，或分片分配。",
            field="method",
        )


def _of_bounds(question: Question) -> Iterator[Finding]:
    for one in question.contenders:
        if one.least < 0 or (one.most is not None and one.most < one.least):
            yield Finding(
                "bounds-crossed",
                f"“{one.name}”最少{one.least}个、最多{one.most}个，前后矛盾。",
                remedy="请改正最少、最多名额。",
                field="table",
            )
    least = sum(one.least for one in question.contenders)
    if least > question.total:
        yield Finding(
            "floors-exceed-total",
            f"各单位最少名额合计{least}个，超过分配总数{question.total}个。",
            remedy="请降低最少名额，或增加总数。",
            field="total",
        )
    if question.contenders and all(one.most is not None for one in question.contenders):
        most = sum(one.most or 0 for one in question.contenders)
        if most < question.total:
            yield Finding(
                "caps-below-total",
                f"各单位最多名额合计{most}个，不足分配总数{question.total}个。",
                remedy="请提高最多名额，或减少总数。",
                field="total",
            )
