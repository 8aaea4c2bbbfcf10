"""Organizations in a dated tree, users, and the posts that let users act for organizations."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node

from honours.directory.readings import normal_username
from honours.directory.vocabulary import (
    ADMINISTRATORS,
    Level,
    OrganizationKind,
    Role,
    SuccessionKind,
)


class Organization(MP_Node):  # type: ignore[misc]
    """A body in the tree. ``path`` is its place today; names of other days are dated rows."""

    name = models.CharField("名称", max_length=100, db_index=True)
    kind = models.CharField("性质", max_length=30, choices=OrganizationKind.choices())
    level = models.CharField("层级", max_length=20, choices=Level.choices())
    division = models.CharField("行政区划代码", max_length=12)
    established_on = models.DateField("设立日期", null=True, blank=True)
    abolished_on = models.DateField("撤销日期", null=True, blank=True)

    def __str__(self) -> str:
        return str(self.name)

    def is_within(self, other: "Organization") -> bool:
        """Whether this is the other organization, or stands somewhere under it."""
        return bool(self.path.startswith(other.path))


class OrganizationName(models.Model):
    """What an organization was called in a span of days; ``until`` is the last of them."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100, db_index=True)
    is_short = models.BooleanField("简称", default=False)
    since = models.DateField("启用日期")
    until = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="name_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(is_short=False, until=None),
                name="one_full_name_at_a_time",
            ),
        ]
        ordering = ["since", "pk"]


class Placement(models.Model):
    """Under whom an organization stood in a span of days. ``superior`` is empty at the top."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="placements")
    superior = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上级"
    )
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="placement_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until=None),
                name="one_placement_at_a_time",
            ),
        ]
        ordering = ["since", "pk"]


class Succession(models.Model):
    """From which day one organization carries on the duties of another."""

    earlier = models.ForeignKey(Organization, models.PROTECT, related_name="successions")
    later = models.ForeignKey(Organization, models.PROTECT, related_name="predecessions")
    kind = models.CharField("方式", max_length=20, choices=SuccessionKind.choices())
    on = models.DateField("日期")
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_succession_of_a_pair"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="nobody_succeeds_itself"
            ),
        ]
        ordering = ["on", "pk"]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, *, name: str = "", password: str | None = None) -> "User":
        """A new account. Without a password nobody can sign in with it."""
        user = self.model(username=normal_username(username), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Signing in finds one account under every spelling of its name."""
        return self.get(username=normal_username(username or ""))


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their posts alone."""

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=50)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    acting_post_id: int | None = None
    """The post chosen for this session, if one was. Not a column; set for each request."""

    USERNAME_FIELD = "username"
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.username


class Post(models.Model):
    """A role that a user holds for an organization, over a jurisdiction, in a span of days."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="单位")
    jurisdiction = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="管辖范围"
    )
    role = models.CharField("职责", max_length=30, choices=Role.choices())
    title = models.CharField("职务", max_length=50, blank=True)
    since = models.DateField("任职日期")
    until = models.DateField("免职日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=ADMINISTRATORS, until=None),
                name="one_administrator_post_for_each_user",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.title or Role(self.role).label}"


class Duty(models.Model):
    """What the holder of a post answers for, on what ground, until when."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="duties", verbose_name="职务")
    subject = models.CharField("职责事项", max_length=200)
    basis = models.CharField("依据", max_length=200, blank=True)
    until = models.DateField("完成期限", null=True, blank=True)
    fulfilled_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        ordering = ["until", "pk"]


class StandIn(models.Model):
    """Somebody who acts with an absent holder's post in a span of days (代理)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="stand_ins")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="stand_ins")
    since = models.DateField("起始日期")
    until = models.DateField("截止日期")
    reason = models.CharField("事由", max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="stand_in_ends_after_it_begins"
            ),
        ]
        ordering = ["since", "pk"]
