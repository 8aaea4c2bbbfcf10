"""What an answer has to say before it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.clearances.readings.validity import valid_until_after
from honours.clearances.vocabulary import Opinion
from honours.kernel.verdicts import Finding


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What a body says of one object."""

    opinion: Opinion
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who answers for the body, when, under which number, until when it holds."""

    official_name: str
    official_post: str
    answered_on: date
    document_number: str = ""
    valid_until: date | None = None


def says_why(given: AnswerGiven, field: str = "statement") -> Iterator[Finding]:
    """Whoever speaks against an object says why."""
    if given.opinion is not Opinion.NO_OBJECTION and not given.statement.strip():
        yield Finding(
            "statement-missing",
            f"意见为“{given.opinion.label}”的，须写明具体情况。",
            remedy="请填写说明后再提交。",
            field=field,
        )


def signed_in_time(signing: Signing, *, asked_on: date, today: date) -> Iterator[Finding]:
    """An answer bears a day between the question and today."""
    if not asked_on <= signing.answered_on <= today:
        yield Finding(
            "answer-day-impossible",
            f"答复日期{signing.answered_on.isoformat()}不在征求日期{asked_on.isoformat()}"
            f"和今天{today.isoformat()}之间。",
            remedy="请按盖章或签字之日填写。",
            field="answered_on",
        )


def says_how_long(signing: Signing, *, validity_months: int | None) -> Iterator[Finding]:
    """The validity is stated, by the body or by whoever asked, and does not end before it begins.

    An answer entered late may be stale already: how it stands is judged by the day.
    """
    until = validity(signing, validity_months)
    if until is None:
        yield Finding(
            "validity-missing",
            "没有写明意见的有效期，征求单位也没有规定。",
            remedy="请填写有效期截止日期。",
            field="valid_until",
        )
    elif until < signing.answered_on:
        yield Finding(
            "validity-before-answer",
            f"有效期截止日期{until.isoformat()}早于答复日期。",
            remedy="请核对两个日期。",
            field="valid_until",
        )


def validity(signing: Signing, validity_months: int | None) -> date | None:
    """Until when the answer holds: the day stated, else so many months from its own day."""
    if signing.valid_until is not None:
        return signing.valid_until
    if validity_months is None:
        return None
    return valid_until_after(signing.answered_on, validity_months)
