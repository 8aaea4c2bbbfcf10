"""Fields that several forms of the room have."""

from typing import Any

from django import forms

from honours.clearances.models import Body
from honours.kernel.terms import Term


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def reason_field(label: str = "理由", *, length: int = 500) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
    )


def term_field(label: str, terms: type[Term], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=terms.choices(), **more)


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the bodies, by its duty."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(Body.objects.all(), label=label, **more)


class FilledInForm(forms.Form):
    """A form whose choices are given when it is made: ``offered`` by the field's name."""

    def offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = choices
        elif isinstance(field, forms.ChoiceField):
            field.choices = choices
