"""``honours import_rulebook``: bring rulebook files in, or say what is wrong with them."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from honours.kernel.verdicts import Finding, Refusal
from honours.policies.operations.rulebook import import_rulebooks
from honours.policies.readings.absences import shipped_files
from honours.policies.readings.rulebook import read_rulebook
from honours.policies.readings.shapes import Rulebook

IMPORTER = "import_rulebook"
"""Who stands in the audit book where no account is named."""


class Command(BaseCommand):
    help = (
        "导入规则文件（YAML）：文件、条款和规则取值。先核对全部文件，有一处不对就一条也不导入；"
        "同样的内容再导入一次不会重复；已入库的内容只增不改。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="文件", help="规则文件")
        parser.add_argument("--shipped", action="store_true", help="导入系统自带的规则文件")

    def handle(self, *_: Any, files: list[Path], shipped: bool, **__: Any) -> None:
        wanted = [*(shipped_files() if shipped else ()), *files]
        if not wanted:
            raise CommandError("没有指定文件。请写出规则文件，或者用 --shipped 导入自带的文件。")
        try:
            rulebooks = _read_all(wanted)
            added = import_rulebooks(rulebooks, by=IMPORTER, tell=self.stdout.write)
        except Refusal as refusal:
            raise CommandError(_in_lines(refusal.findings)) from None
        if added.is_empty:
            self.stdout.write("内容与已入库的相同，没有新增。")
        else:
            self.stdout.write(
                f"共新增文件{added.documents}份、条款{added.clauses}条、"
                f"文件关系{added.links}条、取值{added.values}个。"
            )


def _read_all(paths: Iterable[Path]) -> list[Rulebook]:
    """Every file, or the faults of all of them together."""
    rulebooks: list[Rulebook] = []
    faults: list[Finding] = []
    for path in paths:
        try:
            rulebooks.append(read_rulebook(path.name, _text(path)))
        except Refusal as refusal:
            faults.extend(refusal.findings)
    if faults:
        raise Refusal(*faults)
    return rulebooks


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        message = f"{path.name}：文件不存在或者不能读取。"
        raise Refusal(Finding("rulebook-no-file", message, remedy="请核对路径。")) from None
    except UnicodeDecodeError:
        message = f"{path.name}：不是UTF-8编码的文字。"
        raise Refusal(
            Finding("rulebook-not-utf8", message, remedy="请另存为UTF-8编码。")
        ) from None


def _in_lines(findings: Iterable[Finding]) -> str:
    """One fault a line, each with what to do."""
    lines = [f"· {finding.message}{finding.remedy}" for finding in findings]
    return "\n".join([f"没有导入，共{len(lines)}处不对：", *lines])
