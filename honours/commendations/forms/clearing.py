"""When the bodies are asked, and until when they answer."""

from django import forms

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
