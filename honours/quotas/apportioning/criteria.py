"""A table of criteria as it is typed, pasted or sent: 单位, what counts, 最少, 最多."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from honours.kernel.verdicts import Finding, Refusal, Weight
from honours.quotas.apportioning.questions import Contender, Criterion, weights_are_whole

UNIT_HEADINGS = (
    "单位",
    "分配单位",
    "推荐单位",
    "单位名称",
    "地区",
    "区县",
    "县区",
    "县（区）",
    "县(区)",
)
LEAST_HEADINGS = ("最少", "下限", "保底", "最少名额")
MOST_HEADINGS = ("最多", "上限", "封顶", "最多名额")
SKIPPED_HEADINGS = ("序号", "备注", "说明")
_TOTAL = re.compile(r"(合|总|共)\s*计")
_WEIGHT = re.compile(r"(?P<name>[^\d%％:：=]+?)\s*[:：=]?\s*(?P<weight>\d+(?:\.\d+)?)\s*[%％]?")
_ROUGH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?:余|多|左右|几)")
_WIDE = {ord(w): ord(p) for w, p in zip("０１２３４５６７８９．，", "0123456789.,", strict=True)}


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """What the table says. ``remarks`` are for a person to look at: sums, approximate numbers."""

    criteria: tuple[str, ...]
    rows: tuple[Contender, ...]
    remarks: tuple[Finding, ...] = ()


def cells_of(text: str) -> list[list[str]]:
    """Rows of typed or pasted text: cells apart by tabs, semicolons or commas."""
    separator = "\t" if "\t" in text else r"[;；]" if re.search("[;；]", text) else r"[,，]"
    return [
        [cell.strip() for cell in re.split(separator, line)]
        for line in text.splitlines()
        if line.strip()
    ]


def read_criteria(rows: Iterable[Sequence[str]]) -> CriteriaTable:
    """The table below its heading. Raises ``Refusal`` naming each row that cannot be taken."""
    lines = iter(rows)
    heading = next((row for row in lines if any(_is_unit(cell) for cell in row)), None)
    if heading is None:
        raise Refusal(
            Finding(
                "no-unit-column",
                "没有找到写着“单位”的表头。",
                remedy="请在第一行写表头，如：单位、人数、产值、最少、最多。",
                field="table",
            )
        )
    columns = _Columns(heading)
    reading = _Reading(columns)
    for row in lines:
        reading.take(row)
    return reading.table()


def read_weights(text: str, names: Sequence[str]) -> tuple[Criterion, ...]:
    """``人数 50，产值 50``. One criterion alone decides everything. Raises ``Refusal``."""
    if not text.strip() and len(names) == 1:
        return (Criterion(names[0], Decimal(100)),)
    given = _weights_in(text)
    missing = [name for name in names if name not in given]
    unknown = [name for name in given if name not in names]
    if missing or unknown:
        said = [f"表中的“{'、'.join(missing)}”没有写权重"] if missing else []
        said += [f"“{'、'.join(unknown)}”不在表头中"] if unknown else []
        raise Refusal(
            Finding(
                "weights-unmatched",
                f"{'；'.join(said)}。",
                remedy="请按表头的名称逐项写明，如：人数 50，产值 50。",
                field="weights",
            )
        )
    return tuple(Criterion(name, given[name]) for name in names)


def faults_of_weights(text: str) -> tuple[Finding, ...]:
    """What can be told of weights where there is no table to hold them against."""
    given = _weights_in(text)
    return tuple(weights_are_whole(given.values())) if given else ()


def _weights_in(text: str) -> dict[str, Decimal]:
    return {
        found["name"].strip(" ，,、；;"): Decimal(found["weight"])
        for part in re.split("[，,、；;\n]", text)
        if (found := _WEIGHT.fullmatch(part.strip()))
    }


class _Columns:
    """Which column holds what."""

    def __init__(self, heading: Sequence[str]) -> None:
        self.unit = next(index for index, cell in enumerate(heading) if _is_unit(cell))
        self.least = _index_of(heading, LEAST_HEADINGS)
        self.most = _index_of(heading, MOST_HEADINGS)
        taken = {self.unit, self.least, self.most}
        self.criteria = [
            (index, cell.strip())
            for index, cell in enumerate(heading)
            if cell.strip() and index not in taken and cell.strip() not in SKIPPED_HEADINGS
        ]
        if not self.criteria:
            raise Refusal(
                Finding(
                    "no-criteria-column",
                    "表中没有分配依据的栏目。",
                    remedy="请在“单位”之外至少写一栏依据，如人数、产值。",
                    field="table",
                )
            )


class _Reading:
    """The rows as they go by: taken, or kept for the refusal."""

    def __init__(self, columns: _Columns) -> None:
        self._columns = columns
        self._taken: list[Contender] = []
        self._faults: list[Finding] = []
        self._remarks: list[Finding] = []
        self._totals: list[Sequence[str]] = []

    def take(self, row: Sequence[str]) -> None:
        name = _cell(row, self._columns.unit)
        if not name:
            return
        if _TOTAL.search(name):
            self._totals.append(row)
            return
        values = tuple(
            self._number(name, heading, _cell(row, index))
            for index, heading in self._columns.criteria
        )
        least = self._places(name, "最少", _at(row, self._columns.least))
        most = self._places(name, "最多", _at(row, self._columns.most))
        self._taken.append(Contender(name, values, least or 0, most))

    def table(self) -> CriteriaTable:
        if self._faults:
            raise Refusal(*self._faults)
        self._remarks += self._of_totals()
        names = tuple(name for _, name in self._columns.criteria)
        return CriteriaTable(names, tuple(self._taken), tuple(self._remarks))

    def _number(self, name: str, heading: str, text: str) -> Decimal:
        plain = text.translate(_WIDE).replace(",", "").strip()
        if rough := _ROUGH.fullmatch(plain):
            self._remarks.append(_rough(name, heading, text, rough["number"]))
            plain = rough["number"]
        try:
            number = Decimal(plain or "0")
        except InvalidOperation:
            self._faults.append(_unread(name, heading, text))
            return Decimal(0)
        if not number.is_finite():
            self._faults.append(_unread(name, heading, text))
            return Decimal(0)
        return number

    def _places(self, name: str, heading: str, text: str) -> int | None:
        plain = text.translate(_WIDE).strip()
        if plain and not plain.isdecimal():
            self._faults.append(_unread(name, heading, text))
        return int(plain) if plain.isdecimal() else None

    def _of_totals(self) -> Iterator[Finding]:
        """Printed sums that the rows do not give."""
        for row in self._totals:
            for place, (index, heading) in enumerate(self._columns.criteria):
                printed = _cell(row, index).translate(_WIDE).replace(",", "")
                computed = sum((one.values[place] for one in self._taken), Decimal(0))
                if printed and _differs(printed, computed):
                    yield Finding(
                        "sum-differs",
                        f"“{heading}”合计印作{printed}，各行相加是{computed.normalize():f}。",
                        remedy="请核对原表；计算按各行数值进行。",
                        weight=Weight.ADVICE,
                    )


def _differs(printed: str, computed: Decimal) -> bool:
    try:
        return Decimal(printed) != computed
    except InvalidOperation:
        return True


def _is_unit(cell: str) -> bool:
    return cell.strip() in UNIT_HEADINGS


def _index_of(heading: Sequence[str], names: Sequence[str]) -> int | None:
    return next((index for index, cell in enumerate(heading) if cell.strip() in names), None)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _at(row: Sequence[str], index: int | None) -> str:
    return "" if index is None else _cell(row, index)


def _unread(name: str, heading: str, text: str) -> Finding:
    return Finding(
        "value-unread",
        f"“{name}”的“{heading}”写作“{text}”，不是一个数。",
        remedy="请改成数字。",
        field="table",
    )


def _rough(name: str, heading: str, text: str, number: str) -> Finding:
    return Finding(
        "count-rough",
        f"“{name}”的“{heading}”写作“{text}”，是约数，按{number}计算。",
        remedy="请核对确数。",
        weight=Weight.ADVICE,
    )
