"""``honours draw_rulebook``: the shipped rulebook as a page for people who read files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from honours.policies.readings.absences import absences, shipped_files
from honours.policies.readings.drawing import draw
from honours.policies.readings.rulebook import read_rulebook


class Command(BaseCommand):
    help = "把系统自带的规则文件画成一页Markdown（默认docs/rulebook.md）。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=Path("docs/rulebook.md"), metavar="文件")

    def handle(self, *_: Any, to: Path, **__: Any) -> None:
        files = shipped_files()
        rulebooks = [read_rulebook(path.name, path.read_text("utf-8")) for path in files]
        try:
            to.write_text(draw(rulebooks, absences()), encoding="utf-8")
        except OSError:
            raise CommandError(f"不能写入{to}，请核对文件夹是否存在。") from None
        self.stdout.write(f"已画出{len(rulebooks)}个地区的规则：{to}")
