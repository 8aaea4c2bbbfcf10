"""The ledger of places, double entry. Triggers move the balances and refuse every other hand.

Each movement takes places from one account and gives them to another, so the accounts of one
kind and title of a ledger always add up to zero: what the source owes is what the others hold.
"""

from django.db import models
from django.db.models import F, Q

from honours.directory.models import Organization
from honours.quotas.lifecycle import PLAN
from honours.quotas.vocabulary.places import (
    CandidateKind,
    ClaimStage,
    MovementVerb,
    Purpose,
    RoundingMethod,
)
from honours.workflow.models import Stateful


class Ledger(models.Model):
    """The places of one edition. ``subject`` names it: ``commendations.edition:3``.

    ``organization`` hands out the places; ``region`` is the part of the tree that may get them.
    """

    subject = models.CharField("届次", max_length=100, unique=True)
    title = models.CharField("名称", max_length=200)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="发放单位"
    )
    region = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="分配范围"
    )
    document = models.CharField("依据文件", max_length=200)
    opened_at = models.DateTimeField("建立时间")

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Account(models.Model):
    """Places of one organization, kind and title that lie in one state.

    ``balance`` is written by the trigger of ``Movement`` alone. Only a source may stand below
    zero, and never below what was authorised.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="accounts")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="单位"
    )
    kind = models.CharField("类别", max_length=20, choices=CandidateKind.choices())
    title = models.CharField("称号", max_length=50, blank=True)
    purpose = models.CharField("账户", max_length=20, choices=Purpose.choices())
    balance = models.IntegerField("余额", default=0, editable=False)
    authorised = models.PositiveIntegerField("下达总额", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "organization", "kind", "title", "purpose"],
                name="one_account_of_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0 - F("authorised")), name="no_place_beyond_what_there_is"
            ),
            models.CheckConstraint(
                condition=Q(authorised=0) | Q(purpose=Purpose.SOURCE.value),
                name="only_a_source_is_authorised",
            ),
        ]


class Movement(models.Model):
    """Places that went from one account to another. Rows are only added.

    ``matter`` is the nomination that holds or uses the place: ``commendations.nomination:7``.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="movements")
    debit = models.ForeignKey(
        Account, models.PROTECT, related_name="outgoing", verbose_name="付出账户"
    )
    credit = models.ForeignKey(
        Account, models.PROTECT, related_name="incoming", verbose_name="收入账户"
    )
    places = models.PositiveIntegerField("名额")
    verb = models.CharField("事由", max_length=20, choices=MovementVerb.choices())
    matter = models.CharField("申报", max_length=100, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    document = models.CharField("依据文件", max_length=200, blank=True)
    actor = models.CharField("经办人", max_length=60)
    actor_name = models.CharField("经办人姓名", max_length=50)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(places__gt=0), name="a_movement_moves_places"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="a_movement_has_two_accounts"
            ),
        ]
        indexes = [
            models.Index(fields=["ledger", "at", "id"], name="movements_of_a_ledger"),
            models.Index(fields=["matter"], name="movements_of_a_matter"),
        ]


class Claim(models.Model):
    """The one place that a nomination holds, or held. ``account`` is where it lies while held.

    ``called`` is the number that people know the nomination by.
    """

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="claims")
    matter = models.CharField("申报", max_length=100)
    called = models.CharField("编号", max_length=40, blank=True, default="")
    account = models.ForeignKey(Account, models.PROTECT, related_name="claims")
    stage = models.CharField("进展", max_length=20, choices=ClaimStage.choices())
    changed_at = models.DateTimeField("变动时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "matter"], name="one_place_for_each_nomination"
            )
        ]


class AllocationPlan(Stateful):
    """An allocation by formula: what it was computed from and each step, frozen as shown.

    ``question`` is the table of criteria as entered, ``answer`` the steps and places computed.
    ``organization`` hands out; the places go to the organizations next below it.
    """

    lifecycle = PLAN

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="plans")
    kind = models.CharField("类别", max_length=20, choices=CandidateKind.choices())
    title = models.CharField("称号", max_length=50, blank=True)
    total = models.PositiveIntegerField("分配总数")
    method = models.CharField("取整方法", max_length=30, choices=RoundingMethod.choices())
    document = models.CharField("依据文件", max_length=200)
    question = models.JSONField("分配依据")
    answer = models.JSONField("计算过程")
    drawn_at = models.DateTimeField("拟稿时间")
    drawn_by = models.CharField("拟稿人", max_length=50)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.CharField("批准人", max_length=50, blank=True)
    issued_at = models.DateTimeField("发放时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
