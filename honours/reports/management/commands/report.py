"""``honours report CAMPAIGN --out FILE.docx``: the latest report of a campaign as a Word file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from honours.campaigns.models import Campaign
from honours.kernel.verdicts import Refusal
from honours.reports.models import Report
from honours.reports.queries.papers import document_of, frozen_of
from honours.typesetting.render import render


class Command(BaseCommand):
    help = (
        "把一次清理行动最近的情况报告写成公文（.docx）：已签发的写封存的原件，未签发的写送审稿。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("campaign", type=int, help="清理行动的编号（页面地址中的数字）")
        parser.add_argument("--out", type=Path, required=True, help="写到哪个文件（.docx）")

    def handle(self, *, campaign: int, out: Path, **options: Any) -> None:
        report = _latest(campaign)
        frozen = frozen_of(report)
        try:
            content = (
                bytes(frozen.content)
                if frozen
                else render(document_of(report, on=timezone.localdate()))
            )
            out.write_bytes(content)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"不能写入“{out}”：{error.strerror}。") from None
        kind = f"封存的原件，SHA-256 {frozen.content_digest}" if frozen else "送审稿"
        self.stdout.write(f"已写出“{report}”（{kind}）：{out}")


def _latest(campaign: int) -> Report:
    if not Campaign.objects.filter(pk=campaign).exists():
        known = "、".join(f"{one.pk}（{one}）" for one in Campaign.objects.order_by("pk"))
        raise CommandError(f"没有编号为{campaign}的清理行动。现有：{known or '无'}。")
    reports = Report.objects.filter(campaign=campaign).select_related(
        "organization", "campaign__region", "campaign__basis", "restates"
    )
    found = reports.order_by("-pk").first()
    if found is None:
        raise CommandError("这次清理行动还没有情况报告。请先在“情况报告”页面生成。")
    return found
