"""What every record with a lifecycle has, and the passages it has made."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from honours.directory.models import Organization, User
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle
from honours.workflow.vocabulary import ReminderKind


class Stateful(models.Model):
    """A record that lives by a lifecycle. Only ``workflow.operations`` writes ``state``."""

    lifecycle: ClassVar[Lifecycle]

    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="单位")
    state = models.CharField("状态", max_length=30, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def state_label(self) -> str:
        return type(self.lifecycle.initial)(self.state).label

    @classmethod
    def matter_kind(cls) -> str:
        return cls._meta.label_lower

    def subject(self) -> str:
        """The record's name in the audit book and in passages: ``room.model:id``."""
        return f"{self.matter_kind()}:{self.pk}"


class Passage(models.Model):
    """One move that a matter made: by whom, under which post, why. Rows are only added.

    ``on_behalf_of`` is the login name of the absent holder where a stand-in made the move.
    """

    subject = models.CharField("事项", max_length=100, db_index=True)
    verb = models.CharField("办理", max_length=40)
    label = models.CharField("办理名称", max_length=40)
    source = models.CharField("原状态", max_length=30, blank=True)
    target = models.CharField("新状态", max_length=30)
    actor = models.CharField("经办人", max_length=60)
    actor_name = models.CharField("经办人姓名", max_length=50)
    on_behalf_of = models.CharField("代何人", max_length=60, blank=True)
    post = models.CharField("以何职务", max_length=200, blank=True)
    reason = models.TextField("理由", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]

    def people(self) -> frozenset[str]:
        """Login names of whoever answers for the move: its maker, and whom he stood in for."""
        return frozenset({self.actor, self.on_behalf_of} - {""})


class Assignment(models.Model):
    """A matter handed over to a named colleague for as long as it stays in this state."""

    subject = models.CharField("事项", max_length=100, db_index=True)
    state = models.CharField("状态", max_length=30)
    role = models.CharField("职责", max_length=30, choices=Role.choices())
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(ended_at=None),
                name="one_current_assignment_of_a_matter",
            )
        ]


class Signature(models.Model):
    """One signer's place on a move that several sign; ``signed_at`` is empty until he has."""

    subject = models.CharField("事项", max_length=100, db_index=True)
    verb = models.CharField("办理", max_length=40)
    signer = models.ForeignKey(User, models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField("次序")
    opinion = models.TextField("意见", blank=True)
    signed_by = models.CharField("签署人", max_length=60, blank=True)
    signed_at = models.DateTimeField("签署时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "verb", "signer"],
                condition=Q(ended_at=None),
                name="one_open_signature_of_a_signer",
            )
        ]
        ordering = ["order", "pk"]


class Deadline(models.Model):
    """By when a matter ought to have left a state. It reminds and escalates, never decides."""

    subject = models.CharField("事项", max_length=100, db_index=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=30)
    title = models.CharField("事项名称", max_length=200)
    due_on = models.DateField("期限")
    remind_days = models.PositiveSmallIntegerField("提前提醒天数", default=3)
    escalate_to = models.CharField("逾期报告", max_length=30, choices=Role.choices(), blank=True)
    met_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(met_at=None), name="one_open_deadline_of_a_matter"
            )
        ]
        ordering = ["due_on", "pk"]


class Reminder(models.Model):
    """A line on the workbench of those who hold ``role`` over the deadline's organization."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="reminders")
    kind = models.CharField("种类", max_length=20, choices=ReminderKind.choices())
    role = models.CharField("职责", max_length=30, choices=Role.choices())
    on = models.DateField("日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "kind", "role"], name="one_reminder_of_a_kind"
            )
        ]
        ordering = ["deadline__due_on", "pk"]
