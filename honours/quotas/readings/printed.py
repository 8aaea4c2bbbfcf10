"""Printed tables of places: read as they stand, added up, and differences said, never repaired."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from honours.kernel.verdicts import Finding, Weight
from honours.quotas.vocabulary.places import CandidateKind

_ROUGH = re.compile("余|约|左右|多[个名人]?$|上下|近|几")
_CEILING = re.compile("不超过|以内|至多|最多|上限")
_CHOICE = re.compile("二选一|或")
_EACH = re.compile("每(?!年)")
_ASIDE = re.compile("其中|专项")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A count as printed: 50余 is fifty, and not exact."""

    raw: str
    count: int | None = None
    is_rough: bool = False
    is_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: who, and how many of each. ``is_choice``: one or the other, not both."""

    label: str
    counts: dict[CandidateKind, Printed] = field(default_factory=dict)
    is_total: bool = False
    is_choice: bool = False
    is_each: bool = False
    is_part: bool = False


def read_count(text: str) -> Printed:
    """Never raises: 24, 50余, １２名, 不超过10个, or nothing."""
    plain = text.strip().translate(_WIDE)
    found = _NUMBER.findall(plain.replace(",", ""))
    if len(found) != 1:
        return Printed(text)
    return Printed(text, int(found[0]), bool(_ROUGH.search(plain)), bool(_CEILING.search(plain)))


def read_row(
    label: str, collectives: str, persons: str, *, other: str = "", is_total: bool = False
) -> PrintedRow:
    """``other`` is the column where tables print what is neither, or says 二选一."""
    counts = {
        kind: read_count(text)
        for kind, text in (
            (CandidateKind.COLLECTIVE, collectives),
            (CandidateKind.PERSON, persons),
            (CandidateKind.EITHER, other),
        )
        if text.strip()
    }
    if _CHOICE.search(other):
        counts.pop(CandidateKind.EITHER)
    return PrintedRow(
        label,
        counts,
        is_total,
        bool(_CHOICE.search(other)),
        bool(_EACH.search(label)),
        bool(_ASIDE.match(label)),
    )


def examine(rows: Sequence[PrintedRow]) -> Iterator[Finding]:
    """What a reader of the table has to know before he trusts it."""
    yield from _of_rows(rows)
    totals = [row for row in rows if row.is_total]
    for total in totals:
        for kind, printed in total.counts.items():
            computed = sum_of(rows, kind)
            if printed.count is None or computed is None or computed == printed.count:
                continue
            yield _advice(
                "sum-differs",
                f"{kind.label}“{total.label}”印作{printed.raw}，各行相加是{computed}，"
                f"相差{abs(computed - printed.count)}。",
                "请与发文单位核对；系统照原样保留，不作改动。",
            )


def sum_of(rows: Iterable[PrintedRow], kind: CandidateKind) -> int | None:
    """The rows added up; ``None`` where no row gives a number that can be added.

    Totals, parts named beside (其中), places for each of several (每市) and choices do not add.
    """
    found = [
        count.count
        for row in rows
        if not (row.is_total or row.is_part or row.is_each or row.is_choice)
        for one, count in row.counts.items()
        if one == kind and count.count is not None
    ]
    return sum(found) if found else None


def ratio_of(rows: Iterable[PrintedRow]) -> Fraction | None:
    """How many persons to each collective, where every row keeps to it; ``None`` otherwise."""
    ratios = {
        Fraction(row.counts[CandidateKind.PERSON].count or 0, collectives)
        for row in rows
        if CandidateKind.PERSON in row.counts and not row.is_choice
        for collectives in [row.counts.get(CandidateKind.COLLECTIVE, _NOTHING).count or 0]
        if collectives
    }
    return ratios.pop() if len(ratios) == 1 else None


_WIDE = {
    ord(wide): ord(plain) for wide, plain in zip("０１２３４５６７８９", "0123456789", strict=True)
}
_NOTHING = Printed("")


def _of_rows(rows: Iterable[PrintedRow]) -> Iterator[Finding]:
    for row in rows:
        for kind, printed in row.counts.items():
            if printed.count is None:
                yield _advice(
                    "count-unread",
                    f"“{row.label}”的{kind.label}数“{printed.raw}”不能识别为一个数。",
                    "请填写一个整数。",
                )
            elif printed.is_rough:
                yield _advice(
                    "count-rough",
                    f"“{row.label}”的{kind.label}数“{printed.raw}”是约数，按{printed.count}读取。",
                    "请核对确数后再发放。",
                )
            elif printed.is_ceiling:
                yield _advice(
                    "count-ceiling",
                    f"“{row.label}”的{kind.label}数“{printed.raw}”是上限，不是名额。",
                    "请填写实际名额。",
                )
        if row.is_choice:
            yield _advice(
                "count-choice",
                f"“{row.label}”的名额集体或个人二选一，只能占一项。",
                f"请按“{CandidateKind.EITHER.label}”发放。",
            )
        if row.is_each:
            yield _advice(
                "count-each",
                f"“{row.label}”写的是每个单位的名额，不是合计。",
                "请逐个单位列出。",
            )


def _advice(code: str, message: str, remedy: str) -> Finding:
    return Finding(code, message, remedy=remedy, weight=Weight.ADVICE, field="table")
