"""The lasting book: activities, their standing over time, their lineage and editions."""

from django.db import models

from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.registry.lifecycle import ACTIVITY
from honours.registry.vocabulary import (
    ActivityKind,
    BasisKind,
    LineageKind,
    PeriodKind,
    Regime,
    Standing,
)
from honours.workflow.models import Stateful


class Particulars(models.Model):
    """What is said of an activity: each reading beside the raw text it was read from.

    A null yes-or-no means that nobody said; it is a finding of its own, never a guess.
    ``raw`` maps a column's field code to the text as it was sent.
    """

    name = models.CharField("项目名称", max_length=200)
    kind = models.CharField("类别", max_length=20, choices=ActivityKind.choices(), blank=True)
    regime = models.CharField("适用制度", max_length=30, choices=Regime.choices(), blank=True)
    level = models.CharField("层级", max_length=20, choices=Level.choices())
    hosts = models.JSONField("主办单位", default=list)
    co_hosts = models.JSONField("承办、协办单位", default=list)
    basis_text = models.TextField("设立依据", blank=True)
    basis_kind = models.CharField(
        "依据种类", max_length=40, choices=BasisKind.choices(), default=BasisKind.UNKNOWN
    )
    established_on = models.DateField("设立时间", null=True, blank=True)
    period_kind = models.CharField(
        "周期种类", max_length=20, choices=PeriodKind.choices(), default=PeriodKind.UNKNOWN
    )
    period_months = models.DecimalField(
        "周期（月）", max_digits=6, decimal_places=2, null=True, blank=True
    )
    last_held_on = models.DateField("上次开展时间", null=True, blank=True)
    scope = models.TextField("评选范围", blank=True)
    audiences = models.JSONField("面向对象", default=list)
    pool = models.PositiveIntegerField("参评总数", null=True, blank=True)
    collectives = models.PositiveIntegerField("集体名额", null=True, blank=True)
    individuals = models.PositiveIntegerField("个人名额", null=True, blank=True)
    prizes = models.TextField("奖项设置", blank=True)
    reward = models.TextField("奖励标准", blank=True)
    funding = models.TextField("经费来源", blank=True)
    charges_fee = models.BooleanField("是否收费", null=True, blank=True)
    fee_total = models.DecimalField(
        "收费总额（元）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    is_compulsory = models.BooleanField("是否强制参加", null=True, blank=True)
    is_tied_to_benefits = models.BooleanField("是否与利益挂钩", null=True, blank=True)
    demands_matching = models.BooleanField("是否要求下级配套", null=True, blank=True)
    burdens_grassroots = models.BooleanField("是否加重基层和群众负担", null=True, blank=True)
    retention_reason = models.TextField("保留理由", blank=True)
    remarks = models.TextField("备注", blank=True)
    raw = models.JSONField("原文", default=dict)
    notes = models.JSONField("识读说明", default=list)

    class Meta:
        abstract = True


class Activity(Stateful, Particulars):
    """An activity of the register. ``state`` is its standing today."""

    lifecycle = ACTIVITY

    number = models.CharField("登记编号", max_length=30, unique=True)
    registered_on = models.DateField("登记日期")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "level"])]

    def __str__(self) -> str:
        return self.name


class StandingChange(models.Model):
    """From which day an activity stood how, and why. Rows are only added."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="standing_changes")
    standing = models.CharField("状态", max_length=20, choices=Standing.choices())
    effective_on = models.DateField("生效日期")
    reason = models.TextField("理由", blank=True)
    citation = models.TextField("依据", blank=True)
    decided_by = models.CharField("决定", max_length=200, blank=True)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        ordering = ["effective_on", "pk"]


class Revision(models.Model):
    """The particulars as they stood from a day on, for the view as of a date."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="revisions")
    since = models.DateField("起始日期")
    particulars = models.JSONField("登记内容")

    class Meta:
        ordering = ["since", "pk"]


class Lineage(models.Model):
    """How a later activity comes from an earlier one."""

    earlier = models.ForeignKey(Activity, models.PROTECT, related_name="descendants")
    later = models.ForeignKey(Activity, models.PROTECT, related_name="ancestors")
    kind = models.CharField("关系", max_length=20, choices=LineageKind.choices())
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=200, blank=True)


class Edition(models.Model):
    """One time that an activity was held (届次)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="editions")
    label = models.CharField("届次", max_length=60, blank=True)
    held_on = models.DateField("举办日期")
    collectives = models.PositiveIntegerField("表彰集体数", null=True, blank=True)
    individuals = models.PositiveIntegerField("表彰个人数", null=True, blank=True)


class Freeze(models.Model):
    """While it lasts, no new activity may be registered in a place."""

    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="范围")
    since = models.DateField("开始日期")
    until = models.DateField("解除日期", null=True, blank=True)
    citation = models.CharField("依据", max_length=300)
    cause = models.CharField("缘由", max_length=100)
