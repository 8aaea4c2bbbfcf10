"""Input about people and the posts they hold."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db.models import QuerySet

from honours.directory.forms.fields import DayInput, OrganizationField, offer_organizations
from honours.directory.models import Organization, Post, StandIn, User
from honours.directory.permissions import posts_open_to
from honours.directory.vocabulary import Role


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "登录名或密码不正确。连续5次不正确，该账号将锁定30分钟。",
        "inactive": "该账号已停用，请联系系统管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"


class OwnPasswordForm(PasswordChangeForm):
    """Django's own form; a new password has to be a new one."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = given.get("new_password2")
        if chosen and self.user.check_password(chosen):
            self.add_error("new_password2", "新密码不能与原密码相同。")
        return given


class AccountForm(forms.Form):
    username = forms.CharField(label="登录名", max_length=60)
    name = forms.CharField(label="姓名", max_length=50)


class AppointmentForm(forms.Form):
    """Who is to hold which role for which organization. Organizations are typed by name.

    Not a model form: what stands against an appointment the operation says in words.
    """

    user = forms.ModelChoiceField(User.objects.none(), label="人员")
    organization = OrganizationField(label="单位")
    jurisdiction = OrganizationField(
        label="管辖范围", required=False, help_text="不填则只管本单位及其下级。"
    )
    role = forms.ChoiceField(label="职责", choices=Role.choices())
    title = forms.CharField(label="职务", max_length=50, required=False)
    since = forms.DateField(label="任职日期", widget=DayInput())
    until = forms.DateField(label="免职日期", widget=DayInput(), required=False)

    def __init__(self, *args: Any, rows: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_organizations(self, rows)
        _offer(self, "user", User.objects.filter(is_active=True).order_by("name"))

    def post(self) -> Post:
        """The post that is described, not saved."""
        return Post(**self.cleaned_data)


class StandInForm(forms.Form):
    post = forms.ModelChoiceField(Post.objects.none(), label="由谁代理哪个职务")
    substitute = forms.ModelChoiceField(User.objects.none(), label="代理人")
    since = forms.DateField(label="起始日期", widget=DayInput())
    until = forms.DateField(label="截止日期", widget=DayInput())
    reason = forms.CharField(label="事由", max_length=200)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [post.pk for post in posts_open_to(user) if post.user_id == user.pk]
        rows = Post.objects.filter(pk__in=own).select_related("organization")
        _offer(self, "post", rows)
        others = User.objects.filter(is_active=True).exclude(pk=user.pk)
        _offer(self, "substitute", others.order_by("name"))

    def stand_in(self) -> StandIn:
        """The stand-in that is described, not saved."""
        return StandIn(**self.cleaned_data)


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let one field choose among these rows alone."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
