"""Clauses as people type them: one a line, its number first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from honours.kernel.verdicts import Finding, Refusal

_PARTS = re.compile(r"\s*[|｜\t]\s*")
LONGEST_NUMBER = 60
LONGEST_STEP = 100


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause. ``human_step`` names who sees to it, where somebody does."""

    number: str
    text: str
    human_step: str = ""


def clauses_written(text: str) -> tuple[ClauseLine, ...]:
    """Lines of ``条款号｜内容`` or ``条款号｜内容｜人工环节``.

    Raises ``Refusal`` with a finding for every line that cannot be read.
    """
    lines = [(row, line) for row, line in enumerate(text.splitlines(), 1) if line.strip()]
    faults: list[Finding] = []
    found: dict[str, ClauseLine] = {}
    for row, line in lines:
        parts = _PARTS.split(line.strip())
        faults.extend(_faults(row, parts, found))
        found.setdefault(parts[0], ClauseLine(*(*parts, "", "")[:3]))
    if faults:
        raise Refusal(*faults)
    return tuple(found.values())


def _faults(row: int, parts: list[str], earlier: dict[str, ClauseLine]) -> Iterator[Finding]:
    if len(parts) not in (2, 3) or not parts[0] or not parts[1]:
        yield _fault(row, "应写作“条款号｜内容”，需要时再加“｜人工环节”。")
    elif parts[0] in earlier:
        yield _fault(row, f"条款“{parts[0]}”写了两次。")
    elif len(parts[0]) > LONGEST_NUMBER or len("".join(parts[2:])) > LONGEST_STEP:
        yield _fault(row, f"条款号不超过{LONGEST_NUMBER}字，人工环节不超过{LONGEST_STEP}字。")


def _fault(row: int, message: str) -> Finding:
    return Finding(
        "clause-unreadable",
        f"条款第{row}行：{message}",
        remedy="例如：二（三）｜无论什么项目均填表上报。｜审核岗位催报",
        field="clauses_text",
    )
