"""How the objections to a matter stand on a day. A case is an objection and its appeal, if any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from honours.notices.vocabulary import ObjectionOutcome


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One objection as far as its standing is concerned. ``root`` is the case it belongs to."""

    root: int
    is_appeal: bool
    arrived_on: date
    ended_on: date | None = None
    outcome: ObjectionOutcome | None = None
    confirmed_on: date | None = None
    noticed_again_on: date | None = None
    """When its matter was last put to the public anew, in another notice."""


@dataclass(frozen=True, slots=True)
class ObjectionStanding:
    """Counted in cases. While ``open`` is not nought, nothing may be approved.

    ``outcomes`` are what signed findings demand to be done, beyond keeping things as they are;
    ``sustained`` counts the cases that do. The finding on an appeal takes the place of the one
    appealed against; a new notice is no longer demanded once there has been one.
    """

    received: int = 0
    open: int = 0
    sustained: int = 0
    outcomes: tuple[ObjectionOutcome, ...] = ()


NONE_RECEIVED = ObjectionStanding()


def standing_of(rows: Iterable[CaseRow], on: date) -> ObjectionStanding:
    """The standing of all that had arrived by the end of the day."""
    arrived = sorted(
        (row for row in rows if row.arrived_on <= on), key=lambda row: (row.root, row.is_appeal)
    )
    cases = [list(case) for _, case in groupby(arrived, key=lambda row: row.root)]
    found = [_finding(case, on) for case in cases]
    outcomes = tuple(one.outcome for one in found if one and one.outcome and _demands(one))
    return ObjectionStanding(
        received=len(cases),
        open=sum(any(_is_open(row, on) for row in case) for case in cases),
        sustained=len(outcomes),
        outcomes=tuple(dict.fromkeys(outcomes)),
    )


def _demands(row: CaseRow) -> bool:
    """Whether its finding leaves something to be done before the matter may go on."""
    if row.outcome is ObjectionOutcome.RENOTICE and row.confirmed_on is not None:
        return row.noticed_again_on is None or row.noticed_again_on < row.confirmed_on
    return row.outcome is not ObjectionOutcome.KEEP


def _is_open(row: CaseRow, on: date) -> bool:
    return row.ended_on is None or row.ended_on > on


def _finding(case: Iterable[CaseRow], on: date) -> CaseRow | None:
    """The latest signed finding of the case, or nothing."""
    signed = [row for row in case if row.confirmed_on is not None and row.confirmed_on <= on]
    return signed[-1] if signed else None
