"""How the objections to a matter stand on a day. A case is an objection and its appeal, if any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from honours.notices.vocabulary import Conclusion, ObjectionOutcome


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One objection as far as its standing is concerned. ``root`` is the case it belongs to."""

    root: int
    is_appeal: bool
    arrived_on: date
    ended_on: date | None = None
    conclusion: Conclusion | None = None
    outcome: ObjectionOutcome | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObjectionStanding:
    """Counted in cases. While ``open`` is not nought, nothing may be approved.

    ``outcomes`` are what signed findings demand to be done, one for each case that was sustained
    in whole or in part; the finding on an appeal takes the place of the one appealed against.
    """

    received: int = 0
    open: int = 0
    sustained: int = 0
    outcomes: tuple[ObjectionOutcome, ...] = ()

    @property
    def demanding(self) -> int:
        """How many cases ended in something that has to be done."""
        return sum(one is not ObjectionOutcome.KEEP for one in self.outcomes)

    @property
    def demands(self) -> tuple[ObjectionOutcome, ...]:
        """What has to be done before an approval: every outcome but to keep things as they are."""
        return tuple(dict.fromkeys(one for one in self.outcomes if one != ObjectionOutcome.KEEP))


NONE_RECEIVED = ObjectionStanding()


def standing_of(rows: Iterable[CaseRow], on: date) -> ObjectionStanding:
    """The standing of all that had arrived by the end of the day."""
    arrived = sorted(
        (row for row in rows if row.arrived_on <= on), key=lambda row: (row.root, row.is_appeal)
    )
    cases = [list(case) for _, case in groupby(arrived, key=lambda row: row.root)]
    findings = [_finding(case, on) for case in cases]
    sustained = [
        found for found in findings if found and found.conclusion is not Conclusion.UNFOUNDED
    ]
    return ObjectionStanding(
        received=len(cases),
        open=sum(any(_is_open(row, on) for row in case) for case in cases),
        sustained=len(sustained),
        outcomes=tuple(found.outcome for found in sustained if found.outcome is not None),
    )


def _is_open(row: CaseRow, on: date) -> bool:
    return row.ended_on is None or row.ended_on > on


def _finding(case: Iterable[CaseRow], on: date) -> CaseRow | None:
    """The latest signed finding of the case, or nothing."""
    signed = [row for row in case if row.confirmed_on is not None and row.confirmed_on <= on]
    return signed[-1] if signed else None
