"""When the bodies are asked and until when they answer; of whom nobody is asked, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.clearances.operations.declarations import DeclarationDraft
from honours.clearances.vocabulary import ObjectKind
from honours.commendations.operations.clearing import AskTerms


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class AskTermsForm(forms.Form):
    """Whom to ask follows from the candidates and the matrix."""

    asked_on = _day("征求日期", "按这一天的矩阵和部门名称征求。")
    due_on = _day("答复期限")
    validity_months = forms.IntegerField(
        label="意见有效月数",
        required=False,
        min_value=1,
        max_value=60,
        help_text="文件或者本届方案有规定的填写；没有规定的留空，由答复部门写明有效期。",
    )
    is_sealed_round = forms.BooleanField(
        label="复审阶段（征求意见表须盖章）", required=False, help_text="初审不盖章。"
    )

    def terms(self) -> AskTerms:
        """The form has to be valid."""
        return AskTerms(**self.cleaned_data)


class NothingToAskForm(forms.Form):
    """Of which kinds of object no paper asks anybody."""

    kinds = forms.MultipleChoiceField(
        label="对象类别",
        widget=forms.CheckboxSelectMultiple,
        help_text="只列出矩阵没有规定的类别。一个对象属于几类的，几类都要登记。",
    )
    reason = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""})
    )
    document = forms.CharField(
        label="依据文件", max_length=300, help_text="写文件名称、文号和条款。"
    )

    def __init__(self, data: Any = None, *, kinds: Sequence[ObjectKind]) -> None:
        super().__init__(data)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in kinds
        ]

    def draft(self) -> DeclarationDraft:
        """The form has to be valid."""
        given = self.cleaned_data
        return DeclarationDraft(
            tuple(ObjectKind(kind) for kind in given["kinds"]), given["reason"], given["document"]
        )
