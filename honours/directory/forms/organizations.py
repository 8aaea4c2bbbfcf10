"""Input about the tree of organizations, and about the duties laid on their posts."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.directory.forms.fields import (
    DayInput,
    OrganizationField,
    OrganizationsField,
    offer_organizations,
)
from honours.directory.models import Duty, Organization, Post
from honours.directory.vocabulary import Level, OrganizationKind

DIVISION = re.compile(r"^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?\Z")


class DayForm(forms.Form):
    """As of which day a page is read."""

    on = forms.DateField(label="截至", required=False, widget=DayInput())

    def day(self, otherwise: date) -> date:
        return self.cleaned_data.get("on") or otherwise if self.is_valid() else otherwise


class DutyForm(forms.ModelForm[Duty]):
    class Meta:
        model = Duty
        fields = ["post", "subject", "basis", "until"]
        widgets = {"until": DayInput()}

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post = self.fields["post"]
        if isinstance(post, forms.ModelChoiceField):
            post.queryset = Post.objects.filter(organization=organization)


class ChangeForm(forms.Form):
    """A change of one organization. ``rows``: the organizations that may be named in it."""

    def __init__(
        self,
        given: Mapping[str, Any] | None = None,
        *,
        organization: Organization,
        rows: QuerySet[Organization],
    ) -> None:
        super().__init__(given, initial=self.beginning(organization))
        offer_organizations(self, rows.exclude(pk=organization.pk))

    def beginning(self, organization: Organization) -> dict[str, Any]:
        """What stands in the form before anything is typed."""
        return {}


class FoundingForm(ChangeForm):
    name = forms.CharField(label="全称", max_length=100)
    short_names = forms.CharField(
        label="简称",
        max_length=200,
        required=False,
        help_text="如“市人社局”；有几个的，用顿号分开。",
    )
    kind = forms.ChoiceField(label="性质", choices=OrganizationKind.choices())
    level = forms.ChoiceField(label="层级", choices=Level.choices())
    division = forms.RegexField(
        DIVISION,
        label="行政区划代码",
        max_length=12,
        error_messages={"invalid": "应为2、4、6、9或12位数字。"},
    )
    since = forms.DateField(label="设立日期", widget=DayInput())

    def beginning(self, organization: Organization) -> dict[str, Any]:
        return {
            "kind": OrganizationKind.DEPARTMENT.value,
            "level": organization.level,
            "division": organization.division,
        }

    def clean_short_names(self) -> tuple[str, ...]:
        names = re.split(r"[、，,；;\s]+", self.cleaned_data["short_names"])
        return tuple(dict.fromkeys(filter(None, names)))


class RenamingForm(ChangeForm):
    name = forms.CharField(label="新名称", max_length=100)
    short_name = forms.CharField(
        label="新简称", max_length=100, required=False, help_text="原简称随原名称一并停用。"
    )
    on = forms.DateField(label="启用日期", widget=DayInput())


class PlacingForm(ChangeForm):
    under = OrganizationField(label="新上级")
    on = forms.DateField(label="起始日期", widget=DayInput())


class MergingForm(ChangeForm):
    into = OrganizationField(label="并入哪个单位")
    others = OrganizationsField(label="一同并入的其他单位", required=False)
    on = forms.DateField(label="合并日期", widget=DayInput())
    basis = forms.CharField(
        label="依据", max_length=200, help_text="机构改革方案或批复的名称、文号。"
    )


class SplittingForm(ChangeForm):
    into = OrganizationsField(label="分设为哪些单位")
    on = forms.DateField(label="分设日期", widget=DayInput())
    basis = forms.CharField(
        label="依据", max_length=200, help_text="机构改革方案或批复的名称、文号。"
    )


class AbolishingForm(ChangeForm):
    on = forms.DateField(
        label="撤销日期", widget=DayInput(), help_text="自这一天起不再存在；职务到前一天为止。"
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="撤销机构的文件名称、文号。")
