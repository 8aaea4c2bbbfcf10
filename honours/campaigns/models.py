"""A clean-up campaign and everything that is filed, found, decided and answered in it."""

from django.core.validators import MinValueValidator
from django.db import models

from honours.campaigns.lifecycle import CAMPAIGN, DECLARATION, FILING, LEAD, RESOLUTION
from honours.campaigns.vocabulary import (
    LeadSource,
    Measure,
    Outcome,
    Stage,
    Step,
    Undertaking,
    UploadState,
)
from honours.directory.models import Organization, User
from honours.policies.models import Document
from honours.registry.models import Activity, Particulars
from honours.registry.vocabulary import Regime
from honours.workflow.models import Stateful


class Campaign(Stateful):
    """One clean-up. ``organization`` is the lead bureau; ``region`` the place it covers."""

    lifecycle = CAMPAIGN

    title = models.CharField("名称", max_length=120)
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="范围")
    basis = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="依据文件")
    opens_on = models.DateField("启动日期")
    freezes_new = models.BooleanField("清理期间冻结新设", default=True)
    contest_days = models.PositiveSmallIntegerField(
        "申辩期限（日）", default=10, validators=[MinValueValidator(1)]
    )

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """What the campaign set out to reach, copied from the rule on the day it opened."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    measure = models.CharField("目标", max_length=40, choices=Measure.choices())
    at_least = models.DecimalField("不低于", max_digits=6, decimal_places=4)
    citation = models.CharField("依据", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "measure"], name="one_target_of_a_measure")
        ]


class StageSpan(models.Model):
    """From when to when a stage of the campaign lasts."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices())
    begins_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "stage"], name="one_span_for_each_stage")
        ]
        ordering = ["begins_on"]


class StepDate(models.Model):
    """By when units have to be through with a step."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="steps")
    step = models.CharField("步骤", max_length=20, choices=Step.choices())
    due_on = models.DateField("完成日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "step"], name="one_date_for_each_step")
        ]
        ordering = ["due_on"]


class UnitTask(models.Model):
    """What one unit owes in one step: a cell of the matrix."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tasks")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    step = models.CharField("步骤", max_length=20, choices=Step.choices())
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization", "step"], name="one_task_of_a_unit_in_a_step"
            )
        ]


class Declaration(Stateful):
    """All that one unit declares in a campaign: its filings, or that it has none."""

    lifecycle = DECLARATION

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="declarations")
    is_zero_return = models.BooleanField("零报告", default=False)
    signed_on = models.DateField("报送日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"], name="one_declaration_of_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}报送单"


class Upload(models.Model):
    """A spreadsheet as it was sent, and how its columns were understood."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="uploads")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    content = models.BinaryField("文件")
    digest = models.CharField("摘要", max_length=64)
    phase = models.CharField("状态", max_length=20, choices=UploadState.choices())
    mapping = models.JSONField("栏目对应", default=dict)
    created = models.PositiveIntegerField("新增行数", default=0)
    changed = models.PositiveIntegerField("更新行数", default=0)
    unchanged = models.PositiveIntegerField("未变行数", default=0)
    faulty = models.PositiveIntegerField("待改行数", default=0)
    set_aside = models.JSONField("非填报行", default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("上传时间", auto_now_add=True)


class RowFault(models.Model):
    """A fault at one cell of an upload; rows without faults are kept meanwhile."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="faults")
    sheet = models.CharField("工作表", max_length=60)
    row = models.PositiveIntegerField("行号")
    column = models.CharField("栏目", max_length=60, blank=True)
    code = models.CharField("代码", max_length=60)
    message = models.CharField("问题", max_length=300)
    remedy = models.CharField("处理", max_length=300, blank=True)


