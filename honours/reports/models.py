"""A report, the words officials write into it, and what was frozen when it was signed."""

from django.db import models
from django.db.models import Q

from honours.campaigns.models import Campaign
from honours.reports.lifecycle import REPORT
from honours.reports.vocabulary import FigureKey, Part, Rounding
from honours.workflow.models import Stateful


class Report(Stateful):
    """A 情况报告 of a campaign. ``organization`` is the lead bureau that issues it.

    ``restates`` is the signed report whose figures this one corrects, ``restatement`` its number
    among those corrections. ``allowances`` maps codes of proofreading findings to the reason for
    which they may stand.
    """

    lifecycle = REPORT

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    title = models.CharField("标题", max_length=120)
    addressee = models.CharField("主送机关", max_length=60)
    number = models.CharField("发文字号", max_length=60, blank=True)
    cut_off_on = models.DateField("数据截止日期")
    rounding = models.CharField(
        "取整", max_length=20, choices=Rounding.choices(), default=Rounding.HALF_UP
    )
    allowances = models.JSONField("保留理由", default=dict, blank=True)
    restates = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="restatements"
    )
    restatement = models.PositiveSmallIntegerField("更正报告序号", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_report_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["restates", "restatement"], name="one_restatement_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(restates=None, restatement=None)
                | Q(restates__isnull=False, restatement__isnull=False),
                name="restatements_are_numbered",
            ),
        ]
        indexes = [models.Index(fields=["cut_off_on", "id"])]

    def __str__(self) -> str:
        return self.title


class OwnWords(models.Model):
    """What officials write in one part of a report, with slots for figures."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="own_words")
    part = models.CharField("部分", max_length=20, choices=Part.choices())
    text = models.TextField("文字", blank=True)
    is_confirmed = models.BooleanField("已核实", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "part"], name="one_text_in_a_part")
        ]


class CorrectionReason(models.Model):
    """Why a figure of a restatement differs from what was reported before."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reasons")
    key = models.CharField("数据", max_length=40, choices=FigureKey.choices())
    reason = models.CharField("更正原因", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="one_reason_for_a_figure")
        ]


class FrozenReport(models.Model):
    """A report as it was signed. Triggers refuse to change or delete it."""

    report = models.OneToOneField(Report, models.PROTECT, primary_key=True, related_name="frozen")
    figures = models.JSONField("数据")
    figures_digest = models.CharField("数据摘要", max_length=64)
    document = models.JSONField("正文")
    content = models.BinaryField("文件")
    content_digest = models.CharField("文件摘要", max_length=64)
    checkpoint_size = models.PositiveBigIntegerField("检查点条数")
    checkpoint_root = models.CharField("检查点树根", max_length=64)
    signer = models.CharField("签发人", max_length=50)
    signed_on = models.DateField("签发日期")
    signed_at = models.DateTimeField("签发时间", auto_now_add=True)
