"""Documents with their clauses, and the dated values that clauses give to rules."""

from django.db import models

from honours.directory.vocabulary import Level
from honours.policies.vocabulary import DocumentKind, LinkKind


class Document(models.Model):
    """An issued document. ``number`` is its 文号 (``巴清联办〔2010〕5号``), where it has one."""

    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=120)
    level = models.CharField("层级", max_length=20, choices=Level.choices())
    place = models.CharField("适用地区代码", max_length=12, blank=True)
    kind = models.CharField("类别", max_length=40, choices=DocumentKind.choices())
    issued_on = models.DateField("印发日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    text = models.TextField("正文", blank=True)
    source = models.CharField("来源", max_length=300, blank=True)

    def __str__(self) -> str:
        return self.number or f"《{self.title}》"


class Clause(models.Model):
    """A clause of a document: the only ground a rule can stand on."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="clauses")
    number = models.CharField("条款", max_length=60)
    text = models.TextField("内容")
    enforcement = models.CharField("落实方式", max_length=20, blank=True)
    human_step = models.CharField("人工环节", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_clause_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.document}{self.number}"


class DocumentLink(models.Model):
    """How one document bears on another."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="links")
    other = models.ForeignKey(Document, models.PROTECT, related_name="linked_by")
    kind = models.CharField("关系", max_length=20, choices=LinkKind.choices())


class RuleEntry(models.Model):
    """A value that a clause gives to a rule from a day on, in a place. Added, never edited."""

    key = models.CharField("规则", max_length=60)
    value = models.JSONField("取值", null=True, help_text="数字写作字符串；空表示废止。")
    place = models.CharField("地区代码", max_length=12, blank=True)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期", null=True, blank=True)
    clause = models.ForeignKey(Clause, models.PROTECT, verbose_name="依据")
    confidence = models.CharField("可信度", max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "place", "since", "clause"], name="one_value_a_day_and_place"
            )
        ]
