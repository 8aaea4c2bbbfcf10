"""``honours export-audit``: the book, its checkpoints and the verifier, for an outsider."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from honours.audit.operations import export_book


class Command(BaseCommand):
    help = "导出审计账本、检查点、公钥和离线核验程序。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="存放的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["out"]
        try:
            head = export_book(folder)
        except OSError as error:
            raise CommandError(f"写不进{folder}：{error.strerror}。", returncode=2) from None
        if head is None:
            raise CommandError("账本尚未封存过，没有可导出的检查点。请先运行honours seal-audit。")
        self.stdout.write(f"已导出{head.size}条到{folder}。")
        self.stdout.write("核验：python3 offline_verifier.py book.jsonl checkpoints.jsonl")
