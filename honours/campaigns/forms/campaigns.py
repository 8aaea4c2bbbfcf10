"""Planning a campaign and calling its units."""

from datetime import date
from typing import Any

from django import forms

from honours.campaigns.operations.campaigns import CampaignPlan
from honours.campaigns.vocabulary import Stage, Step
from honours.directory.models import Organization
from honours.directory.vocabulary import OrganizationKind
from honours.policies.models import Document

WORKING_STAGES = (Stage.SELF_CORRECTION, Stage.EXAMINATION, Stage.INSTITUTION)
UNIT_KINDS = (
    OrganizationKind.PARTY,
    OrganizationKind.DEPARTMENT,
    OrganizationKind.PEOPLE_ORGANIZATION,
    OrganizationKind.INSTITUTION,
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: str, *, is_required: bool = True) -> forms.DateField:
    """A field for one day, with the browser's own calendar."""
    return forms.DateField(
        label=label, required=is_required, widget=DayInput(), input_formats=["%Y-%m-%d"]
    )


class CampaignPlanForm(forms.Form):
    """Title, basis, region and every date. Stages and steps become fields of their own."""

    title = forms.CharField(label="名称", max_length=120)
    lead = forms.ModelChoiceField(Organization.objects.none(), label="牵头单位")
    region = forms.ModelChoiceField(Organization.objects.none(), label="清理范围")
    basis = forms.ModelChoiceField(Document.objects.order_by("-issued_on"), label="依据文件")
    opens_on = day("启动日期")
    contest_days = forms.IntegerField(
        label="申辩期限（日）", min_value=1, max_value=60, initial=10
    )

    def __init__(self, *args: Any, leads: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("lead").queryset = leads
        self._field("region").queryset = regions
        for stage in WORKING_STAGES:
            self.fields[f"{stage}_begins"] = day(f"{stage.label}开始")
            self.fields[f"{stage}_ends"] = day(f"{stage.label}结束")
        for step in Step:
            self.fields[step.value] = day(f"{step.label}完成")

    def _field(self, name: str) -> forms.ModelChoiceField[Organization]:
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        return field

    def plan(self) -> CampaignPlan:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        spans: dict[Stage, tuple[date, date]] = {
            stage: (cleaned[f"{stage}_begins"], cleaned[f"{stage}_ends"])
            for stage in WORKING_STAGES
        }
        return CampaignPlan(
            title=cleaned["title"],
            lead=cleaned["lead"],
            region=cleaned["region"],
            basis=cleaned["basis"],
            opens_on=cleaned["opens_on"],
            contest_days=cleaned["contest_days"],
            stages=spans,
            steps={step: cleaned[step.value] for step in Step},
        )


class UnitsForm(forms.Form):
    """Which units have to file."""

    units = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label="填报单位",
        widget=forms.CheckboxSelectMultiple,
        help_text="已列入的单位不再显示。",
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = units
