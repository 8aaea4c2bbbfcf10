"""Input about people, posts and duties."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db.models import QuerySet

from honours.directory.models import Duty, Organization, Post, StandIn, User
from honours.directory.queries import posts_open_to
from honours.directory.vocabulary import Role


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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


class AppointmentForm(forms.ModelForm[Post]):
    """Who is to hold which role for which organization. Organizations are typed by name."""

    organization = forms.ModelChoiceField(
        label="单位", queryset=Organization.objects.order_by("path")
    )
    jurisdiction = forms.ModelChoiceField(
        label="管辖范围",
        queryset=Organization.objects.order_by("path"),
        required=False,
        help_text="不填则只管本单位及其下级。",
    )
    role = forms.ChoiceField(label="职责", choices=Role.choices())

    class Meta:
        model = Post
        fields = ["user", "organization", "jurisdiction", "role", "title", "since", "until"]
        labels = {"user": "人员"}
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organization", organizations)
        _offer(self, "jurisdiction", organizations)
        _offer(self, "user", User.objects.filter(is_active=True).order_by("name"))


class StandInForm(forms.ModelForm[StandIn]):
    class Meta:
        model = StandIn
        fields = ["post", "substitute", "since", "until", "reason"]
        labels = {"post": "由谁代理哪个职务", "substitute": "代理人"}
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [post.pk for post in posts_open_to(user) if post.user_id == user.pk]
        _offer(self, "post", Post.objects.filter(pk__in=own))
        others = User.objects.filter(is_active=True).exclude(pk=user.pk)
        _offer(self, "substitute", others.order_by("name"))


class DutyForm(forms.ModelForm[Duty]):
    class Meta:
        model = Duty
        fields = ["post", "subject", "basis", "until"]
        widgets = {"until": DayInput()}

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "post", Post.objects.filter(organization=organization))


class DayForm(forms.Form):
    """As of which day a page is read."""

    on = forms.DateField(label="截至", required=False, widget=DayInput())

    def day(self, otherwise: date) -> date:
        return self.cleaned_data.get("on") or otherwise if self.is_valid() else otherwise


def _offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let one field choose among these rows alone."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
