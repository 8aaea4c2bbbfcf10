"""The lasting book: activities, their standing over time, their lineage and editions."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.registry.lifecycle import ACTIVITY
from honours.registry.readings.next_times import next_time, period_from
from honours.registry.readings.sort_keys import LONGEST, sort_key
from honours.registry.vocabulary import (
    ActivityKind,
    BasisKind,
    LineageKind,
    PeriodKind,
    Regime,
    Standing,
)
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful

HOST_TEXT_LENGTH = 400


class HostTextField(models.CharField):  # type: ignore[type-arg]
    """The hosts in one line, refilled whenever the row is saved. Never edited."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        del add
        text = "、".join(model_instance.hosts)[:HOST_TEXT_LENGTH]
        setattr(model_instance, self.attname, text)
        return text


class SortKeyField(models.CharField):  # type: ignore[type-arg]
    """The name as it sounds, for Chinese order; refilled whenever the row is saved."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        del add
        key = sort_key(model_instance.name)
        setattr(model_instance, self.attname, key)
        return key


class NextDayField(models.DateField):  # type: ignore[type-arg]
    """The first day on which the activity may be held again; refilled whenever it is saved."""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        del add
        period = period_from(
            model_instance.period_kind,
            model_instance.period_months,
            model_instance.raw.get("period", ""),
        )
        day = next_time(period, model_instance.last_held_on).day
        setattr(model_instance, self.attname, day)
        return day


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
    planned_on = models.DateField("拟开展时间", null=True, blank=True)
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
    """An activity of the register. ``state`` is its standing today.

    The last four columns follow from the others (``DERIVED``): whoever saves some fields only
    saves these with them.
    """

    DERIVED = ("host_text", "sort_key", "next_on", "search_text")

    lifecycle = ACTIVITY

    number = models.CharField("登记编号", max_length=30, unique=True)
    registered_on = models.DateField("登记日期")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )

    host_text = HostTextField(
        "主办", max_length=HOST_TEXT_LENGTH, default="", blank=True, editable=False
    )
    sort_key = SortKeyField("音序", max_length=LONGEST, default="", blank=True, editable=False)
    next_on = NextDayField("最早可开展日期", null=True, blank=True, editable=False)
    search_text = SearchTextField(of=("name", "host_text", "number"))

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="registry_by_sound"),
            models.Index(fields=["registered_on", "id"], name="registry_by_day"),
            models.Index(fields=["state", "number", "id"], name="registry_by_standing"),
            models.Index(fields=["level", "number", "id"], name="registry_by_level"),
            models.Index(fields=["organization", "number", "id"], name="registry_by_unit"),
            models.Index(
                fields=["next_on", "id"],
                name="registry_by_next_day",
                condition=Q(next_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given out in a year. Locked by whoever takes the next ones."""

    year = models.PositiveSmallIntegerField("年度", primary_key=True)
    last = models.PositiveIntegerField("末号", default=0)


class StandingChange(models.Model):
    """From which day an activity stood how, and why. Rows are only added.

    Of the changes in effect by a day, the one recorded last tells how the activity stood: a later
    decision may reach back behind an earlier one.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="standing_changes")
    standing = models.CharField("状态", max_length=20, choices=Standing.choices())
    effective_on = models.DateField("生效日期")
    reason = models.TextField("理由", blank=True)
    citation = models.TextField("依据", blank=True)
    decided_by = models.CharField("决定", max_length=200, blank=True)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class RegimeSettlement(models.Model):
    """Who settled which body of rules governs an activity, and why. Rows are only added."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="regime_settlements")
    regime = models.CharField("适用制度", max_length=30, choices=Regime.choices())
    settled_on = models.DateField("认定日期")
    settled_by = models.CharField("认定人", max_length=200)
    reason = models.TextField("理由", blank=True)

    class Meta:
        ordering = ["pk"]


class Revision(models.Model):
    """The particulars as they stood from a day on. Rows are only added.

    As with standing, the last one recorded of those in effect counts.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="revisions")
    since = models.DateField("起始日期")
    particulars = models.JSONField("登记内容")

    reason = models.TextField("理由", blank=True)

    class Meta:
        ordering = ["pk"]


class Lineage(models.Model):
    """How a later activity comes from an earlier one."""

    earlier = models.ForeignKey(Activity, models.PROTECT, related_name="descendants")
    later = models.ForeignKey(Activity, models.PROTECT, related_name="ancestors")
    kind = models.CharField("关系", max_length=20, choices=LineageKind.choices())
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_lineage_of_a_pair"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="nothing_comes_from_itself"
            ),
        ]
        ordering = ["on", "pk"]


class Edition(models.Model):
    """One time that an activity was held (届次)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="editions")
    label = models.CharField("届次", max_length=60, blank=True)
    held_on = models.DateField("举办日期")
    collectives = models.PositiveIntegerField("表彰集体数", null=True, blank=True)
    individuals = models.PositiveIntegerField("表彰个人数", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "held_on"], name="one_edition_on_a_day")
        ]
        ordering = ["held_on", "pk"]


class Freeze(models.Model):
    """While it lasts, no new activity may be registered in a place."""

    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="范围")
    since = models.DateField("开始日期")
    until = models.DateField("解除日期", null=True, blank=True)
    citation = models.CharField("依据", max_length=300)
    cause = models.CharField("缘由", max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="freeze_ends_after_it_begins",
            )
        ]
