"""Bodies, the matrix that names them, and other bars."""

from django.db import models
from django.db.models import F, Q

from honours.clearances.vocabulary import Credibility, ObjectKind
from honours.directory.models import Organization
from honours.privacy.fields import EncryptedTextField


class Body(models.Model):
    """A duty that some bureau bears. What it is called hangs on the day and the place."""

    code = models.SlugField("代码", max_length=40, unique=True)
    duty = models.CharField("职能", max_length=60)
    source = models.CharField("来源", max_length=300, blank=True)
    asks_identity_number = models.BooleanField("按证件号码核查", default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.duty


class BodyName(models.Model):
    """What the bearer of the duty is called in a place in a span of days. Rows are only added."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100)
    place = models.CharField("行政区划代码", max_length=12, blank=True)
    since = models.DateField("启用日期", null=True, blank=True)
    until = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class BodyMerger(models.Model):
    """From which day, in which place, another body bears the duty (职责并入)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="mergers")
    into = models.ForeignKey(Body, models.PROTECT, related_name="+")
    on = models.DateField("日期")
    place = models.CharField("行政区划代码", max_length=12, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body=F("into")), name="no_body_merges_into_itself")
        ]
        ordering = ["pk"]


class BodyBearer(models.Model):
    """Which organization of the directory bears the duty in a place; its own names then hold."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="bearers")
    place = models.CharField("行政区划代码", max_length=12)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "place"], name="one_bearer_in_a_place")
        ]


class DatedGround(models.Model):
    """Where something is laid down, for which place, from which day until which.

    ``is_reference``: the source tells no place or day. It is shown and judges nothing.
    """

    document = models.CharField("文件", max_length=200)
    clause = models.CharField("条款", max_length=100, blank=True)
    place = models.CharField("行政区划代码", max_length=12, blank=True)
    since = models.DateField("起始日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)
    is_reference = models.BooleanField("仅供参照", default=False)
    credibility = models.CharField(
        "可信度", max_length=10, choices=Credibility.choices(), default=Credibility.OWN
    )
    source_row = models.CharField("资料编号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    added_by = models.CharField("录入人", max_length=60)
    added_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        abstract = True


class MatrixRow(DatedGround):
    """One cell of the matrix. Added and ended, never edited (see migration 0002)."""

    kind = models.CharField("对象", max_length=30, choices=ObjectKind.choices())
    body = models.ForeignKey(Body, models.PROTECT, related_name="rows", verbose_name="部门")
    is_required = models.BooleanField("必须征求", default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_reference=True) | Q(since__isnull=False),
                name="a_row_in_use_has_its_day",
            ),
        ]
        ordering = ["kind", "pk"]


class Disqualifier(DatedGround):
    """A bar to honours by some other law (一票否决). Added and ended, never edited."""

    code = models.SlugField("代码", max_length=40, unique=True)
    ground = models.CharField("情形", max_length=100)
    certifier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="认定部门")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.ground


class DisqualifierHit(models.Model):
    """A bar that somebody fell under. ``organization`` is whoever keeps the record."""

    disqualifier = models.ForeignKey(Disqualifier, models.PROTECT, related_name="hits")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    about = models.CharField("事项", max_length=100, db_index=True)
    object_name = EncryptedTextField("对象")
    place = models.CharField("行政区划代码", max_length=12, blank=True)
    happened_on = models.DateField("发生日期")
    lasts_until = models.DateField("影响截止日期", null=True, blank=True)
    evidence = EncryptedTextField("认定文件和事实")
    lifted_on = models.DateField("解除日期", null=True, blank=True)
    lifted_reason = EncryptedTextField("解除理由", blank=True)
    added_by = models.CharField("录入人", max_length=60)
    added_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def subject(self) -> str:
        return f"clearances.disqualifierhit:{self.pk}"
