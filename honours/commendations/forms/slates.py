"""What is written on a list: opinions, findings on flags, what is done about excess."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.commendations.operations.choosing import ExcessMeasure

_TEXT = {"rows": 3, "data-meter": ""}


class SigningForm(forms.Form):
    """The opinion of whoever signs; why the list is reported although it breaks a ratio."""

    opinion = forms.CharField(
        label="推荐意见", max_length=500, widget=forms.Textarea(attrs=_TEXT), initial="同意推荐。"
    )
    document = forms.CharField(label="文号", max_length=100, required=False)
    insistence = forms.CharField(
        label="坚持报送理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
        help_text="名单不符合比例，仍要报送的，写明理由；上级只能退回，并可按超比例处理。",
    )

    def __init__(self, data: Any = None, *, breaks_a_ratio: bool) -> None:
        super().__init__(data)
        if not breaks_a_ratio:
            del self.fields["insistence"]

    def insisted(self) -> str:
        return str(self.cleaned_data.get("insistence", ""))


class JudgementForm(forms.Form):
    """What was found about something flagged."""

    judgement = forms.CharField(
        label="核查结论", max_length=500, widget=forms.Textarea(attrs=_TEXT)
    )


class ExcessForm(forms.Form):
    """Criticism in writing, places taken back, heads replaced (R318)."""

    findings = forms.MultipleChoiceField(
        label="不符合之处", required=False, widget=forms.CheckboxSelectMultiple
    )
    measure = forms.CharField(label="处理", max_length=500, widget=forms.Textarea(attrs=_TEXT))
    document = forms.CharField(label="文号", max_length=100, required=False)
    places = forms.IntegerField(label="收回名额", min_value=0, initial=0)
    replaced_heads = forms.IntegerField(label="改报一线人数", min_value=0, initial=0)

    def __init__(self, data: Any = None, *, findings: Sequence[str]) -> None:
        super().__init__(data, initial={"findings": list(findings)})
        self.fields["findings"].choices = [  # type: ignore[attr-defined]
            (told, told) for told in findings
        ]

    def taken(self) -> ExcessMeasure:
        given = self.cleaned_data
        return ExcessMeasure(
            tuple(given["findings"]),
            given["measure"],
            given["document"],
            given["places"],
            given["replaced_heads"],
        )


class AnswerForm(forms.Form):
    """The province's answer, as its document says."""

    opinion = forms.CharField(label="省级意见", max_length=500, widget=forms.Textarea(attrs=_TEXT))
    document = forms.CharField(label="文号", max_length=100)
    on = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))


class ChoiceForm(forms.Form):
    """Who of those that passed is to be commended."""

    chosen = forms.MultipleChoiceField(
        label="拟表彰", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, candidates: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["chosen"].choices = candidates  # type: ignore[attr-defined]
