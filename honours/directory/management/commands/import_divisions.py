"""``honours import-divisions FILE.csv``: provinces, cities, counties, townships."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from honours.directory.operations.divisions import import_divisions
from honours.kernel.verdicts import Refusal


class Command(BaseCommand):
    help = "导入行政区划（CSV，栏目 code、name、parent、level）；已有的不重复导入。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="UTF-8 编码的 CSV 文件")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            read = import_divisions(file)
        except Refusal as refusal:
            told = [f"{finding.message}{finding.remedy}" for finding in refusal.findings]
            raise CommandError("没有导入。\n" + "\n".join(told)) from None
        self.stdout.write(f"新增{len(read.added)}个行政区划，已有{read.known}个。")
        for standing, name in read.named_otherwise:
            self.stdout.write(
                f"注意：{standing.division}在库中名为“{standing}”，文件中为“{name}”。"
            )
