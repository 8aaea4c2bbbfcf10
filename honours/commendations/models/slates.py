"""Lists: a unit's ordered recommendation, and what about it a person has to judge."""

from django.db import models

from honours.commendations.lifecycle.slates import SLATE
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.vocabulary import Round, Tier
from honours.directory.models import Organization
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.models import Stateful


class Slate(Stateful):
    """An ordered list of one organization, one kind, one round. ``region`` is whom it gathers.

    ``composers`` are the login names of everybody who ever put it in order.
    """

    lifecycle = SLATE

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="slates")
    kind = models.CharField("对象", max_length=20)
    tier = models.CharField("层级", max_length=20, choices=Tier.choices())
    round = models.CharField("轮次", max_length=20, choices=Round.choices(), default=Round.FIRST)
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="范围")
    composers = models.JSONField("编排人", default=list, blank=True)
    opinion = models.TextField("推荐意见", blank=True)
    signed_on = models.DateField("签批日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization", "kind", "tier", "round"],
                name="one_slate_of_a_kind",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organization}{CandidateKind(self.kind).label}推荐名单"


class SlateLine(models.Model):
    """A nomination's place in a list; ``order`` counts from 1. ``removed_on`` keeps what fell out.

    ``reason`` says why it was left out or put in another's place.
    """

    slate = models.ForeignKey(Slate, models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField("次序")
    is_reserve = models.BooleanField("备选", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slate", "nomination"], name="once_in_a_slate")
        ]
        ordering = ["is_reserve", "order", "pk"]


class SlateFlag(models.Model):
    """Something about a list that no rule decides: a person looks and writes what he found.

    ``sign`` is a digest of what was seen, so that the same is not asked twice and new things are.
    """

    slate = models.ForeignKey(Slate, models.CASCADE, related_name="flags")
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, blank=True, related_name="flags"
    )
    code = models.CharField("代码", max_length=60)
    sign = models.CharField("特征", max_length=64, blank=True)
    message = models.TextField("提示")
    raised_on = models.DateField("提示日期")
    judgement = models.TextField("核查结论", blank=True)
    judged_by = models.CharField("核查人", max_length=60, blank=True)
    judged_on = models.DateField("核查日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slate", "code", "nomination", "sign"], name="flagged_once"
            )
        ]
        ordering = ["pk"]


class Excess(models.Model):
    """A list that came in over a ratio or a quota, and what was done about it (超比例报送).

    The seed's criticism of a county and a department is counted from these rows.
    """

    slate = models.ForeignKey(Slate, models.PROTECT, related_name="excesses")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    findings = models.JSONField("不符合之处", default=list)
    measure = models.TextField("处理", blank=True)
    document = models.CharField("文号", max_length=100, blank=True)
    places_taken_back = models.PositiveIntegerField("收回名额", default=0)
    replaced_heads = models.PositiveIntegerField("改报一线人数", default=0)
    recorded_on = models.DateField("日期")

    class Meta:
        ordering = ["pk"]
