"""Forms of what is done to an application besides writing it."""

from typing import Any

from django import forms
from django.forms import BoundField

from honours.applications.forms.drafts import GROUPS
from honours.applications.vocabulary import ApplicationField, ApplicationState, Part
from honours.directory.models import User

WHY = "why_"


def day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def words(label: str, *, is_required: bool = True, length: int = 500) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=is_required,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: only to be confirmed."""


class OpinionForm(forms.Form):
    """An opinion that may be left out."""

    opinion = words("意见", is_required=False)


class ReasonForm(forms.Form):
    """An opinion or a reason that has to be written."""

    reason = words("意见或者理由")


class ReportForm(forms.Form):
    """Under which number it went to the province, and when."""

    number = forms.CharField(
        label="报省文号", max_length=60, required=False, help_text="例如：巴评组〔2023〕4号。"
    )
    on = day("报省日期")


class ReturnForm(forms.Form):
    """Where it goes back to; to its writers, with the fields to be changed."""

    to = forms.ChoiceField(label="退回到")
    reason = words("总的意见")

    def __init__(self, data: Any = None, *, states: list[ApplicationState]) -> None:
        super().__init__(data)
        target: Any = self.fields["to"]
        target.choices = [(state.value, state.label) for state in states]
        for which in ApplicationField:
            self.fields[f"{WHY}{which.value}"] = forms.CharField(
                label=which.label, required=False, max_length=500
            )

    def reasons(self) -> dict[ApplicationField, str]:
        """The fields to be changed, and why."""
        typed = {which: self.cleaned_data[f"{WHY}{which.value}"] for which in ApplicationField}
        return {which: why for which, why in typed.items() if why.strip()}

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [
            (title, [self[f"{WHY}{which.value}"] for which in group]) for title, group in GROUPS
        ]


class ContributorForm(forms.Form):
    """Whom to give a part in the writing."""

    user = forms.ModelChoiceField(User.objects.none(), label="人员", empty_label="请选择")
    part = forms.ChoiceField(label="分工", choices=Part.choices(), initial=Part.DRAFTER.value)

    def __init__(self, data: Any = None, *, people: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["user"]
        field.queryset = people


class PaperForm(forms.Form):
    """The text of the basis."""

    file = forms.FileField(label="依据文本", help_text="PDF、图片、Word 或者 Excel，加密保存。")


class HeldForm(forms.Form):
    held_on = day("开展日期")


class ExplanationForm(forms.Form):
    """Why an item of the year was not held."""

    reason = words("未开展的原因", length=1000)
