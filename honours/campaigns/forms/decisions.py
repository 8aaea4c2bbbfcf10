"""What an examiner fills in about one item, and what the conference resolved."""

from typing import Any

from django import forms

from honours.campaigns.forms.campaigns import day
from honours.campaigns.operations.decisions import Opinion, ResolutionDraft
from honours.campaigns.vocabulary import Outcome
from honours.registry.models import Activity
from honours.registry.vocabulary import Regime


class KeyedRadios(forms.RadioSelect):
    """Radio buttons that the digits 1, 2, 3 … choose."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-key"] = str(int(option["index"]) + 1)
        return option


class OpinionForm(forms.Form):
    """The opinion on one item. What an outcome needs besides is asked for by the operation."""

    outcome = forms.ChoiceField(label="处理意见", choices=Outcome.choices(), widget=KeyedRadios)
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
        help_text="与系统建议不同的，必须写明理由。",
    )
    merged_into = forms.ModelChoiceField(
        Activity.objects.none(), label="并入项目", required=False, help_text="仅合并时填写。"
    )
    transfer_to = forms.ChoiceField(
        label="移交制度",
        required=False,
        choices=[("", "—"), *Regime.choices()],
        help_text="仅移交时填写。",
    )
    rectify_by = day("整改期限", is_required=False)

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rectify_by"].help_text = "仅限期整改时填写。"
        field = self.fields["merged_into"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = candidates

    def opinion(self) -> Opinion:
        cleaned: dict[str, Any] = self.cleaned_data
        return Opinion(
            outcome=Outcome(cleaned["outcome"]),
            reason=cleaned["reason"],
            merged_into=cleaned["merged_into"],
            transfer_to=Regime(cleaned["transfer_to"]) if cleaned["transfer_to"] else None,
            rectify_by=cleaned["rectify_by"],
        )


class RectifyDateForm(forms.Form):
    """Until when everything that is to be rectified has to be put right."""

    chosen_on = day("整改期限", is_required=False)


class ResolutionForm(forms.Form):
    """The resolution of the joint conference, as its minutes say."""

    title = forms.CharField(label="决议名称", max_length=120)
    number = forms.CharField(
        label="纪要文号", max_length=60, required=False, help_text="如：巴清联纪〔2010〕1号"
    )
    held_on = day("会议日期")
    text = forms.CharField(label="决议内容", widget=forms.Textarea(attrs={"rows": 4}))
    is_cosigned = forms.BooleanField(
        label="提请各成员会签",
        required=False,
        help_text="勾选后由联席会议成员逐一会签，全部同意再生效；不勾选的，按已签署的纪要立即生效。",
    )

    def draft(self) -> ResolutionDraft:
        cleaned: dict[str, Any] = self.cleaned_data
        return ResolutionDraft(
            title=cleaned["title"],
            held_on=cleaned["held_on"],
            text=cleaned["text"],
            number=cleaned["number"],
            is_cosigned=cleaned["is_cosigned"],
        )
