"""What is asked for, by whom, about which items of the register."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.applications.operations.beginning import Request
from honours.applications.vocabulary import ApplicationKind
from honours.directory.models import Organization
from honours.registry.models import Activity


class BeginForm(forms.Form):
    """The first page of an application."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="申报单位", empty_label=None
    )
    application_kind = forms.ChoiceField(
        label="申报类型",
        choices=ApplicationKind.choices(),
        widget=forms.RadioSelect,
        initial=ApplicationKind.SET_UP.value,
    )
    year = forms.TypedChoiceField(label="申报年度", coerce=int)
    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label="台账中的项目",
        required=False,
        empty_label="（设立、临时项目不选）",
        help_text="调整、合并、退出、按期开展的，选择台账中的项目；各栏自动带入台账内容。",
    )
    partners = forms.ModelMultipleChoiceField(
        Activity.objects.none(),
        label="并入的其他项目",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只有申请合并时选择。",
    )
    is_unlisted = forms.BooleanField(label="不公开项目（不列入对外公布的目录）", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        organizations: QuerySet[Organization],
        activities: QuerySet[Activity],
        years: tuple[int, ...],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = dict(self.fields)
        fields["organization"].queryset = organizations
        fields["activity"].queryset = activities
        fields["partners"].queryset = activities
        fields["year"].choices = [(year, f"{year}年度") for year in years]
        if not activities:
            del self.fields["partners"]

    def request(self) -> Request:
        given = self.cleaned_data
        return Request(
            kind=ApplicationKind(given["application_kind"]),
            organization=given["organization"],
            year=given["year"],
            activity=given["activity"],
            partners=tuple(given.get("partners") or ()),
            is_unlisted=given["is_unlisted"],
        )
