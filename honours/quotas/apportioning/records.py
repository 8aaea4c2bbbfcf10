"""Questions and answers as plain data, so that a plan can be frozen as it was shown."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from honours.quotas.apportioning.answers import Answer, Line
from honours.quotas.apportioning.questions import Contender, Criterion, Question
from honours.quotas.vocabulary.places import RoundingMethod

DIGITS = 4


def question_as_data(question: Question) -> dict[str, Any]:
    return {
        "total": question.total,
        "method": question.method.value,
        "criteria": [{"name": one.name, "weight": str(one.weight)} for one in question.criteria],
        "contenders": [
            {
                "name": one.name,
                "values": [str(value) for value in one.values],
                "least": one.least,
                "most": one.most,
            }
            for one in question.contenders
        ],
    }


def question_from(record: Mapping[str, Any]) -> Question:
    """The question as it was asked, so that anybody can compute the answer again."""
    return Question(
        total=record["total"],
        method=RoundingMethod(record["method"]),
        criteria=tuple(
            Criterion(one["name"], Decimal(one["weight"])) for one in record["criteria"]
        ),
        contenders=tuple(
            Contender(
                one["name"],
                tuple(Decimal(value) for value in one["values"]),
                one["least"],
                one["most"],
            )
            for one in record["contenders"]
        ),
    )


def answer_as_data(answer: Answer) -> dict[str, Any]:
    return {
        "lines": [_line(line) for line in answer.lines],
        "rounds": [
            {
                "number": one.number,
                "places": one.places,
                "contenders": len(one.contenders),
                "fixed": [
                    {"name": name, "places": places, "bound": bound.value}
                    for name, places, bound in one.fixed
                ],
            }
            for one in answer.rounds
        ],
        "tied": list(answer.tied()),
    }


def in_digits(number: Fraction, digits: int = DIGITS) -> str:
    """Rounded half up, for showing; comparisons are made on the fractions themselves."""
    scale = 10**digits
    shown = (number * scale * 2 + 1) // 2
    return str(Decimal(int(shown)).scaleb(-digits))


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "share": in_digits(line.share * 100),
        "exact": in_digits(line.exact),
        "bound": line.bound.value,
        "quota": in_digits(line.quota),
        "whole": line.whole,
        "remainder": in_digits(line.remainder),
        "rank": line.rank,
        "got_extra": line.got_extra,
        "last": in_digits(line.last, 6),
        "following": in_digits(line.following, 6),
        "is_tied": line.is_tied,
        "places": line.places,
    }
