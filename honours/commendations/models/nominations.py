"""Who is put forward, with everything the official forms ask of a person or a collective."""

from django.core.validators import MinValueValidator
from django.db import models

from honours.commendations.lifecycle.nominations import NOMINATION
from honours.commendations.models.editions import ConsentText, Edition, Title
from honours.commendations.vocabulary import Composition, Round, Tier, VoteKind
from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.privacy.fields import BlindIndexField, EncryptedTextField
from honours.privacy.models import Attachment
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful


class Nomination(Stateful):
    """One person or collective put forward. ``organization`` is the unit that nominates.

    ``unit`` is where the candidate works, as printed; ``unit_organization`` that body where it
    stands in the tree. The accounts are encrypted until a notice publishes the brief one.
    ``raw`` holds, as JSON, what was typed and could not be read; ``version`` counts the savings.
    """

    lifecycle = NOMINATION

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="nominations")
    number = models.CharField("编号", max_length=40, unique=True)
    kind = models.CharField("对象", max_length=20)
    title = models.ForeignKey(Title, models.PROTECT, related_name="nominations")
    composition = models.CharField(
        "组成", max_length=20, choices=Composition.choices(), default=Composition.SINGLE
    )
    unit = models.CharField("所在单位", max_length=200)
    unit_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="地区")
    account = EncryptedTextField("主要事迹", blank=True, default="")
    brief = EncryptedTextField("简要事迹", blank=True, default="")
    exemption = models.CharField("豁免情形", max_length=40, blank=True)
    exemption_proof = models.CharField("豁免证明", max_length=200, blank=True)
    raw = EncryptedTextField("未通过的输入", blank=True, default="")
    version = models.PositiveIntegerField("版本", default=1)
    created_on = models.DateField("填报日期")
    search_text = SearchTextField(of=("unit", "number"))

    class Meta:
        indexes = [
            models.Index(fields=["edition", "state", "id"], name="nominations_by_state"),
            models.Index(fields=["organization", "edition", "id"], name="nominations_of_a_unit"),
        ]
        ordering = ["pk"]


class Person(models.Model):
    """A person behind a nomination: one, or two for a couple. Words of ``quotas.vocabulary``.

    ``breached_on`` is a day, ``none`` where the unit says there was no breach, or empty where
    nobody has said.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="persons")
    order = models.PositiveSmallIntegerField("次序", default=1)
    name = EncryptedTextField("姓名", blank=True, default="")
    name_index = BlindIndexField("姓名索引", of="name")
    identity_number = EncryptedTextField("身份证号", blank=True, default="")
    identity_index = BlindIndexField("身份证号索引", of="identity_number")
    telephone = EncryptedTextField("联系电话", blank=True, default="")
    address = EncryptedTextField("住址", blank=True, default="")
    born_on = EncryptedTextField("出生日期", blank=True, default="")
    birth_year = models.PositiveSmallIntegerField("出生年份", null=True, blank=True)
    gender = models.CharField("性别", max_length=10, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    political_status = models.CharField("政治面貌", max_length=30, blank=True)
    education = models.CharField("学历学位", max_length=60, blank=True)
    professional_title = models.CharField("职称（技能等级）", max_length=60, blank=True)
    has_senior_title = models.BooleanField("高级职称", null=True, blank=True)
    does_research = models.BooleanField("仍从事科研教学", null=True, blank=True)
    identity_category = models.CharField("身份类别", max_length=40, blank=True)
    unit_nature = models.CharField("单位性质", max_length=30, blank=True)
    rank = models.CharField("行政级别", max_length=30, blank=True)
    is_leading = models.BooleanField("领导职务", null=True, blank=True)
    is_front_line = models.BooleanField("基层一线", null=True, blank=True)
    is_enterprise_head = models.BooleanField("企业负责人", null=True, blank=True)
    post = models.CharField("职务", max_length=120, blank=True)
    second_post = models.CharField("兼任职务", max_length=120, blank=True)
    working_since = models.DateField("参加工作时间", null=True, blank=True)
    service_years = models.PositiveSmallIntegerField("本单位工作年限", null=True, blank=True)
    discipline = EncryptedTextField("奖惩情况", blank=True, default="")
    breached_on = EncryptedTextField("最近一次违纪违法", blank=True, default="")
    deceased_on = models.DateField("逝世日期", null=True, blank=True)
    tags = models.JSONField("其他类别", default=list, blank=True)
    photo = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "order"], name="one_person_in_a_place")
        ]
        ordering = ["order"]


class Collective(models.Model):
    """The collective behind a nomination (集体推荐审批表)."""

    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="collective")
    name = models.CharField("集体名称", max_length=120, blank=True, db_index=True)
    nature = models.CharField("单位性质", max_length=30, blank=True)
    unit_level = models.CharField("单位级别", max_length=30, blank=True)
    superior = models.CharField("上一级单位", max_length=120, blank=True)
    headcount = models.PositiveIntegerField(
        "人数", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    head_name = EncryptedTextField("负责人", blank=True, default="")
    head_telephone = EncryptedTextField("负责人电话", blank=True, default="")
    is_front_line = models.BooleanField("基层一线", null=True, blank=True)
    tags = models.JSONField("其他类别", default=list, blank=True)
    discipline = EncryptedTextField("奖惩情况", blank=True, default="")
    breached_on = EncryptedTextField("最近一次违纪违法", blank=True, default="")


class RankChange(models.Model):
    """Since when a person has held a rank: the newest is what the form states."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="ranks")
    rank = models.CharField("行政级别", max_length=30)
    since = models.DateField("任职时间")

    class Meta:
        ordering = ["since", "pk"]


