"""Objections and what belongs to each. Who objects stands sealed in a table of its own."""

from django.db import models
from django.db.models import Q

from honours.directory.models import Organization, User
from honours.notices.lifecycle import OBJECTION
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.vocabulary import (
    Channel,
    Conclusion,
    DeclineGround,
    Disposition,
    Ground,
    Identification,
    Naming,
    ObjectionOutcome,
    Party,
    Speaker,
)
from honours.privacy.fields import EncryptedTextField
from honours.workflow.models import Stateful


class Objection(Stateful):
    """One objection to a notice, or to one entry of it. ``organization`` is whoever handles it.

    ``named`` is the body it is about, which never handles it. ``arrived_on`` is the day it came
    (of a letter: the postmark of arrival). ``claim_digest`` is all that is kept of the claim code;
    an appeal is found through the objection that it appeals against. ``referred_to`` is the
    superior that has to judge an appeal where nobody of that body works in this system.
    """

    lifecycle = OBJECTION

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    entry = models.ForeignKey(
        NoticeEntry, models.PROTECT, null=True, blank=True, related_name="objections"
    )
    named = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    referred_to = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices())
    naming = models.CharField("署名", max_length=20, choices=Naming.choices())
    party = models.CharField("反映人", max_length=20, choices=Party.choices())
    ground = models.CharField("反映类别", max_length=30, choices=Ground.choices())
    content = EncryptedTextField("反映内容")
    arrived_on = models.DateField("收到日期", db_index=True)
    postmark_on = models.DateField("寄出邮戳日期", null=True, blank=True)
    gives_telephone = models.BooleanField("留有电话", default=False)
    gives_identity_number = models.BooleanField("留有身份证号", default=False)
    bears_seal = models.BooleanField("盖有公章", default=False)
    has_clear_leads = models.BooleanField("线索清楚", null=True, blank=True)
    claim_digest = models.CharField(max_length=64, blank=True, editable=False)
    form_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Of the form it was sent with, so that a page sent twice makes one objection."""
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间", auto_now_add=True)
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    answer_due_on = models.DateField("答复期限", null=True, blank=True)
    decline_ground = models.CharField(
        "不予受理情形", max_length=30, choices=DeclineGround.choices(), blank=True
    )
    disposition = models.CharField(
        "去向", max_length=20, choices=Disposition.choices(), blank=True
    )
    decline_citation = models.CharField("不予受理依据", max_length=500, blank=True)
    answer = EncryptedTextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    appeal_until = models.DateField("申请复核期限", null=True, blank=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(appeal_of=None) | Q(claim_digest=""),
                name="an_appeal_has_no_claim_code_of_its_own",
            ),
            models.UniqueConstraint(
                fields=["claim_digest"],
                condition=~Q(claim_digest=""),
                name="one_objection_of_a_claim_code",
            ),
            models.UniqueConstraint(
                fields=["form_digest"],
                condition=~Q(form_digest=""),
                name="one_objection_of_a_form",
            ),
        ]
        indexes = [models.Index(fields=["notice", "state"])]
        ordering = ["-pk"]

    def __str__(self) -> str:
        kind = "复核申请" if self.appeal_of_id else "异议"
        return f"{kind}第{self.pk}号"

    def root_id(self) -> int:
        """The key of the first objection of the case: this one, or the one it appeals against."""
        return int(self.appeal_of_id or self.pk)


class ObjectorIdentity(models.Model):
    """Who objects, sealed apart from the case. No page of a case reads this table."""

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="identity")
    name = EncryptedTextField("姓名（单位名称）")
    identity_number = EncryptedTextField("身份证号码", blank=True)
    telephone = EncryptedTextField("联系电话", blank=True)
    unit = EncryptedTextField("所在单位", blank=True)
    seal_note = EncryptedTextField("公章情况", blank=True)
    sealed_at = models.DateTimeField("封存时间", auto_now_add=True)
    identification = models.CharField(
        "身份核实",
        max_length=20,
        choices=Identification.choices(),
        default=Identification.UNCHECKED,
    )
    identified_on = models.DateField("核实日期", null=True, blank=True)


class IdentityOpening(models.Model):
    """One time that a sealed identity was opened: by whom, for which case, why. Rows only grow.

    ``noted_by`` is the principal leader who has taken note of it.
    """

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="openings")
    identity = models.ForeignKey(ObjectorIdentity, models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    post = models.CharField("职务", max_length=200)
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间", auto_now_add=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField("阅知时间", null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class ObjectionMessage(models.Model):
    """A line between objector and handler. Neither side signs with a name. Rows only grow."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="messages")
    speaker = models.CharField("发言人", max_length=20, choices=Speaker.choices())
    text = EncryptedTextField("内容")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class Inquiry(models.Model):
    """One thing done to find out: a talk, a look into files, a visit. Rows only grow."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="inquiries")
    on = models.DateField("日期")
    account = EncryptedTextField("核查经过")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]


class ObjectionFinding(models.Model):
    """What the inquiry came to and what has to be done; binding once a leader has signed it.

    ``source`` is the superior's document where the finding was made elsewhere and recorded here.
    """

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="finding")
    conclusion = models.CharField("结论", max_length=20, choices=Conclusion.choices())
    outcome = models.CharField("处理", max_length=20, choices=ObjectionOutcome.choices())
    text = EncryptedTextField("认定意见")
    source = models.CharField("上级文件", max_length=200, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字人"
    )
    confirmed_on = models.DateField("签字日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusion="unfounded", outcome="keep") | ~Q(conclusion="unfounded"),
                name="an_unfounded_objection_changes_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(conclusion="sustained", outcome="keep"),
                name="a_sustained_objection_changes_something",
            ),
        ]


class PublicAttempt(models.Model):
    """A try of a claim code that failed, or a form that was sent: counted, to slow down guessing.

    ``client`` is a keyed digest of the address it came from; rows are thrown away after a day.
    """

    kind = models.CharField(max_length=20)
    client = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "client", "at"])]
