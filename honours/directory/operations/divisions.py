"""Administrative divisions come in as a table: code, name, superior's code, level."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from honours.directory.models import Organization
from honours.directory.operations.organizations import NewOrganization, plant_organizations
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.verdicts import Finding, Refusal

COLUMNS = ("code", "name", "parent", "level")
LEVELS = {
    "省级": Level.PROVINCE,
    "地级": Level.CITY,
    "县级": Level.COUNTY,
    "乡级": Level.TOWNSHIP,
}
PLACES = (OrganizationKind.PLACE, OrganizationKind.TOWNSHIP)
TOLD = 20
"""How many faulty lines are told at once."""


@dataclass(frozen=True, slots=True)
class DivisionsRead:
    """What an import did: the places added, and those that stand under another name."""

    added: list[Organization]
    known: int
    named_otherwise: list[tuple[Organization, str]] = field(default_factory=list)


def import_divisions(path: Path) -> DivisionsRead:
    """Add the places of a UTF-8 CSV file that the tree does not hold yet.

    Lines may come in any order. A place that stands under another name is left alone and told of:
    only a renaming with its day may change a name. Raises ``Refusal`` naming the faulty lines;
    then nothing has been added.
    """
    rows = _rows(path)
    standing = {one.division: one for one in Organization.objects.filter(kind__in=PLACES)}
    _refuse_faulty(rows, standing)
    planned: dict[str, NewOrganization] = {}
    for row in sorted(rows, key=lambda row: len(row["code"])):
        if row["code"] not in standing:
            superior = planned.get(row["parent"]) or standing.get(row["parent"])
            planned[row["code"]] = _planned(row, superior)
    added = plant_organizations(list(planned.values()))
    otherwise = [
        (standing[row["code"]], row["name"])
        for row in rows
        if row["code"] in standing and standing[row["code"]].name != row["name"]
    ]
    return DivisionsRead(added, len(rows) - len(added), otherwise)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise Refusal(
                    Finding(
                        "columns-missing",
                        f"文件缺少栏目：{'、'.join(missing)}。",
                        remedy=f"第一行应有：{'、'.join(COLUMNS)}。",
                    )
                )
            return [{name: (row[name] or "").strip() for name in COLUMNS} for row in reader]
    except FileNotFoundError:
        message = f"找不到文件“{path.name}”。"
        raise Refusal(Finding("file-missing", message, remedy="请核对路径。")) from None
    except (UnicodeDecodeError, csv.Error):
        message = f"“{path.name}”不是UTF-8编码的CSV文件。"
        remedy = "请另存为“CSV UTF-8”后再导入。"
        raise Refusal(Finding("file-unreadable", message, remedy=remedy)) from None


def _refuse_faulty(rows: list[dict[str, str]], standing: Mapping[str, Organization]) -> None:
    codes = {row["code"] for row in rows} | set(standing)
    seen: set[str] = set()
    findings: list[Finding] = []
    for line, row in enumerate(rows, start=2):
        findings.extend(
            Finding("division-faulty", f"第{line}行：{fault}", remedy="请改正后重新导入。")
            for fault in _faults(row, codes, seen)
        )
        seen.add(row["code"])
    if findings:
        raise Refusal(*findings[:TOLD])


def _faults(row: Mapping[str, str], codes: set[str], seen: set[str]) -> Iterable[str]:
    code, parent = row["code"], row["parent"]
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6, 9, 12)):
        yield f"代码“{code}”应为2、4、6、9或12位数字。"
    if code in seen:
        yield f"代码“{code}”重复。"
    if not row["name"]:
        yield f"代码“{code}”没有名称。"
    if row["level"] not in LEVELS:
        yield f"层级“{row['level']}”应为{'、'.join(LEVELS)}之一。"
    if parent and parent not in codes:
        yield f"上级“{parent}”不在文件里，也不在单位树中。"
    if parent and (parent == code or not code.startswith(parent)):
        yield f"代码“{code}”不以上级代码“{parent}”开头。"


def _planned(
    row: Mapping[str, str], superior: NewOrganization | Organization | None
) -> NewOrganization:
    level = LEVELS[row["level"]]
    is_township = level is Level.TOWNSHIP
    kind = OrganizationKind.TOWNSHIP if is_township else OrganizationKind.PLACE
    return NewOrganization(row["name"], kind, level, row["code"], superior)