class PastHonour(models.Model):
    """An honour received before, as the form states it."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="past_honours")
    title = models.CharField("荣誉称号", max_length=120)
    granted_by = models.CharField("授予机关", max_length=120)
    granted_on = models.DateField("授予时间")
    level = models.CharField("层次", max_length=20, choices=Level.choices())
    has_new_merit = models.BooleanField("其后又有新的突出贡献", default=False)

    class Meta:
        ordering = ["granted_on", "pk"]


class Consent(models.Model):
    """A nominee agrees, by the text he was shown, to have name, unit and account published."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    given_on = models.DateField("同意日期")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    proof = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]


class StaffVote(models.Model):
    """The democratic recommendation in the unit: who met, how many voted, how (R217, R218).

    What was not stated yet is empty; that the numbers agree is asked on submission.
    """

    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="vote")
    kind = models.CharField("会议", max_length=20, choices=VoteKind.choices(), blank=True)
    held_on = models.DateField("会议日期", null=True, blank=True)
    eligible = models.PositiveIntegerField("应到人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到人数", null=True, blank=True)
    in_favour = models.PositiveIntegerField("赞成票", null=True, blank=True)
    against = models.PositiveIntegerField("反对票", null=True, blank=True)
    abstained = models.PositiveIntegerField("弃权票", null=True, blank=True)
    leadership_met_on = models.DateField("领导班子集体研究日期", null=True, blank=True)
    minutes = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )


class TextMark(models.Model):
    """One of the keyed digests that an account is recognised by, without opening it.

    The same account makes the same marks; nobody makes words of them.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="marks")
    mark = models.BigIntegerField("摘要")

    class Meta:
        indexes = [models.Index(fields=["mark", "nomination"], name="marks_of_texts")]


class Endorsement(models.Model):
    """One level's opinion on a nomination in one round. Rows are only added.

    ``superseded_on`` marks an opinion that a later return made void.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="endorsements")
    tier = models.CharField("层级", max_length=20, choices=Tier.choices())
    round = models.CharField("轮次", max_length=20, choices=Round.choices())
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    opinion = models.TextField("意见")
    rank_in_list = models.PositiveIntegerField("推荐次序", null=True, blank=True)
    is_sealed = models.BooleanField("已盖章", default=False)
    signed_by = models.CharField("签署人", max_length=60)
    signed_by_name = models.CharField("签署人姓名", max_length=50)
    signed_on = models.DateField("签署日期")
    document = models.CharField("文号", max_length=100, blank=True)
    superseded_on = models.DateField("作废日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
