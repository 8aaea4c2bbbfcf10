"""A notice, whom it names, where it hangs, what changed, and what need not be put up at all."""

import secrets

from django.db import models
from django.db.models import F, Q

from honours.directory.models import Organization
from honours.kernel.calendar import DayUnit
from honours.notices.lifecycle import NOTICE
from honours.notices.vocabulary import (
    CarrierKind,
    ChangeKind,
    NoticeKind,
    NoticeLevel,
    NoticeState,
    PostmarkRule,
)
from honours.privacy.fields import EncryptedTextField
from honours.ui.search import SearchTextField
from honours.workflow.models import Stateful

CLEAR_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 16


def new_public_key() -> str:
    """A short address that nobody guesses, of signs that nobody mistakes for one another."""
    return "".join(secrets.choice(CLEAR_SIGNS) for _ in range(KEY_LENGTH))


class Notice(Stateful):
    """One notice at one level. ``organization`` is the unit that puts it up.

    ``subject`` is what it is about, as text (``commendations.slate:7``). The terms of its period
    are copied from the rules of its place and day when it is posted, with what they rest on.
    ``objections_until`` is a date of its own: it may lie after ``ends_on``, never before.
    """

    lifecycle = NOTICE

    kind = models.CharField("种类", max_length=20, choices=NoticeKind.choices())
    level = models.CharField("层级", max_length=20, choices=NoticeLevel.choices())
    subject_of = models.CharField("公示事项", max_length=100, db_index=True)
    title = models.CharField("标题", max_length=200)
    conditions = models.TextField("评选条件")
    scope = models.CharField("公示范围", max_length=300)
    receiving_office = models.CharField("受理单位", max_length=120)
    office_telephone = models.CharField("受理电话", max_length=60)
    office_address = models.CharField("受理地址", max_length=200)
    office_email = models.EmailField("受理邮箱", blank=True)
    length = models.PositiveSmallIntegerField("公示期", null=True, blank=True)
    unit = models.CharField("计算方式", max_length=20, choices=DayUnit.choices(), blank=True)
    counts_first_day = models.BooleanField("首日计入", null=True, blank=True)
    postmark_rule = models.CharField(
        "信函以何为准", max_length=20, choices=PostmarkRule.choices(), blank=True
    )
    real_name_required = models.BooleanField("须实名反映", default=False)
    identity_number_required = models.BooleanField("个人反映须写身份证号", default=False)
    length_basis = models.CharField("公示期依据", max_length=300, blank=True)
    terms_citation = models.CharField("期限所依条款", max_length=500, blank=True)
    planned_on = models.DateField("计划公示日期", null=True, blank=True)
    posted_on = models.DateField("公示日期", null=True, blank=True, db_index=True)
    ends_on = models.DateField("公示截止日期", null=True, blank=True)
    objections_until = models.DateField("异议截止日期", null=True, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    names_shown_days_after = models.PositiveSmallIntegerField("期满后显示名单天数", default=0)
    public_key = models.CharField(
        "公开编码", max_length=KEY_LENGTH, unique=True, editable=False, default=new_public_key
    )
    content_digest = models.CharField("内容摘要", max_length=64, blank=True, editable=False)
    search_text = SearchTextField(of=("title", "receiving_office"))

    class Meta:
        indexes = [models.Index(fields=["state", "posted_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_of", "level", "organization"],
                condition=~Q(state__in=(NoticeState.WITHDRAWN.value, NoticeState.CLOSED.value)),
                name="one_running_notice_of_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(NoticeState.DRAFT.value, NoticeState.WITHDRAWN.value))
                | Q(
                    posted_on__isnull=False,
                    ends_on__isnull=False,
                    objections_until__isnull=False,
                    ends_on__gte=F("posted_on"),
                    objections_until__gte=F("ends_on"),
                ),
                name="a_posted_notice_has_its_days",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class NoticeEntry(models.Model):
    """Somebody, or something, that the notice names. Shown: name, unit, title, brief account.

    ``subject`` is the record behind it (``commendations.nomination:7``). Either the person agreed
    to a version of the text on publication, or a legal basis is cited. ``organization`` is the
    body named and ``nominator`` whoever put it forward as its own: neither handles objections.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="entries")
    order = models.PositiveSmallIntegerField("次序")
    subject = models.CharField("事项", max_length=100, blank=True, db_index=True)
    is_person = models.BooleanField("个人", default=True)
    name = EncryptedTextField("姓名（名称）")
    unit = models.CharField("单位", max_length=120)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nominator = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    honour_title = models.CharField("拟授称号", max_length=120, blank=True)
    account = EncryptedTextField("简要事迹")
    consent_version = models.CharField("公开同意书版本", max_length=40, blank=True)
    legal_basis = models.CharField("公开的法律依据", max_length=300, blank=True)
    removed_on = models.DateField("撤下日期", null=True, blank=True)
    removal_reason = models.CharField("撤下原因", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="one_entry_at_a_place")
        ]
        ordering = ["order", "pk"]


class Carrier(models.Model):
    """Where the notice hangs. Its proofs are attachments of ``notices.carrier:id``."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="carriers")
    kind = models.CharField("载体", max_length=20, choices=CarrierKind.choices())
    place = models.CharField("网址或地点", max_length=300)
    posted_at = models.DateTimeField("发布时间")
    removed_at = models.DateTimeField("撤下时间", null=True, blank=True)
    removal_reason = models.CharField("撤下原因", max_length=300, blank=True)
    added_by = models.CharField("登记人", max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=F("posted_at")),
                name="a_carrier_is_removed_after_it_was_posted",
            )
        ]
        ordering = ["posted_at", "pk"]

    def own_subject(self) -> str:
        """The carrier's name in the audit book, and that of its proofs."""
        return f"{self._meta.label_lower}:{self.pk}"


class NoticeChange(models.Model):
    """What changed, why, and what it did to the period. Rows are only added."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="changes")
    kind = models.CharField("变动", max_length=20, choices=ChangeKind.choices())
    what = models.CharField("内容", max_length=300)
    why = models.CharField("原因", max_length=300)
    on = models.DateField("日期")
    old_ends_on = models.DateField("原截止日期", null=True, blank=True)
    new_ends_on = models.DateField("现截止日期", null=True, blank=True)
    old_objections_until = models.DateField("原异议截止日期", null=True, blank=True)
    new_objections_until = models.DateField("现异议截止日期", null=True, blank=True)
    by = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class NoticeWaiver(models.Model):
    """A subject that need not be put to the public at a level (涉密): why, and who approved it.

    The reason never says what the secret is; nothing classified is kept here.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    subject_of = models.CharField("事项", max_length=100, db_index=True)
    level = models.CharField("层级", max_length=20, choices=NoticeLevel.choices())
    reason = models.CharField("理由", max_length=300)
    approved_by = models.CharField("批准人（机关、职务）", max_length=120)
    citation = models.CharField("依据", max_length=300)
    on = models.DateField("批准日期")
    registered_by = models.CharField("登记人", max_length=60)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_of", "level"], name="one_waiver_of_a_subject_at_a_level"
            )
        ]
        ordering = ["pk"]
