"""Clearing up differences between two lists."""

from typing import Any

from django import forms

from honours.campaigns.forms.campaigns import day
from honours.directory.models import Organization, User


class OwnerForm(forms.Form):
    """Who clears it up, until when."""

    owner = forms.ModelChoiceField(User.objects.none(), label="承办人")
    due_on = day("办理期限")

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = owners


class UpperListForm(forms.Form):
    """The superior's own list, a line for each item."""

    source = forms.CharField(
        label="清单来源", max_length=200, help_text="如：省清理办2010年保留项目清单"
    )
    items = forms.CharField(
        label="清单事项",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一项：项目名称；主办单位；周期；所列单位。后三栏可以不填，用分号隔开。",
    )


class UnfiledForm(forms.Form):
    """An item found that its unit failed to file."""

    unit = forms.ModelChoiceField(Organization.objects.none(), label="漏报单位")
    name = forms.CharField(label="项目名称", max_length=200)
    hosts = forms.CharField(label="主办单位", max_length=300, help_text="几个单位的，用顿号隔开。")
    basis_text = forms.CharField(label="设立依据", max_length=500, required=False)
    remarks = forms.CharField(
        label="发现经过", widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
