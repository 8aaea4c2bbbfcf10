"""One time of holding a commendation: its plan, titles, rules and dates."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from honours.commendations.lifecycle.editions import EDITION
from honours.commendations.vocabulary import Milestone
from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.policies.models import Document
from honours.registry.models import Activity
from honours.workflow.models import Stateful


class Edition(Stateful):
    """One edition (届次). ``organization`` is the body that runs it; ``region`` whom it reaches.

    ``frozen`` holds the rules, titles and figures as they stood when the edition opened; from
    then on only ``frozen`` is judged by. ``differential`` is the multiple of the places that may
    be put forward (1.2 for 120%); where ``places_include_differential`` the issued places hold
    it already. ``rank_watch_days`` is the office's own choice, laid down nowhere.
    """

    lifecycle = EDITION

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="commendations")
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="范围")
    name = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField("表彰层次", max_length=20, choices=Level.choices())
    basis = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准文件"
    )
    basis_text = models.CharField("批准文件（文字）", max_length=300, blank=True)
    conditions = models.TextField("评选条件", blank=True)
    scope = models.TextField("评选范围", blank=True)
    procedure = models.TextField("评选程序", blank=True)
    reward = models.TextField("奖励办法", blank=True)
    funding = models.TextField("经费来源", blank=True)
    pool_collectives = models.PositiveIntegerField("符合条件集体数", null=True, blank=True)
    pool_persons = models.PositiveIntegerField("符合条件个人数", null=True, blank=True)
    differential = models.DecimalField(
        "差额倍数",
        max_digits=4,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(1))],
    )
    places_include_differential = models.BooleanField("下达名额已含差额", default=False)
    reserve_places = models.PositiveSmallIntegerField("备选名额", default=0)
    refills_failed_places = models.BooleanField("公示不通过可补报", default=False)
    has_second_round = models.BooleanField("分初审和正式推荐两轮", default=True)
    requires_vote = models.BooleanField("须经职工（代表）大会推荐", default=True)
    requires_prior_honour = models.BooleanField("须有下一级荣誉基础", default=False)
    least_service_years = models.PositiveSmallIntegerField("最低工作年限", null=True, blank=True)
    account_length = models.PositiveSmallIntegerField("主要事迹字数上限", default=2000)
    brief_length = models.PositiveSmallIntegerField("简要事迹字数上限", default=300)
    rank_watch_days = models.PositiveSmallIntegerField("级别变动核查天数", default=180)
    form_copies = models.PositiveSmallIntegerField("审批表份数", default=3)
    frozen = models.JSONField("启动时的规则", default=dict)
    opened_on = models.DateField("启动日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "name"], name="one_edition_of_a_name"),
            models.CheckConstraint(
                condition=Q(differential__gte=1), name="differential_is_at_least_one"
            ),
        ]
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.name


class Title(models.Model):
    """What is conferred, on whom: a person's title follows the person's status (R283).

    ``statuses`` are unit natures (codes of ``quotas.vocabulary``) whose people bear the title;
    empty means all.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="titles")
    kind = models.CharField("对象", max_length=20)
    code = models.CharField("代码", max_length=20)
    name = models.CharField("称号", max_length=60)
    statuses = models.JSONField("适用身份", default=list, blank=True)
    places = models.PositiveIntegerField("名额")
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_title_of_a_code"),
        ]
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class EditionRule(models.Model):
    """A rule of the edition on who may be how many: ratio, bar or limit, with all its parts.

    ``body`` is what ``quotas.ratios`` stores of a rule; ``document`` and ``clause`` its source.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rules")
    kind = models.CharField("种类", max_length=20)
    name = models.CharField("规则", max_length=120)
    body = models.JSONField("内容", default=dict)
    document = models.CharField("依据文件", max_length=200, blank=True)
    clause = models.CharField("条款", max_length=100, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering = ["order", "pk"]


class MilestoneDate(models.Model):
    """By when the edition has to have come so far."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="milestones")
    milestone = models.CharField("节点", max_length=20, choices=Milestone.choices())
    begins_on = models.DateField("开始日期", null=True, blank=True)
    due_on = models.DateField("截止日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "milestone"], name="one_date_a_milestone"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(begins_on__lte=F("due_on")),
                name="milestone_ends_after_it_begins",
            ),
        ]
        ordering = ["due_on", "pk"]


class ConsentText(models.Model):
    """A version of what nominees agree to have published. Never edited once used."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="consent_texts")
    version = models.PositiveSmallIntegerField("版本")
    text = models.TextField("同意书文本")
    since = models.DateField("启用日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="one_consent_version")
        ]
        ordering = ["version"]
