"""The list a body fills in: sent with its objects, read back with every fault in its cell."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from honours.clearances.checks.answers import AnswerGiven, says_why
from honours.clearances.vocabulary import Opinion
from honours.kernel.verdicts import Finding
from honours.spreadsheets.marking import Mark, write_marked
from honours.spreadsheets.reading import Row, Workbook
from honours.spreadsheets.tables import RowKind, open_table
from honours.spreadsheets.writing import FormColumn, write_template

NUMBER, NAME, UNIT, OPINION, STATEMENT = "序号", "对象", "单位", "意见", "说明"
TITLE = "征求意见答复表"
COLUMNS = (
    FormColumn(NUMBER, 8, "请勿更改。", is_required=True),
    FormColumn(NAME, 16, "请勿更改。", is_required=True),
    FormColumn(UNIT, 34, "请勿更改。"),
    FormColumn(
        OPINION,
        16,
        "从列表中选择。",
        choices=tuple(opinion.label for opinion in Opinion),
        is_required=True,
    ),
    FormColumn(STATEMENT, 60, "意见不是“无不同意见”的，须写明具体情况。"),
)
INSTRUCTIONS = (
    "每个对象一行，“意见”从列表中选择，一个也不能少。",
    "意见为“有不同意见”“不宜表彰”的，在“说明”中写明具体情况。",
    "请勿增删行、改动序号和对象；排序无妨。",
    "填好后，在收到的链接页面上传本表，并填写答复人、答复日期和文号。",
    "本表含个人信息，请勿转发、外传；答复后请删除。",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One object on the list."""

    number: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """What the file says: an answer for each object, or marks on what to correct."""

    answers: Mapping[int, AnswerGiven]
    marks: tuple[Mark, ...]
    absent: tuple[Listed, ...]
    """Objects of which the file has no row."""

    def findings(self) -> tuple[Finding, ...]:
        told = [
            Finding(
                "answer-row-faulty",
                f"第{mark.row}行“{mark.label}”：{mark.message}",
                remedy=mark.remedy,
                field="file",
            )
            for mark in self.marks
        ]
        told += [
            Finding(
                "answer-row-absent",
                f"表格里没有第{one.number}号对象。",
                remedy="请下载答复表，按原有的行填写。",
                field="file",
            )
            for one in self.absent
        ]
        return tuple(told)


def blank_list(objects: Iterable[Listed]) -> bytes:
    """The list with its objects, to be filled in."""
    into = io.BytesIO()
    entries = [(one.number, one.name, one.unit) for one in objects]
    write_template(COLUMNS, into, title=TITLE, instructions=INSTRUCTIONS, entries=entries)
    return into.getvalue()


def read_answers(workbook: Workbook, objects: Sequence[Listed]) -> ReadAnswers:
    """Every row of the file held against the list that was sent."""
    reader = _Reader({one.number: one for one in objects})
    for sheet in workbook.sheets:
        table = open_table(sheet, _recognise)
        if table.heading is None or OPINION not in table.heading.labels:
            continue
        places = {label: column for column, label in enumerate(table.heading.labels)}
        for line in table.lines(frozenset({places.get(NUMBER, 0)})):
            if line.kind is RowKind.ENTRY:
                reader.read(sheet.name, line.row, places)
    absent = [one for one in objects if one.number not in reader.seen]
    return ReadAnswers(reader.answers, tuple(reader.marks), tuple(absent))


def marked_list(workbook: Workbook, read: ReadAnswers) -> bytes:
    """The file as it was sent, with the faulty cells marked."""
    into = io.BytesIO()
    write_marked(workbook, read.marks, into)
    return into.getvalue()


def _recognise(text: str) -> float:
    return float("".join(text.split()) in (NUMBER, NAME, UNIT, OPINION, STATEMENT))


class _Reader:
    """Rows read so far."""

    def __init__(self, objects: Mapping[int, Listed]) -> None:
        self._objects = objects
        self.answers: dict[int, AnswerGiven] = {}
        self.marks: list[Mark] = []
        self.seen: set[int] = set()

    def read(self, sheet: str, row: Row, places: Mapping[str, int]) -> None:
        cells = {
            label: row.cells[column] if column < len(row.cells) else ""
            for label, column in places.items()
        }
        number = cells.get(NUMBER, "")
        one = self._objects.get(int(number)) if number.isdecimal() else None

        def mark(label: str, message: str, remedy: str) -> None:
            column = places.get(label, 0)
            self.marks.append(Mark(sheet, row.number, column, label, message, remedy))

        if one is None:
            mark(NUMBER, f"名单上没有“{number}”号。", "请按下载的答复表填写，不要增行。")
            return
        if one.number in self.seen:
            mark(NUMBER, f"第{number}号出现了不止一次。", "请删去多余的一行。")
            return
        self.seen.add(one.number)
        if cells.get(NAME, "") != one.name:
            mark(NAME, "对象与序号不符，可能是排序或者粘贴时错行。", "请核对后改回原样。")
            return
        opinion = _OPINIONS.get(cells.get(OPINION, ""))
        if opinion is None:
            labels = "、".join(_OPINIONS)
            mark(OPINION, "没有填写意见，或者所填不在可选之列。", f"请填：{labels}。")
            return
        given = AnswerGiven(opinion, cells.get(STATEMENT, ""))
        for fault in says_why(given):
            mark(STATEMENT, fault.message, fault.remedy)
            return
        self.answers[one.number] = given


_OPINIONS = {opinion.label: opinion for opinion in Opinion}
