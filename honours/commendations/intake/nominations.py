"""Nominations as a unit sends them in a spreadsheet: one a row, headed as the blank form is."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from honours.commendations.readings.entries import EntryField, fields_for
from honours.commendations.readings.required import required_entries
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.readings.characters import canonical
from honours.spreadsheets.entries import EntryForm, EntryRow, Place, marked_entries, read_entries
from honours.spreadsheets.reading import Workbook
from honours.spreadsheets.writing import FormColumn, write_template

KEY_HEADING = "推荐编号"
"""The hidden column by which a corrected file tells which nominations it corrects."""
_TITLES = {
    CandidateKind.PERSON: "先进个人推荐表",
    CandidateKind.COLLECTIVE: "先进集体推荐表",
}
_INSTRUCTIONS = (
    "每个推荐对象写一行；个人和集体分别用各自的表。",
    "标红的栏目送审前必须填写；可以先上传，再在系统里补填。",
    "一栏有几项的，用分号或者换行分开；曾获荣誉每项写明时间、授予机关、荣誉称号和层次。",
    "照片、职代会纪要等附件在系统里逐人上传。",
    "涉密人员不得填入本表，按保密规定另行报送。",
)


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One nomination as it was sent."""

    kind: CandidateKind
    entry: EntryRow


def blank_form(kind: CandidateKind) -> bytes:
    """The form to fill in, with drop-downs and instructions."""
    into = io.BytesIO()
    asked = set(required_entries(kind))
    columns = [_column(one, is_required=one.code in asked) for one in fields_for(kind).values()]
    write_template(columns, into, title=_TITLES[kind], instructions=_INSTRUCTIONS)
    return into.getvalue()


def read_nominations(workbook: Workbook) -> tuple[IntakeRow, ...]:
    """Every nomination of the file. Raises ``Refusal`` where no table is found."""
    collectives = read_entries(workbook, _COLLECTIVES)
    sheets = {entry.place[0] for entry in collectives}
    persons = (one for one in read_entries(workbook, _PERSONS) if one.place[0] not in sheets)
    rows = (
        *(IntakeRow(CandidateKind.PERSON, entry) for entry in persons),
        *(IntakeRow(CandidateKind.COLLECTIVE, entry) for entry in collectives),
    )
    if not rows:
        raise Refusal(
            Finding(
                "no-nominations-found",
                "没有找到推荐表，或者表里没有填写：表头须有“姓名”或者“集体名称”，下面至少填一行。",
                remedy="请下载空白表，按表头填写后再上传。",
                field="file",
            )
        )
    return rows


def marked_copy(
    workbook: Workbook,
    numbers: Mapping[Place, str],
    findings: Mapping[Place, Iterable[Finding]],
) -> bytes:
    """The file with every fault at its cell, and the hidden numbers for sending it again."""
    rows = [row.entry for row in read_nominations(workbook)]
    return marked_entries(workbook, _EITHER, rows, numbers, findings)


def _headed(kind: CandidateKind, needed: str) -> EntryForm:
    headings = {code: (one.label,) for code, one in fields_for(kind).items()}
    return EntryForm(headings, needed, KEY_HEADING, canonical)


def _column(one: EntryField, *, is_required: bool) -> FormColumn:
    choices: tuple[str, ...] = ()
    if one.is_flag:
        choices = ("是", "否")
    elif one.terms is not None and not one.is_several:
        choices = tuple(term.label for term in one.terms)
    return FormColumn(
        one.label, 30 if one.is_long else 14, one.help_text, choices, is_required=is_required
    )


_PERSONS = _headed(CandidateKind.PERSON, "name")
_COLLECTIVES = _headed(CandidateKind.COLLECTIVE, "collective_name")
_EITHER = EntryForm({**_COLLECTIVES.headings, **_PERSONS.headings}, "", KEY_HEADING, canonical)
"""For marking: which table a row came from has been told by then."""
