"""``honours screen FILE --place 巴中市 --on 2010-06-01 --out DIR``: judge a register offline."""

import sys
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from honours.campaigns.management.offline.judging import Judgement, judge
from honours.campaigns.management.offline.paper import report_paper
from honours.campaigns.management.offline.tables import findings_json, findings_table, marked
from honours.campaigns.vocabulary import Outcome
from honours.kernel.verdicts import Refusal
from honours.registry.readings.places import find_place
from honours.spreadsheets.reading import open_workbook

SECONDS_BETWEEN = 0.5


class Command(BaseCommand):
    help = (
        "不用服务器和数据库，甄别一份登记表（.xlsx 或 .csv）：按某日某地的规则逐项提出建议，"
        "写出标注后的原表、甄别结果（.xlsx 和 .json）和情况报告（.docx）。"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="文件", help="登记表，.xlsx 或 .csv")
        parser.add_argument(
            "--place", required=True, metavar="地区", help="地名或行政区划代码，如 巴中市、5119"
        )
        parser.add_argument(
            "--on", required=True, metavar="日期", help="按哪一天的规则，如 2010-06-01"
        )
        parser.add_argument(
            "--out", required=True, type=Path, metavar="目录", help="结果写到哪个目录"
        )

    def handle(self, *, file: Path, place: str, on: str, out: Path, **options: Any) -> None:
        day = _day(on)
        content = _content(file)
        _make_folder(out)
        try:
            where = find_place(place)
            workbook = open_workbook(content, file.name)
            progress = _Progress(self)
            judgement = judge(workbook, place=where, on=day, report=progress)
            progress.tell("写出结果")
            results = {
                f"{file.stem}.marked.xlsx": marked(workbook, judgement),
                f"{file.stem}.findings.xlsx": findings_table(judgement),
                f"{file.stem}.findings.json": findings_json(judgement, file_name=file.name),
                f"{file.stem}.report.docx": report_paper(judgement, file_name=file.name),
            }
        except Refusal as refusal:
            raise CommandError(_in_lines(refusal)) from None
        _write(out, results)
        self._tell(judgement, out, list(results))

    def _tell(self, judgement: Judgement, out: Path, names: list[str]) -> None:
        total = len(judgement.rows) + len(judgement.set_aside)
        self.stdout.write(
            f"全表{total}行：填报{len(judgement.rows)}项，非填报{len(judgement.set_aside)}行。"
            f"自办{len(judgement.own)}项，填写有误{len(judgement.faulty)}项。"
        )
        proposed = [
            f"{outcome.label}{judgement.proposed(outcome)}项"
            for outcome in Outcome
            if judgement.proposed(outcome)
        ]
        if proposed:
            self.stdout.write(f"建议（只计自办）：{'，'.join(proposed)}。")
        self.stdout.write(f"结果在{out}：")
        for name in names:
            self.stdout.write(f"  {name}")


class _Progress:
    """Says how far it is, not more than twice a second; to people, not into the results."""

    def __init__(self, command: BaseCommand) -> None:
        self._command = command
        self._told = time.monotonic()

    def __call__(self, deed: str, done: int, total: int) -> None:
        if time.monotonic() - self._told >= SECONDS_BETWEEN:
            self.tell(f"{deed} {done}/{total}")

    def tell(self, line: str) -> None:
        self._told = time.monotonic()
        self._command.stderr.write(f"{line} ……")
        sys.stderr.flush()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"日期“{text}”不是日期，请写成 2010-06-01。") from None


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise CommandError(f"没有文件“{file}”，请核对路径。") from None
    except IsADirectoryError:
        raise CommandError(f"“{file}”是目录，请指定一个 .xlsx 或 .csv 文件。") from None
    except OSError as error:
        raise CommandError(f"文件“{file}”不能读取（{error.strerror}）。") from None


def _make_folder(out: Path) -> None:
    """Also tried by writing, so that nobody waits for results that cannot be kept."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".honours-screen"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(f"目录“{out}”不能写入（{error.strerror}），请换一个目录。") from None


def _write(out: Path, results: dict[str, bytes]) -> None:
    for name, content in results.items():
        try:
            (out / name).write_bytes(content)
        except OSError as error:
            raise CommandError(f"“{out / name}”不能写入（{error.strerror}）。") from None


def _in_lines(refusal: Refusal) -> str:
    return "\n".join(f"{finding.message}{finding.remedy}" for finding in refusal.findings)