class ColumnMemory(models.Model):
    """How a unit's headings were understood once, remembered for its next file."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    signature = models.CharField("表头特征", max_length=64)
    mapping = models.JSONField("栏目对应")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "signature"], name="one_memory_of_a_header"
            )
        ]


class Filing(Stateful, Particulars):
    """One item that a unit files. ``organization`` is the unit that files it."""

    lifecycle = FILING

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="filings")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="filings")
    undertaking = models.CharField(
        "自办或承办", max_length=20, choices=Undertaking.choices(), default=Undertaking.OWN
    )
    sequence = models.PositiveIntegerField("序号")
    row_key = models.CharField("行标识", max_length=40)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="filings")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="filings")
    is_found_unfiled = models.BooleanField("漏报后发现", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "row_key"], name="one_filing_of_a_row")
        ]
        indexes = [models.Index(fields=["campaign", "state"])]

    def __str__(self) -> str:
        return self.name


class Screening(models.Model):
    """What the rules of a day found on a filing, and what they propose. Kept for replay."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="screenings")
    rules_on = models.DateField("所依规则日期")
    findings = models.JSONField("发现", default=list)
    codes = models.TextField("发现代码", blank=True)
    """The codes of the findings, each between bars, so that both databases can filter by one."""
    likenesses = models.JSONField("相似项目", default=list)
    proposal = models.CharField("建议", max_length=20, choices=Outcome.choices())
    proposal_reason = models.TextField("建议理由", blank=True)
    citation = models.TextField("建议依据", blank=True)
    merge_into = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    transfer_to = models.CharField("移交", max_length=30, choices=Regime.choices(), blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        ordering = ["-pk"]


class Resolution(Stateful):
    """What the joint conference resolves on a list of decisions.

    ``organization`` is the lead bureau. The decisions are bound to it once it is effective.
    """

    lifecycle = RESOLUTION

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="resolutions")
    title = models.CharField("决议名称", max_length=120)
    number = models.CharField("纪要文号", max_length=60, blank=True)
    held_on = models.DateField("会议日期")
    text = models.TextField("决议内容")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What an official chose for a filing in one round. A contest opens another round."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    proposal = models.CharField("系统建议", max_length=20, choices=Outcome.choices())
    outcome = models.CharField("处理意见", max_length=20, choices=Outcome.choices())
    reason = models.TextField("理由", blank=True)
    citation = models.TextField("依据", blank=True)
    merged_into = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    transfer_to = models.CharField("移交", max_length=30, choices=Regime.choices(), blank=True)
    rectify_by = models.DateField("整改期限", null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="decisions")
    put_to = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="agenda")
    decided_on = models.DateField("审定日期", null=True, blank=True)
    answer_due_on = models.DateField("答复期限", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "round"], name="one_decision_in_a_round")
        ]
        ordering = ["round"]


class UpperItem(models.Model):
    """An item of the superior's own list, to be held against what the lower level filed."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="upper_items")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    name = models.CharField("项目名称", max_length=200)
    hosts = models.JSONField("主办单位", default=list)
    period_months = models.DecimalField(
        "周期（月）", max_digits=6, decimal_places=2, null=True, blank=True
    )
    source = models.CharField("来源", max_length=200)


class Lead(Stateful):
    """A difference between two lists, or an item found unfiled, that somebody must clear up."""

    lifecycle = LEAD

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="leads")
    source = models.CharField("来源", max_length=20, choices=LeadSource.choices())
    upper_item = models.ForeignKey(UpperItem, models.PROTECT, null=True, blank=True)
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="leads")
    summary = models.CharField("情况", max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("办理期限", null=True, blank=True)

    def __str__(self) -> str:
        return self.summary


class DuplicateGroup(models.Model):
    """Items found to be alike, with the reasons. Each search replaces the last one's groups.

    ``members`` hold name, hosts, unit and the address-making keys; each but the first also the
    score, the relation and the reasons that tie it to the first.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="duplicate_groups")
    members = models.JSONField("成员")
    found_at = models.DateTimeField("查找时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]
