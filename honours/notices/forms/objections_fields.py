"""Fields that the forms of objections share."""

from typing import TypeVar

from django import forms

from honours.kernel.terms import Term
from honours.notices.forms.fields import DayInput

Word = TypeVar("Word", bound=Term)

_YES_OR_NO = (("", "还没有判断"), ("yes", "清楚"), ("no", "不清楚"))


def words(
    label: str, terms: type[Word], *, is_radio: bool = False, asks: str = ""
) -> forms.TypedChoiceField:
    """One word of a closed list. ``asks`` stands first, so that nothing is chosen unasked."""
    choices = [("", asks), *terms.choices()] if asks else terms.choices()
    field = forms.TypedChoiceField(label=label, choices=choices, coerce=terms)
    if is_radio:
        field.widget = forms.RadioSelect(choices=terms.choices())
    return field


def prose(label: str, *, rows: int = 4, longest: int = 2000, hint: str = "") -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "data-meter": ""}),
        help_text=hint,
    )


def day(label: str, *, is_required: bool = True, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=is_required,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        help_text=hint,
    )


def leads_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="线索是否清楚",
        choices=_YES_OR_NO,
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
        help_text="匿名异议须判断；有没有具体的人、时间、地点、事情可查。",
    )
