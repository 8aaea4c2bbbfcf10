"""What bodies were asked and answered, and whom a leader decided not to ask."""

from django.db import models
from django.db.models import F, Q

from honours.clearances.lifecycle import NOTHING_TO_ASK, REQUEST
from honours.clearances.models.bodies import Body
from honours.clearances.vocabulary import (
    WAITING,
    Channel,
    DeclarationState,
    FormKind,
    ObjectKind,
    Opinion,
)
from honours.directory.models import Organization
from honours.privacy.fields import BlindIndexField, EncryptedTextField
from honours.workflow.models import Stateful


class ClearanceRequest(Stateful):
    """One question to one body about one object. ``organization`` is whoever asks.

    ``about`` is the object's subject in its own room (``commendations.nomination:7``).
    ``body_name`` is the name of the day on which the question was drawn up, and stays.
    """

    lifecycle = REQUEST

    about = models.CharField("事项", max_length=100, blank=True, db_index=True)
    object_name = EncryptedTextField("对象名称")
    object_index = BlindIndexField(of="object_name")
    object_unit = models.CharField("单位", max_length=200, blank=True)
    object_post = EncryptedTextField("职务", blank=True)
    id_number = EncryptedTextField("身份证号码", blank=True)
    kind = models.CharField("对象类别", max_length=30, choices=ObjectKind.choices())
    form_kind = models.CharField("表式", max_length=30, choices=FormKind.choices())
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="部门")
    body_name = models.CharField("部门名称", max_length=120, db_index=True)
    grounds = models.CharField("依据", max_length=500, blank=True)
    place = models.CharField("行政区划代码", max_length=12)
    is_sealed_round = models.BooleanField("复审（盖章）", default=False)
    asked_on = models.DateField("征求日期")
    due_on = models.DateField("答复期限")
    validity_months = models.PositiveSmallIntegerField("有效月数", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "body", "place"],
                condition=~Q(about="") & Q(state__in=WAITING),
                name="one_open_question_to_a_body",
            )
        ]
        indexes = [models.Index(fields=["asked_on", "id"])]

    def __str__(self) -> str:
        return f"向{self.body_name}征求意见"


class ClearanceLink(models.Model):
    """A way in for one body, once, without an account. Only a keyed digest of it is kept."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    body_name = models.CharField("部门名称", max_length=120)
    token_digest = models.CharField("摘要", max_length=64, unique=True)
    issued_by = models.CharField("发出人", max_length=60)
    issued_at = models.DateTimeField("发出时间", auto_now_add=True)
    expires_at = models.DateTimeField("失效时间")
    opened_at = models.DateTimeField("首次打开时间", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def subject(self) -> str:
        return f"clearances.clearancelink:{self.pk}"


class LinkItem(models.Model):
    """One object on the list that a link opens, by its number on it."""

    link = models.ForeignKey(ClearanceLink, models.PROTECT, related_name="items")
    request = models.ForeignKey(ClearanceRequest, models.PROTECT, related_name="link_items")
    number = models.PositiveSmallIntegerField("序号")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "number"], name="one_item_of_a_number"),
            models.UniqueConstraint(fields=["link", "request"], name="an_item_stands_once"),
        ]
        ordering = ["number"]


class LinkMiss(models.Model):
    """Somebody tried a link that does not exist. Kept for minutes, to limit guessing."""

    address_digest = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["address_digest", "at"])]


class ClearanceAnswer(models.Model):
    """What a body answered. Added once, never changed (see migration 0002)."""

    request = models.OneToOneField(ClearanceRequest, models.PROTECT, related_name="answer")
    link = models.ForeignKey(ClearanceLink, models.PROTECT, null=True, related_name="answers")
    channel = models.CharField("方式", max_length=10, choices=Channel.choices())
    opinion = models.CharField("意见", max_length=20, choices=Opinion.choices())
    statement = EncryptedTextField("说明", blank=True)
    official_name = EncryptedTextField("答复人")
    official_post = EncryptedTextField("答复人职务", blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    answered_on = models.DateField("答复日期")
    valid_until = models.DateField("有效期至")
    entered_by = models.CharField("登记人", max_length=60, blank=True)
    at = models.DateTimeField("收到时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("answered_on")),
                name="an_answer_is_valid_from_its_day_on",
            )
        ]


class Waiver(models.Model):
    """Why a body need not be asked, or how a differing opinion was dealt with."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    about = models.CharField("事项", max_length=100, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    reason = EncryptedTextField("理由")
    by = models.CharField("决定人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)
    revoked_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "body"],
                condition=Q(revoked_at=None),
                name="one_waiver_of_a_body",
            )
        ]


class NothingToAsk(Stateful):
    """A leader's word that no body has to be asked about a kind of object, on which document.

    ``matter`` is what it is said for, in its own room (``commendations.edition:3``).
    ``organization`` is whoever handles the clearances of it.
    """

    lifecycle = NOTHING_TO_ASK

    matter = models.CharField("事项", max_length=100, db_index=True)
    kind = models.CharField("对象类别", max_length=30, choices=ObjectKind.choices())
    reason = models.TextField("理由")
    document = models.CharField("依据文件", max_length=300)
    by = models.CharField("决定人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind"],
                condition=Q(state=DeclarationState.IN_FORCE),
                name="one_declaration_of_a_kind",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{ObjectKind(self.kind).label}无须征求意见"
