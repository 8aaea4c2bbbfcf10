"""Yearly applications for items, who wrote them, what was answered, and the year's catalogue."""

from django.db import models

from honours.applications.lifecycle import APPLICATION, CATALOGUE_ENTRY
from honours.applications.vocabulary import Answer, ApplicationKind, Occasion, Part
from honours.directory.models import Organization, User
from honours.policies.models import Document
from honours.registry.models import Activity, Particulars
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful


class Application(Stateful, Particulars):
    """What one body asks for in one year. ``organization`` is the body that applies.

    ``raw`` holds each field as it was typed, so that nothing entered is lost where no value could
    be read from it. ``edit`` counts the savings; ``edited`` tells of each field who wrote it last
    and in which saving: ``{"name": {"by": …, "name": …, "at": …, "edit": 7}}``.
    """

    lifecycle = APPLICATION

    application_kind = models.CharField(
        "申报类型", max_length=20, choices=ApplicationKind.choices()
    )
    year = models.PositiveSmallIntegerField("申报年度")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    partners = models.ManyToManyField(
        Activity, blank=True, related_name="+", verbose_name="合并项目"
    )
    reason = models.TextField("申请理由", blank=True)
    collective_pool = models.PositiveIntegerField("参评集体总数", null=True, blank=True)
    individual_pool = models.PositiveIntegerField("参评个人总数", null=True, blank=True)
    conditions = models.TextField("评选条件", blank=True)
    procedure = models.TextField("评选程序", blank=True)
    leadership = models.TextField("组织领导", blank=True)
    award_form = models.TextField("表彰形式", blank=True)
    is_unlisted = models.BooleanField("不公开项目", default=False)
    edit = models.PositiveIntegerField("保存次数", default=0)
    edited = models.JSONField("各栏最后修改", default=dict)
    opened_on = models.DateField("建立日期")
    submitted_on = models.DateField("报送日期", null=True, blank=True)
    study_opinion = models.TextField("市级研究意见", blank=True)
    outgoing_number = models.CharField("报省文号", max_length=60, blank=True)
    reported_on = models.DateField("报省日期", null=True, blank=True)
    search_text = SearchTextField(of=("name",))

    class Meta:
        indexes = [
            models.Index(fields=["organization", "year", "id"]),
            models.Index(fields=["year", "state", "id"]),
        ]

    def __str__(self) -> str:
        return self.name or "未命名项目"


class Contributor(models.Model):
    """Somebody who has a part in writing an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="contributors")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    part = models.CharField("分工", max_length=20, choices=Part.choices())
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateTimeField("参与时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user"], name="one_part_of_a_contributor"
            )
        ]
        ordering = ["pk"]


class ApplicationVersion(models.Model):
    """The application as it stood when it was submitted, returned or answered. Only added.

    ``content`` maps the codes of ``ApplicationField`` to what the form printed.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    occasion = models.CharField("缘由", max_length=20, choices=Occasion.choices())
    content = models.JSONField("内容")
    findings = models.JSONField("审查意见", default=list)
    rules_on = models.DateField("所依规则日期", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="one_version_of_a_number"
            )
        ]
        ordering = ["number"]


class FieldReturn(models.Model):
    """A field that was sent back to be changed, and why; settled by the next submission."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="field_returns")
    field = models.CharField("栏目", max_length=40)
    reason = models.TextField("修改意见")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)
    settled_in = models.ForeignKey(
        ApplicationVersion, models.PROTECT, null=True, blank=True, related_name="settled"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "field"],
                condition=models.Q(settled_in=None),
                name="one_open_return_of_a_field",
            )
        ]
        ordering = ["pk"]


class Approval(models.Model):
    """What the province answered on one application, in which document."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="approval")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="批复")
    answer = models.CharField("批复意见", max_length=20, choices=Answer.choices())
    decided_on = models.DateField("批复日期")
    changed = models.JSONField("批复调整的栏目", default=list)
    note = models.TextField("批复说明", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)


class Catalogue(models.Model):
    """One issue of a place's catalogue of the year (截至某日的目录)."""

    place = models.ForeignKey(
        Organization, models.PROTECT, related_name="catalogues", verbose_name="地区"
    )
    year = models.PositiveSmallIntegerField("年度")
    issue = models.PositiveSmallIntegerField("版次")
    as_of = models.DateField("截至日期")
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("公布时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "issue"], name="one_catalogue_of_an_issue"
            )
        ]
        ordering = ["year", "place", "issue"]


class CatalogueEntry(Stateful):
    """One approved item of the year, with its elements as approved.

    ``organization`` is the body that applied. ``is_unlisted``: kept here, not in what the public
    sees (R060).
    """

    lifecycle = CATALOGUE_ENTRY

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="entries")
    application = models.OneToOneField(Application, models.PROTECT, related_name="entry")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="catalogue_entries")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("项目名称", max_length=200)
    hosts = models.JSONField("主办单位", default=list)
    co_hosts = models.JSONField("承办单位", default=list)
    level = models.CharField("层级", max_length=20)
    period = models.CharField("周期", max_length=60, blank=True)
    collectives = models.PositiveIntegerField("集体名额", null=True, blank=True)
    individuals = models.PositiveIntegerField("个人名额", null=True, blank=True)
    is_unlisted = models.BooleanField("不公开项目", default=False)
    held_on = models.DateField("开展日期", null=True, blank=True)
    explanation = models.TextField("未开展原因", blank=True)
    explained_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "year"], name="one_entry_of_an_activity_in_a_year"
            )
        ]
        indexes = [models.Index(fields=["year", "organization", "id"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
