"""Long work in the background: who asked for it, how far it is, what came of it."""

from django.db import models

from honours.directory.models import Organization, User
from honours.jobs.vocabulary import JobState


class Job(models.Model):
    """One piece of long work. ``done`` and ``total`` count what its task counts."""

    kind = models.CharField("种类", max_length=60)
    label = models.CharField("名称", max_length=120)
    state = models.CharField(
        "状态", max_length=20, choices=JobState.choices(), default=JobState.WAITING, db_index=True
    )
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("说明", max_length=500, blank=True)
    arguments = models.JSONField("参数", default=dict)
    result = models.JSONField("结果", default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="发起人")
    acting_post = models.PositiveBigIntegerField("所用职务", null=True, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="单位"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    seen_at = models.DateTimeField("最近动静", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
