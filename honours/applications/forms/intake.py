"""A table of applications as a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.directory.models import Organization


class IntakeForm(forms.Form):
    unit = forms.ModelChoiceField(Organization.objects.none(), label="申报单位", empty_label=None)
    year = forms.TypedChoiceField(label="申报年度", coerce=int)
    file = forms.FileField(label="申报表", help_text="xlsx 或者 csv，按空白表的表头填写。")

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        units: QuerySet[Organization],
        years: Sequence[int],
    ) -> None:
        super().__init__(data, files)
        fields: dict[str, Any] = dict(self.fields)
        fields["unit"].queryset = units
        fields["year"].choices = [(year, f"{year}年度") for year in years]
