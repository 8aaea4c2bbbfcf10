"""The decision, the honours it confers, their certificates, and how they fall."""

from django.db import models
from django.db.models import Q

from honours.commendations.lifecycle.decisions import (
    BATCH_WITHDRAWAL,
    DECISION,
    HONOUR,
    REVOCATION,
)
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.vocabulary import LifeEventKind, RecoveredThing, RevocationGround
from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.privacy.fields import EncryptedTextField
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful


class Decision(Stateful):
    """The document that commends (决定). ``composition`` freezes its figures at issue."""

    lifecycle = DECISION

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="decisions")
    number = models.CharField("文号", max_length=60, blank=True)
    heading = models.CharField("标题", max_length=200)
    issuers = models.JSONField("发文机关", default=list)
    preamble = models.TextField("正文")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    composition = models.JSONField("构成", default=dict)
    docx_digest = models.CharField("文件摘要", max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_decision_of_a_number"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.heading


class Honour(Stateful):
    """A line of the honours roll. ``organization`` keeps it for whoever conferred it.

    Name, unit and title stand in a public decision and are public from then on.
    """

    lifecycle = HONOUR

    number = models.CharField("荣誉编号", max_length=40, unique=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="honours")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="honour")
    kind = models.CharField("对象", max_length=20)
    title = models.CharField("称号", max_length=60)
    holder = models.CharField("获得者", max_length=120)
    unit = models.CharField("单位", max_length=200)
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    level = models.CharField("表彰层次", max_length=20, choices=Level.choices())
    conferred_on = models.DateField("授予日期")
    fell_on = models.DateField("失效日期", null=True, blank=True)
    search_text = SearchTextField(of=("holder", "unit", "title", "number"))

    class Meta:
        indexes = [
            models.Index(fields=["conferred_on", "id"], name="roll_by_day"),
            models.Index(fields=["state", "id"], name="roll_by_state"),
        ]
        ordering = ["pk"]

    @property
    def conferred_by(self) -> str:
        """In whose name, as the decision says and the public roll repeats."""
        return "、".join(self.decision.issuers)


class Certificate(models.Model):
    """A certificate of an honour. ``key`` is in its QR code; anybody may check it."""

    honour = models.OneToOneField(Honour, models.PROTECT, related_name="certificate")
    number = models.CharField("证书编号", max_length=60, unique=True)
    key = models.CharField("查验码", max_length=40, unique=True)
    issued_on = models.DateField("颁发日期")
    digest = models.CharField("内容摘要", max_length=64)
    returned_on = models.DateField("收回日期", null=True, blank=True)


class Revocation(Stateful):
    """The case of taking one honour back from its holder. ``organization`` reports it.

    Copies of punishments and judgements are attachments of the case.
    """

    lifecycle = REVOCATION

    honour = models.ForeignKey(Honour, models.PROTECT, related_name="revocations")
    ground = models.CharField("情形", max_length=30, choices=RevocationGround.choices())
    citation = models.CharField("依据", max_length=300)
    report = EncryptedTextField("书面报告")
    document = models.CharField("撤销文号", max_length=60, blank=True)
    decided_by = models.CharField("上级决定机关", max_length=100, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"荣誉撤销第{self.pk}号"


class BatchWithdrawal(Stateful):
    """Taking back a whole decision, through no fault of those it named."""

    lifecycle = BATCH_WITHDRAWAL

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="withdrawals")
    cause = models.TextField("原因")
    citation = models.CharField("依据", max_length=300)
    document = models.CharField("文号", max_length=60, blank=True)
    return_by = models.DateField("交回期限", null=True, blank=True)
    carried_out_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"批次撤回第{self.pk}号"


class Recovery(models.Model):
    """A thing to be handed back after an honour fell, and whether it was."""

    honour = models.ForeignKey(Honour, models.PROTECT, related_name="recoveries")
    thing = models.CharField("应交回", max_length=20, choices=RecoveredThing.choices())
    recovered_on = models.DateField("交回日期", null=True, blank=True)
    remarks = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["honour", "thing"], name="one_recovery_of_a_thing")
        ]
        ordering = ["pk"]


class LifeEvent(models.Model):
    """What happened to a holder afterwards, reported to whoever keeps the roll (R337)."""

    honour = models.ForeignKey(Honour, models.PROTECT, related_name="life_events")
    kind = models.CharField("变动", max_length=20, choices=LifeEventKind.choices())
    happened_on = models.DateField("日期")
    remarks = EncryptedTextField("说明", blank=True, default="")
    reported_by = models.CharField("报告人", max_length=60)

    class Meta:
        ordering = ["happened_on", "pk"]
