"""What became of each row of a unit's spreadsheet, as it is kept until the next one comes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from honours.kernel.verdicts import Finding, Weight
from honours.spreadsheets.entries import Place


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One row: the draft it became, and what is to be put right."""

    place: Place
    nomination: int | None = None
    number: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_faulty(self) -> bool:
        return any(finding.is_blocking for finding in self.findings)


@dataclass(frozen=True, slots=True)
class TakenFile:
    """Rows done so far; ``is_finished`` once all are, and have been judged."""

    rows: tuple[TakenRow, ...] = ()
    is_finished: bool = False

    @property
    def faulty(self) -> list[TakenRow]:
        return [row for row in self.rows if row.is_faulty]


def stored(taken: TakenFile) -> bytes:
    """For keeping under lock: findings may repeat what was typed."""
    rows = [
        [*row.place, row.nomination, row.number, [_parts(one) for one in row.findings]]
        for row in taken.rows
    ]
    return json.dumps({"finished": taken.is_finished, "rows": rows}, ensure_ascii=False).encode()


def read_stored(content: bytes) -> TakenFile:
    """The same again."""
    kept = json.loads(content)
    rows = (
        TakenRow((sheet, row), nomination, number, tuple(_findings(parts)))
        for sheet, row, nomination, number, parts in kept["rows"]
    )
    return TakenFile(tuple(rows), kept["finished"])


def _parts(one: Finding) -> list[str]:
    return [one.code, one.message, one.remedy, one.weight.value, one.field]


def _findings(kept: Iterable[list[str]]) -> Iterable[Finding]:
    return (
        Finding(code, message, remedy=remedy, weight=Weight(weight), field=field)
        for code, message, remedy, weight, field in kept
    )
