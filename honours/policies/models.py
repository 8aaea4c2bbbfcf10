"""Documents with their clauses, and the dated values that clauses give to rules."""

from datetime import date

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level
from honours.policies.lifecycle import DOCUMENT
from honours.policies.vocabulary import (
    Confidence,
    DocumentKind,
    DocumentState,
    Enforcement,
    LinkKind,
)
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful

UNDATED = date(1900, 1, 1)
"""Where documents without any date stand in lists: after all others."""


class Jurisdiction(models.Model):
    """A place that shipped rules speak of, by division code. The nation has the empty code."""

    code = models.CharField("行政区划代码", max_length=12, unique=True, blank=True)
    name = models.CharField("名称", max_length=60)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Document(Stateful):
    """An issued document. ``number`` is its 文号 (``巴清联办〔2010〕5号``), where it has one.

    ``organization`` is the unit that registered it here; shipped documents have none. Whether it
    binds on a day is read from its dates, never from its state today.
    """

    lifecycle = DOCUMENT

    organization = models.ForeignKey(  # type: ignore[assignment]
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="登记单位",
    )
    state = models.CharField(
        "状态", max_length=30, editable=False, db_index=True, default=DocumentState.ISSUED
    )
    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=120)
    level = models.CharField("层级", max_length=20, choices=Level.choices())
    place = models.CharField("适用地区代码", max_length=12, blank=True)
    kind = models.CharField("类别", max_length=40, choices=DocumentKind.choices())
    issued_on = models.DateField("印发日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    repealed_on = models.DateField("失效日期", null=True, blank=True)
    dates_note = models.CharField("日期说明", max_length=200, blank=True)
    text = models.TextField("正文", blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    search_text = SearchTextField(of=("number", "title", "issuer"))
    ordered_on = models.GeneratedField(
        expression=Coalesce("issued_on", "effective_on", Value(UNDATED)),
        output_field=models.DateField("日期"),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_document_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["title"], condition=Q(number=""), name="one_unnumbered_document_of_a_title"
            ),
        ]
        indexes = [
            models.Index(fields=["level", "kind"]),
            models.Index(fields=["ordered_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.number or f"《{self.title}》"


class Clause(models.Model):
    """A clause of a document: the only ground a rule can stand on."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="clauses")
    number = models.CharField("条款", max_length=60)
    text = models.TextField("内容")
    enforcement = models.CharField(
        "落实方式",
        max_length=20,
        choices=Enforcement.choices(),
        default=Enforcement.NOBODY,
        db_index=True,
    )
    human_step = models.CharField("人工环节", max_length=100, blank=True)
    source_rows = models.CharField("资料编号", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_clause_of_a_number"),
            models.CheckConstraint(
                condition=(Q(enforcement=Enforcement.HUMAN_STEP) & ~Q(human_step=""))
                | (~Q(enforcement=Enforcement.HUMAN_STEP) & Q(human_step="")),
                name="human_step_is_named_where_it_enforces",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}{self.number}"


class DocumentLink(models.Model):
    """How one document bears on another."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="links")
    other = models.ForeignKey(Document, models.PROTECT, related_name="linked_by")
    kind = models.CharField("关系", max_length=20, choices=LinkKind.choices())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "other", "kind"], name="one_link_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(document=models.F("other")), name="no_document_links_to_itself"
            ),
        ]


class RuleEntry(models.Model):
    """A value that a clause gives to a rule from a day on, in a place. Added, never edited.

    ``value``: a string for a number, a list of words, true or false, ``{"text": …}``, or null
    where the clause ends what the same place had set before.
    """

    key = models.CharField("规则", max_length=60)
    value = models.JSONField("取值", null=True, help_text="数字写作字符串；空表示停止执行。")
    place = models.CharField("地区代码", max_length=12, blank=True)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期", null=True, blank=True)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="entries", verbose_name="依据")
    confidence = models.CharField(
        "可信度", max_length=10, choices=Confidence.choices(), blank=True
    )
    source_row = models.CharField("资料编号", max_length=40, blank=True)
    dates_note = models.CharField("日期说明", max_length=200, blank=True)
    added_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "place", "since"], name="one_value_a_day_and_place"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="value_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["key", "place"])]


class Receipt(models.Model):
    """A document sent to an addressee, who signs for it by a day."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="receipts")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="receipts", verbose_name="收文单位"
    )
    sent_at = models.DateTimeField("发送时间", auto_now_add=True)
    due_on = models.DateField("签收期限")
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签收人"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "organization"], name="one_receipt_of_an_addressee"
            )
        ]
