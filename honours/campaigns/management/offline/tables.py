"""What came of a register as files for people and programs: the marked copy, a table, JSON."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from honours.campaigns.columns.fields import FilingField
from honours.campaigns.intake.entries import ReadRow, RowNote
from honours.campaigns.intake.returning import marked_copy
from honours.campaigns.intake.rows import survey
from honours.campaigns.management.offline.judging import Judged, Judgement
from honours.campaigns.vocabulary import Outcome
from honours.kernel.verdicts import Finding
from honours.spreadsheets.reading import Workbook
from honours.spreadsheets.streaming import write_table

FORMAT = "honours-screening-1"
HEADINGS = (
    "工作表",
    "行号",
    "项目名称",
    "主办单位",
    "填报单位",
    "自办或承办",
    "建议",
    "理由",
    "性质",
    "发现",
    "依据",
    "怎样办",
    "相似项目",
)
_FIELDS: Mapping[str, FilingField] = {
    "name": FilingField.NAME,
    "hosts": FilingField.HOSTS,
    "basis_text": FilingField.BASIS,
    "established_on": FilingField.ESTABLISHED_ON,
    "period_months": FilingField.PERIOD,
    "last_held_on": FilingField.LAST_HELD_ON,
    "planned_on": FilingField.LAST_HELD_ON,
    "charges_fee": FilingField.FEES,
    "is_compulsory": FilingField.COMPULSORY,
    "is_tied_to_benefits": FilingField.TIED_BENEFITS,
    "burdens_grassroots": FilingField.BURDEN,
    "demands_matching": FilingField.MATCHING_DEMANDS,
    "audiences": FilingField.AUDIENCES,
    "collectives": FilingField.QUOTA,
    "individuals": FilingField.QUOTA,
    "retention_reason": FilingField.RETENTION_REASON,
    "prizes": FilingField.PRIZES,
}
"""In which column of a register a finding of a check is to be seen."""


def marked(workbook: Workbook, judgement: Judgement) -> bytes:
    """The file as it was sent: faults of reading in red, what the rules found in yellow."""
    columns = {
        sheet.sheet: {guess.field: guess.column for guess in sheet.guesses if guess.field}
        for sheet in survey(workbook)
    }
    judged = {(one.item.row.sheet, one.item.row.row_number): one for one in judgement.judged}
    rows = (
        _with_findings(row, judged.get((row.sheet, row.row_number)), columns[row.sheet])
        for row in judgement.rows
    )
    return marked_copy(workbook, rows)


def _with_findings(
    row: ReadRow, judged: Judged | None, columns: Mapping[FilingField, int]
) -> ReadRow:
    if judged is None:
        return row
    proposal = judged.proposal
    notes = [_note(finding, columns) for finding in proposal.findings]
    if proposal.outcome is not Outcome.RETAIN:
        name = FilingField.NAME
        notes.append(RowNote(columns[name], name, f"建议{proposal.outcome.label}。"))
    return row._replace(notes=(*row.notes, *notes))


def _note(finding: Finding, columns: Mapping[FilingField, int]) -> RowNote:
    field = _FIELDS.get(finding.field, FilingField.NAME)
    shown = field if field in columns else FilingField.NAME
    cited = f"（{finding.citation}）" if finding.citation else ""
    message = f"{finding.weight.label}：{finding.message.rstrip('。')}{cited}。"
    return RowNote(columns[shown], field, message)


def findings_table(judgement: Judgement) -> bytes:
    """One row for each finding, one for each item without any, one for each fault of reading."""
    into = io.BytesIO()
    title = f"{judgement.place.full_name}评比达标表彰项目甄别结果（依{judgement.on}的规则）"
    write_table(HEADINGS, _lines(judgement), into, title=title, sheet="甄别结果")
    return into.getvalue()


def _lines(judgement: Judgement) -> Iterator[list[str | int]]:
    for one in judgement.judged:
        head = _head(one.item.row)
        reason = [one.proposal.outcome.label, one.proposal.reason]
        alike = "；".join(f"{like.second.name}（{like.score}）" for like in one.likenesses[:5])
        for finding in one.proposal.findings or (None,):
            yield [*head, one.item.undertaking.label, *reason, *_finding_cells(finding), alike]
    for row in judgement.faulty:
        for fault in row.faults:
            told = ["未甄别", "", "不能识读", fault.message, "", fault.remedy, ""]
            yield [*_head(row), "", *told]


def _head(row: ReadRow) -> list[str | int]:
    hosts = "、".join(row.values.hosts.names)
    return [row.sheet, row.row_number, row.values.name, hosts, row.values.filing_unit]


def _finding_cells(finding: Finding | None) -> list[str]:
    if finding is None:
        return ["", "", "", ""]
    cited = str(finding.citation or "")
    return [finding.weight.label, finding.message, cited, finding.remedy]


def findings_json(judgement: Judgement, *, file_name: str) -> bytes:
    """Everything, for programs. ``format`` names the shape and changes with it."""
    said: dict[str, Any] = {
        "format": FORMAT,
        "file": file_name,
        "place": {"code": judgement.place.code, "name": judgement.place.full_name},
        "rules_on": judgement.on.isoformat(),
        "rules_nobody_set": [str(key) for key in judgement.unruled],
        "rows": {
            "in_file": len(judgement.rows) + len(judgement.set_aside),
            "read": len(judgement.rows),
            "faulty": len(judgement.faulty),
            "set_aside": len(judgement.set_aside),
            "own": len(judgement.own),
            "undertaken": len(judgement.judged) - len(judgement.own),
        },
        "proposed": {str(outcome): judgement.proposed(outcome) for outcome in Outcome},
        "items": [_item(one) for one in judgement.judged],
        "faults": [
            {**_place(row), "field": str(fault.field), **_fault_words(fault)}
            for row in judgement.faulty
            for fault in row.faults
        ],
        "set_aside": [
            {"sheet": row.sheet, "row": row.row_number, "kind": str(row.kind), "text": row.text}
            for row in judgement.set_aside
        ],
        "groups": [
            [{"key": member.key, "name": member.name} for member in group.members]
            for group in judgement.groups
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _item(one: Judged) -> dict[str, Any]:
    return {
        **_place(one.item.row),
        "place": one.item.place.code,
        "undertaking": str(one.item.undertaking),
        "proposal": str(one.proposal.outcome),
        "reason": one.proposal.reason,
        "findings": [
            {
                "code": str(finding.code),
                "weight": str(finding.weight),
                "message": finding.message,
                "citation": str(finding.citation or ""),
                "remedy": finding.remedy,
                "field": finding.field,
            }
            for finding in one.proposal.findings
        ],
        "alike": [
            {"key": like.second.key, "score": like.score, "reasons": list(like.reasons)}
            for like in one.likenesses
        ],
        "notes": [f"{note.field.label}：{note.message}" for note in one.item.row.notes],
    }


def _place(row: ReadRow) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row_number, "name": row.values.name}


def _fault_words(fault: Any) -> dict[str, str]:
    return {"code": fault.code, "message": fault.message, "remedy": fault.remedy}
