"""``honours verify-audit``: walk the whole book and name the first entry that does not fit."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from honours.audit.queries import (
    Anchor,
    Break,
    first_broken_entry,
    latest_checkpoint,
    trusted_anchor,
)
from honours.kernel.verdicts import Refusal


class Command(BaseCommand):
    help = "核验审计账本：逐条核对哈希、树根和签名，指出第一处不符。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint",
            action="append",
            default=[],
            metavar="FILE",
            help="存放在系统之外的检查点（.json），可给多个；账本必须与之相符",
        )
        parser.add_argument("--public-key", metavar="HEX", help="核对检查点所用公钥（十六进制）")

    def handle(self, *args: Any, **options: Any) -> None:
        anchors = [
            self._anchor(Path(name), options["public_key"]) for name in options["checkpoint"]
        ]
        broken = first_broken_entry(anchors, progress=self._show)
        if broken:
            raise CommandError(_sentence(broken), returncode=1)
        head = latest_checkpoint()
        if head is None:
            self.stdout.write("账本尚无检查点：还没有封存过条目。")
        else:
            self.stdout.write(f"通过：{head.size}条全部相符，树根{head.root}，密钥{head.key}。")

    def _anchor(self, path: Path, public_key: str | None) -> Anchor:
        try:
            words = json.loads(path.read_bytes())
            key = bytes.fromhex(public_key) if public_key else None
            return trusted_anchor(words, key)
        except OSError as error:
            raise CommandError(
                f"读不到检查点文件{path}：{error.strerror}。", returncode=2
            ) from None
        except ValueError:
            message = f"检查点文件{path}或公钥的格式不对。"
            raise CommandError(message, returncode=2) from None
        except Refusal as refusal:
            raise CommandError(f"{path}：{refusal}", returncode=2) from None

    def _show(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r已核对{done}/{total}条", ending="\n" if done == total else "")


def _sentence(broken: Break) -> str:
    place = "" if broken.position is None else f"序位{broken.position}"
    entry = "" if broken.entry_id is None else f"（条目编号{broken.entry_id}）"
    return f"不通过：{place}{entry}：{broken.fault.label}。{broken.message}"
